"""The page of recent changes in a browser whose clock stands still: what is over goes, notices are copied or withheld."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 780}, service_workers="block")
    yield context
    context.close()


def visit(phone: BrowserContext, site_url: str, now: str = "2026-11-24T18:30:00+08:00") -> Page:
    page = phone.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.clock.set_fixed_time(now)
    page.goto(f"{site_url}changes/")
    page.wait_for_load_state("networkidle")
    assert wrong == []
    return page


def test_what_is_over_goes_by_the_readers_clock(phone: BrowserContext, site_url: str) -> None:
    page = visit(phone, site_url)
    before = page.locator("#coming > li:visible").count()
    expect(page.locator("#coming")).to_contain_text("美术室检修电路")
    page = visit(phone, site_url, "2026-11-25T18:01:00+08:00")
    assert page.locator("#coming > li:visible").count() == before - 1
    assert page.locator("#coming > li:visible", has_text="美术室检修电路").count() == 0
    page = visit(phone, site_url, "2027-06-01T10:00:00+08:00")
    expect(page.get_by_text("没有已经公布、还没到的变动。")).to_be_visible()


@pytest.mark.parametrize("clipboard", [True, False])
def test_one_tap_copies_the_notice_of_the_day(phone: BrowserContext, site_url: str, clipboard: bool) -> None:
    if clipboard:
        phone.grant_permissions(["clipboard-read", "clipboard-write"])
    else:
        phone.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    page = visit(phone, site_url, "2026-11-25T09:00:00+08:00")
    page.evaluate(
        "document.addEventListener('copy', () => (window.copied = String(getSelection()) || document.activeElement.value))"
    )
    button = page.locator("[data-copy^=notice-]:visible")
    expect(button).to_have_count(1)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#copied")).to_have_text("已复制，去微信群里粘贴")
    text = page.evaluate("navigator.clipboard.readText()" if clipboard else "window.copied")
    lines = text.split("\n")
    assert lines[0] == "【邻府社区】11月25日—12月1日课程变动："
    assert "停课｜美术班 · 平日一班：11月25日(周三) 16:30 停课（美术室检修电路）" in lines
    assert lines[-1] == f"详情：{site_url}changes/"


@pytest.mark.parametrize("now", ["2026-11-27T00:01:00+08:00", "2027-01-04T09:00:00+08:00", "2025-11-25T09:00:00+08:00"])
def test_an_old_page_or_a_wrong_clock_gives_no_notice(phone: BrowserContext, site_url: str, now: str) -> None:
    page = visit(phone, site_url, now)
    assert page.locator("[data-copy^=notice-]:visible").count() == 0
    section = page.locator("section", has=page.locator("#week-h"))
    expect(section).to_contain_text("不能拿来发通知" if now > "2026-11-24" else "手机上的日期对了")


def test_new_since_the_last_visit(phone: BrowserContext, site_url: str) -> None:
    page = visit(phone, site_url)
    expect(page.locator("#since")).to_be_hidden()
    dated = page.locator("[data-changed]").count()
    page.evaluate("localStorage.setItem('linli-changes', '2020-01-01T09:00:00+08:00|2026-11-19')")
    page.close()
    page = visit(phone, site_url)
    if dated:
        expect(page.locator("#since")).to_contain_text("自您上次来（11月19日）又有")
    assert page.locator(".new").count() == dated


def test_without_scripts_everything_is_said_with_dates(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(f"{site_url}changes/")
    expect(page.locator("#coming")).to_contain_text("11月25日(周三) 16:30 停课")
    assert page.locator("[data-copy]:visible").count() == 0
    context.close()
