"""公众号 articles: takes the edition, gives for the weeks, each course and each story a page whose article can be copied."""
