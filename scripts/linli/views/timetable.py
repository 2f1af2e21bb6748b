"""The timetable by day and by month: takes the occurrences, gives `Page` values and the slot's context."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from linli import kinds, phrases
from linli.timetable import Occurrence
from linli.views import page, sheets
from linli.views.days import sections, unpublished
from linli.views.edition import Edition
from linli.views.listed import all_told, chips, endless, keeps
from linli.views.page import Draft, Link, Page

DAYS = 14
"""From Monday: this week, for its grid, and the next."""
AHEAD = 56
"""The browser adds days up to eight weeks from the month pages."""

UNSEEN = frozenset({"summary", "plain", "description", "bring", "tags", "icon", "image", "image_alt", "credit"})
"""Fields of courses that stand in no row of a day."""

Month = tuple[int, int]
Days = Mapping[date, tuple[Occurrence, ...]]


def pages(edition: Edition) -> Iterator[Draft]:
    """One page for every month that holds a session; past months stay."""
    timetable = edition.timetable
    months = [None, *timetable.months, None]
    for previous, (year, month), following in zip(months, timetable.months, months[2:], strict=False):
        days = timetable.days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        yield Draft(
            kind="month",
            key=f"{year}-{month:02d}",
            of=list({o.course.id: o.course for found in days.values() for o in found}.values()),
            more=(previous, following),
            unseen=UNSEEN,
            make=partial(_page, edition, days, previous, following),
        )


def _page(edition: Edition, days: Days, previous: Month | None, following: Month | None) -> Page:
    community, timetable, sessions = edition.community, edition.timetable, edition.sessions
    first, *_, last = days
    known = [timetable.day(day) for day in days]
    shown = [day for day in known if days[day.date] or day.holiday or day.makeup]
    name = phrases.month(first.year, first.month)
    count = sum(1 for found in days.values() for o in found if o.held)
    return Page(
        kind="month",
        key=f"{first:%Y-%m}",
        title=page.title(community, f"{name}课表", f"共{count}次"),
        description=f"{name}的全部课程和活动，按日期排列，共{count}次。",
        context={
            "name": name,
            "days": sections(sessions, days, shown),
            "weeks": (last.day + first.weekday() + 6) // 7 if shown else 0,
            "first": next((day.date.isoformat() for day in shown if days[day.date]), ""),
            "chips": chips(sessions, days.values()),
            "keeps": keeps(days.values()),
            "endless": endless(days.values()),
            "free": all_told(days.values()),
            "unpublished": unpublished(timetable, first, last),
            "previous": _link(*previous) if previous else None,
            "following": _link(*following) if following else None,
        },
    )


def fortnight(edition: Edition) -> dict[str, Any]:
    """Context of the timetable slot: this week, its days before today too, and the next.

    The week's sheet for paper is linked where there is one.
    """
    timetable, today, sessions = edition.timetable, edition.today, edition.sessions
    monday = today - timedelta(days=today.weekday())
    last = monday + timedelta(days=DAYS - 1)
    days = timetable.days(monday, last)
    known = [timetable.day(day) for day in days]
    after = last + timedelta(days=1)
    until = today + timedelta(days=AHEAD - 1)
    ahead = [m for m in timetable.months if (last.year, last.month) <= m <= (until.year, until.month)]
    return {
        "days": sections(sessions, days, known),
        "unpublished": unpublished(timetable, today, last),
        "today": today.isoformat(),
        "sunday": (monday + timedelta(days=6)).isoformat(),
        "chips": chips(sessions, days.values()),
        "keeps": keeps(days.values()),
        "endless": endless(days.values()),
        "free": all_told(days.values()),
        "months": [_link(*month) for month in timetable.months],
        "more": [month_path(*month) for month in ahead],
        "this_month": month_path(today.year, today.month) if (today.year, today.month) in timetable.months else "",
        "next_month": next((_link(*m) for m in timetable.months if m >= (after.year, after.month)), None),
        "paper": week if (week := sheets.week_path(monday)) in edition.printed else "",
        "end": phrases.full_day(timetable.occurrences[-1].day) if timetable.occurrences else "",
    }


def mine(edition: Edition) -> dict[str, Any]:
    """Context of 我的课表: the months whose pages hold its sessions."""
    return {"months": [f"{year}-{month:02d}" for year, month in edition.timetable.months]}


def month_path(year: int, month: int) -> str:
    """timetable/2026-11/"""
    return kinds.of("month").path(f"{year}-{month:02d}")


def _link(year: int, month: int) -> Link:
    return Link(href=month_path(year, month), text=phrases.month(year, month))
