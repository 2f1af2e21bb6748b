"""Opening hours as lines: takes a service's rows, gives 周一至周五 8:00–18:00 with what was written beside it.

What no row says (holidays, worked weekends) is not in the lines either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from linli import phrases
from linli.cells import HOLIDAYS
from linli.model import Community, Record
from linli.records import OnMakeup
from linli.writing import WEEKDAYS

_AFTER: Final = 7
"""Holidays come after Sunday."""
_WORK_DAYS: Final = frozenset(range(5))


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """周一至周五 8:00–18:00，节假日休息"""

    days: str
    span: str
    """9:00–12:00、14:00–17:30"""
    note: str
    """节假日休息，7月1日—8月31日，在社区书屋; 其余时间 where rows with dates go before; empty where nothing was written."""


def lines(community: Community, service: Record, today: date) -> tuple[Line, ...]:
    """Return the hours of a service: its week, then its holidays, then what holds between dates.

    Days with equal hours are joined; what was over before `today` is left out.
    """
    rows = [
        row
        for row in community.referring("hours", "service", service.id)
        if not (row.valid_to and row.valid_to < today)
    ]
    several = len({row.venue or service.venue for row in rows}) > 1
    replaced = {(row.venue, number) for row in rows if _dated(row) for number in _numbers(row)}
    days: dict[tuple[str, int, str], list[Record]] = defaultdict(list)
    for row in rows:
        note = _note(community, service, row, today, several=several)
        for number in _numbers(row):
            rest = "其余时间" if (row.venue, number) in replaced and not _dated(row) else ""
            days[_which(row), number, phrases.joined([rest, note], "，")].append(row)
    joined: dict[tuple[bool, str, str, str], list[int]] = defaultdict(list)
    for (which, number, note), found in sorted(days.items(), key=lambda item: item[0][1]):
        dated = any(map(_dated, found))
        joined[dated, which, _spans(found), note].append(number)
    ordered = sorted(joined.items(), key=lambda item: (item[0][0], item[1]))
    return tuple(
        Line(days=which or _days(numbers), span=span, note=note) for (_, which, span, note), numbers in ordered
    )


def span(opens: time, closes: time) -> str:
    """9:00–24:00"""
    return f"{phrases.clock(opens)}–{'24:00' if closes == time() else phrases.clock(closes)}"


def _dated(row: Record) -> bool:
    return bool(row.valid_from or row.valid_to)


def _numbers(row: Record) -> Sequence[int]:
    return row.weekday.days or (_AFTER,)


def _which(row: Record) -> str:
    """每月第一个周六, 每月15日, of rows that are not for every week."""
    return "" if row.weekday.weekly else str(row.weekday)


def _days(numbers: Sequence[int]) -> str:
    """周一至周五, 每天、节假日"""
    week = [WEEKDAYS[number] for number in numbers if number != _AFTER]
    return phrases.joined([phrases.weekday_range(week) if week else "", HOLIDAYS if _AFTER in numbers else ""], "、")


def _spans(rows: Iterable[Record]) -> str:
    found = sorted((row.opens_at, row.closes_at) for row in rows)
    return "、".join(span(opens, closes) for opens, closes in dict.fromkeys(found))


def _note(community: Community, service: Record, row: Record, today: date, *, several: bool) -> str:
    weekly = bool(row.weekday.days)
    venue = community.find("venues", row.venue or service.venue) if several else None
    parts = [
        f"节假日{row.on_holiday}" if weekly and row.on_holiday else "",
        "调休上班的周末也开" if row.on_makeup == OnMakeup.FOLLOWS and set(row.weekday.days) & _WORK_DAYS else "",
        window(row.valid_from, row.valid_to, today),
        f"在{venue.name}" if venue else "",
    ]
    return phrases.joined(parts, "，")


def window(first: date | None, last: date | None, today: date) -> str:
    """Return 7月1日—8月31日, 12月1日起, 到8月31日; the year where it is another."""

    def said(day: date) -> str:
        return phrases.other_year(day, today) + phrases.short_day(day)

    if first and last:
        return phrases.days(first, last, today)
    return f"{said(first)}起" if first else f"到{said(last)}" if last else ""
