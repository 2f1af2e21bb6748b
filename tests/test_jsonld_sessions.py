"""Structured data of sessions: a repetition is a schedule with its exceptions, single and changed ones are events."""

from __future__ import annotations

import json
from typing import Any

import pytest

import communities
from communities import edition
from linli.feeds import jsonld
from test_jsonld import described, page

SCHEDULES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "weekly": (
        {},
        {"repeatFrequency": "P1W", "byDay": "Wednesday", "startDate": "2026-09-02", "endDate": "2026-09-30", "n": 5},
    ),
    "several days": (
        {"weekday": "周二至周四"},
        {"repeatFrequency": "P1W", "byDay": ["Tuesday", "Wednesday", "Thursday"], "endDate": "2026-09-30", "n": 13},
    ),
    "every other week": ({"every": 2}, {"repeatFrequency": "P2W", "n": 3, "exceptDate": None}),
    "some weeks": (
        {"weeks": "1,2,4"},
        {"repeatFrequency": "P1W", "endDate": "2026-09-23", "exceptDate": ["2026-09-16"], "n": 3},
    ),
    "no end": ({"valid_to": None}, {"endDate": None, "n": None, "repeatFrequency": "P1W"}),
    "no end said": ({"closes_at": None}, {"startTime": "09:00", "endTime": None}),
    "all day": ({"opens_at": None, "closes_at": None}, {"startTime": None, "endTime": None}),
    "first Saturday": (
        {"weekday": "每月第一个周六", "valid_to": "2026-12-31"},
        {"repeatFrequency": "P1M", "byDay": "Saturday", "byMonthWeek": 1, "startDate": "2026-09-05", "n": 4},
    ),
    "last Sunday": (
        {"weekday": "周日", "month_week": "-1", "valid_to": None},
        {"repeatFrequency": "P1M", "byDay": "-1SU", "byMonthWeek": None, "endDate": None},
    ),
    "the 15th": (
        {"weekday": None, "month_day": "15", "valid_to": None},
        {"repeatFrequency": "P1M", "byMonthDay": 15, "byDay": None},
    ),
}


@pytest.mark.parametrize("case", SCHEDULES)
def test_a_repetition_is_a_schedule(case: str) -> None:
    row, expected = SCHEDULES[case]
    course, *_ = described({}, row)
    (instance,) = course["hasCourseInstance"]
    (schedule,) = instance["courseSchedule"]
    plain = json.loads(json.dumps(schedule).replace("https://schema.org/", ""))
    plain["n"] = plain.pop("repeatCount", None)
    assert {name: plain.get(name) for name in expected} == expected


def test_a_schedule_names_its_exceptions_and_each_is_an_event() -> None:
    course, holiday, off, moved = described(
        {},
        {},
        holidays=[{"date": "2026-09-02", "name": "社区节", "kind": "休"}],
        changes=[
            {"course": "a", "date": "2026-09-09", "kind": "停课", "reason": "停电"},
            {"course": "a", "date": "2026-09-16", "kind": "改期", "new_date": "2026-09-17"},
        ],
    )
    (schedule,) = course["hasCourseInstance"][0]["courseSchedule"]
    assert schedule["exceptDate"] == ["2026-09-02", "2026-09-09", "2026-09-16"]
    told = [(e["description"], e["eventStatus"].removeprefix("https://schema.org/Event")) for e in (holiday, off)]
    assert told == [("社区节放假", "Cancelled"), ("停电", "Cancelled")]
    assert moved["startDate"] == "2026-09-17T09:00+08:00"


def test_a_single_date_is_an_event_and_no_schedule() -> None:
    row = {"valid_from": "2026-12-05", "valid_to": "2026-12-05", "weekday": "周六", "closes_at": None, "venue": "yard"}
    venue = {"id": "yard", "name": "院子", "address": "茜草街道1号"}
    course, event = described({"provider": "区红十字会", "fee": "免费", "summary": "学急救。"}, row, venues=[venue])
    assert "courseSchedule" not in course["hasCourseInstance"][0]
    assert event == {
        "@type": "Event",
        "name": "书法班",
        "description": "学急救。",
        "startDate": "2026-12-05T09:00+08:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "院子",
            "address": {"@type": "PostalAddress", "streetAddress": "茜草街道1号"},
        },
        "organizer": {"@type": "Organization", "name": "区红十字会"},
        "isAccessibleForFree": True,
        "offers": {"@type": "Offer", "price": "0", "priceCurrency": "CNY", "category": "Free"},
    }


def test_listed_days_without_a_time_are_events_of_a_day() -> None:
    row = {"dates": "2026-10-01, 2026-11-07", "weekday": None, "opens_at": None, "closes_at": None}
    _, first, second = described({}, row | {"valid_from": None, "valid_to": None})
    assert [first["startDate"], second["startDate"]] == ["2026-10-01", "2026-11-07"]
    assert not {"endDate", "location", "eventAttendanceMode"} & first.keys()


def test_changed_sessions_are_events_with_their_status() -> None:
    community = communities.make(
        courses=[{"id": "a", "title": "书法班", "fee": "30元/次"}],
        schedules=[
            {
                "course": "a",
                "weekday": "周三",
                "opens_at": "09:00",
                "closes_at": "10:00",
                "valid_from": "2026-11-04",
                "valid_to": "2027-01-25",
            }
        ],
        changes=[
            {"course": "a", "date": "2026-11-04", "kind": "停课", "reason": "停电"},
            {"course": "a", "date": "2026-11-11", "kind": "改期", "new_date": "2026-11-12"},
            {"course": "a", "date": "2026-11-21", "kind": "加课"},
        ],
    )
    (found,) = jsonld.of(page(community.courses[0]), edition(community))
    course, cancelled, moved, added = found["@graph"]
    assert course["offers"]["price"] == "30"
    assert "isAccessibleForFree" not in course
    status = [event["eventStatus"].removeprefix("https://schema.org/Event") for event in (cancelled, moved, added)]
    assert status == ["Cancelled", "Rescheduled", "Scheduled"]
    assert cancelled["description"] == "停电"
    assert (moved["startDate"], moved["previousStartDate"]) == ("2026-11-12T09:00+08:00", "2026-11-11T09:00+08:00")


def test_changed_sessions_are_bounded_to_the_latest() -> None:
    days = [f"2026-{month:02d}-{day:02d}" for month in (9, 10) for day in range(1, 29)]
    community = communities.make(
        courses=[{"id": "a", "title": "书法班"}],
        changes=[
            {"course": "a", "date": day, "kind": "加课", "opens_at": "09:00", "closes_at": "10:00"} for day in days
        ],
    )
    (found,) = jsonld.of(page(community.courses[0]), edition(community))
    events = found["@graph"][1:]
    assert len(events) == jsonld.CHANGED
    assert events[-1]["startDate"] == "2026-10-28T09:00+08:00"
