"""A morning hour is not half a day from the usual one: who typed 7:30 may have meant 19:30.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, group: 甲, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02}
    - {course: shufa, group: 乙, weekday: 周六, opens_at: "09:00", closes_at: "10:30", valid_from: 2026-09-02}
  changes:
    - {course: shufa, group: 甲, date: 2026-11-25, kind: 改期, new_date: 2026-11-28, opens_at: "10:00", closes_at: "11:30"}

FAIL unusual-hour:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02}
  changes: [{course: shufa, date: 2026-11-25, kind: 改期, new_date: 2026-11-26, opens_at: "7:30", closes_at: "9:00"}]
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from datetime import time
from typing import Final

from linli.checks import Context, _changed, _naming
from linli.model import Record
from linli.problems import Problem
from linli.records import ChangeKind, Schedule

CODES: Final = ("unusual-hour",)
TITLE: Final = "时间和平时差半天的，要问一问"
_DAY: Final = 24 * 60
_CLOSE: Final = 90
"""Minutes between an hour and the usual one, half a day apart, within which the wrong half was typed."""
_FAR: Final = 4 * 60
_OTHERS: Final = 2
"""So many other classes of a course say what is usual."""


def check(context: Context) -> Iterator[Problem]:
    """Compare the hours of changes with those of the class, those of a class with the others of its course."""
    for change in context.community.changes:
        last = max(day for day in (change.date, change.date_to, change.new_date) if day is not None)
        about = change.opens_at is not None and change.kind in (ChangeKind.MOVED, ChangeKind.RETIMED, ChangeKind.ADDED)
        if about and (change.course or change.group) and last >= context.today:
            yield from _asked(
                change, {o.recurrence_id.time() for o in _changed.usual(context.timetable, change) if not o.all_day}
            )
    rows: dict[str, list[Schedule]] = defaultdict(list)
    for row in context.community.schedules:
        if row.opens_at is not None:
            rows[row.course].append(row)
    for found in rows.values():
        hours = Counter(row.opens_at for row in found if row.opens_at is not None)
        if len(found) > _OTHERS and len(hours) > 1:
            for row in found:
                if row.opens_at is not None and hours[row.opens_at] == 1:
                    yield from _asked(row, set(hours) - {row.opens_at})


def _asked(record: Record, usual: Collection[time]) -> Iterator[Problem]:
    """Ask where a morning hour is far from every usual one, and near to one if it is of the evening."""
    found: time = record.opens_at
    if found.hour >= 12 or not usual or min(_apart(found, other) for other in usual) < _FAR:
        return
    turned = time(found.hour + 12, found.minute)
    if min(_apart(turned, other) for other in usual) <= _CLOSE:
        message = f"开始时间 opens_at 写成了 {found:%H:%M}，平时是 {_naming.times(usual)}"
        hint = f'是不是想写 opens_at: "{turned:%H:%M}"？真的是早上 {found:%H:%M}，不用改'
        yield record.problem("opens_at", "unusual-hour", message, hint, level="warning")


def _apart(one: time, other: time) -> int:
    """Minutes between two hours around the clock."""
    apart = abs((one.hour - other.hour) * 60 + one.minute - other.minute)
    return min(apart, _DAY - apart)
