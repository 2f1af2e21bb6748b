"""A portal in a browser: what is on is told by the reader's clock, a course is found by two characters and its street."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cities import DAY, city, gathered, package
from conftest import served
from linli.model import SHANGHAI
from linli.portal import figures, pages, site
from linli.publish import publish

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
STREETS = {"jia": "示例竹影街道", "yi": "示例松涛街道", "bing": "示例竹影街道"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("portal")
    places, _ = gathered(city(folder, {"jia": package(), "yi": package(), "bing": {}}, STREETS))
    town = pages.city("示例区", places, DAY)
    made, context = figures.make(town)
    publish([*site.files(town, ROOT, context), *made, ("404.html", b"")], folder / "site", folder / "ledger.json")
    with served(folder / "site") as found:
        yield found


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 780}, base_url=address)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert not wrong


def at(page: Page, day: int, hour: int, path: str = "") -> None:
    page.clock.set_fixed_time(datetime(2026, 11, day, hour, 30, tzinfo=SHANGHAI))
    page.goto(path)


def test_today_is_the_readers_day(page: Page) -> None:
    at(page, 24, 19)
    expect(page.locator("h1")).to_contain_text("今天 11月24日 星期二")
    rows = page.locator(".session:visible")
    expect(rows).to_have_count(4)
    expect(rows.first).to_contain_text("示例jia社区")
    expect(rows.nth(2)).to_contain_text("进行中")
    expect(rows.nth(2).locator(".c .sn:visible")).to_contain_text("报名中")
    at(page, 28, 8)  # four days without a build
    expect(page.locator("h1")).to_contain_text("11月28日 星期六")
    expect(rows).to_have_count(2)
    expect(rows.first.locator(".c .sn:visible")).to_contain_text("已截止")
    expect(page.locator(".stale")).to_be_hidden()
    at(page, 24, 7)
    page.clock.set_fixed_time(datetime(2026, 12, 4, 8, tzinfo=SHANGHAI))
    page.reload()
    expect(page.locator(".stale")).to_contain_text("已经一周没有更新")


def test_a_course_is_found_and_leads_to_its_community(page: Page) -> None:
    at(page, 24, 9)
    page.get_by_label("找课程").fill("舞蹈")
    page.get_by_role("button", name="找").click()
    page.wait_for_url("**/find/?q=*")
    expect(page.locator("#found")).to_have_text("找到2门")
    cards = page.locator("#cards .card")
    expect(cards.first).to_contain_text("示例jia社区 · 示例竹影街道")
    expect(cards.first.locator("a")).to_have_attribute("href", "https://jia.example/courses/wudao/")
    expect(cards.first.locator(".sn:visible")).to_contain_text("报名中")
    page.get_by_label("街道").select_option(label="示例松涛街道")
    expect(cards).to_have_count(1)
    expect(cards.first).to_contain_text("示例yi社区")
    assert "street=shilisongtaojiedao" in page.url
    page.reload()
    expect(cards).to_have_count(1)
    page.get_by_role("searchbox").fill("插花")
    page.get_by_role("button", name="找").click()
    expect(page.locator("#found")).to_have_text("没有找到，换个说法试试。")


def test_what_is_not_new_is_said(page: Page) -> None:
    at(page, 24, 9, "communities/")
    expect(page.locator("main")).to_contain_text("有1个社区的新资料用不了")
    expect(page.locator("li", has_text="示例bing社区")).to_contain_text("资料用不了，先不显示")
    expect(page.locator("li", has_text="示例jia社区")).to_contain_text("2门课 · 资料截至11月24日")


def test_nothing_is_wider_than_a_phone(page: Page) -> None:
    for path in (
        "",
        "find/",
        "communities/",
        "figures/",
        "c/jia/",
        "s/shilizhuyingjiedao/",
        "s/shilizhuyingjiedao/2026-11-24/",
    ):
        at(page, 24, 9, path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
