"""A town with one service to ask for: takes rows of hours, gives its days and what its page says at a moment."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from communities import make, notice
from linli.model import SHANGHAI, Community
from linli.timetable.official import OfficialCalendar
from linli.timetable.open_phases import of_hours
from linli.timetable.openday import OpenDay
from linli.timetable.openings import openings
from linli.timetable.phases import at

ROOT = Path(__file__).resolve().parents[1]
SHOWN = 15
DAY = "2026-11-24"
WORK = {"weekday": "周一至周五", "opens_at": "09:00", "closes_at": "17:00"}
EVERY = {"weekday": "每天", "opens_at": "10:00", "closes_at": "20:00"}
TWICE = [{**WORK, "closes_at": "12:00"}, {**WORK, "opens_at": "14:00", "closes_at": "17:30"}]
VENUES = [{"id": "a", "name": "东院"}, {"id": "b", "name": "西院"}, {"id": "c", "name": "广场"}]
PLACES = [EVERY, {**WORK, "venue": "b"}]


@cache
def holidays() -> list[dict[str, Any]]:
    """The published days of 2026."""
    return notice(2026)


def town(hours: list[dict[str, Any]], **tables: Any) -> Community:
    """A town with one service, at 东院, with these hours; and another one that is always open."""
    service = {"id": "s", "name": "服务", "venue": "a", **tables.pop("service", {})}
    rows = [{"service": "s", **row} for row in hours] + [{"service": "t", **EVERY, "on_holiday": "照常"}]
    given = {"venues": VENUES, "services": [service, {"id": "t", "name": "别的"}], "hours": rows, **tables}
    return make(**{"holidays": holidays(), **given})


def days(community: Community, first: str, count: int = 1, service: str = "s") -> tuple[OpenDay, ...]:
    start = date.fromisoformat(first)
    calendar = OfficialCalendar(community.holidays)
    found = community.find("services", service)
    assert found
    return openings(community, calendar, found, start, start + timedelta(days=count - 1))


def told(day: OpenDay) -> str:
    """`open 9:00-12:00 14:00-17:30 | why`."""
    spans = [f"{span.opens:%-H:%M}-{span.closes:%-H:%M}" for span in day.spans]
    return " ".join([day.state.value, *spans, *([f"| {day.why}"] if day.why else [])])


def said(community: Community, moment: str, *, built: str = "", service: str = "s") -> str:
    """What the page says at a moment, of a build of that day or an earlier one."""
    now = datetime.strptime(moment, "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)
    start = built or f"{now:%Y-%m-%d}"
    return at(of_hours(days(community, start, 2 * SHOWN, service), SHOWN), now).words
