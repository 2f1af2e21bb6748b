"""When a service is open: takes its rows, the calendar and the changes, gives an `OpenDay` for every day.

What nobody wrote is not known: a holiday or a worked weekend of which the rows say nothing is `UNKNOWN`, never closed.
Where all that may be meant comes to the same hours, they are certain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from linli import phrases
from linli.cells import Weekdays
from linli.model import Community, Record
from linli.records import OnHoliday, OnMakeup, Standing
from linli.timetable import closures
from linli.timetable.official import OfficialCalendar, days_between
from linli.timetable.openday import OpenDay, Span, State, joined, span

ASK: Final = "开不开请先打电话"
_WORK_DAYS: Final = range(5)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Row:
    """One row of hours with its place."""

    record: Record
    venue: Record | None

    @property
    def place(self) -> str:
        return str(self.venue.id) if self.venue else ""

    @property
    def dated(self) -> bool:
        return self.record.valid_from is not None or self.record.valid_to is not None


def openings(
    community: Community, calendar: OfficialCalendar, service: Record, first: date, last: date
) -> tuple[OpenDay, ...]:
    """Return every day from first to last, both included."""
    return changed(community, service, as_planned(community, calendar, service, first, last))


def changed(
    community: Community, service: Record, planned: Sequence[OpenDay], rows: Sequence[Record] | None = None
) -> tuple[OpenDay, ...]:
    """Return the days with their changes, all that there are or only the given."""
    own = places(community, service)
    rows = community.changes if rows is None else rows
    changes = [change for change in rows if closures.about(change, service, own)]
    return tuple(
        day if _outside(service, day.day) else closures.apply(community, changes, service, day) for day in planned
    )


def places(community: Community, service: Record) -> set[str]:
    """Return the ids of the places where a service is."""
    return {service.venue, *(row.venue for row in community.referring("hours", "service", service.id))} - {None}


def as_planned(
    community: Community, calendar: OfficialCalendar, service: Record, first: date, last: date
) -> tuple[OpenDay, ...]:
    """Return the days without their changes."""
    rows = [
        _Row(record=row, venue=community.find("venues", row.venue or service.venue))
        for row in community.referring("hours", "service", service.id)
    ]
    return tuple(_outside(service, day) or _planned(calendar, rows, day) for day in days_between(first, last))


def falls(row: Record, day: date) -> bool:
    """Whether a row of hours names the day: by its weekday, that of one week of the month, or the day of the month."""
    named: Weekdays = row.weekday
    return named.holds(day)


def _outside(service: Record, day: date) -> OpenDay | None:
    """The day of a service that has stopped, or has not begun."""
    why = ""
    if service.status == Standing.ENDED:
        why = "这项服务已经结束"
    elif service.status == Standing.PAUSED:
        why = "这项服务暂停，恢复时间以通知为准"
    elif service.valid_from and day < service.valid_from:
        why = f"{phrases.day(service.valid_from)}开始"
    elif service.valid_to and day > service.valid_to:
        why = f"{phrases.day(service.valid_to)}已经结束"
    return OpenDay(day=day, state=State.CLOSED, why=why) if why else None


def _planned(calendar: OfficialCalendar, every: Sequence[_Row], day: date) -> OpenDay:
    """The day without its changes."""
    rows = [row for row in every if _holds(row.record, day)]
    weekly = [row for row in rows if row.record.weekday.days]
    if name := calendar.holiday(day):
        return _holiday(rows, day, name)
    if not weekly:
        return OpenDay(day=day, state=State.UNKNOWN, why="开放时间请先打电话问" if every else "")
    if calendar.is_workday_weekend(day):
        return _made_up(weekly, day, calendar.made_up(day))
    usual = _usual(weekly, day)
    if name := calendar.unsure(day):
        others = [_holiday(rows, day, name)]
        if day.weekday() not in _WORK_DAYS:
            others.append(_made_up(weekly, day, None))
        if any((other.state, other.spans) != (usual.state, usual.spans) for other in others):
            return replace(usual, why=f"{name}放假安排还没公布，请先打电话", sure=False)
    return usual


def _usual(weekly: Sequence[_Row], day: date) -> OpenDay:
    return _open(day, _spans([row for row in weekly if falls(row.record, day)], day))


def _holiday(rows: Sequence[_Row], day: date, name: str) -> OpenDay:
    own = [row for row in rows if not row.record.weekday.days]
    if own:
        return OpenDay(day=day, state=State.OPEN, spans=_spans(own, day), why=f"{name}放假，按节假日的时间")
    usual = _current([row for row in rows if falls(row.record, day)])
    said = {row.record.on_holiday for row in usual or rows}
    if None in said and usual:
        return OpenDay(day=day, state=State.UNKNOWN, why=f"{name}放假，{ASK}")
    if OnHoliday.AS_USUAL in said and usual:
        kept = _spans([row for row in usual if row.record.on_holiday == OnHoliday.AS_USUAL], day)
        return OpenDay(day=day, state=State.OPEN, spans=kept, why=f"{name}照常开门")
    if not rows:
        return OpenDay(day=day, state=State.UNKNOWN, why=f"{name}放假，{ASK}")
    return OpenDay(day=day, state=State.CLOSED, why=f"{name}休息" if said == {OnHoliday.CLOSED} else "")


def _made_up(weekly: Sequence[_Row], day: date, weekday: int | None) -> OpenDay:
    """A worked Saturday or Sunday: the hours of the day that is made up or its own, as far as that is said."""
    possible = {
        _spans([row for row in weekly if _falls_as(row.record, day, instead, follow=follow)], day)
        for instead in (_WORK_DAYS if weekday is None else (weekday,))
        for follow in (True, False)
    }
    if len(possible) > 1:
        return OpenDay(day=day, state=State.UNKNOWN, why=f"调休上班，{ASK}")
    found = _open(day, possible.pop())
    follows = any(row.record.on_makeup == OnMakeup.FOLLOWS for row in weekly)
    return replace(found, why="调休上班，照工作日开门") if found.spans and follows else found


def _falls_as(row: Record, day: date, weekday: int, *, follow: bool) -> bool:
    if row.on_makeup == OnMakeup.FOLLOWS or (row.on_makeup is None and follow):
        return weekday in row.weekday.days and row.weekday.weekly
    return falls(row, day)


def _holds(row: Record, day: date) -> bool:
    return not (row.valid_from and day < row.valid_from) and not (row.valid_to and day > row.valid_to)


def _open(day: date, spans: tuple[Span, ...]) -> OpenDay:
    return OpenDay(day=day, state=State.OPEN if spans else State.CLOSED, spans=spans)


def _spans(rows: Sequence[_Row], day: date) -> tuple[Span, ...]:
    return joined(span(day, row.record.opens_at, row.record.closes_at, row.venue) for row in _current(rows))


def _current(rows: Sequence[_Row]) -> list[_Row]:
    """The rows that count: at each place those with dates, where there are any, instead of those without."""
    dated = {row.place for row in rows if row.dated}
    return [row for row in rows if row.dated or row.place not in dated]
