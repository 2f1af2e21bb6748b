"""A change is about sessions that the timetable has.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  venues: [{id: shi, name: 书法室}]
  schedules:
    - {course: shufa, group: 小学段, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, venue: shi}
  changes:
    - {course: shufa, group: 小学段, date: 2026-11-25, kind: 停课, session: "19:00", reason: 教室检修}
    - {course: shufa, date: 2026-12-02, kind: 改期, new_date: 2026-12-03}
    - {at: shi, date: 2026-12-07, date_to: 2026-12-11, kind: 停课}

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

FAIL no-such-session:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "09:00", closes_at: "10:30", valid_from: 2026-09-02, valid_to: 2027-01-20}
    - {course: shufa, weekday: 周三, opens_at: "14:00", closes_at: "15:30", valid_from: 2026-09-02, valid_to: 2027-01-20}
  changes:
    - {course: shufa, date: 2026-11-25, session: "15:00", kind: 停课}

FAIL nothing-there:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  venues: [{id: shi, name: 书法室}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2027-01-20, venue: shi}
  changes:
    - {at: shi, date: 2026-11-26, kind: 停课}
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import date
from typing import Final

from linli.checks import Context, _changed, _naming
from linli.model import Record
from linli.problems import Problem
from linli.records import ChangeKind, Scope
from linli.timetable import Occurrence, Status
from linli.timetable.changes import days_of, place_meant

CODES: Final = ("nothing-that-day", "unknown-group", "no-such-session", "nothing-there")
TITLE: Final = "变动要对得上课表"
_PARTS: Final = frozenset({"schedules", "terms", "courses", "groups"})


def check(context: Context) -> Iterator[Problem]:
    """Look for the sessions of every change row."""
    partial = bool(context.incomplete & _PARTS)
    places = partial or bool(context.incomplete & {"venues", "services"})
    unmatched = {id(change) for change in context.timetable.unmatched}
    for change in context.community.changes:
        if change.kind == ChangeKind.ADDED or change.service or partial:
            continue
        if id(change) in unmatched:
            yield _nothing(context, change)
        elif not places and not change.course and not change.group and not _anything(context, change):
            what = "这一天" if len(days_of(change)) == 1 else "这几天"
            place = context.community.find("venues", place_meant(change))
            where = f"{place.name}" if place else str(change.scope or "")
            session = f" {change.session:%H:%M} 的" if change.session else ""
            message = f"{_span(change)}{where}没有{session}课，没有什么可{change.kind}的"
            yield change.problem(
                "date", "nothing-there", message, f"请看看日期对不对；{what}真的没有课，不用写变动", "warning"
            )


def _anything(context: Context, change: Record) -> bool:
    """Whether a change of a place or of everything finds anything on its days."""
    place = place_meant(change)
    if change.scope in (Scope.ALL, Scope.SERVICES) and context.community.services and not place:
        return True
    if place and any(place in (s.venue, *_places(context, s)) for s in context.community.services):
        return True
    if change.scope == Scope.SERVICES:
        return False
    days = days_of(change)
    for found in context.timetable.days(days[0], days[-1]).values():
        for o in found:
            here = {venue.id for venue in (o.venue, o.venue_was) if venue}
            if (not place or place in here) and (change.session in (None, o.recurrence_id.time(), o.dtstart.time())):
                return True
    return False


def _places(context: Context, service: Record) -> set[str]:
    rows = context.community.referring("hours", "service", service.id)
    return {row.__dict__["venue"] for row in rows if row.__dict__.get("venue")}


def _nothing(context: Context, change: Record) -> Problem:
    """Say why the change matches no session and which day, session or group may be meant."""
    sessions = [o for o in context.timetable.of_course(change.course) if o.schedule is not None]
    course = context.community.find("courses", change.course)
    title = course.title if course else change.course
    groups = list(dict.fromkeys(o.group for o in sessions if o.group))
    ids = {group.id: group for group in context.timetable.groups}
    if change.group and change.group not in groups and change.group not in ids:
        return _unknown(change, title, groups)
    known = ids.get(change.group) if change.group else None
    name = _naming.group(known) if known else f"{title}「{change.group}」" if change.group else title
    days = days_of(change)
    if there := _changed.planned_on(context.timetable, change, days[0], days[-1]):
        return _otherwise(context, change, name, there)
    theirs = sorted({o.recurrence_id.date() for o in _changed.usual(context.timetable, change)})
    message = f"{_span(change)}{name}没有课，没有什么可{change.kind}的"
    if not theirs:
        who = "这个班" if change.group and sessions else "这门课"
        hint = f"{who}还没有排课，请看看 data/schedules.yml"
        return change.problem("date", "nothing-that-day", message, hint)
    near = sorted(sorted(theirs, key=lambda day: abs((day - change.date).days))[:3])
    return change.problem("date", "nothing-that-day", message, f"附近上课的日子：{_naming.days(near)}")


def _unknown(change: Record, title: str, groups: list[str]) -> Problem:
    close = difflib.get_close_matches(change.group, groups, n=1, cutoff=0.3)
    if close:
        hint = f"是不是想写 {close[0]}?"
    elif groups:
        hint = f"已有的班次：{'、'.join(groups[:10])}"
    else:
        hint = "这门课不分班次，不用写 group"
    return change.problem("group", "unknown-group", f"{title}没有「{change.group}」这个班次", hint)


def _otherwise(context: Context, change: Record, name: str, there: list[Occurrence]) -> Problem:
    """There are sessions on those days, but none at that hour, at that place, or no more."""
    starts = [o.recurrence_id.time() for o in there if not o.all_day]
    if change.session is not None and change.session not in starts:
        found = f"的课 {_naming.times(starts)} 开始" if starts else "的课没有写几点开始"
        message = f"{_span(change)}{name}{found}，没有 {change.session:%H:%M} 这一节"
        hint = (
            f'例如 session: "{max(starts):%H:%M}"；这天的课都变就不写 session'
            if starts
            else "这天的课都变就不写 session"
        )
        return change.problem("session", "no-such-session", message, hint)
    moved = next((o for o in there if o.status == Status.MOVED), None)
    if moved is not None and moved.moved_to is not None:
        o, now = moved, moved.moved_to.date()
        other = f"（{_naming.line(o.change)}）" if o.change is not None else ""
        message = f"{_span(change)}{name}的课前面已经改到 {_naming.day(now)}{other}，这里的{change.kind}对不上"
        hint = f"说的是改了以后的那节，写 date: {now}；换老师、说明也可以写在改期那一条的前面"
        return change.problem("date", "nothing-that-day", message, hint)
    places = "、".join(dict.fromkeys(o.venue.name for o in there if o.venue)) or "没有写场地"
    place = context.community.find("venues", place_meant(change))
    message = f"{_span(change)}{name}的课不在{place.name if place else '这个场地'}（课表里是{places}）"
    return change.problem(
        "at" if change.at else "venue", "nothing-that-day", message, "请看看场地；这天的课都变就不写场地"
    )


def _span(change: Record) -> str:
    last: date = change.date_to or change.date
    return _naming.day(change.date) if last <= change.date else f"{change.date} 至 {last} "
