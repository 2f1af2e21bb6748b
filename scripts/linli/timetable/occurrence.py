"""What takes place when: gives `Status`, `Occurrence` and `Day`, the values every output is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zlib import crc32

from linli.model import Record


class Status(StrEnum):
    """What became of a planned session, in the word residents read."""

    ON = "照常"
    CANCELLED = "停课"
    MOVED = "改期"
    """The planned slot, not held: `moved_to` says when instead."""
    ADDED = "加课"
    RELOCATED = "换地点"
    HOLIDAY = "放假"
    """Not held on an official day off; the reason is its name."""
    MAKEUP = "补课"
    """Held on a weekend work day (调休) in place of another weekday."""


def group_key(group: str | None) -> str:
    """Return an ASCII key for a group's name, stable between builds."""
    if not group:
        return "0"
    return group.lower() if group.isascii() and group.isalnum() else f"{crc32(group.encode()):08x}"


NOT_HELD = frozenset({Status.CANCELLED, Status.MOVED, Status.HOLIDAY})


@dataclass(frozen=True, kw_only=True, slots=True)
class Occurrence:
    """One session of a course (RFC 5545 recurrence instance); half-open from `dtstart` to `dtend`."""

    uid: str
    """One planned session, stable between builds; a rescheduled one has two rows with the same uid."""
    series: str
    """UID of the recurring event it belongs to, without the domain; an added or made-up session stands alone."""
    course: Record
    group: str
    dtstart: datetime
    """Aware, Asia/Shanghai, like every time here."""
    dtend: datetime
    venue: Record | None
    status: Status
    reason: str = ""
    note: str = ""
    moved_to: datetime | None = None
    moved_from: datetime | None = None
    venue_was: Record | None = None
    recurrence_id: datetime
    """The start that was planned (RFC 5545 RECURRENCE-ID)."""
    sequence: int = 0
    """How many changes were announced for it (RFC 5545 SEQUENCE)."""

    @property
    def held(self) -> bool:
        """Whether it takes place at `dtstart`."""
        return self.status not in NOT_HELD

    @property
    def day(self) -> date:
        """The day on which it starts."""
        return self.dtstart.date()


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """A calendar day as officially published."""

    date: date
    holiday: str = ""
    """Name of the official holiday, if it is a day off."""
    makeup: str = ""
    """`补周四的课` or `调休上班` on a weekend work day."""
    published: bool = True
    """Whether the State Council's schedule of that year is in the data."""
