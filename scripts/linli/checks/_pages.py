"""The hand-written pages: takes the root, gives each one's path and text without code, which readers only see.

What looks like code is code only where the machine that draws the page makes it so: a fence that nobody closed, backticks
among tags and the like hide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from linli import settings, slipped, source
from linli.pictures.files import is_left_over
from linli.problems import Mark, Problem
from linli.prose import text as tables
from linli.prose.pages import PageReader
from linli.prose.text import is_wild

_FENCE: Final = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n(.*?)(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_TICKS: Final = re.compile(r"\\`|`+|\n[ \t]*(?=\n)")
"""What opens and closes code in a line, and the empty line that ends every sentence."""
_SHOWN: Final = re.compile(r"<code\b[^<>]*>(.*?)</code>", re.DOTALL)
_FIRST, _LAST = "<\ue000%d\ue001", "<\ue002%d\ue003"
"""Marks put into what may be code. Only in code, and in plain text, the sign before them is escaped."""
_MARKS: Final = re.compile("[\ue000-\ue003]")
_SEEN: Final = re.compile("&lt;\ue000([0-9]+)\ue001(?:(?!&lt;\ue000).)*&lt;\ue002\\1\ue003", re.DOTALL)
_COLOUR: Final = re.compile(r"</?span\b[^<>]*>")
"""Colours of code stand between its words."""
_CONFLICT: Final = re.compile(r"^(?:<{7}|>{7})(?: .*)?$|(?<![^\n]\n)^={7}$", re.MULTILINE)
"""Marks that git leaves. Below a line of text, ======= makes a heading of it."""
_ENDS: Final = re.compile(r"^>{7}(?: .*)?$", re.MULTILINE)
_LARGEST: Final = 2 * 1024 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A file of content/."""

    path: str
    """Relative to the root."""
    typed: str
    """As it stands in the file."""
    text: str
    """The same without code; every other character stands where it stood."""
    problems: list[Problem]
    """What stops it from being read."""
    html: Callable[[], str]
    """What the builders will make of it."""


def written(root: Path) -> Iterator[Page]:
    """Yield every hand-written page."""
    reader = _reader(root, _signature(root))
    for file in sorted((root / "content").rglob("*.md")):
        path = file.relative_to(root).as_posix()
        try:
            if not file.is_file() or is_left_over(file.name):
                continue
            if file.stat().st_size > _LARGEST:
                message = "这一页太大，上限 2 MB"
                large = Problem(mark=Mark(path=path), code="too-large", message=message, hint="图片请另存成文件")
                yield Page(path=path, typed="", text="", problems=[large], html=str)
                continue
            typed, problems = source.decode(path, file.read_bytes().replace(b"\r\n", b"\n"))
        except OSError:
            continue
        text = _blank(typed, reader.html)
        yield Page(
            path=path,
            typed=typed,
            text=text,
            problems=[*problems, *_conflicts(path, text)],
            html=lambda text=typed: reader.html(text),  # type: ignore[misc]
        )


def read_page(root: Path, text: str) -> str:
    """Return what the builders will make of a page's text."""
    return _reader(root, _signature(root)).html(text)


def _conflicts(path: str, text: str) -> Iterator[Problem]:
    """Yield a problem for every place where git left both versions, or a mark of it is left over."""
    end = 0
    for mark in _CONFLICT.finditer(text) if "=======" in text or "<<<<<<<" in text or ">>>>>>>" in text else ():
        if mark.start() >= end:
            slip = slipped.conflict(text.count("\n", 0, mark.start()), mark[0])
            found = Mark(path=path, line=slip.line + 1, column=slip.column)
            yield Problem(mark=found, code="syntax", message=slip.message, hint=slip.hint)
            last = _ENDS.search(text, mark.end()) if mark[0][0] == "<" else None
            end = last.end() if last else mark.end()


def pages(root: Path) -> Iterator[tuple[str, str, list[Problem]]]:
    """Yield path (relative to root), text and what stops it from being read; code is blanked, lines stay."""
    for page in written(root):
        yield page.path, page.text, page.problems


def blank_code(text: str) -> str:
    """Return a text of the tables with its code replaced by blanks of the same length."""
    return _blank(text, tables.html)


def place(text: str, index: int) -> tuple[int, int]:
    """Return line and column, 1-based, of a position in a text."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


@lru_cache(maxsize=4)
def _reader(root: Path, signature: int) -> PageReader:
    """Return one reader for all rules, as long as mkdocs.yml stays as it is."""
    return PageReader(settings.extensions(root))


def _signature(root: Path) -> int:
    file = root / "mkdocs.yml"
    return file.stat().st_mtime_ns if file.is_file() else 0


@lru_cache(maxsize=256)
def _blank(text: str, html: Callable[[str], str]) -> str:
    """Return Markdown with blanks for what looks like code and is shown as code by the machine."""
    if ("`" not in text and "~~~" not in text) or _MARKS.search(text) or is_wild(text):
        return text
    found = list(_candidates(text))
    marked, end = "", 0
    for number, (first, last) in enumerate(found):
        marked += text[end:first] + _FIRST % number + text[first:last] + _LAST % number
        end = last
    made = html(marked + text[end:])
    shown = {int(number) for code in _SHOWN.findall(made) for number in _SEEN.findall(_COLOUR.sub("", code))}
    pieces, end = [], 0
    for number, (first, last) in enumerate(found):
        if number in shown:
            pieces += [text[end:first], _blanked(text[first:last])]
            end = last
    return "".join([*pieces, text[end:]])


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the words of something begin and end that looks like code: between fences, between backticks."""
    end = 0
    for fence in _FENCE.finditer(text) if "```" in text or "~~~" in text else ():
        yield from _between_ticks(text, end, fence.start())
        end = fence.end()
        if fence[2].strip():
            yield fence.start(2), fence.end(2) - fence[2].endswith("\n")
    yield from _between_ticks(text, end, len(text))


def _between_ticks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what stands between a run of backticks and the next one of the same length in the same paragraph."""
    open_: dict[int, int] = {}
    last = 0
    for ticks in _TICKS.finditer(text, start, end):
        if ticks[0][0] == "\n":
            open_ = {}
        elif ticks[0][0] == "`":
            size = len(ticks[0])
            first = open_.pop(size, -1)
            if first >= last and first < ticks.start():
                yield first, ticks.start()
                last = ticks.end()
                open_ = {}
            else:
                open_[size] = ticks.end()


def _blanked(code: str) -> str:
    return re.sub(r"\S", " ", code)
