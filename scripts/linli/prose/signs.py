"""Signs around words: takes a line of prose, gives struck, inserted and marked words, corrections, and small letters.

Chinese stands at both ends without a blank, and `~` between two times is a "to": so ~~ ^^ == need no edge of a word,
while a small letter needs a Latin one or a figure before it, as in H~2~O and m^2^.
"""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor

_AROUND: Final = {"del": "~~", "ins": "^^", "mark": "=="}
_SMALL: Final = {
    "sub": r"(?<=[A-Za-z)])(~)(?!~)([A-Za-z0-9+\-]{1,6})~(?![~0-9])",
    "sup": r"(?<=[A-Za-z0-9)])(\^)(?!\^)([A-Za-z0-9+\-]{1,6})\^(?!\^)",
}
_CORRECTED: Final = (
    r"\{(?:--(?P<del>.{1,500}?)--|\+\+(?P<ins>.{1,500}?)\+\+|==(?P<mark>.{1,500}?)==|>>(?P<said>.{1,500}?)<<"
    r"|~~(?P<old>.{1,500}?)~>(?P<new>.{1,500}?)~~)\}"
)


class Corrections(InlineProcessor):
    """What an editor proposes: {--this--} goes, {++that++} comes, {~~this~>that~~}, {==here==}{>>why<<}."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 -- Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """Return the correction and where it stands."""
        name = next(name for name, words in m.groupdict().items() if words)
        made = Element("span" if name in ("said", "old") else name, {"class": "critic"})
        if name == "old":
            SubElement(made, "del").text = m["old"]
            SubElement(made, "ins").text = m["new"]
        else:
            made.text = m[name]
        if name == "said":
            made.set("class", "critic comment")
        return made, m.start(), m.end()


def register(md: Markdown) -> None:
    """Add a rule for each; corrections come before keys, which hold `++` too."""
    md.inlinePatterns.register(Corrections(_CORRECTED, md), "linli-corrections", 186)
    for tag, sign in _AROUND.items():
        one = f"\\{sign[0]}"
        pattern = rf"({one}{one})(?![{one}\s])(.{{1,500}}?)(?<![{one}\s]){one}{one}(?!{one})"
        md.inlinePatterns.register(SimpleTagInlineProcessor(pattern, tag), f"linli-{tag}", 65)
    for tag, pattern in _SMALL.items():
        md.inlinePatterns.register(SimpleTagInlineProcessor(pattern, tag), f"linli-{tag}", 64)
