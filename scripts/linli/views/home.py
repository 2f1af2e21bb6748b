"""The home page's slots: takes everything, gives today, the week, changes and what can be joined."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from linli import phrases
from linli.model import Community
from linli.timetable import Timetable
from linli.views import alerts
from linli.views.page import Link
from linli.views.related import Related
from linli.views.rows import Sessions, forms
from linli.views.signup import possible, signup
from linli.views.times import meetings, short

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


def opened(community: Community, related: Related, day: date) -> dict[str, Any]:
    """Forms with a date that can or will be filled in, each with what it is for."""
    items = []
    for form in possible(community.forms, day):
        if not (form.opens_at or form.closes_at):
            continue  # always open: its service says so
        courses = [c for c in related.courses_with(form.id) if c.status != "结束"]
        link = Link(href=f"forms/{form.id}/", text=form.title)
        note = ""
        if len(courses) == 1:
            course = courses[0]
            link = Link(href=f"courses/{course.id}/", text=course.title)
            when = short(meetings(related.parts(course.id), day))
            note = phrases.joined([when, phrases.ages(course.min_age, course.max_age) or course.audience])
        elif courses:
            names = "、".join(course.title for course in courses[:2])
            note = f"{names}等{len(courses)}门课" if len(courses) > 2 else names
        elif services := related.services_with(form.id):
            note = "、".join(service.name for service in services[:2])
        items.append({"signup": signup(community, form, today=day), "link": link, "note": note})
    return {"items": items}
