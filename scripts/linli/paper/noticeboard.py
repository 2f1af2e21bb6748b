"""The week for the noticeboard: takes a week of the timetable, gives its A4 sheets."""

from __future__ import annotations

from typing import Any

from linli import phrases
from linli.paper.sheet import Sheet, common, timetable_code
from linli.views.days import DaySection
from linli.views.edition import Edition
from linli.views.print import Week
from linli.views.sheets import week_path


def sheet(edition: Edition, week: Week) -> Sheet:
    """Return the week's sheets as one file."""
    data: dict[str, Any] = {
        **common(edition, f"{week.span}课表"),
        **timetable_code(edition),
        "title": "一周课表",
        "span": week.span,
        "days": [_day(day) for day in week.days],
        "changes": [
            {
                "when": f"{change.day}{change.clock}",
                "what": phrases.joined([change.title, change.groups]),
                "word": change.word,
                "why": change.why,
            }
            for change in week.changes
        ],
        "notices": week.notices,
        "places": week.places,
        "phone": edition.community.organization.phone or "",
    }
    return Sheet(path=week_path(week.first), template="week", data=data)


def _day(day: DaySection) -> dict[str, Any]:
    """Return the day for the template; what an official holiday closes is one line and not a row each."""
    closed = [row for row in (*day.whole, *day.rows) if row.state == "holiday"] if day.holiday else []
    names = dict.fromkeys(phrases.joined([row.title, "" if row.whole else row.opens], " ") for row in closed)
    return {
        "star": day.star,
        "name": phrases.joined([day.year, day.name], ""),
        "holiday": day.holiday,
        "closed": "、".join(names),
        "unsure": day.unsure,
        "makeup": day.makeup,
        "whole": [row for row in day.whole if row not in closed],
        "rows": [row for row in day.rows if row not in closed],
    }
