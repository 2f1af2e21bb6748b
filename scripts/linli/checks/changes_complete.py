"""A change says whom it is about and all that its kind needs, and nothing that its kind does not show.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  services: [{id: tuoyu, name: 托育园}]
  venues: [{id: shi, name: 书法室}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2026-12-30}
  changes:
    - {course: shufa, date: 2026-11-25, kind: 停课, reason: 教室检修}
    - {course: shufa, date: 2026-12-02, kind: 改期, new_date: 2026-12-03}
    - {course: shufa, date: 2026-12-09, kind: 换老师, teacher: 李老师}
    - {course: shufa, date: 2026-12-16, kind: 说明, note: 第3讲 皮影}
    - {service: tuoyu, date: 2026-11-26, date_to: 2026-11-27, kind: 休息}
    - {scope: 全部, date: 2026-12-01, kind: 停课, reason: 台风}
    - {venue: shi, date: 2026-12-23, kind: 停课}

FAIL names-nothing:
  changes: [{date: 2026-11-25, kind: 停课}]

FAIL names-too-much:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  services: [{id: tuoyu, name: 托育园}]
  changes: [{course: shufa, service: tuoyu, date: 2026-11-25, kind: 停课}]

FAIL not-for-services:
  services: [{id: tuoyu, name: 托育园}]
  changes: [{scope: 全部服务, date: 2026-11-25, kind: 改期, new_date: 2026-11-26}]

FAIL moved-to-nowhere:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2026-12-30}
  changes: [{course: shufa, date: 2026-11-25, kind: 改期}]

FAIL venue-missing:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2026-12-30}
  changes: [{course: shufa, date: 2026-11-25, kind: 换地点}]

FAIL times-missing:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  changes: [{course: shufa, date: 2026-11-28, kind: 加课}]

FAIL teacher-missing:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2026-12-30}
  changes: [{course: shufa, date: 2026-11-25, kind: 换老师}]

FAIL note-missing:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2026-12-30}
  changes: [{course: shufa, date: 2026-11-25, kind: 说明}]

FAIL unused-field:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2026-12-30}
  changes: [{course: shufa, date: 2026-11-25, kind: 停课, new_date: 2026-11-26}]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linli.checks import Context, _changed, _naming
from linli.model import Record
from linli.problems import Problem
from linli.records import ChangeKind, Scope
from linli.timetable.changes import place_meant

CODES: Final = (
    "names-nothing",
    "names-too-much",
    "not-for-services",
    "moved-to-nowhere",
    "venue-missing",
    "times-missing",
    "teacher-missing",
    "note-missing",
    "unused-field",
)
TITLE: Final = "变动要写全：谁、哪天、变成什么"
_SERVICE: Final = (ChangeKind.CLOSED, ChangeKind.CANCELLED, ChangeKind.RETIMED, ChangeKind.RELOCATED)
_TOLD: Final = ("teacher", "note")
_UNUSED: Final = {
    ChangeKind.CANCELLED: ("new_date", "opens_at", "closes_at", *_TOLD),
    ChangeKind.CLOSED: ("new_date", "opens_at", "closes_at", *_TOLD),
    ChangeKind.MOVED: _TOLD,
    ChangeKind.RETIMED: ("new_date", *_TOLD),
    ChangeKind.RELOCATED: ("new_date", "opens_at", "closes_at", *_TOLD),
    ChangeKind.ADDED: ("new_date", "session", "date_to", "at"),
    ChangeKind.SUBSTITUTE: ("new_date", "opens_at", "closes_at", "note"),
    ChangeKind.TOPIC: ("new_date", "opens_at", "closes_at", "teacher"),
}
_HINTS: Final = {
    "note": "要告诉大家的话写在 reason 里；这一次讲什么，写 kind: 说明",
    "teacher": "这里不会显示老师，请写进 reason，例如 reason: 李老师代课；只换老师的写 kind: 换老师",
    "session": '加课的时间写 opens_at，例如 opens_at: "19:00"',
    "date_to": "加课一天写一条",
    "at": "加课的地方写 venue",
}


def check(context: Context) -> Iterator[Problem]:
    """Check every change row by itself."""
    unmatched = {id(change) for change in context.timetable.unmatched}
    for change in context.community.changes:
        if wrong := _about(change):
            yield wrong
            continue
        if not change.service:  # what those need is another rule's matter
            yield from _needs(change)
        for name in _UNUSED.get(change.kind, ()):
            if getattr(change, name) is not None:
                title = context.package.schemas["changes"].fields[name].title
                message = f"{change.kind}用不到「{title}」{name}"
                yield change.problem(name, "unused-field", message, _instead(context, change, name))
        partial = bool(context.incomplete & {"schedules", "terms", "courses", "groups"})
        if change.kind == ChangeKind.ADDED and id(change) in unmatched and not partial:
            message = "加课没有写时间，课表里也没有平时的时间可以参照"
            hint = '请加上 opens_at 和 closes_at，例如 opens_at: "19:00"'
            yield change.problem("kind", "times-missing", message, hint)


def _about(change: Record) -> Problem | None:
    """Say what is wrong with whom a change names."""
    sessions = "course" if change.course else "group" if change.group else ""
    subjects = [name for name in (sessions, "service", "scope") if name and getattr(change, name)]
    if len(subjects) > 1:
        message = f"又写了 {subjects[0]}，又写了 {subjects[1]}，不知道是谁有变动"
        return change.problem(subjects[1], "names-too-much", message, "一条只写一样；课和服务都有变动，各写一条")
    if change.kind == ChangeKind.ADDED and not sessions and not change.service:
        message = "加课没有写是哪门课"
        return change.problem("kind", "names-nothing", message, "请写 course: 课程的编号，或 group: 班次的编号")
    if not subjects and not place_meant(change):
        message = f"没有写是谁{change.kind}：课程、班次、服务、场地、范围一个也没有"
        hint = "请写 course、group 或 service；一个场地的课都变，写 at: 场地的编号；全都变，写 scope: 全部"
        return change.problem("date", "names-nothing", message, hint)
    if change.scope == Scope.SERVICES and change.kind not in _SERVICE:
        message = f"服务没有{change.kind}"
        hint = "不开门写 kind: 休息；换时间写 kind: 改时间 和 opens_at、closes_at；有话要说，写在 reason 里"
        return change.problem("kind", "not-for-services", message, hint)
    return None


def _needs(change: Record) -> Iterator[Problem]:
    kind, times = change.kind, change.opens_at is not None or change.closes_at is not None
    if kind == ChangeKind.MOVED and change.new_date is None and not times:
        hint = '请加上 new_date，例如 new_date: 2026-11-26；只改时间就写 opens_at: "19:30"'
        yield change.problem("kind", "moved-to-nowhere", "写了改期，没有写改到什么时候", hint)
    elif kind == ChangeKind.RETIMED and not times and change.new_date is None:
        hint = '请加上 opens_at 和 closes_at，例如 opens_at: "19:30"；不开的写 停课 或 休息'
        yield change.problem("kind", "times-missing", "写了改时间，没有写改到几点", hint)
    elif kind == ChangeKind.RELOCATED and change.venue is None:
        yield change.problem("kind", "venue-missing", "写了换地点，没有写换到哪里", "请加上 venue，写场地的编号")
    elif kind == ChangeKind.SUBSTITUTE and change.teacher is None:
        hint = "请加上 teacher，只写称呼，例如 teacher: 李老师"
        yield change.problem("kind", "teacher-missing", "写了换老师，没有写换成谁", hint)
    elif kind == ChangeKind.TOPIC and change.note is None and change.reason is None:
        hint = "请加上 note，例如 note: 第3讲 皮影"
        yield change.problem("kind", "note-missing", "写了说明，没有写说什么", hint)


def _instead(context: Context, change: Record, name: str) -> str:
    """How to write what was meant, so that nothing is lost by it."""
    if name == "new_date":
        if change.kind == ChangeKind.ADDED:
            return "加课的那天写在 date 里"
        rest = (
            "；停了不补的，只去掉 new_date 这一栏" if change.kind in (ChangeKind.CANCELLED, ChangeKind.CLOSED) else ""
        )
        return f"改到别的日子的，把 kind 改成 改期{rest}"
    if name not in ("opens_at", "closes_at"):
        return _HINTS[name]
    starts = [
        o.recurrence_id.time()
        for o in _changed.planned_on(context.timetable, change, change.date, change.date)
        if not o.all_day
    ]
    if change.opens_at in starts and len(starts) > 1:
        return f'只是 {change.opens_at:%H:%M} 这一节的，把 opens_at 改成 session: "{change.opens_at:%H:%M}"'
    if len(starts) > 1:
        return f'这天的课 {_naming.times(starts)} 开始，只是其中一节的写 session: "{starts[-1]:%H:%M}"；换时间的写 kind: 改时间'
    if change.opens_at in starts:
        return f'就是这天 {change.opens_at:%H:%M} 的课，不写时间也一样；想写清是哪一节，把 opens_at 改成 session: "{change.opens_at:%H:%M}"'
    return '要换时间的写 kind: 改时间；想说是哪一节的，写 session，例如 session: "14:00"'
