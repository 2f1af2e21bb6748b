"""A worked Saturday that is a Wednesday for those who follow it: what is off, what is made up, and what is as usual."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import communities
from clock import said
from linli import views
from linli.feeds import jsonld
from linli.model import Community
from linli.render import Renderer
from linli.revisions import Change
from linli.revisions.announced import announced
from linli.timetable import expand
from linli.views import notice, pages

RENDERER = Renderer(Path(__file__).resolve().parents[1])
DAY = date(2026, 10, 10)
GROUPS = [{"id": f"shufa-{key}", "course": "shufa", "name": name} for key, name in (("a", "一班"), ("d", "四班"))]
TERM = {"valid_from": "2026-09-01", "valid_to": "2027-01-31", "on_makeup": "跟随"}
SATURDAY = {"course": "shufa", "group": "shufa-a", "weekday": "周六", "opens_at": "09:00", "closes_at": "10:00", **TERM}
WEDNESDAY = SATURDAY | {"group": "shufa-d", "weekday": "周三", "opens_at": "16:30", "closes_at": "17:30"}
CHOIR = SATURDAY | {"course": "hechang", "group": None, "opens_at": "14:00", "closes_at": "15:00", "on_makeup": None}


def town(*rows: dict[str, Any], **tables: Any) -> Community:
    return communities.make(
        courses=[{"id": "shufa", "title": "书法班"}, {"id": "hechang", "title": "合唱"}],
        groups=GROUPS,
        schedules=rows,
        holidays=communities.notice(2026),
        **tables,
    )


def told(*rows: dict[str, Any]) -> list[Change]:
    found = town(*rows)
    return [one for one in announced(found, expand(found, DAY), DAY) if one.steps[0].start.date() == DAY]


@pytest.mark.parametrize(
    ("rows", "note", "spoken"),
    [
        ([SATURDAY, WEDNESDAY], "补上 书法班 四班 16:30", "另外补：书法班（四班）下午4:30。"),
        ([SATURDAY, WEDNESDAY, CHOIR], "补上 书法班 四班 16:30", "另外补：书法班（四班）下午4:30。"),
        (
            [WEDNESDAY, CHOIR],
            "周六的课照常，另补 书法班 四班 16:30",
            "星期六的课照常，另外补：书法班（四班）下午4:30。",
        ),
    ],
    ids=["none as usual", "some as usual", "all as usual"],
)
def test_the_day_is_as_usual_only_where_all_of_it_is(rows: list[dict[str, Any]], note: str, spoken: str) -> None:
    contexts = views.slots(communities.edition(town(*rows), DAY))
    seen = {name: said(RENDERER.slot(name, contexts[name], ""), "2026-10-10T08:00", DAY) for name in ("today", "da")}
    assert f"调休上班；{note}" in seen["today"].split("\n")
    assert f"调休上班。{spoken}" in seen["da"].split("\n")
    off = SATURDAY in rows
    assert ("停课" in seen["today"], "今天 不上\n调休上班。" in seen["da"]) == (off, off)
    assert "放假" not in seen["today"].replace("放假安排", "")


def test_the_class_that_is_off_and_the_one_that_is_made_up_are_named() -> None:
    assert [notice.line(change, DAY) for change in told(SATURDAY, WEDNESDAY, CHOIR)] == [
        "停课｜书法班 · 一班：10月10日(周六) 9:00 停课（调休上班）",
        "补课｜补周三的课：10月10日(周六) 16:30 补周三的课：书法班（四班）",
    ]
    assert [notice.line(change, DAY) for change in told(WEDNESDAY)] == [
        "补课｜补周三的课：10月10日(周六) 16:30 补周三的课：书法班"
    ]
    for rows, words in (
        ([SATURDAY, WEDNESDAY], "10月10日(周六)补周三的书法班 四班 16:30"),
        ([WEDNESDAY, CHOIR], "10月10日(周六)16:30补周三的书法班"),
    ):
        slots = views.slots(communities.edition(town(*rows), DAY))
        assert words in said(RENDERER.slot("changes", slots["changes"], ""), "2026-10-10T08:00", DAY)


def test_of_a_holiday_the_classes_that_meet_all_the_same_are_not_meant() -> None:
    held = WEDNESDAY | {"on_holiday": "照常"}
    found = town(SATURDAY, held)
    (change,) = [one for one in announced(found, expand(found, DAY), DAY) if one.title == "国庆节"]
    assert notice.line(change, DAY) == "放假｜国庆节：10月1日—7日 不上课：书法班（一班）"
    found = town(SATURDAY, WEDNESDAY)
    (change,) = [one for one in announced(found, expand(found, DAY), DAY) if one.title == "国庆节"]
    assert notice.line(change, DAY) == "放假｜国庆节：10月1日—7日全部停课"


def test_the_class_says_it_to_its_own_and_to_search_engines() -> None:
    found = town(SATURDAY, WEDNESDAY)
    edition = communities.edition(found, DAY)
    made = {page.path: page for page in pages(edition) if page.path in ("q/shufa-a/", "courses/shufa/")}
    html = RENDERER.body(made["q/shufa-a/"], "../../")
    assert said(html, "2026-10-10T08:00", DAY, id="answer").split("\n")[0] == "今天9:00停课调休上班"
    graph = jsonld.of(made["courses/shufa/"], edition)
    (event,) = [
        one for each in graph for one in each.get("@graph", [each]) if one.get("startDate") == "2026-10-10T09:00+08:00"
    ]
    assert (event["description"], event["eventStatus"]) == ("调休上班", "https://schema.org/EventCancelled")
