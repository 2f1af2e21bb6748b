"""What is printed of a site: takes the edition, gives the address of every sheet; linli.paper makes them, pages lead to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from linli.model import STOPPED, Record
from linli.timetable import Group, Occurrence
from linli.views import preview
from linli.views.edition import Edition

WEEKS: Final = 2
"""Weeks that can be printed from the site: the one of the build's day and the next."""


def printed(edition: Edition) -> Iterator[str]:
    """Yield the addresses of all sheets that come with a site."""
    weeks = mondays(edition)
    yield from map(week_path, weeks)
    yield from map(door_path, doors(edition, weeks[0]))
    for course in filter(lambda course: advertised(edition, course), edition.community.courses):
        yield from (poster_path(course), picture_path(course))
        yield from map(class_path, advertised_classes(edition, course))
    yield from (card_path(service) for service in edition.community.services if offered(edition, service))
    for folder in preview.folders(edition.community, edition.timetable):
        yield from (f"{folder}{file}" for file in preview.FILES)
    yield from (icon.path for icon in preview.ICONS)


def mondays(edition: Edition) -> list[date]:
    """Return the first day of every week that is printed."""
    first = edition.today - timedelta(days=edition.today.weekday())
    return [first + timedelta(weeks=number) for number in range(WEEKS)]


def doors(edition: Edition, first: date) -> list[Record]:
    """Return the rooms with a door, where something was planned from a day on."""
    ahead = [o for o in edition.timetable.occurrences if o.day >= first]
    venues = edition.community.venues
    return [venue for venue in venues if not venue.online and any(concerns(o, venue) for o in ahead)]


def concerns(o: Occurrence, venue: Record) -> bool:
    """Whether somebody may stand at the door for it: it is there, or was to be."""
    return any(place is not None and place.id == venue.id for place in (o.venue, o.venue_was))


def advertised(edition: Edition, course: Record) -> bool:
    """Whether a poster still makes sense: the course is neither paused nor over, and a session lies ahead."""
    if course.status in STOPPED:
        return False
    return any(o.day >= edition.today and o.held for o in edition.timetable.of_course(course.id))


def advertised_classes(edition: Edition, course: Record) -> list[Group]:
    """Return the classes that get a poster: named rows of groups.yml of a course of several, in this or the next term."""
    found, today = edition.alive(course), edition.today
    if len(found) < 2:
        return []
    terms = sorted((t for t in edition.community.terms if t.valid_to >= today), key=lambda t: (t.valid_from, t.id))
    running = [term.id for term in terms if term.valid_from <= today]
    near = {*running, *(term.id for term in terms[len(running) : len(running) + 1])}
    return [
        group
        for group in found
        if group.record
        and group.name
        and group.status not in STOPPED
        and (group.term is None or group.term.id in near)
        and any(o.day >= today and o.held for o in edition.timetable.of_group(group.id))
    ]


def offered(edition: Edition, service: Record) -> bool:
    """Whether the service goes on, as far as anybody wrote."""
    over = service.valid_to is not None and service.valid_to < edition.today
    return service.status not in STOPPED and not over


def week_path(monday: date) -> str:
    """print/week-2026-11-23.pdf"""
    return f"print/week-{monday.isoformat()}.pdf"


def door_path(venue: Record) -> str:
    """venues/shufa-shi/door.pdf, A4"""
    return f"venues/{venue.id}/door.pdf"


def poster_path(course: Record) -> str:
    """courses/shufa/poster.pdf, A4"""
    return f"courses/{course.id}/poster.pdf"


def picture_path(course: Record) -> str:
    """courses/shufa/poster.png, 1080×1440"""
    return f"courses/{course.id}/poster.png"


def class_path(group: Group) -> str:
    """courses/shufa/shufa-qimeng1-2026-qiu.pdf, A4, of one class"""
    return f"courses/{group.course.id}/{group.id}.pdf"


def card_path(service: Record) -> str:
    """services/tuoyu/card.pdf, A5"""
    return f"services/{service.id}/card.pdf"
