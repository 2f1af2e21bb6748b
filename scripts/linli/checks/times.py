"""Everything ends after it begins, and a session does so on the same day.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2027-01-20}
    - {course: shufa, weekday: 周六, opens_at: "09:00", closes_at: "10:30", valid_from: 2026-09-05, valid_to: 2027-01-16}
  changes: [{course: shufa, date: 2026-11-28, kind: 改时间, closes_at: "11:00"}]

FAIL closes-before-opens:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "08:30", valid_from: 2026-09-02, valid_to: 2027-01-20}

FAIL closes-before-opens:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  groups: [{id: shufa-yi, course: shufa, name: 一班}, {id: shufa-er, course: shufa, name: 二班}]
  schedules:
    - {group: shufa-yi, weekday: 周三, opens_at: "09:00", closes_at: "10:30", valid_from: 2026-09-02, valid_to: 2026-12-30}
    - {group: shufa-er, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2026-12-30}
  changes: [{group: shufa-er, date: 2026-11-25, kind: 改时间, closes_at: "18:00"}]

FAIL closes-before-opens:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2026-12-30}
  changes: [{course: shufa, date: 2026-11-28, kind: 加课, opens_at: "21:00"}]

FAIL no-beginning:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules: [{course: shufa, weekday: 周三, closes_at: "20:30", valid_from: 2026-09-02}]

FAIL no-end:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules: [{course: shufa, weekday: 周三, opens_at: "20:30", overnight: true, valid_from: 2026-09-02}]

FAIL longer-than-a-day:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules: [{course: shufa, weekday: 周三, opens_at: "09:00", closes_at: "17:00", overnight: true, valid_from: 2026-09-02}]

FAIL at-night:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules: [{course: shufa, weekday: 周三, opens_at: "02:30", closes_at: "04:00", valid_from: 2026-09-02}]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import Final

from linli.checks import Context, _changed
from linli.model import Record
from linli.problems import Problem
from linli.records import ChangeKind

CODES: Final = ("closes-before-opens", "no-beginning", "no-end", "longer-than-a-day", "at-night")
TITLE: Final = "结束要晚于开始"
_NIGHT: Final = (time(0, 30), time(5))
_TIMED: Final = (ChangeKind.MOVED, ChangeKind.RETIMED, ChangeKind.ADDED)


def check(context: Context) -> Iterator[Problem]:
    """Compare opens_at with closes_at wherever both are; where a change gives one, with the usual other one."""
    community = context.community
    for record in (*community.schedules, *community.hours, *community.forms, *community.changes):
        opens, closes = record.opens_at, record.closes_at
        if opens is not None and closes is not None and closes <= opens and not _next_day(record):
            yield _problem(record, f"{closes:%H:%M}", f"开始时间 opens_at 的 {opens:%H:%M}")
    for row in community.schedules:
        yield from _row(row)
    for change in community.changes:
        if change.kind in _TIMED and (change.opens_at is None) != (change.closes_at is None):
            yield from _half(context, change)


def _half(context: Context, change: Record) -> Iterator[Problem]:
    """A change that gives one hour of two: the other is that of the day, where the class meets then, else a usual one."""
    last = change.date_to or change.date
    planned = _changed.planned_on(context.timetable, change, change.date, last)
    hours = [o for o in planned or _changed.usual(context.timetable, change) if not o.all_day]
    begins = min((o.recurrence_id.time() for o in hours), default=None)
    ends = max((o.dtend.time() for o in hours if o.dtend), default=None)
    if begins and change.closes_at and change.closes_at <= begins:
        yield _problem(change, f"{change.closes_at:%H:%M}", f"平时的开始时间 {begins:%H:%M}")
    elif ends and change.opens_at and change.kind == ChangeKind.ADDED and ends <= change.opens_at:
        message = f"只写了开始时间 opens_at 的 {change.opens_at:%H:%M}，晚于平时的结束时间 {ends:%H:%M}"
        yield change.problem("opens_at", CODES[0], message, '请同时写上结束时间，例如 closes_at: "20:30"')


def _row(row: Record) -> Iterator[Problem]:
    """A row of the timetable: an end has a beginning, a night has an end, and both are meant."""
    opens, closes = row.opens_at, row.closes_at
    if opens is None and closes is not None:
        message = f"写了结束时间 closes_at {closes:%H:%M}，没有写几点开始"
        yield row.problem(
            "closes_at", "no-beginning", message, '请加上 opens_at，例如 opens_at: "19:00"；没有说几点的两个都不写'
        )
    elif row.overnight and closes is None:
        hint = '请加上第二天几点结束，例如 closes_at: "06:00"；没有定的，不写 overnight'
        yield row.problem("overnight", "no-end", "写了过夜 overnight，没有写几点结束", hint)
    elif row.overnight and opens is not None and closes > opens:
        message = f"从 {opens:%H:%M} 到第二天 {closes:%H:%M}，超过了一天一夜"
        hint = "当天就结束的，不写 overnight；真的这么长，不用改"
        yield row.problem("overnight", "longer-than-a-day", message, hint, level="warning")
    elif opens is not None and _NIGHT[0] <= opens < _NIGHT[1]:
        message = f"开始时间 opens_at 写成了 {opens:%H:%M}，是凌晨"
        hint = f'下午的写 opens_at: "{opens.hour + 12}:{opens:%M}"；真的是凌晨，不用改'
        yield row.problem("opens_at", "at-night", message, hint, level="warning")


def _next_day(record: Record) -> bool:
    """Whether the end may be on the next day: it was said, or it is the midnight that follows."""
    if record.table == "forms":
        return False
    return bool(record.closes_at == time() or (record.table == "schedules" and record.overnight))


def _problem(record: Record, closes: str, opens: str) -> Problem:
    found = record.closes_at
    if isinstance(found, datetime):
        message = f"截止时间 closes_at 写成了 {found:%Y-%m-%d %H:%M}，不晚于开始时间 opens_at 的 {record.opens_at:%Y-%m-%d %H:%M}"
        return record.problem("closes_at", CODES[0], message, '截止要晚于开始，例如 closes_at: "2026-12-20 18:00"')
    hint = '结束要晚于开始，用 24 小时制，例如 closes_at: "20:30"'
    hint += "；过了半夜才结束的再写一行 overnight: true" if record.table == "schedules" else ""
    return record.problem("closes_at", CODES[0], f"结束时间 closes_at 写成了 {closes}，不晚于{opens}", hint)
