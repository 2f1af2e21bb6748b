"""How to sign up, on a page at a moment: what cannot be done any more is not explained, and seats are whose they are."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clock import said
from communities import edition, make
from linli.paper import course as paper
from linli.render import Renderer
from linli.timetable import expand
from linli.timetable.phases import at, midnight
from linli.views import courses, landings
from tests_support import TODAY

ROOT = Path(__file__).resolve().parents[1]
FORM = {"id": "f", "title": "报名", "kind": "报名", "url": "https://www.wjx.cn/vm/a.aspx", "allocation": "抽签"}
ABOUT = "到办公室登记"
CODE = "微信里长按二维码也可以"


def pages(
    form: dict[str, Any] | None = None,
    *groups: dict[str, Any],
    today: date = TODAY,
    **course: Any,
) -> dict[str, str]:
    """A course on Wednesdays 19:00–20:30 until 30 December, its own page and those of its printed codes, by address."""
    community = make(
        courses=[
            {"id": "ke", "title": "课", "category": "课", **({"form": "f"} if form is not None else {}), **course}
        ],
        forms=[FORM | form] if form is not None else [],
        groups=[{"course": "ke"} | group for group in groups],
        schedules=[
            {"course": "ke", "group": group, "weekday": "周三", "opens_at": "19:00", "closes_at": "20:30"}
            | {"valid_from": "2026-09-02", "valid_to": "2026-12-30"}
            for group in ([group["id"] for group in groups] or [None])
        ],
    )
    found = edition(community, today, expand(community, TODAY))
    renderer = Renderer(ROOT)
    made = [draft.make() for view in (courses, landings) for draft in view.pages(found)]
    return {page.path: renderer.body(page, "../../") for page in made}


def block(html: str, now: str | None, today: date = TODAY) -> str:
    return said(html, now, today, class_="signup").replace("\n", " ")


CLOSES = {"closes_at": "2026-12-20 18:00", "how_to_apply": ABOUT}
FULL = {"seats_left": 0, "as_of": "2026-11-20", "how_to_apply": ABOUT}


@pytest.mark.parametrize(
    ("form", "now", "state", "open_"),
    [
        (CLOSES, "2026-12-20T17:59", "报名中", True),
        (CLOSES, "2026-12-20T18:00", "报名已截止", False),
        (CLOSES, "2026-11-23T12:00", "截止", True),  # the clock is wrong: as written
        (FULL, "2026-11-24T12:00", "名额已满（截至11月20日）", False),
        (FULL, None, "名额已满（截至11月20日）", False),
        (FULL | {"waitlist": True}, "2026-11-24T12:00", "可候补", True),
        (FULL | {"opens_at": "2026-12-01 09:00"}, "2026-12-01T08:59", "报名未开始", True),
        (FULL | {"opens_at": "2026-12-01 09:00"}, "2026-12-01T09:00", "名额已满", False),
        ({"how_to_apply": ABOUT}, "2026-12-30T20:29", "报名中", True),
        ({"how_to_apply": ABOUT}, "2026-12-30T20:30", "已经结束", False),
        ({"how_to_apply": ABOUT, "url": None}, "2026-12-30T20:30", "已经结束", False),
    ],
)
def test_how_one_applies_goes_with_the_possibility(
    form: dict[str, Any], now: str | None, state: str, open_: bool
) -> None:
    text = block(pages(form)["courses/ke/"], now)
    assert state in text
    assert (f"{ABOUT}；名额抽签" in text) is open_
    assert (CODE in text) is (open_ and form.get("url", "") is not None)


@pytest.mark.parametrize("path", ["courses/ke/", "q/ke/"])
@pytest.mark.parametrize(("now", "come"), [("2026-12-30T20:29", True), ("2026-12-30T20:30", False)])
def test_nobody_is_told_to_come_to_what_is_over(path: str, now: str, come: bool) -> None:
    text = block(pages(signup="无需报名")[path], now)
    assert ("到时直接来。" in text) is come
    assert ("已经结束" in text) is not come


def test_a_page_made_when_all_is_over_or_full_explains_nothing() -> None:
    over = pages(CLOSES, today=date(2026, 12, 21))["courses/ke/"]
    assert block(over, None, date(2026, 12, 21)).startswith("12月20日")
    full = pages(None, {"id": "g", "name": "一班", "seats_left": 0}, signup="电话报名", how_to_apply=ABOUT)[
        "courses/ke/"
    ]
    assert "名额已满" in block(full, None)
    for html in (over, full):
        assert ABOUT not in html
        assert CODE not in html


def counted(left: int) -> dict[str, Any]:
    return {"seats_left": left, "as_of": "2026-11-23"}


@pytest.mark.parametrize(
    ("groups", "wanted"),
    [
        ([{"id": "a"}], "共60个名额"),
        ([{"id": "a"}, {"id": "b"}], "两个班共60个名额"),
        ([{"id": "a", "capacity": 20, **counted(3)}, {"id": "b", "capacity": 40, **counted(9)}], "共20个名额"),
        ([{"id": "a", "capacity": 20, **counted(3)}, {"id": "b", "capacity": 40, **counted(3)}], ""),  # told together
        ([{"id": "a", "capacity": 20, "capacity_unit": "组家庭", "seats_left": 3}, {"id": "b"}], "共20组家庭"),
        ([{"id": "a", "seats_left": 3}, {"id": "b"}], ""),
        ([{"id": "a", "capacity": 20}, {"id": "b", "seats_left": 3}], "共20个名额"),
        ([{"id": "a", "capacity": 20, "seats_left": 3}], "共20个名额"),
    ],
)
def test_seats_are_the_forms_where_all_share_them_else_the_class_s(groups: list[dict[str, Any]], wanted: str) -> None:
    named = [group | {"name": f"{group['id']}班"} for group in groups]
    text = block(pages({"seats": 60}, *named)["q/a/"], "2026-11-24T12:00")
    assert wanted in text
    assert ("60" in text) is ("60" in wanted)
    assert wanted or "共" not in text


@pytest.mark.parametrize(("url", "words"), [(FORM["url"], "名额以报名表为准"), (None, "名额请先问")])
def test_who_has_no_form_online_is_not_sent_to_it(url: str | None, words: str) -> None:
    html = pages({"url": url, "seats_left": 6, "as_of": "2026-11-01"})["courses/ke/"]
    assert f"报名中，{words}" in block(html, "2026-11-24T12:00")


def test_a_poster_does_not_say_how_to_join_what_is_full() -> None:
    community = make(
        courses=[{"id": "ke", "title": "课", "category": "课", "form": "f"}],
        forms=[FORM | FULL],
        schedules=[{"course": "ke", "weekday": "周三", "opens_at": "19:00", "valid_from": "2026-09-02"}],
    )
    found = edition(community)
    (way,) = [fact for fact in paper.facts(found, community.courses[0]) if fact["name"] == "报名"]
    (group,) = found.timetable.groups
    assert at(found.joinings.of(group).phases, midnight(TODAY)).idle
    assert way["lines"][0]["text"] == "名额已满（截至11月20日）"
