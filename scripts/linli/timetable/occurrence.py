"""What takes place when: gives `Status`, `Rule`, `Occurrence` and `Day`, the values every output is made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from linli.model import SHANGHAI, Record
from linli.records import Standing
from linli.timetable.groups import Group


class Status(StrEnum):
    """What became of a planned session, in the word residents read."""

    ON = "照常"
    CANCELLED = "停课"
    MOVED = "改期"
    """The planned slot, not held: `moved_to` says when instead."""
    ADDED = "加课"
    RELOCATED = "换地点"
    SUBSTITUTE = "换老师"
    HOLIDAY = "放假"
    """Not held on an official day off; the reason is its name."""
    MAKEUP = "补课"
    """Held on a weekend work day (调休) in place of another weekday."""


NOT_HELD = frozenset({Status.CANCELLED, Status.MOVED, Status.HOLIDAY})


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """How a series repeats (RFC 5545 RECUR); a single date has no frequency."""

    freq: str = ""
    """WEEKLY, MONTHLY or empty."""
    interval: int = 1
    weekday: int | None = None
    """Monday 0."""
    nth: int | None = None
    """Which such weekday of the month; -1 the last."""
    monthday: int | None = None
    endless: bool = False
    """Whether nobody said when it ends; the timetable goes on for half a year."""
    weeks: str = ""
    """The weeks of the term, as typed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Occurrence:
    """One session of a course (RFC 5545 recurrence instance); half-open from `dtstart` to `over`."""

    uid: str
    """One planned session, stable between builds; a rescheduled one has two rows with the same uid."""
    series: str
    """UID of the recurring event it belongs to, without the domain; an added or made-up session stands alone."""
    course: Record
    klass: Group
    """The class that meets."""
    dtstart: datetime
    """Aware, Asia/Shanghai, like every time here; midnight where it lasts all day."""
    dtend: datetime | None
    """None where nobody said when it ends."""
    all_day: bool = False
    venue: Record | None
    status: Status
    reason: str = ""
    note: str = ""
    topic: str = ""
    """What this session is about, where it was said."""
    teacher: str = ""
    moved_to: datetime | None = None
    moved_from: datetime | None = None
    venue_was: Record | None = None
    venue_to: Record | None = None
    """Of a slot that was left, the place of the session at its new time."""
    teacher_was: str = ""
    recurrence_id: datetime
    """The start that was planned (RFC 5545 RECURRENCE-ID)."""
    sequence: int = 0
    """How many changes were announced for it (RFC 5545 SEQUENCE)."""
    schedule: Record | None = None
    """The row of the timetable it comes from; None for an added session."""
    changes: tuple[Record, ...] = ()
    """The rows that gave it another time, place, teacher or state, in file order; none where it is as planned."""
    rule: Rule = Rule()

    @property
    def change(self) -> Record | None:
        """The last of its changes; None where it is as planned."""
        return self.changes[-1] if self.changes else None

    @property
    def group(self) -> str:
        """The class's name, or empty."""
        return self.klass.name

    @property
    def substituted(self) -> bool:
        """Whether somebody else teaches this time."""
        other = self.teacher != self.klass.teacher and self.status is not Status.ADDED
        return self.status is Status.SUBSTITUTE or other

    @property
    def remark(self) -> str:
        """What its row of the timetable says beside the hours: 遇雨顺延至12月20日; the class's own note stands with the class."""
        return (self.schedule.note or "") if self.schedule else ""

    @property
    def over(self) -> datetime:
        """From when on it is over: its end, or midnight where none was said."""
        return self.dtend or self.night

    @property
    def until(self) -> datetime:
        """Until when one speaks of it: until it is over; of what is not held no longer than its day lasts."""
        return self.over if self.held else min(self.over, self.night)

    @property
    def night(self) -> datetime:
        """The midnight at which its day ends."""
        return datetime.combine(self.day + timedelta(days=1), time(), SHANGHAI)

    @property
    def word(self) -> str:
        """What became of it, in a word: 照常, 停课 …; 新时间 where it was put, 改时间 where only its hour is another."""
        if self.held and self.moved_from is not None:
            return "新时间"
        if self.status is Status.MOVED and self.moved_to is not None and self.moved_to.date() == self.day:
            return "改时间"
        return str(self.status)

    @property
    def official(self) -> bool:
        """Whether the calendar made it so: off on a holiday or on a weekend day that is another weekday, or made up."""
        worked = self.status is Status.CANCELLED and not self.sequence and self.klass.status != Standing.PAUSED
        return worked or self.status in (Status.HOLIDAY, Status.MAKEUP)

    @property
    def held(self) -> bool:
        """Whether it takes place at `dtstart`."""
        return self.status not in NOT_HELD

    @property
    def day(self) -> date:
        """The day on which it starts."""
        return self.dtstart.date()


def finished(occurrences: Iterable[Occurrence]) -> datetime | None:
    """Return from when on nothing more is planned, cancelled or not; None where nobody said when it ends, or nothing is.

    A slot that a session left is not waited for: the session is where it was put.
    """
    planned = [o for o in occurrences if o.status is not Status.MOVED]
    return None if any(o.rule.endless for o in planned) else max((o.until for o in planned), default=None)


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
    unsure: str = ""
    """Name of the holiday it may belong to, while that schedule is not published."""
