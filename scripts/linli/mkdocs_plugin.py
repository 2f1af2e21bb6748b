"""The thin side that MkDocs sees: adds the frame pages before it draws, fills them after, so `mkdocs build` is whole."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from linli import frames, kit
from linli.model import SHANGHAI
from linli.pictures.files import is_page
from linli.prose import PROSE
from linli.report import text


class Options(Config):  # type: ignore[no-untyped-call]
    """The plugin has none."""


class LinliPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """The `linli` entry of mkdocs.yml's plugins."""

    drawing = False
    """Set by `linli build`, which only wants the drawn pages and fills them itself."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read pages by the rules of the tables' texts, where mkdocs.yml does not say so itself; draw by the kit's theme."""
        if PROSE not in config.markdown_extensions:
            config.markdown_extensions.append(PROSE)
        kits = str(kit.HOME / "overrides")
        if kits not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, kits)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the frames; leave out the theme's scripts and styles, which no page here refers to, and what no rule read."""
        for path, markdown in frames.sources(_root(config)):
            files.append(File.generated(config, path, content=markdown))
        for file in list(files):
            if _is_themes(file, config) if not file.is_documentation_page() else not is_page(file.src_uri):
                files.remove(file)
        return files

    def on_env(self, env: Any, /, *, config: MkDocsConfig, files: Files) -> Any:
        """Copy no picture where only the drawn pages are wanted: by now the pages know its address."""
        for file in list(files) if self.drawing else ():
            if not file.is_documentation_page():
                files.remove(file)
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Fill the drawn pages where they lie."""
        if self.drawing:
            return
        from linli import build  # frictionless and the rest are not wanted where MkDocs only draws

        problems = build.fill_in_place(_root(config), Path(config.site_dir), datetime.now(SHANGHAI).date())
        if problems:
            raise PluginError(text(problems))

    def on_serve(self, server: Any, /, *, config: MkDocsConfig, builder: Any) -> Any:
        """Watch the tables too."""
        server.watch(str(_root(config) / "data"))
        return server


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or ".").resolve().parent


def _is_themes(file: File, config: MkDocsConfig) -> bool:
    source = file.abs_src_path
    return bool(source) and not str(source).startswith((config.docs_dir, str(config.theme.custom_dir)))
