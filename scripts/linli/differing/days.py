"""Days on which a service is closed or open at other hours: takes two sides, gives an `Entry` for what is announced anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from linli.differing.base import Side
from linli.differing.change import entry_of
from linli.differing.entry import Entry
from linli.revisions import Change, Kind, Step
from linli.revisions.announced import announced
from linli.revisions.change import DAYS, OF_SERVICES, SERVICES
from linli.timetable.phases import midnight
from linli.views import told

_DAY: Final = timedelta(days=1)


def services(old: Side, new: Side, until: date) -> list[Entry]:
    """Return the days on which a service is closed or open at other hours, and those on which it no longer is."""
    was, now = (_days(side, new.today, until) for side in (old, new))
    found = [entry_of(change, new) for change in _without(now, was)]
    back = [replace(change, kind=Kind.BACK) for change in _without(was, now) if _others(change, now)]
    return found + [_back(change, new) for change in back]


def _days(side: Side, today: date, until: date) -> list[Change]:
    """What is announced of services up to `until`; `announced` looks sixty days to both sides."""
    found: dict[tuple[Kind, str, str], dict[str, tuple[Change, Step]]] = {}
    for number in range((until - today).days // (2 * DAYS) + 1):
        middle = today + (2 * number + 1) * DAYS * _DAY
        for change in announced(side.community, side.timetable, middle):
            if change.kind in OF_SERVICES - SERVICES:
                steps = found.setdefault((change.kind, change.course, change.title), {})
                steps |= {repr(step): (change, step) for step in change.steps if step.end > midnight(today)}
    return [
        replace(change, steps=tuple(step for _, step in steps.values()))
        for steps in found.values()
        for change, _ in [*steps.values()][:1]
    ]


def _without(some: Iterable[Change], others: Iterable[Change]) -> Iterator[Change]:
    """Changes with the steps that are not among the others'; those that differ alike stay one."""
    known = {(change.kind, change.course, step) for change in others for step in change.steps}
    for change in some:
        alike: dict[object, list[Step]] = {}
        for step in change.steps:
            if (change.kind, change.course, step) not in known and step.now:
                now = step.now
                alike.setdefault((now.start.time(), now.end.time(), now.reason), []).append(step)
        for steps in alike.values():
            yield replace(change, steps=tuple(steps))


def _others(change: Change, now: Iterable[Change]) -> bool:
    """Whether none of its days is announced in another way now."""
    uids = {step.uid for other in now for step in other.steps}
    return not any(step.uid in uids for step in change.steps)


def _back(change: Change, new: Side) -> Entry:
    days = told.when([step.now for step in change.steps if step.now], new.today)
    entry = entry_of(replace(change, kind=Kind.CLOSED), new)
    return replace(entry, word=str(Kind.BACK), sentence=f"{days.removesuffix(' 0:00')} 照平时的时间开放", reason="")
