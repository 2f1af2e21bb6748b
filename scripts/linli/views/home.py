"""The home page's slots: takes everything, gives today, the week and what changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from linli import phrases
from linli.timetable import Occurrence, Timetable
from linli.timetable.phases import midnight
from linli.views import alerts, running
from linli.views.alerts import Banner
from linli.views.closures import Closure, closures
from linli.views.days import made_up, overnight, section
from linli.views.edition import Edition
from linli.views.listed import all_told, chips, endless

WEEK: Final = 7
_FAR: Final = timedelta(days=60)
_MOST: Final = 8
"""So many changes are listed, of which the style shows the first three that still hold."""
SERVICES: Final = 6
"""So many services are listed."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One line of the list of changes: a change after tomorrow, or a holiday."""

    date: date
    start: datetime | None
    end: datetime
    """For an announced change: when it moves up to the banners."""
    now: bool
    """Whether it stands there on the day of the build."""
    banner: Banner | None = None
    closure: Closure | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Quiet:
    """A stretch of time in which the list has no line, which is said."""

    start: datetime
    end: datetime
    now: bool
    other: bool
    """Whether something stands above meanwhile."""


def today(edition: Edition) -> dict[str, Any]:
    """Today's sessions, the next day with any, what is off today or tomorrow, and what is not known of the year."""
    timetable, day, sessions = edition.timetable, edition.today, edition.sessions
    days = timetable.days(day, day)
    later = next((o for o in timetable.occurrences if o.day > day and o.held and not o.all_day), None)
    if later:
        days |= timetable.days(later.day, later.day)
    found = [section(sessions, timetable.day(each), occurrences) for each, occurrences in days.items()]
    night = overnight(timetable, day)
    return {
        "night": section(sessions, timetable.day(day - _DAY), night) if night else None,
        "day": found[0],
        "long": phrases.long_day(day),
        "next": found[1] if later else None,
        "later": sessions.row(later) if later else None,
        "later_when": phrases.other_year(later.day, day) + phrases.moment(later.dtstart) if later else "",
        "alerts": alerts.banners(timetable.occurrences, day, edition.community),
        "chips": chips(sessions, [night, *days.values()]),
        "endless": endless(days.values()),
        "free": all_told(days.values()),
        "unpublished": [(year, _known(year, day)) for year in timetable.unpublished_years],
        "months": [f"{year}-{month:02d}" for year, month in timetable.months if (year, month) >= (day.year, day.month)],
    }


def week(edition: Edition) -> dict[str, Any]:
    """The six days after today, a line for each course and time; a day on which all is closed says only why."""
    timetable, day = edition.timetable, edition.today
    first, last = day + _DAY, day + timedelta(days=WEEK - 1)
    days = timetable.days(first, last)
    return {
        "days": [
            {
                "date": when.isoformat(),
                "until": midnight(when),
                "name": phrases.short_day(when),
                "weekday": phrases.weekday(when.weekday()),
                "note": _note(timetable, when, found),
                "lines": alerts.entries([] if _closed(timetable, when, found) else found, day),
            }
            for when, found in days.items()
        ],
        "until": midnight(last),
        "any": any(days.values()),
    }


def changes(edition: Edition) -> dict[str, Any]:
    """What differs from the plan after tomorrow (what comes before stands above today's sessions), and the holidays."""
    day = edition.today
    now, last = midnight(day), day + timedelta(days=WEEK)
    occurrences = edition.timetable.occurrences
    banners = alerts.banners(occurrences, day, edition.community, most=len(occurrences))
    coming = [b for b in banners if b.start > now and not running.arrives(b, banners)]
    lines = [
        Item(
            date=date.fromisoformat(run[0].entry.date),
            start=None,
            end=run[-1].start,
            now=True,
            banner=replace(run[0], entry=replace(run[0].entry, day=running.days(run, day))),
        )
        for run in running.runs(coming)
    ]
    off = [
        Item(date=each.first, start=each.start, end=each.end, now=each.start <= now, closure=each)
        for each in closures(edition, day, day + _FAR)
    ]
    found = sorted([*lines[:_MOST], *off], key=lambda item: (item.date, item.closure is None))
    over = midnight(last + _DAY)
    told = [(b.start, b.end) for b in banners]
    return {
        "items": found,
        "until": phrases.day(last),
        "quiet": [
            Quiet(start=start, end=end, now=start <= now, other=any(a < end and b > start for a, b in told))
            for start, end in _gaps(now, over, [(item.start or now, item.end) for item in (*lines, *off)])
        ],
        "end": max([over, *(item.end for item in found)]),
    }


def _gaps(
    first: datetime, last: datetime, taken: Iterable[tuple[datetime, datetime]]
) -> Iterator[tuple[datetime, datetime]]:
    """Yield the stretches from first to last in which nothing is taken."""
    for start, end in sorted(taken):
        if first < min(start, last):
            yield first, min(start, last)
        first = max(first, end)
    if first < last:
        yield first, last


def _note(timetable: Timetable, day: date, occurrences: Sequence[Occurrence]) -> str:
    known = timetable.day(day)
    if known.holiday:
        return f"{known.holiday}放假" + ("，全部停课" if _closed(timetable, day, occurrences) else "")
    return made_up(known, occurrences)


def _closed(timetable: Timetable, day: date, occurrences: Sequence[Occurrence]) -> bool:
    return bool(occurrences and timetable.day(day).holiday) and not any(o.held for o in occurrences)


def _known(year: int, today: date) -> datetime | None:
    """From when on it matters that a year's holidays are not known: a week before it begins."""
    start = midnight(date(year, 1, 1)) - timedelta(days=WEEK)
    return start if start > midnight(today) else None
