"""The builders that draw Markdown and frames, each runnable in a process of its own."""
