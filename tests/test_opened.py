"""还能报名 on the home page, at moments: up to three that are open then, whatever closes before the next build."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clock import said
from communities import edition, make
from linli.render import Renderer
from linli.timetable import expand
from linli.views import opened

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2026, 10, 1)
NOBODY = "没有还能报名的项目。"
ELSEWHERE = "现在没有网上报名的；打电话报的、直接来的，看全部课程。"
SPENT = "列在这里的都截止了，别的看全部课程。"


def form(key: str, **more: Any) -> dict[str, Any]:
    return {"id": key, "title": f"{key}表", "kind": "报名", "url": "https://jsj.top/f/a"} | more


def lines(courses: dict[str, Any], forms: list[dict[str, Any]], now: str | None, **tables: Any) -> list[str]:
    """The list as said at a moment on a page of 1 October; each course by its name, with a form or a way to join."""
    ways = {forms_["id"] for forms_ in forms}
    rows = [
        {"id": f"k{n}", "title": name, "category": "课", ("form" if way in ways else "signup"): way}
        for n, (name, way) in enumerate(courses.items())
    ]
    community = make(courses=rows, forms=forms, **tables)
    found = opened.opened(edition(community, DAY, expand(community, DAY)))
    html = Renderer(ROOT).slot("open", found, "")
    return [line.removesuffix(" 按年龄和星期找课程 →") for line in said(html, now, DAY).splitlines()][1:]


SEVEN = {**dict.fromkeys("甲乙丙", "soon"), **dict.fromkeys("丁戊己庚", "later")}
BOTH = [form("soon", closes_at="2026-10-01 09:00"), form("later", closes_at="2026-10-20 18:00")]


@pytest.mark.parametrize(
    ("now", "names", "more"),
    [
        ("2026-10-01T08:59", "甲乙丙", "还有4项，"),
        ("2026-10-01T09:00", "丁戊己", "还有1项，"),
        ("2026-10-03T11:30", "丁戊己", "还有1项，"),
        ("2026-09-30T23:00", "甲乙丙", "还有4项，"),  # the clock is wrong
        (None, "甲乙丙", "还有4项，"),
    ],
)
def test_what_closes_makes_room_for_what_is_open(now: str | None, names: str, more: str) -> None:
    *rows, last = lines(SEVEN, BOTH, now)
    assert "".join(row[0] for row in rows) == names
    assert last.startswith(more)


@pytest.mark.parametrize(
    ("now", "wanted"),
    [("2026-10-02T08:59", "甲 报名中"), ("2026-10-02T09:00", NOBODY), ("2026-10-06T09:00", NOBODY)],
)
def test_when_the_last_one_closes_that_is_said(now: str, wanted: str) -> None:
    first, *_ = lines({"甲": "f"}, [form("f", closes_at="2026-10-02 09:00")], now)
    assert first == wanted


@pytest.mark.parametrize(("now", "wanted"), [("2026-10-10T08:59", "甲 报名中"), ("2026-10-10T09:00", SPENT)])
def test_an_old_page_does_not_know_what_else_is_open(now: str, wanted: str) -> None:
    found = lines({"甲": "f"}, [form("f", closes_at="2026-10-10 09:00")], now)
    assert found[0] == wanted
    assert len(found) == 2, "the line and the link below it"


@pytest.mark.parametrize("way", ["电话报名", "现场报名", "无需报名"])
def test_who_telephones_or_comes_is_not_told_that_nothing_is_open(way: str) -> None:
    assert lines({"甲": way}, [], "2026-10-01T12:00")[0] == ELSEWHERE
    assert lines({"甲": way}, [form("f")], "2026-10-01T12:00")[0].startswith("f表"), "a form by itself"


def test_nothing_at_all() -> None:
    assert lines({}, [], "2026-10-01T12:00")[0] == NOBODY
    assert lines({}, [], None)[0] == NOBODY


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        ("2026-10-01T08:59", "书法班 报名中 周三19:00"),
        ("2026-10-01T09:00", "书法班 报名未开始，12月31日开放 周六19:00"),
    ],
)
def test_a_row_notes_the_classes_that_its_state_is_about(now: str, wanted: str) -> None:
    forms = [form("wed", closes_at="2026-10-01 09:00"), form("sat", opens_at="2026-12-31")]
    groups = [{"id": f"g-{key}", "course": "k0", "name": f"{key}班", "form": key} for key in ("wed", "sat")]
    schedules = [
        {"course": "k0", "group": f"g-{key}", "weekday": day, "opens_at": "19:00", "valid_from": "2026-09-01"}
        for key, day in (("wed", "周三"), ("sat", "周六"))
    ]
    found = lines({"书法班": "电话报名"}, forms, now, groups=groups, schedules=schedules)
    assert found[0] == wanted
