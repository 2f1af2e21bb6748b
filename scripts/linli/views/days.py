"""A day of a timetable: takes its sessions and what is officially known of it, gives its `DaySection`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from linli import phrases
from linli.timetable import Day, Occurrence, Status, Timetable
from linli.timetable.phases import midnight
from linli.views.rows import Row, Sessions

FEW: Final = 3
"""So many made-up classes are named; of more only the number is said."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DaySection:
    """One day of a timetable."""

    date: str
    """2026-11-24"""
    year: str
    """2027年, where it is not the build's."""
    name: str
    """11月24日"""
    star: str
    """星期二"""
    holiday: str
    """Name of the official holiday."""
    makeup: str
    """调休上班；周六的课照常，另补 家庭健康教育夜校 中学段 19:00"""
    unsure: str
    """Name of a holiday to which the day may belong, while that year's notice is not out."""
    whole: Sequence[Row]
    """What lasts all day; what goes on for several days comes first."""
    rows: Sequence[Row]
    soon: Mapping[str, str]
    """By start: from when on a session is the next one of the day, as the one before it begins."""

    @property
    def bare(self) -> bool:
        """Whether there is nothing on."""
        return not (self.rows or self.whole)


def section(sessions: Sessions, day: Day, occurrences: Iterable[Occurrence]) -> DaySection:
    """Return the day with its rows."""
    found = list(occurrences)
    timed = [o for o in found if not o.all_day]
    whole = sessions.rows(o for o in found if o.all_day)
    return DaySection(
        date=day.date.isoformat(),
        year=phrases.other_year(day.date, sessions.today),
        name=phrases.short_day(day.date),
        star=phrases.star(day.date),
        holiday=day.holiday,
        makeup=made_up(day, found),
        unsure=day.unsure,
        whole=sorted(whole, key=lambda row: (row.cut, not row.until)),
        rows=sessions.rows(timed),
        soon=_soon(day.date, timed),
    )


def sections(sessions: Sessions, days: Mapping[date, Sequence[Occurrence]], known: Iterable[Day]) -> list[DaySection]:
    """One section a day, the empty ones too."""
    return [section(sessions, day, days.get(day.date, ())) for day in known]


def overnight(timetable: Timetable, today: date) -> list[Occurrence]:
    """What began the evening before and is held into the day."""
    yesterday = today - timedelta(days=1)
    found = timetable.days(yesterday, yesterday)[yesterday]
    return [o for o in found if o.held and not o.all_day and o.over > midnight(today)]


def note(timetable: Timetable, day: date, found: Sequence[Occurrence]) -> str:
    """What holds of the whole day: 国庆节放假，全部停课; what is made up; empty on most days."""
    known = timetable.day(day)
    if known.holiday:
        closed = found and not any(o.held for o in found)
        return f"{known.holiday}放假" + ("，全部停课" if closed else "")
    if known.unsure:
        return f"{known.unsure}怎么放假还没有公布，上不上课请先打电话"
    return made_up(known, found)


def made_up(day: Day, occurrences: Iterable[Occurrence]) -> str:
    """What a worked weekend day holds: that all runs as usual, and what is made up; empty on other days."""
    if not day.makeup:
        return ""
    timed = [o for o in occurrences if not o.all_day]
    made = [o for o in timed if o.status is Status.MAKEUP]
    planned = [o for o in timed if o.status is not Status.MAKEUP]
    usual = bool(planned) and all(o.held for o in planned)
    as_usual = f"{phrases.weekday(day.date.weekday())}的课照常" if usual else ""
    extra = f"{'另补' if usual else '补上'} {classes(made)}" if made else ""
    return phrases.joined(["调休上班", phrases.joined([as_usual, extra], "，")], "；")


def classes(made: Sequence[Occurrence]) -> str:
    """家庭健康教育夜校 中学段 19:00、书法班 18:00; of more than a few how many there are."""
    if len(made) > FEW:
        return f"{len(made)}节课"
    return "、".join(
        phrases.joined([o.course.title, o.group, phrases.clock(o.dtstart.time())], " ").replace("  ", " ") for o in made
    )


def unpublished(timetable: Timetable, first: date, last: date) -> list[int]:
    """Years of the days from first to last whose official holidays are not known."""
    years = {first.year, last.year}
    return sorted(year for year in years if year in timetable.unpublished_years)


def _soon(day: date, occurrences: Sequence[Occurrence]) -> dict[str, str]:
    before: datetime = midnight(day)
    found = {}
    for start in sorted({o.dtstart for o in occurrences if o.held}):
        found[phrases.iso(start)] = phrases.iso(before)
        before = start
    return found
