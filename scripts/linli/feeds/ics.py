"""Calendars to subscribe to (RFC 5545): takes a community and its timetable, gives each .ics file's path and bytes.

Every event is written exactly once; the course's, the class's, the venue's and the common calendar are put together
from those texts. Nothing depends on the clock: equal data with an equal history give equal bytes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache, partial
from typing import Final

from icalendar import Calendar, Timezone, TimezoneStandard

from linli.feeds import joining
from linli.feeds.lines import line
from linli.feeds.vevent import Writer, goes_on
from linli.model import SHANGHAI, Record
from linli.revisions import Stamps
from linli.timetable import Occurrence
from linli.views import Edition
from linli.views.sources import Remembered, afresh

_END: Final = b"END:VCALENDAR\r\n"


def calendars(
    edition: Edition, stamps: Stamps | None = None, remembered: Remembered = afresh
) -> Iterator[tuple[str, bytes]]:
    """Yield calendar/courses/<id>.ics, calendar/groups/<id>.ics, calendar/venues/<id>.ics and calendar/all.ics.

    A course's and a class's calendar also hold the moment from which on one can sign up; in the common one that would
    stand once for every course that shares a form. A venue's calendar holds the series that meet there (a session that
    moves elsewhere says so) and, as single events, the sessions that come from other venues. Events link to the site
    where its address is known; `stamps` say when each series was last changed; `remembered` knows series of earlier builds.
    """
    community, timetable = edition.community, edition.timetable
    writer = Writer(community, edition.site_url, stamps or Stamps())
    everything: list[bytes] = []
    by_venue: dict[str, list[bytes]] = defaultdict(list)
    by_group: dict[str, list[bytes]] = defaultdict(list)
    name = community.organization.short_name or community.organization.name
    for course in community.courses:
        texts = []
        rows = timetable.of_course(course.id)
        told = sorted({(row.series, writer.stamps.of(row.series)) for row in rows})
        for series in remembered(course, told, partial(_all_series, writer, rows)):
            texts.append(series.text)
            by_group[series.group].append(series.text)
            for key, text in series.places:
                by_venue[key].append(text)
        everything += texts
        texts += [writer.joining(course, form) for form in joining.forms(community, timetable.groups_of(course.id))]
        yield f"calendar/courses/{course.id}.ics", _calendar(f"{course.title}｜{name}", texts)
    for group in timetable.groups:
        title = f"{group.course.title}（{group.name}）" if group.name else group.course.title
        joins = [writer.joining(group.course, form) for form in joining.forms(community, [group])]
        yield f"calendar/groups/{group.id}.ics", _calendar(f"{title}｜{name}", [*by_group[group.id], *joins])
    for venue in community.venues:
        yield f"calendar/venues/{venue.id}.ics", _calendar(f"{venue.name}｜{name}", by_venue[venue.id])
    yield "calendar/all.ics", _calendar(f"{name}课表", everything)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Series:
    text: bytes
    """The VEVENT of the series, those that override it and those of the slots that it left."""
    group: str
    places: tuple[tuple[str, bytes], ...]
    """By venue: the series where it usually is, and what is elsewhere as events of their own."""


def _all_series(writer: Writer, rows: Sequence[Occurrence]) -> list[_Series]:
    return list(_series(writer, rows))


def _series(writer: Writer, rows: Sequence[Occurrence]) -> Iterator[_Series]:
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for row in rows:
        found[row.series].append(row)
    for series in found.values():
        slots = sessions = series
        changed = any(row.sequence for row in series)
        if changed:
            slots, sessions = _pairs(series)
        venue = _usual_venue(slots)
        home = venue.id if venue else ""
        if len(slots) == 1 and (slots[0].uid == slots[0].series or not goes_on(slots[0].rule)):
            text = writer.single(sessions[0], sessions[0].series)
        else:
            text = writer.recurring(slots, sessions, venue)
        guests = [(row, row.venue.id) for row in sessions if changed and row.venue and row.venue.id != home]
        left = list(_left(writer, series, sessions)) if changed else []
        places = [(home, text), *left, *((key, writer.single(row, row.uid)) for row, key in guests)]
        yield _Series(
            text=text + b"".join(gone for _, gone in left),
            group=slots[0].klass.id,
            places=tuple((key, part) for key, part in places if key),
        )


def _left(writer: Writer, series: Sequence[Occurrence], sessions: Sequence[Occurrence]) -> Iterator[tuple[str, bytes]]:
    """Yield the venue and the event of every slot that a session left: a family must see where it went."""
    final = {row.uid: row for row in sessions}
    times: Counter[str] = Counter()
    for row in sorted(series, key=lambda row: (row.moved_from is not None, row.dtstart)):
        if row.moved_to is not None and row.moved_to != row.dtstart:
            times[row.uid] += 1
            uid = f"{row.uid}-was" if times[row.uid] == 1 else f"{row.uid}-was-{times[row.uid]}"
            yield row.venue.id if row.venue else "", writer.left(row, uid, final[row.uid])


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
