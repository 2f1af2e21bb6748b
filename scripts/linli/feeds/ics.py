"""Calendars to subscribe to (RFC 5545): takes a community and its timetable, gives each .ics file's path and bytes.

Every event is written exactly once; the course's, the venue's and the common calendar are put together from those
texts. Nothing depends on the clock: equal data give equal bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from icalendar import Calendar, Timezone, TimezoneStandard

from linli.feeds.vevent import Writer, line
from linli.model import SHANGHAI, Community, Record
from linli.timetable import Occurrence, Status, Timetable

_END: Final = b"END:VCALENDAR\r\n"


def calendars(community: Community, timetable: Timetable, site_url: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield calendar/courses/<id>.ics for every course, calendar/venues/<id>.ics for every venue, calendar/all.ics.

    A venue's calendar holds the series that meet there (a session that moves elsewhere says so) and, as single
    events, the sessions that come from other venues. `site_url` ends with a slash; where given, events link to it.
    """
    writer = Writer(community.identifier, site_url)
    everything: list[bytes] = []
    by_venue: dict[str, list[bytes]] = defaultdict(list)
    name = community.organization.short_name or community.organization.name
    for course in community.courses:
        texts = []
        for series in _series(writer, timetable.of_course(course.id)):
            texts.append(series.text)
            if series.venue:
                by_venue[series.venue].append(series.text)
            for elsewhere, guest in series.guests:
                by_venue[elsewhere].append(guest)
        everything += texts
        yield f"calendar/courses/{course.id}.ics", _calendar(f"{course.title}｜{name}", texts)
    for venue in community.venues:
        yield f"calendar/venues/{venue.id}.ics", _calendar(f"{venue.name}｜{name}", by_venue[venue.id])
    yield "calendar/all.ics", _calendar(f"{name}课表", everything)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Series:
    text: bytes
    """The VEVENT of the series and those that override it."""
    venue: str
    guests: tuple[tuple[str, bytes], ...] = ()
    """Sessions at another venue than the series', as events of their own."""


def _series(writer: Writer, rows: Sequence[Occurrence]) -> Iterator[_Series]:
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for row in rows:
        if row.status is not Status.HOLIDAY:  # an official day off leaves no trace in a calendar
            found[row.series].append(row)
    for series in found.values():
        slots = sessions = series
        changed = any(row.sequence for row in series)
        if changed:
            slots, sessions = _pairs(series)
        venue = _usual_venue(slots)
        home = venue.id if venue else ""
        if len(slots) == 1:
            text = writer.single(sessions[0], sessions[0].series)
        else:
            text = writer.recurring(slots, sessions, venue)
        guests = [(row, row.venue.id) for row in sessions if changed and row.venue and row.venue.id != home]
        yield _Series(text=text, venue=home, guests=tuple((key, writer.single(row, row.uid)) for row, key in guests))


def _pairs(series: Sequence[Occurrence]) -> tuple[list[Occurrence], list[Occurrence]]:
    """Return the planned slots, in order, and beside each what became of it at last."""
    slots = sorted((row for row in series if row.moved_from is None), key=lambda row: row.recurrence_id)
    final = {row.uid: row for row in series if row.moved_to is None}
    return slots, [final[row.uid] for row in slots]


def _usual_venue(slots: Sequence[Occurrence]) -> Record | None:
    undisturbed = next((row for row in slots if not row.sequence), None)
    return undisturbed.venue if undisturbed else slots[0].venue_was or slots[0].venue


def _calendar(name: str, texts: Sequence[bytes]) -> bytes:
    head, zone = _frame()
    return b"".join([head, line("NAME", name), line("X-WR-CALNAME", name), zone, *texts, _END])


@lru_cache(maxsize=1)
def _frame() -> tuple[bytes, bytes]:
    """What every calendar begins with, up to its name, and what follows the name."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//linli//ZH")
    calendar.add("x-wr-timezone", SHANGHAI.key)
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    return bytes(calendar.to_ical()).removesuffix(_END), _zone()


def _zone() -> bytes:
    """China Standard Time; summer time ended in 1991, before any event here."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1992, 1, 1))  # noqa: DTZ001  RFC 5545 3.6.5 asks for local time
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=8))
    standard.add("tzname", "CST")
    zone = Timezone()
    zone.add("tzid", SHANGHAI.key)
    zone.add_component(standard)
    return bytes(zone.to_ical())
