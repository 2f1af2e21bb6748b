"""By keyboard, with large letters, in light and dark: what axe and a finger find of the pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from test_pages import ALL_KINDS, DESK, KINDS, PHONE, Open, axe, opened  # noqa: F401  a fixture

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_axe_finds_nothing(opened: Open, size: tuple[int, int], scheme: str) -> None:  # noqa: F811
    """In the dark the pages differ in their colours alone."""
    rules = ("color-contrast", "link-in-text-block") if scheme == "dark" else ()
    wrong = {}
    for path in ALL_KINDS:
        page = opened(path, size=size, color_scheme=scheme, bypass_csp=True)
        if found := axe(page, *rules):
            wrong[path] = found
    assert wrong == {}


@pytest.mark.parametrize("button", ["#search-open", "#size-open"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_opened_panels(opened: Open, scheme: str, button: str) -> None:  # noqa: F811
    page = opened("", color_scheme=scheme, bypass_csp=True)
    page.click(button)
    page.wait_for_load_state("networkidle")
    assert axe(page) == []


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize("path", KINDS)
def test_everything_is_reached_by_keyboard_and_seen(opened: Open, path: str, size: tuple[int, int]) -> None:  # noqa: F811
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


def test_the_skip_link_comes_first_and_leads_to_the_text(opened: Open) -> None:  # noqa: F811
    page = opened()
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_no_sideways_scrolling_with_letters_twice_as_large(opened: Open) -> None:  # noqa: F811
    wide = {}
    for path in ALL_KINDS:
        page = opened(path, size=(320, 640))
        page.evaluate("document.documentElement.style.fontSize = '225%'")  # 18 px × 2
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[path] = width
    assert wide == {}


def test_letters_and_targets_are_large_enough(opened: Open) -> None:  # noqa: F811
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


def test_the_size_of_letters_is_kept_and_set_before_the_first_paint(opened: Open, site_url: str) -> None:  # noqa: F811
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
