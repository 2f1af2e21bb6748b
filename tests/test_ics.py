"""Our calendars against an independent reader: icalendar parses, recurring-ical-events expands."""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
import recurring_ical_events
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import communities
from linli.feeds import ics
from linli.model import Community
from linli.timetable import Status, expand
from tests_support import TODAY

ZONES = ("Asia/Shanghai", "UTC", "America/New_York")
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
FIRST, LAST = date(2026, 8, 31), date(2027, 3, 14)
HOLIDAYS = [
    *({"date": f"2026-10-0{n}", "name": "国庆节", "kind": "休"} for n in range(1, 8)),
    *({"date": f"2026-09-{n}", "name": "中秋节", "kind": "休"} for n in (25, 26, 27)),
]
Session = tuple[datetime, datetime, str, bool]
"""Start and end in UTC, place, whether it is cancelled."""


def calendars(community: Community) -> dict[str, bytes]:
    return dict(ics.calendars(community, expand(community, TODAY), "https://example.org/linfu/"))


def read(data: bytes) -> Counter[Session]:
    """What a calendar program shows."""
    calendar = icalendar.Calendar.from_ical(data)
    found = recurring_ical_events.of(calendar).between(FIRST - timedelta(days=60), LAST + timedelta(days=60))
    return Counter(
        (
            event["DTSTART"].dt.astimezone(UTC),
            event["DTEND"].dt.astimezone(UTC),
            str(event.get("LOCATION", "")),
            event.get("STATUS") == "CANCELLED",
        )
        for event in found
    )


def ours(occurrences: Any) -> Counter[Session]:
    """What the timetable says, a moved session at its new time only, a holiday not at all."""
    return Counter(
        (row.dtstart.astimezone(UTC), row.dtend.astimezone(UTC), row.venue.name if row.venue else "", not row.held)
        for row in occurrences
        if row.status not in (Status.HOLIDAY, Status.MOVED)
    )


@st.composite
def places(draw: st.DrawFn) -> str | None:
    return draw(st.sampled_from(["a", "b", "c", None]))


@st.composite
def hours(draw: st.DrawFn) -> tuple[str, str]:
    start = draw(st.integers(0, 22 * 4))
    end = start + draw(st.integers(1, 7))
    return tuple(f"{n // 4:02d}:{n % 4 * 15:02d}" for n in (start, end))  # type: ignore[return-value]


@st.composite
def schedules(draw: st.DrawFn, course: str) -> dict[str, Any]:
    opens, closes = draw(hours())
    row: dict[str, Any] = {
        "course": course,
        "group": draw(st.sampled_from([None, "小学段", "A"])),
        "weekday": draw(st.sampled_from(WEEKDAYS)),
        "opens_at": opens,
        "closes_at": closes,
        "every": draw(st.sampled_from([None, 1, 2, 3])),
        "weeks": draw(st.sampled_from([None, None, "1-8,10", "2", "3-5,9,12-16"])),
        "venue": draw(places()),
        "on_holiday": draw(st.sampled_from([None, "停课", "照常"])),
        "on_makeup": draw(st.sampled_from([None, "跟随", "不跟随"])),
    }
    if draw(st.booleans()):
        row["term"] = draw(st.sampled_from(["qiu", "chun"]))
    if "term" not in row or draw(st.booleans()):
        start = date(2026, 9, 1) + timedelta(days=draw(st.integers(0, 60)))
        row["valid_from"] = start
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
        "schedules": rows,
        "holidays": HOLIDAYS + worked,
    }
    dates = sorted({(row.course.id, row.day) for row in expand(communities.make(**tables), TODAY).occurrences}) or [
        ("x", date(2026, 9, 7))
    ]
    changes: list[dict[str, Any]] = []
    for number in range(draw(st.integers(0, 6))):
        course, day = draw(st.sampled_from(dates))
        kind = draw(st.sampled_from(["停课", "改期", "换地点", "加课"]))
        change: dict[str, Any] = {
            "course": course,
            "date": day,
            "kind": kind,
            "reason": draw(st.sampled_from([None, "下雨"])),
        }
        if kind != "停课":
            change["venue"] = draw(places())
        if kind == "改期":
            change["new_date"] = day + timedelta(days=draw(st.integers(-9, 9)))
            dates.append((course, change["new_date"]))
        if kind == "加课" or (kind == "改期" and draw(st.booleans())):
            change["opens_at"], change["closes_at"] = f"23:{number:02d}", "23:50"
        changes.append(change)
    return {**tables, "changes": changes}


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(made())
def test_calendar_programs_show_our_timetable_in_every_time_zone(tables: dict[str, Any]) -> None:
    community = communities.make(**tables)
    timetable = expand(community, TODAY)
    files = dict(ics.calendars(community, timetable))
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
    for venue in community.venues:
        here = read(files[f"calendar/venues/{venue.id}.ics"])
        assert Counter({s: n for s, n in here.items() if s[2] == venue.name}) == ours(timetable.of_venue(venue.id))
        elsewhere = [row for row in timetable.occurrences if row.venue is None or row.venue.id != venue.id]
        assert here <= ours(timetable.of_venue(venue.id)) + ours(elsewhere)


def shufa(**more: Any) -> dict[str, Any]:
    return {
        "venues": [
            {"id": "shuwu", "name": "社区书屋", "room": "201室", "address": "邻府社区, 茜草街道"},
            {"id": "yuanzi", "name": "院子"},
        ],
        "courses": [{"id": "shufa", "title": "书法班", "fee": "免费", "bring": "毛笔、墨汁、一块旧毛巾;水杯,坐垫" * 3}],
        "schedules": [
            {
                "course": "shufa",
                "group": "小学段",
                "weekday": "周三",
                "opens_at": "19:00",
                "closes_at": "20:30",
                "valid_from": "2026-09-02",
                "valid_to": "2026-12-30",
                "venue": "shuwu",
            }
        ],
        "holidays": HOLIDAYS,
        **more,
    }


CHANGED = [
    {"course": "shufa", "date": "2026-11-04", "kind": "停课", "reason": "老师外出学习"},
    {"course": "shufa", "date": "2026-11-11", "kind": "改期", "new_date": "2026-11-13", "reason": "场地检修"},
    {"course": "shufa", "date": "2026-11-18", "kind": "换地点", "venue": "yuanzi"},
    {"course": "shufa", "date": "2026-11-21", "kind": "加课", "opens_at": "09:00", "closes_at": "10:30"},
]


def events(data: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_lines_fold_at_75_octets_between_characters() -> None:
    for data in calendars(communities.make(**shufa(changes=CHANGED))).values():
        assert data.endswith(b"\r\n")
        lines = data.removesuffix(b"\r\n").split(b"\r\n")
        assert not any(b"\n" in line or b"\r" in line for line in lines)
        assert max(map(len, lines)) <= 75
        assert any(line.startswith(b" ") for line in lines) or b"VEVENT" not in data
        for line in lines:
            line.decode("utf-8")


def test_a_calendar_says_its_zone_name_and_how_often_to_look() -> None:
    data = calendars(communities.make(**shufa()))["calendar/courses/shufa.ics"]
    calendar = icalendar.Calendar.from_ical(data)
    zones = calendar.walk("VTIMEZONE")
    assert [zone["TZID"] for zone in zones] == ["Asia/Shanghai"]
    assert zones[0].to_tz().utcoffset(datetime(2026, 11, 24, 12)) == timedelta(hours=8)  # noqa: DTZ001  local time is the question
    assert calendar["X-WR-CALNAME"] == "书法班｜邻府社区"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in data
    assert calendar["VERSION"] == "2.0"


def test_a_series_is_one_rule_without_its_holidays() -> None:
    (event,) = events(calendars(communities.make(**shufa()))["calendar/courses/shufa.ics"])
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20261230T110000Z;INTERVAL=1;BYDAY=WE"
    assert event["EXDATE"].to_ical() == b"20261007T190000"
    assert event["EXDATE"].params["TZID"] == event["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert event["SUMMARY"] == "书法班(小学段)"
    assert event["LOCATION"] == "社区书屋 201室 邻府社区, 茜草街道"
    assert "请带:毛笔" in event["DESCRIPTION"]


def test_each_change_is_told() -> None:
    data = calendars(communities.make(**shufa(changes=CHANGED)))["calendar/courses/shufa.ics"]
    series, cancelled, moved, relocated, added = events(data)
    uid = series["UID"]
    assert [e["UID"] for e in (cancelled, moved, relocated)] == [uid] * 3
    assert uid.endswith("@linli-test")
    assert added["UID"] != uid
    assert (cancelled["STATUS"], cancelled["SEQUENCE"]) == ("CANCELLED", 1)
    assert cancelled["SUMMARY"] == "【停课】书法班(小学段)"
    assert cancelled["DESCRIPTION"].startswith("老师外出学习\n")
    assert cancelled["RECURRENCE-ID"].dt == cancelled["DTSTART"].dt
    assert moved["RECURRENCE-ID"].to_ical() == b"20261111T190000"
    assert moved["DTSTART"].to_ical() == b"20261113T190000"
    assert moved["SUMMARY"].startswith("【改期】")
    assert moved["DESCRIPTION"].startswith("原定2026年11月11日(周三)19:00;场地检修\n")
    assert (relocated["SUMMARY"], relocated["LOCATION"]) == ("【换地点】书法班(小学段)", "院子")
    assert (added["SUMMARY"], "RRULE" in added, "RECURRENCE-ID" in added) == ("【加课】书法班", False, False)


def test_a_paused_course_is_one_cancelled_series() -> None:
    tables = shufa()
    tables["courses"][0]["status"] = "暂停"
    (event,) = events(calendars(communities.make(**tables))["calendar/all.ics"])
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    assert event["DESCRIPTION"].startswith("本课暂停开课\n")


def test_the_new_place_has_the_session_in_its_own_calendar() -> None:
    files = calendars(communities.make(**shufa(changes=CHANGED)))
    (guest,) = events(files["calendar/venues/yuanzi.ics"])
    assert (guest["SUMMARY"], guest["DTSTART"].to_ical()) == ("【换地点】书法班(小学段)", b"20261118T190000")
    assert "RECURRENCE-ID" not in guest


def test_uids_stay_when_the_timetable_changes() -> None:
    def uids(**more: Any) -> set[str]:
        return {str(event["UID"]) for event in events(calendars(communities.make(**shufa(**more)))["calendar/all.ics"])}

    plain = uids()
    assert plain <= uids(changes=CHANGED)
    assert uids(holidays=[]) == plain
    other = shufa()["schedules"][0] | {"weekday": "周一"}
    assert plain < uids(schedules=[other, *shufa()["schedules"]])


def test_equal_data_give_equal_bytes_and_no_clock() -> None:
    first = calendars(communities.make(**shufa(changes=CHANGED)))
    time.sleep(1.1)
    assert calendars(communities.make(**shufa(changes=CHANGED))) == first
    assert re.findall(rb"DTSTAMP:(\S+)", first["calendar/courses/shufa.ics"])[0] == b"20260902T110000Z"


@pytest.mark.parametrize("count", [0, 1])
def test_every_course_and_venue_has_a_calendar(count: int) -> None:
    files = calendars(communities.make(**shufa(schedules=shufa()["schedules"][:count])))
    assert set(files) == {
        "calendar/all.ics",
        "calendar/courses/shufa.ics",
        "calendar/venues/shuwu.ics",
        "calendar/venues/yuanzi.ics",
    }
    assert b"VTIMEZONE" in files["calendar/venues/yuanzi.ics"]


def test_a_single_event_needs_no_rule() -> None:
    once = shufa()["schedules"][0] | {"valid_to": "2026-09-02"}
    (event,) = events(calendars(communities.make(**shufa(schedules=[once])))["calendar/all.ics"])
    assert "RRULE" not in event
