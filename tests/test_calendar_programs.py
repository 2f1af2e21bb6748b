"""Other calendar programs show our timetable: random ones in every time zone, expanded by a stock library."""

from __future__ import annotations

import os
import time
from collections import Counter
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import communities
from communities import edition
from linli.feeds import ics
from linli.timetable import expand
from test_ics import HOLIDAYS, WEEKDAYS, ZONES, ours, read
from tests_support import TODAY


@st.composite
def places(draw: st.DrawFn) -> str | None:
    return draw(st.sampled_from(["a", "b", "c", None]))


@st.composite
def hours(draw: st.DrawFn) -> tuple[str, str]:
    start = draw(st.integers(0, 22 * 4))
    end = start + draw(st.integers(1, 7))
    return tuple(f"{n // 4:02d}:{n % 4 * 15:02d}" for n in (start, end))  # type: ignore[return-value]


WHEN: list[dict[str, Any]] = [
    *({"weekday": day} for day in WEEKDAYS),
    {"weekday": "周二至周五"},
    {"weekday": "周一、周三"},
    {"weekday": "每天"},
    {"weekday": "每月第一个周六"},
    {"weekday": "周日", "month_week": "-1"},
    {"weekday": "周二", "month_week": "2, 5"},
    {"month_day": "5, 31"},
    {"dates": "2026-10-01, 2026-11-07、11-08"},
]


@st.composite
def schedules(draw: st.DrawFn, course: str) -> dict[str, Any]:
    opens, closes = draw(hours())
    row: dict[str, Any] = {
        "course": course,
        "group": draw(st.sampled_from([None, "小学段", "A", f"{course}-ban"])),
        **draw(st.sampled_from(WHEN)),
        "venue": draw(places()),
        "on_holiday": draw(st.sampled_from([None, "停课", "照常"])),
        "on_makeup": draw(st.sampled_from([None, "跟随", "不跟随"])),
    }
    shape = draw(st.sampled_from(["span", "span", "span", "open", "night", "day"]))
    if shape != "day":
        row["opens_at"] = opens
    if shape in ("span", "night"):
        row["closes_at"], row["overnight"] = ("00:15", True) if shape == "night" else (closes, None)
    if "dates" in row:
        return row
    if "weekday" in row and "月" not in row["weekday"] and "month_week" not in row:
        row["every"] = draw(st.sampled_from([None, 1, 2, 3]))
        row["weeks"] = draw(st.sampled_from([None, None, "1-8,10", "2", "3-5,9,12-16"]))
    if draw(st.booleans()):
        row["term"] = draw(st.sampled_from(["qiu", "chun"]))
    if "term" not in row or draw(st.booleans()):
        start = date(2026, 9, 1) + timedelta(days=draw(st.integers(0, 60)))
        row["valid_from"] = start
        if "term" in row or draw(st.booleans()):
            row["valid_to"] = start + timedelta(days=draw(st.integers(0, 130)))
    return row


@st.composite
def made(draw: st.DrawFn) -> dict[str, Any]:
    courses = [
        {"id": key, "title": f"课{key}", "status": draw(st.sampled_from([None, None, None, "暂停"]))} for key in "xy"
    ]
    rows = [row for course in "xy" for row in draw(st.lists(schedules(course), min_size=course == "x", max_size=3))]
    worked = [
        {"date": day, "name": "国庆节", "kind": "班", "weekday_as": draw(st.sampled_from([None, *WEEKDAYS]))}
        for day in ("2026-09-20", "2026-10-10")
    ]
    tables: dict[str, Any] = {
        "venues": [{"id": key, "name": f"教室{key}"} for key in "abc"],
        "terms": [
            {"id": "qiu", "name": "秋", "valid_from": "2026-09-01", "valid_to": "2026-12-20"},
            {"id": "chun", "name": "春", "valid_from": "2027-01-04", "valid_to": "2027-03-14"},
        ],
        "courses": courses,
        "groups": [{"id": f"{key}-ban", "course": key, "name": "大班", "teacher": "王老师"} for key in "xy"],
        "schedules": rows,
        "holidays": HOLIDAYS + worked,
    }
    planned = expand(communities.make(**tables), TODAY).occurrences
    dates = sorted({(row.course.id, row.day) for row in planned}) or [("x", date(2026, 9, 7))]
    changes: list[dict[str, Any]] = []
    for number in range(draw(st.integers(0, 6))):
        course, day = draw(st.sampled_from(dates))
        kind = draw(st.sampled_from(["停课", "改期", "换地点", "加课", "换老师", "说明"]))
        change: dict[str, Any] = {
            "course": course,
            "date": day,
            "kind": kind,
            "reason": draw(st.sampled_from([None, "下雨"])),
        }
        if kind in ("改期", "换地点", "加课"):
            change["venue"] = draw(places())
        if kind == "停课" and draw(st.booleans()):
            change |= {"course": None, "scope": "全部", "date_to": day + timedelta(days=draw(st.integers(0, 9)))}
        if kind == "说明":
            change["note"] = "第3讲"
        if kind == "换老师":
            change["teacher"] = "李老师"
        if kind == "改期":
            change["new_date"] = day + timedelta(days=draw(st.integers(-9, 9)))
            dates.append((course, change["new_date"]))
        if kind == "加课" or (kind == "改期" and draw(st.booleans())):
            change["opens_at"], change["closes_at"] = f"23:{number:02d}", "23:50"
        changes.append(change)
    return {**tables, "changes": changes}


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(made())
def test_calendar_programs_show_our_timetable_in_every_time_zone(tables: dict[str, Any]) -> None:
    community = communities.make(**tables)
    timetable = expand(community, TODAY)
    files = dict(ics.calendars(edition(community, timetable=timetable)))
    before = os.environ.get("TZ")
    try:
        for zone in ZONES:
            os.environ["TZ"] = zone
            time.tzset()
            assert read(files["calendar/all.ics"]) == ours(timetable.occurrences)
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()
    for course in community.courses:
        assert read(files[f"calendar/courses/{course.id}.ics"]) == ours(timetable.of_course(course.id))
    for group in timetable.groups:
        assert read(files[f"calendar/groups/{group.id}.ics"]) == ours(timetable.of_group(group.id))
    for venue in community.venues:
        here = read(files[f"calendar/venues/{venue.id}.ics"])
        assert Counter({s: n for s, n in here.items() if s[2] == venue.name}) == ours(timetable.of_venue(venue.id))
        elsewhere = [row for row in timetable.occurrences if row.venue is None or row.venue.id != venue.id]
        assert here <= ours(timetable.of_venue(venue.id)) + ours(elsewhere)
