"""What services say by the clock, without a browser: at every border, in lists, on old pages."""

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
