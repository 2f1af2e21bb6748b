"""Which planned sessions a change may be about, and which row a session stands in: takes a timetable, gives values."""

from __future__ import annotations

from collections.abc import Collection
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


def row_of(o: Occurrence, kinds: Collection[str]) -> Record:
    """The row that says it of a session: its change, where that is of these kinds, else its row of the timetable.

    An added session has none there; when it was changed again, its last change stands for it.
    """
    if o.change is not None and (o.schedule is None or o.change.kind in kinds):
        return o.change
    assert o.schedule is not None  # noqa: S101 # a session comes from the timetable or from a change
    return o.schedule
