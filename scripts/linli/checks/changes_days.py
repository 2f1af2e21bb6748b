"""A change is of days that follow each other, and what it moves or adds goes where the calendar has room.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  terms: [{id: 2026-qiu, name: 秋季学期, valid_from: 2026-09-01, valid_to: 2027-01-20}]
  schedules: [{course: shufa, term: 2026-qiu, weekday: 周三, opens_at: "19:00", closes_at: "20:30"}]
  changes:
    - {course: shufa, date: 2026-11-25, date_to: 2026-12-02, kind: 停课}
    - {course: shufa, date: 2026-12-30, kind: 改期, new_date: 2027-01-02}
    - {course: shufa, date: 2027-01-16, kind: 加课, opens_at: "19:00", closes_at: "20:30"}

FAIL change-ends-before:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules: [{course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02}]
  changes: [{course: shufa, date: 2026-11-25, date_to: 2026-11-18, kind: 停课}]

FAIL change-too-long:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules: [{course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02}]
  changes: [{course: shufa, date: 2026-11-25, date_to: 2062-11-18, kind: 停课}]

FAIL days-to-one-day:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules: [{course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02}]
  changes: [{course: shufa, date: 2026-11-25, date_to: 2026-12-02, kind: 改期, new_date: 2026-12-05}]

FAIL moved-to-itself:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules: [{course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02}]
  changes: [{course: shufa, date: 2026-11-25, kind: 改期, new_date: 2026-11-25}]

FAIL other-year:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules: [{course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02}]
  changes: [{course: shufa, date: 2026-12-09, kind: 改期, new_date: 2025-12-10}]

FAIL moved-earlier:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules: [{course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02}]
  changes: [{course: shufa, date: 2026-12-09, kind: 改期, new_date: 2026-12-05}]

FAIL moved-outside-term:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  terms: [{id: 2026-qiu, name: 秋季学期, valid_from: 2026-09-01, valid_to: 2027-01-20}]
  schedules: [{course: shufa, term: 2026-qiu, weekday: 周三, opens_at: "19:00", closes_at: "20:30"}]
  changes: [{course: shufa, date: 2027-01-20, kind: 改期, new_date: 2027-01-24}]

FAIL on-a-holiday:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules: [{course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02}]
  holidays-2026: [{date: 2026-10-01, name: 国庆节, kind: 休}]
  changes: [{course: shufa, date: 2026-10-01, kind: 加课, opens_at: "09:00", closes_at: "10:00"}]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from linli import phrases
from linli.checks import Context, _changed, _naming
from linli.model import Record
from linli.problems import Problem
from linli.records import ChangeKind
from linli.timetable.series import Bounds, single
from linli.writing import WEEKDAYS

CODES: Final = (
    "change-ends-before",
    "change-too-long",
    "days-to-one-day",
    "moved-to-itself",
    "other-year",
    "moved-earlier",
    "moved-outside-term",
    "on-a-holiday",
)
TITLE: Final = "变动的日子要对"
_LONGEST: Final = 366
_NEAR: Final = timedelta(days=31)
"""So near each other two days may lie in two years."""
_SETTLED: Final = timedelta(days=120)
"""So long ago nobody is asked any more."""
_LATE: Final = timedelta(days=60)
"""So long after the last day of a class without a term a session may still be made up."""


def check(context: Context) -> Iterator[Problem]:
    """Look at the days of every change."""
    limits: dict[int, Bounds] = {id(part.row): part.bounds for part in context.timetable.parts}
    for change in context.community.changes:
        if wrong := _range(change):
            yield wrong
            continue
        if change.kind == ChangeKind.MOVED and change.new_date is not None:
            rows = [
                o.schedule
                for o in context.timetable.of_change(change)
                if o.schedule is not None and o.moved_from is not None
            ]
            yield from _arrives(context, change, "new_date", rows, limits)
        elif change.kind == ChangeKind.ADDED and change.course:
            rows = [o.schedule for o in _changed.usual(context.timetable, change) if o.schedule is not None]
            yield from _arrives(context, change, "date", rows, limits)


def _range(change: Record) -> Problem | None:
    last: date | None = change.date_to
    if last is not None and change.kind != ChangeKind.ADDED:
        if last < change.date:
            message = f"到哪天 date_to 写成了 {last}，早于 date 的 {change.date}"
            hint = (
                f"是不是写反了，或年份不对？只有一天的不用写 date_to；几天的例如 date: {last} 和 date_to: {change.date}"
            )
            return change.problem("date_to", "change-ends-before", message, hint)
        if (last - change.date).days > _LONGEST:
            message = f"从 {change.date} 到 {last} 超过了一年"
            hint = "请看看年份；一直停下去的，在课程或服务里写 status: 暂停"
            return change.problem("date_to", "change-too-long", message, hint)
        if change.new_date is not None and last > change.date:
            message = f"{change.date} 至 {last} 有好几天，都改到 {change.new_date} 一天"
            return change.problem("new_date", "days-to-one-day", message, "哪天的课改到哪天，一天写一条")
    same = change.new_date == change.date and change.kind == ChangeKind.MOVED
    if same and change.opens_at is None and change.closes_at is None:
        message = f"改到哪天 new_date 写成了 {change.new_date}，就是原来那天，时间也没有变"
        hint = (
            '请写改到的那天；只改时间的写 kind: 改时间 和 opens_at，例如 opens_at: "19:30"；只换地方的写 kind: 换地点'
        )
        return change.problem("new_date", "moved-to-itself", message, hint)
    return None


def _arrives(
    context: Context, change: Record, field: str, rows: list[Record], limits: dict[int, Bounds]
) -> Iterator[Problem]:
    """Compare the day on which a session will be with the plan, with its term and with the holidays."""
    there: date = getattr(change, field)
    moved = field == "new_date"
    recent = context.today - _SETTLED
    if moved and max(there, change.date) < recent:
        return
    if wrong := _odd_year(context, change, there, moved=moved, known=bool(rows)):
        yield wrong
    elif moved and there < change.date:
        message = f"原来是 {_naming.day(change.date)}，改到了前面的 {_naming.day(there)}"
        hint = "请看看日子；真的提前上，不用改"
        yield change.problem(field, "moved-earlier", message, hint, level="warning")
    elif not moved and there < recent:
        return
    elif rows and "terms" not in context.incomplete and (found := _outside(context, rows, limits, there)):
        message = f"{_naming.day(there)}不在{found}里"
        hint = "请看看日子；真的是这天，不用改"
        yield change.problem(field, "moved-outside-term", message, hint, level="warning")
    if holiday := context.timetable.day(there).holiday:
        message = f"{day_off(there, holiday)}，{_what(change)}"
        yield change.problem(field, "on-a-holiday", message, "请看看日子；放假那天真的上，不用改", level="warning")


def day_off(day: date, holiday: str) -> str:
    """10月1日是国庆节放假（周四）"""
    return f"{phrases.short_day(day)}是{holiday}放假（{WEEKDAYS[day.weekday()]}）"


def _what(change: Record) -> str:
    return "课改到了这天" if change.kind == ChangeKind.MOVED else "加了课"


def _odd_year(context: Context, change: Record, there: date, *, moved: bool, known: bool) -> Problem | None:
    """A day of another year than the one it is moved from; an added one long ago or far ahead."""
    base = change.date if moved else context.today
    if moved and (there.year == base.year or abs(there - base) <= _NEAR):
        return None
    if not moved and (there.year == base.year or abs(there - base) <= (_SETTLED if known else 2 * _SETTLED)):
        return None
    if not moved and known and there > base:
        return None  # a day ahead is compared with the term
    meant = _in_year(there, base.year)
    likely = f"；{meant.year}年的这天是{WEEKDAYS[meant.weekday()]}" if meant else ""
    before = f"，原来那节是 {_naming.day(change.date)}" if moved else f"，今天是 {context.today}"
    title = "改到哪天 new_date" if moved else "日期 date"
    message = f"{title} 写成了 {there}，是{there.year}年的{WEEKDAYS[there.weekday()]}{before}"
    field = "new_date" if moved else "date"
    return change.problem(field, "other-year", message, f"请看看年份{likely}", level="warning")


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _outside(context: Context, rows: list[Record], limits: dict[int, Bounds], there: date) -> str:
    """Return the name of the time that the day should lie in; '' where it does or where there is none."""
    name = ""
    for row in {id(row): row for row in rows}.values():
        found = limits.get(id(row))
        if found is None or single(row, found):
            continue
        term = context.community.find("terms", row.term)
        first, last = (term.valid_from, term.valid_to) if term else (found.first, found.last + _LATE)
        if first <= there <= last or (found.endless and there >= first):
            return ""
        end = "" if found.endless else f" 至 {last if term else found.last}"
        name = f"{term.name}({first}{end})" if term else f"这个班的日子({first}{end})"
    return name
