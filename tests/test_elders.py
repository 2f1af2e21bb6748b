"""What the 长辈版 says by the clock, without a browser: today, the week, what lasts for days, nights."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from clock import said
from test_doors import COURSE, ROOT, ROW, Tables, slots, town
from tests_support import TODAY


def elders(today: date = TODAY, **tables: Any) -> str:
    return slots(town(**{"courses": [COURSE], "schedules": [ROW], **tables}), today)("da")


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-24T18:59", ["今天 11月24日 星期二", "晚上7:00", "书法班", "在党群楼（1楼）。从怎么握笔教起。"]),
        (
            "2026-11-24T19:00",
            ["今天 11月24日 星期二", "晚上7:00", "书法班 正在上", "在党群楼（1楼）。从怎么握笔教起。"],
        ),
        (
            "2026-11-24T20:29",
            ["今天 11月24日 星期二", "晚上7:00", "书法班 正在上", "在党群楼（1楼）。从怎么握笔教起。"],
        ),
        ("2026-11-24T20:30", ["今天 11月24日 星期二", "今天没有课了"]),
        ("2026-11-25T00:00", []),
        (None, ["11月24日 星期二", "晚上7:00", "书法班", "在党群楼（1楼）。从怎么握笔教起。"]),
        ("2026-11-23T19:30", ["11月24日 星期二", "晚上7:00", "书法班", "在党群楼（1楼）。从怎么握笔教起。"]),
    ],
)
def test_today_as_one_would_say_it(now: str | None, words: list[str]) -> None:
    assert said(elders(), now, data_date="2026-11-24").splitlines() == words


def days(html: str, now: str | None) -> list[str]:
    return [d for d in re.findall(r'<section class="day" data-date="([^"]+)"', html) if said(html, now, data_date=d)]


@pytest.mark.parametrize(
    ("now", "first_day", "count", "week"),
    [
        (None, "2026-11-24", 7, ""),
        ("2026-11-24T00:00", "2026-11-24", 7, "这一周（到11月30日）"),
        ("2026-11-24T23:59", "2026-11-24", 7, "这一周（到11月30日）"),
        ("2026-11-25T00:00", "2026-11-25", 7, "这一周（到12月1日）"),
        ("2026-12-01T12:00", "2026-12-01", 7, "这一周（到12月7日）"),
        ("2026-12-02T12:00", "2026-12-02", 6, "这一周（到12月7日）"),
        ("2026-12-07T12:00", "2026-12-07", 1, ""),
        ("2026-12-08T12:00", "", 0, ""),
    ],
)
def test_a_week_is_shown_as_long_as_the_page_reaches(now: str | None, first_day: str, count: int, week: str) -> None:
    html = elders()
    found = days(html, now)
    assert len(found) == count
    assert (found or [""])[0] == first_day
    assert said(html, now, class_="part") == week
    old = "这一页是2026年11月24日做的，只写到2026年12月7日。" in said(html, now)
    assert old == bool(now and now >= "2026-12-02")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "停课", "reason": "停电"}, ["晚上7:00", "书法班 今天 不上", "停电。"]),
        (
            {"kind": "改期", "new_date": "2026-11-26", "reason": "停电。"},
            ["晚上7:00", "书法班 今天 不上", "停电，改到星期四（11月26日）晚上7:00。"],
        ),
        (
            {"kind": "改时间", "opens_at": "20:00", "closes_at": "21:00"},
            ["晚上7:00", "书法班 改时间", "改到晚上8:00。", "晚上8:00", "书法班 改到这时候"],
        ),
        (
            {"kind": "换地点", "venue": "yuan"},
            ["晚上7:00", "书法班 换地方了", "在东院。原来在党群楼。从怎么握笔教起。"],
        ),
        (
            {"kind": "换老师", "teacher": "李老师"},
            ["晚上7:00", "书法班 换老师了", "在党群楼（1楼）。这一次由李老师来上。从怎么握笔教起。"],
        ),
        (
            {"kind": "说明", "note": "第3讲 皮影"},
            ["晚上7:00", "书法班", "在党群楼（1楼）。这一次：第3讲 皮影。从怎么握笔教起。"],
        ),
    ],
)
def test_what_became_of_a_session_is_told(fields: Tables, words: list[str]) -> None:
    html = elders(changes=[{"course": "ke", "date": "2026-11-24", **fields}])
    told = said(html, "2026-11-24T08:00", data_date="2026-11-24").splitlines()
    assert told[1 : 1 + len(words)] == words


def test_a_day_of_another_year_says_so() -> None:
    html = elders(date(2026, 12, 28), changes=[{"course": "ke", "date": "2026-12-29", "kind": "停课"}])
    told = said(html, "2026-12-30T08:00", date(2026, 12, 28))
    assert "2027年1月5日 星期二" in told
    assert "2027年放假安排尚未公布，以通知为准。" in told
    assert "元旦放假" in said(html, "2026-12-30T08:00", date(2026, 12, 28), data_date="2027-01-01")


def test_parallel_classes_of_a_course_are_one_line() -> None:
    row = ROW | {"weekday": "周六", "opens_at": "09:00", "closes_at": "10:00"}
    rows = [row | {"group": name} for name in ("一班", "二班", "三班")] + [row | {"group": "四班", "venue": "yuan"}]
    changes = [{"course": "ke", "group": "三班", "date": "2026-11-28", "kind": "停课"}]
    html = elders(schedules=[*rows, row | {"group": "五班", "opens_at": "14:00"}], changes=changes)
    told = said(html, None, data_date="2026-11-28").splitlines()
    assert told[1:] == [
        "上午9:00",
        "书法班（一班、二班、四班）",
        "一班、二班在党群楼（1楼）；四班在东院。从怎么握笔教起。",
        "上午9:00",
        "书法班（三班） 不上",
        "下午2:00",
        "书法班（五班）",
        "在党群楼（1楼）。从怎么握笔教起。",
    ]


def test_what_lasts_for_days_is_one_line_and_not_in_every_day() -> None:
    courses = [COURSE, {"id": "zhan", "title": "剪纸展"}, {"id": "ri", "title": "开放日"}]
    rows = [
        {"course": "zhan", "dates": "2026-11-26 至 2026-12-02", "venue": "yuan"},
        {"course": "ri", "dates": "2026-11-25"},
    ]
    html = elders(courses=courses, schedules=rows)
    told = said(html, "2026-11-24T08:00")
    assert told.count("剪纸展") == 1
    assert "这几天都有\n剪纸展\n11月26日到12月2日，在东院。" in told
    assert said(html, None, data_date="2026-11-25").splitlines()[1:] == ["时间请问", "开放日"]
    assert "凌晨" not in told
    assert "剪纸展" in said(html, "2026-12-02T23:59")
    assert "剪纸展" not in said(html, "2026-12-03T00:00")
    assert "这几天都有" not in said(html, "2026-12-03T00:00")


def test_without_an_hour_nothing_is_on_just_now_and_the_note_is_told() -> None:
    rows = [{"course": "ke", "dates": "2026-11-24", "venue": "yuan", "note": "晚上，具体时间见公众号"}]
    told = said(elders(schedules=rows), "2026-11-24T08:00", data_date="2026-11-24")
    assert told.splitlines()[1:] == ["时间请问", "书法班", "在东院。晚上，具体时间见公众号。从怎么握笔教起。"]
    assert "遇雨顺延。" in said(elders(schedules=[ROW | {"note": "遇雨顺延"}]), None, data_date="2026-11-24")


def test_two_places_on_one_day_are_two_lines_of_that_day() -> None:
    rows = [
        {"course": "ke", "dates": "2026-11-26", "venue": v, "note": n} for v, n in (("yuan", "上午"), ("shu", "下午"))
    ]
    html = elders(schedules=rows)
    assert "这几天都有" not in said(html, "2026-11-24T08:00")
    told = said(html, None, data_date="2026-11-26")
    assert "在东院。上午。" in told
    assert "下午。" in told


def test_two_places_on_several_days_are_told_apart() -> None:
    rows = [
        {"course": "ke", "dates": "2026-11-26 至 2026-11-29", "venue": v, "note": n}
        for v, n in (("yuan", "上午"), ("shu", "下午"))
    ]
    told = said(elders(schedules=rows), "2026-11-24T08:00")
    assert "11月26日到11月29日，在东院，上午。" in told
    assert "，下午。" in told


def test_what_is_there_for_good_has_no_end() -> None:
    row = {"course": "ke", "weekday": "每天", "valid_from": "2026-11-01", "venue": "yuan"}
    changes = [{"course": "ke", "date": "2026-11-26", "kind": "停课", "reason": "消毒"}]
    html = elders(schedules=[row], changes=changes)
    assert "这几天都有\n书法班\n一直有，在东院。11月26日没有。" in said(html, "2026-11-24T08:00")
    assert said(html, "2026-11-24T08:00", data_date="2026-11-26").splitlines()[1:] == [
        "时间请问",
        "书法班 后天 不上",
        "消毒。",
    ]


def test_a_day_between_does_not_end_an_exhibition() -> None:
    row = {"course": "ke", "weekday": "周二至周日", "valid_from": "2026-11-01", "valid_to": "2026-12-31"}
    told = said(elders(schedules=[row]), "2026-11-24T08:00")
    assert "这几天都有\n书法班\n到12月31日。周一没有。" in told


def test_a_worked_saturday_says_what_is_made_up() -> None:
    rows = [
        ROW | {"weekday": "周三"},
        ROW | {"weekday": "周六", "opens_at": "09:00", "closes_at": "10:00", "course": "b"},
    ]
    html = elders(
        date(2026, 10, 8),
        courses=[COURSE, {"id": "b", "title": "合唱"}],
        schedules=[rows[0] | {"on_makeup": "跟随"}, rows[1]],
    )
    told = said(html, "2026-10-08T08:00", date(2026, 10, 8), data_date="2026-10-10")
    assert "调休上班。星期六的课照常，另外补：书法班晚上7:00。" in told


def test_nothing_is_fetched_or_counted_by_the_page_itself() -> None:
    """The 长辈版 brings no script of its own but the one that reads aloud."""
    script = (ROOT / "overrides/assets/dist/da.js").read_text("utf-8")
    assert "读给我听" in script
    assert "fetch(" not in script


def test_a_night_is_told_until_it_is_over() -> None:
    row = ROW | {"weekday": "周六", "opens_at": "20:00", "closes_at": "08:00", "overnight": "true"}
    html = elders(schedules=[row])
    assert "书法班 正在上" in said(html, "2026-11-29T07:59")
    assert "11月28日" not in said(html, "2026-11-29T08:00")
