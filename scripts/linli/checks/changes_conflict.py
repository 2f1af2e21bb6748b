"""One session has one change: it is not cancelled and moved at once.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, group: 小学段, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2027-01-20}
    - {course: shufa, group: 中学段, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2027-01-20}
  changes:
    - {course: shufa, group: 小学段, date: 2026-11-25, kind: 停课}
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

from linli.checks import Context
from linli.model import Record
from linli.problems import Problem

CODES: Final = ("conflicting-changes",)
TITLE: Final = "同一节课只写一条变动"


def check(context: Context) -> Iterator[Problem]:
    """Compare the changes of the same course and date; one without a group concerns all groups."""
    seen: dict[tuple[str, date, bool], list[Record]] = defaultdict(list)
    for change in context.community.changes:
        if not change.course or change.kind == "说明":
            continue
        added = change.kind == "加课"
        earlier = seen[change.course, change.date, added]
        if other := next((o for o in earlier if _same(o, change, added=added)), None):
            what = f"{change.date} 这节课前面已经写了{other.kind}(第 {other.mark.line} 行)，这里又写了{change.kind}"
            hint = "只留一条；改期可以同时写新的 venue"
            yield change.problem("kind", CODES[0], what, hint)
        earlier.append(change)


def _same(one: Record, other: Record, *, added: bool) -> bool:
    if added:
        return bool((one.group or "") == (other.group or "") and _start(one) == _start(other))
    if one.session and other.session and one.session != other.session:
        return False
    return not one.group or not other.group or one.group == other.group


def _start(change: Record) -> time | None:
    found: time | None = change.opens_at
    return found
