"""What a row says of signing up: its own class's state, nobody's shared seats, each term's."""

from __future__ import annotations

from typing import Any

import pytest

import communities
from clock import said
from communities import edition
from linli import views
from test_lists import COURSE, RENDERER, ROW, made, slots

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
