"""No page lacks styles: what a sheet styles that a page does not carry is not in that page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from test_pages import ALL_KINDS, Open, opened  # noqa: F401  a fixture

from linli.assets import read
from linli.stylesheets import ORDER

pytestmark = pytest.mark.browser

SELECTORS = """sheets => {
    const carried = document.querySelector("style").textContent;
    const found = [];
    const look = (name, rules) => [...rules].forEach(rule => {
        if (rule.selectorText) rule.selectorText.split(",").forEach(one => {
            const plain = one.replace(/::?(before|after|hover|focus-visible|focus|details-content)/g, "").trim();
            const there = [...document.querySelectorAll(plain || "*")];
            // What is sent to a group, and a note of a written text, have looks of their own.
            if (there.some(each => !each.matches(".notice, .admonition"))) found.push(`${name}: ${one.trim()}`);
        });
        else if (rule.cssRules) look(name, rule.cssRules);
    });
    for (const [name, text] of Object.entries(sheets)) {
        if (carried.includes(text.split("@media print{")[0])) continue;
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        look(name, sheet.cssRules);
    }
    return found;
}"""


@pytest.fixture(scope="module")
def sheets(root: Path) -> dict[str, str]:
    return dict(read(root).sheets)


@pytest.mark.parametrize("path", [*ALL_KINDS, "courses/shufa/", "my/offline/"])
def test_a_page_carries_the_styles_of_all_that_is_in_it(opened: Open, sheets: dict[str, str], path: str) -> None:  # noqa: F811
    page = opened(path)
    assert set(sheets) == set(ORDER)
    assert page.evaluate(SELECTORS, sheets) == []
    if page.locator("[data-calendar]").count():
        page.locator("[data-calendar]").last.click()
        page.wait_for_selector(".panel")
        assert page.evaluate(SELECTORS, sheets) == []


def test_the_page_for_what_is_missing_carries_its_styles(
    browser: Browser, sheets: dict[str, str], site_dir: Path
) -> None:
    page = browser.new_page()
    page.goto((site_dir / "404.html").as_uri())
    assert page.evaluate(SELECTORS, sheets) == []
    page.close()


def test_the_filters_and_the_search_bring_their_own(opened: Open) -> None:  # noqa: F811
    page = opened("timetable/")
    page.click("#choices summary")
    page.wait_for_selector(".opts")
    assert page.locator(".opts").evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"
    page.click("#search-open")
    page.keyboard.insert_text("夜校")
    page.wait_for_selector("[role=option]")
    assert page.locator("[role=option]").first.evaluate("one => getComputedStyle(one).display") == "block"
