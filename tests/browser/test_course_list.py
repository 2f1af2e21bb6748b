"""The list of courses in a browser: from the home page to a class for a child of seven on Saturday in three taps."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect
from test_pages import PHONE, Open, axe, opened  # noqa: F401  a fixture

from linli.model import SHANGHAI
from linli.structure import load
from linli.timetable import expand
from linli.timetable.joining import Joinings
from linli.timetable.phases import at
from tests_support import TODAY

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime.combine(TODAY, time(17), SHANGHAI)
CARDS = "cards => cards.filter(card => card.getClientRects().length).map(card => card.querySelector('.t').innerText)"


def shown(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all(".card", CARDS)
    return found


def for_seven_on_saturday() -> set[str]:
    """Titles, worked out from the tables alone."""
    community = load(ROOT, today=TODAY).community
    timetable = expand(community, TODAY)
    joinings = Joinings(community, timetable)
    found = set()
    for group in timetable.groups:
        low, high = group.ages
        fits = (low is None or low.months <= 7 * 12 + 11) and (high is None or high.months + 11 >= 7 * 12)
        saturdays = any(o.day.isoweekday() == 6 and o.dtstart > NOW for o in timetable.of_group(group.id))
        joinable = at(joinings.of(group).phases, NOW).kind in ("open", "free", "wait", "ask")
        if fits and saturdays and joinable:
            found.add(str(group.course.title))
    return found


def test_three_taps_from_home_to_a_class_for_a_child_of_seven_on_saturday(opened: Open) -> None:  # noqa: F811
    page = opened("")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="课程").click()
    page.wait_for_selector("#ask button small")
    page.get_by_role("button", name="7岁").click()
    page.get_by_role("button", name="周六").click()
    wanted = for_seven_on_saturday()
    assert wanted
    expect(page.locator(".card:visible").first.locator(".t")).to_have_text("绘本故事会")  # 3—8岁, before 一家人
    first = page.locator(".card:visible", has_text="书法班")
    expect(first.locator(".kin li:visible a")).to_have_count(1)
    expect(first.locator(".kin li:visible a")).to_contain_text("周六")
    page.get_by_role("button", name="还能报名").click()
    assert set(shown(page)) == wanted
    expect(page.locator("#found")).to_have_text(f"7岁 · 周六 · 还能报名：有{len(wanted)}门")
    assert parse_qs(urlsplit(page.url).query) == {"who": ["7"], "day": ["6"], "open": ["1"]}
    page.reload()
    expect(page.locator("#found")).to_have_text(f"7岁 · 周六 · 还能报名：有{len(wanted)}门")
    assert set(shown(page)) == wanted
    first.locator(".kin li:visible a").click()
    expect(page.locator("[data-class][aria-selected=true], #unchoose:visible").first).to_be_visible()


def test_the_age_is_stepped_and_taken_back(opened: Open) -> None:  # noqa: F811
    page = opened("courses/")
    everything = shown(page)
    page.get_by_role("button", name="大人").click()
    expect(page.locator("#age")).to_have_text("大人")
    adults = shown(page)
    page.get_by_role("button", name="小一岁").click()
    expect(page.locator("#age")).to_have_text("17岁")
    assert shown(page) != adults
    page.get_by_role("button", name="不限").click()
    assert shown(page) == everything
    expect(page.get_by_role("button", name="3岁")).to_be_focused()


def test_the_questions_fit_a_phone_and_no_card_is_tall(opened: Open) -> None:  # noqa: F811
    page = opened("courses/", size=PHONE, bypass_csp=True)
    days = page.locator("[data-key=day]").evaluate_all("all => all.map(e => e.getBoundingClientRect().top)")
    assert len(set(days)) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    heights = page.locator(".card").evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
    assert max(heights) <= 150
    assert axe(page) == []
    page.get_by_role("button", name="7岁").click()
    assert axe(page) == []


def test_without_a_script_every_course_stands_there_and_no_question(opened: Open) -> None:  # noqa: F811
    page = opened("courses/", java_script_enabled=False)
    expect(page.locator("#ask")).to_be_hidden()
    assert len(shown(page)) >= 19
