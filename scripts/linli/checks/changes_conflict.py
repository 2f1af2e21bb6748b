"""One session has one change: it is not cancelled and moved at once.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  venues: [{id: ting, name: 大厅}]
  schedules:
    - {course: shufa, group: 小学段, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2027-01-20}
    - {course: shufa, group: 中学段, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2027-01-20}
  changes:
    - {course: shufa, group: 小学段, date: 2026-11-25, kind: 停课}
    - {course: shufa, group: 中学段, date: 2026-11-25, kind: 换老师, teacher: 李老师}
    - {course: shufa, group: 中学段, date: 2026-11-25, kind: 改期, new_date: 2026-11-26}
    - {course: shufa, group: 小学段, date: 2026-12-02, kind: 换老师, teacher: 李老师}
    - {course: shufa, group: 小学段, date: 2026-12-02, kind: 换地点, venue: ting}
    - {course: shufa, group: 中学段, date: 2026-12-02, date_to: 2026-12-16, kind: 换地点, venue: ting}
    - {course: shufa, group: 中学段, date: 2026-12-09, kind: 停课}

FAIL conflicting-changes:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, group: 小学段, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2027-01-20}
  changes:
    - {course: shufa, date: 2026-11-25, kind: 停课}
    - {course: shufa, group: 小学段, date: 2026-11-25, kind: 改期, new_date: 2026-11-26}

FAIL conflicting-changes:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  venues: [{id: ting, name: 大厅}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2027-01-20}
  changes:
    - {course: shufa, date: 2026-11-30, date_to: 2026-12-04, kind: 停课}
    - {course: shufa, date: 2026-12-02, kind: 换地点, venue: ting}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, time
from typing import Final

from linli.checks import Context, _naming
from linli.checks.repeats import values
from linli.model import Record
from linli.problems import Problem
from linli.records import ChangeKind

CODES: Final = ("conflicting-changes",)
TITLE: Final = "同一节课只写一条变动"
_OFF: Final = (ChangeKind.CANCELLED, ChangeKind.CLOSED)
_MOVES: Final = (ChangeKind.MOVED, ChangeKind.RETIMED)
_ELSEWISE: Final = (ChangeKind.RELOCATED, ChangeKind.SUBSTITUTE)


def check(context: Context) -> Iterator[Problem]:
    """Compare the changes of the same days; one without a group concerns all groups of its course.

    A day of its own within a longer span may differ from it: the one further down in the file holds. What is off for
    some days has no other room or teacher on one of them.
    """
    seen: dict[tuple[str, date, date, bool], list[Record]] = defaultdict(list)
    off: dict[str, list[Record]] = defaultdict(list)
    for change in context.community.changes:
        subject = change.course or change.service
        if not subject or _is_anothers(change):
            continue
        added = change.kind == ChangeKind.ADDED
        earlier = seen[subject, change.date, _last(change), added]
        wider = [
            o for o in off[subject] if change.kind in _ELSEWISE and o.date <= change.date and _last(change) <= _last(o)
        ]
        others = (o for o in (*earlier, *wider) if _same(o, change, added=added) and _contrary(o.kind, change.kind))
        other = next(others, None)
        if other is not None and values(other) != values(change):  # the very same row is another rule's matter
            yield _problem(change, other)
        earlier.append(change)
        if change.kind in _OFF and _last(change) > change.date:
            off[subject].append(change)


def _problem(change: Record, other: Record) -> Problem:
    what = "课" if change.course else "时间"
    message = f"{_naming.day(change.date)}这节{what}前面已经写了{other.kind}（{_naming.line(other)}），这里又写了{change.kind}"
    hint = "说的是同一节，合成一条（改期、改时间里可以同时写 venue）；说的是两节，各写 session"
    off, held = (change, other) if change.kind in _OFF else (other, change)
    if held.kind in _ELSEWISE and off.kind in _OFF:
        alone = (off.group, off.date, _last(off)) == (held.group, held.date, _last(held))
        rest = f"去掉{off.kind}那一条" if alone else f"{off.kind}那一条不写它（只写停的班、停的日子）"
        hint = f"不上的，去掉{held.kind}那一条；照样上的，{rest}；说的是两节，各写 session"
    if change.kind == ChangeKind.ADDED:
        hint = "说的是同一节，合成一条；加两节的，各写各的 opens_at"
    return change.problem("kind", CODES[0], message, hint)


def _contrary(one: str, other: str) -> bool:
    """Whether both cannot hold of one session."""
    kinds = {one, other}
    if one == other:
        return True
    if kinds & set(_MOVES):
        return bool(kinds & {*_OFF, ChangeKind.RELOCATED}) or kinds == set(_MOVES)
    return bool(kinds & set(_OFF)) and kinds <= {*_OFF, *_ELSEWISE}


def _same(one: Record, other: Record, *, added: bool) -> bool:
    if added:
        return bool((one.group or "") == (other.group or "") and _start(one) == _start(other))
    if one.session and other.session and one.session != other.session:
        return False
    places = one.at, other.at
    if all(places) and places[0] != places[1]:
        return False
    return not one.group or not other.group or one.group == other.group


def _is_anothers(change: Record) -> bool:
    """Whether another rule tells of it: a move that does not say whereto, a service's new teacher."""
    if change.kind == ChangeKind.SUBSTITUTE:
        return not change.course
    return change.kind in _MOVES and change.new_date is None and change.opens_at is None and change.closes_at is None


def _last(change: Record) -> date:
    found: date = change.date_to or change.date
    return found


def _start(change: Record) -> time | None:
    found: time | None = change.opens_at
    return found
