"""Hand-written pages in a real browser: no script of theirs runs, and all they may hold looks as it should."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Browser
from test_pages import axe, invalid

from conftest import served
from handwritten import ALL, HOSTILE, publish

pytestmark = pytest.mark.browser

TABLE = "| 甲 | 乙 | 丙 |\n|:--|--:|:-:|\n| 1 | 2 | 3 |\n"


@pytest.fixture(scope="module")
def written_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("written")
    for path, data in publish(folder / "root", {"table": TABLE, "all": ALL, **HOSTILE}).items():
        (folder / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / path).write_bytes(data)
    with served(folder / "site") as address:
        yield address


def test_no_script_of_a_page_runs(browser: Browser, written_url: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        ran = {}
        for name in HOSTILE:
            page.goto(f"{written_url}{name}/")
            if name == "link":
                page.click("#go")
            page.dispatch_event("h1", "mouseover") if page.query_selector("h1") else None
            ran[name] = page.evaluate("window.pwned")
            assert "js" in page.evaluate("document.documentElement.className"), "the theme's own scripts do"
        assert ran == dict.fromkeys(HOSTILE)


def test_columns_stand_as_they_were_aligned(browser: Browser, written_url: str) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        noise: list[str] = []
        page.on("console", lambda message: noise.append(message.text))
        page.goto(f"{written_url}table/")
        cells = page.eval_on_selector_all("td", "all => all.map(td => getComputedStyle(td).textAlign)")
        assert cells == ["left", "right", "center"]
        assert noise == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("letters", ["0", "2"])
@pytest.mark.parametrize("size", [(360, 780), (1280, 800)])
def test_all_that_can_be_written_stands_as_it_should(
    browser: Browser, written_url: str, size: tuple[int, int], letters: str, scheme: Any
) -> None:
    with browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, service_workers="block", bypass_csp=False
    ) as context:
        page = context.new_page()
        noise: list[str] = []
        page.on("console", lambda message: noise.append(message.text))
        page.on("requestfailed", lambda request: noise.append(request.url))
        page.on("response", lambda response: noise.append(response.url) if response.status >= 400 else None)
        page.goto(f"{written_url}all/?da={letters}")
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], "nothing stands out at the side"
        letter = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
        for icon in page.eval_on_selector_all(
            "main p > .twemoji:not(.lg) > svg",
            "all => all.map(e => [e.getBoundingClientRect().height, getComputedStyle(e).fill])",
        ):
            assert icon[0] < 1.5 * letter, "an icon is as large as the words"
            assert icon[1] != "none"
        assert page.evaluate("[...document.images].filter(i => i.checkVisibility()).every(i => i.naturalWidth > 0)")
        seen = page.eval_on_selector_all("img[src*='#only']", "all => all.map(i => i.checkVisibility())")
        assert seen == [scheme == "light", scheme == "dark"]
        assert [text for text in noise if "Service Worker" not in text] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_all_that_can_be_written(browser: Browser, written_url: str, scheme: Any) -> None:
    with browser.new_context(color_scheme=scheme, bypass_csp=True, service_workers="block") as context:
        page = context.new_page()
        page.goto(f"{written_url}all/")
        page.eval_on_selector_all("details", "all => all.forEach(e => { e.open = true })")
        assert axe(page) == []


def test_tabs_turn_without_scripts_by_finger_and_by_key(browser: Browser, written_url: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{written_url}all/")
        panels = page.locator(".tabbed-content")

        def shown() -> list[bool]:
            return [panels.nth(number).is_visible() for number in range(3)]

        assert shown() == [True, False, False]
        page.get_by_text("祖辈", exact=True).click()
        assert shown() == [False, False, True]
        page.keyboard.press("ArrowLeft")
        assert shown() == [False, True, False]
        page.locator("abbr").first.focus()
        said = page.locator("abbr").first.evaluate("e => getComputedStyle(e, '::after').content")
        assert "妇女联合会" in said or "attr(title)" in said


def test_on_paper_everything_is_open(browser: Browser, written_url: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{written_url}all/")
        assert not page.get_by_text("点开才看得到").is_visible()
        document = pypdfium2.PdfDocument(page.pdf())
        text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
        for words in ("点开才看得到", "周六上午九点，在美术室", "周三上午，在院子里", "（妇女联合会）", "祖辈"):
            assert words in text
        document.close()


def test_all_that_can_be_written_is_valid_html(browser: Browser, written_url: str, tmp_path: Path) -> None:
    with browser.new_context() as context:
        (tmp_path / "all.html").write_text(context.request.get(f"{written_url}all/").text(), "utf-8")
    assert invalid([tmp_path / "all.html"]) == ""
