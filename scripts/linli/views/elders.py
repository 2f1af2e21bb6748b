"""The 长辈版: takes everything, gives a fortnight of sessions and the services in spoken words.

Every day is there with its date; the browser names 今天 and 明天, hides what is over and adds days to an old page.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from linli import phrases
from linli.model import Community, Record
from linli.timetable import Occurrence, Status, Timetable
from linli.timetable.opening_lines import lines
from linli.views import page
from linli.views.became import CUT, why
from linli.views.days import unpublished
from linli.views.related import Related

DAYS = 14
SHOWN = 7
"""So many days are shown; the others wait for the page to grow older."""
_WORDS = {Status.ADDED: "加一场", Status.RELOCATED: "换地方了", Status.MAKEUP: "补课"}


class Told(NamedTuple):
    """One session as one would say it."""

    start: str
    end: str
    clock: str
    """晚上7:00"""
    name: str
    group: str
    href: str
    cut: bool
    word: str
    """换地方了, 加一场; empty where it is simply on. What is cut is 不上, which the template says."""
    about: str
    """在社区书屋。 Or why not, and when instead."""
    plain: str
    """带孙子来听故事，不要钱。"""


class Door(NamedTuple):
    """A service: what it is, when it is open, where, whom to call."""

    name: str
    plain: str
    open: str
    where: str
    href: str
    phone: page.Phone | None


def listing(community: Community, timetable: Timetable, today: date, related: Related) -> dict[str, Any]:
    """Return the context of the slot."""
    last = today + timedelta(days=DAYS - 1)
    days = [
        {
            "date": day.isoformat(),
            "name": phrases.short_day(day),
            "star": phrases.star(day),
            "note": _note(timetable, day),
            "rows": [_told(occurrence) for occurrence in found],
            "hidden": number >= SHOWN,
        }
        for number, (day, found) in enumerate(timetable.days(today, last).items())
    ]
    return {
        "name": community.organization.short_name or community.organization.name,
        "days": days,
        "unpublished": unpublished(timetable, today, last),
        "phone": page.phone(community.organization.phone),
        "services": [_door(community, s, today) for s in community.services if s.status not in ("结束", "暂停")],
    }


def _note(timetable: Timetable, day: date) -> str:
    known = timetable.day(day)
    return f"{known.holiday}放假" if known.holiday else known.makeup


def _told(occurrence: Occurrence) -> Told:
    course, status = occurrence.course, occurrence.status
    cut = status in CUT
    parts = [_why(occurrence)] if cut or occurrence.reason or occurrence.moved_from else []
    if not cut:
        parts = [f"在{_place(occurrence.venue)}" if occurrence.venue else "", *parts]
    return Told(
        start=phrases.iso(occurrence.dtstart),
        end=phrases.iso(occurrence.over),
        clock=phrases.spoken(occurrence.dtstart.time()),
        name=course.title,
        group=occurrence.group,
        href=f"q/{course.id}/",
        cut=cut,
        word="改到这天" if occurrence.moved_from else _WORDS.get(status, ""),
        about="".join(f"{part.rstrip('。')}。" for part in parts if part),
        plain="" if cut else course.plain or "",
    )


def _why(occurrence: Occurrence) -> str:
    """老师当天外出学习，改到星期四（11月26日）晚上7:30"""
    instead = ""
    if occurrence.moved_to:
        instead = f"改到{_moment(occurrence.moved_to)}"
    elif occurrence.moved_from:
        instead = f"原来是{_moment(occurrence.moved_from)}"
    elif occurrence.status is Status.RELOCATED and occurrence.venue_was:
        instead = f"原来在{occurrence.venue_was.name}"
    else:
        return why(occurrence)
    return phrases.joined([occurrence.reason.rstrip("。，；"), instead], "，")


def _moment(value: datetime) -> str:
    return f"{phrases.star(value.date())}（{phrases.short_day(value.date())}）{phrases.spoken(value.time())}"


def _place(venue: Record) -> str:
    return f"{venue.name}（{venue.room}）" if venue.room else str(venue.name)


def _door(community: Community, service: Record, today: date) -> Door:
    venue = community.find("venues", service.venue)
    found = [phrases.joined([f"{o.days}{o.span}", o.note], "，") for o in lines(community, service, today)]
    return Door(
        name=service.name,
        plain=service.plain or service.summary or "",
        open="；".join(found),
        where=_place(venue) if venue else "",
        href=f"services/{service.id}/",
        phone=page.phone(service.phone, community.organization.phone),
    )
