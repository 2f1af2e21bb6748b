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
    return page.eval_on_selector_all(".day:not([hidden])", "all => all.map(day => day.dataset.date)")


def day(page: Page, date: str) -> Any:
    return page.locator(f'.day[data-date="{date}"]')


@pytest.mark.parametrize(
    ("now", "words", "absent"),
    [
        (
            "2026-11-24T07:00",
            ["今天 11月24日 星期二", "下午4:30", "书法班（平日一班）", "晚上7:00", "晚上7:30"],
            "上完",
        ),
        ("2026-11-24T17:59", ["下午4:30", "晚上7:00"], "上完"),
        ("2026-11-24T19:01", ["晚上7:00", "公益形体课（晚间班） 今天不上"], "书法班"),
        ("2026-11-24T22:00", ["今天的课上完了"], "家庭健康"),
        ("2026-11-25T07:00", ["今天 11月25日 星期三", "美术班（平日一班） 今天不上", "美术室检修电路。"], "明天"),
        (
            "2026-11-28T07:00",
            ["今天 11月28日 星期六", "换地方了", "在妇女之家培训室（党群服务中心2楼203室）。"],
            "上完",
        ),
        ("2026-12-03T07:00", ["今天 12月3日 星期四", "改到这天", "原来是星期三（12月2日）晚上7:00"], "上完"),
        (
            "2026-12-21T07:00",
            ["今天 12月21日 星期一", "家庭健康教育夜校（学前段）", "晚上7:00", "专家教您怎么带孩子"],
            "上完",
        ),
    ],
)
def test_today_is_told_as_it_is(opened: Open, now: str, words: list[str], absent: str) -> None:  # noqa: F811
    page = opened("da/", now=now)
    today = day(page, now[:10])
    for word in words:
        expect(today).to_contain_text(re.compile(re.escape(word).replace(r"\ ", r"\s*")))
    assert absent not in today.inner_text()
    assert shown(page)[0] == now[:10]


def test_what_is_off_says_what_comes_instead(opened: Open) -> None:  # noqa: F811
    page = opened("da/", now="2026-11-24T07:00")
    off = day(page, "2026-11-24").locator("li.off")
    expect(off.locator("s")).to_have_text("晚上7:30")
    expect(off).to_contain_text("今天不上")
    expect(off).to_contain_text("改到星期四（11月26日）晚上7:30。")
    expect(day(page, "2026-11-25").locator("li.off")).to_contain_text("明天不上")
    assert page.locator(".day li a:visible").count() > 20


@pytest.mark.parametrize("now", ["2026-11-24", "2026-11-29", "2026-12-04", "2026-12-07", "2026-12-29", "2027-01-15"])
def test_there_are_always_seven_days_in_order(opened: Open, now: str) -> None:  # noqa: F811
    page = opened("da/", now=f"{now}T07:00")
    first = date.fromisoformat(now)
    expect(day(page, (first + timedelta(days=6)).isoformat())).to_be_attached()
    assert shown(page) == [(first + timedelta(days=n)).isoformat() for n in range(7)]
    last = first + timedelta(days=6)
    expect(page.locator("#week")).to_have_text(f"这一周（到{last.month}月{last.day}日）")
    assert page.evaluate("document.querySelector('#week').nextElementSibling.dataset.date") == shown(page)[2]
    if now > "2026-12-28":
        expect(page.locator("#main > .note")).to_contain_text("2027年放假安排尚未公布，以通知为准。")


def test_days_fetched_from_the_months_are_told_like_those_in_the_page(autumn: Open, opened: Open) -> None:  # noqa: F811
    """The same day, once from the page's own rows and once from the month's: times, names and sentences agree."""
    texts = []
    for page in (opened("da/", now="2026-12-01T07:00"), autumn("da/", now="2026-12-01T07:00")):
        expect(day(page, "2026-12-01")).to_contain_text("夜校")
        texts.append(re.findall(r"\w\w\d+:\d\d|.+班）", day(page, "2026-12-01").inner_text()))
        expect(day(page, "2026-12-02").locator("li.off")).to_contain_text("明天不上")
        href = day(page, "2026-12-01").locator("a").first.get_attribute("href") or ""
        assert href.startswith("../q/")
    assert texts[0] == texts[1] != []


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-08-26T07:00", ["今天 8月26日", "没有课"]),
        ("2026-09-20T07:00", ["补周二的课", "家庭健康教育夜校（小学段）", "补课"]),
        ("2026-10-05T07:00", ["国庆节放假", "不上"]),
        ("2026-10-10T07:00", ["补周三的课", "家庭健康教育夜校（中学段）"]),
    ],
)
def test_holidays_and_worked_saturdays_of_an_old_page(autumn: Open, now: str, words: list[str]) -> None:
    page = autumn("da/", now=now)
    for word in words:
        expect(day(page, now[:10])).to_contain_text(re.compile(re.escape(word).replace(r"\ ", r"\s*")))
    expect(page.locator("#stale")).to_be_visible(visible=now > "2026-09-25")


def test_when_nothing_more_is_planned_it_says_so_and_gives_the_number(opened: Open) -> None:  # noqa: F811
    page = opened("da/", now="2027-08-20T07:00", quiet=False)
    expect(page.locator("#said")).to_have_text("后面的课还没有排出来，请打电话问。")
    expect(page.locator("#stale")).to_contain_text("请先打电话")
    expect(page.locator("#call .btn").first).to_be_in_viewport()
    assert shown(page) == []


def test_when_the_months_cannot_be_fetched_it_says_so(browser: Browser, site_url: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.clock.set_fixed_time("2026-12-30T00:00:00Z")
    page.route("**/timetable/**", lambda route: route.abort())
    page.goto(f"{site_url}da/")
    expect(page.locator("#said")).to_have_text("后面几天的课没有取到，请打电话问。")
    context.close()


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
    page.wait_for_url(f"{site_url}q/yexiao/")
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
    page.on("requestfinished", partial(weigh, sizes))
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
