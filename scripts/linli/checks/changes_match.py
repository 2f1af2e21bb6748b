"""A change says something about a session that the timetable has, and says all of it.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, group: 小学段, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2027-01-20}
  changes:
    - {course: shufa, group: 小学段, date: 2026-11-25, kind: 停课, reason: 教室检修}
    - {course: shufa, date: 2026-12-02, kind: 改期, new_date: 2026-12-03}

FAIL nothing-that-day:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2027-01-20}
  changes:
    - {course: shufa, date: 2026-11-26, kind: 停课}

FAIL unknown-group:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, group: 小学段, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2027-01-20}
  changes:
    - {course: shufa, group: 小学班, date: 2026-11-25, kind: 停课}

FAIL moved-to-nowhere:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2027-01-20}
  changes:
    - {course: shufa, date: 2026-11-25, kind: 改期}

FAIL venue-missing:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2027-01-20}
  changes:
    - {course: shufa, date: 2026-11-25, kind: 换地点}

FAIL times-missing:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  changes:
    - {course: shufa, date: 2026-11-28, kind: 加课}

FAIL unused-field:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2027-01-20}
  changes:
    - {course: shufa, date: 2026-11-25, kind: 停课, new_date: 2026-11-26}
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import date
from typing import Final

from linli.checks import Context
from linli.model import Record
from linli.problems import Problem
from linli.writing import WEEKDAYS

CODES: Final = (
    "nothing-that-day",
    "unknown-group",
    "moved-to-nowhere",
    "venue-missing",
    "times-missing",
    "unused-field",
)
TITLE: Final = "变动要对得上课表，内容要写全"
_UNUSED: Final = {
    "停课": ("new_date", "opens_at", "closes_at", "teacher", "note"),
    "休息": ("new_date", "opens_at", "closes_at", "teacher", "note", "session"),
    "换地点": ("new_date", "opens_at", "closes_at", "teacher", "note"),
    "加课": ("new_date", "session", "date_to", "at"),
    "改时间": ("new_date", "teacher", "note"),
    "换老师": ("new_date", "opens_at", "closes_at", "note"),
    "说明": ("new_date", "opens_at", "closes_at", "teacher"),
}


def check(context: Context) -> Iterator[Problem]:
    """Check every change row."""
    unmatched = {id(change) for change in context.timetable.unmatched}
    partial = bool(context.incomplete & {"schedules", "terms", "courses"})
    for change in context.community.changes:
        yield from _complete(context, change)
        if id(change) not in unmatched or partial:
            continue
        if change.kind == "加课":
            message = "加课没有写时间，课表里也没有平时的时间可以参照"
            yield change.problem(
                "kind", "times-missing", message, '请加上 opens_at 和 closes_at，例如 opens_at: "19:00"'
            )
        else:
            yield _nothing(context, change)


def _complete(context: Context, change: Record) -> Iterator[Problem]:
    if change.kind == "改期" and change.new_date is None and change.opens_at is None:
        message = "写了改期，没有写改到什么时候"
        hint = '请加上 new_date，例如 new_date: 2026-11-26；只改时间就写 opens_at: "19:30"'
        yield change.problem("kind", "moved-to-nowhere", message, hint)
    if change.kind == "换地点" and change.venue is None:
        yield change.problem("kind", "venue-missing", "写了换地点，没有写换到哪里", "请加上 venue，写场地的编号")
    fields = context.package.schemas["changes"].fields
    for name in _UNUSED.get(change.kind, ()):
        if getattr(change, name) is not None:
            message = f"{change.kind}用不到「{fields[name].title}」{name}"
            yield change.problem(name, "unused-field", message, "要换到别的时间请写 kind: 改期；用不到就删掉这一行")


def _nothing(context: Context, change: Record) -> Problem:
    """Say why the change matches no session and which day or group may be meant."""
    sessions = [o for o in context.timetable.of_course(change.course) if o.status != "加课"]
    course = context.community.find("courses", change.course)
    title = course.title if course else change.course
    groups = list(dict.fromkeys(o.group for o in sessions if o.group))
    ids = {o.klass.id for o in sessions}
    if change.group and change.group not in groups and change.group not in ids:
        close = difflib.get_close_matches(change.group, groups, n=1, cutoff=0.3)
        message = f"{title}没有「{change.group}」这个班次"
        if close:
            hint = f"是不是想写 {close[0]}?"
        elif groups:
            hint = f"已有的班次：{'、'.join(groups[:10])}"
        else:
            hint = "这门课不分班次，请删掉 group 这一行"
        return change.problem("group", "unknown-group", message, hint)
    days = sorted(
        {o.recurrence_id.date() for o in sessions if not change.group or change.group in (o.klass.id, o.group)}
    )
    name = f"{title}「{change.group}」" if change.group else title
    message = f"{_day(change.date)}{name}没有课，没有什么可{change.kind}的"
    if not days:
        return change.problem("date", "nothing-that-day", message, "这门课还没有排课，请看看 data/schedules.yml")
    near = sorted(sorted(days, key=lambda day: abs((day - change.date).days))[:3])
    hint = f"附近上课的日子：{'、'.join(_day(day) for day in near)}"
    return change.problem("date", "nothing-that-day", message, hint)


def _day(day: date) -> str:
    return f"{day}({WEEKDAYS[day.weekday()]})"
