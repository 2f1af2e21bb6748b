"""Hours of a service do not overlap, end after they begin, and say nothing that has no meaning.

PASS:
  services: [{id: shuwu, name: 书屋}]
  hours:
    - {service: shuwu, weekday: 周一至周五, opens_at: "09:00", closes_at: "12:00", on_holiday: 休息}
    - {service: shuwu, weekday: 周一至周五, opens_at: "12:00", closes_at: "17:00", on_holiday: 休息}
    - {service: shuwu, weekday: 周一, opens_at: "08:00", closes_at: "24:00", valid_from: 2027-07-01, valid_to: 2027-08-31}
    - {service: shuwu, weekday: 节假日, opens_at: "09:00", closes_at: "12:00"}

FAIL hours-overlap:
  services: [{id: shuwu, name: 书屋}]
  hours:
    - {service: shuwu, weekday: 周一至周五, opens_at: "09:00", closes_at: "17:00"}
    - {service: shuwu, weekday: 周五, opens_at: "14:00", closes_at: "20:00"}

FAIL hours-end-first:
  services: [{id: nala, name: 纳凉点, valid_from: 2027-08-31, valid_to: 2027-07-01}]

FAIL hours-unused-field:
  services: [{id: shuwu, name: 书屋}]
  hours:
    - {service: shuwu, weekday: 节假日, opens_at: "09:00", closes_at: "17:00", on_holiday: 照常}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from itertools import combinations
from typing import Final

from linli import phrases
from linli.checks import Context
from linli.checks.repeats import values
from linli.model import Record
from linli.problems import Problem
from linli.timetable.opening_lines import span

CODES: Final = ("hours-overlap", "hours-end-first", "hours-unused-field")
TITLE: Final = "开放时间不要重叠"


def check(context: Context) -> Iterator[Problem]:
    """Look at every row, and at the rows of one service by twos."""
    community = context.community
    for record in (*community.services, *community.hours):
        first, last = record.valid_from, record.valid_to
        if first and last and last < first:
            message = f"结束日期 valid_to 写成了 {last}，早于开始日期 valid_from 的 {first}"
            yield record.problem("valid_to", "hours-end-first", message, "结束日期要等于或晚于开始日期；请看看年份")
    for row in community.hours:
        for name in ("on_holiday", "on_makeup"):
            if not row.weekday.days and getattr(row, name):
                message = f"这一行是节假日的时间，写了 {name}: {getattr(row, name)}，用不到"
                hint = "节假日这几点开，就不写 on_holiday；节假日不开，就不写 节假日 这一行，在平时的那一行写 on_holiday: 休息"
                if name == "on_makeup":
                    hint = "调休上班的周末开不开，把 on_makeup 写到平时的那一行"
                yield row.problem(name, "hours-unused-field", message, hint, level="warning")
    for service in community.services:
        rows = community.referring("hours", "service", service.id)
        for before, later in combinations(rows, 2):
            same_place = (later.venue or service.venue) == (before.venue or service.venue)
            if (
                same_place and _overlap(before, later) and values(later) != values(before)
            ):  # that is another rule's matter
                yield _overlapping(before, later)


def _overlap(one: Record, other: Record) -> bool:
    if not (set(one.weekday.days) & set(other.weekday.days) or not (one.weekday.days or other.weekday.days)):
        return False
    for name in ("nth", "dates"):
        mine, others = getattr(one.weekday, name), getattr(other.weekday, name)
        if mine and others and not set(mine) & set(others):
            return False
    if _dated(one) != _dated(other):
        return False  # the one with dates counts
    low, high = date.min, date.max
    if max(one.valid_from or low, other.valid_from or low) > min(one.valid_to or high, other.valid_to or high):
        return False
    return bool(max(one.opens_at, other.opens_at) < min(_closes(one), _closes(other)))


def _dated(row: Record) -> bool:
    return row.valid_from is not None or row.valid_to is not None


def _closes(row: Record) -> time:
    found: time = row.closes_at
    return time.max if found == time() else found


def _overlapping(before: Record, row: Record) -> Problem:
    shared = [day for day in before.weekday.days if day in row.weekday.days]
    days = phrases.weekday_range([phrases.weekday(day) for day in shared]) if shared else "节假日"
    message = (
        f"{days}的 {span(row.opens_at, row.closes_at)} 和第 {before.mark.line} 行的"
        f" {span(before.opens_at, before.closes_at)} 重叠，页面上按连起来的时间开门"
    )
    hint = "两行里写错的那行改时间；只在一段时间里这样开放的，在那一行写 valid_from 和 valid_to"
    return row.problem("opens_at", "hours-overlap", message, hint, level="warning")
