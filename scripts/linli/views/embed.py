"""A page that another site frames: takes the sessions of eight days, gives them so that a script may leave some out.

`?course=` and `?venue=` choose one course or one place; without a script everything is shown. It stands in a page that is
not ours: every link opens outside the frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import escape
from typing import Any, Final

from linli import kinds, phrases
from linli.timetable import Occurrence
from linli.timetable.phases import midnight
from linli.views import days, page
from linli.views.edition import Edition
from linli.views.rows import Row

DAYS: Final = 8
"""A week, and the same weekday again."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Framed:
    """A session, and what it is chosen by."""

    row: Row
    time: str
    """19:00—20:30, 9:00开始, 时间请问"""
    end: datetime
    """From when on it is over."""
    venue: str
    """Id of the place, or empty."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FramedDay:
    """One day on which something would be."""

    date: str
    name: str
    """11月24日 星期二"""
    note: str
    """国庆节放假，全部停课"""
    end: datetime
    """When it is over, and all that began on it."""
    late: bool
    """Whether it was over on the day of the build: only what still runs is left of it."""
    rows: Sequence[Framed]


def context(edition: Edition) -> dict[str, Any]:
    """Return the context of the slot."""
    community, today = edition.community, edition.today
    shown = edition.timetable.days(today, today + (DAYS - 1) * _DAY)
    if night := days.overnight(edition.timetable, today):
        shown = {today - _DAY: tuple(night), **shown}
    return {
        "name": community.organization.short_name or community.organization.name,
        "days": [_day(edition, day, found) for day, found in shown.items() if found],
        "last": phrases.short_day(today + (DAYS - 1) * _DAY),
        "courses": [(course.id, course.title) for course in community.courses],
        "venues": [(venue.id, venue.name) for venue in community.venues],
        "phone": page.phone(community.organization.phone),
    }


def code(edition: Edition) -> str:
    """Return the line that another site puts into its own page; empty where the address of this one is not known."""
    if not edition.site_url:
        return ""
    looks = 'width="100%" height="480" style="border:0" loading="lazy"'
    return f'<iframe src="{escape(edition.site_url)}{kinds.of("embed").address}" title="社区课表" {looks}></iframe>'


def _day(edition: Edition, day: date, found: Sequence[Occurrence]) -> FramedDay:
    return FramedDay(
        date=day.isoformat(),
        name=f"{phrases.other_year(day, edition.today)}{phrases.short_day(day)} {phrases.star(day)}",
        note=days.note(edition.timetable, day, found),
        end=max([midnight(day + _DAY), *(o.over for o in found if o.held)]),
        late=day < edition.today,
        rows=[_framed(edition.sessions.row(o), o) for o in found],
    )


def _framed(row: Row, o: Occurrence) -> Framed:
    until = f"—{row.closes}" if row.closes else "开始"
    return Framed(
        row=row,
        time=row.until or phrases.HOURS_UNSAID if row.whole else f"{row.opens}{until}",
        end=o.over,
        venue=o.venue.id if o.venue else "",
    )
