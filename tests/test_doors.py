"""What services and the 长辈版 say by the clock, without a browser: at every border, in lists, on old pages."""

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

ROOT = Path(__file__).resolve().parents[1]
RENDERER = Renderer(ROOT)
SERVICE = {"id": "shuwu", "name": "书屋", "venue": "lou", "phone": "0830-0000004"}
VENUES = [{"id": "lou", "name": "党群楼", "room": "1楼"}, {"id": "yuan", "name": "东院"}]
HOURS = {"service": "shuwu", "weekday": "周一至周五", "opens_at": "09:00", "closes_at": "18:00"}
COURSE = {"id": "ke", "title": "书法班", "plain": "从怎么握笔教起。"}
ROW = {
    "course": "ke",
    "weekday": "周二",
    "opens_at": "19:00",
    "closes_at": "20:30",
    "valid_from": "2026-09-01",
    "valid_to": "2027-01-20",
    "venue": "lou",
}
Tables = dict[str, Any]


def town(**tables: Any) -> Community:
    given = {"services": [SERVICE], "venues": VENUES, "hours": [HOURS], "holidays": communities.notice(2026), **tables}
    return communities.make(**given)


def slots(community: Community, today: date = TODAY) -> Callable[[str], str]:
    contexts = views.slots(edition(community, today))
    return lambda name: RENDERER.slot(name, contexts[name], "")


def page(community: Community, today: date = TODAY, key: str = "shuwu") -> tuple[str, str]:
    """The page of a service, and its buttons at the bottom of phones."""
    found = next(p for p in views.pages(edition(community, today)) if p.path == f"services/{key}/")
    assert found.actions is not None
    return RENDERER.body(found, "../../"), RENDERER.slot("actions", found.actions, "../../")


def first(text: str) -> str:
    """The first line, blanks out."""
    return (text.splitlines() or [""])[0].replace(" ", "")


# Services


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-24T08:59", "还没开门，今天9:00开门"),
        ("2026-11-24T09:00", "现在开门，到18:00"),
        ("2026-11-24T17:59", "现在开门，到18:00"),
        ("2026-11-24T18:00", "今天已经关门，明天9:00开门"),
        ("2026-11-27T18:00", "今天已经关门，11月30日(周一)9:00开门"),
        ("2026-11-28T12:00", "今天不开门，11月30日(周一)9:00开门"),
        ("2026-12-08T12:00", "现在开门，到18:00"),
        ("2026-12-09T12:00", "开放时间见下"),
        ("2026-11-23T12:00", ""),  # a wrong clock
        (None, ""),
    ],
)
def test_a_service_says_whether_it_is_open(now: str | None, words: str) -> None:
    html, _ = page(town())
    assert first(said(html, now, class_="open-now")) == words
    assert "周一至周五 9:00–18:00" in said(html, now)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-24T12:00", "现在开门，到18:00"),
        ("2026-11-27T12:00", "现在开门，到18:00"),
        ("2026-11-30T12:00", ""),  # after four days a list knows the usual hours only
        ("2026-11-23T12:00", ""),
        (None, ""),
    ],
)
@pytest.mark.parametrize("slot", ["service-list", "da"])
def test_lists_say_it_for_four_days(slot: str, now: str | None, words: str) -> None:
    html = slots(town())(slot)
    told = said(html, now)
    assert ("现在开门" in told) == bool(words)
    assert words in told


@pytest.mark.parametrize(("now", "open_"), [("2026-11-26T12:00", True), ("2026-11-27T12:00", False), (None, False)])
def test_the_home_page_says_it_for_three(now: str | None, open_: bool) -> None:
    assert ("现在开门" in said(slots(town())("services"), now)) == open_


def test_what_nobody_wrote_of_holidays_is_not_said() -> None:
    html, _ = page(town(), date(2026, 9, 29))
    assert "节假日" not in html
    assert "国庆节放假，开不开请先打电话" in said(html, "2026-10-01T10:00", date(2026, 9, 29))
    assert "现在开门" not in said(html, "2026-10-01T10:00", date(2026, 9, 29))


@pytest.mark.parametrize(
    ("fields", "now", "words"),
    [
        ({"on_holiday": "休息"}, "2026-10-01T10:00", "国庆节休息，10月8日(周四)9:00开门"),
        ({"on_holiday": "照常"}, "2026-10-01T10:00", "现在开门，到18:00（国庆节照常开门）"),
        ({}, "2026-10-10T10:00", "调休上班，开不开请先打电话"),
        ({"on_makeup": "跟随"}, "2026-10-10T10:00", "现在开门，到18:00（调休上班，照工作日开门）"),
        ({"on_makeup": "不跟随"}, "2026-10-10T10:00", "今天不开门，10月12日(周一)9:00开门"),
    ],
)
def test_holidays_and_worked_saturdays_as_written(fields: Tables, now: str, words: str) -> None:
    built = date.fromisoformat(now[:10])
    html, _ = page(town(hours=[HOURS | fields]), built)
    assert first(said(html, now, built, class_="open-now")) == words


def test_before_the_notice_of_a_year_its_days_are_unsure_and_the_law_holds() -> None:
    built = date(2026, 12, 31)
    community = town(hours=[HOURS | {"on_holiday": "休息"}])
    html, _ = page(community, built)
    assert "2027年放假安排尚未公布" in said(html, None, built)
    for where in (html, slots(community, built)("services"), slots(community, built)("da")):
        assert "元旦休息" in said(where, "2027-01-01T10:00", built)
        assert "元旦放假安排还没公布" in said(where, "2026-12-31T10:00", built)


def test_a_change_closes_it_with_its_reason_and_is_told_before() -> None:
    changes = [
        {"service": "shuwu", "date": "2026-11-26", "kind": "休息", "reason": "盘点"},
        {"scope": "全部", "date": "2026-12-21", "date_to": "2026-12-22", "kind": "休息", "reason": "台风"},
        {"service": "shuwu", "date": "2027-01-06", "kind": "改时间", "opens_at": "10:00", "closes_at": "12:00"},
    ]
    html, _ = page(town(changes=changes))
    assert first(said(html, "2026-11-26T10:00", class_="open-now")).startswith("盘点休息，明天9:00开门")
    told = said(html, None)
    assert "11月26日(周四) 盘点休息" in told
    assert "12月21日—22日 台风休息" in told
    assert "1月6日(周三) 10:00–12:00" in told
    assert "盘点" not in said(html, "2026-11-27T00:00")
    assert "盘点休息" in said(slots(town(changes=changes))("service-list"), "2026-11-26T10:00")


def test_a_service_for_a_part_of_the_year() -> None:
    season = SERVICE | {"valid_from": "2026-12-01", "valid_to": "2027-02-28"}
    html, _ = page(town(services=[season]))
    assert "12月1日—2027年2月28日" in said(html, None)
    assert first(said(html, "2026-11-24T10:00", class_="open-now")) == "12月1日(周二)开始"
    assert "现在开门" in said(html, "2026-12-01T10:00")
    assert "12月1日(周二)开始" in said(slots(town(services=[season]))("service-list"), "2026-11-24T10:00")


def test_a_service_at_two_places_says_both() -> None:
    hours = [HOURS, {"service": "shuwu", "weekday": "周六", "opens_at": "09:00", "closes_at": "12:00", "venue": "yuan"}]
    html, _ = page(town(hours=hours))
    assert "在东院" in said(html, None)
    assert re.findall(r'href="[./]*venues/(\w+)/"', html) == ["lou", "yuan"]
    assert "党群楼 1楼、东院" in said(slots(town(hours=hours))("service-list"), None)


def test_without_hours_nothing_is_said_of_opening() -> None:
    html, _ = page(town(hours=[]))
    assert "<dt>开放</dt>" not in html
    assert "data-of" not in slots(town(hours=[]))("services")


@pytest.mark.parametrize("status", ["暂停", "结束"])
def test_a_paused_service_is_never_open(status: str) -> None:
    community = town(services=[SERVICE | {"status": status}])
    html, _ = page(community)
    assert "现在开门" not in html
    assert "现在开门" not in slots(community)("services") + slots(community)("da")


def test_equal_hours_are_written_once() -> None:
    services = [SERVICE, SERVICE | {"id": "b", "name": "乙"}, SERVICE | {"id": "c", "name": "丙"}]
    hours = [HOURS, HOURS | {"service": "b"}, HOURS | {"service": "c", "closes_at": "17:00"}]
    html = slots(town(services=services, hours=hours))("services")
    assert html.count("<template") == 2
    assert said(html, "2026-11-24T17:30").count("现在开门") == 2


@pytest.mark.parametrize(
    ("fields", "button"),
    [
        ({}, ""),
        ({"how_to_apply": "先打电话。"}, 'href="#apply"'),
        ({"signup": "需预约"}, 'href="#apply"'),
        ({"how_to_apply": "先打电话。", "status": "暂停"}, ""),
        ({"form": "biao"}, 'href="https://www.wjx.cn/vm/a.aspx"'),
    ],
)
def test_its_buttons_are_its_own(fields: Tables, button: str) -> None:
    forms = [{"id": "biao", "title": "预约", "kind": "报名", "url": "https://www.wjx.cn/vm/a.aspx"}]
    html, actions = page(town(services=[SERVICE | fields], forms=forms))
    assert 'href="tel:08300000004"' in actions
    assert "join/" not in actions
    assert button in actions
    assert actions.count('class="btn') == (1 if not button else 3 if "form" in fields else 2)
    assert ("需预约" in html) == ("signup" in fields)


def test_what_always_holds_is_shown_by_the_script_too() -> None:
    forms = [{"id": "biao", "title": "预约", "kind": "报名", "url": "https://www.wjx.cn/vm/a.aspx"}]
    _, actions = page(town(services=[SERVICE | {"form": "biao"}], forms=forms))
    assert "去报名" in said(actions, "2026-11-24T10:00")
    assert "怎么报名" in said(actions, None)


# 长辈版


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


def test_classes_that_only_end_on_other_days_are_joined_alike() -> None:
    """One block on the course page and one word above the classes, until the last of them is over."""
    terms = [{"id": "qiu", "name": "秋季学期", "valid_from": "2026-09-01", "valid_to": "2027-01-20"}]
    groups = [
        {"id": f"ke-{n}", "course": "ke", "term": "qiu", "name": n, "how_to_apply": "班主任登记。"} for n in ("a", "b")
    ]
    rows = [ROW | {"group": "ke-a", "valid_to": "2026-12-01"}, ROW | {"group": "ke-b", "weekday": "周三"}]
    community = town(courses=[COURSE], terms=terms, groups=groups, schedules=rows)
    found = next(p for p in views.pages(edition(community)) if p.path == "courses/ke/")
    assert [block.groups for block in found.context["signups"]] == [["ke-a", "ke-b"]]
    html = RENDERER.body(found, "../../")
    told = said(html, "2026-12-15T12:00")
    assert told.count("报名看说明") == 2
    assert "已经结束" not in told
    assert "已经结束" in said(html, "2027-01-20T20:30")


@pytest.mark.parametrize(
    ("kind", "bar", "block"),
    [
        ("报名", "怎么报名", "打开报名表"),
        ("意见", "填意见表", "填意见表"),
        ("订单", "下单", "下单"),
        ("意愿", "登记意愿", "登记意愿"),
    ],
)
def test_without_a_script_the_buttons_say_what_the_form_is_for(kind: str, bar: str, block: str) -> None:
    form = {"id": "biao", "title": "表", "kind": kind, "url": "https://www.wjx.cn/vm/a.aspx"}
    html, buttons = page(town(forms=[form], services=[SERVICE | {"form": "biao"}]))
    assert re.findall(r"data-plain>([^<]*)<", buttons) == [bar]
    assert re.findall(r'data-plain><a class="btn"[^>]*>([^<]*)<', html) == [f"{block}（问卷星）"]


def test_a_night_is_told_until_it_is_over() -> None:
    row = ROW | {"weekday": "周六", "opens_at": "20:00", "closes_at": "08:00", "overnight": "true"}
    html = elders(schedules=[row])
    assert "书法班 正在上" in said(html, "2026-11-29T07:59")
    assert "11月28日" not in said(html, "2026-11-29T08:00")
