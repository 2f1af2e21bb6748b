"""A session as one row of a list: takes occurrences, gives `Row` and `DaySection` values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from linli import phrases
from linli.model import Community, Record
from linli.timetable import Day, Group, Occurrence, Status

_Shared = tuple[str, str, str, str, str]
CUT: Final = frozenset({Status.CANCELLED, Status.MOVED, Status.HOLIDAY})
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


class Row(NamedTuple):
    """What a list shows of one occurrence."""

    status: str
    start: str
    end: str
    minutes: int
    uid: str
    opens: str
    closes: str
    day: str
    """11月24日"""
    weekday: str
    """周二"""
    cut: bool
    """Not held at this time: struck through."""
    title: str
    group: str
    keep: str
    """What 我的课表 knows the course or its group by."""
    href: str
    where: str
    whom: str
    """The group's note, else the course's ages or audience."""
    fee: str
    form: str
    """Id of the form it needs, where it is held."""
    need: str
    """需报名, or 报名已截止 where that was so before today; 无需报名 or 现场报名 without a form."""
    word: str
    """The state in a word, where it is not simply on."""
    tint: str
    why: str


class DaySection(NamedTuple):
    """One day of a timetable."""

    date: str
    """2026-11-24"""
    name: str
    """11月24日"""
    star: str
    """星期二"""
    holiday: str
    makeup: str
    published: bool
    rows: Sequence[Row]


class Sessions:
    """Makes rows; what belongs to a course is worked out once."""

    def __init__(self, community: Community, today: date) -> None:
        self._community = community
        self._today = today
        self._courses: dict[str, _Shared] = {}
        self._rows: dict[int, Row] = {}

    def row(self, occurrence: Occurrence) -> Row:
        """Return the row of an occurrence of the timetable, which outlives this object."""
        found = self._rows.get(id(occurrence))
        if found is None:
            found = self._rows[id(occurrence)] = self._make(occurrence)
        return found

    def rows(self, occurrences: Iterable[Occurrence]) -> list[Row]:
        """Return a row for each, in the same order."""
        return [self.row(occurrence) for occurrence in occurrences]

    def day(self, day: Day, occurrences: Iterable[Occurrence]) -> DaySection:
        """Return the day with its rows."""
        return DaySection(
            date=day.date.isoformat(),
            name=phrases.short_day(day.date),
            star=phrases.star(day.date),
            holiday=day.holiday,
            makeup=day.makeup,
            published=day.published,
            rows=self.rows(occurrences),
        )

    def _make(self, occurrence: Occurrence) -> Row:
        course = occurrence.course
        shared = self._courses.get(course.id)
        if shared is None:
            shared = self._courses[course.id] = self._shared(course)
        href, people, fee, form, need = shared
        start, end, status = occurrence.dtstart, occurrence.over, occurrence.status
        cut = status in CUT
        moved = occurrence.moved_from is not None
        return Row(
            status,
            phrases.iso(start),
            phrases.iso(end),
            int((end - start).total_seconds()) // 60,
            occurrence.uid,
            phrases.clock(start.time()),
            phrases.clock(occurrence.dtend.time()) if occurrence.dtend else "",
            phrases.short_day(start.date()),
            phrases.day(start.date())[-3:-1],
            cut,
            course.title,
            occurrence.group,
            keep(occurrence.klass),
            href,
            occurrence.venue.name if occurrence.venue else "",
            occurrence.note or people,
            fee,
            "" if cut else form,
            need,
            "新时间" if moved else "" if status is Status.ON else status,
            "a" if moved else _TINTS[status],
            why(occurrence),
        )

    def _shared(self, course: Record) -> _Shared:
        return (f"courses/{course.id}/", whom(course), course.fee or "", "", "")


def forms(community: Community, days: Iterable[DaySection]) -> list[str]:
    """The forms that rows name, for the browser."""
    return []


def keep(group: Group) -> str:
    """`yexiao.bede710f`, or `shouna` where a course has no groups."""
    return f"{group.course.id}.{group.key}" if group.name else str(group.course.id)


def whom(course: Record) -> str:
    """For whom a course is, as short as a row needs it."""
    return phrases.ages(course.min_age, course.max_age) or course.audience or ""


def free(course: Record) -> bool:
    """Whether a course costs nothing, whatever else its fee says: 免费，每家带一个菜."""
    return phrases.free(course.fee)


def why(occurrence: Occurrence) -> str:
    """The reason and what happens instead: 老师外出,改到11月26日(周四)19:30."""
    instead = ""
    if occurrence.moved_to:
        instead = f"改到{phrases.moment(occurrence.moved_to)}"
    elif occurrence.moved_from:
        instead = f"原定{phrases.moment(occurrence.moved_from)}"
    elif occurrence.status is Status.RELOCATED and occurrence.venue_was:
        instead = f"改在{occurrence.venue.name if occurrence.venue else '别处'}，原在{occurrence.venue_was.name}"
    elif occurrence.status is Status.HOLIDAY:
        return occurrence.reason if occurrence.reason.endswith(("假", "日", "班")) else f"{occurrence.reason}放假"
    return phrases.joined([occurrence.reason.rstrip("。，；"), instead], "，")


def changed(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    """Those that differ from the plan by announcement; holidays are known long before."""
    plain = (Status.ON, Status.HOLIDAY, Status.MAKEUP)
    return [o for o in occurrences if o.status not in plain]


def by_day(sessions: Sessions, days: Mapping[date, Sequence[Occurrence]], known: Iterable[Day]) -> list[DaySection]:
    """One section a day, the empty ones too."""
    return [sessions.day(day, days.get(day.date, ())) for day in known]
