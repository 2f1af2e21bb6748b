"""What others show instead of a page: pictures and words beside a link in a chat, icons on a home screen."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image

from communities import edition, make
from linli.feeds.manifest import favicon, links, manifest
from linli.feeds.opengraph import lines
from linli.paper import preview
from linli.timetable import expand
from linli.views.preview import ICONS, Pictures, pictures
from test_messages import CANCELLED, COURSE, SATURDAYS, VENUES, two
from tests_support import TODAY, html_files

URL = "https://example.org/linli/"
FORM = {"id": "f", "title": "报名表", "kind": "报名", "url": "https://www.wjx.cn/vm/a.aspx"}


def cards(today: date = TODAY, **tables: Any) -> dict[str, dict[str, Any]]:
    community = make(**{"venues": VENUES, "courses": [COURSE], "schedules": [SATURDAYS], **tables})
    found = edition(community, today, expand(community, today), URL)
    return {s.path: dict(s.data) for s in preview.sheets(found)}


@pytest.mark.parametrize(
    ("today", "change", "chip", "day", "place"),
    [
        ("2026-11-27", {}, "", "11月28日 周六 9:00", "书法室 1楼102"),
        ("2026-11-28", {}, "", "11月28日 周六 9:00", "书法室 1楼102"),
        ("2026-11-29", {}, "", "12月5日 周六 9:00", "书法室 1楼102"),
        ("2026-11-27", CANCELLED, "11月28日停课", "12月5日 周六 9:00", "书法室 1楼102"),
        ("2026-11-28", CANCELLED, "11月28日停课", "12月5日 周六 9:00", "书法室 1楼102"),
        ("2026-11-29", CANCELLED, "", "12月5日 周六 9:00", "书法室 1楼102"),
        ("2026-11-28", {**CANCELLED, "kind": "换地点", "venue": "peixun"}, "换地点", "11月28日 周六 9:00", "培训室"),
        (
            "2026-11-27",
            {**CANCELLED, "kind": "改期", "new_date": "2026-11-29", "opens_at": "14:00"},
            "11月28日改期",
            "11月29日 周日 14:00",
            "书法室 1楼102",
        ),
    ],
)
def test_a_card_says_the_next_date_and_state_for_good(
    today: str, change: dict[str, Any], chip: str, day: str, place: str
) -> None:
    day_ = date.fromisoformat(today)
    course = {**COURSE, "signup": "电话报名"}
    found = cards(day_, courses=[course], changes=[change] if change else [])["courses/shufa/wide.png"]
    assert (found["chip"], found["day"], found["place"]) == (chip or "电话报名", day, place)
    assert found["until"] == f"截至{day_.month}月{day_.day}日"


def test_the_card_of_a_class_is_of_that_class() -> None:
    found = cards(**two(changes=[{**CANCELLED, "course": "", "group": "shufa-yi"}]))
    first, second, whole = (found[f"{path}/wide.png"] for path in ("q/shufa-jia", "q/shufa-yi", "courses/shufa"))
    assert (first["class"], first["day"], first["place"]) == ("甲班", "11月28日 周六 9:00", "书法室 1楼102")
    assert (second["class"], second["chip"], second["day"]) == ("乙班", "11月28日停课", "12月5日 周六 10:40")
    assert (whole["class"], whole["lead"], whole["day"]) == ("", "下一次：甲班", "11月28日 周六 9:00")


@pytest.mark.parametrize(
    ("form", "chip"),
    [
        ({"opens_at": "2026-12-01T09:00", "closes_at": "2026-12-20T18:00"}, "12月1日起报名"),
        ({"opens_at": "2026-11-01T09:00", "closes_at": "2026-12-20T18:00"}, "报名到12月20日"),
        ({"opens_at": "2026-11-01T09:00", "closes_at": "2026-11-21T00:00"}, "报名已截止"),
        ({"seats": 10, "seats_left": 0, "as_of": "2026-11-20"}, "名额已满"),
        ({}, "报名中"),
    ],
)
def test_the_chip_of_a_form(form: dict[str, Any], chip: str) -> None:
    found = cards(courses=[{**COURSE, "form": "f"}], forms=[{**FORM, **form}])
    assert found["courses/shufa/wide.png"]["chip"] == chip


@pytest.mark.parametrize(("status", "chip", "day"), [("暂停", "暂停开课", "每周六9:00"), ("结束", "已结束", "")])
def test_a_card_of_what_does_not_go_on(status: str, chip: str, day: str) -> None:
    found = cards(courses=[{**COURSE, "status": status}])["courses/shufa/wide.png"]
    assert (found["chip"], found["day"], found["lead"]) == (chip, day, "")


def test_only_where_the_address_is_known_a_chat_gets_a_picture() -> None:
    shown = Pictures("q/a/wide.png", "q/a/square.png")
    without = list(lines("书法班", '“6" 寸”', "q/a/", shown, "", "../../"))
    assert not any("og:image" in line or "og:url" in line for line in without)
    assert '<link rel="image_src" href="../../q/a/square.png">' in without
    assert '<meta property="og:description" content="“6&quot; 寸”">' in without
    whole = "\n".join(lines("书法班", "", "q/a/", shown, URL, "../../"))
    assert f'<meta property="og:image" content="{URL}q/a/wide.png">' in whole
    assert f'<meta property="og:url" content="{URL}q/a/">' in whole


def test_a_page_without_a_picture_has_that_of_the_site_and_without_paper_none() -> None:
    printed = {"assets/wide.png", "assets/square.png", "q/a/wide.png", "q/a/square.png"}
    assert pictures("q/a/", printed) == ("q/a/wide.png", "q/a/square.png")
    assert pictures("join/", printed) == ("assets/wide.png", "assets/square.png")
    assert pictures("join/", ()) == ("", "")


def test_every_page_names_pictures_that_are_there(site_dir: Path) -> None:
    found = 0
    for page in html_files(site_dir):
        if page.name == "404.html":
            continue  # it stands at any depth: its addresses start at the host's root
        text = page.read_text("utf-8")
        for address in re.findall(r'<link rel="(?:image_src|manifest|apple-touch-icon)" href="([^"]+)"', text):
            assert (page.parent / unescape(address)).resolve().is_file(), (page, address)
            found += 1
        if "og:title" in text:
            title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
            assert title
            assert f'<meta property="og:title" content="{title[1]}">' in text, page
    assert found > 500


def test_pictures_have_their_sizes(site_dir: Path) -> None:
    sizes = {icon.path: (icon.side, icon.side) for icon in ICONS}
    for path in site_dir.rglob("*.png"):
        name = path.relative_to(site_dir).as_posix()
        size = {"wide.png": (1200, 630), "square.png": (300, 300)}.get(path.name) or sizes.get(name)
        if size:
            data = path.read_bytes()
            assert Image.open(io.BytesIO(data)).size == size
            assert len(data) < {"wide.png": 60_000, "square.png": 15_000}.get(path.name, 30_000), name
    assert (site_dir / "q/shufa-qimeng1-2026-qiu/wide.png").is_file()


@pytest.mark.parametrize(
    ("fields", "character"),
    [
        ({"name": "小院社区"}, "小"),
        ({"name": "小院社区", "short_name": "「桂花」巷"}, "桂"),
        ({"name": "&<院"}, "院"),
        ({"name": "<>&"}, "邻"),
    ],
)
def test_the_mark_in_a_tab_is_the_communitys_own_seal(fields: dict[str, str], character: str) -> None:
    found = ElementTree.fromstring(favicon(make(organization=[fields])))  # noqa: S314 -- our own
    assert [text.text for text in found.iter("{http://www.w3.org/2000/svg}text")] == [character]


def test_the_manifest_is_relative_and_named_by_the_community() -> None:
    community = make()
    printed = {icon.path for icon in ICONS}
    found = json.loads(manifest(community, printed))
    assert (found["start_url"], found["scope"], found["id"]) == ("./", "./", "./")
    assert (found["name"], found["short_name"]) == ("邻府社区", "邻府社区")
    assert {icon["sizes"] for icon in found["icons"]} == {"192x192", "512x512"}
    assert {icon["purpose"] for icon in found["icons"]} == {"any", "maskable"}
    assert not any(icon["src"].startswith("/") for icon in found["icons"])
    assert len(list(links(printed))) == 2
    bare = json.loads(manifest(community, ()))
    assert [icon["src"] for icon in bare["icons"]] == ["assets/favicon.svg"]
    assert len(list(links(()))) == 1
