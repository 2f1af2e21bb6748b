"""Every year with sessions has its official holidays, and every worked weekend says whose timetable applies.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2026-12-30, on_makeup: 跟随}
  holidays-2026:
    - {date: 2026-10-01, name: 国庆, kind: 休}
    - {date: 2026-10-10, name: 国庆, kind: 班, weekday_as: 周三}

FAIL holidays-unpublished:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2027-01-20}
  holidays-2026:
    - {date: 2026-10-01, name: 国庆, kind: 休}

FAIL makeup-undecided:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2026-12-30, on_makeup: 跟随}
  holidays-2026:
    - {date: 2026-10-01, name: 国庆, kind: 休}
    - {date: 2026-10-10, name: 国庆, kind: 班}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from linli.checks import Context
from linli.model import Record
from linli.problems import Problem
from linli.records import DayKind, OnMakeup
from linli.timetable.official import days_off

CODES: Final = ("holidays-unpublished", "makeup-undecided")
TITLE: Final = "放假和调休要写清"


def check(context: Context) -> Iterator[Problem]:
    """Look at the years of the sessions and at the 调休 days of classes that follow them."""
    if "holidays" in context.incomplete:
        return
    begun = days_off(context.community.holidays)
    for year in context.timetable.unpublished_years:
        if year not in begun:  # else holiday_years says what is missing
            yield _unpublished(context, year)
    spans = {id(part.row): part.bounds for part in context.timetable.parts if part.row.on_makeup == OnMakeup.FOLLOWS}
    for day in context.community.holidays:
        if day.kind == DayKind.WORKED and day.weekday_as is None and day.date >= context.today.replace(month=1, day=1):
            following = sum(span.first <= day.date <= span.last for span in spans.values())
            if following:
                message = f"{day.date} 调休上班，有 {following} 个班跟随调休，没有写按星期几的课表上"
                hint = "请加一行 weekday_as，例如 weekday_as: 周三；不补课就在课表里写 on_makeup: 不跟随"
                yield day.problem("date", "makeup-undecided", message, hint, level="warning")


def _unpublished(context: Context, year: int) -> Problem:
    if year > context.today.year:
        message = f"{year}年放假安排尚未公布，以通知为准；{year}年的课，法律规定的节日停，其余先按平日排"
    else:
        message = f"缺少{year}年的放假安排，{year}年的课，除了法律规定的节日都按平日排了"
    path = f"data/holidays/{year}.yml"
    if any(resource.path == path for resource in context.package.resources):
        hint = f"请照国务院办公厅的通知，把{year}年的日子写进 {path}"
    else:
        hint = f"国务院办公厅公布后，照 data/holidays/ 里往年的写法建 {path}，并在 data/datapackage.yaml 里登记"
    record, field = _reaching(context, year)
    return record.problem(field, "holidays-unpublished", message, hint, level="warning")


def _reaching(context: Context, year: int) -> tuple[Record, str]:
    """Return the term, schedule or change that brings sessions into the year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    for record in (*context.community.terms, *context.community.schedules):
        if record.valid_to is not None and first <= record.valid_to <= last:
            return record, "valid_to"
    for change in context.community.changes:
        for field in ("new_date", "date"):
            if getattr(change, field) is not None and getattr(change, field).year == year:
                return change, field
    for record in (*context.community.terms, *context.community.schedules):
        if record.valid_from is not None and record.valid_from.year <= year:
            return record, "valid_from"
    return context.community.organization, "name"
