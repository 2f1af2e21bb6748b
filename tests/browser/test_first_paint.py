"""What stands above is right before any script file has come, so that nothing moves under the reader's finger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page

from linli.model import SHANGHAI

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
