"""Our calendars against an independent reader: icalendar parses, recurring-ical-events expands."""

from __future__ import annotations

import os
import re
import time
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
import recurring_ical_events
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import communities
from communities import edition
from linli import structure
from linli.feeds import ics
from linli.model import SHANGHAI, Community
from linli.revisions import Stamp, Stamps
from linli.timetable import expand
from tests_support import TODAY

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


def test_stamps_say_when_it_changed_and_never_fall() -> None:
    community = communities.make(**shufa(changes=CHANGED))
    timetable = expand(community, TODAY)
    series = timetable.occurrences[0].series
    sure = Stamp(datetime(2026, 11, 20, 9, tzinfo=SHANGHAI), 700)
    unsure = Stamp(datetime(2026, 11, 1, 9, tzinfo=SHANGHAI), 600, certain=False)
    stamps = Stamps(first=unsure, later={series: sure})
    found = events(dict(ics.calendars(edition(community, timetable=timetable), stamps))["calendar/all.ics"])
    for event in found:
        mine = str(event["UID"]).startswith(series)
        assert event["SEQUENCE"] == (700 if mine else 600)
        assert event["DTSTAMP"].to_ical() == (b"20261120T010000Z" if mine else b"20261101T010000Z")
        assert ("LAST-MODIFIED" in event) == mine
    assert found[0]["LAST-MODIFIED"].to_ical() == b"20261120T010000Z"


def test_the_calendars_of_the_reference_site_keep_their_entries() -> None:
    community = structure.load(communities.ROOT).community
    found: dict[str, set[datetime]] = defaultdict(set)
    for data in dict(ics.calendars(edition(community))).values():
        calendar = icalendar.Calendar.from_ical(data)
        for event in recurring_ical_events.of(calendar).between(date(2020, 1, 1), date(2030, 1, 1)):
            found[str(event["UID"])].add(event["DTSTART"].dt)
    text = (communities.ROOT / "tests/cases/published/calendars.txt").read_text("utf-8")
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    assert len(lines) > 100
    for uid, clock, *days in lines:
        starts = {f"{start:%Y%m%d}" for start in found[uid] if f"{start:%H:%M}" == clock}
        assert set(days) <= starts, f"{uid} lost {sorted(set(days) - starts)}"


def test_a_paused_course_is_one_cancelled_series() -> None:
    tables = shufa()
    tables["courses"][0]["status"] = "暂停"
    (event,) = events(calendars(communities.make(**tables))["calendar/all.ics"])
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    assert event["DESCRIPTION"].startswith("本课暂停开课\n")


def test_the_new_place_has_the_session_in_its_own_calendar() -> None:
    files = calendars(communities.make(**shufa(changes=CHANGED)))
    (guest,) = events(files["calendar/venues/yuanzi.ics"])
    assert (guest["SUMMARY"], guest["DTSTART"].to_ical()) == ("【换地点】书法班（小学段）", b"20261118T190000")
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
        "calendar/groups/shufa-bede710f.ics" if count else "calendar/groups/shufa.ics",
        "calendar/venues/shuwu.ics",
        "calendar/venues/yuanzi.ics",
    }
    assert b"VTIMEZONE" in files["calendar/venues/yuanzi.ics"]


def test_a_single_event_needs_no_rule() -> None:
    once = shufa()["schedules"][0] | {"valid_to": "2026-09-02"}
    (event,) = events(calendars(communities.make(**shufa(schedules=[once])))["calendar/all.ics"])
    assert "RRULE" not in event
