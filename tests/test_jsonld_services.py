"""Structured data of services: offers, hours, seasons, holidays, places; of holidays only what was written."""

from __future__ import annotations

from typing import Any

import communities
from communities import edition
from linli.feeds import jsonld
from linli.structure import Loaded
from linli.timetable import Timetable
from test_jsonld import ROOM, page, things


def test_a_service_has_offers_and_hours(loaded: Loaded, timetable: Timetable) -> None:
    tuoyu = next(thing for record, thing in things(loaded.community, timetable, "services") if record.id == "tuoyu")
    assert {offer["name"] for offer in tuoyu["offers"]} >= {"半日托", "计时托", "临时托", "假日托"}
    week, saturday, *_ = tuoyu["availableChannel"]["hoursAvailable"]
    assert [day.rpartition("/")[2] for day in week["dayOfWeek"]] == [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
    ]
    assert (week["opens"], saturday["closes"]) == ("08:00", "17:00")


def test_hours_of_a_season_and_of_holidays() -> None:
    hours = {"service": "s", "weekday": "周六", "opens_at": "09:00", "closes_at": "24:00"}
    summer = {**hours, "valid_from": "2026-07-01", "valid_to": "2026-08-31"}
    community = communities.make(
        services=[{"id": "s", "name": "纳凉点"}], hours=[summer, {**hours, "weekday": "节假日"}]
    )
    (found,) = jsonld.of(page(community.services[0]), edition(community))
    of_summer, of_holidays = found["availableChannel"]["hoursAvailable"]
    assert (of_summer["validFrom"], of_summer["validThrough"], of_summer["closes"]) == (
        "2026-07-01",
        "2026-08-31",
        "00:00",
    )
    assert of_holidays["dayOfWeek"] == "https://schema.org/PublicHolidays"
    assert "validFrom" not in of_holidays


def hours_of(
    *rows: dict[str, Any], changes: list[dict[str, Any]] | None = None, **service: Any
) -> list[dict[str, Any]]:
    community = communities.make(
        services=[{"id": "s", "name": "书屋", "venue": "room", **service}],
        venues=[ROOM, {"id": "yard", "name": "院子"}],
        hours=[{"service": "s", "opens_at": "09:00", "closes_at": "17:00", **row} for row in rows],
        changes=changes or [],
    )
    (found,) = jsonld.of(page(community.services[0]), edition(community))
    channels = found["availableChannel"]
    return channels if isinstance(channels, list) else [channels]


def test_hours_say_of_holidays_only_what_was_written() -> None:
    weekdays = {"weekday": "周一至周五"}

    def days(*rows: dict[str, Any]) -> list[Any]:
        return [one["dayOfWeek"] for one in hours_of(*rows)[0]["hoursAvailable"]]

    holiday = "https://schema.org/PublicHolidays"
    assert holiday not in str(days(weekdays))
    assert days(weekdays | {"on_holiday": "休息"})[-1] == holiday
    assert days(weekdays, {"weekday": "节假日", "opens_at": "10:00"})[-1] == holiday
    assert holiday not in str(days(weekdays | {"on_holiday": "休息"}, {"weekday": "周六", "on_holiday": "照常"}))
    closed = hours_of(weekdays | {"on_holiday": "休息"})[0]["hoursAvailable"][-1]
    assert (closed["opens"], closed["closes"]) == ("00:00", "00:00")


def test_hours_of_a_season_of_a_place_and_of_a_day() -> None:
    room, yard = hours_of(
        {"weekday": "周一", "valid_from": "2026-07-01", "valid_to": "2026-08-31"},
        {"weekday": "周六", "venue": "yard"},
        changes=[
            {"service": "s", "date": "2026-12-01", "date_to": "2026-12-03", "kind": "休息"},
            {
                "service": "s",
                "date": "2026-12-05",
                "kind": "改时间",
                "opens_at": "13:00",
                "closes_at": "15:00",
                "at": "yard",
            },
            {"service": "other", "date": "2026-12-06", "kind": "休息"},
        ],
    )
    assert (room["serviceLocation"]["name"], yard["serviceLocation"]["name"]) == ("教室", "院子")

    def told(channel: dict[str, Any]) -> list[tuple[str | None, ...]]:
        return [
            tuple(one.get(name) for name in ("validFrom", "validThrough", "opens")) for one in channel["hoursAvailable"]
        ]

    assert told(room) == [("2026-07-01", "2026-08-31", "09:00"), ("2026-12-01", "2026-12-03", "00:00")]
    assert told(yard) == [
        (None, None, "09:00"),
        ("2026-12-01", "2026-12-03", "00:00"),
        ("2026-12-05", "2026-12-05", "13:00"),
    ]
