"""Days on which a service is closed or open at other hours: takes two sides, gives an `Entry` for what is announced anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from linli.differing.base import Side
from linli.differing.change import entry_of
from linli.differing.entry import Entry
from linli.revisions import Change, Kind, Slot, Step, announced
from linli.timetable.phases import midnight
from linli.views import told

_DAY: Final = timedelta(days=1)


def services(old: Side, new: Side, until: date) -> list[Entry]:
    """Return the days on which a service is closed or open at other hours, and those on which it no longer is."""
    first, last = midnight(new.today), midnight(until + _DAY)
    was, now = ([*announced.services(side.community, first, last)] for side in (old, new))
    days = {step.uid for change in now for step in change.steps}
    back = [change for change in _without(was, now) if not any(step.uid in days for step in change.steps)]
    return [entry_of(change, new) for change in _without(now, was)] + [_back(change, new) for change in back]


def _without(some: Iterable[Change], others: Iterable[Change]) -> list[Change]:
    """Changes with the days that are not among the others'; those of a service that differ alike are one."""
    known = {(change.kind, change.course, step) for change in others for step in change.steps}
    alike: dict[tuple[object, ...], list[tuple[Change, Step]]] = defaultdict(list)
    for change in some:
        for step in change.steps:
            if step.now and (change.kind, change.course, step) not in known:
                alike[change.kind, change.course, *_hours(step.now)].append((change, step))
    return [replace(found[0][0], steps=tuple(dict.fromkeys(step for _, step in found))) for found in alike.values()]


def _hours(slot: Slot) -> tuple[object, ...]:
    return slot.start.time(), slot.end.time(), slot.reason


def _back(change: Change, new: Side) -> Entry:
    days = told.when([step.now for step in change.steps if step.now], new.today)
    entry = entry_of(replace(change, kind=Kind.CLOSED), new)
    return replace(entry, word=str(Kind.BACK), sentence=f"{days.removesuffix(' 0:00')} 照平时的时间开放", reason="")
