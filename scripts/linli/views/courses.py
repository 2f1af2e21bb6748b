"""Course pages: takes a course with its occurrences, gives its `Page`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from linli import phrases
from linli.model import Community, Record
from linli.timetable import Occurrence, Timetable
from linli.views import alerts, page
from linli.views.page import Link, Page
from linli.views.related import Related
from linli.views.rows import Sessions
from linli.views.signup import code, signup, way
from linli.views.times import meetings, short, times
from linli.views.timetable import month_path

NEXT = 8


class Part(NamedTuple):
    """What a reader can keep of a course: one of its groups, or all of it."""

    keep: str
    name: str


def pages(
    community: Community,
    timetable: Timetable,
    today: date,
    sessions: Sessions,
    related: Related,
    printed: Collection[str] = (),
) -> Iterator[Page]:
    """One page a course; `printed` are the files for paper that the site holds."""
    for course in community.courses:
        found = meetings(related.parts(course.id), today)
        when = short(found)
        context = _context(community, timetable, today, sessions, related, course)
        context["times"] = times(community, found)
        context["posters"] = [file for file in _posters(course) if file.href in printed]
        title = page.title(community, course.title, "" if course.status == "结束" else when)
        told = phrases.joined([when, context["where"], course.fee], "，")
        yield Page(
            view="course",
            path=f"courses/{course.id}/",
            frame="course",
            title=title,
            description=phrases.joined([course.plain or course.summary or course.title, told], " "),
            context=context,
            nav="课表",
            record=course,
        )


def _context(
    community: Community,
    timetable: Timetable,
    today: date,
    sessions: Sessions,
    related: Related,
    course: Record,
) -> dict[str, Any]:
    occurrences = timetable.of_course(course.id)
    split = next((n for n, o in enumerate(occurrences) if o.day >= today), len(occurrences))
    rows = sessions.rows(occurrences)
    venues = {p.row.venue: community.find("venues", p.row.venue) for p in related.parts(course.id) if p.row.venue}
    form = community.find("forms", course.form)
    successor = related.successor(course.id)
    return {
        "course": course,
        "icon": page.icon(course, course.title),
        "whom": for_whom(course),
        "venues": [page.venue_link(venue) for venue in venues.values() if venue],
        "where": next((page.place(venue) for venue in venues.values() if venue), ""),
        "signup": signup(community, form, course.id, today) if form else None,
        "alerts": alerts.banners(occurrences, today),
        "way": way(course),
        "phone": page.phone(course.phone, community.organization.phone),
        "total": sum(o.held for o in occurrences),
        "months": past_months(occurrences[:split]),
        "next": rows[split : split + NEXT],
        "later": rows[split + NEXT :],
        "unpublished": sorted({o.dtstart.year for o in occurrences[split:]} & related.unpublished),
        "grouped": any(row.group for row in rows),
        "parts": list({row.keep: Part(row.keep, row.group) for row in rows}.values()) or [Part(course.id, "")],
        "stories": [page.story_link(story) for story in related.stories(course=course.id)],
        "figures": related.figures(course=course.id),
        "successor": page.course_link(successor) if successor else None,
        "calendar": f"calendar/courses/{course.id}.ics",
        "qr": code(form, f"courses/{course.id}/"),
    }


def _posters(course: Record) -> list[Link]:
    folder = f"courses/{course.id}/"
    return [
        Link(href=f"{folder}poster.png", text="海报图片（转发用）"),
        Link(href=f"{folder}poster.pdf", text="海报（打印用）"),
    ]


def past_months(occurrences: Sequence[Occurrence]) -> list[Link]:
    """The pages of the months that hold the past sessions."""
    months = dict.fromkeys((o.day.year, o.day.month) for o in occurrences)
    return [Link(href=month_path(*month), text=phrases.month(*month)) for month in months]


def for_whom(course: Record) -> str:
    """家长；3—6岁; the ages only where the audience does not name them."""
    audience, ages = course.audience or "", phrases.ages(course.min_age, course.max_age)
    return phrases.joined([audience, "" if ages in audience else ages], "，")
