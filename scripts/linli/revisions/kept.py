"""Changes as JSON and back, for the site that is the memory of the next build: takes changes, gives texts, and back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from linli.model import SHANGHAI
from linli.revisions.change import Change, Kind, Slot, Step
from linli.timetable import Status

Json = list[Any]


def dump(changes: Iterable[Change]) -> Json:
    """Return changes as JSON values, without their moment."""
    return [
        [c.kind, c.course, c.title, c.groups, [[step.uid, _slot(step.was), _slot(step.now)] for step in c.steps]]
        for c in changes
    ]


def load(stored: Json, changed: datetime | None) -> list[Change]:
    """Return the changes that `dump` wrote."""
    return [
        Change(
            changed=changed,
            kind=Kind(kind),
            course=course,
            title=title,
            groups=tuple(groups),
            steps=tuple(Step(uid, _read(was), _read(now)) for uid, was, now in steps),
        )
        for kind, course, title, groups, steps in stored
    ]


def _slot(slot: Slot | None) -> Json | None:
    return slot and [f"{slot.start:%Y-%m-%dT%H:%M}", f"{slot.end:%Y-%m-%dT%H:%M}", *slot[2:]]


def _read(stored: Json | None) -> Slot | None:
    """A slot; sites of before teachers and topics were written without."""
    if stored is None:
        return None
    start, end, venue, place, room, status, *others = stored
    later = dict(zip(Slot._fields[len(stored) - len(others) :], others, strict=False))
    return Slot(
        start=moment(start), end=moment(end), venue=venue, place=place, room=room, status=Status(status), **later
    )


def moment(text: str) -> datetime:
    """2026-11-24T19:00, in Shanghai; seconds and offset, if any, say nothing more."""
    return datetime.fromisoformat(text[:16]).replace(tzinfo=SHANGHAI)
