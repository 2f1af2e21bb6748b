"""Venue pages: takes places, gives `Page` values with what happens there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import timedelta
from itertools import groupby

from linli.views import page, routes
from linli.views.days import section, unpublished
from linli.views.page import Page
from linli.views.print import door_path
from linli.views.related import Related
from linli.views.rows import Sessions, chips, endless

DAYS = 28


def pages(sessions: Sessions, related: Related, printed: Collection[str] = ()) -> Iterator[Page]:
    """One page a venue: where it is, its services, and four weeks of sessions; `printed` are the files for paper."""
    community, timetable, today = sessions.community, sessions.timetable, sessions.today
    last = today + timedelta(days=DAYS - 1)
    for venue in community.venues:
        near = [o for o in timetable.of_venue(venue.id) if today <= o.day <= last]
        days = {day: list(found) for day, found in groupby(near, key=lambda o: o.day)}
        courses = {o.course.id: o.course for o in timetable.of_venue(venue.id) if o.day >= today}
        yield Page(
            view="venue",
            path=f"venues/{venue.id}/",
            frame="venue",
            title=page.title(community, venue.name, venue.room or venue.address),
            description=f"{page.place(venue)}：{venue.address or ''}。{venue.accessibility or ''}",
            context={
                "venue": venue,
                "phone": page.phone(venue.phone, community.organization.phone),
                "services": [page.service_link(s) for s in related.services_at(venue.id) if s.status != "结束"],
                "courses": [page.course_link(course) for course in courses.values()],
                "days": [section(sessions, timetable.day(day), found) for day, found in days.items()],
                "chips": chips(sessions, days.values()),
                "endless": endless(days.values()),
                "unpublished": unpublished(timetable, today, last) if days else [],
                "calendar": f"calendar/venues/{venue.id}.ics",
                "door": door_path(venue) if door_path(venue) in printed else "",
                "maps": routes.maps(venue),
                "steps": routes.steps(venue),
            },
            nav="课表",
            record=venue,
        )
