"""Official days off and weekend work days (调休): takes the holiday rows, gives `OfficialCalendar`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from linli.model import Record
from linli.records import DayKind
from linli.timetable import statutory
from linli.timetable.occurrence import Day
from linli.writing import WEEKDAYS

_DAY: Final = timedelta(days=1)
WORKED: Final = "调休上班"
"""Why a class that follows another weekday on such a day does not meet on it."""
_FILE: Final = re.compile(r"holidays/([0-9]{4})")


class OfficialCalendar:
    """What the State Council published, by day; in a year that is not published, what the law says.

    A year is published where its own file has every holiday that the law knows: a row that strayed into another
    year's file, or a file that was only begun, does not make the rest of a year ordinary.
    """

    def __init__(self, holidays: Sequence[Record]) -> None:
        self._rows = {row.date: row for row in holidays}
        self.years = frozenset(year for year, off in days_off(holidays).items() if not statutory.missing(year, off))
        """The published ones."""

    def holiday(self, day: date) -> str:
        """Return the holiday's name where the day is off, else ''."""
        row = self._rows.get(day)
        if row is not None:
            return str(row.name) if row.kind == DayKind.OFF else ""
        return "" if day.year in self.years else statutory.holidays(day.year).get(day, "")

    def around(self, day: date) -> tuple[date, date]:
        """Return the first and the last of the days off of one holiday around a day; of another day that day."""
        name, first, last = self.holiday(day), day, day
        while name and self.holiday(first - _DAY) == name:
            first -= _DAY
        while name and self.holiday(last + _DAY) == name:
            last += _DAY
        return first, last

    def unsure(self, day: date) -> str:
        """Return the holiday near which the day is and whose notice, which may move it, is not published; else ''.

        The days before New Year belong to the next year's notice.
        """
        if day in self._rows or self.holiday(day):
            return ""
        years = (year for year in (day.year, day.year + 1) if year not in self.years)
        return next((name for year in years if (name := statutory.near(year).get(day))), "")

    def is_workday_weekend(self, day: date) -> bool:
        """Return whether the day is a weekend day that is worked."""
        row = self._rows.get(day)
        return bool(row and row.kind == DayKind.WORKED)

    def made_up(self, day: date) -> int | None:
        """Return the weekday whose timetable applies on a worked weekend day, Monday 0; None where nobody said."""
        row = self._rows.get(day)
        return WEEKDAYS.index(row.weekday_as) if row and row.kind == DayKind.WORKED and row.weekday_as else None

    def worked_as(self, weekday: int, first: date, last: date) -> list[date]:
        """Return the worked weekend days from first to last on which `weekday`'s timetable applies."""
        return sorted(day for day in self._rows if first <= day <= last and self.made_up(day) == weekday)

    def day(self, day: date) -> Day:
        """Return what is known of the day."""
        row = self._rows.get(day)
        makeup = ""
        if row and row.kind == DayKind.WORKED:
            makeup = f"补{row.weekday_as}的课" if row.weekday_as else WORKED
        return Day(
            date=day,
            holiday=self.holiday(day),
            makeup=makeup,
            published=day.year in self.years,
            unsure=self.unsure(day),
        )


def file_year(row: Record) -> int | None:
    """Return the year whose file a row stands in; None where the file is not named by one."""
    match = _FILE.search(row.mark.path)
    return int(match[1]) if match else None


def days_off(holidays: Iterable[Record]) -> Mapping[int, set[date]]:
    """Return by year the days off that its own file gives."""
    found: dict[int, set[date]] = {}
    for row in holidays:
        if row.kind == DayKind.OFF and file_year(row) in (None, row.date.year):
            found.setdefault(row.date.year, set()).add(row.date)
    return found


class Undisturbed(OfficialCalendar):
    """A calendar without any holiday or worked weekend: what the timetable would be if nothing came between."""

    def __init__(self) -> None:
        super().__init__(())

    def holiday(self, day: date) -> str:
        """Return ''."""
        return ""


def days_between(first: date, last: date) -> list[date]:
    """Return every date from first to last, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
