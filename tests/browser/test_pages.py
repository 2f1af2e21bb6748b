"""The reference site in a real browser: on a phone and a desk, in light and dark, by keyboard, at any hour."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from linli import kinds
from linli.build import build
from tests_support import ADDRESSES, TODAY

pytestmark = pytest.mark.browser

KINDS = ("", "timetable/", "courses/yexiao/")
ALL_KINDS = (
    *KINDS,
    *(ADDRESSES[kind.name] for kind in kinds.KINDS if not kind.bare and kind.name != "timetable"),
    *("about/", "join/", "writing/", "editing/", "rules/"),
)
ROOT = Path(__file__).resolve().parents[2]
PHONE, DESK = (360, 780), (1280, 800)
Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, site_url: str) -> Iterator[Open]:
    """Open a page of the reference site as `visits` does."""
    yield from visits(browser, site_url)


def visits(browser: Browser, site_url: str) -> Iterator[Open]:
    """Open a page at an hour in Shanghai on a phone that thinks it is in New York; foreign requests and noise fail."""
    contexts = []
    noise: list[str] = []

    def visit(
        path: str = "", now: str = "2026-11-24T17:00", size: tuple[int, int] = PHONE, quiet: bool = True, **options: Any
    ) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, timezone_id="America/New_York", **options
        )
        contexts.append(context)
        page = context.new_page()
        if quiet:
            page.on("console", lambda message: noise.append(f"{path}: {message.text}"))
        page.on("pageerror", lambda error: noise.append(f"{path}: {error}"))
        page.on(
            "request",
            lambda request: None if request.url.startswith((site_url, "blob:")) else noise.append(request.url),
        )
        page.clock.set_fixed_time(datetime.fromisoformat(f"{now}+08:00"))
        page.goto(site_url + path)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert noise == []


def axe(page: Page) -> list[str]:
    """What axe finds wrong, each with its first element."""
    page.evaluate(Path(os.environ["LINLI_AXE"]).read_text("utf-8"))
    found = page.evaluate("axe.run()")
    return [f"{wrong['id']}: {wrong['nodes'][0]['html']}" for wrong in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_axe_finds_nothing(opened: Open, size: tuple[int, int], scheme: str) -> None:
    wrong = {}
    for path in ALL_KINDS:
        page = opened(path, size=size, color_scheme=scheme, bypass_csp=True)
        if found := axe(page):
            wrong[path] = found
    assert wrong == {}


@pytest.mark.parametrize("button", ["#search-open", "#size-open"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_opened_panels(opened: Open, scheme: str, button: str) -> None:
    page = opened("", color_scheme=scheme, bypass_csp=True)
    page.click(button)
    page.wait_for_load_state("networkidle")
    assert axe(page) == []


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize("path", KINDS)
def test_everything_is_reached_by_keyboard_and_seen(opened: Open, path: str, size: tuple[int, int]) -> None:
    page = opened(path, size=size)
    wanted = page.evaluate(
        """() => [...document.querySelectorAll('a[href],button,input,summary')]
            .filter(e => e.getClientRects().length && getComputedStyle(e).visibility === 'visible')
            .filter(e => !e.closest('details:not([open]) > :not(summary)')).length"""
    )
    reached = page.evaluate("() => { window.seen = new Set(); return 0 }")
    hidden = []
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        reached, outside = page.evaluate(
            """() => {
                const e = document.activeElement;
                if (!e || e === document.body) return [window.seen.size, ''];
                window.seen.add(e);
                const r = e.getBoundingClientRect();
                const bar = document.querySelector('.actions').getBoundingClientRect();
                const covered = bar.height && !e.closest('.actions') && r.top >= bar.top;
                const out = r.width < 1 || r.right <= 0 || r.left >= innerWidth || r.bottom <= 0 || r.top >= innerHeight;
                return [window.seen.size, out || covered ? e.outerHTML.slice(0, 120) : ''];
            }"""
        )
        if outside:
            hidden.append(outside)
    assert hidden == []
    assert reached >= wanted


def test_the_skip_link_comes_first_and_leads_to_the_text(opened: Open) -> None:
    page = opened()
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_no_sideways_scrolling_with_letters_twice_as_large(opened: Open) -> None:
    wide = {}
    for path in ALL_KINDS:
        page = opened(path, size=(320, 640))
        page.evaluate("document.documentElement.style.fontSize = '225%'")  # 18 px × 2
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[path] = width
    assert wide == {}


def test_letters_and_targets_are_large_enough(opened: Open) -> None:
    page = opened("timetable/")
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e => e.innerText && e.innerText.trim())
            .map(e => [parseFloat(getComputedStyle(e).fontSize), e.outerHTML.slice(0, 80)])"""
    )
    assert min(sizes)[0] >= 15, min(sizes)
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 18
    small = page.evaluate(
        """() => [...document.querySelectorAll('button,.btn,.words a,.months a,.foot nav a,summary')]
            .map(e => [e.getBoundingClientRect(), e.outerHTML.slice(0, 80)])
            .filter(([r]) => r.height && (r.height < 44 || r.width < 44)).map(([, html]) => html)"""
    )
    assert small == []


def test_the_size_of_letters_is_kept_and_set_before_the_first_paint(opened: Open, site_url: str) -> None:
    page = opened()
    page.click("#size-open")
    page.click("text=特大")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 30
    page.goto(f"{site_url}timetable/", wait_until="commit")
    page.wait_for_selector("h1")
    assert page.get_attribute("html", "data-size") == "2"
    page.goto(f"{site_url}?da=1")
    assert page.get_attribute("html", "data-size") == "1"
    smallest = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll('body *')].filter(e => e.innerText && e.innerText.trim())
            .map(e => parseFloat(getComputedStyle(e).fontSize)))"""
    )
    assert smallest >= 18
    page.goto(site_url)
    assert page.get_attribute("html", "data-size") == "1"


@pytest.mark.parametrize(
    ("now", "words", "rows"),
    [
        ("2026-11-24T07:00", "今天 11月24日 星期二", ["9:30"]),
        ("2026-11-24T17:00", "今天 11月24日 星期二", ["进行中", "下一节"]),
        ("2026-11-24T23:00", "今天 11月24日 星期二", ["明天", "11月25日"]),
        ("2026-11-25T07:00", "今天 11月25日 星期三", ["家庭健康教育夜校 · 中学段"]),
        ("2026-12-10T08:00", "今天 12月10日 星期四", ["书法班 · 平日二班"]),
        ("2027-02-10T08:00", "今天 2月10日 星期三", ["今天没有课程", "2月22日"]),
    ],
)
def test_home_says_what_is_on_today(opened: Open, now: str, words: str, rows: list[str]) -> None:
    page = opened("", now=now)
    expect(page.locator("h1")).to_have_text(words)
    for row in rows:
        expect(page.locator("#today")).to_contain_text(row)
    expect(page.locator(".stale:visible")).to_have_count(1 if now > "2026-11-27" else 0)
    shown = page.locator("#today .day:visible")
    for index in range(shown.count()):
        assert (shown.nth(index).get_attribute("data-date") or "") >= now[:10]


def test_cancellations_of_today_and_tomorrow_are_named_so(opened: Open) -> None:
    expect(opened("", now="2026-11-24T07:00").locator(".alert", has_text="美术室检修电路")).to_contain_text("明天停课")
    expect(opened("", now="2026-11-25T07:00").locator(".alert", has_text="美术室检修电路")).to_contain_text("今天停课")
    expect(opened("", now="2026-11-26T07:00").locator(".alert", has_text="美术室检修电路")).to_be_hidden()


def test_the_timetable_hides_what_is_over_and_reads_on_for_eight_weeks(opened: Open) -> None:
    page = opened("timetable/?kind=夜校&kind=青少年宫", now="2026-11-27T07:00")
    days = page.locator(".day:visible")
    assert days.first.get_attribute("data-date") == "2026-11-27"
    expect(days.first.locator("h2")).to_contain_text("今天")
    page.click("#more-weeks")
    expect(page.locator("#more-said")).to_contain_text("1月")
    dates = page.eval_on_selector_all(".day", "all => all.map(day => day.dataset.date)")
    assert dates == sorted(set(dates))
    assert "2027-01-20" in dates
    assert dates[-1] <= "2027-01-21"
    href = page.get_attribute('.day[data-date="2027-01-20"] a', "href") or ""
    assert page.request.get(href).ok, "links of adopted days lead from where they came"


def test_the_timetable_of_an_old_page_fetches_its_days(opened: Open) -> None:
    page = opened("timetable/", now="2026-12-21T07:00")
    expect(page.locator(".day:visible").first).to_have_attribute("data-date", "2026-12-21")


def test_where_the_months_cannot_be_fetched_the_link_stays(opened: Open, site_url: str) -> None:
    page = opened("timetable/?kind=夜校", quiet=False)
    page.route("**/timetable/2026-12/", lambda route: route.fulfill(status=503, body=""))
    page.click("#more-weeks")
    expect(page.locator("#more-said")).to_contain_text("没有取到")
    page.unroute("**/timetable/2026-12/")
    page.click("#more-weeks")
    page.wait_for_url(f"{site_url}timetable/2026-12/")


@pytest.mark.parametrize(
    ("path", "now", "words"),
    [
        ("courses/meishu/", "2026-11-24T17:00", "报名未开始，12月1日9:00开放"),
        ("courses/meishu/", "2026-12-01T09:01", "报名中"),
        ("courses/meishu/", "2026-12-20T18:00", "报名已截止"),
        ("courses/yexiao/", "2026-11-24T17:00", "报名中 三个班共余26"),
        ("courses/yexiao/", "2026-12-01T17:00", "名额以报名表为准"),
        ("courses/xingti/", "2026-11-24T17:00", "名额已满"),
    ],
)
def test_sign_up_is_said_as_it_is_at_this_moment(opened: Open, path: str, now: str, words: str) -> None:
    page = opened(path, now=now)
    block = page.locator(".signup").filter(has=page.locator(".state b:visible", has_text=words)).last
    expect(block.locator(".go:visible")).to_have_count(0 if "截止" in words else 1)


def test_the_next_eight_sessions_move_on_with_time(opened: Open) -> None:
    for now in ("2026-11-24T07:00", "2026-12-10T07:00"):
        page = opened("courses/huiben/", now=now)
        starts = page.eval_on_selector_all("#next .session", "all => all.map(row => row.dataset.start)")
        assert len(starts) == 8
        assert starts == sorted(starts)
        assert starts[0] >= now[:10]
    expect(page.locator(".past")).to_contain_text("2026年11月")


def test_a_service_says_whether_it_is_open(opened: Open) -> None:
    expect(opened("services/tuoyu/", now="2026-11-24T10:00").locator(".open-now b:visible")).to_contain_text("现在开门")
    expect(opened("services/tuoyu/", now="2026-11-24T21:00").locator(".open-now b:visible")).to_contain_text(
        "明天8:00开门"
    )


def test_without_scripts_there_are_only_absolute_dates(opened: Open) -> None:
    for path in KINDS:
        page = opened(path, java_script_enabled=False)
        words = page.inner_text("main")
        assert not re.search("今天|明天|后天|正在|进行中|现在", words), path
        assert re.search(r"11月2\d日", words)
        expect(page.locator(".tools")).to_be_hidden()


def test_from_a_folder_the_links_still_work(browser: Browser, site_dir: Path) -> None:
    page = browser.new_page()
    page.goto((site_dir / "index.html").as_uri())
    page.click("text=课表")
    page.wait_for_url("**/timetable/index.html")
    page.locator(".session .t a").first.click()
    page.wait_for_url("**/courses/*/index.html")
    page.close()


def test_a_missing_address_shows_the_same_look_at_any_depth(
    browser: Browser, site_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The host answers any address with 404.html, whose links need the site's address to be known."""
    monkeypatch.setenv("SITE_URL", "https://example.org/linli/")
    assert build(ROOT, tmp_path / "site", TODAY).published
    missing = (tmp_path / "site/404.html").read_text("utf-8")
    page = browser.new_page(viewport={"width": 360, "height": 780}, bypass_csp=True)
    page.route("**/nobody/**", lambda route: route.fulfill(status=404, body=missing, content_type="text/html"))
    page.goto(f"{site_url}courses/nobody/knows/")
    expect(page.locator("h1")).to_have_text("没有找到这一页")
    expect(page.locator(".tools")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    assert axe(page) == []
    page.click("main >> text=课表")
    page.wait_for_url(f"{site_url}timetable/")
    page.close()


def invalid(files: Iterable[Path]) -> str:
    """What the Nu HTML checker says against pages."""
    new = (
        r".*(@container|container-type|details-content|content-visibility|block-size).*"  # newer than its style sheets
    )
    command = [os.environ["LINLI_JAVA"], "-jar", os.environ["LINLI_VNU"], "--errors-only", "--filterpattern", new]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)
    return done.stderr


def test_pages_are_valid_html(site_dir: Path) -> None:
    assert invalid(sorted(site_dir.rglob("*.html"))) == ""


def weigh(sizes: list[int], pictures: list[int], request: Request) -> None:
    if not request.url.endswith("favicon.svg"):
        drawn = re.search(r"/(pictures|illustrations|images)/|/qr\.png$", request.url)
        (pictures if drawn else sizes).append(request.sizes()["responseBodySize"])


def test_first_views_stay_light(opened: Open, site_dir: Path) -> None:
    """Bytes of everything a first visit fetches, as the host compresses it; the icon aside, pictures on their own."""
    heavy = {}
    for path in ALL_KINDS[:-2]:  # not the editor's manual, which lists every field of every table and every rule
        page = opened("about/")
        sizes: list[int] = []
        pictures: list[int] = []
        page.on("requestfinished", partial(weigh, sizes, pictures))
        page.goto(page.url.removesuffix("about/") + path, wait_until="networkidle")
        limit = 23_000 if path.startswith("timetable") else 15_000  # 20,000 wanted
        if path.startswith("courses/"):
            limit = 18_500  # a course of sixteen classes carries them all; 16,000 wanted
        if sum(sizes) > limit or len(sizes) > 3 + path.startswith("courses/"):  # the QR code of its form is near
            heavy[path] = sizes
        if sum(pictures) > 12_000:
            heavy[path] = pictures
    assert heavy == {}
