"""What hangs on the noticeboard: takes the timetable, gives each `Week` and the context of the page /print/."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from linli import phrases
from linli.model import Record
from linli.timetable import Group
from linli.views import page
from linli.views.alerts import Entry, between
from linli.views.closures import closures
from linli.views.days import DaySection, section, unpublished
from linli.views.page import Link
from linli.views.rows import Sessions

WEEKS: Final = 2
"""Weeks that can be printed from the site: the one of the build's day and the next."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A venue that the week uses."""

    name: str
    room: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Week:
    """Seven days from a Monday, by absolute dates."""

    id: str
    """2026-11-23"""
    name: str
    """11月23日—11月29日"""
    span: str
    """2026年11月23日(周一)—11月29日(周日)"""
    days: Sequence[DaySection]
    changes: Sequence[Entry]
    notices: Sequence[str]
    """Holidays of the week and what they close; years whose holidays are not known yet."""
    places: Sequence[Place]


def week(sessions: Sessions, any_day: date) -> Week:
    """Return the week that holds the day."""
    timetable = sessions.timetable
    first = any_day - timedelta(days=any_day.weekday())
    last = first + timedelta(days=6)
    days = timetable.days(first, last)
    venues = {o.venue.id: o.venue for found in days.values() for o in found if o.venue and o.held}
    year = "" if first.year == last.year else f"{last.year}年"
    return Week(
        id=first.isoformat(),
        name=f"{phrases.short_day(first)}—{phrases.short_day(last)}",
        span=f"{first.year}年{phrases.day(first)}—{year}{phrases.day(last)}",
        days=[section(sessions, timetable.day(day), found) for day, found in days.items()],
        changes=between(timetable, first, first, last, sessions.community),
        notices=[
            *(f"{each.words}。" for each in closures(sessions.community, timetable, first, last)),
            *(f"{y}年放假安排尚未公布，以通知为准。" for y in unpublished(timetable, first, last)),
        ],
        places=[Place(name=v.name, room=v.room or "") for v in venues.values()],
    )


def weeks(sessions: Sessions) -> list[Week]:
    """Return the weeks that the site offers, the one that holds today first."""
    return [week(sessions, sessions.today + timedelta(weeks=number)) for number in range(WEEKS)]


def listing(sessions: Sessions, files: Iterable[str] = ()) -> Mapping[str, Any]:
    """Context of the slot `print`; `files` are the addresses of the posters and sheets that the site will hold."""
    community, made = sessions.community, frozenset(files)
    found = weeks(sessions)
    return {
        "weeks": found,
        "sheets": [
            Link(href=week_path(each), text=f"{each.name}的课表", note="A4")
            for each in found
            if week_path(each) in made
        ],
        "posters": [
            {"title": course.title, "sample": course.sample, "pdf": poster_path(course), "png": picture_path(course)}
            for course in community.courses
            if poster_path(course) in made
        ],
        "cards": [
            Link(href=card_path(service), text=service.name, note="A5")
            for service in community.services
            if card_path(service) in made
        ],
        "printed": f"{phrases.full_day(sessions.today)}印",
        "phone": page.phone(community.organization.phone),
    }


def week_path(found: Week) -> str:
    """print/week-2026-11-23.pdf"""
    return f"print/week-{found.id}.pdf"


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
