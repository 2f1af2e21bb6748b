"""The 长辈版: takes everything, gives a fortnight of sessions and the services in spoken words.

A week is shown. The days after it wait in the page for the time when they belong to the week; every word that depends
on the clock carries its time, and an old page says to which day it reaches.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from linli import phrases
from linli.model import Community
from linli.timetable import Day, Occurrence
from linli.timetable.phases import midnight
from linli.views import page
from linli.views.edition import Edition
from linli.views.services import Entry
from linli.views.spoken import Told, lasting, made_up, place, said, told

DAYS: Final = 14
SHOWN: Final = 7
NEAR: Final = 2
"""So many days are told at full size; before the others stands 这一周."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Spoken:
    """One day."""

    date: str
    name: str
    """11月24日"""
    star: str
    """星期二"""
    note: str
    rows: list[Told]
    start: datetime
    """From when on it belongs to the week that is shown."""
    end: datetime
    """Midnight, or when the last of a night that began on it is over."""
    waits: bool
    """Whether that is after the day of the build."""
    week: str
    """这一周（到11月30日）, said before it while it is the day after tomorrow."""
    week_start: datetime
    week_end: datetime
    over: datetime | None
    """From when on nothing is left of the day."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Door:
    """A service: what it is, when it is open, where, whom to call."""

    name: str
    plain: str
    now: str
    """Key of the words that say whether it is open."""
    open: str
    where: str
    href: str
    phone: page.Phone | None


def listing(edition: Edition, services: dict[str, Any]) -> dict[str, Any]:
    """Return the context of the slot; `services` is that of the services' list."""
    community, timetable, today = edition.community, edition.timetable, edition.today
    last = today + (DAYS - 1) * _DAY
    long, uids = lasting(timetable, today, last, SHOWN)
    days = [
        _day(timetable.day(day), [o for o in found if not (o.all_day and o.held and o.uid in uids)], today, last)
        for day, found in timetable.days(today, last).items()
    ]
    return {
        "name": community.organization.short_name or community.organization.name,
        "built": phrases.full_day(today),
        "last": phrases.full_day(last),
        "old": midnight(today + (DAYS - SHOWN + 1) * _DAY),
        "days": days,
        "lasting": long,
        "unpublished": [
            (year, start if (start := midnight(date(year, 1, 1) - (SHOWN - 1) * _DAY)) > midnight(today) else None)
            for year in sorted({today.year, last.year} & edition.related.unpublished)
        ],
        "phone": page.phone(community.organization.phone),
        "services": [_door(community, entry) for entry in services["services"] if not entry.state],
        "shared": services["shared"],
    }


def _day(known: Day, occurrences: list[Occurrence], today: date, last: date) -> Spoken:
    day = known.date
    rows = told(occurrences, today)
    start = midnight(day - (SHOWN - 1) * _DAY)
    return Spoken(
        date=day.isoformat(),
        name=said(day, today),
        star=phrases.star(day),
        note=_note(known, rows),
        rows=rows,
        start=start,
        end=max([midnight(day + _DAY), *(row.end for row in rows)]),
        waits=start > midnight(today),
        week=f"这一周（到{phrases.short_day(min(last, day + (SHOWN - NEAR - 1) * _DAY))}）",
        week_start=midnight(day - NEAR * _DAY),
        week_end=midnight(day - (NEAR - 1) * _DAY),
        over=max((row.end for row in rows), default=None),
    )


def _note(known: Day, rows: list[Told]) -> str:
    if known.holiday:
        return f"{known.holiday}放假"
    if known.unsure:
        return f"{known.unsure}怎么放假还没有公布，上不上课请先打电话"
    return made_up(rows, known.date) if known.makeup else ""


def _door(community: Community, entry: Entry) -> Door:
    service = entry.record
    venue = community.find("venues", service.venue)
    lines = [phrases.joined([f"{o.days} {o.span}", "" if entry.note else o.note], "，") for o in entry.openings]
    return Door(
        name=service.name,
        plain=service.plain or service.summary or "",
        now=entry.open,
        open=phrases.joined([entry.season, "；".join(lines), entry.note], "，"),
        where=place(venue) if venue else "",
        href=entry.link.href,
        phone=page.phone(service.phone, community.organization.phone),
    )
