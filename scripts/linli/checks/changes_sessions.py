"""Of several sessions on one day a change says which it means.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "09:00", closes_at: "10:30", valid_from: 2026-09-02}
    - {course: shufa, weekday: 周三, opens_at: "14:00", closes_at: "15:30", valid_from: 2026-09-02}
  changes:
    - {course: shufa, date: 2026-11-25, session: "14:00", kind: 停课}
    - {course: shufa, date: 2026-12-02, session: "09:00", kind: 改期, new_date: 2026-12-03, opens_at: "10:00", closes_at: "11:30"}
    - {course: shufa, date: 2026-12-09, date_to: 2026-12-16, kind: 停课}
    - {course: shufa, date: 2026-12-23, kind: 换老师, teacher: 王老师}

FAIL which-session:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "09:00", closes_at: "10:30", valid_from: 2026-09-02}
    - {course: shufa, weekday: 周三, opens_at: "14:00", closes_at: "15:30", valid_from: 2026-09-02}
  changes: [{course: shufa, date: 2026-11-25, kind: 停课}]

FAIL moved-together:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "09:00", closes_at: "10:30", valid_from: 2026-09-02}
    - {course: shufa, weekday: 周三, opens_at: "14:00", closes_at: "15:30", valid_from: 2026-09-02}
  changes: [{course: shufa, date: 2026-11-25, kind: 改期, new_date: 2026-11-26, opens_at: "10:00", closes_at: "11:30"}]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from linli.checks import Context, _naming
from linli.model import Record
from linli.problems import Problem
from linli.records import ChangeKind
from linli.timetable import Occurrence

CODES: Final = ("which-session", "moved-together")
TITLE: Final = "一天有几节课时，变动要写清是哪一节"


def check(context: Context) -> Iterator[Problem]:
    """Look at the sessions that every change has touched."""
    for change in context.community.changes:
        last = max(day for day in (change.date, change.date_to, change.new_date) if day is not None)
        if last < context.today or not (change.course or change.group):
            continue
        touched = context.timetable.of_change(change)
        one_day = (change.date_to or change.date) == change.date
        if change.kind == ChangeKind.CANCELLED and change.session is None and change.opens_at is None and one_day:
            yield from _which(change, touched)
        elif change.kind in (ChangeKind.MOVED, ChangeKind.RETIMED):
            yield from _together(change, touched)


def _which(change: Record, touched: Sequence[Occurrence]) -> Iterator[Problem]:
    for sessions in _by_class(touched).values():
        starts = sorted({o.dtstart.time() for o in sessions if not o.all_day})
        if len(starts) > 1:
            who = f"{_naming.day(change.date)}{_naming.group(sessions[0].klass)}"
            message = f"{who}有 {len(starts)} 节（{_naming.times(starts)}），都停吗？"
            hint = f'只停一节请写是哪一节，例如 session: "{starts[-1]:%H:%M}"；都停的不用改'
            yield change.problem("date", "which-session", message, hint, level="warning")
            return


def _together(change: Record, touched: Sequence[Occurrence]) -> Iterator[Problem]:
    arrived = [o for o in touched if o.moved_from is not None]
    for sessions in _by_class(arrived).values():
        if len({o.dtstart for o in sessions}) < len(sessions):
            was = [o.moved_from.time() for o in sessions if o.moved_from is not None]
            message = f"{_naming.group(sessions[0].klass)}这天的几节（{_naming.times(was)}），都{change.kind}到 {sessions[0].dtstart:%H:%M}"
            hint = f'一节写一条，用 session 说清是哪一节，例如 session: "{max(was):%H:%M}"'
            yield change.problem("kind", "moved-together", message, hint)
            return
    starts = {o.moved_from.time() for o in arrived if o.moved_from is not None}
    if len(starts) > 1 and len({o.dtstart.time() for o in arrived}) == 1:
        message = f"这天几个班的时间不一样（{_naming.times(starts)}），都{change.kind}到 {arrived[0].dtstart:%H:%M}"
        hint = "各改各的，一个班写一条，加上 group；真的合在一起上，不用改"
        yield change.problem("kind", "moved-together", message, hint, level="warning")


def _by_class(sessions: Sequence[Occurrence]) -> dict[str, list[Occurrence]]:
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for o in sessions:
        found[o.klass.id].append(o)
    return found
