"""Holidays by law: takes a year, gives its fixed days off with their names and the days that its notice may move.

The law (全国年节及纪念日放假办法, State Council decrees 644 of 2014 and 795 of 2025) names the days themselves; which
days are joined to them, and which weekends are worked instead, only the yearly notice says.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final

NAMES: Final = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
LUNAR_YEARS: Final = range(1901, 2101)
"""The years that the lunar calendar is known of; in others only the dates of the common calendar count."""
_LONGER: Final = 2025
"""Since then the eve of the Spring Festival and 2 May are holidays too."""
_DAY: Final = timedelta(days=1)
_REACH: Final[Mapping[str, tuple[int, int]]] = {
    "元旦": (3, 4),
    "春节": (6, 10),
    "清明节": (3, 4),
    "劳动节": (4, 10),
    "端午节": (3, 4),
    "中秋节": (3, 4),
    "国庆节": (6, 12),
}
"""How many days away from the days by law the notices since 2021 gave days off, and made weekend days work days."""


@cache
def holidays(year: int) -> Mapping[date, str]:
    """Return the days off by law with their names; two that meet are named together."""
    found: dict[date, str] = {}
    for name, day in _days(year):
        found[day] = f"{found[day]}、{name}" if day in found else name
    return found


@cache
def near(year: int) -> Mapping[date, str]:
    """Return the days that the year's notice may change, each with the nearest holiday; those by law are not in it.

    A weekday may become a day off, a Saturday or Sunday also a work day, which notices put farther away. The first
    days lie in December before.
    """
    law = holidays(year)
    closest: dict[date, tuple[int, str]] = {}
    for name, middle in _days(year):
        off, worked = _REACH[name]
        for distance in range(-worked, worked + 1):
            day = middle + distance * _DAY
            if day in law or (day.weekday() < 5 and abs(distance) > off):
                continue
            closest[day] = min(closest.get(day, (abs(distance), name)), (abs(distance), name), key=lambda c: c[0])
    return {day: name for day, (_, name) in closest.items()}


def missing(year: int, off: Container[date]) -> dict[str, list[date]]:
    """Return the holidays of which a day by law is not among the days `off`, with those days."""
    found: dict[str, list[date]] = {}
    for name, day in _days(year):
        if day not in off:
            found.setdefault(name, []).append(day)
    return found


def _days(year: int) -> Iterator[tuple[str, date]]:
    """Yield every day by law with its holiday, in the order of NAMES."""
    yield "元旦", date(year, 1, 1)
    if year in LUNAR_YEARS:
        from borax.calendars.lunardate import LunarDate, TermUtils  # read only when a day is asked for

        spring = LunarDate(year, 1, 1).to_solar_date()
        for number in range(-1 if year >= _LONGER else 0, 3):
            yield "春节", spring + number * _DAY
        yield "清明节", TermUtils.day_start_from_term(year, "清明")
    for number in range(2 if year >= _LONGER else 1):
        yield "劳动节", date(year, 5, 1 + number)
    if year in LUNAR_YEARS:
        yield "端午节", LunarDate(year, 5, 5).to_solar_date()
        yield "中秋节", LunarDate(year, 8, 15).to_solar_date()
    for number in range(3):
        yield "国庆节", date(year, 10, 1 + number)
