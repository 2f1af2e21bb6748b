"""Pictures in a browser: they come without moving anything, within the page's policy, and say what they show."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser

SHIFTS = """() => new Promise((done) => {
    new PerformanceObserver((list) => done(list.getEntries().reduce((sum, one) => sum + one.value, 0)))
        .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(0), 600);
})"""
PICTURES = """(images) => images.map((image) => ({
    drawn: image.complete && image.naturalWidth > 0, src: image.currentSrc, alt: image.alt,
    ratio: image.clientWidth / image.clientHeight,
}))"""


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["stories/yexiao-dengguang/", "services/youzhisan/", "courses/shufa/", "stories/"])
def test_pictures_come_without_moving_anything(
    browser: Browser, site_url: str, path: str, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 780}, color_scheme=scheme)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.route("**/*.svg", lambda route: (page.wait_for_timeout(150), route.continue_())[-1])
    page.goto(f"{site_url}{path}")
    for image in page.locator("picture img").all():
        image.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SHIFTS) < 0.01
    found = page.locator("picture img").evaluate_all(PICTURES)
    assert found
    for one in found:
        assert one["drawn"]
        assert ("-dark.svg" in one["src"]) == (scheme == "dark")
        assert abs(one["ratio"] - 16 / 9) < 0.05
        assert bool(one["alt"]) == (path != "stories/"), "in a list the words beside it say the same"
    assert said == []
    context.close()
