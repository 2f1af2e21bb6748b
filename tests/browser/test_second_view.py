"""A page that was seen before costs its HTML and nothing else, with or without the worker, however old the cache is."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from test_offline import READY
from test_pages import ALL_KINDS

from conftest import _Handler
from linli.model import SHANGHAI
from tests_support import REGISTER

pytestmark = pytest.mark.browser

NOON = datetime(2026, 11, 24, 12, tzinfo=SHANGHAI)
"""Of the day of which the site is: an older one would fetch what is missing."""


class _Pages(_Handler):
    """As GitHub Pages answers: everything may be kept for ten minutes."""

    def __init__(self, *args: object, asked: list[str], **kwargs: object) -> None:
        self.asked = asked
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:  # noqa: N802 -- the base class names it so
        self.asked.append(self.path)
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()


@pytest.fixture
def host(site_dir: Path, tmp_path: Path) -> Iterator[tuple[str, list[str]]]:
    """The site's address at a host that notes what it is asked for."""
    (tmp_path / "linli").symlink_to(site_dir, target_is_directory=True)
    asked: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Pages, directory=str(tmp_path), asked=asked))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/linli/", asked
    server.shutdown()
    server.server_close()


def again(page: Page, url: str, asked: list[str], path: str) -> list[str]:
    """What is asked for when a page is seen for the second time.

    Pictures aside: the browser alone keeps them. And the worker's own text: the browser asks whether there is a new one
    some time after a page was opened, whatever the page does.
    """
    page.goto("about:blank")
    asked.clear()
    page.goto(f"{url}{path}", wait_until="networkidle")
    return [one for one in asked if not one.endswith((".svg", ".png", "/sw.js")) and one != f"/linli/{path}"]


def test_nothing_but_the_page_is_asked_for_again(browser: Browser, host: tuple[str, list[str]]) -> None:
    url, asked = host
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.clock.set_fixed_time(NOON)
    for path in ALL_KINDS:
        page.goto(f"{url}{path}", wait_until="networkidle")
        assert again(page, url, asked, path) == [], path
    context.close()


def test_scripts_are_kept_for_good_by_the_worker(browser: Browser, host: tuple[str, list[str]]) -> None:
    """The browser's own cache is empty: the ten minutes are long over."""
    url, asked = host
    context = browser.new_context()
    page = context.new_page()
    page.clock.set_fixed_time(NOON)
    page.goto(f"{url}about/")
    page.evaluate(REGISTER)
    page.evaluate(READY)
    session = context.new_cdp_session(page)
    for path in ("", "timetable/", "timetable/2026-12/", "courses/shufa/", "changes/", "my/"):
        page.goto(f"{url}{path}", wait_until="networkidle")
        page.wait_for_timeout(200)
        session.send("Network.clearBrowserCache")
        assert again(page, url, asked, path) == [], path
        assert f"/linli/{path}" in asked, "the page itself is never an old one"
    context.close()
