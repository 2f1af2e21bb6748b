"""What lists of sessions say by the clock: rows and the home page's day and week, without a browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import communities
from clock import said
from communities import edition
from linli import views
from linli.model import Community
from linli.render import Renderer
from tests_support import TODAY

RENDERER = Renderer(Path(__file__).resolve().parents[1])
COURSE = {"id": "ke", "title": "书法班", "category": "青少年宫", "fee": "免费"}
ROW = {
    "course": "ke",
    "weekday": "周三",
    "opens_at": "19:00",
    "closes_at": "20:30",
    "valid_from": "2026-09-02",
    "valid_to": "2027-01-13",
}
Slot = Callable[..., str]


def slots(community: Community, today: date = TODAY) -> Slot:
    contexts = views.slots(edition(community, today))
    return lambda name, base="": RENDERER.slot(name, contexts[name], base)


def made(today: date = TODAY, **tables: Any) -> Slot:
    return slots(communities.make(**{"courses": [COURSE], "schedules": [ROW], **tables}), today)


def change(**fields: Any) -> list[dict[str, Any]]:
    return [{"course": "ke", **fields}]


def lines(text: str) -> list[str]:
    return text.splitlines()


# Rows


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-25T08:59", "9:00–10:00下一节;10:00开始;19:00–20:30"),
        ("2026-11-25T09:00", "9:00–10:00进行中;10:00开始下一节;19:00–20:30"),
        ("2026-11-25T09:59", "9:00–10:00进行中;10:00开始下一节;19:00–20:30"),
        ("2026-11-25T10:00", "9:00–10:00已结束;10:00开始已开始;19:00–20:30下一节"),
        ("2026-11-25T20:29", "9:00–10:00已结束;10:00开始已开始;19:00–20:30进行中"),
        ("2026-11-25T20:30", "9:00–10:00已结束;10:00开始已开始;19:00–20:30已结束"),
        ("2026-11-26T00:00", "9:00–10:00已结束;10:00开始已结束;19:00–20:30已结束"),
        ("2026-11-24T23:59", "9:00–10:00;10:00开始;19:00–20:30"),
        ("2026-11-23T23:59", "9:00–10:00;10:00开始;19:00–20:30"),  # a wrong clock
        (None, "9:00–10:00;10:00开始;19:00–20:30"),
    ],
)
def test_a_session_is_next_then_running_then_over(now: str | None, words: str) -> None:
    day = [{"course": "ke", "dates": "2026-11-25", **times} for times in (
        {"opens_at": "09:00", "closes_at": "10:00"}, {"opens_at": "10:00"}, {"opens_at": "19:00", "closes_at": "20:30"},
    )]  # fmt: skip
    found = said(made(schedules=day)("timetable"), now, class_="w")
    assert ";".join(line.replace(" ", "") for line in lines(found)) == words


def test_what_runs_over_midnight_or_until_it_says_so() -> None:
    rows = [
        {"course": "ke", "dates": "2026-11-25", "opens_at": "22:00", "closes_at": "02:00", "overnight": "true"},
        {"course": "ke", "dates": "2026-11-26", "opens_at": "22:00", "closes_at": "00:00"},
    ]
    found = said(made(schedules=rows)("timetable"), None, class_="w")
    assert [line.replace(" ", "") for line in lines(found)] == ["22:00–次日2:00", "22:00–24:00"]


@pytest.mark.parametrize(
    ("built", "now", "runs"),
    [
        ("2026-11-14", "2026-11-14T00:30", True),  # built in the night: what began yesterday
        ("2026-11-14", "2026-11-14T01:59", True),
        ("2026-11-14", "2026-11-14T02:00", False),
        ("2026-11-14", "2026-11-13T23:00", False),  # a wrong clock
        ("2026-11-14", None, False),
        ("2026-11-15", "2026-11-15T00:30", False),
    ],
)
def test_what_began_yesterday_and_runs_stands_before_today(built: str, now: str | None, runs: bool) -> None:
    night = {"course": "ke", "dates": "2026-11-13", "opens_at": "22:00", "closes_at": "02:00", "overnight": "true"}
    day = {"course": "ke", "dates": "2026-11-13", "opens_at": "09:00", "closes_at": "10:00"}
    slot = made(date.fromisoformat(built), schedules=[night, day, ROW])
    for name in ("today", "embed"):
        found = said(slot(name), now, date.fromisoformat(built)).replace(" ", "").replace("—", "–")
        assert (re.search("22:00–次日2:00(进行中)?\n书法班", found) is not None) is runs, name
        assert "9:00–10:00" not in found


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2026-11-24T12:00", "现在开门，到18:00"),
        ("2026-11-26T12:00", "现在开门，到18:00"),  # two builds failed
        ("2026-11-26T23:59", "今天已经关门，明天9:00开门"),
        ("2026-11-27T00:00", ""),
    ],
)
def test_the_home_page_knows_for_three_days_whether_services_are_open(now: str, state: str) -> None:
    hours = [{"service": "fu", "weekday": "每天", "opens_at": "09:00", "closes_at": "18:00", "on_holiday": "照常"}]
    slot = made(services=[{"id": "fu", "name": "托育园"}], hours=hours)
    assert said(slot("services"), now, class_="open-now") == state


def test_an_exhibition_stands_on_one_line_above_the_day() -> None:
    rows = [ROW, {"course": "zhan", "dates": "2026-12-05 至 2026-12-08"}, {"course": "ri", "dates": "2026-12-06"}]
    courses = [COURSE, {"id": "zhan", "title": "剪纸展"}, {"id": "ri", "title": "开放日"}]
    html = made(courses=courses, schedules=rows)("timetable")
    assert lines(said(html, "2026-12-01T12:00", data_date="2026-12-05"))[1] == "这几天都有 剪纸展 到12月8日"
    assert lines(said(html, "2026-12-01T12:00", data_date="2026-12-06"))[1:] == [
        "这几天都有 剪纸展 到12月8日",
        "时间请问 开放日",
    ]
    assert "0:00" not in re.sub(r"T00:00|[12]0:00|00:00", "", said(html, "2026-12-01T12:00"))


def test_a_closed_weekday_does_not_end_an_exhibition_and_what_is_off_lasts_no_longer_than_it_is() -> None:
    row = {
        "course": "ke",
        "weekday": "周二至周日",
        "valid_from": "2026-11-24",
        "valid_to": "2027-03-07",
        "on_holiday": "照常",
    }
    changes = [{"course": "ke", "date": "2026-12-01", "date_to": "2026-12-03", "kind": "停课", "reason": "检修"}]
    html = made(
        schedules=[row, {"course": "ri", "dates": "2026-12-01"}],
        changes=changes,
        courses=[COURSE, {"id": "ri", "title": "开放日"}],
    )
    for day in ("2026-11-25", "2026-12-04"):
        assert "这几天都有 书法班 到2027年3月7日" in said(html("timetable"), None, data_date=day)
    off = lines(said(html("timetable"), None, data_date="2026-12-01"))[1:]
    assert [line.split() for line in off] == [["时间请问", "开放日"], ["书法班", "停课", "检修"]]


def test_a_note_stands_beside_the_ages_and_where_no_hour_was_said() -> None:
    courses = [COURSE | {"min_age": 6}, {"id": "ri", "title": "观星"}]
    rows = [ROW | {"note": "遇雨顺延"}, {"course": "ri", "dates": "2026-11-24", "note": "天黑以后"}]
    html = made(schedules=rows, courses=courses)("timetable")
    assert "时间请问 观星 天黑以后" in said(html, None, data_date="2026-11-24")
    assert "6岁以上 · 遇雨顺延" in said(html, None, data_date="2026-11-25")
    rows = [ROW | {"note": "孩子3—6岁，带水壶"}]
    html = made(schedules=rows, courses=courses)("timetable")
    assert "6岁以上" not in said(html, None, data_date="2026-11-25")
    assert "孩子3—6岁，带水壶" in said(html, None, data_date="2026-11-25")


def test_what_has_no_end_is_called_lasting() -> None:
    row = {"course": "ke", "weekday": "每天", "valid_from": "2026-11-01"}
    assert "这几天都有 书法班 长期" in said(made(schedules=[row])("timetable"), None, data_date="2026-11-25")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "停课", "reason": "老师外出。"}, ["停课", "老师外出"]),
        ({"kind": "改期", "new_date": "2026-11-26", "reason": "停电"}, ["改期", "改到11月26日(周四)19:00，停电"]),
        ({"kind": "改期", "new_date": "2027-01-20"}, ["改期", "改到2027年1月20日(周三)19:00"]),
        ({"kind": "改时间", "opens_at": "20:00"}, ["改时间", "改到20:00"]),
        ({"kind": "换地点", "venue": "b", "reason": "换灯"}, ["换地点", "改在乙室 二楼（原在甲室），换灯"]),
        ({"kind": "换老师", "teacher": "王老师"}, ["换老师", "这次由王老师来上（原来是李老师）"]),
        ({"kind": "说明", "note": "第3讲 皮影"}, ["第3讲 皮影"]),
    ],
)
def test_a_changed_row_says_what_happens_instead_and_then_why(fields: dict[str, Any], words: list[str]) -> None:
    venues = [{"id": "a", "name": "甲室"}, {"id": "b", "name": "乙室", "room": "二楼"}]
    slot = made(
        courses=[{**COURSE, "teacher": "李老师"}],
        venues=venues,
        schedules=[{**ROW, "venue": "a"}],
        changes=change(date="2026-11-25", **fields),
    )
    found = said(slot("timetable"), "2026-11-24T12:00", data_date="2026-11-25")
    assert [word for word in words if word not in found] == []


def test_rows_carry_their_facts() -> None:
    groups = [{"id": "ke-1", "course": "ke", "name": "一班", "min_age": "6个月", "max_age": "3"}]
    rows = [{**ROW, "group": "ke-1"}]
    html = made(schedules=rows, groups=groups, changes=change(date="2026-12-02", kind="停课"))("timetable")
    on, off = (next(r for r in re.findall('<li class="session"[^>]*>', html) if day in r) for day in ("11-25", "12-02"))
    for fact in (
        'data-start="2026-11-25T19:00+08:00"',
        'data-end="2026-11-25T20:30+08:00"',
        " data-held",
        'data-group="ke-1"',
        'data-kind="青少年宫"',
        'data-low="6"',
        'data-high="47"',
        " data-free",
        'data-soon="2026-11-25T00:00+08:00"',
    ):
        assert fact in on, fact
    assert " data-held" not in off
    assert 'data-state="cancelled"' in off
    assert "data-soon" not in off


@pytest.mark.parametrize(
    ("course", "group", "note", "low", "high"),
    [
        ({"audience": "一家人"}, None, "", None, None),
        ({"min_age": "12"}, None, "", "144", None),
        ({"min_age": "6", "max_age": "16"}, None, "", "72", "203"),
        ({"min_age": "6", "max_age": "16"}, "小班", "6—8岁", "72", "107"),  # a class without a row of its own
        ({"audience": "小学一年级—三年级"}, None, "", "72", "119"),
    ],
)
def test_ages_are_those_of_the_class_and_none_is_every_age(
    course: dict[str, Any], group: str | None, note: str, low: str | None, high: str | None
) -> None:
    html = made(courses=[{**COURSE, **course}], schedules=[{**ROW, "group": group, "note": note or None}])("timetable")
    row = re.findall('<li class="session"[^>]*>', html)[0]
    assert [(re.search(f'data-{name}="(.*?)"', row) or [None, None])[1] for name in ("low", "high")] == [low, high]


# Signing up, on a row


def test_nothing_that_editors_write_becomes_html() -> None:
    bad = "<b onclick=x>\"&'"
    venues = [{"id": "a", "name": bad, "room": bad}, {"id": "b", "name": bad, "room": bad}]
    tables: dict[str, Any] = {
        "courses": [{"id": "ke", "title": bad, "category": bad, "fee": bad, "audience": bad, "teacher": bad}],
        "venues": venues,
        "schedules": [
            {**ROW, "group": bad, "note": bad, "venue": "a"},
            {"course": "ke", "dates": "2026-11-24 至 2026-11-28", "venue": "a"},
        ],
        "changes": [
            {"course": "ke", "date": "2026-11-25", "kind": "换地点", "venue": "b", "reason": bad},
            {"course": "ke", "date": "2026-12-02", "kind": "换老师", "teacher": bad, "reason": bad},
            {"course": "ke", "date": "2026-12-09", "kind": "说明", "note": bad},
            {"at": "a", "date": "2026-11-26", "kind": "停课", "reason": bad},
        ],
        "holidays": [{"date": "2026-11-30", "name": bad, "kind": "休"}],
    }
    community = communities.make(**tables)
    slot = slots(community)
    pages = views.pages(edition(community))
    html = "".join(slot(name) for name in ("today", "week", "changes", "timetable", "print"))
    html += "".join(RENDERER.body(page, "../../") for page in pages if page.kind in ("month", "venue"))
    assert bad not in html
    assert "<b onclick" not in html
    assert "&lt;b onclick=x&gt;&#34;&amp;&#39;" in html


# The reference site


@pytest.mark.parametrize(
    ("now", "there"),
    [("2026-12-24T23:59", False), ("2026-12-25T00:00", True), ("2027-01-03T12:00", True), (None, False)],
)
def test_home_says_that_next_years_holidays_are_not_known(now: str | None, there: bool) -> None:
    holidays = [{"date": "2026-10-01", "name": "国庆节", "kind": "休"}]
    assert ("2027年放假安排尚未公布" in said(made(holidays=holidays)("today"), now)) is there


@pytest.mark.parametrize(("now", "words"), [("2026-11-24T08:00", "今天 11月24日 星期二"), (None, "11月24日 星期二")])
def test_the_day_is_called_today_by_the_clock_alone(now: str | None, words: str) -> None:
    assert lines(said(made()("today"), now))[0] == words
    assert lines(said(made()("today"), "2025-11-25T08:00"))[0] == "11月24日 星期二"


# What editors write is text
