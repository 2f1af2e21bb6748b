"""Takes YAML events one by one, gives rows of text with a mark for every field, and what is wrong with them.

The events are walked with a loop, never recursively, and aliases are refused, so neither deep nesting nor an alias bomb
can hang or overflow it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from sys import intern
from typing import Any, Final

import yaml

from linli import slipped
from linli.characters import COLONS, DASHES, named, trimmed
from linli.guarded import ENDS, STARTS
from linli.problems import Mark, Problem
from linli.rows import Comment, Row

MAX_ROWS: Final = 50_000
"""Of one file; checking more would take minutes."""
INVISIBLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
"""What YAML forbids or takes for the end of a line."""
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_COMMENT: Final = re.compile(r"[ \t]+#.*")
_SWALLOWED: Final = re.compile(
    rf"\s*(?:-\s+)?([a-z_]{{2,30}})\s*[:{''.join(COLONS)}]|\s*[{''.join(DASHES)}](?![{''.join(DASHES)}])"
)


class Reader:
    """Takes events one by one; `take` hands each to the method for where in the table it is."""

    def __init__(self, *, path: str, offset: int, lines: Sequence[str], names: Collection[str]) -> None:
        self.rows: list[Row] = []
        self.problems: list[Problem] = []
        self.done = False
        self._path = path
        self._offset = offset
        self._lines = lines
        self._names = names
        self._twice = ""
        self._second = (1, 1)
        self._row = Row(path, 1, 1)
        self._key = ""
        self._items: list[str] = []
        self._skip = 0
        self._state: Callable[[Any], None] = self._root

    def take(self, event: Any) -> None:
        """Go on by one event."""
        kind = type(event)
        if self._skip:
            self._skip += (kind in STARTS) - (kind in ENDS)
        elif kind is yaml.AliasEvent or getattr(event, "anchor", None) is not None:
            self._wrong(event, "no-alias", "表格里不能用 & 和 * 引用", '要写这个符号请加引号，例如 "*注意"')
            self._without_anchor(event)
        elif kind not in _FRAME:
            if getattr(event, "tag", None) is not None:
                self._wrong(event, "no-tag", "以 ! 开头的文字有特殊意思", '请加引号，例如 "!注意"')
            if kind is yaml.ScalarEvent and event.style == '"' and (found := INVISIBLE.search(event.value)):
                self._wrong(event, "bad-character", *unseen(found[0]))
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
        key, row = intern(trimmed(event.value)), self._row
        self._twice = key if key in row.keys else ""
        if self._twice:
            self._second = self._place(event)
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
                event,
                "nested",
                f"字段 {key} 里面又分了字段，表格的每一行都是平的",
                f"把里面的内容并成一行，例如 {key}: 内容",
            )
            self._pass_over(event)
        if self._twice:
            self._repeated(event)
        elif kind is yaml.ScalarEvent:
            self._look_around(event)
        if key:
            row.places[key] = self._place(event)
            if kind is yaml.ScalarEvent:
                value = trimmed(event.value)
                row.values[key] = None if not event.style and value in _NULLS else value
                if event.style in ("'", '"'):
                    row.quoted.add(key)

    def _item(self, event: Any) -> None:
        if type(event) is yaml.SequenceEndEvent:
            if self._key:
                self._row.values[self._key] = tuple(self._items)
            self._state = self._name
        elif type(event) is yaml.ScalarEvent:
            self._look_around(event)
            self._items.append(trimmed(event.value))
        else:
            self._wrong(event, "nested", "列表里只能是文字", "例如 tags: [书法, 免费]")
            self._pass_over(event)

    def _repeated(self, event: Any) -> None:
        """Tell of a field's second value; both are named, so that the right one can be kept."""
        key, row = self._twice, self._row
        first, second = row.values.get(key), event.value if type(event) is yaml.ScalarEvent else "一列"
        line = row.keys[key][0]
        if first == second:
            message, hint = f"字段 {key} 写了两次，第 {line} 行已经有一样的内容", "两行一样，删掉其中一行"
        else:
            before = slipped.shortened("、".join(first) if isinstance(first, tuple) else first or "空")
            message = f"字段 {key} 写了两次：第 {line} 行是「{before}」，这里是「{slipped.shortened(second)}」"
            hint = "两个内容都要，就合成一行；是两条记录，就在第二条前面加「- 」；确定不要的才删"
        self.problems.append(problem(self._path, *self._second, "duplicate-field", message, hint))

    def _look_around(self, event: Any) -> None:
        """Keep what stands after a text on its line, and tell of fields that it has swallowed."""
        start, end = event.start_mark.line, event.end_mark.line
        if (self._key and not event.style) or event.style in ("'", '"'):
            line = self._lines[end] if end < len(self._lines) else ""
            if "#" in line and (match := _COMMENT.match(line, event.end_mark.column)):
                column = match.end() - len(match[0].lstrip()) + 1
                self._row.comments[self._key] = Comment(
                    value=trimmed(event.value), text=match[0], line=end + 1 + self._offset, column=column
                )
            if end > start:
                self._continued(event, start, end)

    def _continued(self, event: Any, start: int, end: int) -> None:
        for number in range(start + 1, min(end + 1, len(self._lines))):
            match = _SWALLOWED.match(self._lines[number])
            if match is None or (match[1] and self._names and match[1] not in self._names):
                continue
            if match[1] is None and (event.style or self._state != self._item):
                continue
            if number == end and event.style and self._lines[number].find(":") > event.end_mark.column:
                continue
            typed = slipped.shortened(self._lines[number])
            if event.style:
                hint = "在这一行的末尾补上引号"
                if self._key in slipped.MANY:
                    hint += "；如果这段文字真有几行，请在栏名后写 |-，下面每行多空两格"
                message = (
                    f"这里的引号 {event.style} 没有配对，第 {number + 1 + self._offset} 行「{typed}」也算进了文字里"
                )
                self._wrong(event, "syntax", message, hint)
            else:
                message = f"这一行「{typed}」算进了上一行的文字里"
                hint = "是另一个字段就和上一个字段左对齐，冒号用英文的；是列表里的一项就以英文短横线加空格开头"
                column = len(self._lines[number]) - len(self._lines[number].lstrip()) + 1
                self.problems.append(problem(self._path, number + 1 + self._offset, column, "syntax", message, hint))
            return

    def _pass_over(self, event: Any) -> None:
        self._skip = int(type(event) in STARTS)

    def _place(self, event: Any) -> tuple[int, int]:
        mark = event.start_mark
        return mark.line + 1 + self._offset, mark.column + 1

    def _wrong(self, event: Any, code: str, message: str, hint: str) -> None:
        self.problems.append(problem(self._path, *self._place(event), code, message, hint))


_FRAME: Final = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)


def unseen(character: str) -> tuple[str, str]:
    """Return message and hint for a character that must not be there."""
    return f"这里有一个{named(character)}", "请删掉这一处再重新输入"


def problem(path: str, line: int, column: int, code: str, message: str, hint: str) -> Problem:
    """Return an error at a place of a file."""
    return Problem(mark=Mark(path=path, line=line, column=column), code=code, message=message, hint=hint)


def _loose(value: str) -> tuple[str, str]:
    colon = next((c for c in value if c in COLONS), "")
    if colon:
        return slipped.full_colon_words(value, colon)
    if match := re.match(r"([A-Za-z_]\w*):(?=[^\s/])(.+)", value):
        return slipped.tight_colon(0, 1, match[1], match[2], "")[2:]
    return "这一条不是「字段: 内容」的形式", "例如 - id: shufa，下一行对齐写 title: 书法班"
