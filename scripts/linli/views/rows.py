"""A session as one row of a list: takes occurrences, gives `Row` values with the words and facts of each.

A row says in attributes what scripts need of it (start, end, held, place, ages …); nobody reads its words back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from linli import ages, phrases
from linli.ages import Age
from linli.model import Community, Record
from linli.timetable import Group, Occurrence, Status, Timetable
from linli.timetable.joining import Joinings
from linli.timetable.phases import midnight
from linli.views import stretches
from linli.views.became import closes, why, word
from linli.views.chips import Chip, chip

_TINTS: Final = {
    Status.ON: "g",
    Status.CANCELLED: "r",
    Status.MOVED: "a",
    Status.ADDED: "g",
    Status.RELOCATED: "a",
    Status.SUBSTITUTE: "a",
    Status.HOLIDAY: "n",
    Status.MAKEUP: "a",
}
_AGES: Final = re.compile(r"(?<![0-9])([0-9]{1,2})\s*[—–~～至到-]\s*([0-9]{1,2})\s*岁")
"""Of a class without a row of its own, whose ages only its note tells."""
_YEAR: Final = 12
_MOST: Final = 25_000
"""Rows that are kept: more would take more room than it takes time to make them again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """What a list shows of one occurrence."""

    course: str
    klass: str
    """Id of the class."""
    href: str
    start: str
    end: str
    """From when on it is over; midnight where nobody said it."""
    opens: str
    closes: str
    """20:30, 次日2:00; empty where no end was said."""
    day: str
    """11月24日"""
    weekday: str
    """周二"""
    over: bool
    """Whether it was over before the day of the build: then nothing of it changes any more."""
    whole: bool
    """Whether it lasts all day."""
    until: str
    """到12月8日, 长期: of what has no hour and is there on most days."""
    state: str
    """Machine word: cancelled, moved, arrived, added …; empty where it is simply on."""
    cut: bool
    """Not held at this time: struck through."""
    word: str
    """The state in a word, where it is not simply on."""
    tint: str
    why: str
    title: str
    group: str
    topic: str
    where: str
    whom: str
    """The class's ages, or whom the course names; with what its row of the timetable or its own row notes."""
    remark: str
    """What its row of the timetable notes."""
    kind: str
    low: str
    """Age in months; empty where it is open to all."""
    high: str
    fee: str
    free: bool
    join: str
    """Key of the words on signing up that follow the clock; empty where there are none."""
    need: str
    """What is true of signing up without a clock."""
    need_kind: str
    need_tint: str
    open: bool
    """Whether one can come without signing up before."""

    @property
    def just_free(self) -> bool:
        """Whether the fee says that it is free and nothing else."""
        return phrases.just_free(self.fee)


class Sessions:
    """Makes rows; what belongs to a class is worked out once."""

    def __init__(self, *, community: Community, timetable: Timetable, today: date, joinings: Joinings) -> None:
        self.community = community
        self.timetable = timetable
        self.today = today
        self.joinings = joinings
        self._chips: dict[str, Chip] = {}
        self._rows: dict[int, Row] = {}
        self._runs: dict[str, dict[str, str]] = {}

    def row(self, occurrence: Occurrence) -> Row:
        """Return the row of an occurrence of the timetable, which outlives this object."""
        found = self._rows.get(id(occurrence))
        if found is None:
            if len(self._rows) >= _MOST:
                self._rows.clear()
            found = self._rows[id(occurrence)] = self._make(occurrence)
        return found

    def rows(self, occurrences: Iterable[Occurrence]) -> list[Row]:
        """Return a row for each, in the same order."""
        return [self.row(occurrence) for occurrence in occurrences]

    def chip(self, group: Group) -> Chip:
        """Return what a row of the class says of signing up."""
        found = self._chips.get(group.id)
        if found is None:
            found = self._chips[group.id] = chip(self.joinings.of(group), self.today)
        return found

    def _make(self, occurrence: Occurrence) -> Row:
        course, group, start = occurrence.course, occurrence.klass, occurrence.dtstart
        cut, status = not occurrence.held, occurrence.status
        arrived = occurrence.moved_from is not None and not cut
        over = occurrence.over <= midnight(self.today)
        joining = None if cut or over else self.chip(group)
        low, high = _ages(occurrence)
        return Row(
            course=course.id,
            klass=group.id,
            href=f"courses/{course.id}/",
            start=phrases.iso(start),
            end=phrases.iso(occurrence.over),
            opens=phrases.clock(start.time()),
            closes=closes(occurrence),
            day=phrases.short_day(start.date()),
            weekday=phrases.weekday(start.weekday()),
            over=over,
            whole=occurrence.all_day,
            until=self._until(occurrence) if occurrence.all_day else "",
            state="arrived" if arrived else "" if status is Status.ON else status.name.lower(),
            cut=cut,
            word=word(occurrence),
            tint="a" if arrived else _TINTS[status],
            why=why(occurrence, self.today),
            title=course.title,
            group=group.name,
            topic=occurrence.topic,
            where=occurrence.venue.name if occurrence.venue else "",
            whom=_whom(occurrence),
            remark=occurrence.remark,
            kind=course.category or "",
            low=low,
            high=high,
            fee=course.fee or "",
            free=free(course),
            join=joining.key if joining else "",
            need=joining.plain if joining else "",
            need_kind=joining.kind if joining else "",
            need_tint=joining.tint if joining else "",
            open=bool(joining and joining.open),
        )

    def _until(self, occurrence: Occurrence) -> str:
        """Until when what has no hour is there on most days: 到12月8日, 长期; empty for a day by itself."""
        group = occurrence.klass
        if group.id not in self._runs:
            self._runs[group.id] = dict(self._ends(o for o in self.timetable.of_group(group.id) if o.all_day))
        return self._runs[group.id].get(occurrence.uid, "")

    def _ends(self, occurrences: Iterable[Occurrence]) -> Iterable[tuple[str, str]]:
        """Yield the UID of each session of a stretch of several days, with the words for the end of that."""
        found = list(stretches.of(occurrences))
        latest = max((stretch[-1].day for stretch in found), default=None)
        for stretch in found:
            last = stretch[-1]
            if last.day > stretch[0].day:
                endless = last.rule.endless and last.day == latest
                day = f"{phrases.other_year(last.day, self.today)}{phrases.short_day(last.day)}"
                yield from ((o.uid, "长期" if endless else f"到{day}") for o in stretch)


def keep(group: Group) -> str:
    """`yexiao.bede710f`, or `shouna` where a course has no groups."""
    return f"{group.course.id}.{group.key}" if group.name else str(group.course.id)


def _whom(o: Occurrence) -> str:
    """5—7岁 · 带笔; a note that tells the ages itself stands alone."""
    said = phrases.ages(o.klass.min_age, o.klass.max_age)
    if not o.remark or not said or _AGES.search(o.remark):
        return o.note or whom(o.klass)
    return phrases.joined([said, o.remark])


def whom(group: Group) -> str:
    """For whom a class is, as short as a row needs it."""
    return phrases.ages(group.min_age, group.max_age) or group.course.audience or ""


def free(course: Record) -> bool:
    """Whether a course costs nothing, whatever else its fee says: 免费，每家带一个菜."""
    return phrases.free(course.fee)


def _ages(occurrence: Occurrence) -> tuple[str, str]:
    """From and to which age in months, for the filters; a note of a class without a row may say it."""
    low, high = occurrence.klass.ages
    noted = _AGES.search(occurrence.note) if occurrence.klass.record is None else None
    if noted:
        low, high = ages.age(noted[1]), ages.age(noted[2])
    return months((low, high))


def months(bounds: tuple[Age | None, Age | None]) -> tuple[str, str]:
    """From and to which age in months, empty where open; the last year counts whole."""
    low, high = bounds
    last = high.months + (0 if high.months % _YEAR else _YEAR - 1) if high else ""
    return str(low.months) if low else "", str(last)
