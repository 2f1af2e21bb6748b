"""What is sent and what chats show: true for good, of the right class, on the day before, of and after a change."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from communities import edition, make
from linli.structure import load
from linli.timetable import Timetable, expand
from linli.views import Page, pages
from linli.views.messages import Line
from tests_support import TODAY

RELATIVE = re.compile(r"今天|明天|后天|昨天|本周|这周|下周|现在|刚刚")
VENUES = [{"id": "shufa-shi", "name": "书法室", "room": "1楼102"}, {"id": "peixun", "name": "培训室"}]
COURSE = {"id": "shufa", "title": "书法班", "status": "正常", "fee": "免费", "phone": "0830-1", "audience": "孩子"}
SATURDAYS = {
    "course": "shufa",
    "weekday": "周六",
    "opens_at": "09:00",
    "closes_at": "10:30",
    "valid_from": "2026-11-07",
    "valid_to": "2026-12-26",
    "venue": "shufa-shi",
}
CANCELLED = {"course": "shufa", "date": "2026-11-28", "kind": "停课", "reason": "书法室换灯"}


def made(today: date = TODAY, **tables: list[dict[str, Any]]) -> dict[str, Page]:
    community = make(**{"venues": VENUES, "courses": [COURSE], "schedules": [SATURDAYS], **tables})
    return {page.path: page for page in pages(edition(community, today, expand(community, today)))}


def said(lines: list[Line], group: str = "-") -> list[str]:
    return [line.text for line in lines if not line.groups or group in line.groups]


@pytest.mark.parametrize(
    ("today", "change", "title"),
    [
        ("2026-11-24", {}, "书法班｜每周六9:00｜邻府社区"),
        ("2026-11-20", CANCELLED, "书法班｜每周六9:00｜邻府社区"),  # the 21st comes first
        ("2026-11-22", CANCELLED, "书法班｜11月28日停课｜每周六9:00｜邻府社区"),
        ("2026-11-28", CANCELLED, "书法班｜11月28日停课｜每周六9:00｜邻府社区"),
        ("2026-11-29", CANCELLED, "书法班｜每周六9:00｜邻府社区"),
        (
            "2026-11-24",
            {**CANCELLED, "kind": "改期", "new_date": "2026-11-29"},
            "书法班｜11月28日改期｜每周六9:00｜邻府社区",
        ),
        ("2026-11-24", {**CANCELLED, "kind": "换地点", "venue": "peixun"}, "书法班｜每周六9:00｜邻府社区"),
    ],
)
def test_titles_say_what_is_off_next_with_its_day(today: str, change: dict[str, Any], title: str) -> None:
    found = made(date.fromisoformat(today), changes=[change] if change else [])
    assert {found["courses/shufa/"].title, found["q/shufa/"].title} == {title}


@pytest.mark.parametrize(
    ("status", "title"), [("暂停", "书法班｜暂停开课｜每周六9:00｜邻府社区"), ("结束", "书法班｜已结束｜邻府社区")]
)
def test_titles_of_what_does_not_go_on(status: str, title: str) -> None:
    assert made(courses=[{**COURSE, "status": status}])["courses/shufa/"].title == title


def two(**more: Any) -> dict[str, Any]:
    groups = [
        {"id": "shufa-jia", "course": "shufa", "name": "甲班", "min_age": "6岁", "max_age": "8岁"},
        {"id": "shufa-yi", "course": "shufa", "name": "乙班", "min_age": "9岁"},
    ]
    schedules = [
        {**SATURDAYS, "group": "shufa-jia"},
        {**SATURDAYS, "group": "shufa-yi", "opens_at": "10:40", "closes_at": "12:10", "venue": "peixun"},
    ]
    return {"groups": groups, "schedules": schedules, **more}


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ([CANCELLED], "11月28日停课"),
        ([{**CANCELLED, "course": "", "group": "shufa-yi"}], "11月28日乙班停课"),
        ([], ""),
    ],
)
def test_the_title_of_several_classes_names_those_that_are_off(changes: list[dict[str, Any]], title: str) -> None:
    parts = made(date(2026, 11, 25), **two(changes=changes))["courses/shufa/"].title.split("｜")
    assert parts[1:-1] == [part for part in (title, "每周六") if part]


def test_a_message_of_one_class() -> None:
    message = made(changes=[CANCELLED])["courses/shufa/"].context["message"]
    assert said(message) == [
        "书法班，孩子",
        "时间：每周六9:00–10:30，2026年11月7日—12月26日",
        "下一次：",
        "地点：书法室 1楼102",
        "费用：免费",
        "怎么参加请先问",
        "已经结束",
        "电话：0830-1",
    ]
    assert [line.part for line in message] == ["", "usual", "next", "place", *["usual"] * 3, ""]


def test_each_class_has_its_own_time_and_place_and_no_other() -> None:
    message = made(**two())["courses/shufa/"].context["message"]
    first, second, whole = (said(message, key) for key in ("shufa-jia", "shufa-yi", "-"))
    assert first[0] == "书法班 · 甲班，6—8岁"
    assert "时间：每周六9:00–10:30，2026年11月7日—12月26日" in first
    assert "地点：书法室 1楼102" in first
    assert second[0] == "书法班 · 乙班，9岁以上"
    assert "时间：每周六10:40–12:10，2026年11月7日—12月26日" in second
    assert "地点：培训室" in second
    assert not {"10:40", "培训室"} & set(re.findall(r"10:40|培训室", "\n".join(first)))
    assert [text.partition("，11月")[0] for text in whole[:4]] == [
        "书法班，孩子",
        "时间：每周六，2个班",
        "甲班：周六9:00",
        "乙班：周六10:40",
    ]
    alone = made(**two())["q/shufa-yi/"].context["message"]
    assert [line.text for line in alone] == second, "its own page says the same"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "11月28日(周六)9:00–10:30"),
        (CANCELLED, "11月28日(周六)9:00–10:30停课，书法室换灯"),
        (
            {**CANCELLED, "kind": "换地点", "venue": "peixun"},
            "11月28日(周六)9:00–10:30，换地点，书法室换灯\n地点：培训室（原在书法室）",
        ),
        (
            {**CANCELLED, "kind": "改期", "new_date": "2026-11-29", "opens_at": "14:00", "closes_at": "15:30"},
            "11月28日(周六)9:00–10:30改期，改到11月29日(周日)14:00，书法室换灯",
        ),
    ],
)
def test_the_words_of_a_session(change: dict[str, Any], words: str) -> None:
    for day in (date(2026, 11, 27), date(2026, 11, 28)):
        rows = made(day, changes=[change] if change else [])["courses/shufa/"].context["next"]
        assert rows[0][2] == words
    assert made(date(2026, 11, 29))["courses/shufa/"].context["next"][0][2] == "12月5日(周六)9:00–10:30"


def test_a_page_of_all_classes_names_the_class_of_a_session() -> None:
    rows = made(**two())["q/shufa/"].context["rows"]
    assert [say.partition("\n")[0] for _, _, say in rows[:2]] == [
        "甲班，11月28日(周六)9:00–10:30",
        "乙班，11月28日(周六)10:40–12:10",
    ]


def test_signing_up_is_said_with_the_time_in_which_it_holds() -> None:
    form = {"id": "f", "title": "报名表", "kind": "报名", "url": "https://www.wjx.cn/vm/a.aspx"}
    form |= {"opens_at": "2026-12-01T09:00", "closes_at": "2026-12-20T18:00"}
    found = made(courses=[{**COURSE, "form": "f"}], forms=[form])["courses/shufa/"].context["message"]
    assert [(line.start, line.end and f"{line.end:%m-%d %H:%M}", line.text) for line in found if line.kind == "way"][
        :1
    ] == [(None, "12-01 09:00", "12月1日(周二)9:00开始报名，12月20日(周日)18:00截止")]
    assert [line.text for line in found if line.kind == "way"][1:] == [
        "报名中，12月20日(周日)18:00截止",
        "报名已截止",
    ]


@pytest.fixture(scope="module")
def reference(root: Path) -> tuple[Any, Timetable]:
    community = load(root).community
    return community, expand(community, TODAY)


def test_nothing_that_is_sent_is_relative(reference: tuple[Any, Timetable]) -> None:
    texts, titles = [], []
    for page in pages(edition(reference[0], timetable=reference[1])):
        titles += [page.title, page.description] if page.kind == "q" else [page.title]
        texts += [line.text for line in page.context.get("message", ())]
        texts += [row[2] for key in ("next", "later") for row in page.context.get(key, ()) if page.kind == "course"]
        texts += [row[2] for row in page.context.get("rows", ()) if page.kind == "q"]
    assert len(texts) > 1000
    assert [text for text in (*texts, *titles) if RELATIVE.search(text)] == []


def test_every_course_class_service_and_story_can_be_sent(reference: tuple[Any, Timetable]) -> None:
    for page in pages(edition(reference[0], timetable=reference[1])):
        if page.kind in ("course", "q", "service", "story"):
            heads = [line for line in page.context["message"] if line.kind == "head"]
            assert heads, page.path


@pytest.mark.parametrize("many", [8, 9])
def test_as_many_classes_as_can_be_read_are_listed(many: int) -> None:
    rows = [
        {
            "course": "shufa",
            "group": f"{n}班",
            "weekday": "周三",
            "opens_at": f"{8 + n:02}:00",
            "valid_from": "2026-09-02",
        }
        for n in range(many)
    ]
    lines = said(
        made(courses=[{"id": "shufa", "title": "书法班"}], schedules=rows)["courses/shufa/"].context["message"]
    )
    assert any("0班" in line for line in lines) == (many == 8), lines
