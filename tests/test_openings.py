"""When services are open: rows, holidays, worked weekends and one-day changes; the words at every border, by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communities import make, notice
from linli import structure
from linli.model import SHANGHAI, Community
from linli.timetable.official import OfficialCalendar
from linli.timetable.open_phases import NEUTRAL, of_hours
from linli.timetable.openday import OpenDay, State
from linli.timetable.opening_lines import lines
from linli.timetable.openings import openings
from linli.timetable.phases import at

ROOT = Path(__file__).resolve().parents[1]
SHOWN = 15
WORK = {"weekday": "周一至周五", "opens_at": "09:00", "closes_at": "17:00"}
EVERY = {"weekday": "每天", "opens_at": "10:00", "closes_at": "20:00"}
TWICE = [{**WORK, "closes_at": "12:00"}, {**WORK, "opens_at": "14:00", "closes_at": "17:30"}]
VENUES = [{"id": "a", "name": "东院"}, {"id": "b", "name": "西院"}, {"id": "c", "name": "广场"}]


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


CASES: dict[str, tuple[list[dict[str, Any]], dict[str, str]]] = {
    "平日": ([WORK], {"2026-11-24": "open 9:00-17:00", "2026-11-28": "closed", "2026-11-29": "closed"}),
    "上下午": (TWICE, {"2026-11-24": "open 9:00-12:00 14:00-17:30"}),
    "列几天": ([{**WORK, "weekday": "周一、周三"}], {"2026-11-23": "open 9:00-17:00", "2026-11-24": "closed"}),
    "到半夜": ([{**EVERY, "closes_at": "24:00"}], {"2026-11-24": "open 10:00-0:00"}),
    "每月第一个周六": (
        [{**WORK, "weekday": "每月第一个周六"}],
        {"2026-12-05": "open 9:00-17:00", "2026-12-12": "closed", "2026-10-10": "closed"},
    ),
    "每月最后一个周五": (
        [{**WORK, "weekday": "每月最后一个周五"}],
        {"2026-11-27": "open 9:00-17:00", "2026-11-20": "closed", "2026-12-25": "open 9:00-17:00"},
    ),
    "没写放假": (
        [WORK],
        {
            "2026-09-30": "open 9:00-17:00",
            "2026-10-01": "unknown | 国庆节放假，开不开请先打电话",
            "2026-10-03": "closed",
            "2026-10-08": "open 9:00-17:00",
        },
    ),
    "放假休息": (
        [{**WORK, "on_holiday": "休息"}],
        {"2026-10-01": "closed | 国庆节休息", "2026-10-03": "closed | 国庆节休息", "2026-10-11": "closed"},
    ),
    "放假照常": (
        [{**WORK, "on_holiday": "照常"}],
        {"2026-10-01": "open 9:00-17:00 | 国庆节照常开门", "2026-10-03": "closed"},
    ),
    "放假只开上午": (
        [{**TWICE[0], "on_holiday": "照常"}, {**TWICE[1], "on_holiday": "休息"}],
        {"2026-10-01": "open 9:00-12:00 | 国庆节照常开门"},
    ),
    "放假半天没写": (
        [{**TWICE[0], "on_holiday": "照常"}, TWICE[1]],
        {"2026-10-01": "unknown | 国庆节放假，开不开请先打电话"},
    ),
    "节假日另有时间": (
        [WORK, {"weekday": "节假日", "opens_at": "10:00", "closes_at": "16:00"}],
        {
            "2026-10-01": "open 10:00-16:00 | 国庆节放假，按节假日的时间",
            "2026-10-03": "open 10:00-16:00 | 国庆节放假，按节假日的时间",
            "2026-10-08": "open 9:00-17:00",
            "2027-01-01": "open 10:00-16:00 | 元旦放假，按节假日的时间",
        },
    ),
    "只写节假日": (
        [{"weekday": "节假日", "opens_at": "10:00", "closes_at": "16:00"}],
        {
            "2026-10-01": "open 10:00-16:00 | 国庆节放假，按节假日的时间",
            "2026-10-08": "unknown | 这几天的开放时间请先打电话问",
        },
    ),
    "没写调休": (
        [WORK],
        {
            "2026-10-10": "unknown | 调休上班，开不开请先打电话",
            "2026-09-20": "unknown | 调休上班，开不开请先打电话",
            "2026-10-11": "closed",
        },
    ),
    "调休跟随": (
        [{**WORK, "on_makeup": "跟随"}],
        {"2026-10-10": "open 9:00-17:00 | 调休上班，照工作日开门", "2026-10-17": "closed"},
    ),
    "调休不跟随": ([{**WORK, "on_makeup": "不跟随"}], {"2026-10-10": "closed"}),
    "每天一样，没写调休": ([EVERY], {"2026-10-10": "open 10:00-20:00", "2026-09-20": "open 10:00-20:00"}),
    "周末另有时间": (
        [
            {**WORK, "on_makeup": "跟随"},
            {"weekday": "周六、周日", "opens_at": "10:00", "closes_at": "12:00", "on_makeup": "跟随"},
        ],
        {
            "2026-10-10": "open 9:00-17:00 | 调休上班，照工作日开门",
            "2026-10-17": "open 10:00-12:00",
        },
    ),
    "周末不跟随": (
        [
            {**WORK, "on_makeup": "不跟随"},
            {"weekday": "周六、周日", "opens_at": "10:00", "closes_at": "12:00", "on_makeup": "不跟随"},
        ],
        {"2026-10-10": "open 10:00-12:00"},
    ),
    "暑假代替平时": (
        [
            WORK,
            {**WORK, "opens_at": "07:30", "closes_at": "12:00", "valid_from": "2026-07-01", "valid_to": "2026-08-31"},
        ],
        {
            "2026-06-30": "open 9:00-17:00",
            "2026-07-01": "open 7:30-12:00",
            "2026-08-31": "open 7:30-12:00",
            "2026-09-01": "open 9:00-17:00",
            "2026-07-04": "closed",
        },
    ),
    "暑假加一天": (
        [WORK, {**WORK, "weekday": "周六", "valid_from": "2026-07-01", "valid_to": "2026-08-31"}],
        {"2026-07-03": "open 9:00-17:00", "2026-07-04": "open 9:00-17:00", "2026-09-05": "closed"},
    ),
    "新时间": (
        [WORK, {**WORK, "closes_at": "18:00", "valid_from": "2026-12-01"}],
        {"2026-11-30": "open 9:00-17:00", "2026-12-01": "open 9:00-18:00"},
    ),
    "只有暑假": (
        [{**EVERY, "valid_from": "2026-07-01", "valid_to": "2026-08-31"}],
        {"2026-07-01": "open 10:00-20:00", "2026-09-01": "unknown | 这几天的开放时间请先打电话问"},
    ),
    "没有公布": (
        [{**WORK, "on_holiday": "休息"}],
        {
            "2026-12-28": "open 9:00-17:00",
            "2026-12-31": "open 9:00-17:00 | 元旦放假安排还没公布，请先打电话",
            "2027-01-01": "closed | 元旦休息",
            "2027-01-03": "closed | 元旦放假安排还没公布，请先打电话",
            "2027-02-04": "open 9:00-17:00 | 春节放假安排还没公布，请先打电话",
            "2027-02-05": "closed | 春节休息",
            "2027-03-01": "open 9:00-17:00",
        },
    ),
    "没有公布，怎样都一样": ([{**EVERY, "on_holiday": "照常"}], {"2026-12-31": "open 10:00-20:00"}),
    "没有公布，周末不跟随": (
        [{**WORK, "on_holiday": "休息", "on_makeup": "不跟随"}],
        {"2027-01-03": "closed", "2027-01-04": "open 9:00-17:00 | 元旦放假安排还没公布，请先打电话"},
    ),
    "没有时间": ([], {"2026-11-24": "unknown"}),
}


@pytest.mark.parametrize("name", CASES)
def test_what_rows_say_of_a_day(name: str) -> None:
    hours, expected = CASES[name]
    community = town(hours)
    assert {day: told(days(community, day)[0]) for day in expected} == expected


def test_the_weekday_that_is_made_up_decides() -> None:
    friday = [{**WORK, "on_makeup": "跟随"}, {**WORK, "weekday": "周六", "closes_at": "12:00", "on_makeup": "跟随"}]
    four = [{**WORK, "weekday": "周一至周四", "on_makeup": "跟随"}]
    rows = [{**row, "weekday_as": "周五"} if row["date"] == "2026-10-10" else row for row in holidays()]
    assert told(days(town(friday, holidays=rows), "2026-10-10")[0]) == "open 9:00-17:00 | 调休上班，照工作日开门"
    assert told(days(town(four, holidays=rows), "2026-10-10")[0]) == "closed"
    unsaid = [{**row, "weekday_as": None} for row in holidays()]
    five = [{**WORK, "on_makeup": "跟随"}]
    assert told(days(town(four, holidays=unsaid), "2026-10-10")[0]) == "unknown | 调休上班，开不开请先打电话"
    assert told(days(town(five, holidays=unsaid), "2026-10-10")[0]) == "open 9:00-17:00 | 调休上班，照工作日开门"


STATES = {
    "结束": "closed | 这项服务已经结束",
    "暂停": "closed | 这项服务暂停，恢复时间以通知为准",
    "正常": "open 9:00-17:00",
}


@pytest.mark.parametrize("status", STATES)
def test_a_service_that_stopped(status: str) -> None:
    assert told(days(town([WORK], service={"status": status}), "2026-11-24")[0]) == STATES[status]


def test_a_service_of_one_season() -> None:
    community = town([EVERY], service={"valid_from": "2026-07-01", "valid_to": "2026-08-31"})
    assert [told(days(community, day)[0]) for day in ("2026-06-30", "2026-07-01", "2026-08-31", "2026-09-01")] == [
        "closed | 7月1日(周三)开始",
        "open 10:00-20:00",
        "open 10:00-20:00",
        "closed | 8月31日(周一)已经结束",
    ]
    assert said(community, "2026-06-30 12:00") == "7月1日(周三)开始"


DAY = "2026-11-24"
CHANGES: dict[str, tuple[dict[str, str], str]] = {
    "全部": ({"scope": "全部", "kind": "停课", "reason": "台风"}, "closed | 台风休息"),
    "全部服务": ({"scope": "全部服务", "kind": "休息", "reason": "全社区停电检修。"}, "closed | 全社区停电检修，休息"),
    "全部课程": ({"scope": "全部课程", "kind": "停课"}, "open 9:00-12:00 14:00-17:30"),
    "这项服务": ({"service": "s", "kind": "休息"}, "closed | 休息"),
    "别的服务": ({"service": "t", "kind": "休息"}, "open 9:00-12:00 14:00-17:30"),
    "这个场地": ({"venue": "a", "kind": "休息", "reason": "检修"}, "closed | 检修休息"),
    "原场地": ({"at": "a", "kind": "休息"}, "closed | 休息"),
    "别的场地": ({"venue": "b", "kind": "停课"}, "open 9:00-12:00 14:00-17:30"),
    "门课": ({"course": "k", "venue": "a", "kind": "停课"}, "open 9:00-12:00 14:00-17:30"),
    "下午": (
        {"service": "s", "kind": "休息", "session": "14:00", "reason": "开会"},
        "open 9:00-12:00 | 开会，有一段时间休息",
    ),
    "没有这一段": ({"service": "s", "kind": "休息", "session": "15:00"}, "open 9:00-12:00 14:00-17:30"),
    "换时间": (
        {"service": "s", "kind": "改时间", "opens_at": "10:00", "closes_at": "15:00"},
        "open 10:00-15:00 | 时间有变",
    ),
    "晚开": ({"service": "s", "kind": "改时间", "opens_at": "10:00"}, "open 10:00-12:00 14:00-17:30 | 时间有变"),
    "下午才开": ({"service": "s", "kind": "改时间", "opens_at": "12:00"}, "open 12:00-17:30 | 时间有变"),
    "早关": (
        {"service": "s", "kind": "改时间", "closes_at": "16:00", "reason": "高温"},
        "open 9:00-12:00 14:00-16:00 | 高温，时间有变",
    ),
    "只上午": ({"service": "s", "kind": "改时间", "closes_at": "11:00"}, "open 9:00-11:00 | 时间有变"),
    "改一段": (
        {"service": "s", "kind": "改时间", "session": "14:00", "opens_at": "15:00", "closes_at": "24:00"},
        "open 9:00-12:00 15:00-0:00 | 时间有变",
    ),
    "前一天": ({"service": "s", "date": "2026-11-23", "kind": "休息"}, "open 9:00-12:00 14:00-17:30"),
    "几天": ({"service": "s", "date": "2026-11-20", "date_to": "2026-11-24", "kind": "休息"}, "closed | 休息"),
    "几天之后": ({"service": "s", "date": "2026-11-20", "date_to": "2026-11-23", "kind": "休息"}, "open 9:00-12:00 14:00-17:30"),
    "写反了": ({"service": "s", "date": "2026-11-24", "date_to": "2026-11-20", "kind": "休息"}, "closed | 休息"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_one_day_otherwise(name: str) -> None:
    change, expected = CHANGES[name]
    courses = [{"id": "k", "title": "课"}]
    community = town(TWICE, courses=courses, changes=[{"date": DAY, **change}])
    assert told(days(community, DAY)[0]) == expected


@pytest.mark.parametrize(
    ("day", "change", "expected"),
    [
        ("2026-10-01", {"scope": "全部", "kind": "休息", "reason": "台风"}, "closed | 国庆节休息"),
        ("2026-10-02", {"service": "s", "kind": "改时间", "opens_at": "09:00", "closes_at": "11:00"}, "open 9:00-11:00 | 时间有变"),
        ("2026-10-02", {"service": "s", "kind": "改时间", "opens_at": "09:00"}, "closed | 国庆节休息"),
        ("2026-10-10", {"service": "s", "kind": "休息", "reason": "开会"}, "closed | 开会休息"),
        ("2026-10-10", {"service": "s", "kind": "休息", "session": "09:00"}, "unknown | 调休上班，开不开请先打电话"),
        ("2026-11-28", {"service": "s", "kind": "休息", "reason": "停电"}, "closed | 停电休息"),
        ("2026-11-28", {"scope": "全部", "kind": "休息", "reason": "停电"}, "closed"),
        ("2026-11-28", {"service": "s", "kind": "改时间", "opens_at": "09:00", "closes_at": "11:00"}, "open 9:00-11:00 | 时间有变"),
        ("2026-12-31", {"service": "s", "kind": "休息", "reason": "盘点"}, "closed | 盘点休息"),
    ],
)  # fmt: skip
def test_a_change_of_a_day_that_is_no_usual_one(day: str, change: dict[str, str], expected: str) -> None:
    community = town([{**WORK, "on_holiday": "休息"}], changes=[{"date": day, **change}])
    found = days(community, day)[0]
    assert told(found) == expected
    assert found.sure


PLACES = [EVERY, {**WORK, "venue": "b"}]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"venue": "b", "kind": "休息", "reason": "检修"}, ["10:00 东院"]),
        ({"service": "s", "at": "a", "kind": "休息"}, ["9:00 西院"]),
        ({"service": "s", "kind": "休息"}, []),
        ({"service": "s", "at": "b", "kind": "改时间", "opens_at": "11:00"}, ["10:00 东院", "11:00 西院"]),
        ({"service": "s", "kind": "改时间", "opens_at": "13:00", "closes_at": "14:00"}, ["13:00 东院", "13:00 西院"]),
        ({"service": "s", "at": "b", "venue": "c", "kind": "换地点"}, ["9:00 广场", "10:00 东院"]),
    ],
)
def test_a_change_at_one_of_two_places(change: dict[str, str], expected: list[str]) -> None:
    found = days(town(PLACES, changes=[{"date": DAY, **change}]), DAY)[0]
    assert [f"{span.opens:%-H:%M} {span.venue.name if span.venue else ''}" for span in found.spans] == expected
    assert found.state is (State.OPEN if expected else State.CLOSED)


WORDS = [
    # an office with a break, on a Tuesday, and over a weekend
    ("weiquan", "2026-11-23 23:59", "今天已经关门，明天9:00开门"),
    ("weiquan", "2026-11-24 00:00", "还没开门，今天9:00开门"),
    ("weiquan", "2026-11-24 08:59", "还没开门，今天9:00开门"),
    ("weiquan", "2026-11-24 09:00", "现在开门，到12:00"),
    ("weiquan", "2026-11-24 09:01", "现在开门，到12:00"),
    ("weiquan", "2026-11-24 11:59", "现在开门，到12:00"),
    ("weiquan", "2026-11-24 12:00", "现在没开门，今天14:00开门"),
    ("weiquan", "2026-11-24 13:59", "现在没开门，今天14:00开门"),
    ("weiquan", "2026-11-24 14:00", "现在开门，到17:30"),
    ("weiquan", "2026-11-24 17:29", "现在开门，到17:30"),
    ("weiquan", "2026-11-24 17:30", "今天已经关门，明天9:00开门"),
    ("weiquan", "2026-11-24 17:31", "今天已经关门，明天9:00开门"),
    ("weiquan", "2026-11-27 17:30", "今天已经关门，11月30日(周一)9:00开门"),
    ("weiquan", "2026-11-28 00:00", "今天不开门，11月30日(周一)9:00开门"),
    ("weiquan", "2026-11-28 23:59", "今天不开门，11月30日(周一)9:00开门"),
    ("weiquan", "2026-11-29 00:00", "今天不开门，明天9:00开门"),
    ("weiquan", "2026-11-30 00:00", "还没开门，今天9:00开门"),
    # the day before National Day, its first and last, and the day after; a site built before
    ("weiquan", "2026-09-30 17:29", "现在开门，到17:30"),
    ("weiquan", "2026-09-30 17:30", "今天已经关门，明天国庆节休息，10月8日(周四)9:00开门"),
    ("weiquan", "2026-09-30 23:59", "今天已经关门，明天国庆节休息，10月8日(周四)9:00开门"),
    ("weiquan", "2026-10-01 00:00", "国庆节休息，10月8日(周四)9:00开门"),
    ("weiquan", "2026-10-01 10:00", "国庆节休息，10月8日(周四)9:00开门"),
    ("weiquan", "2026-10-06 23:59", "国庆节休息，10月8日(周四)9:00开门"),
    ("weiquan", "2026-10-07 00:00", "国庆节休息，明天9:00开门"),
    ("weiquan", "2026-10-08 08:59", "还没开门，今天9:00开门"),
    ("weiquan", "2026-10-08 09:00", "现在开门，到12:00"),
    # a Saturday that is worked
    ("weiquan", "2026-10-09 17:30", "今天已经关门，明天9:00开门（调休上班，照工作日开门）"),
    ("weiquan", "2026-10-10 10:00", "现在开门，到12:00（调休上班，照工作日开门）"),
    ("weiquan", "2026-10-10 17:30", "今天已经关门，10月12日(周一)9:00开门"),
    ("youzhisan", "2026-10-09 17:00", "今天已经关门，明天调休上班，开不开请先打电话"),
    ("youzhisan", "2026-10-10 00:00", "调休上班，开不开请先打电话"),
    ("youzhisan", "2026-10-10 10:00", "调休上班，开不开请先打电话"),
    ("youzhisan", "2026-10-11 10:00", "今天不开门，明天9:00开门"),
    # New Year before its notice
    ("tuoyu", "2026-12-28 10:00", "现在开门，到18:00"),
    ("tuoyu", "2026-12-31 10:00", "现在开门，到18:00（元旦放假安排还没公布，请先打电话）"),
    ("tuoyu", "2027-01-01 10:00", "元旦休息，明天9:00开门（元旦放假安排还没公布，请先打电话）"),
    ("tuoyu", "2027-01-03 10:00", "星期日平时不开门，明天8:00开门（元旦放假安排还没公布，请先打电话）"),
    ("tuoyu", "2027-01-05 10:00", "现在开门，到18:00"),
    ("shuwu", "2027-01-01 10:00", "元旦休息，明天9:00开门（元旦放假安排还没公布，请先打电话）"),
    ("meishiguang", "2026-10-01 10:00", "现在开门，到20:00（国庆节照常开门）"),
    ("meishiguang", "2026-12-31 10:00", "现在开门，到20:00"),
    ("meishiguang", "2027-01-01 09:59", "还没开门，今天10:00开门（元旦照常开门）"),
    ("linxiaoxing", "2026-11-24 10:00", NEUTRAL),
]


@cache
def reference() -> Community:
    return structure.load(ROOT).community


@pytest.mark.parametrize(("service", "moment", "words"), WORDS)
def test_words_at_every_border(service: str, moment: str, words: str) -> None:
    assert said(reference(), moment, service=service) == words
    if moment[11:] != "00:00":  # the same from a build of the day before
        before = date.fromisoformat(moment[:10]) - timedelta(days=1)
        assert said(reference(), moment, built=before.isoformat(), service=service) == words


OTHER_WORDS: dict[str, tuple[list[dict[str, Any]], dict[str, str]]] = {
    "到半夜": (
        [{**EVERY, "closes_at": "24:00"}],
        {"2026-11-24 23:59": "现在开门，到24:00", "2026-11-25 00:00": "还没开门，今天10:00开门"},
    ),
    "过半夜": (
        [{**EVERY, "closes_at": "24:00"}, {**EVERY, "opens_at": "00:00", "closes_at": "02:00"}],
        {
            "2026-11-24 23:59": "现在开门，到明天2:00",
            "2026-11-25 00:00": "现在开门，到2:00",
            "2026-11-25 02:00": "现在没开门，今天10:00开门",
        },
    ),
    "不关门": (
        [{**EVERY, "opens_at": "00:00", "closes_at": "24:00"}],
        {"2026-11-24 00:00": "现在开门，今天不关门", "2026-11-24 23:59": "现在开门，今天不关门"},
    ),
    "两个地方": (
        PLACES,
        {
            "2026-11-24 08:59": "还没开门，今天9:00西院开门",
            "2026-11-24 09:00": "现在开门，西院到17:00",
            "2026-11-24 10:00": "现在开门，西院到17:00、东院到20:00",
            "2026-11-24 17:00": "现在开门，东院到20:00",
            "2026-11-24 20:00": "今天已经关门，明天9:00西院开门",
        },
    ),
    "没写放假": (
        [WORK],
        {
            "2026-09-30 17:00": "今天已经关门，明天国庆节放假，开不开请先打电话",
            "2026-10-01 10:00": "国庆节放假，开不开请先打电话",
            "2026-10-03 10:00": "今天不开门，10月5日(周一)国庆节放假，开不开请先打电话",
        },
    ),
    "每月一次": ([{**WORK, "weekday": "每月第一个周六"}], {"2026-11-07 17:00": "今天已经关门，12月5日(周六)9:00开门"}),
    "很少": ([{**WORK, "weekday": "每月第一个周六"}], {"2026-11-30 10:00": "今天不开门，12月5日(周六)9:00开门"}),
}


@pytest.mark.parametrize("name", OTHER_WORDS)
def test_words_of_other_hours(name: str) -> None:
    hours, expected = OTHER_WORDS[name]
    assert {moment: said(town(hours), moment) for moment in expected} == expected


def test_words_of_a_day_off() -> None:
    change = {"date": DAY, "scope": "全部", "kind": "停课", "reason": "台风"}
    community = town([WORK], changes=[change])
    assert said(community, "2026-11-23 17:00") == "今天已经关门，明天台风休息，11月25日(周三)9:00开门"
    assert said(community, "2026-11-24 10:00") == "台风休息，明天9:00开门"
    assert said(community, "2026-11-25 10:00") == "现在开门，到17:00"


def test_outside_the_days_only_the_neutral_words() -> None:
    found = of_hours(days(town([WORK]), "2026-11-24", 30), SHOWN)
    assert (found[0].start, found[-1].end) == (None, None)
    assert {at(found, datetime(2026, 11, 23, 23, 59, tzinfo=SHANGHAI)).words, found[-1].words} == {NEUTRAL}
    assert found[-1].start == datetime(2026, 12, 9, tzinfo=SHANGHAI)
    assert of_hours(()) == (of_hours(())[0],)
    assert of_hours(())[0].words == NEUTRAL


LINES = {
    "一周": ([WORK, {**EVERY, "weekday": "周六"}], ["周一至周五 9:00–17:00", "周六 10:00–20:00"]),
    "上下午": ([{**row, "on_holiday": "休息"} for row in TWICE], ["周一至周五 9:00–12:00、14:00–17:30 节假日休息"]),
    "一天一行": ([{**WORK, "weekday": day} for day in ("周二", "周一", "周三")], ["周一至周三 9:00–17:00"]),
    "跟随": ([{**WORK, "on_makeup": "跟随"}], ["周一至周五 9:00–17:00 调休上班的周末也开"]),
    "不跟随": ([{**WORK, "on_makeup": "不跟随"}], ["周一至周五 9:00–17:00"]),
    "节假日": (
        [{"weekday": "节假日", "opens_at": "09:00", "closes_at": "17:00"}, {**EVERY, "closes_at": "24:00"}],
        ["每天 10:00–24:00", "节假日 9:00–17:00"],
    ),
    "节假日一样": ([EVERY, {**EVERY, "weekday": "节假日"}], ["每天、节假日 10:00–20:00"]),
    "周日和节假日": ([{**EVERY, "weekday": "周日"}, {**EVERY, "weekday": "节假日"}], ["周日、节假日 10:00–20:00"]),
    "暑假": (
        [{**EVERY, "valid_from": "2026-12-01", "valid_to": "2027-02-28"}, WORK],
        ["周一至周五 9:00–17:00", "每天 10:00–20:00 12月1日—2027年2月28日"],
    ),
    "过去的": ([{**EVERY, "valid_from": "2026-07-01", "valid_to": "2026-08-31"}, WORK], ["周一至周五 9:00–17:00"]),
    "起": ([{**EVERY, "valid_from": "2026-12-01"}], ["每天 10:00–20:00 12月1日起"]),
    "到": ([{**EVERY, "valid_to": "2026-12-01"}], ["每天 10:00–20:00 到12月1日"]),
    "一天": ([{**EVERY, "valid_from": "2026-12-01", "valid_to": "2026-12-01"}], ["每天 10:00–20:00 12月1日"]),
    "两个地方": (PLACES, ["周一至周五 9:00–17:00 在西院", "每天 10:00–20:00 在东院"]),
    "每月": ([{**WORK, "weekday": "每月第一个周六"}], ["每月第1个周六 9:00–17:00"]),
}


@pytest.mark.parametrize("name", LINES)
def test_lines(name: str) -> None:
    hours, expected = LINES[name]
    community = town(hours)
    found = lines(community, community.services[0], date(2026, 11, 25))
    assert [" ".join(filter(None, (line.days, line.span, line.note))) for line in found] == expected


TIMES = st.tuples(st.integers(0, 23), st.integers(1, 24)).filter(lambda t: t[0] < t[1])
ROW = st.fixed_dictionaries(
    {
        "weekday": st.sampled_from(["每天", "周一至周五", "周六、周日", "周一、周三", "节假日", "每月第一个周六"]),
        "times": TIMES,
        "on_holiday": st.sampled_from([None, "休息", "照常"]),
        "on_makeup": st.sampled_from([None, "跟随", "不跟随"]),
        "venue": st.sampled_from([None, "b"]),
        "valid_from": st.sampled_from([None, "2026-10-05"]),
        "valid_to": st.sampled_from([None, "2026-12-31"]),
    }
)
CHANGE = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["休息", "停课", "改时间", "换地点"]),
        "service": st.sampled_from([None, "s"]),
        "scope": st.sampled_from([None, "全部"]),
        "at": st.sampled_from([None, "a", "b"]),
        "opens_at": st.sampled_from([None, "08:00", "15:00"]),
        "closes_at": st.sampled_from([None, "16:00", "24:00"]),
    }
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, max_size=4), st.lists(CHANGE, max_size=2), st.sampled_from(["2026-09-28", "2026-12-28", DAY]))
def test_phases_have_no_gap_and_no_overlap_and_agree_with_the_days(
    rows: list[dict[str, Any]], changes: list[dict[str, Any]], first: str
) -> None:
    hours = []
    for row in rows:
        opens, closes = row.pop("times")
        hours.append({**row, "opens_at": f"{opens:02d}:00", "closes_at": f"{closes:02d}:00"})
    dated = [{"date": (date.fromisoformat(first) + timedelta(days=2)).isoformat(), **change} for change in changes]
    found = days(town(hours, changes=dated), first, 2 * SHOWN)
    phases = of_hours(found, SHOWN)
    assert (phases[0].start, phases[-1].end) == (None, None)
    for before, after in pairwise(phases):
        assert before.end == after.start
        assert before.start is None or before.start < after.start  # type: ignore[operator]
    for day in found[:SHOWN]:
        assert all(span.opens < span.closes for span in day.spans)
        assert bool(day.spans) is (day.state is State.OPEN)
        midday = datetime.combine(day.day, datetime.min.time(), SHANGHAI)
        for quarter in range(96):
            now = midday + timedelta(minutes=15 * quarter)
            is_open = any(span.opens <= now < span.closes for span in day.spans)
            assert at(phases, now).words.startswith("现在开门") is is_open
            assert ("请先打电话" in at(phases, now).words) or day.state is not State.UNKNOWN or not day.why
