"""A change changes something: another room, another hour, another teacher than planned.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, teacher: 王老师}]
  venues: [{id: shi, name: 书法室}, {id: ting, name: 大厅}]
  schedules:
    - {course: shufa, group: 小学段, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, venue: shi}
    - {course: shufa, group: 中学段, weekday: 周三, opens_at: "19:30", closes_at: "21:00", valid_from: 2026-09-02, venue: ting}
  changes:
    - {course: shufa, date: 2026-12-02, kind: 换地点, venue: ting}
    - {course: shufa, date: 2026-12-09, kind: 改时间, opens_at: "19:30"}
    - {course: shufa, date: 2026-12-16, kind: 换老师, teacher: 李老师}

FAIL changes-nothing:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  venues: [{id: shi, name: 书法室}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, venue: shi}
  changes: [{course: shufa, date: 2026-12-02, kind: 换地点, venue: shi}]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linli.checks import Context, _naming
from linli.problems import Problem
from linli.records import ChangeKind
from linli.timetable import Occurrence

CODES: Final = ("changes-nothing",)
TITLE: Final = "变动要真的有变"


def check(context: Context) -> Iterator[Problem]:
    """Compare what every change has made of its sessions with what they were."""
    for change in context.community.changes:
        if (change.date_to or change.date) < context.today:
            continue
        touched = context.timetable.of_change(change)
        before = {o.uid: o for o in touched if o.moved_to is not None}
        said = {_unchanged(change.kind, o, before.get(o.uid)) for o in touched if o.moved_to is None}
        if len(said) == 1 and (found := next(iter(said))):
            field, usual = found
            message = f"{_naming.day(change.date)}写了{change.kind}，可是原来就是{usual}，什么也没有变"
            hint = f"请看看日子和 {field} 对不对；真的没有变，不用写这一条"
            yield change.problem(field, CODES[0], message, hint, level="warning")


def _unchanged(kind: str, o: Occurrence, before: Occurrence | None) -> tuple[str, str] | None:
    """The field whose value the session had before, and that value."""
    if kind == ChangeKind.RELOCATED and o.venue is not None and o.venue == o.venue_was:
        return "venue", o.venue.name
    if kind == ChangeKind.SUBSTITUTE and o.teacher and o.teacher == o.teacher_was:
        return "teacher", o.teacher
    if (
        kind == ChangeKind.RETIMED
        and before
        and (before.dtstart, before.dtend, before.venue) == (o.dtstart, o.dtend, o.venue)
    ):
        return "kind", f" {_naming.span(o)}"
    return None
