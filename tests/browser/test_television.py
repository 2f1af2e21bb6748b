"""The lobby's television by itself for days: large, whole without scrolling, true without network, of one room or house."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from test_offline import READY
from test_pages import Open, axe, opened  # noqa: F401  a fixture

from tests_support import REGISTER, until

pytestmark = pytest.mark.browser

SIZES = [(1920, 1080), (3840, 2160), (1080, 1920), (1280, 720)]
SMALLEST = 2.5
"""Hundredths of the shorter side: 17 mm on a television of 55 inches, a letter that is read from five metres."""
HOURS = ("2026-11-24T09:42", "2026-11-25T16:45", "2026-11-28T19:05", "2026-11-28T23:30", "2026-11-30T07:00")
SIZE_OF_LETTERS = """() => [...document.querySelectorAll('main *')]
    .filter(e => e.getClientRects().length && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .map(e => [100 * parseFloat(getComputedStyle(e).fontSize) / Math.min(innerWidth, innerHeight), e.outerHTML.slice(0, 80)])
    .sort((one, other) => one[0] - other[0])[0]"""
CUT = """() => [...document.querySelectorAll('.told > p, li, .none, #story, .note, #rest, h1, h2, #clock, #date, figure')]
    .filter(e => e.getClientRects().length).filter(e => {
        const box = e.closest('ul, .columns > section, .foot, .top, main').getBoundingClientRect();
        const own = e.getBoundingClientRect();
        return own.top < box.top - 1 || own.bottom > box.bottom + 1 || own.left < -1 || own.right > innerWidth + 1
            || e.scrollWidth > e.clientWidth + 1;
    }).map(e => e.outerHTML.slice(0, 90))"""
"""Whatever is shown but not whole."""
CHECKED = "since => Number(localStorage.getItem('linli-screen-checked')) >= Date.parse(since + '+08:00')"
"""Whether the network's answer of this time, or a later one, has been read to its end."""
Visit = Callable[..., Page]


@pytest.fixture
def alone(browser: Browser, site_url: str) -> Iterator[Visit]:
    """A screen whose hours can pass: its clock and its timers are the test's."""
    contexts: list[BrowserContext] = []

    def visit(path: str = "screen/", now: str = "2026-11-25T18:00", **options: Any) -> Page:
        context = browser.new_context(viewport={"width": 1920, "height": 1080}, **options)
        contexts.append(context)
        page = context.new_page()
        page.clock.install(time=datetime.fromisoformat(f"{now}+08:00"))
        page.goto(site_url + path)
        until(page, CHECKED, arg=now)
        page.clock.run_for(2000)
        return page

    yield visit
    for context in contexts:
        context.close()


def titles(page: Page, where: str) -> list[str]:
    return page.locator(f"{where} .row:visible .title").all_inner_texts()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_scrolls_nothing_is_cut_and_all_is_large(opened: Open, size: tuple[int, int]) -> None:  # noqa: F811
    for now in HOURS:
        page = opened("screen/", now=now, size=size)
        page.wait_for_load_state("networkidle")
        heights = page.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]")
        assert heights == [size[1], size[0]]
        assert page.evaluate(CUT) == [], now
        smallest = page.evaluate(SIZE_OF_LETTERS)
        assert smallest[0] >= SMALLEST, smallest
        room = float(page.evaluate("parseFloat(getComputedStyle(document.querySelector('.row .room')).fontSize)"))
        assert room == page.evaluate("parseFloat(getComputedStyle(document.querySelector('.row .title')).fontSize)")


def test_now_and_next_and_what_is_off(opened: Open) -> None:  # noqa: F811
    page = opened("screen/", now="2026-11-25T16:45", size=(1920, 1080))
    expect(page.locator("#clock")).to_have_text("16:45")
    expect(page.locator("#date")).to_have_text("今天 11月25日 星期三")
    assert titles(page, "#now") == ["儿童课外兴趣班 手工", "美术班 平日一班 停课"]
    expect(page.locator("#now .row").first).to_contain_text("多功能室")
    expect(page.locator("#now .row").first).to_contain_text("到17:50")
    expect(page.locator("#now s")).to_have_text("美术班 平日一班")
    assert titles(page, "#next")[0] == "家庭健康教育夜校 中学段"
    expect(page.locator("#next .day:visible")).to_contain_text("明天 11月26日 星期四")
    expect(page.locator(".band li:visible")).to_have_text(
        re.compile("^今天停课 美术班 · 平日一班（16:30）美术室检修电路$")
    )


def test_when_nothing_is_on_it_is_not_empty(opened: Open) -> None:  # noqa: F811
    page = opened("screen/", now="2026-11-28T23:30", size=(1920, 1080))
    assert page.get_attribute("html", "data-light") == "night"
    expect(page.locator(".none:visible")).to_have_text("今天的课都上完了")
    expect(page.locator("#story")).to_be_visible()
    expect(page.locator("#next .day:visible")).to_contain_text("明天 11月29日 星期日")
    expect(page.locator(".foot .open li:visible").first).to_contain_text("报名中")


def test_what_does_not_fit_comes_by_turns(alone: Visit) -> None:
    page = alone(now="2026-11-28T09:42:00")
    now, pages = page.inner_text(".next .turn").split("/")
    seen = titles(page, "#next")
    page.clock.run_for(15_000)
    expect(page.locator(".next .turn")).to_have_text(f"{int(now) % int(pages) + 1}/{pages}")
    assert not set(seen) & set(titles(page, "#next"))


def test_on_every_page_tomorrow_is_called_tomorrow(alone: Visit) -> None:
    page = alone(now="2026-11-28T21:30:00")
    assert int(page.inner_text(".next .turn").split("/")[1]) > 1
    for _ in range(8):
        expect(page.locator("#next .day:visible")).to_contain_text("明天 11月29日 星期日")
        page.clock.run_for(15_000)


def test_a_night_without_network(alone: Visit) -> None:
    page = alone(now="2026-11-25T18:00")
    page.context.set_offline(True)
    page.clock.fast_forward("00:20:00")
    expect(page.locator("#since")).to_be_hidden()
    page.clock.fast_forward("00:15:00")
    expect(page.locator("#since")).to_have_text("没有网络，这是11月25日(周三)18:00的内容")
    page.clock.fast_forward("15:10:00")
    page.clock.run_for(31_000)
    expect(page.locator("#date")).to_have_text("今天 11月26日 星期四")
    assert titles(page, "#now") == ["丝网花制作"]
    assert page.get_attribute("html", "data-light") == "day"
    expect(page.locator("#since")).to_have_text("没有网络，这是11月25日(周三)18:00的内容")
    page.clock.fast_forward(72 * 3_600_000)
    page.clock.run_for(31_000)
    expect(page.locator("#date")).to_have_text("今天 11月29日 星期日")
    assert "军事训练班 三班" in page.locator("#now .title").all_text_contents()
    page.context.set_offline(False)
    page.clock.fast_forward("00:11:00")
    expect(page.locator("#since")).to_be_hidden()


def test_switched_on_again_without_network_it_knows_since_when(alone: Visit) -> None:
    page = alone(now="2026-11-25T18:00")
    page.evaluate(REGISTER)
    page.evaluate(READY)
    page.clock.fast_forward("00:10:00")
    until(page, CHECKED, arg="2026-11-25T18:10")
    page.context.set_offline(True)
    page.clock.fast_forward("15:30:00")
    page.reload()
    page.clock.run_for(31_000)
    expect(page.locator("#since")).to_have_text("没有网络，这是11月25日(周三)18:10的内容")
    assert titles(page, "#now") == ["丝网花制作"]
    expect(page.locator("#offline")).to_be_hidden()


def test_the_next_days_page_takes_its_place_and_anything_else_does_not(alone: Visit, site_url: str) -> None:
    page = alone(service_workers="block")
    answers: list[str] = []

    def answer(route: Route) -> None:
        html = route.fetch().text()
        text = {
            "login": "<html><body>请登录</body></html>",
            "older": html.replace('data-built="2026-11-24', 'data-built="2026-11-23').replace("丝网花制作", "旧的课"),
            "newer": html.replace('data-built="2026-11-24', 'data-built="2026-11-25').replace("丝网花制作", "新的课"),
        }[answers[0]]
        route.fulfill(body=text, content_type="text/html; charset=utf-8")

    page.route(f"{site_url}screen/", answer)
    page.evaluate("window.same = true")
    for kind, title in (("login", "丝网花制作"), ("older", "丝网花制作"), ("newer", "新的课")):
        answers[:] = [kind]
        with page.expect_request_finished(lambda request: request.resource_type == "fetch"):
            page.clock.fast_forward("00:10:00")
        page.wait_for_timeout(500)
        expect(page.locator("#next"), kind).to_contain_text(title)
    assert page.evaluate("window.same") is True
    assert page.get_attribute("html", "data-built") == "2026-11-25T00:00+08:00"
    assert page.evaluate(CUT) == []


def test_new_scripts_come_by_themselves(alone: Visit, site_url: str) -> None:
    page = alone(service_workers="block")
    page.evaluate("window.same = true")
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.resource_type)
        text = route.fetch().text().replace("script-src 'self'", f"script-src 'self' 'sha256-{len(asked)}'")
        route.fulfill(body=text, content_type="text/html; charset=utf-8")

    page.route(f"{site_url}screen/", answer)
    with page.expect_navigation():
        page.clock.fast_forward("00:10:00")
    page.wait_for_timeout(1000)
    assert page.evaluate("window.same") is None
    assert asked == ["fetch", "document", "fetch"], "a network that changes its mind does not make it flicker"


def test_what_an_editor_wrote_on_the_page_is_a_notice(alone: Visit, site_url: str) -> None:
    page = alone(service_workers="block")
    own = "<p>周六上午大厅打<strong>疫苗</strong></p></main>"
    page.route(
        f"{site_url}screen/",
        lambda route: route.fulfill(
            body=route.fetch().text().replace("</main>", own), content_type="text/html; charset=utf-8"
        ),
    )
    with page.expect_response(lambda response: response.request.resource_type == "fetch"):
        page.clock.fast_forward("00:10:00")
    expect(page.locator("#notices li").first).to_have_text("周六上午大厅打疫苗")
    expect(page.locator("#notices")).to_be_visible()
    expect(page.locator("main > p")).to_have_count(0)


@pytest.mark.parametrize(
    ("venue", "where", "now_on", "band"),
    [
        ("meishu-shi", "青少年宫美术室", ["美术班 平日一班 停课"], 1),
        ("duogongneng", "多功能室", ["儿童课外兴趣班 手工"], 0),
        ("duogongneng,meishu-shi", "多功能室、青少年宫美术室", ["儿童课外兴趣班 手工", "美术班 平日一班 停课"], 1),
        ("党群服务中心", "党群服务中心", ["儿童课外兴趣班 手工"], 0),
    ],
)
def test_the_screen_of_one_room_or_house(
    opened: Open,  # noqa: F811
    venue: str,
    where: str,
    now_on: list[str],
    band: int,
) -> None:
    page = opened(f"screen/?venue={venue}", now="2026-11-25T16:45", size=(1920, 1080))
    expect(page.locator("#where")).to_have_text(f" · {where}")
    assert titles(page, "#now") == now_on
    expect(page.locator(".band li:not(.elsewhere):not([hidden])", has_text="今天")).to_have_count(band)
    expect(page.locator("#unknown")).to_be_hidden()


def test_a_room_that_is_not_there_is_told_and_everything_shown(opened: Open) -> None:  # noqa: F811
    page = opened("screen/?venue=shufashi", now="2026-11-25T16:45", size=(1920, 1080))
    expect(page.locator("#unknown")).to_contain_text("shufashi")
    assert len(titles(page, "#now")) == 2


def test_the_hours_of_dimness_are_the_addresses(opened: Open) -> None:  # noqa: F811
    for query, light in (("", "day"), ("?dim=16-17", "night"), ("?dim=off", "day")):
        page = opened(f"screen/{query}", now="2026-11-25T16:45", size=(1920, 1080))
        assert page.get_attribute("html", "data-light") == light


def test_a_wrong_clock_is_told_and_no_day_is_today(opened: Open) -> None:  # noqa: F811
    page = opened("screen/", now="2025-01-01T09:00", size=(1920, 1080))
    expect(page.locator(".told .wrong")).to_be_visible()
    expect(page.locator("#clock")).to_be_hidden()
    expect(page.locator(".now")).to_be_hidden()
    expect(page.locator("#next .day:visible").first).to_have_text(re.compile(r"^\s*11月24日 星期二"))
    assert "今天" not in page.inner_text("main")


def test_after_its_last_day_it_says_so(opened: Open) -> None:  # noqa: F811
    page = opened("screen/", now="2026-12-03T09:45", size=(1920, 1080))
    expect(page.locator(".none:visible")).to_contain_text("这块屏上的课表只到12月1日")
    assert "今天没有课" not in page.inner_text("main")


def test_without_scripts_the_days_stand_under_their_dates(opened: Open) -> None:  # noqa: F811
    page = opened("screen/", size=(1920, 1080), java_script_enabled=False)
    words = page.inner_text("main")
    assert "11月24日 星期二" in words
    assert "丝网花制作" in words
    assert not re.search("今天|明天|现在没有课", words)


def test_the_screen_is_asked_to_stay_on(browser: Browser, site_url: str) -> None:
    page = browser.new_page()
    page.add_init_script(
        "window.asked = []; Object.defineProperty(navigator, 'wakeLock', "
        "{ value: { request: (kind) => { window.asked.push(kind); return Promise.resolve(); } } });"
    )
    page.goto(f"{site_url}screen/")
    assert page.evaluate("window.asked") == ["screen"]
    page.close()


@pytest.mark.parametrize("now", ["2026-11-25T16:45", "2026-11-28T19:05"])
def test_axe_finds_nothing(opened: Open, now: str) -> None:  # noqa: F811
    page = opened("screen/", now=now, size=(1920, 1080), bypass_csp=True)
    page.wait_for_load_state("networkidle")
    assert axe(page) == []
