"""How a series repeats (schema.org Schedule): takes the parts of a class and its sessions, gives `Schedule` objects.

A day that the rule names and on which it does not meet is an exceptDate: a holiday, a cancelled or a moved session.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from math import gcd

from linli.feeds.things import Thing, day_of_week, one_or_many, thing
from linli.timetable import Occurrence, Rule
from linli.timetable.series import Part


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """A part of the timetable with its planned days."""

    part: Part
    slots: Sequence[Occurrence]
    """By planned start."""

    @property
    def repeats(self) -> bool:
        """Whether it is more than a single day."""
        return len(self.slots) > 1 or (self.part.rule.endless and not self.part.rule.weeks)


def series(parts: Iterable[Part], sessions: Mapping[str, Sequence[Occurrence]]) -> list[Series]:
    """Return the parts with the sessions of their names, without those that have none."""
    found = []
    for part in parts:
        slots = [row for row in sessions.get(part.name, ()) if row.moved_from is None]
        if slots:
            found.append(Series(part=part, slots=sorted(slots, key=lambda row: row.recurrence_id)))
    return found


def schedules(found: Iterable[Series], *, paused: bool) -> list[Thing]:
    """Return a Schedule for each repetition; several weekdays of one row are told together."""
    repeating = [one for one in found if one.repeats]
    return [_schedule(list(alike), paused=paused) for _, alike in groupby(repeating, key=_alike)]


def _alike(one: Series) -> tuple[object, ...]:
    rule = one.part.rule
    apart = one.part.name if rule.weeks or rule.freq != "WEEKLY" else ""
    return id(one.part.row), apart, rule.freq


def _schedule(alike: Sequence[Series], *, paused: bool) -> Thing:
    first = alike[0]
    rule, row = first.part.rule, first.part.row
    slots = sorted((slot for one in alike for slot in one.slots), key=lambda slot: slot.recurrence_id)
    days = [slot.recurrence_id.date() for slot in slots]
    step, gaps = (rule.interval, []) if not rule.weeks else _narrowed(days)
    off = set() if paused else {s.recurrence_id.date() for s in slots if not s.held}
    endless = rule.endless and not rule.weeks
    return thing(
        "Schedule",
        **_repetition(rule, [one.part.rule.weekday for one in alike], step),
        startTime=f"{row.opens_at:%H:%M}" if row.opens_at else None,
        endTime=f"{row.closes_at:%H:%M}" if row.closes_at else None,
        startDate=days[0].isoformat(),
        endDate=None if endless else days[-1].isoformat(),
        repeatCount=None if endless else len(slots),
        exceptDate=[day.isoformat() for day in sorted({*gaps, *off})],
        scheduleTimezone="Asia/Shanghai",
    )


def _repetition(rule: Rule, weekdays: Sequence[int | None], step: int) -> Thing:
    if rule.freq != "MONTHLY":
        days = [day_of_week(number) for number in weekdays if number is not None]
        return {"repeatFrequency": f"P{step}W", "byDay": one_or_many(days)}
    if rule.monthday is not None:
        return {"repeatFrequency": "P1M", "byMonthDay": rule.monthday}
    weekday, nth = rule.weekday or 0, rule.nth or 1
    if nth < 0:  # byMonthWeek counts from 1; iCalendar's way of writing may also say the last
        return {"repeatFrequency": "P1M", "byDay": f"{nth}{('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU')[weekday]}"}
    return {"repeatFrequency": "P1M", "byDay": day_of_week(weekday), "byMonthWeek": nth}


def _narrowed(days: Sequence[date]) -> tuple[int, list[date]]:
    """Return the widest step in weeks that meets all days of one weekday, and those that it names for nothing."""
    numbers = [day.toordinal() for day in days]
    step = gcd(*(after - before for before, after in pairwise(numbers))) or 7
    taken = frozenset(numbers)
    gaps = [date.fromordinal(n) for n in range(numbers[0], numbers[-1], step) if n not in taken]
    return step // 7, gaps
