"""The sheet at a door: what is there this week, what went elsewhere, and which pages lead to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
import zxingcpp

from communities import edition
from linli.paper import site
from linli.paper.rooms import short_names
from linli.paper.sheet import Sheet
from linli.timetable import expand
from linli.views import slots, venues
from linli.views.sheets import printed
from test_week_sheet import ROOMS, URL, door_of, millimetres, press, saturdays, smallest  # noqa: F401  fixtures


@pytest.mark.parametrize(("names", "short"), [
    (["青少年宫美术室", "青少年宫书法室"], ["美术室", "书法室"]),
    (["社区书屋", "社区运动场"], ["社区书屋", "社区运动场"]),
    (["妇女之家", "妇女之家培训室"], ["妇女之家", "培训室"]),
    (["阳光小区101室", "阳光小区102室"], ["101室", "102室"]),
    (["东湖文化馆书画室", "东湖文化馆琴房", "书画室"], ["东湖文化馆书画室", "琴房", "书画室"]),
])  # fmt: skip
def test_rooms_are_named_shortly_where_that_is_clear(names: list[str], short: list[str]) -> None:
    assert list(short_names(names).values()) == short


def test_the_door_tells_what_is_there_and_what_went_elsewhere(press: Callable[[Sheet], pypdfium2.PdfDocument]) -> None:  # noqa: F811
    changes = [
        {"group": "启蒙班", "date": "2026-11-28", "kind": "换地点", "venue": "peixun", "reason": "换灯"},
        {"group": "提高班", "date": "2026-11-28", "kind": "停课", "reason": "检修"},
        {
            "course": "shufa",
            "date": "2026-11-26",
            "kind": "加课",
            "opens_at": "18:00",
            "closes_at": "19:00",
            "venue": "shufa-shi",
        },
    ]
    community = saturdays(changes=changes)
    data = door_of(community, "shufa-shi")
    days = {day["name"]: [(s["time"], b) for s in day["slots"] for b in s["blocks"]] for day in data["days"]}
    assert list(days) == [f"11月{n}日" for n in range(23, 30)]
    assert [(t, b["classes"], b["cut"], b["word"], b["to"], b["why"]) for t, b in days["11月28日"]] == [
        ("9:00–10:30", "启蒙班 6—8岁", True, "换地点", "这次在青少年宫培训室 203室", ""),
        ("9:00–10:30", "基础班 9—11岁", False, "", "", ""),
        ("10:40–12:10", "提高班 12—14岁", True, "停课", "", "检修"),
    ]
    assert [(t, b["word"]) for t, b in days["11月26日"]] == [("18:00–19:00", "加课")]
    other = [b for day in door_of(community, "peixun")["days"] for s in day["slots"] for b in s["blocks"]]
    assert [(b["classes"], b["cut"], b["to"]) for b in other] == [("启蒙班 6—8岁", False, "原在青少年宫书法室")]
    sheet = next(s for s in site.sheets(edition(community, url=URL)) if s.path == "venues/shufa-shi/door.pdf")
    document = press(sheet)
    assert (len(document), millimetres(document)) == (1, (210, 297))
    assert zxingcpp.read_barcodes(document[0].render(scale=2).to_pil())[0].text == f"{URL}venues/shufa-shi/"
    assert smallest(document) >= 9


@pytest.mark.parametrize(("today", "there"), [
    (date(2027, 1, 15), True),
    (date(2027, 1, 17), True),  # the Sunday of the last week
    (date(2027, 1, 18), False),
])  # fmt: skip
def test_a_door_has_a_sheet_as_long_as_something_goes_on(today: date, there: bool) -> None:
    community = saturdays(venues=[*ROOMS, {"id": "net", "name": "云课堂", "online": True}])
    paths = printed(edition(community, today, expand(community, today)))
    assert ("venues/shufa-shi/door.pdf" in paths) == there
    assert "venues/net/door.pdf" not in paths


def test_the_pages_link_the_sheets() -> None:
    community = saturdays()
    found = edition(community)
    contexts = slots(found)
    assert contexts["timetable"]["paper"] == "print/week-2026-11-23.pdf"
    assert [(link.href, link.text) for link in contexts["print"]["sheets"]] == [
        ("print/week-2026-11-23.pdf", "这一周（11月23日—11月29日）"),
        ("print/week-2026-11-30.pdf", "下一周（11月30日—12月6日）"),
    ]
    assert [(link.href, link.text) for link in contexts["print"]["doors"]] == [
        ("venues/shufa-shi/door.pdf", "青少年宫书法室 102室")
    ]
    assert [(p["pdf"], p["classes"]) for p in contexts["print"]["posters"]] == [("courses/shufa/poster.pdf", 3)]
    doors = {page.path: page.context["door"] for page in venues.pages(found)}
    assert doors == {"venues/shufa-shi/": "venues/shufa-shi/door.pdf", "venues/peixun/": ""}
    assert slots(replace(found, paper=False))["timetable"]["paper"] == "", "without a typeface there is no sheet"
