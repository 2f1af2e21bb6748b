"""A course says when it meets, and so does each of its classes, unless they have ended or people are still counted.

PASS:
  courses:
    - {id: shufa, title: 书法班, category: 青少年宫, status: 结束}
    - {id: guqin, title: 古琴班, category: 青少年宫, form: yiyuan}
    - {id: hua, title: 国画班, category: 青少年宫}
  groups:
    - {id: shufa-1, course: shufa, name: 一班}
    - {id: hua-1, course: hua, name: 一班}
    - {id: hua-2, course: hua, name: 二班, status: 结束}
  schedules: [{course: hua, group: hua-1, weekday: 周三, opens_at: "19:00", valid_from: 2026-09-02}]
  forms: [{id: yiyuan, title: 想学古琴, kind: 意愿, how_to_apply: 到服务台登记, threshold: 15}]

FAIL no-schedule:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]

FAIL group-without-schedule:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  groups: [{id: shufa-1, course: shufa, name: 一班}]
  schedules: [{course: shufa, group: 二班, weekday: 周三, opens_at: "19:00", valid_from: 2026-09-02}]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linli.checks import Context
from linli.model import Record
from linli.problems import Problem
from linli.records import ChangeKind, FormKind, Standing

CODES: Final = ("no-schedule", "group-without-schedule")
TITLE: Final = "课程和班次要有上课时间"


def check(context: Context) -> Iterator[Problem]:
    """Look for each course and each class in schedules and added sessions."""
    if context.incomplete & {"schedules", "changes", "groups"}:
        return
    community = context.community
    rows = [*community.schedules, *(change for change in community.changes if change.kind == ChangeKind.ADDED)]
    known = {row.course for row in rows}
    for course in community.courses:
        if course.id not in known and course.status != Standing.ENDED and not _counting(context, course):
            message = "课表里没有这门课的上课时间"
            hint = (
                f"请在 data/schedules.yml 里加一条 course: {course.id}；时间还没定的不用改；不再开的课请写 status: 结束"
            )
            yield course.problem("id", CODES[0], message, hint, level="warning")
    met = {id(part.group.record) for part in context.timetable.parts if part.group.record is not None}
    named = {(row.course, row.group) for row in rows}
    for group in community.groups:
        own = community.find("courses", group.course)
        over = own is None or Standing.ENDED in (group.status, own.status) or own.id not in known
        if over or id(group) in met or {(group.course, group.id), (group.course, group.name)} & named:
            continue
        if not _counting(context, group):
            message = f"课表里没有「{group.name or group.id}」的上课时间"
            hint = f"请在 data/schedules.yml 里给它的那几行写 group: {group.id}；不再开的班请写 status: 结束"
            yield group.problem("id", CODES[1], message, hint, level="warning")


def _counting(context: Context, record: Record) -> bool:
    """Whether it is only asked who would come."""
    form = context.community.find("forms", record.form)
    return form is not None and form.kind == FormKind.INTEREST
