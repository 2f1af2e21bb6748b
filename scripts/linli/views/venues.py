"""Venue pages: takes places, gives `Page` values with what happens there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

from linli.records import Standing
from linli.views import page, routes, sheets
from linli.views.days import section, unpublished
from linli.views.edition import Edition
from linli.views.listed import all_told, chips, endless, keeps
from linli.views.page import Page

DAYS = 28


def pages(edition: Edition) -> Iterator[Page]:
    """One page a venue: where it is, its services, and four weeks of sessions."""
    community, timetable, today, sessions = edition.community, edition.timetable, edition.today, edition.sessions
    printed = edition.printed
    last = today + timedelta(days=DAYS - 1)
    for venue in community.venues:
        near = [o for o in timetable.of_venue(venue.id) if today <= o.day <= last]
        days = {day: list(found) for day, found in groupby(near, key=lambda o: o.day)}
        courses = {o.course.id: o.course for o in timetable.of_venue(venue.id) if o.day >= today}
        yield Page(
            kind="venue",
            key=venue.id,
            title=page.title(community, venue.name, venue.room or venue.address),
            description=f"{page.place(venue)}：{venue.address or ''}。{venue.accessibility or ''}",
            context={
                "venue": venue,
                "phone": page.phone(venue.phone, community.organization.phone),
                "services": [
                    page.service_link(s) for s in edition.related.services_at(venue.id) if s.status != Standing.ENDED
                ],
                "courses": [page.course_link(course) for course in courses.values()],
                "days": [section(sessions, timetable.day(day), found) for day, found in days.items()],
                "chips": chips(sessions, days.values()),
                "keeps": keeps(days.values()),
                "endless": endless(days.values()),
                "free": all_told(days.values()),
                "unpublished": unpublished(timetable, today, last) if days else [],
                "calendar": f"calendar/venues/{venue.id}.ics",
                "door": door if (door := sheets.door_path(venue)) in printed else "",
                "maps": routes.maps(venue),
                "steps": routes.steps(venue),
            },
            record=venue,
        )
