"""One field of one row: takes the row's text, gives it with the field set, put in or taken out."""

from __future__ import annotations

import re
from typing import Final

from linli.rows import Text
from linli.writing_back import layout, scalars
from linli.writing_back.layout import Item, Span
from linli.writing_back.scalars import Order

_LINE: Final = re.compile(r"[^\r\n]*")
_COMMENT: Final = re.compile(r"[ \t]+#[^\r\n]*")


def changed(row: str, name: str, value: Text, *, order: Order, newline: str, nested: bool) -> str:
    """Return the row with the new value; None takes the field out. `nested`: lists have one item a line."""
    item = layout.item(row)
    span = item.fields.get(name)
    if value is None:
        return row if span is None else _removed(row, item, span)
    if item.flow:
        return _in_braces(row, item, span, name, value, order)
    if span is None:
        return _inserted(row, item, name, value, order=order, newline=newline, nested=nested)
    old_list = span.is_list and span.kind == "nested"
    lines = scalars.entry(name, value, _column(row, span.key), order, nested=nested and (old_list or not span.is_list))
    if len(lines) == 1 and isinstance(value, str) and span.quote:
        field = scalars.field_of(name, order)
        return row[: span.start] + scalars.scalar(value, field=field, quote=span.quote) + row[span.end :]
    if old_list and len(lines) > 1 and isinstance(value, tuple):
        indent = " " * span.column
        return row[: span.start] + (newline + indent).join(line.lstrip(" ") for line in lines[1:]) + row[span.end :]
    return _replaced(row, span, lines, newline)


def _replaced(row: str, span: Span, lines: list[str], newline: str) -> str:
    """Put in the lines of a field behind its colon, a comment that stands on the line of the name stays there."""
    begin, end = span.colon, max(span.end, span.colon)
    first = _LINE.match(row, begin)
    on_line = first.end() if first else begin
    comment = ""
    if span.kind in ("block", "nested"):
        found = _COMMENT.search(row, begin, on_line)
        comment = found[0] if found else ""
    elif len(lines) > 1:
        rest = _LINE.match(row, end)
        comment = rest[0] if rest else ""
        end += len(comment)
    head = lines[0][len(_name(lines[0])) :]
    if not comment and len(lines) == 1 and span.kind in ("plain", "quoted", "flow"):
        return row[: span.start] + head.removeprefix(" ") + row[end:]
    return row[:begin] + newline.join([head + comment, *lines[1:]]) + row[end:]


def _name(line: str) -> str:
    """Return the name of a field at the beginning of its line, with the colon."""
    found = re.match(r'(?:"[^"]*"|[^:]*):', line)
    return found[0] if found else ""


def _in_braces(row: str, item: Item, span: Span | None, name: str, value: Text, order: Order) -> str:
    field = scalars.field_of(name, order)
    if isinstance(value, tuple):
        written = scalars.listed(value)
    else:
        written = scalars.scalar(value or "", field=field, bracketed=True, quote=span.quote if span else "")
    if span is not None:
        if span.kind == "empty":
            return f"{row[: span.colon]} {written}{row[span.colon :]}"
        return row[: span.start] + written + row[span.end :]
    new = f"{scalars.scalar(name)}: {written}"
    if not item.fields:
        return row[: item.end - 1] + new + row[item.end - 1 :]
    end = max(max(other.end, other.colon) for other in item.fields.values())
    return f"{row[:end]}, {new}{row[end:]}"


def _inserted(row: str, item: Item, name: str, value: Text, *, order: Order, newline: str, nested: bool) -> str:
    rank = {other: number for number, other in enumerate(order)}
    spans = sorted(item.fields.items(), key=lambda pair: pair[1].key)
    column = _column(row, spans[0][1].key)
    lines = scalars.entry(name, value, column, order, nested=nested)
    before = [(rank.get(other, -1), span) for other, span in spans if rank.get(other, len(rank)) < rank.get(name, 0)]
    if name not in rank:
        before = [(0, spans[-1][1])]
    if not before:
        key = spans[0][1].key
        return row[:key] + newline.join(lines) + newline + " " * column + row[key:]
    behind = max(before, key=lambda pair: pair[0])[1]
    place = layout.line_end(row, max(behind.end, behind.colon))
    return row[:place] + " " * column + newline.join(lines) + newline + row[place:]


def _removed(row: str, item: Item, span: Span) -> str:
    end = max(span.end, span.colon)
    spans = sorted(item.fields.values(), key=lambda other: other.key)
    place = spans.index(span)
    if len(spans) == 1:
        return row[: span.key] + ("" if item.flow else "{}") + row[end:]
    if item.flow and place:
        return row[: max(spans[place - 1].end, spans[place - 1].colon)] + row[end:]
    if place == 0:
        following = spans[1].key
        if item.flow or "#" not in row[end:following]:
            return row[: span.key] + row[following:]
        return row[: span.key].rstrip(" ") + row[end:]
    return row[: layout.line_start(row, span.key)] + row[layout.line_end(row, end) :]


def _column(row: str, index: int) -> int:
    return index - layout.line_start(row, index)
