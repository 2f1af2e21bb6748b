"""One VEVENT after another (RFC 5545): takes occurrences, gives their text.

icalendar writes and folds every property; equal properties (a place, a rule, a description) are written once and
kept, because a thousand courses share them. Nothing here computes a date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from math import gcd
from typing import Any, Final

from icalendar import Parameters, vDatetime, vDDDLists, vRecur, vText
from icalendar.parser import Contentline

from linli.model import Record
from linli.timetable import Occurrence, Status
from linli.writing import WEEKDAYS

_CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY: Final = timedelta(days=1)
_NONE: Final = Parameters()


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the events of one community."""

    identifier: str
    """Domain of every UID."""
    site_url: str
    """With a closing slash, or empty."""

    def single(self, row: Occurrence, uid: str) -> bytes:
        """Return one session as an event of its own."""
        return _event(self._session(row, uid, row.recurrence_id))

    def recurring(self, slots: Sequence[Occurrence], sessions: Sequence[Occurrence], venue: Record | None) -> bytes:
        """Return the series of the planned `slots` and an override for each of its `sessions` that differs.

        Both run in parallel and in order of the planned start. Where everything is off, the series itself is.
        """
        first = slots[0]
        start = first.recurrence_id
        off = all(row.status is Status.CANCELLED and not row.sequence for row in sessions)
        master = [
            *self._head(first, first.series, start, ("停课",) if off else (), venue),
            *_times(start, start + (first.over - first.dtstart)),
            *_rule(slots),
            line("SEQUENCE", str(int(off))),
            line("STATUS", "CANCELLED" if off else "CONFIRMED"),
            line("DESCRIPTION", _description([first.reason] if off else [], first)),
        ]
        overrides = [] if off else [r for r in sessions if r.sequence or r.status is Status.CANCELLED]
        return _event(master) + b"".join(
            _event([_time("RECURRENCE-ID", row.recurrence_id), *self._session(row, row.series, start)])
            for row in overrides
        )

    def _session(self, row: Occurrence, uid: str, stamp: datetime) -> Iterator[bytes]:
        cancelled = row.status is Status.CANCELLED
        yield from self._head(row, uid, stamp, _marks(row), row.venue)
        yield from _times(row.dtstart, row.over)
        yield line("SEQUENCE", str(row.sequence or int(cancelled)))
        yield line("STATUS", "CANCELLED" if cancelled else "CONFIRMED")
        yield line("DESCRIPTION", _description(_news(row), row))

    def _head(
        self, row: Occurrence, uid: str, stamp: datetime, marks: Sequence[str], venue: Record | None
    ) -> Iterator[bytes]:
        group = f"({row.group})" if row.group else ""
        yield line("UID", f"{uid}@{self.identifier}")
        yield _time("DTSTAMP", stamp.astimezone(UTC))
        yield line("SUMMARY", "".join(f"【{mark}】" for mark in marks) + row.course.title + group)
        if venue:
            yield line("LOCATION", " ".join(text for text in (venue.name, venue.room, venue.address) if text))
        if self.site_url:
            yield line("URL", f"{self.site_url}courses/{row.course.id}/")


def _event(lines: Sequence[bytes] | Iterator[bytes]) -> bytes:
    return b"BEGIN:VEVENT\r\n" + b"".join(lines) + b"END:VEVENT\r\n"


def _times(start: datetime, end: datetime) -> tuple[bytes, bytes]:
    return _time("DTSTART", start), _time("DTEND", end)


def _rule(slots: Sequence[Occurrence]) -> Iterator[bytes]:
    """Yield the narrowest weekly RRULE that covers the slots, which are weeks apart, and an EXDATE for the rest.

    UNTIL is in UTC, as RFC 5545 3.3.10 asks where DTSTART has a time zone.
    """
    first, last = slots[0].recurrence_id, slots[-1].recurrence_id
    days = [row.recurrence_id.toordinal() for row in slots]
    step = gcd(*(after - before for before, after in pairwise(days)))
    yield _recur(step // 7, first.weekday(), last)
    if days[-1] - days[0] > step * (len(days) - 1):
        taken = frozenset(days)
        gaps = (day for day in range(days[0], days[-1], step) if day not in taken)
        yield _property("EXDATE", vDDDLists([first + _DAY * (day - days[0]) for day in gaps]))


def _marks(row: Occurrence) -> list[str]:
    """Return what a reader must see at once, in the words of the timetable."""
    if row.status is Status.CANCELLED:
        return ["停课"]
    moved = ["改期"] if row.moved_from else []
    elsewhere = ["换地点"] if row.status is Status.RELOCATED or (row.venue_was and row.moved_from) else []
    extra = [str(row.status)] if row.status in (Status.ADDED, Status.MAKEUP) else []
    return moved + elsewhere + extra


def _news(row: Occurrence) -> list[str]:
    """Return what is different this time and why, on one line."""
    news = []
    if row.moved_from:
        news.append(f"原定{_moment(row.recurrence_id)}")
    if row.venue_was and row.venue and row.venue_was is not row.venue:
        news.append(f"原定在{row.venue_was.name}")
    if row.reason:
        news.append(row.reason)
    return [";".join(news)] if news else []


def _description(news: Sequence[str], row: Occurrence) -> str:
    course = row.course
    labelled = (("适合", course.audience), ("费用", course.fee), ("请带", course.bring), ("电话", course.phone))
    return "\n".join([*news, *filter(None, [row.note]), *(f"{label}:{text}" for label, text in labelled if text)])


def _moment(value: datetime) -> str:
    return f"{value.year}年{value.month}月{value.day}日({WEEKDAYS[value.weekday()]}){value:%H:%M}"


@lru_cache(maxsize=8192)
def line(name: str, text: str) -> bytes:
    """Return a TEXT property, folded."""
    return _property(name, vText(text))


@lru_cache(maxsize=8192)
def _time(name: str, value: datetime) -> bytes:
    return _property(name, vDatetime(value))


@lru_cache(maxsize=1024)
def _recur(weeks: int, weekday: int, last: datetime) -> bytes:
    rule = vRecur(FREQ="WEEKLY", INTERVAL=weeks, BYDAY=_CODES[weekday], UNTIL=last.astimezone(UTC))
    return _property("RRULE", rule)


def _property(name: str, value: Any) -> bytes:
    parameters: Any = getattr(value, "params", _NONE)
    whole = Contentline.from_parts(name, parameters, value)
    data = whole.encode()
    return data + b"\r\n" if len(data) < 75 else bytes(whole.to_ical()) + b"\r\n"
