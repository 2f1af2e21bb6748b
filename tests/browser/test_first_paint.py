"""What stands above is right before any script file has come, so that nothing moves under the reader's finger."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, Route

from linli.model import SHANGHAI
from tests_support import until

EVENING = datetime(2026, 11, 24, 21, 11, tzinfo=SHANGHAI)
"""Today's moved class (19:30–21:00) is over; tomorrow's cancelled one is not."""


@pytest.fixture
def bare(browser: Browser) -> Iterator[Page]:
    """A page in New York on the evening of 2026-11-24 in Shanghai, whose script files never come."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, timezone_id="America/New_York")
    page = context.new_page()
    page.clock.set_fixed_time(EVENING)
    page.route("**/*.js*", lambda route: route.abort())
    yield page
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("path", ["", "timetable/", "courses/meishu/", "courses/xingti/"])
def test_only_what_is_still_to_come_is_announced(bare: Page, site_url: str, path: str) -> None:
    refused: list[str] = []
    bare.on("console", lambda said: refused.append(said.text) if "Content Security" in said.text else None)
    bare.goto(f"{site_url}{path}")
    shown = [alert.inner_text() for alert in bare.locator(".alert").all() if alert.is_visible()]
    assert not [text for text in shown if "今天" in text or "19:30" in text]
    assert len([text for text in shown if text.startswith("明天停课")]) == (path in ("", "courses/meishu/"))
    assert refused == []


NOTES = """(() => {
    const notes = addEventListener.notes = {moved: [], came: []};
    const note = (type, job) => new PerformanceObserver(list => list.getEntries().forEach(job)).observe({type, buffered: true});
    note("layout-shift", ({startTime, sources}) => sources.forEach(({node}) =>
        notes.moved.push([startTime, node && (node.id || node.className || node.nodeName)])));
    note("resource", ({name, responseEnd}) => /[.]js/.test(name) && notes.came.push(responseEnd));
})()"""
"""Notes what moved by itself and when, and when scripts came, on a function that every page has."""
AFTER = """() => {
    const {moved, came} = addEventListener.notes;
    return came.length ? moved.filter(([when]) => when >= Math.min(...came)).map(([, what]) => what) : ["no script came"];
}"""
"""What moved after the first script had come."""
LATE = 0.4
"""Seconds that a script file takes to come."""


def late(route: Route) -> None:
    time.sleep(LATE)
    route.continue_()


@pytest.mark.browser
@pytest.mark.parametrize("hour", [8, 15, 19, 23])
@pytest.mark.parametrize("path", ["", "timetable/"])
def test_nothing_moves_when_the_scripts_arrive(browser: Browser, site_url: str, path: str, hour: int) -> None:
    """On the day of the build: no class over yet, some, most, all."""
    assert moved(browser, f"{site_url}{path}", datetime(2026, 11, 24, hour, 5, tzinfo=SHANGHAI)) == []


@pytest.mark.browser
@pytest.mark.parametrize("path", ["timetable/2026-10/", "timetable/2027-02/", "timetable/2027-05/"])
def test_a_month_keeps_its_place(browser: Browser, site_url: str, path: str) -> None:
    """Months of five, four and six weeks."""
    assert moved(browser, f"{site_url}{path}", datetime(2026, 11, 24, 8, tzinfo=SHANGHAI)) == []


def moved(browser: Browser, address: str, now: datetime) -> list[str]:
    """What moved on a phone while a page's scripts came late."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, service_workers="block")
    page = context.new_page()
    page.clock.set_fixed_time(now)
    page.add_init_script(NOTES)
    page.route("**/*.js*", late)
    page.goto(address, wait_until="load")
    until(page, "!!document.querySelector('[aria-pressed], [data-days=home]')")
    page.wait_for_timeout(150)
    found: list[str] = page.evaluate(AFTER)
    context.close()
    return found
