"""What the tables announce: takes the community and its timetable, gives the `Change` values around today.

Everything that is not as the timetable plans it: rows of changes.yml, official days off, make-up days, closed services.
It is made from the data alone, so a copied template or a squashed history says the same; history only knows since when.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from linli.model import SHANGHAI, Community, Record
from linli.records import ChangeKind, Scope
from linli.revisions import group
from linli.revisions.change import DAYS, Change, Kind, Slot, Step
from linli.revisions.compare import Found, compare, slot_of
from linli.revisions.courses import of_courses
from linli.timetable import Occurrence, Status, Timetable, expand
from linli.timetable.changes import OFF, concerns, days_of, place_meant
from linli.timetable.official import Undisturbed
from linli.timetable.phases import midnight

_DAY: Final = timedelta(days=1)
_SERVICE: Final = {
    ChangeKind.CLOSED: Kind.CLOSED,
    ChangeKind.CANCELLED: Kind.CLOSED,
    ChangeKind.RETIMED: Kind.OPENING,
    ChangeKind.RELOCATED: Kind.OPENING,
}


def announced(community: Community, timetable: Timetable, today: date) -> list[Change]:
    """Return what is announced for the sixty days before and after today, by start; `changed` is not known."""
    first, last = midnight(today - DAYS * _DAY), midnight(today + DAYS * _DAY)
    near = [o for o in timetable.occurrences if first <= o.dtstart < last or (o.moved_from and o.moved_from >= first)]
    otherwise = {row.course for row in community.changes}
    otherwise |= {o.course.id for o in near if o.status is not Status.ON or o.change or o.topic}
    plan = expand(of_courses(community, otherwise, changed=False), today, Undisturbed())
    planned = [o for o in plan.occurrences if first <= o.dtstart < last]
    actual = [o for o in near if o.course.id in otherwise and first <= o.recurrence_id < last]
    off = list(whole(community, near))
    found = group.changes(apart(off, compare(planned, actual, first)), None)
    return in_order([*off, *_holidays(found, timetable), *services(community, first, last)])


def in_order(changes: Iterable[Change]) -> list[Change]:
    """Return changes with sessions or days by their start."""
    return sorted(changes, key=lambda change: (change.steps[0].start, change.kind, change.title))


def apart(changes: Iterable[Change], found: Iterable[Found]) -> list[Found]:
    """Return what differs and is not told by the changes."""
    told = {step.uid for change in changes for step in change.steps}
    return [one for one in found if one.session.uid not in told]


def whole(community: Community, occurrences: Sequence[Occurrence]) -> Iterator[Change]:
    """Yield what names no course but a place or everything, told as one thing."""
    for row in community.changes:
        if row.course or row.group or row.service or row.kind not in OFF or row.scope == Scope.SERVICES:
            continue
        days = frozenset(days_of(row))
        off = [o for o in occurrences if o.day in days and o.status is Status.CANCELLED and concerns(row, o)]
        if off:
            place = community.find("venues", place_meant(row))
            yield Change(
                changed=None,
                kind=Kind.OFF,
                course="",
                title=f"{place.name}的课" if place else "全部课程",
                steps=tuple(Step(o.uid, None, slot_of(o)) for o in off),
                whole=True,
            )


def _holidays(found: Iterable[Change], timetable: Timetable) -> Iterator[Change]:
    """Say of a holiday whether nothing at all is held on its days."""
    for change in found:
        if change.kind is not Kind.HOLIDAY:
            yield change
            continue
        days = sorted({step.start.date() for step in change.steps})
        all_days = timetable.days(days[0], days[-1])
        whole = not any(o.held for day in all_days.values() for o in day)
        yield replace(change, whole=whole, span=_span(timetable, change.title, days[0], days[-1]))


def _span(timetable: Timetable, name: str, first: date, last: date) -> tuple[date, date]:
    """The official days off around those on which sessions fall out."""
    while timetable.day(first - _DAY).holiday == name:
        first -= _DAY
    while timetable.day(last + _DAY).holiday == name:
        last += _DAY
    return first, last


def services(community: Community, first: datetime, last: datetime) -> Iterator[Change]:
    """Yield the services that are closed or open at other hours, by the rows that say so."""
    for row in community.changes:
        service = community.find("services", row.service)
        everything = row.scope in (Scope.ALL, Scope.SERVICES) and row.kind in OFF
        if row.kind not in _SERVICE or (service is None and not everything):
            continue
        days = [day for day in days_of(row) if first <= midnight(day) < last]
        steps = tuple(Step(f"{row.service or 'services'}-{day:%Y%m%d}", None, _closed(row, day)) for day in days)
        if steps:
            yield Change(
                changed=None,
                kind=_SERVICE[row.kind],
                course=service.id if service else "",
                title=service.name if service else "全部服务",
                steps=steps,
                whole=service is None,
            )


def _closed(row: Record, day: date) -> Slot:
    start = datetime.combine(day, row.opens_at or time(), SHANGHAI)
    end = datetime.combine(day, row.closes_at, SHANGHAI) if row.closes_at else midnight(day + _DAY)
    status = Status.CANCELLED if row.kind in OFF else Status.ON
    return Slot(start=start, end=end, venue="", place="", room="", status=status, reason=row.reason or "", moved=False)
