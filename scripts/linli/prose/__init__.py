"""Our Markdown: one set of rules, as an extension for Python-Markdown, for hand-written pages and for texts of the tables.

mkdocs.yml names this package among its `markdown_extensions`, so that both builders follow it; `linli.prose.text` makes
the same HTML from a text of the tables, without what only pages may hold. Besides tables, footnotes, definition lists and
fenced code: ~~struck~~ words; bare addresses are links that end where Chinese begins; a line break between Han
characters is no blank; a list needs no empty line before it, and two blanks set one list into another; columns are
aligned by an attribute that the site's own policy permits.
"""

from __future__ import annotations

from typing import Any, Final

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import SimpleTagInlineProcessor

from linli.prose.addresses import Addresses
from linli.prose.breaks import Breaks, Columns
from linli.prose.lists import Lists

PROSE: Final = __name__
"""How mkdocs.yml names it."""
_STRUCK: Final = r"(~~)(?![~\s])(.+?)(?<![~\s])~~(?!~)"


class Prose(Extension):
    """The rules that pages and tables share."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- Python-Markdown's name
        """Add them, unless mkdocs.yml chose its own kind of one of them before."""
        if "table" not in md.parser.blockprocessors:
            TableExtension().extendMarkdown(md)
        if "fenced_code_block" not in md.preprocessors:
            FencedCodeExtension().extendMarkdown(md)
        if "defindent" not in md.parser.blockprocessors:
            DefListExtension().extendMarkdown(md)
        if "footnote" not in md.inlinePatterns:
            FootnoteExtension(BACKLINK_TITLE="回到正文里的注{}").extendMarkdown(md)
        md.preprocessors.register(Lists(md), "linli-lists", 15)
        md.inlinePatterns.register(Addresses(md), "linli-addresses", 85)
        md.inlinePatterns.register(SimpleTagInlineProcessor(_STRUCK, "del"), "linli-struck", 65)
        md.treeprocessors.register(Breaks(md), "linli-breaks", 15)
        md.treeprocessors.register(Columns(md), "linli-columns", 14)


def makeExtension(**options: Any) -> Prose:  # noqa: N802 -- Python-Markdown's name
    """Return the extension, as mkdocs.yml's `linli.prose` asks for it."""
    return Prose(**options)
