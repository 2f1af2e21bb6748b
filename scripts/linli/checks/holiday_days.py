"""Every day of a holiday file belongs to its year and to its holiday, and only Saturdays and Sundays are made work days.

PASS:
  holidays-2026:
    - {date: 2026-10-01, name: 国庆节, kind: 休}
    - {date: 2026-10-10, name: 国庆节, kind: 班, weekday_as: 周三}

FAIL holiday-of-another-year:
  holidays-2026:
    - {date: 2027-01-01, name: 元旦, kind: 休}

FAIL work-day-in-the-week:
  holidays-2026:
    - {date: 2026-10-12, name: 国庆节, kind: 班}

FAIL work-day-by-law-off:
  holidays-2026:
    - {date: 2026-10-03, name: 国庆节, kind: 班}

FAIL weekday-as-unused:
  holidays-2026:
    - {date: 2026-10-01, name: 国庆节, kind: 休, weekday_as: 周三}

FAIL holiday-far-away:
  holidays-2026:
    - {date: 2026-11-01, name: 国庆节, kind: 休}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from linli import phrases
from linli.checks import Context
from linli.model import Record
from linli.problems import Problem
from linli.records import DayKind
from linli.timetable import statutory
from linli.timetable.official import file_year
from linli.writing import WEEKDAYS

CODES: Final = (
    "holiday-of-another-year",
    "work-day-in-the-week",
    "work-day-by-law-off",
    "weekday-as-unused",
    "holiday-far-away",
)
TITLE: Final = "放假的日子要对"
_OTHER_NAMES: Final = {"五一": "劳动节", "十一": "国庆节", "新年": "元旦", "除夕": "春节"}


def check(context: Context) -> Iterator[Problem]:
    """Look at every row."""
    rows = context.community.holidays
    for (path, year), group in groupby(rows, key=lambda row: (row.mark.path, row.date.year)):
        found = list(group)
        if file_year(found[0]) not in (None, year):
            yield _another_year(path, found)
    for row in rows:
        if file_year(row) in (None, row.date.year):
            yield from _day(row)


def _another_year(path: str, rows: Sequence[Record]) -> Problem:
    first = rows[0]
    whole = f"，连着 {len(rows)} 条都是{first.date.year}年的" if len(rows) > 1 else ""
    message = f"日期 date 写成了 {first.date}{whole}，{path} 里只写{file_year(first)}年的日子"
    hint = f"年份写错了就改成 {file_year(first)}；是{first.date.year}年的日子就移到 data/holidays/{first.date.year}.yml"
    return first.problem("date", "holiday-of-another-year", message, hint)


def _day(row: Record) -> Iterator[Problem]:
    day = row.date
    law = statutory.holidays(day.year).get(day, "")
    if row.kind == DayKind.WORKED and law:
        message = f"{phrases.day(day)}写成了班，按法律这天是{law}，放假"
        yield row.problem("kind", "work-day-by-law-off", message, "请看看日期；放假写 kind: 休")
    elif row.kind == DayKind.WORKED and day.weekday() < 5:
        message = f"{day} 是{WEEKDAYS[day.weekday()]}，本来就上班，写成了班"
        yield row.problem(
            "date", "work-day-in-the-week", message, "班只写调休要上班的周六、周日；请看看日期，平时上班的不用写"
        )
    if row.kind == DayKind.OFF and row.weekday_as is not None:
        message = f"{day} 放假，写了按星期几上 weekday_as: {row.weekday_as}，用不到"
        hint = "补课写在调休上班的那天（kind: 班）；这天其实上班，就把 kind 改成 班"
        yield row.problem("weekday_as", "weekday-as-unused", message, hint, level="warning")
    near = any(day in statutory.near(year) for year in (day.year, day.year + 1))
    name = "" if law or near or (row.kind == DayKind.WORKED and day.weekday() < 5) else _named(row.name)
    if name:
        own = [phrases.short_day(d) for d, called in statutory.holidays(day.year).items() if name in called]
        message = f"{day} 写成了{row.name}，{day.year}年的{name}是{'、'.join(own)}，离得太远"
        yield row.problem("date", "holiday-far-away", message, "请看看月份和日子写对没有", level="warning")


def _named(text: str) -> str:
    """The holiday that a name means, or empty."""
    names = {name.removesuffix("节"): name for name in statutory.NAMES} | _OTHER_NAMES
    return next((name for part, name in names.items() if part in text), "")
