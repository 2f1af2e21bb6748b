"""The list of stories: one topic at a time, as the address says; from a story on to its topic and to the next."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from test_pages import Open, axe, opened  # noqa: F401  a fixture

pytestmark = pytest.mark.browser
STORIES = "[data-year] li:visible"


def test_one_topic_is_chosen_and_given_up_again(opened: Open) -> None:  # noqa: F811
    page = opened("stories/", bypass_csp=True)
    every = page.locator(STORIES).count()
    page.get_by_role("link", name="托育 2").click()
    expect(page.locator(STORIES)).to_have_count(2)
    assert page.locator(".topic:visible").all_inner_texts() == ["托育", "托育"]
    expect(page.get_by_role("status").filter(has_text="有2篇")).to_have_count(1)
    assert axe(page) == []
    page.reload()
    expect(page.locator(STORIES)).to_have_count(2)
    page.go_back()
    expect(page.locator(STORIES)).to_have_count(every)
    page.go_forward()
    page.get_by_role("link", name="全部", exact=True).click()
    expect(page.locator(STORIES)).to_have_count(every)


def test_what_nobody_wrote_about_hides_nothing(opened: Open) -> None:  # noqa: F811
    page = opened("stories/?topic=nobody")
    assert page.locator(STORIES).count() > 10
    expect(page.get_by_role("link", name="全部", exact=True)).to_have_attribute("aria-current", "true")


def test_without_scripts_all_stories_are_there(opened: Open) -> None:  # noqa: F811
    page = opened("stories/", java_script_enabled=False)
    assert page.locator(STORIES).count() > 10
    expect(page.locator("#sieve")).to_be_hidden()


def test_from_a_story_to_its_topic_and_the_next(opened: Open) -> None:  # noqa: F811
    page = opened("stories/tuoyu-sizhong/")
    expect(page.get_by_role("link", name="上一篇：").or_(page.get_by_role("link", name="下一篇："))).not_to_have_count(
        0
    )
    page.get_by_role("link", name="看全部托育的故事").click()
    page.wait_for_url("**/stories/?topic=*")
    expect(page.locator(STORIES)).to_have_count(2)
