"""`require-trusted-types-for 'script'` on every page: no script of ours breaks it, and a later one that did would fail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests_support import ADDRESSES, html_files, until

pytestmark = pytest.mark.browser

LISTEN = """window.broken = []; document.addEventListener("securitypolicyviolation",
    event => broken.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""
SINKS = {
    "markup": "document.body.innerHTML = '<b>x</b>'",
    "parser": "new DOMParser().parseFromString('<b>x</b>', 'text/html')",
    "script": "document.createElement('script').src = 'assets/more.js'",
    "worker": "navigator.serviceWorker.register('sw.js')",
    "code": "document.createElement('script').text = '1'",
    "policy": "trustedTypes.createPolicy('other', {})",
    "foreign": "document.documentElement.policy.createScriptURL('https://example.org/x.js')",
    "picture": "document.documentElement.policy.createScriptURL('pictures/x.png')",
}


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page at an hour of the reference site's day; what its policy refuses and what it says aloud fail the test."""
    workers: Any = getattr(request, "param", "block")
    with browser.new_context(viewport={"width": 360, "height": 780}, service_workers=workers) as context:
        context.add_init_script(LISTEN)
        made = context.new_page()
        said: list[str] = []
        made.on("console", lambda message: said.append(message.text))
        made.on("pageerror", lambda error: said.append(str(error)))
        made.clock.install(time=datetime.fromisoformat("2026-11-24T17:00+08:00"))
        yield made
        assert made.evaluate("broken") == []
    assert [words for words in said if "Service Worker" not in words] == [], "Playwright tells of those that it blocks"


def test_every_page_asks_for_it(site_dir: Path) -> None:
    pages = html_files(site_dir)
    scripted = [path for path in pages if b"<script" in path.read_bytes() and path.name != "shequ.html"]
    assert len(scripted) > 100
    ask = b"trusted-types linli; require-trusted-types-for 'script'\">"
    assert [path for path in scripted if path.read_bytes().count(ask) != 1] == []


def test_no_page_breaks_it(page: Page, site_url: str) -> None:
    for path in ("", "about/", "writing/", *ADDRESSES.values()):
        page.goto(site_url + path)
        page.clock.run_for(1000)
        assert page.evaluate("broken") == [], path


def test_search_works(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.fill("#search-input", "书法")
    expect(page.locator("#search-results a").first).to_contain_text("书法")


def test_search_works_from_a_folder(page: Page, site_dir: Path) -> None:
    page.goto((site_dir / "index.html").as_uri())
    page.fill("#search-input", "书法")
    expect(page.locator("#search-results a").first).to_contain_text("书法")


def test_filters_and_further_weeks_work(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}timetable/?day=6")
    before = page.locator(".days > .day").count()
    page.locator("#more-weeks").click()
    until(page, "before => document.querySelectorAll('.days > .day').length > before", arg=before)


def test_my_timetable_and_its_code_work(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}my/#my=shufa")
    page.get_by_role("button", name="收下").click()
    expect(page.locator("#my-days .session").first).to_be_visible()
    page.get_by_role("button", name="做成二维码").click()
    expect(page.locator("#my-qr img")).to_be_visible()


def test_the_lobby_takes_its_new_page(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}screen/")
    page.route(
        f"{site_url}screen/",
        lambda route: route.fulfill(
            body=route.fetch().text().replace("</main>", "<p>大厅打疫苗</p></main>"),
            content_type="text/html; charset=utf-8",
        ),
    )
    page.clock.fast_forward("00:10:00")
    expect(page.locator("#notices li").first).to_have_text("大厅打疫苗")


def test_words_are_copied_and_the_button_is_itself_again(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}gzh/")
    button = page.locator("[data-words], [data-text]").first
    before = button.inner_html()
    button.click()
    expect(button).to_have_text(re.compile("已复制|请长按"))
    page.clock.fast_forward(4000)
    assert button.inner_html() == before


@pytest.mark.parametrize("page", ["allow"], indirect=True)
def test_the_worker_is_registered(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.clock.fast_forward(6000)
    assert page.evaluate("navigator.serviceWorker.ready.then(found => found.active && 1)") == 1


def test_what_would_make_markup_or_scripts_out_of_text_is_refused(browser: Browser, site_url: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(site_url)
        page.focus("#search-input")
        until(page, "!!document.documentElement.policy")
        tried = "async () => {{ try {{ await ({}); return 'done' }} catch (error) {{ return error.name }} }}"
        found = {name: page.evaluate(tried.format(sink)) for name, sink in SINKS.items()}
        assert found == dict.fromkeys(SINKS, "TypeError")
