"""The search box on the reference site, as people use it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

QUERIES = {
    "妇联": ("", "about/", "stories/fulian-chengli/"),
    "夜校": ("courses/yexiao/",),
    "托育": ("services/tuoyu/",),
    "半日托": ("services/tuoyu/",),
    "周一": ("courses/yexiao/",),
    "星期一": ("courses/yexiao/",),
    "礼拜一": ("courses/yexiao/",),
    "19:00": ("courses/yexiao/",),
    "32个班": ("services/qingshaonian/", "figures/#qsn-ban"),
    "油纸伞": ("services/youzhisan/", "stories/youzhisan-shouyi/"),
    "纸伞": ("services/youzhisan/", "stories/youzhisan-shouyi/"),
    "伞": ("services/youzhisan/", "stories/youzhisan-shouyi/"),
    "shufa": ("courses/shufa/",),
    "sf": ("courses/shufa/",),
    "書法": ("courses/shufa/",),
    "tuoyu": ("services/tuoyu/",),
    "心肺复苏": ("courses/jijiu/",),
    "致公党": ("services/zhigongdang/",),
    "美食光": ("services/meishiguang/",),
    "七点": ("courses/yexiao/",),
    "晚7点": ("courses/yexiao/",),
    "周三晚上7点": ("courses/yexiao/",),
    "32 个班": ("services/qingshaonian/", "figures/#qsn-ban"),
    "３２個班": ("services/qingshaonian/", "figures/#qsn-ban"),
    "急救": ("courses/jijiu/",),
    "CPR": ("courses/jijiu/",),
    "托儿": ("services/tuoyu/",),
    "书法 免费": ("courses/shufa/",),
    "免费书法": ("courses/shufa/",),
    "SHU FA": ("courses/shufa/",),
    "shufaban": ("courses/shufa/",),
    "美食光小木屋": ("services/meishiguang/",),
    "长桌宴": ("courses/changzhuo/",),
    "7岁 周六": ("courses/meishu/", "courses/shufa/", "courses/wudao/"),
    "3岁": ("courses/huiben/",),
    "youzhisan": ("services/youzhisan/", "forms/youzhisan-xuetu/"),
    "yzs": ("services/youzhisan/", "forms/youzhisan-xuetu/"),
    "shūfǎ": ("courses/shufa/",),
    "美\u200b术": ("courses/meishu/",),
}


@pytest.fixture
def page(browser: Browser, site_url: str) -> Iterator[Page]:
    """The home page with the search box open."""
    page = browser.new_page(viewport={"width": 360, "height": 780})
    page.goto(site_url)
    page.click("#search-open")
    expect(page.locator("#search-input")).to_be_focused()
    yield page
    page.close()


def ask(page: Page, query: str) -> list[str]:
    """Type a query, return the addresses found, relative to the site's root."""
    page.fill("#search-input", query)
    page.wait_for_selector(".search-status:not(:empty)")
    expect(page.locator(".search-status")).not_to_have_text("正在打开搜索…")
    root = page.evaluate("new URL(document.documentElement.dataset.base || './', location.href).href")
    return [
        href.removeprefix(root) for href in page.eval_on_selector_all(".search-option", "all => all.map(a => a.href)")
    ]


def test_people_find_what_they_mean_first_or_second(page: Page) -> None:
    wrong = {}
    for query, right in QUERIES.items():
        found = ask(page, query)[:2]
        if not set(found) & set(right):
            wrong[query] = found
    assert wrong == {}


def test_a_result_says_for_whom_when_where_and_what_holds_now(browser: Browser, site_url: str) -> None:
    for now, state in (("2026-11-25T09:00", "12月1日起报名"), ("2026-12-02T09:00", "报名中")):
        page = browser.new_page()
        page.clock.set_fixed_time(f"{now}+08:00")
        page.goto(site_url)
        page.fill("#search-input", "书法班")
        first = page.locator(".search-option").first
        expect(first.locator(".search-state")).to_have_text(state)
        expect(first.locator(".search-line").first).to_have_text("6—16岁 · 周二、四、六、日 · 青少年宫书法室 · 8个班")
        page.close()


def test_a_service_says_whether_it_is_open(browser: Browser, site_url: str) -> None:
    for now, state in (("2026-11-24T10:00", "现在开门"), ("2026-11-25T19:00", "现在没开"), ("2026-11-27T10:00", None)):
        page = browser.new_page()
        page.clock.set_fixed_time(f"{now}+08:00")
        page.goto(site_url)
        page.fill("#search-input", "普惠托育园")
        first = page.locator(".search-option").first
        expect(first.locator(".search-line").first).to_contain_text("周一至周五 8:00–18:00")
        if state:
            expect(first.locator(".search-state")).to_have_text(state)
        else:
            expect(first.locator(".search-state")).to_have_count(0)
        page.close()


def test_who_asks_for_a_telephone_can_call_at_once(page: Page) -> None:
    page.fill("#search-input", "托育电话")
    first = page.locator(".search-option").first
    expect(first).to_have_text("打电话 0830-0000003 普惠托育园 ")
    expect(first).to_have_attribute("href", "tel:08300000003")
    page.fill("#search-input", "电话")
    expect(first).to_have_attribute("href", "tel:08300000000")


def test_stories_are_found_by_their_text(page: Page) -> None:
    assert "stories/weiquan-bangmang/" in ask(page, "辍学")
    assert "stories/fulian-chengli/" in ask(page, "宝妈群")


def test_a_time_is_not_found_inside_another(page: Page) -> None:
    page.fill("#search-input", "9:00")
    for line in page.locator(".search-option mark").all_inner_texts():
        assert line in ("9:00", "21:00", "9点")


def test_the_combobox_is_one(page: Page) -> None:
    box = page.locator("#search-input")
    expect(box).to_have_attribute("aria-expanded", "false")
    ask(page, "书法")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#" + (box.get_attribute("aria-controls") or ""))).to_have_role("listbox")
    expect(page.locator(".search-status")).to_have_role("status")
    for group in page.locator("#search-results [role=group]").all():
        assert page.locator("#" + (group.get_attribute("aria-labelledby") or "")).inner_text()
        assert group.locator("[role=option]").count()
    expect(page.locator(".search-option mark").first).to_have_text("书法")
    count = page.locator("[role=option]").count()
    assert f"找到{count}条" in page.locator(".search-status").inner_text()


def test_the_keyboard_is_enough(page: Page, site_url: str) -> None:
    box = page.locator("#search-input")
    ask(page, "书法")
    options = page.locator("[role=option]")
    last = options.count() - 1

    def active() -> int:
        chosen = page.locator("[role=option][aria-selected=true]")
        assert chosen.count() == 1
        assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
        return int((chosen.get_attribute("id") or "").rsplit("-", 1)[1])

    for key, where in (
        ("ArrowDown", 0),
        ("ArrowDown", 1),
        ("End", last),
        ("ArrowDown", 0),
        ("ArrowUp", last),
        ("Home", 0),
    ):
        box.press(key)
        assert active() == where
    box.press("Escape")
    expect(page.locator("#search-results")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("书法")
    expect(page.locator("#search")).to_be_visible()
    box.press("ArrowDown")
    expect(page.locator("#search-results")).to_be_visible()
    box.press("Enter")
    page.wait_for_url(site_url + "courses/shufa/")


def test_nothing_found_is_a_sentence_with_something_to_try(page: Page) -> None:
    assert ask(page, "xyzzy量子") == []
    expect(page.locator(".search-status")).to_contain_text("没有找到“xyzzy量子”")
    expect(page.locator("#search-input")).to_have_attribute("aria-expanded", "false")
    page.locator(".search-try").first.click()
    assert page.locator("[role=option]").count()


def test_markup_in_a_query_stays_text(page: Page) -> None:
    ask(page, "<img src=x onerror=alert(1)>")
    assert page.locator("#search img").count() == 0


def test_deep_pages_lead_to_the_same_places(page: Page, site_url: str) -> None:
    page.goto(site_url + "courses/shufa/")
    page.click("#search-open")
    assert ask(page, "夜校")[0] == "courses/yexiao/"


def test_nothing_is_loaded_before_it_is_wanted(browser: Browser, site_url: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url, wait_until="networkidle")
    assert not [url for url in asked if "search" in url]
    page.close()


def test_first_search_is_small(site_dir: Path) -> None:
    sizes = [len(gzip.compress((site_dir / name).read_bytes())) for name in ("assets/search.js", "search/index.json")]
    assert sum(sizes) <= 20_000, sizes


def test_search_works_from_a_folder(browser: Browser, site_dir: Path) -> None:
    page = browser.new_page()
    page.goto((site_dir / "index.html").as_uri())
    page.click("#search-open")
    page.fill("#search-input", "夜校")
    expect(page.locator(".search-option").first).to_contain_text("夜校")
    page.locator("#search-input").press("Enter")
    expect(page.locator("h1")).to_contain_text("夜校")
    page.close()


def test_a_broken_connection_is_said(browser: Browser, site_url: str) -> None:
    page = browser.new_page()
    page.route("**/search/index.json", lambda route: route.abort())
    page.goto(site_url)
    page.click("#search-open")
    expect(page.locator(".search-status")).to_contain_text("请检查网络")
    page.unroute("**/search/index.json")
    page.fill("#search-input", "夜校")
    expect(page.locator(".search-option").first).to_contain_text("夜校")
    page.close()
