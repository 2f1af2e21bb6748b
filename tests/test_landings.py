"""Where printed codes land, as made: one light page for every course that is or was, with absolute times only."""

from __future__ import annotations

import gzip
import re
from datetime import date
from pathlib import Path

import pytest

from communities import edition, make
from linli import kinds
from linli.render import Renderer
from linli.structure import load
from linli.timetable import expand
from linli.views import Page, pages
from linli.views.landings import SOME
from linli.views.moved import former, latest
from tests_support import TODAY

ROOT = Path(__file__).resolve().parents[1]
COURSE = {"category": "健身", "status": "正常"}
WEEKLY = {
    "course": "taiji",
    "weekday": "周四",
    "opens_at": "07:00",
    "closes_at": "08:00",
    "valid_from": "2026-11-05",
    "valid_to": "2026-12-31",
}


def landings(today: date = TODAY, **tables: list[dict[str, object]]) -> dict[str, Page]:
    community = make(**tables)
    return {page.path: page for page in pages(edition(community, today)) if page.kind == "q"}


def test_every_course_and_every_former_one_has_a_page() -> None:
    found = landings(
        courses=[
            {"id": "taiji", "title": "太极班", "succeeds": "taiji-2025", **COURSE},
            {"id": "wudao", "title": "舞蹈班", **COURSE},
        ],
        redirects=[
            {"from": "courses/taiji-2024", "to": "courses/taiji-2025"},
            {"from": "services/x", "to": "services/y"},
        ],
    )
    assert set(found) == {"q/taiji/", "q/taiji-2024/", "q/taiji-2025/", "q/wudao/"}
    assert {path for path, page in found.items() if page.context["former"]} == {"q/taiji-2024/", "q/taiji-2025/"}
    assert all(page.title.startswith("太极班") for path, page in found.items() if "taiji" in path)
    assert not any(kinds.of(page.kind).listed for page in found.values())


def test_former_ids_lead_over_several_steps_and_out_of_rings() -> None:
    community = make(
        courses=[{"id": "new", "title": "新", "succeeds": "mid", **COURSE}],
        redirects=[
            {"from": "courses/old/", "to": "courses/mid/"},
            {"from": "courses/a", "to": "courses/b"},
            {"from": "courses/b", "to": "courses/a"},
            {"from": "courses/away", "to": "services/away"},
        ],
    )
    assert {old: course.id for old, course in former(community)} == {"mid": "new", "old": "new"}


def test_a_former_course_that_is_a_service_now_has_no_course_in_its_place() -> None:
    """Whatever other course has the service's id."""
    community = make(
        courses=[{"id": "tuoyu", "title": "托育课"}],
        services=[{"id": "tuoyu", "name": "托育"}],
        redirects=[
            {"from": "courses/tuoyu-ban", "to": "services/tuoyu"},
            {"from": "courses/jiu", "to": "courses/tuoyu"},
        ],
    )
    assert [(old, course.title) for old, course in former(community)] == [("jiu", "托育课")]


def test_the_latest_successor_is_found_and_a_ring_of_them_ends() -> None:
    chain = [{"id": "b", "succeeds": "a"}, {"id": "c", "succeeds": "b"}, {"id": "a"}, {"id": "x", "succeeds": "y"}]
    ring = {"id": "y", "succeeds": "x"}
    community = make(courses=[{"title": row["id"], **COURSE, **row} for row in [*chain, ring]])
    found = {key: latest(community, course) for (table, key), course in community.index.items() if table == "courses"}
    assert {key: course.id if course else None for key, course in found.items()} == {
        "a": "c",
        "b": "c",
        "c": None,
        "x": "y",
        "y": "x",
    }


def test_what_is_over_is_left_out_and_the_first_day_is_kept() -> None:
    page = landings(courses=[{"id": "taiji", "title": "太极班", **COURSE}], schedules=[WEEKLY])["q/taiji/"]
    assert [row.start[:10] for row, *_ in page.context["rows"]] == [
        "2026-11-26",
        "2026-12-03",
        "2026-12-10",
        "2026-12-17",
        "2026-12-24",
        "2026-12-31",
    ]
    assert page.context["said"][-1][0].phase.words == "已经结束"


def landed(site_dir: Path) -> dict[str, str]:
    return {path.parent.name: path.read_text("utf-8") for path in sorted((site_dir / "q").glob("*/index.html"))}


def test_pages_hold_exactly_the_coming_sessions(root: Path, site_dir: Path) -> None:
    loaded = load(root)
    plan = expand(loaded.community, TODAY)
    for course in loaded.community.courses:
        html = landed(site_dir)[course.id]
        wanted = [f"{o.dtstart:%Y-%m-%dT%H:%M}" for o in plan.of_course(course.id) if o.day >= TODAY]
        assert [at[:16] for at in re.findall(r'<li data-start="([^"]+)"', html)] == wanted[:SOME], course.id
        assert course.phone is None or f'href="tel:{course.phone.replace("-", "")}"' in html


def test_pages_are_light_and_whole(site_dir: Path) -> None:
    found = landed(site_dir)
    assert "jijiu-2024" in found, "redirects.yml names it"
    for key, html in found.items():
        assert len(gzip.compress(html.encode(), 6, mtime=0)) < 10_000, key
        assert not re.findall(r"<(?:script|img|iframe)[^>]* src=|@import|url\(|rel=\"stylesheet\"", html), key
        assert "unsafe" not in html
        assert '<meta name="robots" content="noindex">' in html
        shown = re.sub(r"(?s)<(\w+)[^>]* hidden>.*?</\1>|<template.*?</template>|<script.*?</script>|<[^>]+>", "", html)
        assert not re.search("今天|明天|正在|报名中", shown), key


def test_pages_are_for_printed_codes_only(site_dir: Path) -> None:
    assert "/q/" not in (site_dir / "sitemap.xml").read_text("utf-8")
    assert '"q/' not in (site_dir / "search/index.json").read_text("utf-8")
    assert {path.name for path in (site_dir / "q").rglob("*.png")} == {"wide.png", "square.png"}


@pytest.mark.parametrize("path", ["index.html", "timetable/index.html", "courses/yexiao/index.html", "404.html"])
def test_the_elders_page_is_named_in_the_footer_and_beside_the_sizes(site_dir: Path, path: str) -> None:
    html = (site_dir / path).read_text("utf-8")
    assert len(re.findall(r'href="(?:[./]*|/)da/">长辈版<', html)) == 2


def test_a_class_held_elsewhere_says_where() -> None:
    tables = {
        "courses": [{"id": "taiji", "title": "太极班", **COURSE}],
        "venues": [
            {"id": "a", "name": "坝子"},
            {"id": "b", "name": "社区楼", "room": "302"},
            {"id": "c", "name": "河边"},
        ],
        "schedules": [{**WEEKLY, "venue": "a"}],
        "changes": [
            {"course": "taiji", "date": "2026-11-26", "kind": "换地点", "venue": "b", "reason": "下雨"},
            {"course": "taiji", "date": "2026-12-03", "kind": "换地点", "venue": "c"},
        ],
    }
    html = Renderer(ROOT).body(landings(**tables)["q/taiji/"], "../../")
    told = re.findall(r'<p class="a move"[^>]*>(.*?)</p>', html)
    assert told == [
        '今天在 <b>社区楼，302</b> <s>坝子</s><br><span class="m">下雨</span>',
        "今天在 <b>河边</b> <s>坝子</s>",
    ]
    assert "<p>平时在 <b>坝子</b></p>" in html


@pytest.mark.parametrize(("klass", "course", "paused"), [("暂停", "正常", True), ("正常", "正常", False)])
def test_a_class_alone_says_whether_it_goes_on(klass: str, course: str, paused: bool) -> None:
    found = landings(
        courses=[{"id": "taiji", "title": "太极拳", **COURSE, "status": course}],
        groups=[{"id": "yi", "course": "taiji", "name": "一班", "status": klass}],
        schedules=[{**WEEKLY, "group": "yi"}],
    )
    assert [found[f"q/{key}/"].context["paused"] for key in ("taiji", "yi")] == [paused, paused]


def test_of_several_classes_the_course_says_whether_it_goes_on() -> None:
    found = landings(
        courses=[{"id": "taiji", "title": "太极拳", **COURSE}],
        groups=[{"id": key, "course": "taiji", "name": key, "status": "暂停"} for key in ("yi", "er")],
        schedules=[{**WEEKLY, "group": "yi"}, {**WEEKLY, "group": "er", "weekday": "周五"}],
    )
    assert not found["q/taiji/"].context["paused"]
