"""What hangs on the noticeboard: takes the timetable, gives each `Week` and the context of the page /print/."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from linli import phrases
from linli.views import page, sheets
from linli.views.alerts import Entry, between
from linli.views.closures import closures
from linli.views.days import DaySection, section, unpublished
from linli.views.edition import Edition
from linli.views.page import Link


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A venue that the week uses."""

    name: str
    room: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Week:
    """Seven days from a Monday, by absolute dates."""

    first: date
    """Its Monday."""
    name: str
    """11月23日—11月29日"""
    span: str
    """2026年11月23日(周一)—11月29日(周日)"""
    days: Sequence[DaySection]
    changes: Sequence[Entry]
    notices: Sequence[str]
    """Holidays of the week and what they close; years whose holidays are not known yet."""
    places: Sequence[Place]


def week(edition: Edition, any_day: date) -> Week:
    """Return the week that holds the day."""
    timetable, sessions = edition.timetable, edition.sessions
    first = any_day - timedelta(days=any_day.weekday())
    last = first + timedelta(days=6)
    days = timetable.days(first, last)
    venues = {o.venue.id: o.venue for found in days.values() for o in found if o.venue and o.held}
    year = "" if first.year == last.year else f"{last.year}年"
    return Week(
        first=first,
        name=f"{phrases.short_day(first)}—{phrases.short_day(last)}",
        span=f"{first.year}年{phrases.day(first)}—{year}{phrases.day(last)}",
        days=[section(sessions, timetable.day(day), found) for day, found in days.items()],
        changes=between(timetable, first, last, edition.community),
        notices=[
            *(f"{each.words}。" for each in closures(edition, first, last)),
            *(f"{y}年放假安排尚未公布，以通知为准。" for y in unpublished(timetable, first, last)),
        ],
        places=[Place(name=v.name, room=v.room or "") for v in venues.values()],
    )


def weeks(edition: Edition) -> list[Week]:
    """Return the weeks that the site offers, the one that holds today first."""
    return [week(edition, monday) for monday in sheets.mondays(edition)]


def listing(edition: Edition) -> Mapping[str, Any]:
    """Context of the slot `print`."""
    community, made = edition.community, sheets.printed(edition)
    found = weeks(edition)
    return {
        "weeks": found,
        "sheets": [
            Link(href=sheets.week_path(each.first), text=f"{each.name}的课表", note="A4")
            for each in found
            if sheets.week_path(each.first) in made
        ],
        "posters": [
            {
                "title": course.title,
                "sample": course.sample,
                "pdf": sheets.poster_path(course),
                "png": sheets.picture_path(course),
            }
            for course in community.courses
            if sheets.poster_path(course) in made
        ],
        "cards": [
            Link(href=sheets.card_path(service), text=service.name, note="A5")
            for service in community.services
            if sheets.card_path(service) in made
        ],
        "printed": f"{phrases.full_day(edition.today)}印",
        "phone": page.phone(community.organization.phone),
    }
