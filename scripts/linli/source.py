"""Reads a YAML table as text: takes a file's bytes, gives rows of strings with a mark for every field, and problems.

Nothing is guessed: `19:00`, `010`, `no` and `2026-11-24` stay the text that was typed (YAML 1.2 has no such types
in its failsafe schema). The parser's event stream is walked with a loop, never recursively, and aliases are refused,
so neither deep nesting nor an alias bomb can hang or overflow it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from linli import syntax
from linli.problems import Mark, Problem

Text = str | tuple[str, ...] | None
"""A field as typed: text, a list of texts, or nothing."""

MAX_BYTES: Final = 32 * 1024 * 1024
MAX_ROWS: Final = 50_000
"""Of one file; checking more would take minutes."""
MAX_PROBLEMS: Final = 500
"""Of one file; nobody reads more in one go."""
MAX_EVENTS: Final = 3_000_000
"""Of one file, two for each field: more is no table of a community."""
MAX_DEPTH: Final = 20
"""Of what is skipped. libyaml's time grows with the square of the depth."""
HARMLESS: Final = frozenset({"duplicate-field", "nested", "no-alias", "no-tag"})
"""Codes of problems that cost no row."""
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ITEM: Final = re.compile(r"^( *)-(?=\s)", re.MULTILINE)
_INVISIBLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""What YAML forbids or takes for the end of a line, and what would hide in a page."""


@dataclass(slots=True)
class Row:
    """One record as typed."""

    path: str
    line: int
    column: int
    values: dict[str, Text] = field(default_factory=dict)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Line and column (1-based) of each field's value."""
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Line and column of each field's name."""

    @property
    def mark(self) -> Mark:
        """Where the row begins."""
        return Mark(path=self.path, line=self.line, column=self.column)

    def mark_of(self, name: str) -> Mark:
        """The field's value, or the row where the field is absent."""
        line, column = self.places.get(name, (self.line, self.column))
        return Mark(path=self.path, line=line, column=column)


def decode(path: str, data: bytes) -> tuple[str, list[Problem]]:
    """Return a file's text, or a problem that says what to do about its size or encoding."""
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1024 / 1024:.0f} MB"
        return "", [_problem(path, 1, 1, "too-large", f"文件太大({size})，上限 32 MB", "图片、附件请不要写进表格")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else _guess(data)
        message = f"文件不是 UTF-8 编码(像是 {found})"
        return "", [_problem(path, line, 1, "bad-encoding", message, "请用「另存为」选择 UTF-8 编码后再保存")]
    if match := _INVISIBLE.search(text):
        return "", [_problem(path, *_place(text, match.start()), "bad-character", *_unseen(match[0]))]
    return text, []


def read(path: str, text: str) -> tuple[list[Row], list[Problem]]:
    """Return a table's rows. A row that cannot be read is a problem; the rows around it are still read.

    Of a file that is too large there is only the problem.
    """
    try:
        rows, problems = _read(path, text, 0)
    except yaml.YAMLError as error:
        rows, problems = _piecewise(path, text)
        if all(p.code != "syntax" for p in problems):
            problems.append(syntax.problem(path, text, error, 0))
    if len(rows) > MAX_ROWS:
        message = f"记录太多，一个文件最多 {MAX_ROWS} 条，后面的没有检查"
        problems.append(_problem(path, rows[MAX_ROWS].line, 1, "too-large", message, "请确认没有重复粘贴"))
    if (more := len(problems) - MAX_PROBLEMS) > 0:
        last = problems[MAX_PROBLEMS].mark
        message = f"这个文件里还有 {more} 处问题没有列出"
        problems[MAX_PROBLEMS:] = [_problem(path, last.line, 1, "too-many", message, "请先改好上面的，再检查一次")]
    return [] if any(p.code == "too-large" for p in problems) else rows, problems


def _piecewise(path: str, text: str) -> tuple[list[Row], list[Problem]]:
    """Read each item of the list alone, so that one typing error hides neither the other rows nor other errors."""
    rows: list[Row] = []
    problems: list[Problem] = []
    for chunk, line in _chunks(text):
        try:
            found, wrong = _read(path, chunk, line)
        except yaml.YAMLError as error:
            problems.append(syntax.problem(path, chunk, error, line))
        else:
            rows += found
            problems += wrong
        if len(rows) + len(problems) > MAX_ROWS:
            break
    return rows, problems


def _read(path: str, text: str, offset: int) -> tuple[list[Row], list[Problem]]:
    reader = _Reader(path, offset)
    for count, event in enumerate(yaml.parse(text, Loader=_LOADER)):
        reader.take(event)
        if count > MAX_EVENTS or len(reader.problems) > 10 * MAX_PROBLEMS:
            reader.stop(event)
        if reader.done:
            break
    return reader.rows, reader.problems


class _Reader:
    """Takes events one by one; `take` hands each to the method for where in the table it is."""

    def __init__(self, path: str, offset: int) -> None:
        self.rows: list[Row] = []
        self.problems: list[Problem] = []
        self.done = False
        self._path = path
        self._offset = offset
        self._row = Row(path, 1, 1)
        self._key = ""
        self._items: list[str] = []
        self._skip = 0
        self._state: Callable[[Any], None] = self._root

    def take(self, event: Any) -> None:
        kind = type(event)
        if self._skip:
            self._skip += (kind in _STARTS) - (kind in _ENDS)
            if self._skip > MAX_DEPTH:
                raise yaml.MarkedYAMLError(problem="too deep", problem_mark=event.start_mark)
        elif kind is yaml.AliasEvent or getattr(event, "anchor", None) is not None:
            self._wrong(event, "no-alias", "表格里不能用 & 和 * 引用", '要写这个符号请加引号，例如 "*注意"')
            self._without_anchor(event)
        elif kind not in _FRAME:
            if getattr(event, "tag", None) is not None:
                self._wrong(event, "no-tag", "以 ! 开头的文字有特殊意思", '请加引号，例如 "!注意"')
            if kind is yaml.ScalarEvent and event.style == '"' and (unseen := _INVISIBLE.search(event.value)):
                self._wrong(event, "bad-character", *_unseen(unseen[0]))
            self._state(event)

    def stop(self, event: Any) -> None:
        """Give up on the rest of a file that is no community's table."""
        self._wrong(event, "too-large", "文件太大，从这里起没有检查", "请确认没有重复粘贴")
        self.done = True

    def _without_anchor(self, event: Any) -> None:
        if type(event) is yaml.AliasEvent:
            mark = event.start_mark
            event = yaml.ScalarEvent(None, None, (True, False), "", mark, event.end_mark)
        self._state(event)

    def _root(self, event: Any) -> None:
        if type(event) is yaml.SequenceStartEvent:
            self._state = self._between
        elif type(event) is not yaml.ScalarEvent or event.value.strip():
            self._wrong(event, "not-a-list", "表格应是一列记录", "每条记录以「- 」开头，例如 - id: shufa")
            self.done = True

    def _between(self, event: Any) -> None:
        if type(event) is yaml.MappingStartEvent:
            self._row = Row(self._path, *self._place(event))
            self._state = self._name
        elif type(event) is yaml.SequenceEndEvent:
            self._state = self._after
        else:
            self._wrong(event, "not-a-record", *_loose(getattr(event, "value", "")))
            self._pass_over(event)

    def _after(self, event: Any) -> None:
        self._wrong(
            event, "several-documents", "表格在 --- 之后还有一份，没有读", "一个文件只放一张表，请删掉 --- 这一行"
        )
        self.done = True

    def _name(self, event: Any) -> None:
        if type(event) is yaml.MappingEndEvent:
            self.rows.append(self._row)
            self._state = self._between
            self.done = len(self.rows) > MAX_ROWS
            return
        self._key = ""
        self._state = self._value
        if type(event) is not yaml.ScalarEvent:
            self._wrong(event, "nested", "字段名只能是文字", "例如 title: 书法班")
            self._pass_over(event)
            return
        key, row = event.value, self._row
        if key in row.keys:
            first = row.keys[key][0]
            self._wrong(event, "duplicate-field", f"字段 {key} 写了两次(第一次在第 {first} 行)", "只留一个")
        else:
            row.keys[key] = row.places[key] = self._place(event)
            self._key = key

    def _value(self, event: Any) -> None:
        kind, row, key = type(event), self._row, self._key
        self._state = self._name
        if kind is yaml.SequenceStartEvent:
            self._items = []
            self._state = self._item
        elif kind is not yaml.ScalarEvent:
            self._wrong(
                event, "nested", f"字段 {key} 里面又分了字段，表格的每一行都是平的", f"写成一行，例如 {key}: 内容"
            )
            self._pass_over(event)
        if key:
            row.places[key] = self._place(event)
            if kind is yaml.ScalarEvent:
                value = event.value
                row.values[key] = None if not event.style and value in _NULLS else value

    def _item(self, event: Any) -> None:
        if type(event) is yaml.SequenceEndEvent:
            if self._key:
                self._row.values[self._key] = tuple(self._items)
            self._state = self._name
        elif type(event) is yaml.ScalarEvent:
            self._items.append(event.value)
        else:
            self._wrong(event, "nested", "列表里只能是文字", "例如 tags: [书法, 免费]")
            self._pass_over(event)

    def _pass_over(self, event: Any) -> None:
        self._skip = int(type(event) in _STARTS)

    def _place(self, event: Any) -> tuple[int, int]:
        mark = event.start_mark
        return mark.line + 1 + self._offset, mark.column + 1

    def _wrong(self, event: Any, code: str, message: str, hint: str) -> None:
        self.problems.append(_problem(self._path, *self._place(event), code, message, hint))


_STARTS: Final = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_ENDS: Final = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
_FRAME: Final = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)


def _chunks(text: str) -> Iterator[tuple[str, int]]:
    """Yield each top-level item's text with the number of lines before it."""
    first = _ITEM.search(text)
    if first is None:
        return
    starts = [match.start() for match in _ITEM.finditer(text) if match[1] == first[1]]
    line = text.count("\n", 0, starts[0])
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        chunk = text[start:end]
        yield chunk, line
        line += chunk.count("\n")


def _loose(value: str) -> tuple[str, str]:
    if "：" in value:
        return syntax.full_colon(value)
    return "这一条不是「字段: 内容」的形式", "例如 - id: shufa，下一行对齐写 title: 书法班"


def _unseen(character: str) -> tuple[str, str]:
    return f"这里有一个看不见的控制字符(U+{ord(character):04X})", "请删掉这一处再重新输入"


def _guess(data: bytes) -> str:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "别的编码"
    return "GBK"


def _place(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _problem(path: str, line: int, column: int, code: str, message: str, hint: str) -> Problem:
    return Problem(mark=Mark(path=path, line=line, column=column), code=code, message=message, hint=hint)
