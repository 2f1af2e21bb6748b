"""A course for search engines (schema.org): takes its classes and sessions, gives Course, CourseInstance and Event.

Nothing is said relative to the clock. A repetition is a Schedule of its class; a single date, and a session that is not
as planned, is an Event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from linli.feeds import said, things
from linli.feeds.jsonld_schedule import Series, schedules, series
from linli.feeds.things import SCHEMA, Thing, one_or_many, thing
from linli.model import Community, Record
from linli.records import Standing
from linli.timetable import Group, Occurrence, Status
from linli.views import Edition

CHANGED: Final = 12
"""How many changed sessions, and how many holidays, a course's page lists at most: the latest."""
SINGLE: Final = 40
"""How many single dates it lists at most: the latest."""
_DAY: Final = timedelta(days=1)
_MODES: Final = {"Offline": "Onsite", "Online": "Online", "Mixed": "Blended"}
_EXTRA: Final = (Status.ADDED, Status.MAKEUP)
_COUNTED: Final = ("", "人")
"""Units in which a capacity is one of attendees."""


def course(edition: Edition, record: Record) -> list[Thing]:
    """Return the course with its classes, then its single dates and what is not as planned."""
    community, timetable = edition.community, edition.timetable
    rows = timetable.of_course(record.id)
    sessions: dict[str, list[Occurrence]] = defaultdict(list)
    for row in rows:
        sessions[row.series].append(row)
    found = series(edition.related.parts(record.id), sessions)
    offers = _offers(community, record)
    about = thing(
        "Course",
        name=record.title,
        description=record.summary or record.plain or record.title,
        provider=things.provider(record.provider),
        about=record.category,
        isAccessibleForFree=things.is_free(offers),
        offers=one_or_many(offers),
        audience=thing("Audience", audienceType=record.audience) if record.audience else None,
        typicalAgeRange=things.ages(record.min_age, record.max_age),
        hasCourseInstance=[
            _instance(community, group, [one for one in found if one.part.group is group])
            for group in timetable.groups_of(record.id)
        ],
    )
    single = {one.part.name for one in found if not one.repeats}
    return [about, *(_event(record, run[0], offers, run[-1]) for run in _told(rows, single))]


def _told(rows: Sequence[Occurrence], single: set[str]) -> list[list[Occurrence]]:
    """The sessions that are events of their own, by start; an exhibition of days running is one."""
    last = [row for row in rows if row.moved_to is None]
    dates = _runs([row for row in last if row.series in single])[-SINGLE:]
    others = [row for row in last if row.series not in single]
    closed = [row for row in others if row.official and not row.held]
    changed = [row for row in others if (row.held or not row.official) and (row.sequence or row.status in _EXTRA)]
    rest = [[row] for row in (*closed[-CHANGED:], *changed[-CHANGED:])]
    return sorted([*dates, *rest], key=lambda run: (run[0].dtstart, run[0].uid))


def _runs(rows: Sequence[Occurrence]) -> list[list[Occurrence]]:
    """Days without an hour that follow each other as planned, at one place, together; every other session alone."""
    found: list[list[Occurrence]] = []
    for row in rows:
        before = found[-1][-1] if found else None
        follows = before and before.klass is row.klass and before.venue is row.venue and row.day - before.day == _DAY
        plain = before and all(o.all_day and o.status is Status.ON and not o.topic for o in (before, row))
        if follows and plain:
            found[-1].append(row)
        else:
            found.append([row])
    return found


def _instance(community: Community, group: Group, found: Sequence[Series]) -> Thing:
    venues = {one.part.row.venue: community.find("venues", one.part.row.venue) for one in found}
    mode = things.attendance(venues.values())
    paused = group.status == Standing.PAUSED
    own = things.offers(community.referring("offers", "group", group.id))
    single = [slot for one in found if not one.repeats for slot in one.slots]
    record = group.record
    return thing(
        "CourseInstance",
        **{"@id": f"#{group.id}"},
        name=group.name,
        courseMode=_MODES[mode] if mode else None,
        eventAttendanceMode=_attendance(mode),
        eventStatus=f"{SCHEMA}EventCancelled" if paused else None,
        location=one_or_many([place for venue in venues.values() if (place := things.location(venue))]),
        courseSchedule=schedules(found, paused=paused),
        startDate=_iso(single[0].dtstart, single[0].all_day) if single and len(single) == len(found) == 1 else None,
        instructor=group.teacher,
        maximumAttendeeCapacity=group.capacity if group.capacity_unit in _COUNTED else None,
        typicalAgeRange=things.ages(record.min_age, record.max_age) if record else None,
        offers=one_or_many(own),
    )


def _event(record: Record, row: Occurrence, offers: Sequence[Thing], last: Occurrence) -> Thing:
    """One session, or the days from `row` to `last`."""
    status = "EventCancelled" if not row.held else "EventRescheduled" if row.moved_from else "EventScheduled"
    why = "；".join(said.news(row)) or row.topic or record.summary or record.plain
    return thing(
        "Event",
        name=said.title(row),
        description=why,
        startDate=_iso(row.dtstart, row.all_day),
        endDate=_end(row, last),
        previousStartDate=_iso(row.recurrence_id, all_day=False) if row.moved_from else None,
        eventStatus=f"{SCHEMA}{status}",
        eventAttendanceMode=_attendance(things.attendance([row.venue])),
        location=things.location(row.venue),
        organizer=things.provider(record.provider),
        isAccessibleForFree=things.is_free(offers) if row.held else None,
        offers=one_or_many(offers) if row.held else None,
    )


def _end(row: Occurrence, last: Occurrence) -> str | None:
    if last is not row:
        return last.day.isoformat()
    return _iso(row.dtend, all_day=False) if row.dtend and not row.all_day else None


def _offers(community: Community, record: Record) -> list[Thing]:
    """The fee as written in one sentence, then the rows of the table of prices."""
    fee = things.fee(record.fee)
    rows = things.offers(community.referring("offers", "course", record.id))
    return [*([fee] if fee else []), *rows]


def _attendance(mode: str | None) -> str | None:
    return f"{SCHEMA}{mode}EventAttendanceMode" if mode else None


def _iso(value: datetime, all_day: bool) -> str:
    return value.date().isoformat() if all_day else value.isoformat("T", "minutes")
