"""The page that other sites frame: which sessions it holds, until when each is shown, and the line to put it there."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import communities
from clock import said
from linli import views
from linli.render import Renderer
from linli.views import embed

RENDERER = Renderer(Path(__file__).resolve().parents[1])
TODAY = date(2026, 11, 24)
VENUES = [{"id": "shu", "name": "书法室"}, {"id": "duo", "name": "多功能室"}]
COURSES = [{"id": "ke", "title": "书法班"}, {"id": "ying", "title": "<电影>"}]
ROW = {
    "course": "ke",
    "weekday": "周二",
    "opens_at": "19:00",
    "closes_at": "20:30",
    "valid_from": "2026-09-01",
    "venue": "shu",
}
FILM = {
    "course": "ying",
    "dates": "2026年11月26日",
    "opens_at": "15:00",
    "valid_from": "2026-11-01",
    "valid_to": "2026-11-30",
}


def context(today: date = TODAY, **tables: Any) -> dict[str, Any]:
    given = {"venues": VENUES, "courses": COURSES, "schedules": [ROW, FILM], **tables}
    return dict(views.slots(communities.edition(communities.make(**given), today))["embed"])


def html(today: date = TODAY, **tables: Any) -> str:
    return RENDERER.slot("embed", context(today, **tables), "../")


def test_eight_days_the_day_itself_and_the_same_weekday_again() -> None:
    days = context()["days"]
    assert [(day.date, day.name) for day in days] == [
        ("2026-11-24", "11月24日 星期二"),
        ("2026-11-26", "11月26日 星期四"),
        ("2026-12-01", "12月1日 星期二"),
    ]
    assert [(row.time, row.venue) for day in days for row in day.rows] == [
        ("19:00—20:30", "shu"),
        ("15:00开始", ""),
        ("19:00—20:30", "shu"),
    ]


@pytest.mark.parametrize(
    ("now", "times"),
    [
        ("2026-11-24T20:29", 2),
        ("2026-11-24T20:30", 1),
        ("2026-11-27T00:00", 1),
        ("2026-12-01T20:29", 1),
        ("2026-12-01T20:30", 0),
    ],
)
def test_what_is_over_goes(now: str, times: int) -> None:
    assert said(html(), now).count("19:00—20:30") == times


def test_a_cancelled_session_stays_with_its_reason_and_a_moved_one_says_where_from() -> None:
    change = {"course": "ke", "date": "2026-11-24", "kind": "停课", "reason": "老师外出"}
    text = html(changes=[change])
    assert "<s>19:00—20:30</s>" in text
    words = said(text, "2026-11-24T12:00").split()
    assert "停课" in words
    assert "老师外出" in "".join(words)


def test_a_holiday_is_named_once_for_its_day() -> None:
    friday = ROW | {"weekday": "周五"}
    words = said(html(date(2026, 12, 30), schedules=[friday]), "2026-12-30T12:00")
    assert "<s>19:00—20:30</s>" in html(date(2026, 12, 30), schedules=[friday])
    assert words.count("元旦") == 1


def test_every_link_leads_out_of_the_frame_and_texts_stay_texts() -> None:
    text = html()
    assert text.count("<a ") == text.count('target="_blank" rel="noopener"')
    assert "&lt;电影&gt;" in text
    assert "<电影>" not in text


def test_nothing_on_is_said() -> None:
    assert "到12月1日，这里没有课" in said(html(schedules=[]), "2026-11-24T12:00")
    assert "这里没有课" not in said(html(), "2026-11-24T12:00")


def test_the_line_for_another_site_is_whole_and_escaped() -> None:
    community = communities.make()
    line = embed.code(communities.edition(community, url="https://linfu.example/a&b/"))
    assert line.startswith('<iframe src="https://linfu.example/a&amp;b/embed/" title="社区课表" ')
    assert line.endswith("></iframe>")
    assert embed.code(communities.edition(community)) == ""


@pytest.mark.parametrize(
    ("now", "rows"),
    [
        ("2026-11-24T20:29", ["19:00—20:30", "22:00—次日2:00"]),
        ("2026-11-25T00:00", ["22:00—次日2:00"]),
        ("2026-11-25T01:59", ["22:00—次日2:00"]),
        ("2026-11-25T02:00", []),
    ],
)
def test_a_session_that_goes_on_over_midnight_stands_until_it_is_over(now: str, rows: list[str]) -> None:
    night = {"course": "ying", "dates": "2026-11-24", "opens_at": "22:00", "closes_at": "02:00", "overnight": True}
    found = said(html(schedules=[ROW, night]), now, TODAY, data_date="2026-11-24")
    assert re.findall(r"[0-9:]+—\S*[0-9]", found) == rows
    assert bool(found) is bool(rows), "the heading goes, too"
