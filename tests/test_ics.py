"""Our calendars as an independent reader reads them: lines, zones, series, changes, places and classes."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import recurring_ical_events

import communities
from communities import edition
from linli.feeds import ics
from linli.model import SHANGHAI, Community

ZONES = ("Asia/Shanghai", "UTC", "America/New_York")
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
SEEN_FROM, SEEN_UNTIL = datetime(2026, 7, 1, tzinfo=SHANGHAI), datetime(2027, 5, 13, tzinfo=SHANGHAI)
"""What is compared; what has no end goes on behind it."""
HOLIDAYS = [
    *({"date": f"2026-10-0{n}", "name": "国庆节", "kind": "休"} for n in range(1, 8)),
    *({"date": f"2026-09-{n}", "name": "中秋节", "kind": "休"} for n in (25, 26, 27)),
]
Session = tuple[datetime, datetime, str, bool]
"""Start and end in UTC, place, whether it is cancelled."""


def calendars(community: Community) -> dict[str, bytes]:
    return dict(ics.calendars(edition(community, url="https://example.org/linfu/")))


def read(data: bytes) -> Counter[Session]:
    """What a calendar program shows."""
    calendar = icalendar.Calendar.from_ical(data)
    found = recurring_ical_events.of(calendar).between(SEEN_FROM, SEEN_UNTIL)
    return Counter(
        (
            utc(event["DTSTART"].dt),
            utc(event["DTEND"].dt),
            str(event.get("LOCATION", "")),
            event.get("STATUS") == "CANCELLED",
        )
        for event in found
        if utc(event["DTSTART"].dt) < SEEN_UNTIL
    )


def utc(value: date) -> datetime:
    """A day that is no moment begins at midnight here."""
    moment = value if isinstance(value, datetime) else datetime.combine(value, datetime.min.time(), SHANGHAI)
    return moment.astimezone(UTC)


def ours(occurrences: Any) -> Counter[Session]:
    """What the timetable says: a moved session at its new time, and its old slot as cancelled, like a holiday."""
    return Counter(
        (utc(row.dtstart), utc(row.dtend or row.dtstart), row.venue.name if row.venue else "", not row.held)
        for row in occurrences
        if row.moved_to != row.dtstart and row.dtstart < SEEN_UNTIL
    )


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


def test_a_series_is_one_rule_and_its_holidays_are_named() -> None:
    event, holiday = events(calendars(communities.make(**shufa()))["calendar/courses/shufa.ics"])
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20261230T110000Z;INTERVAL=1;BYDAY=WE"
    assert "EXDATE" not in event
    assert event["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert event["SUMMARY"] == "书法班（小学段）"
    assert event["LOCATION"] == "社区书屋 201室 邻府社区, 茜草街道"
    assert "请带：毛笔" in event["DESCRIPTION"]
    assert (holiday["UID"], holiday["STATUS"]) == (event["UID"], "CANCELLED")
    assert holiday["RECURRENCE-ID"].to_ical() == holiday["DTSTART"].to_ical() == b"20261007T190000"
    assert holiday["SUMMARY"] == "【放假】书法班（小学段），国庆节"
    assert holiday["DESCRIPTION"].startswith("国庆节放假\n")


def test_weeks_in_which_it_never_meets_are_left_out() -> None:
    rows = [shufa()["schedules"][0] | {"weeks": "1-3,5"}]
    (event,) = events(calendars(communities.make(**shufa(schedules=rows)))["calendar/all.ics"])
    assert event["EXDATE"].to_ical() == b"20260923T190000"
    assert event["EXDATE"].params["TZID"] == "Asia/Shanghai"


def test_a_working_saturday_is_no_holiday() -> None:
    row = shufa()["schedules"][0] | {"weekday": "周六", "on_makeup": "跟随", "valid_from": "2026-10-10"}
    worked = [{"date": "2026-10-10", "name": "国庆节", "kind": "班", "weekday_as": "周三"}]
    found = events(calendars(communities.make(**shufa(schedules=[row], holidays=worked)))["calendar/all.ics"])
    (off,) = [event for event in found if event["STATUS"] == "CANCELLED"]
    assert (off["SUMMARY"], off["DESCRIPTION"].split("\n")[0]) == (
        "【停课】书法班（小学段）",
        "调休上班",
    )


def test_each_change_is_told() -> None:
    data = calendars(communities.make(**shufa(changes=CHANGED)))["calendar/courses/shufa.ics"]
    series, _, cancelled, moved, relocated, left, added = events(data)
    uid = series["UID"]
    assert [e["UID"] for e in (cancelled, moved, relocated)] == [uid] * 3
    assert uid.endswith("@linli-test")
    assert added["UID"] != uid
    assert (cancelled["STATUS"], cancelled["SEQUENCE"]) == ("CANCELLED", 1)
    assert cancelled["SUMMARY"] == "【停课】书法班（小学段）"
    assert cancelled["DESCRIPTION"].startswith("老师外出学习\n")
    assert cancelled["RECURRENCE-ID"].dt == cancelled["DTSTART"].dt
    assert moved["RECURRENCE-ID"].to_ical() == b"20261111T190000"
    assert moved["DTSTART"].to_ical() == b"20261113T190000"
    assert moved["SUMMARY"].startswith("【改期】")
    assert moved["DESCRIPTION"].startswith("原定2026年11月11日(周三)19:00；场地检修\n")
    assert (relocated["SUMMARY"], relocated["LOCATION"]) == ("【换地点】书法班（小学段）", "院子")
    assert (added["SUMMARY"], "RRULE" in added, "RECURRENCE-ID" in added) == ("【加课】书法班", False, False)
    assert (left["UID"], left["STATUS"]) == (uid.replace("@", "-20261111-was@"), "CANCELLED")
    assert left["SUMMARY"] == "【改期】书法班（小学段），改到11月13日(周五)19:00"
    assert left["DTSTART"].to_ical() == b"20261111T190000"
    assert "RECURRENCE-ID" not in left


def test_a_session_that_moved_twice_leaves_two_slots_and_one_that_is_off_says_so() -> None:
    moves = [
        {"course": "shufa", "date": "2026-12-23", "kind": "改期", "new_date": "2026-12-31"},
        {"course": "shufa", "date": "2026-12-31", "kind": "改期", "new_date": "2027-01-02"},
    ]
    off = {"course": "shufa", "date": "2027-01-02", "kind": "停课", "reason": "停电"}

    def left(changes: list[dict[str, str]]) -> dict[str, str]:
        found = events(calendars(communities.make(**shufa(changes=changes)))["calendar/all.ics"])
        return {str(e["UID"]).split("@")[0]: str(e["SUMMARY"]) for e in found if "-was" in e["UID"]}

    head = "shufa-bede710f-20260902-we-20261223-was"
    assert left(moves) == {
        head: "【改期】书法班（小学段），改到12月31日(周四)19:00",
        f"{head}-2": "【改期】书法班（小学段），改到2027年1月2日(周六)19:00",
    }
    assert left([*moves, off]) == dict.fromkeys([head, f"{head}-2"], "【停课】书法班（小学段）")
    longer = {"course": "shufa", "date": "2026-12-23", "kind": "改期", "closes_at": "21:00"}
    assert left([longer]) == {}, "a session that starts as planned left nothing"


def test_a_topic_and_a_substitute_are_told_that_day_only() -> None:
    changes = [
        {"course": "shufa", "date": "2026-09-02", "kind": "说明", "note": "第3讲 皮影"},
        {"course": "shufa", "date": "2026-09-09", "kind": "换老师", "teacher": "李老师", "reason": "王老师出差"},
    ]
    tables = shufa(changes=changes, holidays=[])
    tables["courses"][0]["teacher"] = "王老师"
    series, topic, substitute = events(calendars(communities.make(**tables))["calendar/all.ics"])
    assert series["SUMMARY"] == "书法班（小学段）"
    assert topic["SUMMARY"] == "书法班（小学段）：第3讲 皮影"
    assert topic["DESCRIPTION"].startswith("内容：第3讲 皮影\n")
    assert substitute["SUMMARY"] == "【换老师】书法班（小学段）"
    assert substitute["DESCRIPTION"].startswith("原定王老师；王老师出差\n")
    assert [e["DESCRIPTION"].split("老师：")[1].split("\n")[0] for e in (series, topic, substitute)] == [
        "王老师",
        "王老师",
        "李老师",
    ]


def test_each_class_has_a_calendar_of_its_own() -> None:
    rows = [shufa()["schedules"][0] | {"group": group} for group in ("shufa-yi", "shufa-er")]
    groups = [{"id": f"shufa-{key}", "course": "shufa", "name": f"{key}班"} for key in ("yi", "er", "san")]
    files = calendars(communities.make(**shufa(schedules=rows, groups=groups)))
    names = {}
    for key in ("yi", "er", "san"):
        data = files[f"calendar/groups/shufa-{key}.ics"]
        names[key] = {str(event["SUMMARY"]) for event in events(data) if "RRULE" in event}
        assert icalendar.Calendar.from_ical(data)["NAME"] == f"书法班（{key}班）｜邻府社区"
    assert names == {"yi": {"书法班（yi班）"}, "er": {"书法班（er班）"}, "san": set()}
