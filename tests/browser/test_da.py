"""The 长辈版 walked through time: large, spoken, true, whole without scripts, read aloud where there is a voice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from test_pages import DESK, PHONE, Open, axe, opened, visits, weigh  # noqa: F401  a fixture

pytestmark = pytest.mark.browser

VOICE = """
window.spoken = [];
window.voices = [{ lang: "en-US", localService: true }, { lang: "zh-CN", name: "婷婷", localService: true }];
class Utterance { constructor(text) { this.text = text; } }
const synthesis = new EventTarget();
Object.assign(synthesis, {
  getVoices: () => window.voices,
  speak: (piece) => { window.spoken.push(piece); window.held || setTimeout(() => piece.onend && piece.onend(), 5); },
  cancel: () => { window.cancelled = (window.cancelled || 0) + 1; },
});
Object.defineProperty(window, "speechSynthesis", { value: synthesis });
window.SpeechSynthesisUtterance = Utterance;
"""
"""A browser that speaks: what it is given is kept in `spoken`."""


@pytest.fixture
def autumn(browser: Browser, autumn_url: str) -> Iterator[Open]:
    """Open a page of the site as it was built on 25 August, before the term."""
    yield from visits(browser, autumn_url)


def shown(page: Page) -> list[str]:
    return page.eval_on_selector_all(".day[data-date]:not([hidden])", "all => all.map(day => day.dataset.date)")


def day(page: Page, date: str) -> Any:
    return page.locator(f'.day[data-date="{date}"]')


def test_the_browser_chooses_what_holds(opened: Open) -> None:  # noqa: F811
    """A proof; tests/test_doors.py asks the words of every border."""
    page = opened("da/", now="2026-11-24T07:00")
    expect(day(page, "2026-11-24")).to_be_visible()
    expect(page.locator("main")).to_contain_text("晚上7:00")
    assert "2026-11-23" not in shown(page)
    later = opened("da/", now="2026-11-26T07:00")
    assert shown(later)[0] == "2026-11-26"


@pytest.mark.parametrize(
    ("now", "count"), [("2026-11-24", 7), ("2026-11-29", 7), ("2026-12-01", 7), ("2026-12-04", 4), ("2026-12-07", 1)]
)
def test_a_week_is_shown_as_far_as_the_page_reaches(opened: Open, now: str, count: int) -> None:  # noqa: F811
    page = opened("da/", now=f"{now}T07:00")
    first = date.fromisoformat(now)
    assert shown(page) == [(first + timedelta(days=n)).isoformat() for n in range(count)]
    last = min(first + timedelta(days=6), date(2026, 12, 7))
    if count > 2:
        expect(page.locator(".part:visible")).to_have_text(f"这一周（到{last.month}月{last.day}日）")
        assert (
            page.evaluate("document.querySelector('.part:not([hidden])').nextElementSibling.dataset.date")
            == shown(page)[2]
        )
    expect(page.get_by_text("后面的课请看课表")).to_be_visible(visible=count < 7)


def test_an_old_page_says_so_and_fetches_nothing(opened: Open, site_url: str) -> None:  # noqa: F811
    page = opened("about/", now="2026-12-20T07:00")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site_url)))
    page.goto(f"{site_url}da/", wait_until="networkidle")
    assert [url for url in asked if "favicon" not in url] == ["da/"]
    assert shown(page) == []
    expect(page.get_by_text("这一页是2026年11月24日做的，只写到2026年12月7日。")).to_be_visible()
    expect(page.locator(".stale.stale:visible")).to_contain_text("请先打电话")
    expect(page.locator("#call .btn").first).to_be_in_viewport()


def test_without_scripts_it_is_whole_and_absolute(opened: Open) -> None:  # noqa: F811
    page = opened("da/", java_script_enabled=False)
    words = page.inner_text("main")
    assert not re.search("今天|明天|后天|这一周|正在", words)
    assert "11月24日 星期二" in words
    assert "11月30日 星期一" in words
    assert "公益形体课（晚间班） 不上" in words
    assert "改到星期四（11月26日）晚上7:30。" in words
    assert "晚上七点，专家教您怎么带孩子" in words
    assert "上班忙不过来，小娃娃可以放这里，半天也行。" in words
    expect(page.locator("#read")).to_be_hidden()
    assert page.locator('a[href^="tel:"]:visible').count() > 5


@pytest.mark.parametrize(("size", "least"), [(0, 24), (1, 28), (2, 34)])
def test_letters_are_large(opened: Open, size: int, least: int) -> None:  # noqa: F811
    page = opened(f"da/?da={size}", size=(320, 640))
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e => e.innerText && e.innerText.trim())
            .map(e => [parseFloat(getComputedStyle(e).fontSize), e.outerHTML.slice(0, 80)])"""
    )
    assert min(sizes)[0] >= least, min(sizes)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_it_fits_320_px_with_letters_twice_as_large(opened: Open) -> None:  # noqa: F811
    page = opened("da/", size=(320, 640))
    page.evaluate("document.documentElement.style.fontSize = '300%'")  # 24 px × 2
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_targets_are_large_and_apart(opened: Open) -> None:  # noqa: F811
    page = opened("da/")
    calls = page.evaluate("[...document.querySelectorAll('.btn')].map(e => e.offsetHeight).filter(Boolean)")
    assert min(calls) >= 60
    assert len(calls) > 5
    rows = page.evaluate(
        "[...document.querySelectorAll('.day:not([hidden]) li:not([hidden])')].map(e => e.offsetHeight)"
    )
    assert min(rows) >= 48
    others = page.evaluate(
        """() => [...document.querySelectorAll('.doors a, footer a, footer button')].map(e => e.getBoundingClientRect())
            .filter(r => r.height && r.height < 44).length"""
    )
    assert others == 0


def test_a_whole_row_leads_to_its_answer(opened: Open, site_url: str) -> None:  # noqa: F811
    page = opened("da/", now="2026-11-24T07:00")
    page.locator(".day li", has_text="夜校").first.click(position={"x": 5, "y": 20})
    page.wait_for_url(f"{site_url}q/yexiao*/")
    expect(page.locator("#answer")).to_contain_text("今天19:00照常")


def speaking(opened: Open, **options: Any) -> Page:  # noqa: F811
    page = opened("about/", **options)
    page.context.add_init_script(VOICE)
    page.goto(page.url.replace("about/", "da/"))
    return page


def test_it_reads_what_is_shown_and_stops(opened: Open) -> None:  # noqa: F811
    page = speaking(opened)
    button = page.get_by_role("button", name="读给我听")
    expect(button).to_be_visible()
    assert page.evaluate("document.querySelector('#read').offsetHeight") >= 60
    page.evaluate("window.held = true")
    button.click()
    expect(page.locator("#read")).to_have_text("停下，不读了")
    expect(page.locator(".reading")).to_have_count(1)
    page.click("#read")
    expect(page.locator("#read")).to_have_text("读给我听")
    expect(page.locator(".reading")).to_have_count(0)
    assert page.evaluate("window.cancelled") >= 1
    page.evaluate("window.held = false; window.spoken = []")
    page.click("#read")
    expect(page.locator("#read")).to_have_text("读给我听", timeout=20_000)
    told = page.evaluate("window.spoken.map(piece => piece.text)")
    assert re.match(r"今天\s*11月24日 星期二", told[0])
    assert any("家庭健康教育夜校" in text and "晚上7:00" in text for text in told)
    assert any("今天不上" in text and "改到星期四" in text for text in told)
    assert not any("12月6日" in text for text in told), "what is hidden is not read"
    voices = page.evaluate("window.spoken.map(piece => piece.voice.lang + piece.lang)")
    assert set(voices) == {"zh-CNzh-CN"}


def test_without_a_chinese_voice_there_is_no_button_until_one_comes(opened: Open) -> None:  # noqa: F811
    page = opened("about/")
    page.context.add_init_script(VOICE + "window.voices = [{ lang: 'en-US' }];")
    page.goto(page.url.replace("about/", "da/"))
    expect(page.locator("#read")).to_be_hidden()
    page.evaluate("window.voices.push({ lang: 'zh_CN' }); speechSynthesis.dispatchEvent(new Event('voiceschanged'))")
    expect(page.locator("#read")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_axe_finds_nothing(opened: Open, size: tuple[int, int], scheme: str) -> None:  # noqa: F811
    for now in ("2026-11-24T17:00", "2026-12-30T07:00"):
        page = opened("da/", now=now, size=size, color_scheme=scheme, bypass_csp=True)
        page.wait_for_load_state("networkidle")
        assert axe(page) == []
    page = speaking(opened, size=size, color_scheme=scheme, bypass_csp=True)
    page.evaluate("window.held = true")
    page.click("#read")
    assert axe(page) == []


CONTRAST = """() => {
  const lum = (rgb) => { const v = rgb.match(/[\\d.]+/g).slice(0, 3).map(x => x / 255)
      .map(x => x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4); return .2126 * v[0] + .7152 * v[1] + .0722 * v[2]; };
  const under = (e) => { for (; e; e = e.parentElement) { const b = getComputedStyle(e).backgroundColor;
      if (b !== "rgba(0, 0, 0, 0)") return b; } return "rgb(255, 255, 255)"; };
  const bad = [];
  for (const e of document.querySelectorAll("body *")) {
    if (!e.getClientRects().length || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    if (e.closest("svg, .sr, .skip")) continue;
    const [a, b] = [lum(getComputedStyle(e).color), lum(under(e))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 7) bad.push([((a + .05) / (b + .05)).toFixed(2), e.outerHTML.slice(0, 90)]);
  }
  return bad;
}"""
"""Every element with words of its own whose contrast is below 7:1."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "timetable/", "courses/yexiao/", "services/tuoyu/", "da/", "q/meishu/", "join/"])
def test_with_more_contrast_everything_has_seven_to_one(opened: Open, path: str, scheme: str) -> None:  # noqa: F811
    page = opened(path, now="2026-11-25T07:00", color_scheme=scheme, contrast="more")
    assert page.evaluate(CONTRAST) == []


@pytest.mark.parametrize("path", ["", "timetable/", "courses/yexiao/", "services/tuoyu/", "da/", "q/meishu/", "join/"])
def test_body_text_has_seven_to_one_in_the_dark(opened: Open, path: str) -> None:  # noqa: F811
    page = opened(path, now="2026-11-25T07:00", color_scheme="dark")
    chips = [row for row in page.evaluate(CONTRAST) if not re.match(r"<(?:b|span|a|p|strong|button) ", row[1])]
    assert chips == []


def test_one_light_request(opened: Open, site_url: str) -> None:  # noqa: F811
    page = opened("about/")
    sizes: list[int] = []
    page.on("requestfinished", partial(weigh, sizes, sizes))
    page.goto(f"{site_url}da/", wait_until="networkidle")
    assert len(sizes) == 1
    assert sizes[0] <= 15_000


def test_it_is_reached_by_its_word_from_every_page(opened: Open, site_url: str) -> None:  # noqa: F811
    page = opened("courses/yexiao/")
    page.click("#size-open")
    page.get_by_role("group", name="字号").get_by_role("link", name="长辈版").click()
    page.wait_for_url(f"{site_url}da/")
    page.goto(site_url)
    page.locator("footer").get_by_role("link", name="长辈版").click()
    page.wait_for_url(f"{site_url}da/")


def test_by_keyboard_everything_is_reached_and_seen(opened: Open) -> None:  # noqa: F811
    page = speaking(opened)
    wanted = page.evaluate("[...document.querySelectorAll('a[href],button')].filter(e => e.offsetHeight).length")
    page.evaluate("window.seen = new Set()")
    for _ in range(wanted):
        page.keyboard.press("Tab")
        page.evaluate("window.seen.add(document.activeElement)")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert page.evaluate("window.seen.has(document.body) ? 0 : window.seen.size") == wanted
