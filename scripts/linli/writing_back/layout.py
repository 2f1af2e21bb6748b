"""Where everything of a table stands: takes a file's text, gives its rows as pieces that join to the text again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from linli import guarded
from linli.characters import trimmed
from linli.guarded import ENDS, STARTS
from linli.writing_back.scalars import CannotWriteError

Kind = Literal["empty", "plain", "quoted", "block", "flow", "nested"]


@dataclass(slots=True)
class Span:
    """A field: where its name begins, where its value stands, and how that is written."""

    start: int
    end: int
    kind: Kind
    key: int = 0
    colon: int = 0
    """Behind the colon."""
    quote: str = ""
    column: int = 0
    """Of the value, where that is nested."""
    is_list: bool = False


@dataclass(slots=True)
class Item:
    """A row inside the text it was read from."""

    start: int
    end: int
    flow: bool
    fields: dict[str, Span] = field(default_factory=dict)
    """Of a field that is written twice the first, as it is read."""


@dataclass(slots=True)
class Table:
    """A file in pieces: `top`, then each row (with the comments that belong to it) and the gap behind it."""

    top: str
    rows: list[str]
    gaps: list[str]
    dash: str = "- "
    column: int = 0
    brackets: tuple[int, int] | None = None
    """Of an empty list [], where its brackets stand in `top`."""
    lists: frozenset[str] = frozenset()
    """Fields whose lists are written with one item a line."""

    def text(self) -> str:
        """Return the whole file."""
        return self.top + "".join(row + gap for row, gap in zip(self.rows, self.gaps, strict=True))


def table(text: str) -> Table:
    """Return a file's pieces. The text ends with a line break or is empty."""
    items, column, brackets = _walk(text)
    if brackets or not items:
        return Table(text, [], [], brackets=brackets)
    if any(item.flow and _dash(text, item.start, column) is None for item in items) or column < 0:
        raise CannotWriteError("这张表写在一个方括号里，只能手工改；请改成每条以「- 」开头")
    dashes = [_dash(text, item.start, column) for item in items]
    starts = [line_start(text, dash or 0) for dash in dashes]
    ends = [line_end(text, item.end) for item in items]
    heads = [_head(text, start, end, first=end == 0) for start, end in zip(starts, [0, *ends], strict=False)]
    tails = [_tail(text, end, limit, column) for end, limit in zip(ends, [*heads[1:], len(text)], strict=True)]
    last = items[-1]
    near = "\n" not in text[dashes[-1] or 0 : last.start] and "\r" not in text[dashes[-1] or 0 : last.start]
    width = last.start - (dashes[-1] or 0) if near and not last.flow else 2
    return Table(
        top=text[: heads[0]],
        rows=[text[head:tail] for head, tail in zip(heads, tails, strict=True)],
        gaps=[text[tail:head] for tail, head in zip(tails, [*heads[1:], len(text)], strict=True)],
        dash=" " * column + "-".ljust(width),
        column=column,
        lists=frozenset(
            name for item in items for name, span in item.fields.items() if span.kind == "nested" and span.is_list
        ),
    )


def item(row: str) -> Item:
    """Return where the fields of a single row stand."""
    items, _, _ = _walk(row)
    return items[0]


def _walk(text: str) -> tuple[list[Item], int, tuple[int, int] | None]:
    """Return the rows, the column of their dashes (-1: the list is in brackets) and the brackets of an empty list."""
    items: list[Item] = []
    column, begun = 0, 0
    stream = _events(text)
    for event in stream:
        if isinstance(event, yaml.SequenceStartEvent):
            begun = _at(event)
            column = -1 if event.flow_style else _column(event)
        elif isinstance(event, yaml.MappingStartEvent):
            items.append(_row(text, event, stream))
        elif isinstance(event, yaml.SequenceEndEvent):
            return items, column, None if items or column >= 0 else (begun, _end(text, event))
    return items, column, None


def _row(text: str, begin: Any, stream: Iterator[Any]) -> Item:
    found = Item(start=_at(begin), end=_end(text, begin), flow=bool(begin.flow_style))
    for event in stream:
        if isinstance(event, yaml.MappingEndEvent):
            if found.flow:
                found.end = _end(text, event)
            return found
        key_end = _whole(text, event, stream)[1]
        name = trimmed(getattr(event, "value", ""))
        span = _value(text, next(stream), stream)
        span.key = _at(event)
        colon = re.compile(r"\s*:").match(text, key_end)
        span.colon = colon.end() if colon else key_end
        found.end = max(found.end, span.end, span.colon)
        if isinstance(event, yaml.ScalarEvent):
            found.fields.setdefault(name, span)
    raise CannotWriteError("这张表没有写完")


def _value(text: str, event: Any, stream: Iterator[Any]) -> Span:
    start, end = _whole(text, event, stream)
    kind: Kind = "plain"
    if isinstance(event, STARTS):
        kind = "flow" if event.flow_style else "nested"
    elif isinstance(event, yaml.ScalarEvent) and event.style:
        kind = "block" if event.style in "|>" else "quoted"
    elif start == end:
        kind = "empty"
    quote = event.style if kind == "quoted" else ""
    listed = isinstance(event, yaml.SequenceStartEvent)
    return Span(start=start, end=end, kind=kind, quote=quote, column=_column(event), is_list=listed)


def _whole(text: str, event: Any, stream: Iterator[Any]) -> tuple[int, int]:
    """Return where a value begins and where the last character of it stands, with all that is inside."""
    start, end = _at(event), _end(text, event)
    depth = int(isinstance(event, STARTS))
    while depth:
        inner = next(stream)
        depth += isinstance(inner, STARTS) - isinstance(inner, ENDS)
        if not isinstance(inner, ENDS) or _end(text, inner) > _at(inner):  # a bracket, not an indentation
            end = max(end, _end(text, inner))
    return start, end


def _at(event: Any) -> int:
    return int(event.start_mark.index)


def _column(event: Any) -> int:
    return int(event.start_mark.column)


def _end(text: str, event: Any) -> int:
    start, end = event.start_mark.index, event.end_mark.index
    if not isinstance(event, yaml.ScalarEvent) or event.style not in ("|", ">"):
        return int(end)
    written = text[start:end]
    head = re.split(r"[\r\n]", written, maxsplit=1)[0]
    if "+" in head.partition("#")[0]:
        return int(start) + len(re.sub(r"(?:\r\n|\r|\n)\Z", "", written.rstrip(" ")))
    lines = re.split(r"(\r\n|\r|\n)", written)
    while len(lines) > 1 and not lines[-1].strip():
        lines.pop()
    return int(start) + len("".join(lines))


def _events(text: str) -> Iterator[Any]:
    try:
        yield from guarded.events(text)
    except yaml.YAMLError:
        raise CannotWriteError("这张表有地方读不懂，请先运行 linli check 改好") from None


def _dash(text: str, start: int, column: int) -> int | None:
    """Return where the dash of the row stands whose first field begins at `start`."""
    line = line_start(text, start)
    while line >= 0 and column >= 0:
        if text[line + column : line + column + 1] == "-" and line + column < start:
            return line + column
        if line == 0:
            break
        line = line_start(text, line - 1 - text.startswith("\r\n", line - 2))
    return None


def _head(text: str, start: int, limit: int, *, first: bool) -> int:
    """Return where the comments directly above a row begin; those at the top of a file are the file's own."""
    head = start
    while head > limit:
        before = line_start(text, head - 1 - text.startswith("\r\n", head - 2))
        if before < limit or not text[before:head].lstrip().startswith("#"):
            break
        head = before
    return start if first and not text[:head].strip().replace("---", "") else head


def _tail(text: str, end: int, limit: int, column: int) -> int:
    """Return where the comments end that stand below a row as deep as its fields."""
    deep = re.compile(rf" {{{column + 1},}}#")
    while end < limit and deep.match(text, end):
        end = line_end(text, end)
    return end


def line_start(text: str, index: int) -> int:
    """Return the place where this line begins."""
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def line_end(text: str, index: int) -> int:
    """Return the place behind the line break that ends this line."""
    found = re.compile(r"\r\n|\r|\n").search(text, index)
    return found.end() if found else len(text)
