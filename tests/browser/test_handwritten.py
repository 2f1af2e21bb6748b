"""Hand-written pages in a real browser: no script of theirs runs, by any way that was found; columns stand as aligned."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from conftest import served
from handwritten import HOSTILE, publish

pytestmark = pytest.mark.browser

TABLE = "| 甲 | 乙 | 丙 |\n|:--|--:|:-:|\n| 1 | 2 | 3 |\n"


@pytest.fixture(scope="module")
def written_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("written")
    for path, data in publish(folder / "root", {"table": TABLE, **HOSTILE}).items():
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
