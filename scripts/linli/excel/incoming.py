"""A changed sheet as rows: takes a `Sheet` and its `Tab`, gives rows of values with their cells, and what is wrong, in Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from linli import neat, spreadsheets, writing
from linli.excel.tabs import Column, Labels, Tab
from linli.rows import Text
from linli.spreadsheets import Cell, Kind, Sheet

_HEAD_WITHIN: Final = 5
_DATES: Final = ("date", "datetime")
_SOME_DAYS: Final = ("weekdays", "hours-days", "dates")
_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]*")
_SEPARATORS: Final = re.compile(r"[、，,；;\n]")


@dataclass(slots=True)
class Line:
    """One row of a sheet."""

    number: int
    cells: dict[str, Cell]
    """By field."""
    values: dict[str, Text]


@dataclass(slots=True)
class Incoming:
    """What a sheet says of a table."""

    tab: Tab
    sheet: Sheet
    columns: Sequence[Column]
    """Those that the sheet has."""
    lines: list[Line] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def find(sheet: Sheet, tabs: Sequence[Tab]) -> Tab | None:
    """Return the table that a sheet is: by its name, else the only one with all these columns."""
    name = sheet.name.strip()
    named = [tab for tab in tabs if name in (tab.name, tab.resource.name)]
    if named:
        return named[0]
    fitting = [tab for tab in tabs if len(_head(sheet, tab)[1]) >= max(3, _filled(sheet) - 1)]
    return fitting[0] if len(fitting) == 1 else None


def read(sheet: Sheet, tab: Tab, labels: Labels) -> Incoming:
    """Return the sheet's rows; cells that cannot be understood are complaints with their place."""
    head, columns, strangers = _head(sheet, tab)
    found = Incoming(tab, sheet, list(columns.values()))
    found.complaints += sheet.complaints()
    if not columns:
        found.complaints.append(
            f"{sheet.at('A1')} 找不到表头；第一行要写各栏的名称，例如 {'、'.join(c.title for c in tab.columns[:4])}"
        )
        return found
    double = [c.title for c in columns.values() if sum(other is c for other in columns.values()) > 1]
    found.complaints += [f"{sheet.at('A1')} 有两栏都叫 {title}，请删掉一栏" for title in dict.fromkeys(double)]
    used = {number for row in sheet.rows if row.number > head for number in row.cells}
    found.notes += [
        f"{sheet.at(cell.place)} 没有「{cell.text[:20]}」这一栏，下面写的没有读"
        for number, cell in strangers.items()
        if number in used
    ]
    ids = _new_ids(sheet, head, columns)
    for row in sheet.rows:
        if row.number <= head:
            continue
        cells = {column.field.name: row[number] for number, column in columns.items()}
        if not any(cell.text.strip() for cell in cells.values()):
            continue
        line = Line(row.number, cells, {})
        for column in columns.values():
            cell = cells[column.field.name]
            line.values[column.field.name] = _value(cell, column, found, labels, ids)
        found.lines.append(line)
    return found


def _head(sheet: Sheet, tab: Tab) -> tuple[int, dict[int, Column], dict[int, Cell]]:
    """Return the row of the titles, the columns found and the cells that are no column's title."""
    known = {title: column for column in tab.columns for title in (column.field.name, column.title)}
    best: tuple[int, dict[int, Column], dict[int, Cell]] = (0, {}, {})
    for row in sheet.rows[:_HEAD_WITHIN]:
        titles = {number: re.sub(r"[\s*＊]", "", cell.text) for number, cell in row.cells.items()}
        columns = {number: known[title] for number, title in titles.items() if title in known}
        if len(columns) > len(best[1]) and len(columns) >= min(2, len(tab.columns)):
            best = row.number, columns, {n: cell for n, cell in row.cells.items() if n not in columns}
    return best


def _filled(sheet: Sheet) -> int:
    return len(sheet.rows[0].cells) if sheet.rows else 0


def _new_ids(sheet: Sheet, head: int, columns: Mapping[int, Column]) -> set[str]:
    place = next((number for number, column in columns.items() if column.field.name == "id"), None)
    return {row[place].text.strip() for row in sheet.rows if row.number > head} if place is not None else set()


def _value(cell: Cell, column: Column, found: Incoming, labels: Labels, ids: set[str]) -> Text:
    text = re.sub(r"\r\n?", "\n", cell.text).strip()
    spec, at = column.field, found.sheet.at(cell.place)
    if not text:
        return None
    if cell.kind in (Kind.DATE, Kind.TIME, Kind.DURATION, Kind.NUMBER):
        text = _typed(cell, text, column, found, at)
    if column.table:
        return _linked(text, column, labels, ids)
    if spec.type == "array":
        return tuple(item for part in _SEPARATORS.split(text) if (item := part.strip()))
    if spec.type == "boolean":
        normal = writing.normal(text, spec)
        if normal not in ("true", "false"):
            found.complaints.append(f"{at} {column.title}写成了「{text[:20]}」，请写 是 或 否")
        return normal
    return neat.usual_value(text, spec)


def _typed(cell: Cell, text: str, column: Column, found: Incoming, at: str) -> str:
    """Return what a date, a time or a number of the program means in this column."""
    spec, number = column.field, cell.kind is Kind.NUMBER
    day = spreadsheets.day(text, since_1904=found.sheet.since_1904) if number else text[:10]
    if spec.type in _DATES or spec.of in _SOME_DAYS:
        if number and not day:
            if spec.of not in _SOME_DAYS:
                found.complaints.append(f"{at} {column.title}是数字 {text}，不是日期；请写成 2026-11-24")
            return text
        if spec.of in ("weekdays", "hours-days") and cell.kind is not Kind.TIME:
            return _weekday(day)
        if spec.type == "datetime":
            return text if not number else f"{day} {_clock(text)}".strip()
        return day
    if spec.type == "time":
        if cell.kind is Kind.DATE:
            return text[11:] or _refused(found, f"{at} {column.title}里是日期 {text}，请写几点，例如 19:00")
        return text if not number or "." not in text else _clock(text)
    if number:
        if (spec.type in ("string", "any") and spec.name in ("phone", "id", "key")) or column.table:
            found.notes.append(f"{at} {column.title}存成了数字 {text}；开头有 0 的话已经丢了，请核对")
        return text
    if spec.type == "any" and cell.kind is Kind.DATE:
        return day
    hint = "请把这一格的格式设成「文本」，再重新写一遍"
    return _refused(found, f"{at} {column.title}被表格软件变成了{cell.kind} {text}，{hint}") or text


def _refused(found: Incoming, sentence: str) -> str:
    found.complaints.append(sentence)
    return ""


def _clock(serial: str) -> str:
    """Return the time of day of a bare number, to the minute."""
    minutes = round(float(serial) % 1 * 1440) % 1440
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _weekday(day: str) -> str:
    return writing.WEEKDAYS[date.fromisoformat(day).weekday()]


def _linked(text: str, column: Column, labels: Labels, ids: set[str]) -> str:
    """Return the id that is meant by `shufa 书法班`, `shufa` or 书法班."""
    names = labels.names.get(column.table, {})
    first = text.split(maxsplit=1)[0]
    if first in names or (first != text and first in ids) or (column.field.name != "group" and _ID.fullmatch(first)):
        return first
    called = [key for key, name in names.items() if name == text]
    return called[0] if len(called) == 1 else text
