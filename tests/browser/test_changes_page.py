"""The page of recent changes in a browser whose clock stands still: past and coming, new since last time, copying."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from linli.fill import policy
from linli.render import Renderer
from linli.views import changes as view
from test_changes import BASE, EXTRA, OFF, SATURDAY, WEDNESDAY, Repo
from tests_support import TODAY

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
SHELL = """<!doctype html><html lang="zh-CN" data-base="../"><head><meta charset="utf-8"><title>最近变动</title>
<link rel="icon" href="../assets/favicon.svg">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<script src="../assets/js/00-clock.js" defer></script></head><body><main id="main">{body}</main></body></html>"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def address(make_root: Callable[..., Path], tmp_path: Path) -> Iterator[str]:
    """A page with three changes: 停课 on the 28th (18 Nov), 改时间 from the 25th (20 Nov), 加课 on 1 Dec (22 Nov)."""
    repo = Repo(make_root(**BASE))
    repo.git("init", "-q", "-b", "main")
    repo.commit("2026-08-20T10:00")
    repo.commit("2026-11-18T09:00", changes=OFF)
    later = SATURDAY + WEDNESDAY.replace('"19:00"', '"18:30"').replace('"20:30"', '"20:00"')
    repo.commit("2026-11-20T09:00", schedules=later)
    repo.commit("2026-11-22T09:00", changes=OFF + EXTRA)
    context = view.context(repo.community(), repo.read(), TODAY, "")
    body = Renderer(ROOT).slot("changed", context, "../")
    host = tmp_path / "host"
    (host / "changes").mkdir(parents=True)
    (host / "assets").symlink_to(ROOT / "overrides/assets", target_is_directory=True)
    (host / "changes/index.html").write_text(SHELL.format(policy=policy(body), body=body), "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(host)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/changes/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 780})
    yield context
    context.close()


def visit(phone: BrowserContext, address: str, now: str = "2026-11-24T18:30:00+08:00") -> Page:
    page = phone.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.clock.set_fixed_time(now)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert wrong == []
    return page


def words(page: Page, where: str) -> list[str]:
    return page.locator(f"{where} > li > p:first-child > b:first-of-type").all_inner_texts()


def test_what_is_over_moves_down_by_the_readers_clock(phone: BrowserContext, address: str) -> None:
    page = visit(phone, address)
    assert words(page, "#coming") == ["改时间", "停课", "加课"]
    expect(page.locator("#past")).to_be_hidden()
    page = visit(phone, address, "2026-11-28T15:31:00+08:00")
    assert page.locator("#coming .r").count() == 0
    expect(page.locator("#coming-n")).to_have_text("2处")
    expect(page.locator("#past > summary")).to_have_text("已经过去的1处")
    page = visit(phone, address, "2027-02-01T10:00:00+08:00")
    expect(page.locator("#coming-none")).to_be_visible()
    expect(page.locator("#past")).to_be_hidden()


def test_new_since_the_last_visit(phone: BrowserContext, address: str) -> None:
    page = visit(phone, address, "2026-11-19T18:30:00+08:00")
    expect(page.locator("#since")).to_be_hidden()
    page.evaluate("localStorage.setItem('linli-changes', '2026-11-18T09:00:00+08:00|2026-11-19')")
    page.close()
    page = visit(phone, address)
    expect(page.locator("#since")).to_have_text("自您上次来（11月19日）又有2处变动，前面标着“新”。")
    assert words(page, "#coming") == ["新", "停课", "新"]
    page.reload()
    assert words(page, "#coming") == ["新", "停课", "新"], "a page opened again in the same tab keeps its marks"
    page.close()
    page = visit(phone, address)
    assert "新" not in words(page, "#coming")
    expect(page.locator("#since")).to_be_hidden()


def test_a_phone_that_keeps_nothing_still_shows_everything(phone: BrowserContext, address: str) -> None:
    phone.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new Error('refused'); } });"
    )
    page = visit(phone, address)
    assert words(page, "#coming") == ["改时间", "停课", "加课"]


def test_one_tap_copies_the_text_for_the_group(phone: BrowserContext, address: str) -> None:
    phone.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit(phone, address)
    page.locator("#coming summary").nth(1).click()
    page.locator("#coming [data-copy]").nth(1).click()
    expect(page.locator("#copied")).to_have_text("已复制，去微信群里粘贴")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.split("\n") == [
        "【小院·停课】书法班 · 启蒙一班",
        "11月28日(周六) 14:00 停课。",
        "原因：老师外出。",
        f"详情：{address}",
    ]
    page.locator("[data-copy=notice]").click()
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.split("\n") == [
        "【小院】11月24日—11月30日课程变动：",
        "改时间｜夜校：每周三 19:00 改为 18:30，从11月25日起，共9次",
        "停课｜书法班 · 启蒙一班：11月28日(周六) 14:00 停课（老师外出）",
        "其余照课表上课。",
        f"详情：{address}",
    ]


def test_copying_works_without_the_clipboard_api(phone: BrowserContext, address: str) -> None:
    phone.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    page = visit(phone, address)
    page.evaluate(
        "document.addEventListener('copy', () => (window.copied = String(getSelection()) || document.activeElement.value))"
    )
    page.locator("[data-copy=notice]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#copied")).to_have_text("已复制，去微信群里粘贴")
    assert page.evaluate("window.copied").startswith("【小院】11月24日—11月30日课程变动：")
    assert page.evaluate("document.activeElement.dataset.copy") == "notice", "the focus comes back"


def test_the_weeks_text_follows_the_readers_week(phone: BrowserContext, address: str) -> None:
    page = visit(phone, address, "2026-11-29T10:00:00+08:00")
    shown = page.locator("#notice p:not([hidden])").all_inner_texts()
    assert shown == [
        "【小院】11月29日—12月5日课程变动：",
        "加课｜书法班：12月1日(周二) 9:00–10:00，在书法室",
        "其余照课表上课。",
    ]
    page = visit(phone, address, "2027-02-01T10:00:00+08:00")
    expect(page.locator("#notice-none")).to_be_visible()


def test_without_scripts_everything_is_said_with_dates(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#coming")).to_contain_text("11月28日(周六) 14:00 停课")
    expect(page.locator("#notice")).to_contain_text("【小院】11月24日—11月30日课程变动：")
    assert page.locator("[data-copy]:visible").count() == 0
    context.close()
