"""The page a printed code leads to, walked through time: is it on, can I still join, where, whom do I call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, expect
from test_pages import DESK, PHONE, Open, axe, opened, visits, weigh  # noqa: F401  a fixture

pytestmark = pytest.mark.browser


@pytest.fixture
def autumn(browser: Browser, autumn_url: str) -> Iterator[Open]:
    """Open a page of the site as it was built on 25 August, before the term."""
    yield from visits(browser, autumn_url)


@pytest.mark.parametrize(
    ("path", "now", "words"),
    [
        # a few as proof; tests/test_answer.py asks every border
        ("yexiao", "2026-11-24T07:00", ["今天是11月24日 星期二", "今天19:00照常", "小学段"]),
        ("yexiao", "2026-11-24T19:00", ["正在上，到20:30"]),
        ("yexiao", "2026-11-24T20:30", ["今天的课上完了", "下一次是明天19:00", "中学段"]),
        ("meishu", "2026-11-25T07:00", ["今天16:30停课", "平日一班，美术室检修电路", "下一次是后天16:30"]),
        ("xingti", "2026-11-24T07:00", ["今天19:30改期", "改到11月26日(周四)19:30", "下一次是后天19:30"]),
        ("yexiao-xiaoxue-2026-qiu", "2026-11-24T07:00", ["今天19:00照常"]),
        ("jijiu", "2026-12-06T07:00", ["已经结束"]),
    ],
)
def test_the_answer_is_true_at_that_minute(opened: Open, path: str, now: str, words: list[str]) -> None:  # noqa: F811
    answer = opened(f"q/{path}/", now=now).locator("#answer")
    for word in words:
        expect(answer).to_contain_text(word)
    said = answer.inner_text()
    assert [said.index(word) for word in words] == sorted(said.index(word) for word in words)


def test_a_room_for_one_day_stands_above_the_usual_one(opened: Open) -> None:  # noqa: F811
    page = opened("q/shufa/", now="2026-11-28T08:40")
    expect(page.locator(".move:visible")).to_have_count(1)
    expect(page.locator(".move:visible")).to_contain_text("妇女之家培训室")
    expect(page.locator(".move:visible s")).to_have_text("青少年宫书法室")
    expect(opened("q/shufa/", now="2026-11-29T08:40").locator(".move:visible")).to_have_count(0)


def test_a_wrong_clock_says_so_and_nothing_relative(opened: Open) -> None:  # noqa: F811
    page = opened("q/yexiao/", now="2026-10-20T07:00")
    expect(page.locator(".stale:visible")).to_contain_text("手机上的日期不对")
    assert not re.search("今天|明天|正在|下一次", page.inner_text("main"))


def test_an_old_page_says_how_old_it_is(autumn: Open) -> None:
    expect(autumn("q/yexiao/", now="2026-08-26T07:00").locator(".stale:visible")).to_have_count(0)
    expect(autumn("q/yexiao/", now="2026-08-30T07:00").locator(".stale:visible")).to_contain_text("8月25日更新")
    page = autumn("q/yexiao/", now="2026-10-05T07:00")
    expect(page.locator(".stale:visible")).to_contain_text("请先打电话")


def test_a_course_that_is_over_leads_to_the_next_one(autumn: Open, autumn_url: str) -> None:
    page = autumn("q/taiji-2025/", now="2026-09-01T07:00")
    link = page.get_by_role("link", name="看新一期：太极班")
    expect(link).to_be_in_viewport()
    link.click()
    page.wait_for_url(f"{autumn_url}courses/taiji/")
    expect(autumn("q/taiji-2024/").locator("main")).to_contain_text("您扫的是以前的码，现在是这一期。")
    page = autumn("q/youzhisan/")
    page.wait_for_url(f"{autumn_url}services/youzhisan/")


@pytest.mark.parametrize(
    ("path", "now", "words", "button"),
    [
        ("yexiao-xiaoxue-2026-qiu", "2026-11-24T07:00", "报名中 三个班共余26", True),
        ("xingti-wanjian-2026-qiu", "2026-11-26T07:00", "名额已满（截至11月22日），可候补", True),
        ("meishu-qimeng1-2027-chun", "2026-12-01T09:00", "报名中", True),
        ("meishu-qimeng1-2026-qiu", "2026-11-24T07:00", "报名已截止", False),
    ],
)
def test_sign_up_is_that_of_the_class(
    opened: Open,  # noqa: F811
    path: str,
    now: str,
    words: str,
    button: bool,
) -> None:
    page = opened(f"q/{path}/", now=now)
    expect(page.locator(".signup .state")).to_contain_text(words)
    expect(page.locator(".go:visible a")).to_have_count(int(button))
    expect(page.locator('a[href^="tel:"]').first).to_be_visible()


def test_the_form_gets_the_course_and_the_whole_page_is_one_tap_away(opened: Open, site_url: str) -> None:  # noqa: F811
    page = opened("q/yexiao/")
    assert page.get_attribute(".go a", "href") == "https://www.wjx.cn/vm/shilixx.aspx?sojumpparm=yexiao"
    page.click("text=看完整介绍")
    page.wait_for_url(f"{site_url}courses/yexiao/")


def test_all_dates_are_there_when_asked_for(opened: Open) -> None:  # noqa: F811
    page = opened("q/yexiao/", now="2026-12-03T21:00")
    rows = page.locator("#rows li:visible")
    expect(rows).to_have_count(6)
    expect(rows.first).to_contain_text("12月7日(周一)")
    page.click("text=/看全部\\d+次/")
    assert rows.count() > 30
    expect(page.locator("#rows li").first).to_be_hidden()


def test_the_page_looks_again_while_it_lies_open(opened: Open) -> None:  # noqa: F811
    page = opened("q/yexiao/", now="2026-11-24T18:59")
    expect(page.locator("#answer")).to_contain_text("今天19:00照常")
    page.clock.set_fixed_time("2026-11-24T11:30:00Z")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#answer")).to_contain_text("正在上，到20:30")


def test_without_scripts_every_coming_date_stands_there(opened: Open) -> None:  # noqa: F811
    page = opened("q/yexiao/", java_script_enabled=False)
    words = page.inner_text("main")
    assert not re.search("今天|明天|后天|正在|现在", words)
    assert "11月24日(周二) 19:00–20:30 小学段" in words
    assert page.locator("#rows li:visible").count() == page.locator("#rows li").count() > 30
    expect(page.locator('a[href="tel:08300000000"]')).to_be_visible()
    expect(page.locator(".sizes")).to_be_hidden()


@pytest.mark.parametrize("key", ["yexiao", "shufa", "meishu", "jijiu-2024"])
def test_one_request_of_less_than_ten_thousand_bytes(opened: Open, site_url: str, key: str) -> None:  # noqa: F811
    page = opened("about/")
    sizes: list[int] = []
    page.on("requestfinished", partial(weigh, sizes, sizes))
    page.goto(f"{site_url}q/{key}/", wait_until="networkidle")
    assert len(sizes) == 1
    assert sizes[0] < 10_000


def test_it_opens_without_network_once_loaded(browser: Browser, site_url: str) -> None:
    context = browser.new_context(timezone_id="America/New_York", service_workers="allow")
    page = context.new_page()
    page.goto(f"{site_url}q/yexiao/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    context.set_offline(True)
    page.goto(f"{site_url}q/yexiao/")
    expect(page.locator("#answer")).not_to_be_empty()
    expect(page.locator("body")).to_contain_text("离线")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_axe_finds_nothing(opened: Open, autumn: Open, size: tuple[int, int], scheme: str) -> None:  # noqa: F811
    wrong = {}
    for now in ("2026-11-24T07:00", "2026-11-25T07:00", "2027-07-03T07:00"):
        for key in ("yexiao", "meishu", "xingti"):
            page = opened(f"q/{key}/", now=now, size=size, color_scheme=scheme, bypass_csp=True)
            if found := axe(page):
                wrong[key, now] = found
    for key in ("taiji-2024", "taiji-2025", "hechang"):
        page = autumn(f"q/{key}/", now="2026-10-10T07:00", size=size, color_scheme=scheme, bypass_csp=True)
        if found := axe(page):
            wrong[key, ""] = found
    assert wrong == {}


def test_letters_targets_and_width(opened: Open) -> None:  # noqa: F811
    page = opened("q/shufa/", now="2026-11-28T07:00", size=(320, 640))
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e => e.innerText && e.innerText.trim())
            .map(e => parseFloat(getComputedStyle(e).fontSize))"""
    )
    assert min(sizes) >= 15
    tall = page.evaluate("[...document.querySelectorAll('.btn')].filter(e => e.offsetHeight).map(e => e.offsetHeight)")
    assert min(tall) >= 60
    small = page.evaluate(
        """() => [...document.querySelectorAll('a, button')].map(e => [e.getBoundingClientRect(), e.outerHTML])
            .filter(([r]) => r.height && (r.height < 44 || r.width < 44)).map(([, html]) => html)"""
    )
    assert small == []
    page.evaluate("document.documentElement.style.fontSize = '225%'")  # 18 px × 2
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_size_of_letters_is_the_site_s_own(opened: Open, site_url: str) -> None:  # noqa: F811
    page = opened("q/yexiao/")
    page.click("text=特大")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 30
    page.goto(site_url)
    assert page.get_attribute("html", "data-size") == "2"
    page.goto(f"{site_url}q/yexiao/?da=0")
    assert page.get_attribute("html", "data-size") is None


def test_everything_is_reached_by_keyboard(opened: Open) -> None:  # noqa: F811
    page = opened("q/yexiao/")
    wanted = page.evaluate("[...document.querySelectorAll('a[href],button')].filter(e => e.offsetHeight).length")
    page.evaluate("window.seen = new Set()")
    for _ in range(wanted):
        page.keyboard.press("Tab")
        page.evaluate("window.seen.add(document.activeElement)")
    assert page.evaluate("window.seen.has(document.body) ? 0 : window.seen.size") == wanted
    page.focus("#all")
    page.keyboard.press("Enter")
    assert page.locator("#rows li:visible").count() > 30


def test_a_screen_reader_hears_the_answer(opened: Open) -> None:  # noqa: F811
    page = opened("q/yexiao/")
    answer = page.get_by_role("status", name="今天上不上")
    expect(answer).to_contain_text("今天19:00照常")
    expect(page.get_by_role("link", name="打电话 0830-0000000")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("家庭健康教育夜校")
