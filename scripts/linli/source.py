"""Reads a YAML table as text: takes a file's bytes, gives rows of strings with a mark for every field, and problems.

Nothing is guessed: `19:00`, `010`, `no` and `2026-11-24` stay the text that was typed (YAML 1.2 has no such types
in its failsafe schema). The parser's event stream is walked with a loop, never recursively, and aliases are refused,
so neither deep nesting nor an alias bomb can hang or overflow it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

import yaml

from linli import guarded, slipped, slips, syntax
from linli.characters import BREAKS, BULLETS, DASHES
from linli.events import INVISIBLE, MAX_ROWS, Reader, problem, unseen
from linli.problems import Problem
from linli.rows import Row, Text

__all__ = ["HARMLESS", "MAX_PROBLEMS", "MAX_ROWS", "Row", "Text", "decode", "read"]

MAX_BYTES: Final = 32 * 1024 * 1024
MAX_PROBLEMS: Final = 500
"""Of one file; nobody reads more in one go."""
MAX_EVENTS: Final = 3_000_000
"""Of one file, two for each field: more is no table of a community."""
HARMLESS: Final = frozenset({"duplicate-field", "nested", "no-alias", "no-tag", "bad-character", "extra-dash"})
"""Codes of problems that cost no row."""
_ANY_DASH: Final = "".join((*DASHES, *BULLETS))
_ITEM: Final = re.compile(rf"^( *)(?:-(?=[\s\w])|[{_ANY_DASH}](?=[\s\w]))", re.MULTILINE)
_CONFLICT: Final = re.compile(r"^<{7}(?: .*)?\n(?:.*\n)*?(?:>{7}(?: .*)?(?:\n|$))", re.MULTILINE)
_REMOVED: Final = re.compile(f"{INVISIBLE.pattern}|\ufeff")
_MOST_REMOVED: Final = 20
_MOST_LOOKED_AT: Final = 1_000_000


def decode(path: str, data: bytes) -> tuple[str, list[Problem]]:
    """Return a file's text, or a problem that says what to do about its size or encoding."""
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1024 / 1024:.0f} MB"
        return "", [problem(path, 1, 1, "too-large", f"文件太大({size})，上限 32 MB", "图片、附件请不要写进表格")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            line, end = data.count(b"\n") + 1, "请从原来的文件或以前的版本里找回后面的内容"
            return "", [problem(path, line, 1, "bad-encoding", "文件在一个字的中间断了，像是没有保存完", end)]
        line = data.count(b"\n", 0, error.start) + 1
        found = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else _guess(data)
        message = f"文件不是 UTF-8 编码(像是 {found})"
        return "", [problem(path, line, 1, "bad-encoding", message, "请用「另存为」选择 UTF-8 编码后再保存")]
    return _without_unseen(path, text)


def _without_unseen(path: str, text: str) -> tuple[str, list[Problem]]:
    """Return the text without what YAML forbids, and a problem for each; the rest is still read."""
    if _REMOVED.search(text) is None:
        return text, []
    problems = [
        problem(path, *_place(text, match.start()), "bad-character", *unseen(match[0]))
        for match, _ in zip(_REMOVED.finditer(text), range(_MOST_REMOVED), strict=False)
    ]
    if len(problems) == _MOST_REMOVED:
        return "", problems
    return _REMOVED.sub(lambda match: " " if match[0] in BREAKS else "", text), problems


def read(path: str, text: str, names: Collection[str] = ()) -> tuple[list[Row], list[Problem]]:
    """Return a table's rows. A row that cannot be read is a problem; the rows around it are still read.

    `names` are the fields of the table, if they are known. Of a file that is too large there is only the problem.
    """
    text, conflicts = _one_side(path, text)
    try:
        rows, problems = _read(path, text, 0, names)
    except yaml.YAMLError as error:
        rows, problems = _piecewise(path, text, names)
        if all(p.code != "syntax" for p in problems):
            problems.append(syntax.problem(path, text, error, 0))
    else:
        if any(p.code == "not-a-list" for p in problems):
            rows, problems = _rows_after_all(path, text, names, problems)
    problems = [*conflicts, *problems]
    if len(rows) > MAX_ROWS:
        message = f"记录太多，一个文件最多 {MAX_ROWS} 条，后面的没有检查"
        problems.append(problem(path, rows[MAX_ROWS].line, 1, "too-large", message, "请确认没有重复粘贴"))
    if (more := len(problems) - MAX_PROBLEMS) > 0:
        last = problems[MAX_PROBLEMS].mark
        message = f"这个文件里还有 {more} 处问题没有列出"
        problems[MAX_PROBLEMS:] = [problem(path, last.line, 1, "too-many", message, "请先改好上面的，再检查一次")]
    return [] if any(p.code == "too-large" for p in problems) else rows, problems


def _one_side(path: str, text: str) -> tuple[str, list[Problem]]:
    """Return the text with one side of every conflict that git left, its lines in place, and a problem for each."""
    if "<<<<<<<" not in text:
        return text, []
    problems: list[Problem] = []

    def kept(match: re.Match[str]) -> str:
        lines = match[0].split("\n")
        slip = slipped.conflict(text.count("\n", 0, match.start()), lines[0])
        problems.append(problem(path, slip.line + 1, slip.column, "syntax", slip.message, slip.hint))
        middle = next((n for n, line in enumerate(lines) if line.startswith(("=======", "|||||||"))), 0)
        return "\n".join(line if 0 < number < middle else "" for number, line in enumerate(lines))

    return _CONFLICT.sub(kept, text), problems


def _rows_after_all(
    path: str, text: str, names: Collection[str], problems: list[Problem]
) -> tuple[list[Row], list[Problem]]:
    """Read the rows of a text that is no list to YAML only because of a slip at its beginning."""
    slip = slips.find(text.splitlines()) if len(text) < _MOST_LOOKED_AT else None
    if slip is None or _ITEM.search(text) is None:
        return [], problems
    rows, found = _piecewise(path, text, names)
    first = problem(path, slip.line + 1, slip.column, "syntax", slip.message, slip.hint)
    return rows, [first, *(p for p in found if p.mark.line > first.mark.line)]


def _piecewise(path: str, text: str, names: Collection[str]) -> tuple[list[Row], list[Problem]]:
    """Read each item of the list alone, so that one typing error hides neither the other rows nor other errors."""
    rows: list[Row] = []
    problems: list[Problem] = []
    for chunk, line, ends in _chunks(text):
        try:
            found, wrong = _read(path, chunk, line, names)
            if any(p.code == "not-a-list" for p in wrong):
                raise yaml.MarkedYAMLError(problem="did not find expected '-' indicator")
        except yaml.YAMLError as error:
            problems.append(syntax.problem(path, chunk, error, line, ends=ends))
        else:
            rows += found
            problems += wrong
        if len(rows) + len(problems) > MAX_ROWS:
            break
    return rows, problems


def _read(path: str, text: str, offset: int, names: Collection[str]) -> tuple[list[Row], list[Problem]]:
    reader = Reader(path=path, offset=offset, lines=text.splitlines(), names=names)
    for count, event in enumerate(guarded.events(text)):
        reader.take(event)
        if count > MAX_EVENTS or len(reader.problems) > 10 * MAX_PROBLEMS:
            reader.stop(event)
        if reader.done:
            break
    return reader.rows, reader.problems


def _chunks(text: str) -> Iterator[tuple[str, int, bool]]:
    """Yield each top-level item's text with the number of lines before it, and whether it is the last."""
    first = _ITEM.search(text)
    if first is None:
        return
    starts = [match.start() for match in _ITEM.finditer(text) if match[1] == first[1]]
    line = text.count("\n", 0, starts[0])
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        chunk = text[start:end]
        yield chunk, line, end == len(text)
        line += chunk.count("\n")


def _guess(data: bytes) -> str:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "别的编码"
    return "GBK"


def _place(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
