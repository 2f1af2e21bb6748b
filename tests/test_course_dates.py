"""The dates on the page of a course of several classes: of each what comes next, so that nothing is said to have ended."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from clock import moment, said
from communities import edition, make
from linli.render import Renderer
from linli.timetable import expand
from linli.views import courses

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2026, 11, 24)
"""A Tuesday."""
FOUR = ("周二", "周三", "周四", "周五")


def page(*changes: dict[str, Any], today: date = DAY) -> str:
    """A course with a class on each of four weekdays, 19:00–20:30, until 16 December."""
    community = make(
        courses=[{"id": "meishu", "title": "美术班", "category": "青少年宫"}],
        groups=[{"id": f"g{n}", "course": "meishu", "name": f"{day}班"} for n, day in enumerate(FOUR)],
        schedules=[
            {"course": "meishu", "group": f"g{n}", "weekday": day, "opens_at": "19:00", "closes_at": "20:30"}
            | {"valid_from": "2026-09-01", "valid_to": "2026-12-16"}
            for n, day in enumerate(FOUR)
        ],
        changes=changes,
    )
    (draft,) = courses.pages(edition(community, today, expand(community, today)))
    return Renderer(ROOT).body(draft.make(), "../../")


def off(day: str, group: str) -> dict[str, Any]:
    return {"date": day, "group": group, "kind": "停课", "reason": "设备检修"}


def rows(html: str, group: str) -> list[tuple[str, bool]]:
    """The days of a class's rows, and whether it is held."""
    found = re.findall(r'<li class="session" data-start="([0-9-]+)T[^>]*?>', html)
    tags = re.findall(r'<li class="session"[^>]*>', html)
    return [(day, " data-held" in tag) for day, tag in zip(found, tags, strict=True) if f'data-for="{group}"' in tag]


def goes_on(html: str, group: str, now: datetime) -> bool:
    """Whether the class has sessions later than those of the page (overrides/assets/src/classes.js)."""
    found = re.search(rf'data-class="{group}"[^>]* data-last="([^"]+)"', html)
    return bool(found and datetime.fromisoformat(found[1]) > now)


@pytest.mark.parametrize(
    ("group", "changes", "wanted"),
    [
        ("g0", [], [("2026-11-24", True), ("2026-12-01", True)]),  # today, and the next when that is over
        ("g1", [], [("2026-11-25", True), ("2026-12-02", True)]),
        ("g2", [], [("2026-11-26", True)]),
        ("g1", ["2026-11-25"], [("2026-11-25", False), ("2026-12-02", True)]),
        ("g2", ["2026-11-26", "2026-12-03"], [("2026-11-26", False), ("2026-12-03", False), ("2026-12-10", True)]),
        ("g2", ["2026-11-26", "2026-12-03", "2026-12-10"], [(f"2026-{d}", False) for d in ("11-26", "12-03", "12-10")]),
    ],
)
def test_of_each_class_what_is_off_and_the_next_that_is_held(
    group: str, changes: list[str], wanted: list[tuple[str, bool]]
) -> None:
    assert rows(page(*(off(day, group) for day in changes)), group) == wanted


@pytest.mark.parametrize(
    ("group", "now", "wanted"),
    [
        ("g0", "2026-12-01T20:31", True),
        ("g0", "2026-12-15T20:29", True),
        ("g0", "2026-12-15T20:30", False),
        ("g1", "2026-12-16T20:30", False),
    ],
)
def test_a_class_goes_on_until_its_last_session_is_over(group: str, now: str, wanted: bool) -> None:
    assert goes_on(page(), group, moment(now)) is wanted


def test_where_the_page_has_the_last_session_nothing_else_is_promised() -> None:
    html = page(today=date(2026, 12, 14))
    assert rows(html, "g0") == [("2026-12-15", True)]
    assert "data-last" not in html


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        ("2026-11-26T23:59", ["11月26日"]),
        ("2026-11-27T00:00", []),
        ("2026-11-23T12:00", ["11月25日", "11月26日"]),  # the clock is wrong
        (None, ["11月25日", "11月26日"]),
    ],
)
def test_the_heading_of_changes_goes_with_the_last_of_them(now: str | None, wanted: list[str]) -> None:
    text = said(page(off("2026-11-25", "g1"), off("2026-11-26", "g2")), now, DAY, class_="facts")
    assert ("变动" in text) is bool(wanted)
    assert [day for day in ("11月25日", "11月26日") if day in text] == wanted
