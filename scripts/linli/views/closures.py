"""Official holidays as residents need them: takes the timetable, gives a sentence for each with what it closes.

国庆节10月1日—7日全部停课；10月10日(周六)19:00补周三的家庭健康教育夜校: one thing is told as one thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from linli import phrases
from linli.records import DayKind
from linli.timetable import Occurrence, Status, Timetable
from linli.timetable.official import days_between
from linli.timetable.phases import midnight
from linli.views.days import FEW, classes
from linli.views.edition import Edition

AHEAD: Final = timedelta(days=14)
"""So long before it a holiday is told."""
_NEAR: Final = timedelta(days=21)
"""So far from its holiday a worked weekend day may be."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Closure:
    """One sentence, and when it is news."""

    first: date
    last: date
    words: str
    start: datetime
    end: datetime


def closures(edition: Edition, first: date, last: date) -> list[Closure]:
    """Return what the holidays and worked weekends from first to last change, the earliest first.

    A day on which classes are made up is told with its holiday, and by itself once that is over.
    """
    timetable, today = edition.timetable, first
    worked = {row.date: row.name for row in edition.community.holidays if row.kind == DayKind.WORKED}
    made = {day: found for day, found in _made(timetable, first, last + _NEAR).items() if day in worked}
    told: dict[date, datetime] = {}
    found = []
    for run in _runs(timetable, first, last):
        name = timetable.day(run[0]).holiday
        words = _closed(timetable, run, today)
        after = [day for day in made if run[-1] < day <= run[-1] + _NEAR and worked[day] == name]
        if not words and not after:
            continue
        sentences = [words, *(_extra(timetable, made[day], today) for day in after)]
        end = midnight(run[-1] + _DAY)
        told.update(dict.fromkeys(after, end))
        found.append(
            Closure(
                first=run[0],
                last=run[-1],
                words=phrases.joined(sentences, "；"),
                start=midnight(run[0]) - AHEAD,
                end=end,
            )
        )
    for day, occurrences in made.items():
        if day <= last or day in told:
            start = told.get(day, midnight(day) - AHEAD)
            end, words = max(o.over for o in occurrences), _extra(timetable, occurrences, today)
            found.append(Closure(first=day, last=day, words=words, start=start, end=end))
    return sorted(found, key=lambda closure: (closure.first, closure.words))


def _runs(timetable: Timetable, first: date, last: date) -> Iterator[list[date]]:
    """Yield every stretch of days of one holiday that is not over before `first` and has begun until `last`."""
    day = first
    while day <= last:
        begin, end = timetable.calendar.around(day)
        if timetable.day(day).holiday:
            yield days_between(begin, end)
        day = end + _DAY


def _made(timetable: Timetable, first: date, last: date) -> dict[date, list[Occurrence]]:
    days = timetable.days(first, last)
    found = {day: [o for o in sessions if o.status is Status.MAKEUP] for day, sessions in days.items()}
    return {day: made for day, made in found.items() if made}


def _closed(timetable: Timetable, run: Sequence[date], today: date) -> str:
    """国庆节10月1日—7日全部停课; with what is on all the same; empty where nothing was planned."""
    name = timetable.day(run[0]).holiday
    sessions = [o for day in timetable.days(run[0], run[-1]).values() for o in day]
    if not sessions:
        return ""
    held = list(dict.fromkeys(o.course.title for o in sessions if o.held))
    span = phrases.days(run[0], run[-1], today)
    unsure = "" if timetable.day(run[0]).published else "，前后几天以放假通知为准"
    if not held:
        return f"{name}{span}全部停课{unsure}"
    names = "、".join(held) if len(held) <= FEW else f"{'、'.join(held[:FEW])}等{len(held)}门课"
    if all(o.held for o in sessions):
        return f"{name}{span}照常：{names}{unsure}"
    return f"{name}{span}停课，照常的有{names}{unsure}"


def _extra(timetable: Timetable, made: Sequence[Occurrence], today: date) -> str:
    """10月10日(周六)19:00补周三的家庭健康教育夜校; of several classes, or of one of a course, the day and their names."""
    first = made[0]
    others = [o for o in timetable.days(first.day, first.day)[first.day] if o.status is not Status.MAKEUP]
    year = phrases.other_year(first.day, today)
    what = first.reason.removesuffix("课")
    if len({(o.course.id, o.dtstart) for o in made}) == 1 and all(o.course is not first.course for o in others):
        return f"{year}{phrases.moment(first.dtstart)}{what}{first.course.title}"
    return f"{year}{phrases.day(first.day)}{what}{classes(made)}"
