"""Messages of a page: takes a course with its classes and sessions, gives the lines to send and each session's words."""

from __future__ import annotations

from collections.abc import Sequence

from linli.model import Community, Record
from linli.timetable import Group, Occurrence
from linli.timetable.series import Part
from linli.views import messages, page
from linli.views.classes import Class
from linli.views.edition import Edition
from linli.views.meetings import meetings
from linli.views.messages import Line
from linli.views.rows import Row, whom
from linli.views.times import short, times

Dated = tuple[Row, Occurrence, str]
"""A row of a page's dates with the words that send it."""


def dated(edition: Edition, found: Sequence[Occurrence], parts: Sequence[Part], *, named: bool = False) -> list[Dated]:
    """Return the rows of sessions with their words; `named` where the page's lines do not say which class."""
    usual = {key: venues[0] for key, venues in _places(edition.community, parts).items() if len(venues) == 1}
    return [
        (
            edition.sessions.row(o),
            o,
            messages.session(o, edition.today, usual.get(o.klass.id), named=named and bool(o.group)),
        )
        for o in found
    ]


def message(
    edition: Edition, course: Record, groups: Sequence[Group], classes: Sequence[Class], parts: Sequence[Part]
) -> list[Line]:
    """Return the lines of a course's page: of the course, and of each of its classes where there are several."""
    if len(groups) < 2:
        return [line for group in groups for line in of_class(edition, group, parts)]
    single = {group.id: of_class(edition, group, parts) for group in groups}
    return messages.of_several(of_course(edition, course, classes, parts), single)


def of_course(edition: Edition, course: Record, classes: Sequence[Class], parts: Sequence[Part]) -> list[Line]:
    """Return the lines of a course of several classes."""
    venues = {v.id: page.place(v) for found in _places(edition.community, parts).values() for v in found}
    return messages.of_all(
        course,
        classes,
        when=short(meetings(parts, edition.today)),
        where="、".join(dict.fromkeys(venues.values())),
        whom=course.audience or "",
        phone=course.phone or edition.community.organization.phone or "",
    )


def of_class(edition: Edition, group: Group, parts: Sequence[Part]) -> list[Line]:
    """Return the lines of one class."""
    community, today = edition.community, edition.today
    own = [part for part in parts if part.group is group]
    course = group.course
    return messages.of_one(
        course,
        name=group.name,
        times=times(community, meetings(own, today)),
        joining=edition.joinings.of(group),
        where="、".join(map(page.place, _places(community, own).get(group.id, ()))),
        whom=whom(group),
        phone=course.phone or community.organization.phone or "",
        status=group.status,
        today=today,
    )


def _places(community: Community, parts: Sequence[Part]) -> dict[str, list[Record]]:
    """The places where each class usually meets."""
    found: dict[str, dict[str, Record]] = {}
    for part in parts:
        if part.row.venue and (venue := community.find("venues", part.row.venue)):
            found.setdefault(part.group.id, {})[venue.id] = venue
    return {key: list(venues.values()) for key, venues in found.items()}
