"""What the builders will make of a hand-written page: takes its text and mkdocs.yml's extensions, gives the HTML.

For the rules that judge a page: what is code, a link or a tag there is for the machine to say, not for a second reading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from markdown import Markdown

from linli.prose import PROSE
from linli.prose.text import is_wild

_FIRST: Final = ("toc", "tables", "fenced_code")
"""What MkDocs adds by itself, before those of mkdocs.yml, which may take the place of one."""
USUAL: Final = ("attr_list", "def_list", "md_in_html")
_FRONT: Final = re.compile(r"\A-{3}[ \t]*\n.*?\n(?:-{3}|\.{3})[ \t]*(?:\n|\Z)", re.DOTALL)


class PageReader:
    """Reads pages as the builders do. What is wrong with an extension is for the builder to say."""

    def __init__(self, extensions: Mapping[str, Mapping[str, Any]]) -> None:
        names = dict.fromkeys([*_FIRST, *(extensions or USUAL), PROSE])
        self._options = {name: extensions.get(name, {}) for name in names}
        self._kept: dict[str, str] = {}

    def html(self, text: str) -> str:
        """Return what `<main>` will hold, without slots and tokens filled; the front matter is not part of it.

        A text that would take minutes is returned as it is: whatever looks like a tag there may be one.
        """
        if text not in self._kept:
            self._kept[text] = text if is_wild(text) else self._read(text[front(text) :])
        return self._kept[text]

    def _read(self, body: str) -> str:
        try:
            return Markdown(extensions=[*self._options], extension_configs={**self._options}).convert(body)
        except Exception:  # whatever an extension of the site's own choice may raise
            return Markdown(extensions=[*_FIRST, *USUAL, PROSE]).convert(body)


def front(text: str) -> int:
    """Return how long the front matter is."""
    found = _FRONT.match(text)
    return found.end() if found else 0
