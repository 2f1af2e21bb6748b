"""The home page's slots: takes everything, gives today, the week, changes and what can be joined."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from linli import phrases
from linli.model import Community
from linli.timetable import Timetable
from linli.views import alerts
from linli.views.rows import Sessions, forms

WEEK = 7


def today(community: Community, timetable: Timetable, day: date, sessions: Sessions) -> dict[str, Any]:
    """Today's sessions, the next day with any, and what is off today or tomorrow."""
    section = sessions.day(timetable.day(day), timetable.days(day, day)[day])
    later = next((o for o in timetable.occurrences if o.day > day and o.held), None)
    coming = sessions.day(timetable.day(later.day), timetable.days(later.day, later.day)[later.day]) if later else None
    return {
        "day": section,
        "long": phrases.long_day(day),
        "next": coming,
        "later": sessions.row(later) if later else None,
        "later_when": phrases.moment(later.dtstart) if later else "",
        "alerts": alerts.banners(timetable.occurrences, day),
        "forms": forms(community, [section, coming] if coming else [section]),
        "months": [f"{year}-{month:02d}" for year, month in timetable.months if (year, month) >= (day.year, day.month)],
    }


def week(timetable: Timetable, day: date) -> dict[str, Any]:
    """The six days after today, a line for each course and time."""
    first, last = day + timedelta(days=1), day + timedelta(days=WEEK - 1)
    days = timetable.days(first, last)
    return {
        "days": [
            {
                "date": when.isoformat(),
                "name": phrases.short_day(when),
                "weekday": phrases.day(when)[-3:-1],
                "holiday": timetable.day(when).holiday,
                "makeup": timetable.day(when).makeup,
                "lines": alerts.entries(found),
            }
            for when, found in days.items()
        ],
        "any": any(days.values()),
    }


def changes(timetable: Timetable, day: date) -> dict[str, Any]:
    """What differs from the plan in the days after tomorrow; those before stand above today's sessions."""
    last = day + timedelta(days=WEEK)
    return {
        "changes": alerts.between(timetable, day, day + timedelta(days=2), last),
        "above": bool(alerts.between(timetable, day, day, day + timedelta(days=1))),
        "until": phrases.day(last),
        "iso": last.isoformat(),
    }
