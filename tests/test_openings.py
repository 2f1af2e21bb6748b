"""When services are open: rows, holidays, worked weekends and one-day changes, by hand."""

from __future__ import annotations

from typing import Any

import pytest

from linli.timetable.openday import State
from towns import DAY, EVERY, PLACES, TWICE, WORK, days, holidays, said, told, town

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
            "2026-10-08": "unknown | 开放时间请先打电话问",
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
        {"2026-07-01": "open 10:00-20:00", "2026-09-01": "unknown | 开放时间请先打电话问"},
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
