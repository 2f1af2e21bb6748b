"""Weekly rules without any data: takes bounds and a weekday, gives dates.

Weeks start on Monday (RFC 5545 WKST=MO); week 1 holds `origin`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta


def monday(day: date) -> date:
    """Return the Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def week_number(day: date, origin: date) -> int:
    """Return in which week the day lies, 1 being the week of `origin`; 0 and less lie before it."""
    return (monday(day) - monday(origin)).days // 7 + 1


def meets(day: date, *, origin: date, every: int, weeks: frozenset[int] | None) -> bool:
    """Return whether the week of `day` is one in which the rule meets."""
    number = week_number(day, origin)
    return (number - 1) % every == 0 and (weeks is None or number in weeks)


def weekly(
    first: date, last: date, weekday: int, *, origin: date, every: int = 1, weeks: frozenset[int] | None = None
) -> Iterator[date]:
    """Yield the dates from `first` to `last`, both included, that fall on `weekday` (Monday 0) in a meeting week."""
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    ahead = (1 - week_number(day, origin)) % every
    day, number = day + timedelta(weeks=ahead), week_number(day, origin) + ahead
    step = timedelta(weeks=every)
    while day <= last:
        if weeks is None or number in weeks:
            yield day
        day += step
        number += every


def parse_weeks(text: str | None) -> frozenset[int] | None:
    """Read `1-8,10` as the set of its week numbers; None for nothing.

    Raises ValueError where the text is no such list.
    """
    if not text:
        return None
    numbers: set[int] = set()
    for part in text.replace(" ", "").split(","):
        low, _, high = part.partition("-")
        numbers.update(range(int(low), int(high or low) + 1))
    return frozenset(numbers)
