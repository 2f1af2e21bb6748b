"""Which days a row of the timetable means: takes schedules and terms, gives their `Part` values and stable names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from linli.model import Community, Record
from linli.recurrence import meets, month_days, nth_weekdays, weekly
from linli.timetable.groups import Group, Groups
from linli.timetable.occurrence import Rule

MAX_DAYS: Final = 5 * 366
"""Between a schedule's first and last date."""
AHEAD: Final = timedelta(weeks=26)
"""So far what has no end is expanded from today."""
_CODES: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")


@dataclass(frozen=True, kw_only=True, slots=True)
class Bounds:
    """From when to when a row holds, both days included."""

    first: date
    last: date
    origin: date
    """From whose week `every` counts."""
    first_week: date
    """Whose week is week 1 of `weeks`."""
    endless: bool = False
    """Whether `last` is only how far the timetable looks ahead."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """The days of a row that repeat by one rule: a weekday, a day of the month, a single date."""

    row: Record
    group: Group
    bounds: Bounds
    rule: Rule
    name: str
    """Of the series, in every UID: course, class, term or start, and the rule's code."""
    listed: tuple[date, ...] = ()

    def days(self) -> Iterator[date]:
        """Yield the days in order."""
        b, rule = self.bounds, self.rule
        if rule.freq == "WEEKLY" and rule.weekday is not None:
            weeks = self.row.weeks.numbers if self.row.weeks else None
            yield from weekly(
                b.first, b.last, rule.weekday,
                origin=b.origin, every=rule.interval, first_week=b.first_week, weeks=weeks,
            )  # fmt: skip
        elif rule.nth is not None and rule.weekday is not None:
            yield from nth_weekdays(b.first, b.last, rule.weekday, rule.nth)
        elif rule.monthday is not None:
            yield from month_days(b.first, b.last, rule.monthday)
        else:
            yield from self.listed

    def meets(self, day: date) -> bool:
        """Whether the week of `day` is one in which a weekly rule meets."""
        b = self.bounds
        weeks = self.row.weeks.numbers if self.row.weeks else None
        return meets(day, origin=b.origin, every=self.rule.interval, first_week=b.first_week, weeks=weeks)


def bounds(community: Community, schedule: Record, today: date) -> Bounds | None:
    """Return from when to when a schedule holds; None where that is not said or is too long (a check says so)."""
    term = community.find("terms", schedule.term)
    if schedule.dates:
        days = schedule.dates.days
        return Bounds(first=days[0], last=days[-1], origin=days[0], first_week=days[0])
    first = schedule.valid_from or (term.valid_from if term else None)
    last = schedule.valid_to or (term.valid_to if term else None)
    if first is None or (last is None and schedule.term):
        return None
    endless = last is None
    last = last or max(first, today) + AHEAD
    if (last - first).days > MAX_DAYS and not endless:
        return None
    first_week = term.valid_from if term else first
    return Bounds(first=first, last=last, origin=first, first_week=first_week, endless=endless)


def parts(community: Community, groups: Groups, today: date) -> list[Part]:
    """Return every part of every schedule, in file order, with a name that no other has.

    A name stays while other rows come and go: of two rows alike the first in the file keeps it, the other's start
    is added to its own.
    """
    found: list[Part] = []
    names: dict[str, int] = {}
    for row in community.schedules:
        for part in _parts(community, groups, row, today):
            name = part.name
            if name in names and row.opens_at:
                name = f"{name}-{row.opens_at:%H%M}"
            count = names[name] = names.get(name, 0) + 1
            found.append(part if name == part.name and count == 1 else _renamed(part, name, count))
    return found


def single(schedule: Record, limits: Bounds) -> bool:
    """Whether a row means named dates and no repetition; an official holiday is then no reason to stay away."""
    return bool(schedule.dates) or limits.first == limits.last


def _parts(community: Community, groups: Groups, row: Record, today: date) -> Iterator[Part]:
    limits = bounds(community, row, today)
    course = community.find("courses", row.course)
    if limits is None or course is None:
        return
    group = groups.of(course, row.group, row.term)
    head = f"{course.id}-{group.key}"
    span = f"{row.valid_from:%Y%m%d}" if row.valid_from else row.term or ""

    def part(rule: Rule, code: str, *days: date) -> Part:
        return Part(row=row, group=group, bounds=limits, rule=rule, name=f"{head}-{code}", listed=days)

    if row.dates or (limits.first == limits.last and not row.weekday):
        for day in row.dates.days if row.dates else [limits.first]:
            yield part(Rule(), f"{day:%Y%m%d}-{_CODES[day.weekday()]}", day)
        return
    for number in row.month_day.numbers if row.month_day else ():
        yield part(Rule(freq="MONTHLY", monthday=number, endless=limits.endless), f"{span}-d{number}")
    if row.weekday is None or row.month_day:
        return
    for weekday in row.weekday.days:
        nth: Sequence[int] = row.weekday.nth or (row.month_week.numbers if row.month_week else ())
        for number in nth:
            rule = Rule(freq="MONTHLY", weekday=weekday, nth=number, endless=limits.endless)
            yield part(rule, f"{span}-{'last' if number < 0 else number}{_CODES[weekday]}")
        if not nth:
            weeks = str(row.weeks or "")
            rule = Rule(freq="WEEKLY", interval=row.every or 1, weekday=weekday, weeks=weeks, endless=limits.endless)
            yield part(rule, f"{span}-{_CODES[weekday]}")


def _renamed(part: Part, name: str, count: int) -> Part:
    return Part(
        row=part.row,
        group=part.group,
        bounds=part.bounds,
        rule=part.rule,
        listed=part.listed,
        name=name if count == 1 else f"{name}-{count}",
    )
