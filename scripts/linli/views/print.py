"""What hangs on the noticeboard: takes the timetable, gives each `Week` and the context of the page /print/."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from linli import phrases
from linli.model import Record
from linli.timetable import Day, Group, Occurrence
from linli.views import page
from linli.views.closures import closures
from linli.views.days import unpublished
from linli.views.page import Link
from linli.views.rows import Sessions
from linli.views.wide import Wide, wide

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

    first: date
    """Its Monday."""
    name: str
    """11月23日—11月29日"""
    span: str
    """2026年11月23日(周一)—11月29日(周日)"""
    sessions: Sequence[tuple[Day, Sequence[Occurrence]]]
    """By day, those of the whole week."""
    notices: Sequence[str]
    """What is off for everybody: holidays, a closed day; years whose holidays are not known yet."""
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
        first=first,
        name=f"{phrases.short_day(first)}—{phrases.short_day(last)}",
        span=f"{first.year}年{phrases.day(first)}—{year}{phrases.day(last)}",
        sessions=[(timetable.day(day), found) for day, found in days.items()],
        notices=[
            *_holidays(sessions, first, last),
            *(_closed(each) for each in wide(sessions.community, timetable.occurrences, first) if each.first <= last),
            *(f"{y}年放假安排尚未公布，以通知为准。" for y in unpublished(timetable, first, last)),
        ],
        places=[Place(name=v.name, room=v.room or "") for v in venues.values()],
    )


def _holidays(sessions: Sessions, first: date, last: date) -> list[str]:
    """A sentence for each holiday; what is made up for it later is told with it and not once more."""
    found = [each.words for each in closures(sessions.community, sessions.timetable, first, last)]
    return [f"{words}。" for words in found if not any(words != other and words in other for other in found)]


def _closed(each: Wide) -> str:
    """11月27日(周五)—11月29日(周日)青少年宫全部停课，台风。"""
    days = dict.fromkeys(map(phrases.day, (each.first, each.last)))
    return phrases.joined([f"{'—'.join(days)}{each.title}{each.word}", each.reason], "，") + "。"


def weeks(sessions: Sessions) -> list[Week]:
    """Return the weeks that the site offers, the one that holds today first."""
    return [week(sessions, sessions.today + timedelta(weeks=number)) for number in range(WEEKS)]


def listing(sessions: Sessions, files: Iterable[str] = ()) -> Mapping[str, Any]:
    """Context of the slot `print`; `files` are the addresses of the posters and sheets that the site will hold."""
    community, made = sessions.community, frozenset(files)
    groups = sessions.timetable.groups
    return {
        "sheets": [
            Link(href=week_path(each.first), text=f"{name}（{each.name}）")
            for name, each in zip(("这一周", "下一周"), weeks(sessions), strict=True)
            if week_path(each.first) in made
        ],
        "doors": [
            Link(href=door_path(venue), text=page.place(venue))
            for venue in community.venues
            if door_path(venue) in made
        ],
        "posters": [
            {
                "title": course.title,
                "pdf": poster_path(course),
                "png": picture_path(course),
                "classes": sum(group.course is course and class_path(group) in made for group in groups),
                "page": f"courses/{course.id}/",
            }
            for course in community.courses
            if poster_path(course) in made
        ],
        "cards": [
            Link(href=card_path(service), text=service.name)
            for service in community.services
            if card_path(service) in made
        ],
        "printed": f"{phrases.full_day(sessions.today)}印",
    }


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
