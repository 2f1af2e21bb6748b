"""Everything ends after it begins, and a session does so on the same day.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2027-01-20}

FAIL closes-before-opens:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "08:30", valid_from: 2026-09-02, valid_to: 2027-01-20}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import Final

from linli.checks import Context
from linli.model import Record
from linli.problems import Problem

CODES: Final = ("closes-before-opens",)
TITLE: Final = "结束要晚于开始"


def check(context: Context) -> Iterator[Problem]:
    """Compare opens_at with closes_at wherever both are; where a change gives one, with the usual other one."""
    community = context.community
    for record in (*community.schedules, *community.hours, *community.forms, *community.changes):
        opens, closes = record.opens_at, record.closes_at
        if opens is not None and closes is not None and closes <= opens and not _next_day(record):
            yield _problem(record, f"{closes:%H:%M}", f"开始时间 opens_at 的 {opens:%H:%M}")
    for change in community.changes:
        if (change.opens_at is None) == (change.closes_at is None) or change.kind not in ("改期", "加课"):
            continue
        for usual in context.timetable.of_course(change.course):
            if change.group and change.group not in (usual.klass.id, usual.group):
                continue
            if change.closes_at is not None and change.closes_at <= usual.recurrence_id.time():
                yield _problem(change, f"{change.closes_at:%H:%M}", f"平时的开始时间 {usual.recurrence_id:%H:%M}")
            elif change.opens_at and change.kind == "加课" and usual.dtend and usual.dtend.time() <= change.opens_at:
                message = f"只写了开始时间 opens_at 的 {change.opens_at:%H:%M}，晚于平时的结束时间 {usual.dtend:%H:%M}"
                yield change.problem("opens_at", CODES[0], message, '请同时写上结束时间，例如 closes_at: "20:30"')
            break


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
