"""Rules of repetition without any data: takes bounds and a rule, gives dates.

Weeks start on Monday (RFC 5545 WKST=MO); week 1 holds `origin`.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta


def monday(day: date) -> date:
    """Return the Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def week_number(day: date, origin: date) -> int:
    """Return in which week the day lies, 1 being the week of `origin`; 0 and less lie before it."""
    return (monday(day) - monday(origin)).days // 7 + 1


def meets(day: date, *, origin: date, every: int, first_week: date, weeks: frozenset[int] | None) -> bool:
    """Return whether the week of `day` is one in which the rule meets.

    `every` counts from the week of `origin`, `weeks` from that of `first_week`.
    """
    ahead = week_number(day, origin) - 1
    return ahead % every == 0 and (weeks is None or week_number(day, first_week) in weeks)


def weekly(
    first: date,
    last: date,
    weekday: int,
    *,
    origin: date,
    every: int = 1,
    first_week: date | None = None,
    weeks: frozenset[int] | None = None,
) -> Iterator[date]:
    """Yield the dates from `first` to `last`, both included, that fall on `weekday` (Monday 0) in a meeting week."""
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    day += timedelta(weeks=(1 - week_number(day, origin)) % every)
    step = timedelta(weeks=every)
    while day <= last:
        if weeks is None or week_number(day, first_week or origin) in weeks:
            yield day
        day += step


def nth_weekdays(first: date, last: date, weekday: int, nth: int) -> Iterator[date]:
    """Yield each month's nth such weekday (BYDAY=1SA, -1 the last), from `first` to `last`; a month without one has none."""
    for year, month in months(first, last):
        size = monthrange(year, month)[1]
        days = [n for n in range(1, size + 1) if date(year, month, n).weekday() == weekday]
        if 0 < nth <= len(days) or nth < 0:
            day = date(year, month, days[nth - 1 if nth > 0 else nth])
            if first <= day <= last:
                yield day


def month_days(first: date, last: date, number: int) -> Iterator[date]:
    """Yield this day of each month (BYMONTHDAY) from `first` to `last`; a month that is too short has none."""
    for year, month in months(first, last):
        size = monthrange(year, month)[1]
        wanted = number if number > 0 else size + 1 + number
        if 1 <= wanted <= size and first <= date(year, month, wanted) <= last:
            yield date(year, month, wanted)


def months(first: date, last: date) -> Sequence[tuple[int, int]]:
    """Return (year, month) of every month from that of `first` to that of `last`."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [((first.month - 1 + n) // 12 + first.year, (first.month - 1 + n) % 12 + 1) for n in range(count + 1)]
