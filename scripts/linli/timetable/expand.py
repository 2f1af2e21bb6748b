"""One expansion for everything: takes a community, gives its `Timetable`."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Final

from linli.model import SHANGHAI, Community, Record
from linli.recurrence import meets, parse_weeks, weekly
from linli.timetable.changes import apply
from linli.timetable.occurrence import Day, Occurrence, Status, group_key
from linli.timetable.official import OfficialCalendar, days_between
from linli.writing import WEEKDAYS

MAX_DAYS: Final = 5 * 366
"""Between a schedule's first and last date."""
_CODES: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")


@dataclass(frozen=True, kw_only=True)
class Timetable:
    """All occurrences of a community, sorted by start."""

    occurrences: tuple[Occurrence, ...]
    unmatched: tuple[Record, ...]
    """Changes for a date on which the course does not meet."""
    calendar: OfficialCalendar
    _by_course: Mapping[str, Sequence[Occurrence]]
    _by_venue: Mapping[str, Sequence[Occurrence]]

    def of_course(self, course: str) -> Sequence[Occurrence]:
        """Return a course's occurrences by start."""
        return self._by_course.get(course, ())

    def of_venue(self, venue: str) -> Sequence[Occurrence]:
        """Return what happens at a venue by start."""
        return self._by_venue.get(venue, ())

    def day(self, day: date) -> Day:
        """Return what is officially known of a day."""
        return self.calendar.day(day)

    def days(self, first: date, last: date) -> dict[date, tuple[Occurrence, ...]]:
        """Return every day from first to last, both included, with its occurrences, which may be none."""
        low = bisect_left(self.occurrences, _start(first), key=lambda o: o.dtstart)
        high = bisect_left(self.occurrences, _start(last + timedelta(days=1)), key=lambda o: o.dtstart)
        days: dict[date, list[Occurrence]] = {day: [] for day in days_between(first, last)}
        for occurrence in self.occurrences[low:high]:
            days[occurrence.day].append(occurrence)
        return {day: tuple(found) for day, found in days.items()}

    @cached_property
    def unpublished_years(self) -> tuple[int, ...]:
        """Years with sessions whose official holidays are not in the data."""
        return tuple(sorted({year for year, _ in self.months} - self.calendar.years))

    @cached_property
    def months(self) -> tuple[tuple[int, int], ...]:
        """Every (year, month) that holds a session."""
        return tuple(sorted({(o.dtstart.year, o.dtstart.month) for o in self.occurrences}))


def expand(community: Community) -> Timetable:
    """Return every session that the schedules, the official calendar and the changes make."""
    calendar = OfficialCalendar(community.holidays)
    names = _series(community.schedules)
    planned = [
        occurrence
        for schedule in community.schedules
        for occurrence in _planned(community, calendar, schedule, names[id(schedule)])
    ]
    if community.changes:
        planned, unmatched = apply(community, planned)
    else:
        unmatched = ()
    planned.sort(key=lambda o: (o.dtstart, o.dtend, o.course.id, o.group))
    by_course: dict[str, list[Occurrence]] = defaultdict(list)
    by_venue: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in planned:
        by_course[occurrence.course.id].append(occurrence)
        if occurrence.venue:
            by_venue[occurrence.venue.id].append(occurrence)
    return Timetable(
        occurrences=tuple(planned),
        unmatched=unmatched,
        calendar=calendar,
        _by_course=by_course,
        _by_venue=by_venue,
    )


def bounds(community: Community, schedule: Record) -> tuple[date, date, date] | None:
    """Return a schedule's first and last date and the origin of its week count.

    None where it has no bounds or ones too far apart; a check says so.
    """
    term = community.find("terms", schedule.term)
    first = schedule.valid_from or (term.valid_from if term else None)
    last = schedule.valid_to or (term.valid_to if term else None)
    if first is None or last is None or (last - first).days > MAX_DAYS:
        return None
    return first, last, term.valid_from if term else first


def _planned(community: Community, calendar: OfficialCalendar, schedule: Record, series: str) -> Iterator[Occurrence]:
    limits = bounds(community, schedule)
    course = community.find("courses", schedule.course)
    if limits is None or course is None:
        return
    first, last, origin = limits
    weekday = WEEKDAYS.index(schedule.weekday)
    every, weeks = schedule.every or 1, parse_weeks(schedule.weeks)
    follows = schedule.on_makeup == "跟随"
    keeps_holidays = schedule.on_holiday == "照常"
    paused = course.status == "暂停"
    venue = community.find("venues", schedule.venue)
    opens, closes = schedule.opens_at, schedule.closes_at
    group, note = schedule.group or "", schedule.note or ""

    def session(day: date, status: Status, reason: str) -> Occurrence:
        start = datetime.combine(day, opens, SHANGHAI)
        uid = f"{series}-{day:%Y%m%d}"
        return Occurrence(
            uid=uid,
            series=uid if status is Status.MAKEUP else series,
            course=course,
            group=group,
            dtstart=start,
            dtend=datetime.combine(day, closes, SHANGHAI),
            venue=venue,
            status=Status.CANCELLED if paused else status,
            reason="本课暂停开课" if paused else reason,
            note=note,
            recurrence_id=start,
        )

    made_up = calendar.worked_as(weekday, first, last) if follows else []
    for day in weekly(first, last, weekday, origin=origin, every=every, weeks=weeks):
        holiday = "" if keeps_holidays else calendar.holiday(day)
        if holiday:
            yield session(day, Status.HOLIDAY, holiday)
        elif follows and calendar.is_workday_weekend(day) and day not in made_up:
            yield session(day, Status.HOLIDAY, "调休上班日")
        else:
            yield session(day, Status.ON, "")
    for day in made_up:
        if day.weekday() != weekday and meets(day, origin=origin, every=every, weeks=weeks):
            yield session(day, Status.MAKEUP, f"补{WEEKDAYS[weekday]}的课")


def _series(schedules: Sequence[Record]) -> dict[int, str]:
    """Name every schedule's series: course, group, term or start, weekday; equal ones are numbered by time."""
    alike: dict[str, list[Record]] = defaultdict(list)
    for schedule in schedules:
        span = schedule.term or ""
        if schedule.valid_from:
            span = f"{schedule.valid_from:%Y%m%d}"
        code = _CODES[WEEKDAYS.index(schedule.weekday)]
        alike[f"{schedule.course}-{group_key(schedule.group)}-{span}-{code}"].append(schedule)
    names = {}
    for name, found in alike.items():
        for number, schedule in enumerate(sorted(found, key=lambda s: s.opens_at), 1):
            names[id(schedule)] = name if number == 1 else f"{name}-{number}"
    return names


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
