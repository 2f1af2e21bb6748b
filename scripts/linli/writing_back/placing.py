"""Puts rows in their places: takes a table in pieces and what is new in it, changes the pieces."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from linli.rows import Text
from linli.writing_back import fields, scalars
from linli.writing_back.layout import Table
from linli.writing_back.scalars import Order

_BREAK: Final = re.compile(r"\r\n|\r|\n")
_LINE: Final = re.compile(r"[^\r\n]*")
_OPEN: Final = ("\n\n", "\r\n\r\n", "\r\r")
"""How a row ends whose last text takes the blank lines behind it for its own (`|+`)."""


def change(
    table: Table,
    values: Mapping[int, Sequence[tuple[str, Text]]],
    rows: Mapping[int, Sequence[Mapping[str, Text]]],
    gone: Collection[int],
    *,
    order: Order,
    newline: str,
) -> None:
    """Change the pieces: `values` by row, new `rows` by the row before them, and rows that are to be `gone`."""
    count = len(table.rows)
    for number, changes in values.items():
        for name, value in changes:
            row = table.rows[number]
            table.rows[number] = fields.changed(
                row, name, value, order=order, newline=newline, nested=name in table.lists
            )
    spaced = count < 2 or any(not line.strip() for gap in table.gaps[:-1] for line in _lines(gap))
    blank = newline if spaced else ""
    for number in sorted({*rows, *gone}, reverse=True):
        for new in reversed(rows.get(number, ())):
            text = scalars.row_text(new, order, table.dash, table.lists).replace("\n", newline)
            if not table.rows:
                _begin(table, text, newline)
            else:
                _put(table, min(number, count - 1) + 1, text, blank, at_end=number == count)
        if number in gone:
            _take_out(table, number)
    if count and not table.rows:
        table.top += "[]" + newline


def _begin(table: Table, text: str, newline: str) -> None:
    """Put the first row where there was none."""
    rest = ""
    if table.brackets:
        start, end = table.brackets
        line = _LINE.match(table.top, end)
        over = line.end() if line else end
        comment, rest = table.top[end:over].strip(), _BREAK.sub("", table.top[over:], count=1)
        table.top = table.top[:start] + (comment + newline * 2 if comment else "")
    table.rows, table.gaps = [text], [rest]


def _put(table: Table, place: int, text: str, blank: str, *, at_end: bool) -> None:
    """Put a row before the one that has this place, or behind all, below the comments there."""
    table.rows.insert(place, text)
    if place == 0:
        table.gaps.insert(0, blank)
        return
    before, gap = table.rows[place - 1], table.gaps[place - 1]
    if before.endswith(_OPEN):
        blank = ""
    lines = _lines(gap)
    if at_end and gap.strip() and all(not line.strip() or line.lstrip().startswith("#") for line in lines):
        table.gaps[place - 1] = gap if not lines[-1].strip() else gap + blank
        table.gaps.insert(place, "")
    else:
        last = place == len(table.rows) - 1
        table.gaps[place - 1] = blank
        table.gaps.insert(place, gap if gap or last else blank)


def _take_out(table: Table, number: int) -> None:
    """Take a row out with the blank lines behind it, or before it where it is the last."""
    before = table.gaps[number - 1] if number else table.top
    behind = table.gaps.pop(number)
    table.rows.pop(number)
    if number and table.rows[number - 1].endswith(_OPEN):
        joined = before + _without_blank(behind)
    elif number < len(table.rows) or behind.strip():
        joined = before + _without_blank(behind) if before or number == 0 else behind
    else:
        joined = _without_blank_end(before) + behind
    if number:
        table.gaps[number - 1] = joined
    else:
        table.top = joined


def _without_blank(text: str) -> str:
    lines = _lines(text)
    while lines and not lines[0].strip():
        lines.pop(0)
    return "".join(lines)


def _without_blank_end(text: str) -> str:
    lines = _lines(text)
    while lines and not lines[-1].strip():
        lines.pop()
    return "".join(lines)


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
