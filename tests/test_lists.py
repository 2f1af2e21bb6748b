"""What lists of sessions say by the clock: rows, banners, the home page's day, week and changes, without a browser."""

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
from linli.structure import load
from linli.views import alerts
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

FORM = {"id": "f", "title": "报名", "kind": "报名", "url": "https://www.wjx.cn/vm/a.aspx"}


@pytest.mark.parametrize(
    ("course", "form", "now", "words"),
    [
        ({}, None, "2026-11-24T12:00", "怎么参加请先问"),
        ({"signup": "现场报名"}, None, "2026-11-24T12:00", "现场报名"),
        ({"signup": "无需报名"}, None, None, "无需报名"),
        ({"form": "f"}, {"opens_at": "2026-11-25 09:00"}, "2026-11-25T08:59", "11月25日起报名"),
        ({"form": "f"}, {"opens_at": "2026-11-25 09:00"}, "2026-11-25T09:00", "报名中"),
        ({"form": "f"}, {"opens_at": "2026-11-25 09:00"}, None, "11月25日起报名"),
        ({"form": "f"}, {"closes_at": "2026-11-25 09:00"}, "2026-11-25T08:59", "报名中"),
        ({"form": "f"}, {"closes_at": "2026-11-25 09:00"}, "2026-11-25T09:00", "报名已截止"),
        ({"form": "f"}, {"closes_at": "2026-11-25 09:00"}, None, "需报名"),
        ({"form": "f"}, {"closes_at": "2026-09-10 09:00"}, None, "报名已截止"),
        ({"form": "f"}, {"closes_at": "2026-11-25 09:00"}, "2025-11-25T09:00", "需报名"),
        ({"form": "f"}, {"seats_left": "0", "as_of": "2026-11-01", "waitlist": "true"}, "2026-11-25T18:00", "已满，可候补"),
        ({"form": "f"}, {"seats_left": "0", "as_of": "2026-11-01"}, None, "已满"),
        ({"form": "f"}, {"seats_left": "2", "as_of": "2026-11-24"}, "2026-11-25T12:00", "报名中 余2"),
        ({"form": "f"}, {"seats_left": "2", "as_of": "2026-11-20"}, "2026-11-25T12:00", "报名中"),
    ],
)  # fmt: skip
def test_a_row_says_its_own_classs_state_and_no_more(
    course: dict[str, Any], form: dict[str, Any] | None, now: str | None, words: str
) -> None:
    slot = made(courses=[{**COURSE, "fee": None, **course}], forms=[{**FORM, **form}] if form else [])
    assert said(slot("timetable"), now, data_date="2026-11-25").splitlines()[-1] == words


def test_shared_seats_are_nobodys_own_and_stand_on_no_row() -> None:
    courses = [{**COURSE, "form": "f"}, {"id": "er", "title": "二", "form": "f"}]
    slot = made(courses=courses, forms=[{**FORM, "seats_left": "3", "as_of": "2026-11-24"}])
    found = said(slot("timetable"), "2026-11-24T12:00", data_date="2026-11-25")
    assert "报名中" in found
    assert "余" not in found


def test_an_autumn_class_speaks_of_its_own_sign_up() -> None:
    """The spring's form is not the autumn's."""
    forms = [
        {**FORM, "id": "qiu", "closes_at": "2026-09-10 18:00"},
        {**FORM, "id": "chun", "opens_at": "2026-12-01 09:00"},
    ]
    groups = [
        {"id": "ke-qiu", "course": "ke", "name": "一班", "form": "qiu"},
        {"id": "ke-chun", "course": "ke", "name": "春季一班", "form": "chun"},
    ]
    rows = [
        {**ROW, "group": "ke-qiu"},
        {**ROW, "group": "ke-chun", "valid_from": "2027-02-24", "valid_to": "2027-06-30"},
    ]
    community = communities.make(courses=[COURSE], forms=forms, groups=groups, schedules=rows)
    assert "报名已截止" in said(slots(community)("timetable"), "2026-11-24T12:00", data_date="2026-11-25")
    assert "12月1日起" not in said(slots(community)("timetable"), "2026-11-24T12:00")
    pages = {page.path: page for page in views.pages(edition(community))}
    spring = RENDERER.body(pages["timetable/2027-02/"], "../../")
    assert "12月1日起报名" in said(spring, "2026-11-24T12:00", data_date="2027-02-24")


# Banners


def banners(slot: Slot, now: str | None) -> list[str]:
    return lines(said(slot("today"), now, class_="alert"))


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-24T23:59", []),
        ("2026-11-25T00:00", ["明天 停课 书法班（19:00）停电"]),
        ("2026-11-26T00:00", ["今天 停课 书法班（19:00）停电"]),
        ("2026-11-26T20:29", ["今天 停课 书法班（19:00）停电"]),
        ("2026-11-26T20:30", []),
        (None, []),
    ],
)
def test_a_cancellation_stands_above_the_day_before_and_the_day(now: str | None, words: list[str]) -> None:
    slot = made(schedules=[{**ROW, "weekday": "周四"}], changes=change(date="2026-11-26", kind="停课", reason="停电"))
    assert banners(slot, now) == words


def test_without_a_clock_the_day_is_written_out() -> None:
    slot = made(changes=change(date="2026-11-25", kind="停课"))
    for now in (None, "2025-11-25T12:00"):
        assert banners(slot, now) == ["11月25日(周三) 停课 书法班（19:00）"]


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-12-01T12:00", ["明天 改期 书法班（19:00）改到后天 19:00，停电"]),
        ("2026-12-02T12:00", ["今天 改期 书法班（19:00）改到明天 19:00，停电"]),
        ("2026-12-02T20:30", ["明天 新时间 书法班（19:00）原定今天 19:00，停电"]),
        ("2026-12-03T12:00", ["今天 新时间 书法班（19:00）原定12月2日(周三) 19:00，停电"]),
        ("2026-12-03T20:30", []),
    ],
)
def test_a_move_is_one_sentence(now: str, words: list[str]) -> None:
    assert (
        banners(made(changes=change(date="2026-12-02", kind="改期", new_date="2026-12-03", reason="停电")), now)
        == words
    )


def test_a_class_moved_to_an_earlier_day_is_told_before_that() -> None:
    slot = made(changes=change(date="2026-12-02", kind="改期", new_date="2026-11-30"))
    assert banners(slot, "2026-11-29T12:00") == ["明天 新时间 书法班（19:00）原定12月2日(周三) 19:00"]
    assert banners(slot, "2026-12-02T12:00") == ["今天 改期 书法班（19:00）改到11月30日(周一) 19:00"]


def test_another_hour_of_the_same_day_is_told_until_it_is_over() -> None:
    slot = made(changes=change(date="2026-11-25", kind="改时间", opens_at="21:00", closes_at="22:00"))
    assert banners(slot, "2026-11-25T21:59") == ["今天 改时间 书法班（19:00）改到21:00"]
    assert banners(slot, "2026-11-25T22:00") == []


def test_all_classes_in_another_room_are_told_once() -> None:
    venues = [{"id": "a", "name": "甲室"}, {"id": "b", "name": "乙室", "room": "二楼"}]
    rows = [{**ROW, "group": name, "opens_at": f"{hour}:00", "closes_at": f"{hour}:30", "venue": "a"}
            for name, hour in (("一班", "09"), ("二班", "11"), ("三班", "14"))]  # fmt: skip
    slot = made(
        venues=venues, schedules=rows, changes=change(date="2026-11-25", kind="换地点", venue="b", reason="换灯")
    )
    assert banners(slot, "2026-11-24T12:00") == ["明天 换地点 书法班 · 3个班（9:00起）改在乙室 二楼（原在甲室），换灯"]


@pytest.mark.parametrize(
    ("fields", "now", "words"),
    [
        ({"scope": "全部", "reason": "台风"}, "2026-11-24T12:00", ["明天 全部停课 台风"]),
        ({"scope": "全部课程", "reason": "台风"}, "2026-11-25T23:59", ["今天 全部停课 台风"]),
        ({"scope": "全部"}, "2026-11-26T00:00", []),
        (
            {"scope": "全部", "date_to": "2026-12-02", "reason": "台风"},
            "2026-12-01T12:00",
            ["11月25日(周三) 起全部停课（到12月2日(周三)） 台风"],
        ),
        ({"at": "a", "reason": "漏水"}, "2026-11-25T12:00", ["今天 全部停课 甲室，漏水"]),
    ],
)
def test_a_day_on_which_all_is_off_is_one_sentence(fields: dict[str, Any], now: str, words: list[str]) -> None:
    courses = [COURSE, {"id": "er", "title": "二"}]
    rows = [{**ROW, "venue": "a"}, {**ROW, "course": "er", "venue": "a"}]
    changes = [{"date": "2026-11-25", "kind": "停课", **fields}]
    slot = made(courses=courses, venues=[{"id": "a", "name": "甲室"}], schedules=rows, changes=changes)
    assert banners(slot, now) == words


def test_a_typhoon_does_not_swallow_what_was_off_before() -> None:
    changes = [
        {"course": "ke", "date": "2026-11-25", "kind": "停课", "reason": "老师外出"},
        {"scope": "全部", "date": "2026-11-26", "kind": "停课", "reason": "台风"},
    ]
    slot = made(schedules=[ROW, {**ROW, "weekday": "周四"}], changes=changes)
    assert banners(slot, "2026-11-25T08:00") == ["今天 停课 书法班（19:00）老师外出", "明天 全部停课 台风"]


def test_the_topic_of_a_session_is_no_alarm() -> None:
    assert banners(made(changes=change(date="2026-11-25", kind="说明", note="第3讲")), "2026-11-25T08:00") == []


# The home page's changes, holidays, week

HOLIDAYS = communities.notice(2026)
FOLLOWS = {**ROW, "on_holiday": "休息", "on_makeup": "跟随"}
TITLE = "停课和变动"


def changes(slot: Slot, now: str | None, built: date = TODAY) -> list[str]:
    found = [line for line in lines(said(slot("changes"), now, built)) if line != "看全部变动 →"]
    return found[1:] if found[:1] == [TITLE] else found


OCTOBER = date(2026, 10, 1)
TOLD = "国庆节10月1日—7日全部停课；10月10日(周六)19:00补周三的书法班。"


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-10-01T12:00", [TOLD]),
        ("2026-10-07T23:59", [TOLD]),
        ("2026-10-08T00:00", ["10月10日(周六)19:00补周三的书法班。"]),
        ("2026-10-10T20:29", ["10月10日(周六)19:00补周三的书法班。"]),
        ("2026-10-10T20:30", []),
        (None, [TOLD]),
    ],
)
def test_a_holiday_and_what_is_made_up_are_one_sentence(now: str | None, words: list[str]) -> None:
    slot = made(OCTOBER, schedules=[FOLLOWS], holidays=HOLIDAYS)
    assert changes(slot, now, OCTOBER) == words


def test_a_holiday_is_told_a_fortnight_before() -> None:
    day = date(2026, 9, 10)
    slot = made(day, schedules=[FOLLOWS], holidays=HOLIDAYS)
    assert changes(slot, "2026-09-16T23:59", day) == ["到9月17日(周四)没有停课，也没有改期。"]
    assert changes(slot, "2026-09-17T00:00", day)[0] == TOLD


def test_what_is_on_all_the_same_is_named() -> None:
    rows = [FOLLOWS, {"course": "er", "dates": "2026-10-03", "opens_at": "19:00"}]
    slot = made(OCTOBER, courses=[COURSE, {"id": "er", "title": "电影会"}], schedules=rows, holidays=HOLIDAYS)
    assert changes(slot, "2026-10-01T12:00", OCTOBER) == [TOLD.replace("全部停课", "停课，照常的有电影会")]


def test_a_holiday_of_the_law_is_told_before_the_notice_with_what_is_not_known() -> None:
    slot = made(schedules=[{**FOLLOWS, "weekday": "周五"}], holidays=HOLIDAYS)
    words = "元旦2027年1月1日全部停课，前后几天以放假通知为准。"
    assert words not in changes(slot, "2026-12-17T23:59")
    assert changes(slot, "2026-12-18T00:00") == [words]
    built = date(2026, 12, 28)
    slot = made(built, schedules=[{**FOLLOWS, "weekday": "每天", "valid_to": "2027-03-01"}], holidays=HOLIDAYS)
    assert "元旦放假" in said(slot("timetable"), "2026-12-28T08:00", built, data_date="2027-01-01")
    assert "元旦前后，放假未定" in said(slot("timetable"), "2026-12-28T08:00", built, data_date="2027-01-02")
    assert "2027年放假安排尚未公布" in said(slot("today"), "2026-12-28T08:00", built)


def test_a_holiday_that_closes_nothing_is_no_news() -> None:
    slot = made(OCTOBER, schedules=[{**ROW, "weekday": "周六", "valid_from": "2026-11-01"}], holidays=HOLIDAYS)
    assert changes(slot, "2026-10-01T12:00", OCTOBER) == ["到10月8日(周四)没有停课，也没有改期。"]


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-24T12:00", ["书法班 停课 12月9日(周三) 19:00 停电"]),
        ("2026-12-07T23:59", ["书法班 停课 12月9日(周三) 19:00 停电"]),
        ("2026-12-08T00:00", []),  # it stands above now
    ],
)
def test_every_pending_change_is_listed_until_it_stands_above(now: str, words: list[str]) -> None:
    slot = made(changes=change(date="2026-12-09", kind="停课", reason="停电"))
    assert changes(slot, now) == words


def test_where_nothing_changes_that_is_said_for_a_week_and_then_nothing() -> None:
    slot = made()
    assert changes(slot, "2026-12-01T23:59") == ["到12月1日(周二)没有停课，也没有改期。"]
    assert said(slot("changes"), "2026-12-02T00:00") == ""
    slot = made(changes=change(date="2026-11-25", kind="停课"))
    assert changes(slot, "2026-11-24T12:00") == ["到12月1日(周二)没有别的停课和改期。"]


def test_a_worked_saturday_says_what_runs_as_usual_and_what_is_made_up() -> None:
    rows = [FOLLOWS, {**ROW, "course": "er", "weekday": "周六", "opens_at": "09:00", "closes_at": "10:00"}]
    day = date(2026, 10, 10)
    slot = made(day, courses=[COURSE, {"id": "er", "title": "美术班"}], schedules=rows, holidays=HOLIDAYS)
    words = "调休上班；周六的课照常，另补 书法班 19:00"
    assert words in lines(said(slot("timetable"), "2026-10-10T08:00", day, data_date="2026-10-10"))
    assert words in lines(said(slot("today"), "2026-10-10T08:00", day))
    slot = made(date(2026, 10, 9), courses=[COURSE, {"id": "er", "title": "美术班"}], schedules=rows, holidays=HOLIDAYS)
    assert words in said(slot("week"), "2026-10-09T08:00", date(2026, 10, 9), data_date="2026-10-10")
    slot = made(day, schedules=[FOLLOWS], holidays=HOLIDAYS)
    assert "调休上班；补上 书法班 19:00" in said(slot("timetable"), "2026-10-10T08:00", day, data_date="2026-10-10")


def test_the_week_tells_a_holiday_once_and_names_the_days_by_the_clock() -> None:
    built = date(2026, 9, 29)
    slot = made(built, schedules=[{**FOLLOWS, "weekday": "每天"}], holidays=HOLIDAYS)
    found = lines(said(slot("week"), "2026-09-29T08:00", built))
    assert found[:3] == ["一周安排", "明天 9月30日", "19:00 书法班"]
    assert found[3:5] == ["后天 10月1日", "国庆节放假，全部停课"]
    assert "放假 " not in "\n".join(found[4:])
    later = lines(said(slot("week"), "2026-10-02T08:00", built))
    assert later[1] == "明天 10月3日", "what was and what is today stands above"
    assert said(slot("week"), "2026-10-05T00:00", built) == ""


@pytest.mark.parametrize(
    ("now", "there"),
    [("2026-12-24T23:59", False), ("2026-12-25T00:00", True), ("2027-01-03T12:00", True), (None, False)],
)
def test_home_says_that_next_years_holidays_are_not_known(now: str | None, there: bool) -> None:
    holidays = [{"date": "2026-10-01", "name": "国庆节", "kind": "休"}]
    assert ("2027年放假安排尚未公布" in said(made(holidays=holidays)("today"), now)) is there


def test_dates_of_another_year_say_it() -> None:
    row = {**ROW, "dates": "2027-02-24", "weekday": None, "valid_from": None, "valid_to": None}
    slot = made(schedules=[row], changes=change(date="2027-02-24", kind="停课"))
    assert "2027年2月24日(周三)" in "".join(changes(slot, "2026-11-24T12:00"))
    slot = made(schedules=[row])
    assert "下一次是 2027年2月24日(周三)19:00" in said(slot("today"), "2026-11-24T12:00")


@pytest.mark.parametrize(("now", "words"), [("2026-11-24T08:00", "今天 11月24日 星期二"), (None, "11月24日 星期二")])
def test_the_day_is_called_today_by_the_clock_alone(now: str | None, words: str) -> None:
    assert lines(said(made()("today"), now))[0] == words
    assert lines(said(made()("today"), "2025-11-25T08:00"))[0] == "11月24日 星期二"


# What editors write is text


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


@pytest.fixture(scope="module")
def reference(root: Path) -> Slot:
    return slots(load(root).community)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-24T12:00", ["今天 改期 公益形体课", "明天 停课 美术班 · 平日一班"]),
        ("2026-11-24T21:00", ["明天 停课 美术班 · 平日一班"]),
        ("2026-11-25T07:00", ["今天 停课 美术班 · 平日一班", "明天 新时间 公益形体课"]),
        ("2026-11-27T12:00", ["明天 换地点 书法班 · 3个班"]),
        ("2026-11-30T12:00", []),
    ],
)
def test_the_banners_of_the_reference_site(reference: Slot, now: str, words: list[str]) -> None:
    found = banners(reference, now)
    assert len(found) == len(words)
    assert all(any(line.startswith(word) for line in found) for word in words)


def test_without_scripts_there_are_only_absolute_dates(reference: Slot) -> None:
    for name in ("today", "week", "changes", "timetable"):
        assert not re.search("今天|明天|后天|正在|进行中|下一节|已结束|现在", said(reference(name), None)), name


def test_a_places_list_tells_the_exception_as_the_timetable_does(site_dir: Path) -> None:
    html = (site_dir / "venues/peixun-shi/index.html").read_text("utf-8")
    assert '<div class="days inner quiet frees"' in html
    assert "没写收费的都免费。" in html


@pytest.mark.parametrize(
    ("first", "days"),
    [(date(2026, 11, 24), ["2026-11-25"]), (date(2026, 11, 25), ["2026-11-25"]), (date(2026, 11, 26), ["2026-11-27"])],
)
def test_a_move_within_the_days_stands_where_it_was_and_one_from_before_where_it_went(
    first: date, days: list[str]
) -> None:
    moved = {"course": "ke", "date": "2026-11-25", "kind": "改期", "new_date": "2026-11-27", "reason": "老师外出"}
    found = edition(
        communities.make(
            courses=[COURSE], schedules=[ROW], changes=[{**moved, "opens_at": "19:00", "closes_at": "20:30"}]
        )
    )
    told = alerts.between(found.timetable, first, date(2026, 11, 30), found.community)
    assert [entry.start[:10] for entry in told] == days
