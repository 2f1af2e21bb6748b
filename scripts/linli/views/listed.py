"""What a list of days says once for all its rows: takes the sessions by day, gives classes, words on joining, and facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from linli.timetable import Occurrence
from linli.views.chips import Chip
from linli.views.rows import Sessions, free, keep


def keeps(days: Iterable[Sequence[Occurrence]]) -> list[str]:
    """Each class of these days with what 我的课表 knows it by: `yexiao-xiaoxue-2026-qiu yexiao.bede710f`."""
    groups = {o.klass.id: o.klass for day in days for o in day}
    return [f"{group.id} {keep(group)}" for group in groups.values() if keep(group) != group.id]


def endless(days: Iterable[Sequence[Occurrence]]) -> bool:
    """Whether a session of these days begins without a word on when it ends."""
    return any(o.held and o.dtend is None for day in days for o in day)


def all_told(days: Iterable[Sequence[Occurrence]]) -> bool:
    """Whether what every course costs was written, and some cost nothing: then only the others need a word."""
    courses = {o.course.id: o.course for day in days for o in day}
    return bool(courses) and all(c.fee for c in courses.values()) and any(map(free, courses.values()))


def chips(sessions: Sessions, days: Iterable[Sequence[Occurrence]]) -> list[Chip]:
    """The words on signing up that the rows of these days name, each once."""
    groups = {o.klass.id: o.klass for day in days for o in day if o.held}
    found = {chip.key: chip for chip in map(sessions.chip, groups.values()) if chip.key}
    return list(found.values())
