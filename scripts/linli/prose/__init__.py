"""Our Markdown: one set of rules, as an extension for Python-Markdown, for hand-written pages and for texts of the tables.

mkdocs.yml names this package among its `markdown_extensions`, so that both builders follow it; `linli.prose.text` makes
the same HTML from a text of the tables, without what only pages may hold. Besides tables, footnotes, definition lists and
fenced code: notes and what folds, headed in Chinese; ~~struck~~, ==marked== and other signed words; icons, keys, boxes of
tasks and explained abbreviations; bare addresses are links that end where Chinese begins; a line break between Han
characters is no blank; a list needs no empty line before it, and two blanks set one list into another; columns are
aligned by an attribute that the site's own policy permits.
"""

from __future__ import annotations

from typing import Any, Final

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from pymdownx.details import DetailsExtension
from pymdownx.keys import KeysExtension

from linli.prose import signs, terms
from linli.prose.addresses import Addresses
from linli.prose.breaks import Breaks, Sides
from linli.prose.code import Colours
from linli.prose.icons import Icons
from linli.prose.lists import Lists
from linli.prose.notes import Notes
from linli.prose.tasks import Tasks

PROSE: Final = __name__
"""How mkdocs.yml names it."""


class Prose(Extension):
    """The rules that pages and tables share."""

    def __init__(self, **options: Any) -> None:
        self.config = {"glossary": [{}, "words that every page explains"]}
        super().__init__(**options)

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
        if "admonition" not in md.parser.blockprocessors:
            AdmonitionExtension().extendMarkdown(md)
        if "details" not in md.parser.blockprocessors:
            DetailsExtension().extendMarkdown(md)
        if "keys" not in md.inlinePatterns:
            KeysExtension().extendMarkdown(md)
        if "abbr" not in md.treeprocessors:
            terms.register(md, self.getConfig("glossary") or {})
        signs.register(md)
        md.preprocessors.register(Lists(md), "linli-lists", 15)
        md.inlinePatterns.register(Addresses(md), "linli-addresses", 85)
        md.inlinePatterns.register(Icons(md), "linli-icons", 84)
        md.treeprocessors.register(Notes(md), "linli-notes", 23)
        md.treeprocessors.register(Tasks(md), "linli-tasks", 22)
        md.treeprocessors.register(Breaks(md), "linli-breaks", 7.5)
        md.treeprocessors.register(Sides(md), "linli-sides", 4)
        md.postprocessors.register(Colours(md), "linli-colours", 25)


def makeExtension(**options: Any) -> Prose:  # noqa: N802 -- Python-Markdown's name
    """Return the extension, as mkdocs.yml's `linli.prose` asks for it."""
    return Prose(**options)
