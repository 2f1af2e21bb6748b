"""When services are open: takes two sides, gives an `Entry` for other weeks, and for days that are announced anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from linli.differing.base import Side
from linli.differing.change import entry_of
from linli.differing.entry import Entry, Part, Value, plain
from linli.revisions import Change, Kind, Slot, Step, announced
from linli.timetable.opening_lines import lines
from linli.timetable.phases import midnight
from linli.views import told

_DAY: Final = timedelta(days=1)


def days(old: Side, new: Side, until: date) -> list[Entry]:
    """Return the days on which a service is closed or open at other hours, and those on which it no longer is."""
    first, last = midnight(new.today), midnight(until + _DAY)
    was, now = (
        [
            replace(change, steps=tuple(step for step in change.steps if first <= step.start < last))
            for change in announced.services(side.community, side.timetable.calendar, side.community.changes)
        ]
        for side in (old, new)
    )
    other = {step.uid for change in now for step in change.steps}
    back = [change for change in _without(was, now) if not any(step.uid in other for step in change.steps)]
    return [entry_of(change, new) for change in _without(now, was)] + [_back(change, new) for change in back]


def weeks(old: Side, new: Side) -> Iterator[Entry]:
    """Yield the services that are open at other hours every week, as their pages say it."""
    for service in new.community.services:
        former = old.community.find("services", service.id)
        if former is None:
            continue
        was, now = (
            [plain(f"{line.days} {line.span}" + (f"（{line.note}）" if line.note else "")) for line in found]
            for found in (lines(old.community, former, new.today), lines(new.community, service, new.today))
        )
        gone, come = ([line for line in some if line not in others] for some, others in ((was, now), (now, was)))
        if gone or come:
            value = Value(field="hours", title="开放时间", was="；".join(gone), now="；".join(come))
            what = f"{value.was} 改为 {value.now}" if gone and come else f"写上了 {value.now}" if come else ""
            yield Entry(
                part=Part.SERVICES,
                word="开放时间",
                subject=plain(service.name),
                sentence=what or f"不再写 {value.was}",
                table="services",
                ids=(service.id,),
                page=f"services/{service.id}/",
                values=(value,),
            )


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
    return slot.start.time(), slot.end.time(), slot.venue, slot.reason


def _back(change: Change, new: Side) -> Entry:
    said = told.when([step.now for step in change.steps if step.now], new.today)
    entry = entry_of(replace(change, kind=Kind.CLOSED), new)
    return replace(entry, word=str(Kind.BACK), sentence=f"{said.removesuffix(' 0:00')} 照平时的时间开放", reason="")
