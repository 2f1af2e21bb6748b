"""Counts an export: takes the sheets as `Labels` kept them, finds the headings and the column of classes, gives `Counted`.

Platforms are not told apart: the column is the one whose cells name our classes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from linli.seats.labels import COLUMN, UNIQUE, UNKNOWN, Choice, choices
from linli.spreadsheets import CannotReadError, Row, Sheet, letters, number_of

_ENOUGH: Final = 0.8
_FILLED: Final = 0.5
_FIRST: Final = 5
_ADVICE: Final = (
    "用 --column 写明是哪一列（列的字母，或者那一问的题目）；问卷星请选「按选项文本」下载；没有问哪个班的写 --total"
)


@dataclass(slots=True)
class Counted:
    """What an export says, without who said it. Rows are told by their numbers."""

    header: int = 0
    columns: tuple[int, ...] = ()
    """Empty where every answer is for the one class."""
    answers: int = 0
    seats: int = 0
    """Choices, whether or not it is clear of which class."""
    by_class: Counter[int] = field(default_factory=Counter)
    unclear: list[int] = field(default_factory=list)
    """Rows whose choice may be one of several classes."""
    unknown: list[int] = field(default_factory=list)
    """Rows in which something names no class."""
    blank: list[int] = field(default_factory=list)
    again: list[int] = field(default_factory=list)
    """Rows of somebody who answers once more further down."""


def count(sheets: Iterable[Sheet], *, column: str, unique: str, whole: bool) -> Counted:
    """Count the answers; `column` and `unique` are letters or headings, `whole`: every answer is for the one class."""
    best: tuple[int, Row, list[Row], list[int]] | None = None
    for sheet in sheets:
        if sheet.hidden or not sheet.rows:
            continue
        header, rows = _below(sheet, column, unique)
        columns = _asked(header, column, COLUMN) if column else _matching(rows)
        score = sum(bool(choices(row[one].text)) for row in rows for one in columns)
        if best is None or (score, len(rows)) > (best[0], len(best[2])):
            best = score, header, rows, columns
    if best is None:
        raise CannotReadError("文件里没有内容。")
    _, header, rows, columns = best
    if column and not columns:
        raise CannotReadError(f"没有「{column[:40]}」这一列，最后一列是 {letters(max(header.cells))}。请{_ADVICE}。")
    if not columns and not whole:
        raise CannotReadError(f"没有一列有八成写着这张表的课或班。请{_ADVICE}。")
    by = _asked(header, unique, UNIQUE) if unique else []
    if unique and not by:
        raise CannotReadError(
            f"没有「{unique[:40]}」这一列，最后一列是 {letters(max(header.cells))}。--unique 后面写列的字母或题目。"
        )
    found = Counted(header=header.number, columns=tuple(columns), answers=len(rows))
    for row in _last(rows, by[0], found) if by else rows:
        _add(found, row, columns)
    return found


def _add(found: Counted, row: Row, columns: Sequence[int]) -> None:
    if not columns:
        found.seats += 1
        found.by_class[0] += 1
        return
    texts = [row[one].text for one in columns if row[one].text]
    if not texts:
        found.blank.append(row.number)
        return
    if any(text.endswith(UNKNOWN) or text.startswith(UNKNOWN) for text in texts):
        found.unknown.append(row.number)
    chosen = set(narrowed([choices(text) for text in texts]))
    found.seats += len(chosen)
    for one in chosen:
        if len(one) == 1:
            found.by_class[next(iter(one))] += 1
    if any(len(one) > 1 for one in chosen):
        found.unclear.append(row.number)


def narrowed(cells: Sequence[Sequence[Choice]]) -> list[Choice]:
    """Return the choices of a row; where one cell says the course and one the class, both together."""
    said = [cell for cell in cells if cell]
    if not said:
        return []
    result = list(said[0])
    for other in said[1:]:
        result = [next((one & two for two in other if one & two), one) for one in result]
    return result


def _below(sheet: Sheet, column: str, unique: str) -> tuple[Row, list[Row]]:
    """Return the row of headings and the answers below it."""
    widths = sorted(len(row.cells) for row in sheet.rows)
    usual = widths[len(widths) // 2]
    named = {mark for mark, asked in ((COLUMN, column), (UNIQUE, unique)) if asked and _letters(asked) is None}
    for place, row in enumerate(sheet.rows[: 2 * _FIRST]):
        if named and named <= {cell.text for cell in row.cells.values()}:
            return row, sheet.rows[place + 1 :]
    for place, row in enumerate(sheet.rows[:_FIRST]):
        if len(row.cells) * 2 >= usual:
            return row, sheet.rows[place + 1 :]
    return sheet.rows[0], sheet.rows[1:]


def _letters(asked: str) -> int | None:
    return number_of(asked.upper()) if re.fullmatch(r"[A-Za-z]{1,2}", asked) else None


def _asked(header: Row, asked: str, mark: str) -> list[int]:
    """Return the column that somebody named by its letters or its heading, as a list; empty where there is none."""
    number = _letters(asked)
    if number is not None:
        return [number] if number <= max(header.cells) else []
    return [number for number, cell in header.cells.items() if cell.text == mark][:1]


def _matching(rows: Sequence[Row]) -> list[int]:
    """Return the columns whose cells name classes; several only where they say the same or complete each other."""
    filled: Counter[int] = Counter()
    known: Counter[int] = Counter()
    for row in rows:
        for number, cell in row.cells.items():
            filled[number] += 1
            known[number] += bool(choices(cell.text))
    good = sorted(one for one in filled if known[one] >= _ENOUGH * filled[one] and filled[one] >= _FILLED * len(rows))
    if len(good) > 1:
        both = sum(_agree([choices(row[one].text) for one in good]) for row in rows)
        if both < _ENOUGH * len(rows):
            names = "、".join(map(letters, good))
            raise CannotReadError(f"{names} 列都写着课或班，不知道数哪一列。请{_ADVICE}。")
    return good


def _agree(cells: Sequence[Sequence[Choice]]) -> bool:
    first, *others = cells
    return all(any(one & two for two in other) for one in first for other in others)


def _last(rows: Sequence[Row], column: int, found: Counted) -> list[Row]:
    """Return the rows without those whose value in a column comes again further down."""
    seen: set[str] = set()
    kept = []
    for row in reversed(rows):
        value = row[column].text
        if value and value in seen:
            found.again.append(row.number)
            continue
        seen.add(value)
        kept.append(row)
    found.again.reverse()
    return kept[::-1]
