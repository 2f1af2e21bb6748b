"""One expansion for everything: takes a community and a day, gives its `Timetable`."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from linli.model import SHANGHAI, Community, Record
from linli.records import OnHoliday, OnMakeup, Standing
from linli.timetable.changes import apply
from linli.timetable.groups import Group, Groups, by_course
from linli.timetable.occurrence import Day, Occurrence, Status
from linli.timetable.official import WORKED, OfficialCalendar, days_between
from linli.timetable.series import Part, parts, single
from linli.writing import WEEKDAYS

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Timetable:
    """All occurrences of a community, sorted by start."""

    today: date
    """From which what has no end was expanded."""
    occurrences: tuple[Occurrence, ...]
    unmatched: tuple[Record, ...]
    """Changes for a date on which the course does not meet."""
    calendar: OfficialCalendar
    parts: tuple[Part, ...]
    """What every row of the timetable means, in file order."""
    groups: tuple[Group, ...]
    """Every class: those of groups.yml, those that only the timetable names, courses of one class."""
    _by_course: Mapping[str, Sequence[Occurrence]]
    _by_venue: Mapping[str, Sequence[Occurrence]]

    def of_course(self, course: str) -> Sequence[Occurrence]:
        """Return a course's occurrences by start."""
        return self._by_course.get(course, ())

    def of_venue(self, venue: str) -> Sequence[Occurrence]:
        """Return what happens at a venue by start."""
        return self._by_venue.get(venue, ())

    def of_group(self, group: str) -> Sequence[Occurrence]:
        """Return a class's occurrences by start."""
        return self._by_group.get(group, ())

    def of_change(self, change: Record) -> Sequence[Occurrence]:
        """Return the sessions that a row of changes made what they are, by start."""
        return self._by_change.get(id(change), ())

    def groups_of(self, course: str) -> Sequence[Group]:
        """Return a course's classes; one that is the course itself only where there is no other."""
        return self._groups.get(course, ())

    def day(self, day: date) -> Day:
        """Return what is officially known of a day."""
        return self.calendar.day(day)

    def days(self, first: date, last: date) -> dict[date, tuple[Occurrence, ...]]:
        """Return every day from first to last, both included, with its occurrences, which may be none."""
        low = bisect_left(self.occurrences, _start(first), key=lambda o: o.dtstart)
        high = bisect_left(self.occurrences, _start(last + _DAY), key=lambda o: o.dtstart)
        days: dict[date, list[Occurrence]] = {day: [] for day in days_between(first, last)}
        for occurrence in self.occurrences[low:high]:
            days[occurrence.day].append(occurrence)
        return {day: tuple(found) for day, found in days.items()}

    @cached_property
    def _by_group(self) -> Mapping[str, Sequence[Occurrence]]:
        found: dict[str, list[Occurrence]] = defaultdict(list)
        for occurrence in self.occurrences:
            found[occurrence.klass.id].append(occurrence)
        return found

    @cached_property
    def _by_change(self) -> Mapping[int, Sequence[Occurrence]]:
        found: dict[int, list[Occurrence]] = defaultdict(list)
        for occurrence in self.occurrences:
            if occurrence.change is not None:
                found[id(occurrence.change)].append(occurrence)
        return found

    @cached_property
    def _groups(self) -> Mapping[str, Sequence[Group]]:
        return by_course(self.groups)

    @cached_property
    def unpublished_years(self) -> tuple[int, ...]:
        """Years with sessions whose official holidays are not in the data."""
        return tuple(sorted({year for year, _ in self.months} - self.calendar.years))

    @cached_property
    def months(self) -> tuple[tuple[int, int], ...]:
        """Every (year, month) that holds a session."""
        return tuple(sorted({(o.dtstart.year, o.dtstart.month) for o in self.occurrences}))


def expand(community: Community, today: date, calendar: OfficialCalendar | None = None) -> Timetable:
    """Return every session that the schedules, the official calendar and the changes make.

    What has no end is expanded for half a year from `today`. Without a `calendar`, that of the tables holds.
    """
    calendar = calendar or OfficialCalendar(community.holidays)
    groups = Groups(community)
    rows = parts(community, groups, today)
    planned = [occurrence for part in rows for occurrence in _planned(community, calendar, part)]
    planned, unmatched = apply(community, groups, planned)
    with_classes = {group.course.id for group in groups.all()}
    for course in community.courses:
        if course.id not in with_classes:
            groups.of(course, None)
    planned.sort(key=lambda o: (o.dtstart, o.over, o.course.id, o.group))
    by_course: dict[str, list[Occurrence]] = defaultdict(list)
    by_venue: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in planned:
        by_course[occurrence.course.id].append(occurrence)
        if occurrence.venue:
            by_venue[occurrence.venue.id].append(occurrence)
    return Timetable(
        today=today,
        occurrences=tuple(planned),
        unmatched=unmatched,
        calendar=calendar,
        parts=tuple(rows),
        groups=groups.all(),
        _by_course=by_course,
        _by_venue=by_venue,
    )


def _planned(community: Community, calendar: OfficialCalendar, part: Part) -> Iterator[Occurrence]:
    row, group = part.row, part.group
    follows = row.on_makeup == OnMakeup.FOLLOWS and part.rule.freq == "WEEKLY"
    keeps_holidays = row.on_holiday == OnHoliday.AS_USUAL or (row.on_holiday is None and single(row, part.bounds))
    paused = group.status == Standing.PAUSED
    venue = community.find("venues", row.venue)
    why_paused = "本课暂停开课" if group.course.status == Standing.PAUSED else "这个班暂停开课"

    def session(day: date, status: Status, reason: str) -> Occurrence:
        start, end = _span(row, day)
        uid = f"{part.name}-{day:%Y%m%d}"
        return Occurrence(
            uid=uid,
            series=uid if status is Status.MAKEUP else part.name,
            course=group.course,
            klass=group,
            dtstart=start,
            dtend=end,
            all_day=row.opens_at is None,
            venue=venue,
            status=Status.CANCELLED if paused else status,
            reason=why_paused if paused else reason,
            note=row.note or group.about,
            teacher=group.teacher,
            recurrence_id=start,
            schedule=row,
            rule=part.rule,
        )

    weekday = part.rule.weekday or 0
    made_up = calendar.worked_as(weekday, part.bounds.first, part.bounds.last) if follows else []
    for day in part.days():
        holiday = "" if keeps_holidays else calendar.holiday(day)
        if holiday:
            yield session(day, Status.HOLIDAY, holiday)
        elif follows and calendar.is_workday_weekend(day) and day not in made_up:
            yield session(day, Status.CANCELLED, WORKED)
        else:
            yield session(day, Status.ON, "")
    for day in made_up:
        if day.weekday() != weekday and part.meets(day):
            yield session(day, Status.MAKEUP, f"补{WEEKDAYS[weekday]}的课")


def _span(row: Record, day: date) -> tuple[datetime, datetime | None]:
    """When a session of a row starts and ends on a day; an end at 00:00 is the midnight that follows."""
    if row.opens_at is None:
        return _start(day), _start(day + _DAY)
    start = datetime.combine(day, row.opens_at, SHANGHAI)
    if row.closes_at is None:
        return start, None
    end = datetime.combine(day, row.closes_at, SHANGHAI)
    return start, end + _DAY if row.overnight or (row.closes_at == time() and end <= start) else end


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
