"""What hangs on the noticeboard: takes the timetable, gives each `Week` and the context of the page /print/."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from linli import kinds, phrases
from linli.timetable import Day, Occurrence
from linli.views import embed, page, sheets
from linli.views.closures import closures
from linli.views.days import unpublished
from linli.views.edition import Edition
from linli.views.page import Link
from linli.views.wide import Wide, wide


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


def week(edition: Edition, any_day: date) -> Week:
    """Return the week that holds the day."""
    timetable = edition.timetable
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
            *_holidays(edition, first, last),
            *(_closed(each) for each in wide(edition.community, timetable.occurrences, first) if each.first <= last),
            *(f"{y}年放假安排尚未公布，以通知为准。" for y in unpublished(timetable, first, last)),
        ],
        places=[Place(name=v.name, room=v.room or "") for v in venues.values()],
    )


def _holidays(edition: Edition, first: date, last: date) -> list[str]:
    """A sentence for each holiday; what is made up for it later is told with it and not once more."""
    found = [each.words for each in closures(edition, first, last)]
    return [f"{words}。" for words in found if not any(words != other and words in other for other in found)]


def _closed(each: Wide) -> str:
    """11月27日(周五)—11月29日(周日)青少年宫全部停课，台风。"""
    days = dict.fromkeys(map(phrases.day, (each.first, each.last)))
    return phrases.joined([f"{'—'.join(days)}{each.title}{each.word}", each.reason], "，") + "。"


def weeks(edition: Edition) -> list[Week]:
    """Return the weeks that the site offers, the one that holds today first."""
    return [week(edition, monday) for monday in sheets.mondays(edition)]


def listing(edition: Edition) -> Mapping[str, Any]:
    """Context of the slot `print`."""
    community, made = edition.community, edition.printed
    groups = edition.timetable.groups
    return {
        "sheets": [
            Link(href=sheets.week_path(each.first), text=f"{name}（{each.name}）")
            for name, each in zip(("这一周", "下一周"), weeks(edition), strict=True)
            if sheets.week_path(each.first) in made
        ],
        "doors": [
            Link(href=sheets.door_path(venue), text=page.place(venue))
            for venue in community.venues
            if sheets.door_path(venue) in made
        ],
        "posters": [
            {
                "title": course.title,
                "pdf": sheets.poster_path(course),
                "png": sheets.picture_path(course),
                "classes": sum(group.course is course and sheets.class_path(group) in made for group in groups),
                "page": f"courses/{course.id}/",
            }
            for course in community.courses
            if sheets.poster_path(course) in made
        ],
        "cards": [
            Link(href=sheets.card_path(service), text=service.name)
            for service in community.services
            if sheets.card_path(service) in made
        ],
        "printed": f"{phrases.full_day(edition.today)}印",
        "articles": kinds.of("gzh").address,
        "framed": embed.code(edition),
    }
