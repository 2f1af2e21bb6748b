"""One session has one change: it is not cancelled and moved at once.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, group: 小学段, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2027-01-20}
    - {course: shufa, group: 中学段, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2027-01-20}
  changes:
    - {course: shufa, group: 小学段, date: 2026-11-25, kind: 停课}
    - {course: shufa, group: 中学段, date: 2026-11-25, kind: 换老师, teacher: 李老师}
    - {course: shufa, group: 中学段, date: 2026-11-25, kind: 改期, new_date: 2026-11-26}

FAIL conflicting-changes:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, group: 小学段, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2027-01-20}
  changes:
    - {course: shufa, date: 2026-11-25, kind: 停课}
    - {course: shufa, group: 小学段, date: 2026-11-25, kind: 改期, new_date: 2026-11-26}
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


def check(context: Context) -> Iterator[Problem]:
    """Compare the changes of the same days; one without a group concerns all groups of its course.

    A day of its own within a longer span may differ from it: the one further down in the file holds.
    """
    seen: dict[tuple[str, date, date, bool], list[Record]] = defaultdict(list)
    for change in context.community.changes:
        subject = change.course or change.service
        if not subject or (change.kind in _MOVES and _says_nothing(change)):
            continue
        added = change.kind == ChangeKind.ADDED
        earlier = seen[subject, change.date, change.date_to or change.date, added]
        others = (o for o in earlier if _same(o, change, added=added) and _contrary(o.kind, change.kind))
        other = next(others, None)
        if other is not None and values(other) != values(change):  # the very same row is another rule's matter
            yield _problem(change, other)
        earlier.append(change)


def _problem(change: Record, other: Record) -> Problem:
    what = "课" if change.course else "时间"
    message = f"{_naming.day(change.date)}这节{what}前面已经写了{other.kind}（{_naming.line(other)}），这里又写了{change.kind}"
    hint = "说的是同一节，合成一条（改期、改时间里可以同时写 venue）；说的是两节，各写 session"
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
    return kinds == set(_OFF)


def _same(one: Record, other: Record, *, added: bool) -> bool:
    if added:
        return bool((one.group or "") == (other.group or "") and _start(one) == _start(other))
    if one.session and other.session and one.session != other.session:
        return False
    places = one.at, other.at
    if all(places) and places[0] != places[1]:
        return False
    return not one.group or not other.group or one.group == other.group


def _says_nothing(change: Record) -> bool:
    """Whether a move does not say whereto, of which another rule tells."""
    return change.new_date is None and change.opens_at is None and change.closes_at is None


def _start(change: Record) -> time | None:
    found: time | None = change.opens_at
    return found
