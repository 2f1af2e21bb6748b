"""Calendars to subscribe to (RFC 5545): takes a community and its timetable, gives each .ics file's path and bytes.

icalendar writes every component exactly once; the course's, the venue's and the common calendar are put together
from those texts. Nothing here computes a date: RRULE and EXDATE only describe the rows of the timetable, and nothing
depends on the clock, so equal data give equal bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from math import gcd
from typing import Final

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vDatetime, vDDDLists, vInt, vRecur, vText
from icalendar.parser import Contentline

from linli.model import SHANGHAI, Community, Record
from linli.timetable import Occurrence, Status, Timetable
from linli.writing import WEEKDAYS

_CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEK: Final = timedelta(days=7)
_END: Final = b"END:VCALENDAR\r\n"


def calendars(community: Community, timetable: Timetable, site_url: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield calendar/courses/<id>.ics for every course, calendar/venues/<id>.ics for every venue, calendar/all.ics.

    A venue's calendar holds the series that meet there (a session that moves elsewhere says so) and, as single
    events, the sessions that come from other venues. `site_url` ends with a slash; where given, events link to it.
    """
    everything: list[bytes] = []
    by_venue: dict[str, list[bytes]] = defaultdict(list)
    name = community.organization.short_name or community.organization.name
    for course in community.courses:
        texts = []
        for series in _series(community, timetable.of_course(course.id), site_url):
            texts.append(series.text)
            if series.venue:
                by_venue[series.venue].append(series.text)
            for venue, guest in series.guests:
                by_venue[venue].append(guest)
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
    guests: tuple[tuple[str, bytes], ...]
    """Sessions at another venue than the series', as events of their own."""


def _series(community: Community, rows: Sequence[Occurrence], site_url: str) -> Iterator[_Series]:
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for row in rows:
        found[row.series].append(row)
    writer = _Writer(community, site_url)
    for series in found.values():
        slots = {row.uid: row for row in series if row.moved_from is None}
        final = {row.uid: row for row in series if row.moved_to is None}
        shown = [uid for uid in sorted(slots, key=lambda uid: slots[uid].recurrence_id) if _shown(final[uid])]
        if not shown:
            continue
        venue = _usual_venue([slots[uid] for uid in shown])
        home = venue.id if venue else ""
        sessions = [final[uid] for uid in shown]
        if len(sessions) == 1:
            text = writer.single(sessions[0], sessions[0].series)
        else:
            text = writer.recurring([slots[uid] for uid in shown], sessions, venue)
        guests = [row for row in sessions if row.venue and row.venue.id != home]
        yield _Series(
            text=text,
            venue=home,
            guests=tuple((row.venue.id, writer.single(row, row.uid)) for row in guests if row.venue),
        )


def _shown(row: Occurrence) -> bool:
    """Whether people should see the session: an official holiday simply leaves no trace in a calendar."""
    return row.status is not Status.HOLIDAY


def _usual_venue(slots: Sequence[Occurrence]) -> Record | None:
    undisturbed = next((row for row in slots if not row.sequence), None)
    return undisturbed.venue if undisturbed else slots[0].venue_was or slots[0].venue


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes components of one community."""

    community: Community
    site_url: str

    def single(self, row: Occurrence, uid: str) -> bytes:
        """Return one session as an event of its own."""
        return _text(self._session(row, uid))

    def recurring(self, slots: Sequence[Occurrence], sessions: Sequence[Occurrence], venue: Record | None) -> bytes:
        """Return the series of the planned `slots` and an override for each of its `sessions` that differs.

        Both run in parallel and in order of the planned start. Where everything is off, the series itself is.
        """
        first = slots[0]
        off = all(row.status is Status.CANCELLED and not row.sequence for row in sessions)
        status = Status.CANCELLED if off else Status.ON
        master = self._event(first, first.series, status=status, venue=venue, marks=("停课",) if off else ())
        _times(master, first.recurrence_id, first.recurrence_id + (first.dtend - first.dtstart))
        if off:
            master["SEQUENCE"] = vInt(1)
        master["DESCRIPTION"] = vText("\n".join([first.reason] * off + _about(first)))
        rule, gaps = _rule([row.recurrence_id for row in slots])
        master["RRULE"] = rule
        if gaps:
            master["EXDATE"] = vDDDLists(gaps)
        texts = [_text(master)]
        if not off:
            stamp = first.recurrence_id
            texts += [self._override(row, stamp) for row in sessions if row.sequence or row.status is Status.CANCELLED]
        return b"".join(texts)

    def _override(self, row: Occurrence, stamp: datetime) -> bytes:
        event = self._session(row, row.series, stamp)
        event["RECURRENCE-ID"] = vDatetime(row.recurrence_id)
        return _text(event)

    def _session(self, row: Occurrence, uid: str, stamp: datetime | None = None) -> Event:
        marks = _marks(row)
        event = self._event(row, uid, status=row.status, venue=row.venue, marks=marks, stamp=stamp)
        _times(event, row.dtstart, row.dtend)
        event["SEQUENCE"] = vInt(row.sequence or int(row.status is Status.CANCELLED))
        event["DESCRIPTION"] = vText("\n".join(_news(row) + _about(row)))
        return event

    def _event(
        self,
        row: Occurrence,
        uid: str,
        *,
        status: Status,
        venue: Record | None,
        marks: Sequence[str] = (),
        stamp: datetime | None = None,
    ) -> Event:
        event = Event()
        event["UID"] = vText(f"{uid}@{self.community.identifier}")
        event["DTSTAMP"] = vDatetime((stamp or row.recurrence_id).astimezone(UTC))
        group = f"({row.group})" if row.group else ""
        event["SUMMARY"] = vText("".join(f"【{mark}】" for mark in marks) + row.course.title + group)
        event["STATUS"] = vText("CANCELLED" if status is Status.CANCELLED else "CONFIRMED")
        if venue:
            event["LOCATION"] = vText(" ".join(t for t in (venue.name, venue.room, venue.address) if t))
        if self.site_url:
            event["URL"] = vText(f"{self.site_url}courses/{row.course.id}/")
        return event


def _times(event: Event, start: datetime, end: datetime) -> None:
    event["DTSTART"] = vDatetime(start)
    event["DTEND"] = vDatetime(end)


def _text(event: Event) -> bytes:
    """As `event.to_ical()`, but equal lines (place, description, status) are folded once."""
    return b"".join(_folded(line) for line in event.content_lines() if line)


@lru_cache(maxsize=8192)
def _folded(line: Contentline) -> bytes:
    return bytes(line.to_ical()) + b"\r\n"


def _rule(starts: Sequence[datetime]) -> tuple[vRecur, list[datetime]]:
    """Return the narrowest weekly rule that covers the starts, which are weeks apart, and what it holds beside them.

    UNTIL is in UTC, as RFC 5545 3.3.10 asks where DTSTART has a time zone.
    """
    weeks = gcd(*((after - before) // _WEEK for before, after in pairwise(starts)))
    rule = vRecur(
        FREQ="WEEKLY", INTERVAL=weeks, BYDAY=_CODES[starts[0].weekday()], UNTIL=starts[-1].astimezone(UTC)
    )
    wanted = frozenset(starts)
    steps = (starts[-1] - starts[0]) // (_WEEK * weeks)
    grid = (starts[0] + _WEEK * weeks * number for number in range(steps))
    return rule, [start for start in grid if start not in wanted]


def _marks(row: Occurrence) -> list[str]:
    """Return what a reader must see at once, in the words of the timetable."""
    if row.status is Status.CANCELLED:
        return ["停课"]
    moved = ["改期"] if row.moved_from else []
    elsewhere = ["换地点"] if row.venue_was and row.status is not Status.ADDED else []
    extra = [str(row.status)] if row.status in (Status.ADDED, Status.MAKEUP) else []
    return moved + elsewhere + extra


def _news(row: Occurrence) -> list[str]:
    news = []
    if row.moved_from:
        news.append(f"原定{_moment(row.recurrence_id)}")
    if row.venue_was and row.venue and row.venue_was is not row.venue:
        news.append(f"原定在{row.venue_was.name}")
    if row.reason:
        news.append(row.reason)
    return [";".join(news)] if news else []


@lru_cache(maxsize=None)
def _lines(audience: str | None, fee: str | None, bring: str | None, phone: str | None) -> tuple[str, ...]:
    labelled = (("适合", audience), ("费用", fee), ("请带", bring), ("电话", phone))
    return tuple(f"{label}:{text}" for label, text in labelled if text)


def _about(row: Occurrence) -> list[str]:
    course = row.course
    lines = _lines(course.audience, course.fee, course.bring, course.phone)
    return [row.note, *lines] if row.note else list(lines)


def _moment(value: datetime) -> str:
    return f"{value.year}年{value.month}月{value.day}日({WEEKDAYS[value.weekday()]}){value:%H:%M}"


def _calendar(name: str, texts: Sequence[bytes]) -> bytes:
    return _head(name) + _zone() + b"".join(texts) + _END


def _head(name: str) -> bytes:
    calendar = Calendar()
    calendar["VERSION"] = vText("2.0")
    calendar["PRODID"] = vText("-//linli//ZH")
    calendar["NAME"] = calendar["X-WR-CALNAME"] = vText(name)
    calendar["X-WR-TIMEZONE"] = vText("Asia/Shanghai")
    calendar["X-PUBLISHED-TTL"] = vText("P1D")
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    return bytes(calendar.to_ical()).removesuffix(_END)


@lru_cache(maxsize=1)
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
