"""When a service is open, as pages show it: takes services, gives an `Opening` with what holds when and what is usual."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from linli import phrases
from linli.model import STOPPED, Record
from linli.timetable.changes import days_of
from linli.timetable.open_phases import NEUTRAL, of_hours
from linli.timetable.openday import OpenDay, State
from linli.timetable.opening_lines import Line, lines, span, window
from linli.timetable.openings import as_planned, changed
from linli.timetable.phases import Phase, midnight
from linli.views.edition import Edition

DAYS: Final = 15
"""After a build for which a service's page says whether it is open: as long as the site counts as fresh."""
FEW: Final = 4
"""The same in lists, which have many services; then only the usual hours stand."""
FEWEST: Final = 3
"""The same on the home page, which has to be light: as long as the site does not say that it is old (phases.QUIET)."""
AHEAD: Final = 60
"""Days in which a change that is told begins, and in which it may open next."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Special:
    """Days on which it is otherwise: 12月20日(周日) 盘点休息."""

    days: str
    words: str
    until: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening:
    """When a service is open."""

    lines: Sequence[Line]
    season: str
    """6月1日—9月30日, of a service that is there for a part of the year."""
    specials: Sequence[Special]
    """What was announced, the earliest first."""
    unpublished: Sequence[int]
    """Years among its days whose official holidays are not known."""
    days: Sequence[OpenDay]

    def phases(self, shown: int, *, beside: bool = True) -> Sequence[Phase]:
        """Whether it is open, from when to when; nothing where nothing is known of it.

        `beside`: whether the usual hours stand beside it, to which the words lead after `shown` days.
        """
        if not any(day.why or day.state is not State.UNKNOWN for day in self.days):
            return ()
        found = of_hours(self.days, shown)
        if not (beside and self.lines):
            found = tuple(replace(phase, words="") if phase.words == NEUTRAL else phase for phase in found)
        return found if any(phase.words for phase in found) else ()


def opening(edition: Edition, service: Record) -> Opening:
    """Return when the service is open; of one that is paused or over only its usual hours."""
    if service.id not in edition.openings:
        edition.openings[service.id] = _opening(edition, service)
    return edition.openings[service.id]


def _opening(edition: Edition, service: Record) -> Opening:
    community, calendar, today = edition.community, edition.timetable.calendar, edition.today
    ahead = today + timedelta(days=AHEAD)
    rows = [days_of(row) for row in community.changes if not (row.course or row.group)]
    rows = [row for row in rows if row[0] <= ahead and row[-1] >= today]
    first, last = min([today, *(row[0] for row in rows)]), max([ahead, *(row[-1] for row in rows)])
    goes_on = service.status not in STOPPED
    planned = as_planned(community, calendar, service, first, last) if goes_on else ()
    days = changed(community, service, planned)
    specials = [run for run in _specials(planned, days) if run[0].day <= ahead and run[-1].day >= today]
    days = days[(today - first).days :]
    usual = lines(community, service, today)
    begin, end = service.valid_from, service.valid_to
    return Opening(
        lines=usual,
        season=window(begin, end, today) if begin or end else "",
        specials=[_special(run, today) for run in specials],
        unpublished=sorted({d.day.year for d in days[:DAYS]} - calendar.years) if usual else (),
        days=days,
    )


def _specials(planned: Sequence[OpenDay], days: Sequence[OpenDay]) -> Iterator[Sequence[OpenDay]]:
    """Yield neighbouring days that are changed alike."""
    run: list[OpenDay] = []
    for before, day in zip(planned, days, strict=True):
        if day == before:
            continue
        if run and (run[-1].day + _DAY, _hours(run[-1]), run[-1].why) != (day.day, _hours(day), day.why):
            yield run
            run = []
        run.append(day)
    if run:
        yield run


def _special(run: Sequence[OpenDay], today: date) -> Special:
    first, last = run[0], run[-1]
    return Special(
        days=phrases.day(first.day) if len(run) == 1 else window(first.day, last.day, today),
        words=phrases.joined([_hours(first), first.why], "，"),
        until=midnight(last.day + _DAY),
    )


def _hours(day: OpenDay) -> str:
    """9:00–12:00、14:00–17:00; with the places where there are several."""
    several = len({s.place for s in day.spans}) > 1
    return "、".join(
        (s.venue.name if several and s.venue else "") + span(s.opens.time(), s.closes.time()) for s in day.spans
    )


def places(edition: Edition, service: Record) -> list[Record]:
    """Return where it is: its own place, then those of its hours."""
    community, today = edition.community, edition.today
    rows: Iterable[Record] = community.referring("hours", "service", service.id)
    named = [service.venue, *(row.venue for row in rows if not (row.valid_to and row.valid_to < today))]
    found = {key: community.find("venues", key) for key in named if key}
    return [venue for venue in found.values() if venue is not None]
