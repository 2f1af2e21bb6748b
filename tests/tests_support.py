"""Small things that several test modules use."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page

from linli import cache, stylesheets
from linli.assets import Assets

TODAY = date(2026, 11, 24)
ADDRESSES = {
    "course": "courses/meishu/",
    "q": "q/yexiao/",
    "month": "timetable/2026-11/",
    "service": "services/tuoyu/",
    "story": "stories/qsn-32/",
    "venue": "venues/jidi/",
    "form": "forms/peixun-2026-dong/",
    "gzh": "gzh/",
    "gzh-course": "gzh/courses/shufa/",
    "gzh-story": "gzh/stories/qsn-32/",
    "edit": "edit/",
    "table": "edit/forms/",
    "timetable": "timetable/",
    "courses": "courses/",
    "services": "services/",
    "stories": "stories/",
    "figures": "figures/",
    "my": "my/",
    "changes": "changes/",
    "print": "print/",
    "da": "da/",
    "screen": "screen/",
    "embed": "embed/",
}
"""A page of the reference site for each kind of linli/kinds.py, which every browser test of all pages opens."""


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below the folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def html_files(folder: Path) -> list[Path]:
    """Every page below the folder."""
    return sorted(folder.rglob("*.html"))


@contextmanager
def shared(factory: pytest.TempPathFactory, name: str) -> Iterator[Path]:
    """A folder of all processes of a test run, for one at a time: what the first one makes the others find."""
    own = factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    folder.mkdir(exist_ok=True)
    with cache.alone(folder):
        yield folder


def no_assets() -> Assets:
    """Assets without a style and without a script, for pages of which only the words matter."""
    return Assets(
        sheets=dict.fromkeys(stylesheets.ORDER, ""),
        script="",
        home="",
        version="",
        bare={},
        now="",
        folded="",
        worker="",
        files=(("assets/linli.js", b""),),
    )


REGISTER = """() => {
    const root = document.documentElement;
    const rules = {createHTML: text => text, createScriptURL: address => address};
    root.policy = root.policy || trustedTypes.createPolicy('linli', rules);  // as overrides/assets/src/trusted.js does
    return navigator.serviceWorker.register(root.policy.createScriptURL(`${root.dataset.base || ''}sw.js`)).then(() => 0);
}"""
"""For a browser: asks for the service worker now; a page does so later, when it has time."""


def until(page: Page, script: str, arg: object = None, seconds: float = 10) -> None:
    """Wait until a script says true. Playwright's own waiting is refused by the pages' policy at its second try."""
    end = time.monotonic() + seconds
    while True:
        with suppress(Error):  # a page that is just leaving
            if page.evaluate(script, arg):
                return
        assert time.monotonic() < end, f"{script} did not become true"
        page.wait_for_timeout(20)
