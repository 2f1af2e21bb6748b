"""Each shape of time in a calendar file: open ends, whole days, listed dates, places in the net."""

from __future__ import annotations

from typing import Any

import pytest

import communities
from test_ics import calendars, events, shufa

SHAPES: dict[str, tuple[dict[str, Any], dict[str, str | None]]] = {
    "no end said": (
        {"closes_at": None, "valid_to": "2026-09-09"},
        {
            "DTSTART": "20260902T190000",
            "DTEND": None,
            "RRULE": "FREQ=WEEKLY;UNTIL=20260909T110000Z;INTERVAL=1;BYDAY=WE",
        },
    ),
    "all day": (
        {"opens_at": None, "closes_at": None, "valid_to": "2026-09-09"},
        {"DTSTART": "20260902", "DTEND": "20260903", "RRULE": "FREQ=WEEKLY;UNTIL=20260909;INTERVAL=1;BYDAY=WE"},
    ),
    "through the night": (
        {"closes_at": "08:00", "overnight": True, "valid_to": "2026-09-02"},
        {"DTSTART": "20260902T190000", "DTEND": "20260903T080000", "RRULE": None},
    ),
    "without end": ({"valid_to": None, "every": 2}, {"RRULE": "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"}),
    "first Saturday": (
        {"weekday": "每月第一个周六", "valid_to": "2026-12-31"},
        {"DTSTART": "20260905T190000", "RRULE": "FREQ=MONTHLY;BYDAY=1SA;UNTIL=20261205T110000Z"},
    ),
    "last Sunday without end": (
        {"weekday": "周日", "month_week": "-1", "valid_to": None},
        {"DTSTART": "20260927T190000", "RRULE": "FREQ=MONTHLY;BYDAY=-1SU"},
    ),
    "the 15th": (
        {"weekday": None, "month_day": "15", "valid_to": None},
        {"DTSTART": "20260915T190000", "RRULE": "FREQ=MONTHLY;BYMONTHDAY=15"},
    ),
}


@pytest.mark.parametrize("case", SHAPES)
def test_each_shape_of_time_has_its_own_properties(case: str) -> None:
    change, expected = SHAPES[case]
    row = shufa()["schedules"][0] | change
    event = events(calendars(communities.make(**shufa(schedules=[row], holidays=[])))["calendar/all.ics"])[0]
    for name, text in expected.items():
        found = event.get(name)
        if text is None:
            assert found is None
        elif name == "RRULE":
            parts = [sorted(rule.split(";")) for rule in (found.to_ical().decode(), text)]
            assert parts[0] == parts[1]
        else:
            assert found.to_ical().decode() == text
    assert (event["DTSTART"].params.get("VALUE") == "DATE") == (case == "all day")


def test_listed_dates_are_events_of_their_own() -> None:
    row = {"course": "shufa", "dates": "2026-10-01, 2026-11-07", "opens_at": "19:00"}
    found = events(calendars(communities.make(**shufa(schedules=[row])))["calendar/all.ics"])
    assert [event["DTSTART"].to_ical() for event in found] == [b"20261001T190000", b"20261107T190000"]
    assert len({event["UID"] for event in found}) == 2
    assert all(event["STATUS"] == "CONFIRMED" and "RRULE" not in event for event in found)


def test_what_else_a_calendar_program_can_use() -> None:
    tables = shufa(
        forms=[
            {
                "id": "baoming",
                "title": "秋季班报名",
                "kind": "报名",
                "url": "https://www.wjx.cn/vm/shili01.aspx",
                "opens_at": "2026-12-01 09:00",
            }
        ]
    )
    tables["courses"][0] |= {"category": "文化, 艺术", "form": "baoming", "phone": "0830-0000000"}
    tables["venues"][0] |= {"latitude": "28.88", "longitude": "105.46"}
    data = calendars(communities.make(**tables))["calendar/all.ics"]
    event = events(data)[0]
    assert event["GEO"].to_ical() == "28.88;105.46"
    assert event["CATEGORIES"].to_ical() == b"\xe6\x96\x87\xe5\x8c\x96\\, \xe8\x89\xba\xe6\x9c\xaf"
    assert event["URL"] == "https://example.org/linfu/courses/shufa/"
    assert (
        "报名：秋季班报名，2026年12月1日9:00开始 https://www.wjx.cn/vm/shili01.aspx\n电话：0830-0000000"
        in event["DESCRIPTION"]
    )
    assert b"LAST-MODIFIED" not in data, "nobody said when"
    assert "无需报名" not in event["DESCRIPTION"]


@pytest.mark.parametrize(
    "venue",
    [
        {"name": "腾讯会议", "url": "https://meeting.tencent.com/dm/abc", "online": True},
        {"name": "腾讯会议", "address": "https://meeting.tencent.com/dm/abc"},
    ],
)
def test_a_place_in_the_net_is_a_link(venue: dict[str, Any]) -> None:
    tables = shufa(venues=[{"id": "shuwu", **venue}])
    data = calendars(communities.make(**tables))["calendar/all.ics"]
    event = events(data)[0]
    assert event["LOCATION"] == "腾讯会议 https://meeting.tencent.com/dm/abc"
    assert event["CONFERENCE"] == "https://meeting.tencent.com/dm/abc"
    assert event["CONFERENCE"].params["LABEL"] == "腾讯会议"
    assert event["CONFERENCE"].params["VALUE"] == "URI"


def test_a_place_with_a_page_of_its_own_is_still_a_place() -> None:
    tables = shufa(venues=[{"id": "shuwu", "name": "图书馆", "url": "https://example.org/tsg/"}])
    event = events(calendars(communities.make(**tables))["calendar/all.ics"])[0]
    assert (event["LOCATION"], "CONFERENCE" in event) == ("图书馆", False)
