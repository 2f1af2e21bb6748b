"""Which planned sessions a change may be about: takes a timetable and a change row, gives `Occurrence` values."""

from __future__ import annotations

from datetime import date

from linli.model import Record
from linli.timetable import Occurrence, Timetable


def usual(timetable: Timetable, change: Record) -> list[Occurrence]:
    """Return the planned sessions of the course or class that a change names."""
    return [
        o
        for o in timetable.of_course(change.course)
        if o.schedule is not None and (not change.group or change.group in (o.klass.id, o.group))
    ]


def planned_on(timetable: Timetable, change: Record, first: date, last: date) -> list[Occurrence]:
    """Return the planned sessions of these days that a change may be about, each once, in order of their start."""
    found = {o.uid: o for o in reversed(usual(timetable, change)) if first <= o.recurrence_id.date() <= last}
    return sorted(found.values(), key=lambda o: o.recurrence_id)
