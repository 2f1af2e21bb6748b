"""When a calendar entry was last changed: takes the rows that came, went or changed with each state, gives `Stamps`.

Whatever may concern a series counts: a calendar program that takes in an event once too often loses nothing, one that
takes an old event for the newest sends somebody to a closed door.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final, NamedTuple

from linli.model import Record
from linli.revisions.states import State
from linli.timetable import Occurrence, Timetable
from linli.timetable.changes import place_meant

Touch = tuple[str, ...]
"""A table, what a row of it is about (an id, a day, a course or ''), and for which of its sessions."""

_BEGIN: Final = datetime(2020, 1, 1, tzinfo=UTC)
"""Sequences are the seconds since then: they grow even where a history was squashed or copied."""
_BY_ID: Final = frozenset({"courses", "groups", "venues", "terms", "forms"})
_SILENT: Final = frozenset(
    "description summary plain tags icon sample verified_on verified_by seats seats_left as_of waitlist param asks"
    " keeper accessibility capacity capacity_unit provider succeeds source".split()
)
"""Fields that no calendar shows."""


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


def stamps(history: Sequence[tuple[State, Iterable[Touch]]], timetable: Timetable, *, certain: bool) -> Stamps:
    """Return the stamps of all series from the states, oldest first, each with what it touched.

    A state that is not committed yet counts one further, whatever its day; `certain` where nothing was before the first.
    """
    if not history:
        return Stamps()
    moment = history[0][0].moment
    first = latest = Stamp(moment, _seconds(moment), certain)
    last: dict[Touch, Stamp] = {}
    for state, touches in history[1:]:
        moment = max(moment, state.moment)
        latest = Stamp(moment, max(latest.sequence + 1, _seconds(moment) if state.commit else 0))
        last |= dict.fromkeys(touches, latest)
    about: dict[tuple[str, str], list[Touch]] = defaultdict(list)
    for touch in last:
        about[touch[0], touch[1]].append(touch)
    series: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in timetable.occurrences:
        series[occurrence.series].append(occurrence)
    found = {name: [last[touch] for touch in _of(rows, about)] for name, rows in series.items()}
    return Stamps(
        first=first, later={name: max(of, key=lambda stamp: stamp.sequence) for name, of in found.items() if of}
    )


def touched(old: Iterable[Record], new: Iterable[Record]) -> list[Touch]:
    """Return what the records are about that are in one state and not, or not so, in the other."""
    was, now = ({_said(record): record for record in records} for records in (old, new))
    differing = [(was | now)[said] for said in was.keys() ^ now.keys()]
    return sorted({touch for record in differing if (touch := _touch(record))})


def _said(record: Record) -> tuple[str, frozenset[object]]:
    values = record.row.values.items()
    return record.table, frozenset((name, text) for name, text in values if text is not None and name not in _SILENT)


def _touch(record: Record) -> Touch:
    if record.table in _BY_ID:
        return record.table, record.id
    if record.table == "holidays":
        return record.table, record.date.isoformat()
    if record.table == "schedules":
        days = "".join(map(str, record.weekday.days)) if record.weekday else ""
        return record.table, record.course, record.group or "", record.term or "", days
    if record.table == "changes":
        when = (record.date, record.date_to or record.date, record.new_date or record.date)
        whose = (record.course or "", record.group or "", place_meant(record) or "")
        return record.table, *whose, *map(date.isoformat, when)
    return ()


def _of(rows: Sequence[Occurrence], touches: Mapping[tuple[str, str], Sequence[Touch]]) -> Iterator[Touch]:
    """Yield what was touched and may have changed the series of these sessions."""
    one, group = rows[0], rows[0].klass
    term = (one.schedule.term if one.schedule else None) or (group.term.id if group.term else None)
    venues = {venue.id for row in rows for venue in (row.venue, row.venue_was) if venue}
    days = {day.isoformat() for row in rows for day in (row.recurrence_id.date(), row.day)}
    whose = [("courses", one.course.id), ("groups", group.id), ("terms", term or ""), ("forms", group.form or "")]
    for key in (*whose, *(("venues", venue) for venue in venues), *(("holidays", day) for day in days)):
        yield from touches.get(key, ())
    for touch in touches.get(("schedules", one.course.id), ()):
        _, _, named, of_term, weekdays = touch
        theirs = named in (group.id, group.name) if named else not group.name
        weekday = one.rule.weekday is None or not weekdays or str(one.rule.weekday) in weekdays
        if theirs and weekday and (not of_term or not term or of_term == term):
            yield touch
    for touch in (*touches.get(("changes", ""), ()), *touches.get(("changes", one.course.id), ())):
        _, _, named, place, first, last, new = touch
        here = (not named or named in (group.id, group.name)) and (not place or place in venues)
        if here and (new in days or any(first <= day <= last for day in days)):
            yield touch


def _seconds(moment: datetime) -> int:
    return max(0, int((moment - _BEGIN).total_seconds()))
