"""The list of courses: which classes one can choose, in which order they stand, and what holds of all together."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

import communities
from linli.model import SHANGHAI
from linli.timetable import expand
from linli.timetable.anyclass import any_of
from linli.timetable.form_phases import Joining
from linli.timetable.joining import Joinings
from linli.timetable.phases import at
from linli.views import catalogue, opened

TERMS = [
    {"id": "qiu", "name": "秋季班", "valid_from": "2026-09-01", "valid_to": "2027-01-20"},
    {"id": "chun", "name": "春季班", "valid_from": "2027-02-22", "valid_to": "2027-07-02"},
]
FORMS = [
    {"id": "f-qiu", "title": "秋季报名", "kind": "报名", "url": "https://jsj.top/f/a"}
    | {"opens_at": "2026-08-20T09:00", "closes_at": "2026-09-10T18:00"},
    {"id": "f-chun", "title": "春季报名", "kind": "报名", "url": "https://jsj.top/f/b"}
    | {"opens_at": "2026-12-01T09:00", "closes_at": "2026-12-20T18:00"},
]


def group(course: str, key: str, term: str, **more: Any) -> dict[str, Any]:
    return {"id": f"{course}-{key}-{term}", "course": course, "name": key, "term": term, "form": f"f-{term}"} | more


def meets(group: str, weekday: str, opens: str, **more: Any) -> dict[str, Any]:
    course, _, term = group.partition("-")
    ids = {"course": course, "group": group, "term": term.partition("-")[2]} if term else {"group": group}
    return {**ids, "weekday": weekday, "opens_at": opens, "closes_at": "20:30", "venue": "shi"} | more


def listing(today: date, **tables: Any) -> dict[str, Any]:
    community = communities.make(
        **{"terms": TERMS, "forms": FORMS, "venues": [{"id": "shi", "name": "书法室"}], **tables}
    )
    return catalogue.listing(communities.edition(community, today, expand(community, today)))


SHUFA = {
    "courses": [{"id": "shufa", "title": "书法班", "category": "青少年宫", "min_age": 6, "max_age": 16, "fee": "免费"}],
    "groups": [
        group("shufa", "yi", "qiu", name="一班", min_age=6, max_age=8),
        group("shufa", "er", "qiu", name="二班", min_age=9, max_age=11),
        group("shufa", "yi", "chun", name="一班", min_age=6, max_age=8),
    ],
    "schedules": [
        meets("shufa-yi-qiu", "周六", "09:00"),
        meets("shufa-er-qiu", "周日", "14:00"),
        meets("shufa-yi-chun", "周六", "09:00"),
    ],
}


@pytest.mark.parametrize(
    ("today", "chosen"),
    [
        (date(2026, 8, 19), ["shufa-yi-qiu", "shufa-er-qiu"]),
        (date(2026, 9, 10), ["shufa-yi-qiu", "shufa-er-qiu"]),
        (date(2026, 9, 11), ["shufa-yi-chun", "shufa-er-qiu"]),
        (date(2026, 12, 20), ["shufa-yi-chun", "shufa-er-qiu"]),
        (date(2026, 12, 21), ["shufa-yi-qiu", "shufa-er-qiu"]),
        (date(2027, 1, 24), ["shufa-yi-chun"]),
    ],
)
def test_of_one_class_in_two_terms_the_one_that_can_be_joined_stands_there(today: date, chosen: list[str]) -> None:
    (card,) = listing(today, **SHUFA)["cards"]
    assert [entry.href.partition("=")[2] for entry in card.classes] == chosen


def test_a_card_tells_the_facts_of_all_classes_and_each_class_its_own() -> None:
    (card,) = listing(date(2026, 11, 25), **SHUFA)["cards"]
    assert card.facts == "6—16岁 · 周六、日 · 书法室 · 2个班"
    assert (card.link.href, card.kind, card.fee, card.free) == ("courses/shufa/", "青少年宫", "", True)
    first, second = card.classes
    assert (first.name, first.whom, first.when, first.low, first.high) == ("一班", "6—8岁", "周六9:00", "72", "107")
    assert (first.days, first.times, first.place) == ("6", "morning", "书法室")
    assert (second.days, second.times, second.low, second.high) == ("7", "afternoon", "108", "143")


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 8, 19), "8月20日起报名"),
        (date(2026, 9, 11), "12月1日起报名"),
        (date(2026, 12, 21), "报名已截止"),
    ],
)
def test_the_state_of_a_course_is_the_best_of_its_classes(today: date, words: str) -> None:
    (card,) = listing(today, **SHUFA)["cards"]
    assert card.chip.plain == words


def test_what_can_be_joined_comes_first_and_what_is_over_is_only_named() -> None:
    courses = [
        {"id": "guan", "title": "截止的课", "category": "课"},
        {"id": "hou", "title": "没开始的课", "category": "课"},
        {"id": "lai", "title": "直接来的课", "category": "课", "signup": "无需报名", "fee": "每次5元"},
        {
            "id": "gui",
            "title": "收费说得长的课",
            "category": "课",
            "signup": "电话报名",
            "fee": "材料费每次30元，工具自带",
        },
        {"id": "wan", "title": "上完的课", "category": "课"},
        {"id": "jie", "title": "结束的课", "category": "课", "status": "结束"},
    ]
    row = {"weekday": "周六", "opens_at": "09:00", "closes_at": "10:00", "valid_from": "2026-09-01"}
    found = listing(
        date(2026, 11, 25),
        courses=courses,
        groups=[group("guan", "a", "qiu"), group("hou", "a", "chun")],
        schedules=[
            meets("guan-a-qiu", "周六", "09:00"),
            meets("hou-a-chun", "周六", "18:00"),
            {"course": "lai", **row},
            {"course": "gui", **row},
            {"course": "wan", **row, "valid_to": "2026-11-24"},
            {"course": "jie", **row},
        ],
    )
    assert [(card.link.text, card.fee) for card in found["cards"]] == [
        ("直接来的课", "每次5元"),
        ("没开始的课", ""),
        ("收费说得长的课", "收费"),
        ("截止的课", ""),
    ]
    assert [link.text for link in found["over"]] == ["上完的课", "结束的课"]
    assert [card.classes[0].times for card in found["cards"]] == ["morning", "evening", "morning", "morning"]
    assert found["kinds"] == ["课"]


def test_what_lasts_all_day_is_there_at_any_hour_and_names_no_age() -> None:
    rows = [{"course": "zhan", "dates": "2026-11-28", "venue": "shi"}]
    found = listing(date(2026, 11, 25), courses=[{"id": "zhan", "title": "展览", "category": "课"}], schedules=rows)
    (entry,) = found["cards"][0].classes
    assert (entry.times, entry.days, entry.low, entry.high) == ("morning afternoon evening", "6", "", "")


def joinings(groups: list[dict[str, Any]], forms: list[dict[str, Any]]) -> list[Joining]:
    rows = [meets(row["id"], "周六", "09:00", valid_from="2026-09-01", course="shufa") for row in groups]
    community = communities.make(
        courses=[{"id": "shufa", "title": "书法班", "category": "课"}],
        groups=[{"course": "shufa", **row} for row in groups],
        forms=[{"kind": "报名", "url": "https://jsj.top/f/a", **form} for form in forms],
        schedules=rows,
    )
    timetable = expand(community, date(2026, 11, 25))
    return [Joinings(community, timetable).of(g) for g in timetable.groups]


def holds(joining: Joining, moment: str) -> str:
    return at(joining.phases, datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)).brief


def test_of_several_classes_the_best_state_holds_at_each_moment() -> None:
    found = any_of(
        joinings(
            [{"id": "a", "name": "一班", "form": "x"}, {"id": "b", "name": "二班", "form": "y"}],
            [
                {"id": "x", "title": "x", "opens_at": "2026-12-01T09:00", "closes_at": "2026-12-10T18:00"},
                {"id": "y", "title": "y", "opens_at": "2026-12-05T09:00", "closes_at": "2026-12-08T18:00"},
            ],
        )
    )
    assert [
        holds(found, moment)
        for moment in (
            "2026-11-25T08:00",
            "2026-12-01T08:59",
            "2026-12-01T09:00",
            "2026-12-10T17:59",
            "2026-12-10T18:00",
        )
    ] == ["12月1日起报名", "12月1日起报名", "报名中", "报名中", "报名已截止"]
    assert found.word == "各班不同"
    assert found.phases[0].start is None
    assert found.phases[-1].end is None
    assert all(a.end == b.start for a, b in zip(found.phases, found.phases[1:], strict=False))


@pytest.mark.parametrize(
    ("classes", "words"),
    [
        ([{"seats_left": 3}, {"seats_left": 8}], "报名中"),
        ([{"seats_left": 0}, {"seats_left": 8}], "报名中 余8"),
        ([{"seats_left": 0}, {"seats_left": 0}], "已满"),
        ([{"seats_left": 0}, {"status": "暂停"}], "已满"),
        ([{"status": "结束"}, {"status": "暂停"}], "暂停开课"),
        ([{"seats_left": 0}, {"signup": "电话报名"}], "电话报名"),
        ([{"signup": "电话报名"}, {"signup": "现场报名"}], "现场报名"),
        ([{"seats_left": 5}, {"signup": "现场报名"}], "报名中 余5"),
    ],
)
def test_the_number_of_one_class_is_not_said_of_all(classes: list[dict[str, Any]], words: str) -> None:
    groups = [
        {"id": f"g{n}", "name": f"{n}班", "as_of": "2026-11-25", "form": "x", **row} for n, row in enumerate(classes)
    ]
    groups = [{k: v for k, v in g.items() if not (k == "form" and "signup" in g)} for g in groups]
    assert holds(any_of(joinings(groups, [{"id": "x", "title": "x"}])), "2026-11-25T10:00") == words


def test_classes_alike_are_told_with_their_own_words() -> None:
    alike = joinings([{"id": "a", "name": "一班", "form": "x"}, {"id": "b", "name": "二班", "form": "x"}], [FORM])
    assert any_of(alike).word == alike[0].word


FORM = {"id": "x", "title": "x", "opens_at": "2026-12-01T09:00", "seats": 30, "seats_left": 12, "as_of": "2026-11-25"}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"weekday": "周六", "opens_at": "09:00"}, "周六9:00"),
        ({"weekday": "周六", "month_week": "1", "opens_at": "09:00"}, "每月第1个周六9:00"),
        ({"weekday": "每天", "opens_at": "09:00"}, "每天9:00"),
        ({"month_day": "5", "opens_at": "09:00"}, "每月5日9:00"),
    ],
)
def test_every_week_is_not_said_and_every_month_is(row: dict[str, Any], words: str) -> None:
    rows = [{"course": "zhan", "valid_from": "2026-09-01", **row}]
    found = listing(date(2026, 11, 25), courses=[{"id": "zhan", "title": "展览", "category": "课"}], schedules=rows)
    (card,) = found["cards"]
    assert (card.facts, card.classes[0].when) == (words, words)


def test_classes_of_a_few_days_say_which_and_what_moved_says_where_to() -> None:
    groups = [{"id": f"zhan-{n}", "course": "zhan", "name": n} for n in ("一期", "二期")]
    week = {"course": "zhan", "weekday": "周一至周五", "opens_at": "08:00"}
    rows = [
        {**week, "group": "zhan-一期", "valid_from": "2027-01-18", "valid_to": "2027-01-22"},
        {**week, "group": "zhan-二期", "valid_from": "2027-01-25", "valid_to": "2027-01-29"},
        {"course": "ting", "dates": "2026-12-05", "opens_at": "14:00"},
    ]
    courses = [{"id": "zhan", "title": "寒托", "category": "课"}, {"id": "ting", "title": "讲座", "category": "课"}]
    moved = [{"course": "ting", "date": "2026-12-05", "kind": "改期", "new_date": "2026-12-12"}]
    tables = {"courses": courses, "groups": groups, "schedules": rows, "changes": moved}
    begun = listing(date(2027, 1, 18), **tables)["cards"][0].classes
    assert [each.when for each in begun] == ["周一至周五8:00", "周一至周五8:00，1月25日—29日"]
    found = listing(date(2026, 12, 6), **tables)
    assert [[each.when for each in card.classes] for card in found["cards"]] == [
        ["周一至周五8:00，2027年1月18日—22日", "周一至周五8:00，2027年1月25日—29日"],
        ["12月12日14:00"],
    ]


@pytest.mark.parametrize(("course", "named"), [({}, ["书法班"]), ({"status": "结束"}, [])])
def test_the_home_page_names_what_can_be_joined_and_nothing_that_is_over(
    course: dict[str, str], named: list[str]
) -> None:
    courses = [{**SHUFA["courses"][0], **course}]
    community = communities.make(terms=TERMS, forms=FORMS[:1], **{**SHUFA, "courses": courses})
    found = opened.opened(communities.edition(community, date(2026, 8, 25)))["items"]
    assert [item.link.text for item in found] == named


def test_a_course_without_a_class_is_not_named_on_the_home_page() -> None:
    community = communities.make(courses=SHUFA["courses"])
    assert opened.opened(communities.edition(community, date(2026, 8, 25)))["items"] == []
