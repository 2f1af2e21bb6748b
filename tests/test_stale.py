"""What grows old: the day on which each reminder begins, and the day before it; consent that has ended."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from communities import make, package
from linli.checks import Context, consent, empty_terms, stale_facts, stale_forms
from linli.problems import Problem
from linli.timetable import expand
from tests_support import TODAY

FORM = {"id": "f", "title": "报名", "kind": "报名", "url": "https://wj.qq.com/s/1/"}
COURSE = {"id": "shufa", "title": "书法班", "category": "青少年宫", "form": "f"}


def codes(rule: Any, today: date = TODAY, **tables: list[dict[str, object]]) -> list[str]:
    return [problem.code for problem in problems(rule, today, **tables)]


def problems(rule: Any, today: date = TODAY, **tables: list[dict[str, object]]) -> list[Problem]:
    community = make(**tables)
    timetable = expand(community, today)
    found = list(
        rule.check(Context(community=community, timetable=timetable, package=package(), root=Path(), today=today))
    )
    assert all(problem.level == "warning" for problem in found)
    return found


@pytest.mark.parametrize("table", ["services", "courses"])
@pytest.mark.parametrize(("days", "told"), [(0, False), (180, False), (181, True), (900, True)])
def test_half_a_year_after_it_was_asked(table: str, days: int, told: bool) -> None:
    asked = str(TODAY - timedelta(days=days))
    named = {"name": "书屋"} if table == "services" else {"title": "书法班", "category": "青少年宫"}
    row = {"id": "a", "verified_on": asked, **named}
    assert codes(stale_facts, **{table: [row]}) == ["not-verified-lately"] * told
    assert codes(stale_facts, **{table: [row | {"status": "暂停"}]}) == []
    assert codes(stale_facts, **{table: [row | {"verified_on": None}]}) == []


def test_the_same_service_is_told_of_later() -> None:
    row = {"id": "a", "name": "书屋", "verified_on": "2026-11-20"}
    assert codes(stale_facts, date(2027, 5, 19), services=[row]) == []
    [problem] = problems(stale_facts, date(2027, 5, 20), services=[row])
    assert "181 天" in problem.message
    assert "verified_on: 2027-05-20" in problem.hint


@pytest.mark.parametrize(
    ("closes", "first", "changed", "told"),
    [
        ("2026-11-23", "2026-12-07", {}, False),
        ("2026-11-23", "2026-12-08", {}, True),
        ("2026-11-24", "2026-12-20", {}, False),
        ("2026-11-01", "2026-11-24", {}, False),
        ("2026-11-01", "2026-11-25", {}, True),
        ("2026-11-01", "2026-11-25", {"seats_left": "0"}, False),
        ("2026-11-01", "2026-11-25", {"allocation": "抽签"}, False),
        ("2026-11-01", "2026-11-25", {"allocation": "先到先得"}, True),
        ("2026-11-01", "2026-11-25", {"seats_left": "3", "as_of": "2026-11-01"}, False),
        ("2026-11-01", "2026-11-25", {"seats_left": "3", "as_of": "2026-10-31"}, True),
    ],
)
def test_a_form_that_closed_long_before(closes: str, first: str, changed: dict[str, str], told: bool) -> None:
    tables: dict[str, list[dict[str, object]]] = {
        "courses": [COURSE],
        "schedules": [{"course": "shufa", "dates": first, "opens_at": "19:00"}],
        "forms": [{**FORM, "closes_at": f"{closes} 18:00", **changed}],
    }
    assert codes(stale_forms, **tables) == ["closed-long-before"] * told


def test_a_class_that_has_begun_is_let_be() -> None:
    rows: list[dict[str, object]] = [{"course": "shufa", "dates": "2026-11-20, 2026-12-25", "opens_at": "19:00"}]
    form = {**FORM, "closes_at": "2026-11-01 18:00"}
    assert codes(stale_forms, courses=[COURSE], schedules=rows, forms=[form]) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"as_of": "2026-11-10"}, False),
        ({"as_of": "2026-11-09"}, True),
        ({"as_of": "2026-11-09", "seats_left": "0"}, False),
        ({"as_of": "2026-11-09", "closes_at": "2026-11-23 18:00"}, False),
        ({"as_of": "2026-11-09", "closes_at": "2026-11-24 18:00"}, True),
        ({"as_of": "2026-11-09", "opens_at": "2026-11-25 09:00"}, False),
        ({"as_of": "2026-11-09", "seats_left": None, "interested": "0", "kind": "意愿"}, True),
        ({"as_of": "2026-11-09", "seats_left": None}, False),
    ],
)
def test_a_count_is_counted_again(changed: dict[str, object], told: bool) -> None:
    assert codes(stale_forms, forms=[{**FORM, "seats_left": "6", **changed}]) == ["count-not-renewed"] * told


@pytest.mark.parametrize(
    ("counted", "status", "told"), [("2026-11-10", "正常", 0), ("2026-11-09", "正常", 1), ("2026-11-09", "结束", 0)]
)
def test_so_is_that_of_a_class(counted: str, status: str, told: int) -> None:
    group = {"id": "a", "course": "shufa", "name": "一班", "seats_left": "6", "as_of": counted, "status": status}
    assert codes(stale_forms, courses=[COURSE], groups=[group], forms=[FORM]) == ["count-not-renewed"] * told


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2026-12-24", "2027-01-20", True),
        ("2026-12-25", "2027-01-20", False),
        ("2026-09-01", "2026-11-24", True),
        ("2026-09-01", "2026-11-23", False),
    ],
)
def test_a_term_that_begins_within_a_month_has_classes(first: str, last: str, told: bool) -> None:
    term = {"id": "t", "name": "冬令营", "valid_from": first, "valid_to": last}
    assert codes(empty_terms, terms=[term]) == ["empty-term"] * told
    row: dict[str, object] = {"course": "shufa", "term": "t", "weekday": "周三", "opens_at": "19:00"}
    assert codes(empty_terms, terms=[term], courses=[COURSE], schedules=[row]) == []


def photo(**fields: object) -> list[tuple[str, str]]:
    story = {
        "id": "a",
        "title": "绘本",
        "date": "2026-05-31",
        "image": "a.jpg",
        "image_alt": "院子",
        "consent": "没有人",
    }
    community = make(stories=[story | fields])
    timetable = expand(community, TODAY)
    context = Context(community=community, timetable=timetable, package=package(), root=Path(), today=TODAY)
    return [(problem.code, problem.level) for problem in consent.check(context)]


@pytest.mark.parametrize(
    ("alt", "agreed", "code"),
    [
        ("两个孩子在看书", "本人口头同意", "child-not-in-writing"),
        ("小朋友们围成一圈", "群里问过", "child-not-in-writing"),
        ("三个学生写字", "同意", "child-not-in-writing"),
        ("妈妈抱着宝宝", "家长同意", "child-not-in-writing"),
        ("两个孩子在看书", "还没有签同意书", "child-not-in-writing"),
        ("两个孩子在看书", "书面同意待补", "child-not-in-writing"),
        ("两个孩子在看书", "没有人反对", "child-not-in-writing"),
        ("小朋友坐在地垫上", "没有人", "nobody-but-a-child"),
    ],
)
def test_children_are_shown_in_writing_only(alt: str, agreed: str, code: str) -> None:
    level = "error" if code == "child-not-in-writing" else "warning"
    assert photo(image_alt=alt, consent=agreed) == [(code, level)]
    assert photo(image_alt=alt, consent="监护人书面同意，存档案柜A-03") == []
    assert photo(image_alt=alt, consent="认不出人") == []
    assert photo(image="huiben.svg", image_alt=alt, consent=agreed) == []


@pytest.mark.parametrize(
    "alt",
    "青少年宫的书法室 墙上挂着孩子们的画 幼儿园门口 一排儿童椅 妇女儿童之家 儿童节的气球 孩子用的剪刀 桌上三本儿童绘本".split(),
)
def test_no_child_is_seen_where_none_is(alt: str) -> None:
    assert photo(image_alt=alt, consent="没有人") == []
    assert photo(image_alt=alt, consent="老师口头同意") == []


@pytest.mark.parametrize(("until", "told"), [("2026-11-24", False), ("2026-11-23", True), (None, False)])
def test_consent_ends_after_its_last_day(until: str | None, told: bool) -> None:
    assert photo(consent_until=until) == [("consent-expired", "warning")] * told
    assert photo(consent=f"书面同意，有效期至{until}") == [("consent-expired", "warning")] * told
    assert photo(consent="书面同意，到2026年13月1日") == []


def test_a_page_says_that_a_child_may_be_seen(tmp_path: Path) -> None:
    page = tmp_path / "content/about.md"
    page.parent.mkdir()
    for text, told in (
        ("\n![小朋友们围成一圈](/images/a.jpg)\n", ["content/about.md:2:1"]),
        ("![孩子们的画](/images/a.jpg)\n", []),
        ("![小朋友们围成一圈](/illustrations/a.svg)\n", []),
        ("`![小朋友们围成一圈](a.jpg)`\n", []),
        ("<!-- consent: 监护人书面同意 -->\n![小朋友们围成一圈](/images/a.jpg)\n", []),
    ):
        page.write_text(text, "utf-8")
        community = make()
        context = Context(
            community=community, timetable=expand(community, TODAY), package=package(), root=tmp_path, today=TODAY
        )
        assert [str(problem.mark) for problem in consent.check(context)] == told
