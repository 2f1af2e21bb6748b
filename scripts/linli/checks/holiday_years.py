"""The file of a year that was begun has all seven holidays: without them the year is not published.

PASS:
  holidays-2026:
    - {date: 2026-01-01, name: 元旦, kind: 休}
    - {date: 2026-02-16, name: 春节, kind: 休}
    - {date: 2026-02-17, name: 春节, kind: 休}
    - {date: 2026-02-18, name: 春节, kind: 休}
    - {date: 2026-02-19, name: 春节, kind: 休}
    - {date: 2026-04-05, name: 清明节, kind: 休}
    - {date: 2026-05-01, name: 劳动节, kind: 休}
    - {date: 2026-05-02, name: 劳动节, kind: 休}
    - {date: 2026-06-19, name: 端午节, kind: 休}
    - {date: 2026-09-25, name: 中秋节, kind: 休}
    - {date: 2026-10-01, name: 国庆节, kind: 休}
    - {date: 2026-10-02, name: 国庆节, kind: 休}
    - {date: 2026-10-03, name: 国庆节, kind: 休}

FAIL holidays-incomplete:
  holidays-2026:
    - {date: 2026-01-01, name: 元旦, kind: 休}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linli import phrases
from linli.checks import Context
from linli.problems import Problem
from linli.timetable import statutory
from linli.timetable.official import days_off, file_year

CODES: Final = ("holidays-incomplete",)
TITLE: Final = "一年的放假安排要写全"


def check(context: Context) -> Iterator[Problem]:
    """Compare every year that has a day off with the law."""
    if "holidays" in context.incomplete:
        return
    found = days_off(context.community.holidays)
    for year, off in sorted(found.items()):
        missing = statutory.missing(year, off)
        if not missing:
            continue
        told = "、".join(f"{name}({'、'.join(map(phrases.short_day, days))})" for name, days in missing.items())
        own = (row for row in context.community.holidays if file_year(row) in (None, year))
        first = next(row for row in own if row.date == min(off))
        message = f"{year}年的放假安排没有写全，缺{told}；这一年还算没有公布，只有法律规定的那几天放假"
        day = next(iter(missing.values()))[0]
        name = next(iter(missing))
        hint = f"请照国务院办公厅的通知补全，例如 - {{date: {day}, name: {name}, kind: 休}}"
        yield first.problem("date", "holidays-incomplete", message, hint, level="warning")
