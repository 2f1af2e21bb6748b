"""Line breaks and sides: takes the tree of a text, leaves no blank between Han characters, no `style=` in a table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from typing import Final
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

_BREAK: Final = re.compile(r"[ \t]*\n[ \t]*")
_STASHED: Final = re.compile("\x02wzxhzdk:([0-9]+)\x03|\x02([0-9]+)\x03|\x02amp\x03")
_HIDDEN: Final = re.compile("[\ufe00-\ufe0f\u200b-\u200d\u2060\ufeff\U000e0100-\U000e01ef]+")
_CHINESE: Final = "“”‘’…—"
"""As wide as a Han character in Chinese, narrow in Unicode's table."""
_THING: Final = "\ufffc"
_ALIGNED: Final = re.compile(r"text-align: (left|center|right);")

Holder = tuple[Element, bool]
"""An element and whether its text is meant, else its tail."""


class Breaks(Treeprocessor):
    """Runs when every text stands in its element, and attributes (`{ .card }`), which may have a line, are gone."""

    def run(self, root: Element) -> None:
        """Take out the line breaks that would show as a blank between two Han characters."""
        line: list[Holder] = []
        for holder in self._holders(root):
            if holder is None:
                self._join(line)
                line = []
            else:
                line.append(holder)
        self._join(line)
        for image in root.iter("img"):
            for name in ("alt", "title"):
                if "\n" in (said := image.get(name, "")):
                    image.set(name, joined(said))

    def _holders(self, element: Element) -> Iterator[Holder | None]:
        """Yield where text stands, in reading order, None where a block begins or ends."""
        block = self.md.is_block_level(element.tag)
        if block:
            yield None
        yield element, True
        for child in element:
            yield from self._holders(child)
            yield child, False
        if block:
            yield None

    def _join(self, line: list[Holder]) -> None:
        if not any("\n" in _text(holder) for holder in line):
            return
        shown = [self._shown(holder) for holder in line]
        for number, (element, inside) in enumerate(line):
            text = _text((element, inside))
            if "\n" not in text or isinstance(text, AtomicString):
                continue
            pieces = _BREAK.split(text)
            seen = [self._plain(piece) for piece in pieces]
            written = pieces[0]
            for at, piece in enumerate(pieces[1:], 1):
                before = "".join(shown[:number]) + "".join(seen[:at])
                after = "".join(seen[at:]) + "".join(shown[number + 1 :])
                written += ("" if joins(before, after) else "\n") + piece
            if inside:
                element.text = written
            else:
                element.tail = written

    def _shown(self, holder: Holder) -> str:
        element, inside = holder
        thing = {"br": "\n", "img": _THING}.get(element.tag, "") if inside else ""
        return thing + _BREAK.sub("\n", self._plain(_text(holder)))

    def _plain(self, text: str) -> str:
        """Return the text as it will be read, without tags."""
        return _STASHED.sub(self._stashed, text) if "\x02" in text else text

    def _stashed(self, match: re.Match[str]) -> str:
        if match[2]:
            return chr(int(match[2]))
        if not match[1]:
            return "&"
        raw = self.md.htmlStash.rawHtmlBlocks
        html = str(raw[int(match[1])]) if int(match[1]) < len(raw) else ""
        return unescape(html) if html.startswith("&") else ""


class Sides(Treeprocessor):
    """Says on which side a column or picture stands by one attribute: a style would be refused by the site's policy."""

    def run(self, root: Element) -> None:
        """Change every cell, and every picture on which an editor wrote `{ align=right }`."""
        for table in root.iter("table"):
            for cell in (*table.iter("td"), *table.iter("th")):
                if aligned := _ALIGNED.fullmatch(cell.get("style", "")):
                    del cell.attrib["style"]
                    cell.set("data-side", aligned[1])
                    table.set("class", "aligned")
        for image in root.iter("img"):
            if (side := image.attrib.pop("align", "")) in ("left", "right"):
                image.set("data-side", side)


def joins(before: str, after: str) -> bool:
    """Whether a line break between two texts shows as no blank: both wide, or one of them full-width punctuation."""
    before, after = _HIDDEN.sub("", before[-8:]), _HIDDEN.sub("", after[:8])
    if not before or not after:
        return False
    last, first = before[-1], after[0]
    if last.isspace() or first.isspace():
        return False
    return (_wide(last) and _wide(first)) or _mark(last) or _mark(first)


def joined(text: str) -> str:
    """Return a text without signs, its lines put together."""
    first, *others = _BREAK.split(text)
    for line in others:
        first += ("" if joins(first, line) else "\n") + line
    return first


def _wide(character: str) -> bool:
    if character in _CHINESE:
        return True
    hangul = "\uac00" <= character <= "\ud7a3" or "\u1100" <= character <= "\u11ff"
    return unicodedata.east_asian_width(character) in "WF" and not hangul


def _mark(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF" and unicodedata.category(character).startswith("P")


def _text(holder: Holder) -> str:
    element, inside = holder
    return (element.text if inside else element.tail) or ""
