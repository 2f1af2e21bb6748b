"""When a calendar entry was last changed: takes what was touched when and the timetable, gives `Stamps` by series.

Whatever may concern a series counts: a calendar program that takes in an event once too often loses nothing, one that
takes an old event for the newest sends somebody to a closed door.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from linli.timetable import Occurrence, Timetable

Touch = tuple[str, ...]
"""The table and what a row of it that came, went or changed is about; see `touched`."""


class Stamp(NamedTuple):
    """The state of one series."""

    changed: datetime
    """When the tables last said something new about it, in Shanghai."""
    sequence: int
    """Grows with every such change, whatever becomes of the history (RFC 5545 SEQUENCE)."""
    certain: bool = True
    """False where the history begins later than the change may have been."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stamps:
    """What is known of every series."""

    first: Stamp | None = None
    """Of what never changed since the history begins; None where there is no history."""
    later: Mapping[str, Stamp] = field(default_factory=dict)

    def of(self, series: str) -> Stamp | None:
        """Return a series' stamp, by its UID without the domain."""
        return self.later.get(series, self.first)


def stamps(first: Stamp, last: Mapping[Touch, Stamp], timetable: Timetable) -> Stamps:
    """Return the stamps of all series; `last` says when each thing was touched for the last time."""
    if not last:
        return Stamps(first=first)
    touches = _Index(last)
    found: dict[str, Stamp] = {}
    series: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in timetable.occurrences:
        series[occurrence.series].append(occurrence)
    for name, rows in series.items():
        latest = max((last[touch] for touch in touches.of(rows)), default=first, key=lambda stamp: stamp.sequence)
        if latest is not first:
            found[name] = latest
    return Stamps(first=first, later=found)


class _Index:
    """Finds the touches that concern a series without looking at all of them."""

    def __init__(self, touches: Mapping[Touch, Stamp]) -> None:
        self._touches = touches
        self._holidays = {touch[1]: touch for touch in touches if touch[0] == "holidays"}
        self._rows: dict[str, list[Touch]] = defaultdict(list)
        for touch in touches:
            if touch[0] in ("schedules", "changes"):
                self._rows[touch[1] or touch[2]].append(touch)

    def of(self, rows: Sequence[Occurrence]) -> Iterator[Touch]:
        """Yield what was touched and may have changed this series."""
        one = rows[0]
        group = one.klass
        term = (one.schedule.term if one.schedule else None) or (group.term.id if group.term else None)
        venues = {venue.id for row in rows for venue in (row.venue, row.venue_was) if venue}
        whose = [("courses", one.course.id), ("groups", group.id), ("terms", term or ""), ("forms", group.form or "")]
        whose += [("venues", venue) for venue in venues]
        yield from (touch for touch in whose if touch in self._touches)
        if self._holidays or self._rows:
            days = {day.isoformat() for row in rows for day in _days(row)}
            yield from (touch for day, touch in self._holidays.items() if day in days)
            for touch in self._of(one):
                if _scheduled(touch, one, term) if touch[0] == "schedules" else _changed(touch, days, venues):
                    yield touch

    def _of(self, one: Occurrence) -> Iterator[Touch]:
        """Yield the touched rows that name this course or class, or none."""
        for key in dict.fromkeys(("", one.course.id, one.klass.id)):
            yield from (t for t in self._rows.get(key, ()) if t[2] in ("", one.klass.id, one.klass.name))


def _days(row: Occurrence) -> tuple[date, date]:
    return row.recurrence_id.date(), row.day


def _scheduled(touch: Touch, one: Occurrence, term: str | None) -> bool:
    """Whether a row of the timetable may be the one this series is made from."""
    _, _, group, named, weekdays = touch
    if not group and one.klass.name:
        return False
    if named and term and named != term:
        return False
    return not weekdays or one.rule.weekday is None or str(one.rule.weekday) in weekdays


def _changed(touch: Touch, days: set[str], venues: set[str]) -> bool:
    """Whether a change is about one of these days and venues."""
    _, _, _, place, first, last, new = touch
    if place and place not in venues:
        return False
    return new in days or any(first <= day <= last for day in days)
