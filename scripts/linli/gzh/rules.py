"""What the editor of 公众号 would not keep: takes the HTML that is copied, gives what is wrong with it, in words.

Sources: what its editor strips when one pastes, as mdnice and doocs/md work around it; the documentation of its drafts
(fewer than 20,000 characters, less than 1 MB, scripts removed, pictures only by address); its rules for SVG.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

from linli.gzh.subset import INSIDE, KEPT

LONGEST: Final = 20_000
"""Characters of text."""
LARGEST: Final = 1_000_000
"""Bytes with all tags."""
TITLE: Final = 64
SUMMARY: Final = 120
_ATTRIBUTES: Final = {"style", "src", "alt", "href", "colspan", "rowspan"}
_PROPERTIES: Final = re.compile(
    r"(?:margin|padding)(?:-(?:top|right|bottom|left))?|border(?:-(?:left|top|bottom|right))?|border-collapse"
    r"|background-color|color|width|height|max-width|vertical-align|display|letter-spacing"
    r"|font-(?:size|weight|style|family)|line-height|text-(?:align|decoration|indent)"
)
_VALUES: Final = re.compile(
    r"url\s*\(|expression|javascript:|!important|var\s*\(|[<>\\]|(?:fixed|absolute|sticky)", re.IGNORECASE
)
_VOID: Final = {"br", "hr", "img"}
_ITEM: Final = re.compile(r"<li[^>]*>(?!<section>)")


def problems(html: str) -> list[str]:
    """Return what is wrong; nothing where the editor keeps all of it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return list(dict.fromkeys([*reader.found, *_whole(html, "".join(reader.words))]))


def _whole(html: str, text: str) -> Iterator[str]:
    if len(text) >= LONGEST:
        yield f"{len(text)} characters of text: fewer than {LONGEST} are taken"
    if len(html.encode()) >= LARGEST:
        yield f"{len(html.encode())} bytes: fewer than {LARGEST} are taken"
    if "\n" in html:
        yield "a newline becomes a line of its own"
    if _ITEM.search(html):
        yield "the words of a list's item stand in one section, else they are torn apart"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in KEPT:
            self.found.append(f"<{tag}> is not kept")
        names = [name for name, _ in attrs]
        self.found += [f"<{tag}>: {name} is not kept" for name in names if name not in _ATTRIBUTES]
        given = {name: value or "" for name, value in attrs}
        self.found += [f"<{tag}>: {wrong}" for wrong in _styles(given.get("style", ""))]
        if tag == "a" and not INSIDE.match(given.get("href", "")):
            self.found.append(f"<a>: {given.get('href', '')} leads out of WeChat")
        if tag == "img" and not re.match(r"https?://", given.get("src", "")):
            self.found.append(f"<img>: {given.get('src', '')[:80]} is no whole address")
        if tag == "img" and re.search(r"\.(?:svg|webp|avif)(?:[?#]|$)", given.get("src", ""), re.IGNORECASE):
            self.found.append(f"<img>: {given.get('src', '')[:80]} is of a kind that is not taken")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.found.append(f"</{tag}> closes what is not open")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.found.append(f"a remark is not kept: {data[:40]}")

    def close(self) -> None:
        super().close()
        self.found += [f"<{tag}> is not closed" for tag in self._open]


def _styles(text: str) -> Iterator[str]:
    for each in filter(None, text.split(";")):
        name, _, value = (part.strip() for part in each.partition(":"))
        if not _PROPERTIES.fullmatch(name):
            yield f"style {name} is not kept"
        if _VALUES.search(value):
            yield f"style {name}: {value} is not kept"
