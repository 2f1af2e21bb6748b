"""Nothing is said twice: no row stands there two times, and no class meets twice at one time.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, group: 小学段, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2026-12-30}
    - {course: shufa, group: 中学段, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2026-12-30}
  changes:
    - {course: shufa, group: 小学段, date: 2026-11-25, kind: 停课}
    - {course: shufa, group: 小学段, date: 2026-11-25, kind: 加课, opens_at: "19:00", closes_at: "20:30"}
    - {course: shufa, group: 小学段, date: 2026-11-25, kind: 换老师, teacher: 王老师}
    - {course: shufa, group: 小学段, date: 2026-11-25, kind: 加课, opens_at: "20:30", closes_at: "21:30"}

FAIL repeated-row:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2026-12-30}
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2026-12-30}

FAIL same-session:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2026-12-30}
    - {course: shufa, weekday: 周二至周四, opens_at: "19:00", closes_at: "20:00", valid_from: 2026-09-02, valid_to: 2026-12-30}

FAIL session-there-already:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2026-12-30}
  changes:
    - {course: shufa, date: 2026-12-02, kind: 加课}

FAIL class-overlaps:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2026-12-30}
    - {course: shufa, weekday: 周三, opens_at: "20:00", closes_at: "21:30", valid_from: 2026-09-02, valid_to: 2026-12-30}
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from linli.checks import Context, _changed, _naming
from linli.model import Record
from linli.problems import Problem
from linli.records import ChangeKind
from linli.timetable import Occurrence
from linli.timetable.phases import midnight

CODES: Final = ("repeated-row", "same-session", "session-there-already", "class-overlaps")
TITLE: Final = "同一件事只写一次"
_TABLES: Final = ("schedules", "changes", "hours", "offers")
_MOVES: Final = frozenset({ChangeKind.MOVED, ChangeKind.RETIMED, ChangeKind.ADDED})
"""Changes that say when a session is."""
_FIRST: Final = {"schedules": "course", "changes": "date", "hours": "weekday", "offers": "name"}


def check(context: Context) -> Iterator[Problem]:
    """Compare the rows of the tables that have no ids, then the sessions of every class."""
    same: set[int] = set()
    for table in _TABLES:
        seen: dict[tuple[Any, ...], Record] = {}
        for record in context.community.tables.get(table, ()):
            other = seen.setdefault(values(record), record)
            if other is not record:
                same.add(id(record))
                message = f"和 {_naming.line(other)} 一个字也不差，同一件事写了两遍"
                hint = "想写的是另一个班、另一天或另一个时间，就把这一条改对；贴重了的，两条里留一条"
                yield record.problem(_FIRST[table], "repeated-row", message, hint)
    today = midnight(context.today)
    rows = Counter(part.group.id for part in context.timetable.parts)
    changed = {o.klass.id for change in context.community.changes for o in context.timetable.of_change(change)}
    for group in context.timetable.groups:
        if rows[group.id] > 1 or group.id in changed:  # one row alone meets nobody twice
            sessions = context.timetable.of_group(group.id)
            yield from _meetings(sessions[bisect_left(sessions, today, key=lambda o: o.dtstart) :], same)


def values(record: Record) -> tuple[Any, ...]:
    """What a row says, to compare it with others."""
    return tuple(value for name, value in record.__dict__.items() if name not in ("table", "row"))


def _meetings(sessions: Iterable[Occurrence], same: set[int]) -> Iterator[Problem]:
    """Report pairs of rows by which one class meets twice at one time, each pair once."""
    told: set[tuple[int, int]] = set()
    before: Occurrence | None = None
    for o in sessions:
        if o.all_day or not o.held:
            continue
        if before is not None and _overlap(before, o):
            rows = sorted(
                (_changed.row_of(before, _MOVES), _changed.row_of(o, _MOVES)),
                key=lambda r: (r.table == "changes", r.mark),
            )
            key = (id(rows[0]), id(rows[1]))
            moved_together = rows[0] is rows[1] and rows[0].table == "changes"  # another rule's matter
            if key not in told and not same & set(key) and not moved_together:
                told.add(key)
                yield _twice(rows[1], rows[0], before, o)
        if before is None or o.dtend is None or o.dtend >= before.over:
            before = o


def _overlap(one: Occurrence, other: Occurrence) -> bool:
    return one.dtstart == other.dtstart or (one.dtend is not None and other.dtstart < one.dtend)


def _twice(record: Record, other: Record, one: Occurrence, two: Occurrence) -> Problem:
    who, when = _naming.group(two.klass), _naming.day(two.day)
    where = "这一行" if other is record else _naming.line(other)
    both = f"{_naming.span(one)} 和 {_naming.span(two)}"
    if record.table == "changes" and one.dtstart == two.dtstart:
        message = f"{who} {when} {two.dtstart:%H:%M} 本来就有一节课（{where}），又{record.kind}到这个时间"
        hint = "请写另一个时间 opens_at；要改的就是那一节的，写 kind: 改时间、换地点 或 说明"
        return record.problem("kind", "session-there-already", message, hint)
    field = "date" if record.table == "changes" else "opens_at"
    if one.dtstart == two.dtstart:
        message = f"{who} {when} {two.dtstart:%H:%M} 已经有一节课（{where}），这一行又排了一节"
        hint = "是两个班同时上的，各写一个班名 group，例如 group: 一班；是一个班的，时间要错开"
        return record.problem(field, "same-session", message, hint)
    message = f"{who} {when}有两节课连在一起：{both}（{where}），前一节还没有结束"
    hint = "请看看时间；是两个班的，各写一个班名 group，例如 group: 一班"
    return record.problem(field, "class-overlaps", message, hint, level="warning")
