"""Course pages: takes a course with its classes and occurrences, gives its `Page`.

Where a course has several classes one chooses first; everything below the table then speaks of the chosen one. What is
of one class carries its id; the browser shows it (assets/class.js), without a script all stands there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from linli import phrases
from linli.model import Community, Record
from linli.records import Standing
from linli.timetable import Group, Occurrence
from linli.views import alerts, classes, page, running, said, sheets, signup
from linli.views.coming import headline
from linli.views.edition import Edition
from linli.views.meetings import meetings
from linli.views.page import Draft, Link, Page
from linli.views.times import short, times
from linli.views.timetable import month_path

NEXT = 8
LASTS = timedelta(days=1)
"""So long after the day of the build the page of a course of several classes still has what comes next of each."""


def pages(edition: Edition) -> Iterator[Draft]:
    """One page a course."""
    for course in edition.community.courses:
        yield Draft(kind="course", key=course.id, of=[course], make=partial(_page, edition, course))


def _page(edition: Edition, course: Record) -> Page:
    community, printed = edition.community, edition.printed
    found = meetings(edition.related.parts(course.id), edition.today)
    when = short(found, edition.timetable.of_course(course.id))
    context = _context(edition, course)
    several = len(context["classes"]) > 1
    context["times"] = [] if several else times(community, found)
    context["posters"] = [file for file in _posters(course) if file.href in printed]
    context["class_posters"] = _class_posters(edition, course, printed)
    told = headline(course.status, edition.timetable.of_course(course.id), when, edition.today)
    title = page.title(community, course.title, *told)
    facts = phrases.joined([when, context["where"], course.fee], "，")
    return Page(
        kind="course",
        key=course.id,
        title=title,
        description=phrases.joined([course.plain or course.summary or course.title, facts], " "),
        context=context,
        record=course,
        actions=signup.actions(context["signups"], context["phone"], choose=several),
    )


def _context(edition: Edition, course: Record) -> dict[str, Any]:
    community, timetable, today, related = edition.community, edition.timetable, edition.today, edition.related
    occurrences = timetable.of_course(course.id)
    split = next((n for n, o in enumerate(occurrences) if o.over.date() >= today), len(occurrences))
    ahead = occurrences[split:]
    alive = edition.alive(course)
    shown = ahead if len(alive) < 2 else first_of_each(ahead, today + LASTS)
    parts = related.parts(course.id)
    venues: dict[str, Record | None] = {
        p.row.venue: community.find("venues", p.row.venue) for p in parts if p.row.venue
    }
    former = ""
    if elsewhere := all_elsewhere(ahead):
        former = "、".join(venue.name for venue in venues.values() if venue and venue not in elsewhere)
        venues = {venue.id: venue for venue in elsewhere}
    successor = related.successor(course.id)
    signups = signup.of_classes(edition, course)
    banners = alerts.banners(occurrences, today, most=len(occurrences))
    coming = running.lines(banners, today)
    groups = classes.lines(edition, alive)
    pairs = said.dated(edition, shown, parts)
    message = said.message(edition, course, alive, groups, parts)
    return {
        "message": message,
        "course": course,
        "just_free": phrases.just_free(course.fee),
        "paused": course.status == Standing.PAUSED,
        "ended": course.status == Standing.ENDED,
        "icon": page.icon(course, course.title),
        "whom": for_whom(course),
        "venues": [page.venue_link(venue) for venue in venues.values() if venue],
        "former": former,
        "where": next((page.place(venue) for venue in venues.values() if venue), ""),
        "classes": groups,
        "prices": prices(community, course, alive),
        "signups": signups,
        "codes": signup.codes(signups, f"courses/{course.id}/"),
        "alerts": banners[: alerts.MOST],
        "coming": coming[:NEXT],
        "unlisted": len(coming[NEXT:]),
        "phone": page.phone(course.phone, community.organization.phone),
        "endless": any(o.rule.endless for o in ahead),
        "year": str(today.year),
        "months": past_months(occurrences[:split]),
        "next": pairs[:NEXT],
        "later": pairs[NEXT:],
        "lasts": _lasts(ahead, shown),
        "unpublished": sorted({o.dtstart.year for o in ahead} & related.unpublished),
        "stories": [page.story_link(story) for story in related.stories(course=course.id)],
        "figures": related.figures(course=course.id),
        "successor": page.course_link(successor) if successor else None,
        "calendar": f"calendar/courses/{course.id}.ics",
    }


def all_elsewhere(ahead: Sequence[Occurrence]) -> list[Record]:
    """The places of all that is still held, where every session of it was moved to another; else none."""
    held = [o for o in ahead if o.held]
    places = {o.venue.id: o.venue for o in held if o.venue and o.venue_was}
    return list(places.values()) if held and all(o.venue and o.venue_was for o in held) else []


def first_of_each(occurrences: Iterable[Occurrence], last: date) -> list[Occurrence]:
    """Return what comes next of every class, off or not, until one that is held after a day.

    All of a class stand on its own page.
    """
    done: set[str] = set()
    found = []
    for o in occurrences:
        if o.klass.id not in done:
            found.append(o)
        if o.held and o.day > last:
            done.add(o.klass.id)
    return found


def _lasts(ahead: Iterable[Occurrence], shown: Collection[Occurrence]) -> dict[str, datetime]:
    """When the last session of each class is over that has more than the page shows."""
    listed = set(map(id, shown))
    return {o.klass.id: o.over for o in ahead if o.held and id(o) not in listed}


def _posters(course: Record) -> list[Link]:
    return [
        Link(href=sheets.picture_path(course), text="海报图片（转发用）"),
        Link(href=sheets.poster_path(course), text="海报（打印用）"),
    ]


def _class_posters(edition: Edition, course: Record, printed: Collection[str]) -> list[tuple[str, Link]]:
    """Ids of the classes that have a poster of their own, with it."""
    return [
        (group.id, Link(href=sheets.class_path(group), text=f"{group.name}的海报"))
        for group in edition.timetable.groups_of(course.id)
        if sheets.class_path(group) in printed
    ]


def past_months(occurrences: Sequence[Occurrence]) -> list[Link]:
    """The pages of the months that hold the past sessions."""
    months = dict.fromkeys((o.day.year, o.day.month) for o in occurrences)
    return [Link(href=month_path(*month), text=phrases.month(*month)) for month in months]


def prices(community: Community, course: Record, groups: Sequence[Group]) -> list[str]:
    """押金 50元，结课后退还; of one of several classes with its name before it."""
    rows = [("", offer) for offer in community.referring("offers", "course", course.id)]
    for group in groups:
        rows += [(group.name, offer) for offer in community.referring("offers", "group", group.id)]
    return [
        phrases.joined(
            [
                phrases.joined([name, f"{offer.name} {phrases.price(offer.price, offer.unit)}"]),
                offer.eligibility,
                offer.hours,
                offer.note,
            ],
            "，",
        )
        for name, offer in rows
    ]


def for_whom(course: Record) -> str:
    """家长；3—6岁; the ages only where the audience does not name them."""
    beside = phrases.ages_beside(course.audience, course.min_age, course.max_age)
    return phrases.joined([course.audience, beside], "，")
