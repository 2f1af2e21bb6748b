"""One VEVENT after another (RFC 5545): takes occurrences, gives their text. Nothing here computes a date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import gcd
from typing import Any, Final

from linli.feeds import joining, lines, places, said
from linli.feeds.lines import line
from linli.model import Community, Record
from linli.revisions import Stamps
from linli.timetable import Occurrence, Rule, Status

_CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the events of one community."""

    community: Community
    site_url: str
    """With a closing slash, or empty."""
    stamps: Stamps

    def single(self, row: Occurrence, uid: str) -> bytes:
        """Return one session as an event of its own."""
        return _event(self._session(row, uid, row.recurrence_id))

    def joining(self, course: Record, form: Record) -> bytes:
        """Return the moment from which on one can sign up for a course, as an event of a quarter of an hour."""
        opens, all_day = form.opens_at, joining.is_day(form)
        page = f"{self.site_url}courses/{course.id}/" if self.site_url else ""
        return _event(
            [
                line("UID", f"{course.id}-join-{form.id}@{self.community.identifier}"),
                lines.stamp("DTSTAMP", opens),
                line("SUMMARY", joining.title(course, form)),
                lines.categories("报名"),
                *([lines.address("URL", address)] if (address := form.url or page) else []),
                *_times(opens, None if all_day else opens + joining.LONG, all_day),
                line("SEQUENCE", "0"),
                line("STATUS", "CONFIRMED"),
                line("TRANSP", "TRANSPARENT"),
                line("DESCRIPTION", joining.description(course, form, page)),
            ]
        )

    def left(self, row: Occurrence, uid: str, final: Occurrence) -> bytes:
        """Return the slot that a session left, as a cancelled event; `final` is what became of the session."""
        marks, news = (said.marks(row), said.gone_to(row)) if final.held else (said.marks(final), "")
        told = [news, row.reason] if final.held else [final.reason]
        return _event(
            [
                *self._head(row, uid, row.recurrence_id, said.title(row, marks, news), row.venue),
                *_times(row.dtstart, row.dtend, row.all_day),
                *self._state(row, cancelled=True),
                line("DESCRIPTION", said.description(row, [text for text in told if text], self.community)),
            ]
        )

    def recurring(self, slots: Sequence[Occurrence], sessions: Sequence[Occurrence], venue: Record | None) -> bytes:
        """Return the series of the planned `slots` and an override for each of its `sessions` that differs.

        Both run in parallel and in order of the planned start. Where everything is off, the series itself is.
        """
        first = slots[0]
        start = first.recurrence_id
        off = all(row.status is Status.CANCELLED and not row.sequence for row in sessions)
        marks = said.marks(first) if off else ()
        master = [
            *self._head(first, first.series, start, said.title(_usual(first), marks), venue),
            *_times(start, start + (first.dtend - first.dtstart) if first.dtend else None, first.all_day),
            *_rule(slots),
            *self._state(first, cancelled=off, announced=int(off)),
            line("DESCRIPTION", said.description(_usual(first), [first.reason] if off else [], self.community)),
        ]
        overrides = [] if off else [r for r in sessions if r.sequence or r.status is not Status.ON]
        return _event(master) + b"".join(
            _event(
                [
                    lines.moment("RECURRENCE-ID", row.recurrence_id, first.all_day),
                    *self._session(row, row.series, start),
                ]
            )
            for row in overrides
        )

    def _session(self, row: Occurrence, uid: str, stamp: datetime) -> Iterator[bytes]:
        yield from self._head(row, uid, stamp, said.title(row, said.marks(row), said.why_off(row)), row.venue)
        yield from _times(row.dtstart, row.dtend, row.all_day)
        yield from self._state(row, cancelled=not row.held)
        yield line("DESCRIPTION", said.description(row, said.news(row), self.community))

    def _head(self, row: Occurrence, uid: str, planned: datetime, title: str, venue: Record | None) -> Iterator[bytes]:
        stamp = self.stamps.of(row.series)
        yield line("UID", f"{uid}@{self.community.identifier}")
        yield lines.stamp("DTSTAMP", stamp.changed if stamp else planned)
        if stamp and stamp.certain:
            yield lines.stamp("LAST-MODIFIED", stamp.changed)
        yield line("SUMMARY", title)
        if venue:
            yield line("LOCATION", said.place(venue))
            yield from _where(venue)
        if row.course.category:
            yield lines.categories(row.course.category)
        if self.site_url:
            yield lines.address("URL", f"{self.site_url}courses/{row.course.id}/")

    def _state(self, row: Occurrence, *, cancelled: bool, announced: int = 0) -> Iterator[bytes]:
        """SEQUENCE grows with every change that the history holds; without one, with those announced."""
        stamp = self.stamps.of(row.series)
        yield line("SEQUENCE", str(stamp.sequence if stamp else announced or row.sequence or int(cancelled)))
        yield line("STATUS", "CANCELLED" if cancelled else "CONFIRMED")


def _usual(row: Occurrence) -> Occurrence:
    """The session as its series says it, without what is different this time."""
    return replace(row, topic="", teacher=row.klass.teacher) if row.sequence else row


def goes_on(rule: Rule) -> bool:
    """Whether nobody can say which session is the last: weeks that are counted end by themselves."""
    return rule.endless and not rule.weeks


def _event(parts: Sequence[bytes] | Iterator[bytes]) -> bytes:
    return b"BEGIN:VEVENT\r\n" + b"".join(parts) + b"END:VEVENT\r\n"


def _times(start: datetime, end: datetime | None, all_day: bool) -> Iterator[bytes]:
    """DTSTART, and DTEND where somebody said when it ends."""
    yield lines.moment("DTSTART", start, all_day)
    if end is not None:
        yield lines.moment("DTEND", end, all_day)


def _where(venue: Record) -> Iterator[bytes]:
    if position := places.position(venue):
        yield lines.position(*position)
    if places.is_online(venue) and (link := places.link(venue)):
        yield lines.conference(link, venue.name)


def _rule(slots: Sequence[Occurrence]) -> Iterator[bytes]:
    """Yield the RRULE of the slots: as the timetable says it where it is monthly or has no end, else the narrowest.

    The narrowest weekly one covers slots that are weeks apart, with an EXDATE for the rest.
    """
    first, last = slots[0], slots[-1]
    rule = first.rule
    limit: datetime | Any = last.recurrence_id.astimezone(UTC)
    end = {"UNTIL": last.recurrence_id.date() if first.all_day else limit}
    if rule.freq == "MONTHLY":
        days = {"BYMONTHDAY": rule.monthday} if rule.monthday else {"BYDAY": f"{rule.nth}{_CODES[rule.weekday or 0]}"}
        yield lines.rule(FREQ="MONTHLY", **days, **({} if goes_on(rule) else end))
        return
    weekday = _CODES[first.recurrence_id.weekday()]
    if goes_on(rule):
        yield lines.rule(FREQ="WEEKLY", INTERVAL=rule.interval, BYDAY=weekday)
        return
    numbers = [row.recurrence_id.toordinal() for row in slots]
    step = gcd(*(after - before for before, after in pairwise(numbers)))
    yield lines.rule(FREQ="WEEKLY", INTERVAL=step // 7, BYDAY=weekday, **end)
    if numbers[-1] - numbers[0] > step * (len(numbers) - 1):
        taken = frozenset(numbers)
        gaps = (day for day in range(numbers[0], numbers[-1], step) if day not in taken)
        yield lines.except_dates([first.recurrence_id + _DAY * (day - numbers[0]) for day in gaps], first.all_day)
