"""Official days off and weekend work days (调休): takes the holiday rows, gives `OfficialCalendar`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from linli.model import Record
from linli.timetable.occurrence import Day
from linli.writing import WEEKDAYS


class OfficialCalendar:
    """What the State Council published, by day. A year without any row is unpublished, never guessed."""

    def __init__(self, holidays: Sequence[Record]) -> None:
        self._rows = {row.date: row for row in holidays}
        self.years = frozenset(day.year for day in self._rows)

    def holiday(self, day: date) -> str:
        """Return the holiday's name where the day is off, else ''."""
        row = self._rows.get(day)
        return str(row.name) if row and row.kind == "休" else ""

    def is_workday_weekend(self, day: date) -> bool:
        """Return whether the day is a weekend day that is worked."""
        row = self._rows.get(day)
        return bool(row and row.kind == "班")

    def worked_as(self, weekday: int, first: date, last: date) -> list[date]:
        """Return the worked weekend days from first to last on which `weekday`'s timetable applies."""
        wanted = WEEKDAYS[weekday]
        rows = self._rows.values()
        return sorted(r.date for r in rows if r.kind == "班" and r.weekday_as == wanted and first <= r.date <= last)

    def day(self, day: date) -> Day:
        """Return what is known of the day."""
        row = self._rows.get(day)
        published = day.year in self.years
        if row is None:
            return Day(date=day, published=published)
        if row.kind == "休":
            return Day(date=day, holiday=row.name, published=published)
        makeup = f"补{row.weekday_as}的课" if row.weekday_as else "调休上班"
        return Day(date=day, makeup=makeup, published=published)


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
