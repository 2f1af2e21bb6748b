"""What the editors' page knows of the timetable: takes the edition, gives the next weeks as lists for its script.

The same expansion as everywhere; the script looks things up in it and finds what overlaps. Where a list names a thing of
another list, it gives its place there, -1 for none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, Final

from linli.checks.changes_days import day_off
from linli.checks.clashes import is_name, many_rooms
from linli.model import STOPPED
from linli.schema import Package
from linli.timetable import Group, Occurrence
from linli.timetable.openday import State
from linli.views import page
from linli.views.became import word
from linli.views.edition import Edition
from linli.views.opening import opening

DAYS: Final = 56
_DAY: Final = timedelta(days=1)


class _List:
    """Things in the order in which they were first named."""

    def __init__(self) -> None:
        self.rows: list[list[Any]] = []
        self._places: dict[object, int] = {}

    def add(self, key: object, row: list[Any]) -> int:
        if key not in self._places:
            self._places[key] = len(self.rows)
            self.rows.append(row)
        return self._places[key]


def known(edition: Edition, package: Package) -> dict[str, Any]:
    """Return the timetable of the next weeks, and what goes with it."""
    community, timetable, today = edition.community, edition.timetable, edition.today
    last = today + (DAYS - 1) * _DAY
    courses, classes, venues, teachers = _List(), _List(), _List(), _List()

    def klass(group: Group) -> int:
        course = courses.add(group.course.id, [group.course.id, group.course.title])
        return classes.add(group.id, [course, _named(group), group.name])

    for venue in community.venues:
        alone = not venue.online and not many_rooms(venue)
        venues.add(venue.id, [venue.id, page.place(venue), int(alone), venue.name])
    for course in community.courses:
        if course.status not in STOPPED:
            for group in edition.alive(course):
                klass(group)
    sessions = []
    for found in timetable.days(today, last).values():
        for o in found:
            row = [klass(o.klass), (o.day - today).days, *_times(o)]
            row.append(venues.add(o.venue.id, []) if o.venue else -1)
            row.append(teachers.add(o.teacher, [o.teacher, o.teacher, int(is_name(o.teacher))]) if o.teacher else -1)
            sessions.append(row + _state(o))
    return {
        "first": today.isoformat(),
        "courses": courses.rows,
        "classes": classes.rows,
        "venues": venues.rows,
        "teachers": teachers.rows,
        "sessions": sessions,
        "notes": dict(_notes(edition, last + 4 * 7 * _DAY)),
        "services": [_service(edition, service) for service in community.services if service.status not in STOPPED],
        "parts": parts(package, "changes"),
    }


def _named(group: Group) -> dict[str, str]:
    """How a row of changes names a class."""
    if group.record:
        return {"group": group.record.id}
    return {"course": group.course.id} | ({"group": group.name} if group.name else {})


def parts(package: Package, table: str) -> list[str]:
    """Return the names of the files in a table's folder: a new one must have another."""
    folder = f"data/{table}/"
    paths = (path for resource in package.resources for path in resource.paths)
    return [path.removeprefix(folder) for path in paths if path.startswith(folder)]


def _times(o: Occurrence) -> tuple[int, int]:
    """Start and end in minutes from midnight, -1 where nobody said."""
    if o.all_day:
        return -1, -1
    start = o.dtstart.hour * 60 + o.dtstart.minute
    return start, start + int((o.dtend - o.dtstart).total_seconds()) // 60 if o.dtend else -1


def _state(o: Occurrence) -> list[Any]:
    """The word for what is not as planned, and whether it takes place; nothing of a usual session."""
    said = word(o)
    return [] if o.held and not said else [said, int(o.held)]


def _notes(edition: Edition, last: date) -> Iterator[tuple[str, str]]:
    for day in _days(edition.today, last):
        known = edition.timetable.day(day)
        if known.holiday:
            yield day.isoformat(), day_off(day, known.holiday)
        elif known.unsure:
            yield day.isoformat(), f"{known.unsure}怎么放假还没有公布"
        elif known.makeup:
            yield day.isoformat(), known.makeup


def _days(first: date, last: date) -> Iterable[date]:
    return (first + n * _DAY for n in range((last - first).days + 1))


def _service(edition: Edition, service: Any) -> list[Any]:
    """Its id, its name, and the days on which it is not closed as a row of 0 and 1."""
    days = opening(edition, service).days[:DAYS]
    return [service.id, service.name, "".join("0" if day.state is State.CLOSED else "1" for day in days)]
