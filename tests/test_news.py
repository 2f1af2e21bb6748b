"""What stands above the lists by the clock: banners, holidays and made-up days, changes that are pending; of the reference site too."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import communities
from clock import said
from communities import edition
from linli.structure import load
from linli.views import alerts
from test_lists import COURSE, ROW, Slot, change, lines, made, slots
from tests_support import TODAY


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


def test_dates_of_another_year_say_it() -> None:
    row = {**ROW, "dates": "2027-02-24", "weekday": None, "valid_from": None, "valid_to": None}
    slot = made(schedules=[row], changes=change(date="2027-02-24", kind="停课"))
    assert "2027年2月24日(周三)" in "".join(changes(slot, "2026-11-24T12:00"))
    slot = made(schedules=[row])
    assert "下一次是 2027年2月24日(周三)19:00" in said(slot("today"), "2026-11-24T12:00")


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
