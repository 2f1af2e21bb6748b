"""What the tables announce: takes the community and its timetable, gives the `Change` values around today.

Everything that is not as the timetable plans it: rows of changes.yml, official days off, make-up days, closed services.
It is made from the data alone, so a copied template or a squashed history says the same; history only knows since when.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Final

from linli import phrases
from linli.model import SHANGHAI, Community, Record
from linli.records import ChangeKind, Scope
from linli.revisions import group
from linli.revisions.change import DAYS, Change, Kind, Slot, Step
from linli.revisions.compare import Found, compare, slot_of
from linli.revisions.courses import of_courses
from linli.timetable import Occurrence, Status, Timetable, closures, expand, openings
from linli.timetable.changes import OFF, concerns, days_of, place_meant
from linli.timetable.official import OfficialCalendar, Undisturbed
from linli.timetable.openday import State
from linli.timetable.phases import midnight
from linli.timetable.series import AHEAD

_DAY: Final = timedelta(days=1)
_EVER: Final = midnight(date(2000, 1, 1))
_FEW: Final = 3
"""So many classes are named."""
_SERVICE: Final = {
    ChangeKind.CLOSED: Kind.CLOSED,
    ChangeKind.CANCELLED: Kind.CLOSED,
    ChangeKind.RETIMED: Kind.OPENING,
    ChangeKind.RELOCATED: Kind.OPENING,
}


def announced(community: Community, timetable: Timetable, today: date) -> list[Change]:
    """Return what is announced for the sixty days before and after today, by start; `changed` is not known.

    A row or a holiday of which a day is among them is told from its first day to its last, unless it begins later.
    """
    window = today - DAYS * _DAY, today + (DAYS - 1) * _DAY
    rows = [row for row in community.changes if _meet(window, _reach(row))]
    until = max((_reach(row)[1] for row in rows), default=today)
    if until > timetable.today + AHEAD:  # what has no end would be cut there
        timetable = expand(community, until)
    near = list(_near(timetable, rows, window))
    courses = {o.course.id for o in near}
    uids = {o.uid for o in near}
    plan = expand(of_courses(community, courses, changed=False), timetable.today, Undisturbed())
    off = list(whole(community, rows, near))
    found = apart(off, compare((o for o in plan.occurrences if o.uid in uids), near, _EVER))
    changes = group.changes(by_rows((one for one in found if one.kind is not Kind.HOLIDAY), near), None)
    made = [_naming(one, timetable, _days(one)) if one.kind is Kind.MAKEUP else one for one in changes]
    return in_order([*off, *made, *_holidays(found, timetable), *services(community, timetable.calendar, rows)])


def _reach(row: Record) -> tuple[date, date]:
    """From when to when a row of changes matters."""
    days = days_of(row)
    return days[0], max(days[-1], row.new_date or days[-1])


def _meet(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _near(timetable: Timetable, rows: Sequence[Record], window: tuple[date, date]) -> Iterator[Occurrence]:
    """Yield what is not as planned because of one of the rows, or of a holiday or worked weekend within the window."""
    ids = {id(row) for row in rows}
    around = cache(timetable.calendar.around)
    topics = [(row, frozenset(days_of(row))) for row in rows if row.kind == ChangeKind.TOPIC]
    for o in timetable.occurrences:
        if o.official:
            near = _meet(window, around(o.day))
        else:
            near = any(id(row) in ids for row in o.changes)
            near = near or (bool(o.topic) and any(o.day in days and concerns(row, o) for row, days in topics))
        if near:
            yield o


def in_order(changes: Iterable[Change]) -> list[Change]:
    """Return changes with sessions or days by their start."""
    return sorted(changes, key=lambda change: (change.steps[0].start, change.kind, change.title))


def apart(changes: Iterable[Change], found: Iterable[Found]) -> list[Found]:
    """Return what differs and is not told by the changes."""
    told = {step.uid for change in changes for step in change.steps}
    return [one for one in found if one.session.uid not in told]


def by_rows(found: Iterable[Found], near: Sequence[Occurrence]) -> Iterator[Found]:
    """Yield what differs; another teacher or a topic beside another time or place by itself, each for its own reason."""
    rows = {o.uid: o.changes for o in near if o.held}
    for one in found:
        was, now = one.step.was, one.step.now
        if now is None or not now.held:
            yield one
            continue
        own = rows.get(one.session.uid, ())
        teachers = [row for row in own if row.kind == ChangeKind.SUBSTITUTE]
        then = now._replace(reason="", teacher="", topic="")
        if one.kind not in (Kind.TEACHER, Kind.TOPIC):
            others = [(row.reason or "").rstrip("。，；") for row in own if row not in teachers]
            reason = phrases.joined(list(dict.fromkeys(others)), "；") if teachers else now.reason
            yield one._replace(step=Step(one.step.uid, was, then._replace(reason=reason)))
        if teachers and now.teacher:
            taught = then._replace(teacher=now.teacher, reason=teachers[-1].reason or "")
            yield Found(Kind.TEACHER, one.session, Step(one.step.uid, then, taught))
        if was and now.topic and now.topic != was.topic:
            yield Found(Kind.TOPIC, one.session, Step(one.step.uid, then, then._replace(topic=now.topic)))


def whole(community: Community, rows: Iterable[Record], occurrences: Sequence[Occurrence]) -> Iterator[Change]:
    """Yield those of the rows that name no course but a place or everything, told as one thing."""
    for row in rows:
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


def _holidays(found: Iterable[Found], timetable: Timetable) -> Iterator[Change]:
    """Tell of every holiday by itself, and whether nothing at all is held on its days."""
    holidays: dict[tuple[date, date], list[Found]] = defaultdict(list)
    for one in found:
        if one.kind is Kind.HOLIDAY:
            holidays[timetable.calendar.around(one.step.start.date())].append(one)
    for span, alike in holidays.items():
        held = any(o.held for day in timetable.days(*span).values() for o in day)
        for change in group.changes(alike, None):
            yield replace(_naming(change, timetable, span), whole=not held, span=span)


def _days(change: Change) -> tuple[date, date]:
    return change.steps[0].start.date(), change.steps[-1].start.date()


def _naming(change: Change, timetable: Timetable, span: tuple[date, date]) -> Change:
    """Say of each course which classes are meant, where another of its classes meets within the span."""
    sessions = [o for day in timetable.days(*span).values() for o in day]
    return replace(change, groups=tuple(_named(title, change, sessions) for title in change.groups))


def _named(title: str, change: Change, sessions: Iterable[Occurrence]) -> str:
    """书法班（四班）, where another class of the course has sessions that the change does not meet; else 书法班."""
    met = {step.uid for step in change.steps}
    own = [o for o in sessions if o.course.title == title]
    names = list(dict.fromkeys(o.group for o in own if o.uid in met))
    if not all(names) or all(o.group in names for o in own):
        return title
    return f"{title}（{'、'.join(names) if len(names) <= _FEW else f'{len(names)}个班'}）"


def services(community: Community, calendar: OfficialCalendar, rows: Iterable[Record]) -> Iterator[Change]:
    """Yield the services that are closed, elsewhere or open at other hours, by the rows that name them or their place."""
    for row in rows:
        if row.scope in (Scope.ALL, Scope.SERVICES) and row.kind in OFF and not row.service:
            yield _of_services(
                row, None, (Step(f"services-{day:%Y%m%d}", None, _slot(row, day)) for day in days_of(row))
            )
        else:
            for service in community.services:
                if closures.about(row, service, openings.places(community, service)):
                    yield from _of_one(community, calendar, row, service)


def _of_one(community: Community, calendar: OfficialCalendar, row: Record, service: Record) -> Iterator[Change]:
    """Yield what a row says of a service, as far as it makes a difference there."""
    days = days_of(row)
    planned = openings.as_planned(community, calendar, service, days[0], days[-1])
    alone = [closures.apply(community, [row], service, day) for day in planned]
    real = openings.changed(community, service, planned)
    other = {b.day: b for a, b in zip(planned, alone, strict=True) if (a.state, a.spans) != (b.state, b.spans)}
    partly = any(day.state is not State.CLOSED for day in other.values())
    if row.kind not in OFF:
        unknown = {day.day for day in planned if row.service and day.state is State.UNKNOWN}
        days = [day.day for day in real if day.state is not State.CLOSED and (day.day in other or day.day in unknown)]
    elif partly or not (row.service or other):
        days = [*other]
    was = community.find("venues", row.at or service.venue)
    there = None if row.kind in OFF else community.find("venues", row.venue)
    name = service.id if row.service else f"{service.id}-{place_meant(row)}"
    steps = [
        Step(f"{name}-{day:%Y%m%d}", _slot(row, day, was) if there else None, _slot(row, day, there)) for day in days
    ]
    if steps:
        yield _of_services(row, service, steps, Kind.OPENING if partly else _SERVICE[row.kind])


def _of_services(row: Record, service: Record | None, steps: Iterable[Step], kind: Kind = Kind.CLOSED) -> Change:
    return Change(
        changed=None,
        kind=kind,
        course=service.id if service else "",
        title=service.name if service else "全部服务",
        steps=tuple(steps),
        whole=service is None,
    )


def _slot(row: Record, day: date, venue: Record | None = None) -> Slot:
    return Slot(
        start=datetime.combine(day, row.opens_at or time(), SHANGHAI),
        end=datetime.combine(day, row.closes_at, SHANGHAI) if row.closes_at else midnight(day + _DAY),
        venue=venue.id if venue else "",
        place=venue.name if venue else "",
        room=(venue.room or "") if venue else "",
        status=Status.CANCELLED if row.kind in OFF else Status.ON,
        reason=row.reason or "",
        moved=False,
    )
