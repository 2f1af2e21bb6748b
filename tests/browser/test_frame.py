"""The page to frame, in a browser and in a frame: one course, one place, everything."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from test_pages import Open, opened  # noqa: F401  a fixture

pytestmark = pytest.mark.browser


def courses(page: Page) -> set[str]:
    return set(page.locator("li:visible").evaluate_all("all => all.map(e => e.dataset.course)"))


def test_one_course_one_place_or_all(opened: Open) -> None:  # noqa: F811
    assert len(courses(opened("embed/"))) > 5
    page = opened("embed/?course=shufa")
    assert courses(page) == {"shufa"}
    expect(page.locator("h1")).to_have_text("书法班")
    assert str(page.locator("#whole").get_attribute("href")).endswith("courses/shufa/")
    expect(page.locator("h2:visible").first).to_contain_text("11月24日")
    page = opened("embed/?venue=jidi")
    assert set(page.locator("li:visible").evaluate_all("all => all.map(e => e.dataset.venue)")) == {"jidi"}


def test_what_is_not_known_is_told(opened: Open) -> None:  # noqa: F811
    page = opened("embed/?course=%3Cb%3E")
    expect(page.locator("#unknown")).to_contain_text("“<b>”不是这里的课")
    assert len(courses(page)) > 5


def test_a_week_later_the_page_says_that_it_knows_no_more(opened: Open) -> None:  # noqa: F811
    page = opened("embed/?course=shufa", now="2026-12-02T00:00")
    expect(page.locator("li:visible")).to_have_count(0)
    expect(page.locator("#none")).to_have_text("到12月1日，这里没有课。")


def test_it_stands_in_the_page_of_another_site(browser: Browser, site_url: str) -> None:
    page = browser.new_page()
    page.set_content(f'<iframe src="{site_url}embed/" width="100%" height="480"></iframe>')
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_have_text("邻府社区课表")
    page.close()
