"""What became different for residents: gives `Slot`, `Step`, `Change` and `Revisions`, plain values."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final, NamedTuple

from linli.revisions.stamps import Stamps
from linli.timetable import Status
from linli.timetable.occurrence import NOT_HELD

DAYS: Final = 60
"""So far back changes are told, and so far before and after today what is announced."""


class Kind(StrEnum):
    """A change in the word residents use."""

    NEW = "新增"
    EXTRA = "加课"
    MAKEUP = "补课"
    TIME = "改时间"
    PLACE = "换地点"
    TEACHER = "换老师"
    TOPIC = "说明"
    OFF = "停课"
    HOLIDAY = "放假"
    BACK = "恢复"
    GONE = "取消"
    """The row was taken out of the timetable."""
    CLOSED = "休息"
    """A service, on some days."""
    OPENING = "开放时间有变"
    HOURS = "开放时间"
    PRICES = "价目"


SERVICES = frozenset({Kind.HOURS, Kind.PRICES})
"""Kinds that are about a service and have no dates."""
OF_SERVICES = SERVICES | {Kind.CLOSED, Kind.OPENING}
"""Kinds that are about a service."""


class Slot(NamedTuple):
    """When and where a session is, in one state of the tables."""

    start: datetime
    """Aware, Asia/Shanghai; a rescheduled session's new time."""
    end: datetime
    venue: str
    """Its id, or empty."""
    place: str
    """The venue's name at that time, or empty."""
    room: str
    status: Status
    reason: str
    moved: bool
    """Whether it is not at its planned time."""
    teacher: str = ""
    """Who teaches instead; empty where nobody was announced."""
    topic: str = ""

    @property
    def held(self) -> bool:
        """Whether it takes place."""
        return self.status not in NOT_HELD


class Step(NamedTuple):
    """One session before and after; None where it was not planned at all."""

    uid: str
    was: Slot | None
    now: Slot | None

    @property
    def end(self) -> datetime:
        """When neither the old nor the new session matters any more."""
        return max(slot.end for slot in (self.was, self.now) if slot)

    @property
    def start(self) -> datetime:
        """The first moment at which somebody would stand before a door."""
        return min(slot.start for slot in (self.was, self.now) if slot)


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """Sessions that changed alike, told in one line."""

    changed: datetime | None
    """When the tables changed; None where only the announcement is known."""
    kind: Kind
    course: str
    """Id of the course or the service; empty where several courses are concerned."""
    title: str
    """The course's title then, a service's name, a holiday's name."""
    groups: tuple[str, ...] = ()
    """Groups of the course; where several courses are concerned, their titles."""
    steps: tuple[Step, ...] = ()
    """By start."""
    whole: bool = False
    """Whether nothing at all is held then: a holiday, a closed house."""
    span: tuple[date, date] | None = None
    """First and last day of an official holiday, where sessions are only on some of its days."""

    @property
    def id(self) -> str:
        """A name for feeds and links that no later change alters: 2026-11-20-1a2b3c4d5e."""
        digest = hashlib.blake2b(f"{self.kind}\n{self.course}\n".encode(), digest_size=5)
        for step in self.steps:
            now = f"{step.now.start:%Y%m%d%H%M}{step.now.venue}" if step.now else ""
            digest.update(f"{step.uid}{now}\n".encode())
        if self.changed:
            digest.update(f"{self.changed:%H%M%S}".encode())
        return f"{self.changed:%Y-%m-%d}-{digest.hexdigest()}" if self.changed else digest.hexdigest()


@dataclass(frozen=True, kw_only=True, slots=True)
class Revisions:
    """The changes of about sixty days."""

    changes: tuple[Change, ...] = ()
    """The latest first."""
    announced: tuple[Change, ...] = ()
    """What the table of changes says of the days around today, by start; `changed` is not known."""
    source: str = ""
    """`git`, `site`, or empty where there is nothing to compare with."""
    since: date | None = None
    """The first day whose changes are known: the day of the state that all is compared with."""
    until: datetime | None = None
    """The moment of the last state."""
    stamps: Stamps = field(default_factory=Stamps)
    """When each series was last changed, for calendar programs."""
    unknown: str = ""
    """Why less is known than should be, in Chinese."""
