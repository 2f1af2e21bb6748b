"""What a printed code's page says at a moment: nights that go on after midnight, other places and hours, what is noted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clock import said
from communities import edition, make, notice
from linli.render import Renderer
from linli.timetable import expand
from linli.views import pages

ROOT = Path(__file__).resolve().parents[1]
VENUES = [
    {"id": "laolou", "name": "老楼", "room": "1楼大厅"},
    {"id": "zonghe", "name": "综合楼"},
    {"id": "bangong", "name": "办公室"},
]
TERM = {"valid_from": "2026-09-01", "valid_to": "2027-01-31"}
STARS = {"weekday": "周五", "opens_at": "22:00", "closes_at": "02:00", "overnight": "true", "venue": "laolou", **TERM}
CHINESE = {"weekday": "周三", "opens_at": "19:00", "closes_at": "20:30", "venue": "zonghe", **TERM}
EVE = {"dates": "2026-12-31", "opens_at": "21:00", "closes_at": "01:00", "overnight": "true", "venue": "zonghe"}
GAMES = {"dates": "2026-12-13", "opens_at": "14:00", "venue": "zonghe"}
SHOW = {"dates": "2026-12-13 至 2026-12-14", "venue": "zonghe"}

Fields = Mapping[str, Any]


def page(
    rows: Sequence[Fields], built: str, *changes: Fields, groups: Sequence[Fields] = (), path: str = "q/ke/"
) -> str:
    """Return a course's page, or a class's, as built on a day."""
    found = make(
        courses=[{"id": "ke", "title": "课", "category": "夜校", "status": "正常"}],
        venues=VENUES,
        holidays=notice(2026),
        groups=groups,
        schedules=[{"course": "ke", **row} for row in rows],
        changes=[{"course": "ke", **change} for change in changes],
    )
    today = date.fromisoformat(built)
    made = (one for one in pages(edition(found, today, expand(found, today))) if one.path == path)
    return Renderer(ROOT).body(next(made), "../../")


def answer(html: str, now: str, built: str) -> list[str]:
    """The lines that hold, and where it is then."""
    day = date.fromisoformat(built)
    parts = said(html, now, day, id="answer"), said(html, now, day, class_="move")
    return [line for part in parts for line in part.split("\n") if line]


NEXT = "下一次是11月13日(周五) 22:00"


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        ("2026-11-06T23:59", ["今天22:00停课下雨", NEXT]),
        ("2026-11-07T00:00", ["今天没有课", NEXT]),
        ("2026-11-07T02:01", ["今天没有课", NEXT]),
    ],
)
def test_what_is_off_ends_with_its_day(now: str, wanted: list[str]) -> None:
    html = page([STARS], "2026-11-06", {"date": "2026-11-06", "kind": "停课", "reason": "下雨"})
    assert answer(html, now, "2026-11-06") == wanted


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        ("2026-10-02T23:59", ["今天22:00放假国庆节放假", "下一次是10月9日(周五) 22:00"]),
        ("2026-10-03T00:00", ["今天没有课", "下一次是10月9日(周五) 22:00"]),
    ],
)
def test_a_holiday_ends_with_its_day(now: str, wanted: list[str]) -> None:
    assert answer(page([STARS], "2026-10-02"), now, "2026-10-02") == wanted


ELSEWHERE = {"date": "2026-11-13", "kind": "换地点", "venue": "zonghe", "reason": "老楼停电"}


@pytest.mark.parametrize(
    ("built", "now", "wanted"),
    [
        ("2026-11-06", "2026-11-07T09:30", ["今天没有课", f"{NEXT}改在综合楼（原在老楼），老楼停电"]),
        ("2026-11-06", "2026-11-12T23:59", ["今天没有课", "下一次是明天 22:00改在综合楼（原在老楼），老楼停电"]),
        ("2026-11-06", "2026-11-13T00:00", ["今天22:00换地点", "今天在 综合楼 老楼老楼停电"]),
        ("2026-11-06", "2026-11-13T23:59", ["正在上，到2:00", "今天在 综合楼 老楼老楼停电"]),
        ("2026-11-06", "2026-11-14T00:00", ["正在上，到2:00", "这一次在 综合楼 老楼老楼停电"]),
        ("2026-11-14", "2026-11-14T01:59", ["正在上，到2:00", "这一次在 综合楼 老楼老楼停电"]),
        ("2026-11-14", "2026-11-14T02:00", ["今天没有课", "下一次是11月20日(周五) 22:00"]),
    ],
)
def test_another_place_is_told_before_its_day_and_until_its_night_is_over(
    built: str, now: str, wanted: list[str]
) -> None:
    assert answer(page([STARS], built, ELSEWHERE), now, built) == wanted


EARLIER = {"date": "2026-10-14", "kind": "改时间", "opens_at": "18:30", "venue": "laolou", "reason": "综合楼开会"}
PLACE = "今天在 老楼，1楼大厅 综合楼综合楼开会"
LEFT = "今天19:00改时间改到18:30，在老楼 1楼大厅（原在综合楼），综合楼开会"


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        (
            "2026-10-13T20:00",
            [
                "今天没有课",
                "下一次是明天 18:30原定19:00，改在老楼 1楼大厅（原在综合楼），综合楼开会",
            ],
        ),
        ("2026-10-14T18:29", ["今天18:30新时间原定19:00", LEFT, PLACE]),
        ("2026-10-14T18:30", ["正在上，到20:00原定19:00", LEFT, PLACE]),
    ],
)
def test_another_hour_is_called_as_everywhere(now: str, wanted: list[str]) -> None:
    found = answer(page([CHINESE], "2026-10-13", EARLIER), now, "2026-10-13")
    assert [line for line in found if not line.startswith("10月")] == wanted


def test_what_came_from_another_day_is_not_as_usual() -> None:
    """Nor is it 新时间 any more once it is off where it was put."""
    row = {**CHINESE, "weekday": "周六", "opens_at": "09:00", "closes_at": "10:00"}
    put = {"date": "2026-11-07", "kind": "改期", "new_date": "2026-11-08", "opens_at": "15:00", "venue": "bangong"}
    off = {"date": "2026-11-08", "kind": "停课", "reason": "停电"}
    html = page([row], "2026-11-06", put)
    assert answer(html, "2026-11-08T14:59", "2026-11-06") == [
        "今天15:00新时间原定11月7日(周六)9:00",
        "今天在 办公室 综合楼",
    ]
    html = page([row], "2026-11-06", put, off)
    assert answer(html, "2026-11-08T14:59", "2026-11-06")[0].startswith("今天15:00停课")
    assert "停课" in said(html, "2026-11-08T14:59", date(2026, 11, 6), id="rows").split("\n")[1]


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        ("2026-12-04T09:00", ["今天没有课", "12月31日(周四) 21:00停课下雪"]),
        ("2026-12-30T23:59", ["今天没有课", "明天 21:00停课下雪"]),
        ("2026-12-31T00:00", ["今天21:00停课下雪"]),
        ("2026-12-31T23:59", ["今天21:00停课下雪"]),
        ("2027-01-01T00:00", ["已经结束"]),
    ],
)
def test_an_event_that_is_called_off_is_not_over_before_its_day(now: str, wanted: list[str]) -> None:
    html = page([EVE], "2026-12-04", {"date": "2026-12-31", "kind": "停课", "reason": "下雪"})
    assert answer(html, now, "2026-12-04") == wanted


@pytest.mark.parametrize(
    ("now", "wanted", "joins"),
    [
        ("2026-12-16T20:30", ["今天的课上完了", "12月23日(周三) 19:00停课停电"], "怎么参加请先问"),
        ("2026-12-22T12:00", ["今天没有课", "明天 19:00停课停电"], "怎么参加请先问"),
        ("2026-12-23T20:29", ["今天19:00停课停电"], "怎么参加请先问"),
        ("2026-12-23T20:30", ["已经结束"], "已经结束"),
    ],
)
def test_where_the_last_session_is_off_the_course_is_over_after_it(now: str, wanted: list[str], joins: str) -> None:
    """For the answer and for joining alike."""
    row = {**CHINESE, "valid_to": "2026-12-23"}
    html = page([row], "2026-12-16", {"date": "2026-12-23", "kind": "停课", "reason": "停电"})
    assert answer(html, now, "2026-12-16") == wanted
    assert joins in said(html, now, date(2026, 12, 16)).split("\n")


def test_what_was_put_before_its_day_is_not_waited_for() -> None:
    row = {**CHINESE, "valid_to": "2026-12-23"}
    html = page([row], "2026-12-16", {"date": "2026-12-23", "kind": "改期", "new_date": "2026-12-18"})
    assert answer(html, "2026-12-18T20:29", "2026-12-16")[0] == "正在上，到20:30原定12月23日(周三)19:00"
    assert answer(html, "2026-12-18T20:30", "2026-12-16") == ["已经结束"]


RAIN = "遇雨顺延至12月20日"


def counted(html: str, now: str, words: str) -> int:
    return said(html, now, date(2026, 12, 12)).count(words)


@pytest.mark.parametrize("now", ["2026-12-12T09:00", "2026-12-13T09:00", "2026-12-13T14:00"])
def test_a_note_that_all_sessions_share_stands_once_beside_the_place(now: str) -> None:
    html = page([{**GAMES, "note": RAIN}], "2026-12-12")
    assert f"综合楼\n{RAIN}" in said(html, now, date(2026, 12, 12))
    assert counted(html, now, RAIN) == 1


def test_a_note_of_one_of_several_stands_at_it() -> None:
    rows = [{**GAMES, "note": RAIN}, {**GAMES, "dates": "2026-12-15"}]
    html = page(rows, "2026-12-12")
    assert answer(html, "2026-12-12T09:00", "2026-12-12") == ["还没开课", f"第一次是明天 14:00{RAIN}"]
    assert answer(html, "2026-12-13T09:00", "2026-12-12") == [f"今天14:00照常{RAIN}"]
    assert answer(html, "2026-12-14T09:00", "2026-12-12") == ["今天没有课", "下一次是明天 14:00"]
    assert counted(html, "2026-12-12T09:00", RAIN) == 2, "in the answer and in the list"


def test_a_note_of_a_class_stands_once_and_is_only_text() -> None:
    groups = [
        {"id": "a", "course": "ke", "name": "一班", "note": "<b>带笔"},
        {"id": "b", "course": "ke", "name": "二班", "note": "穿胶鞋"},
    ]
    rows = [{**GAMES, "group": "a", "note": "<b>带笔"}, {**GAMES, "group": "b", "note": "<i>自带水"}]
    html = page(rows, "2026-12-12", groups=groups, path="q/a/")
    assert html.count("&lt;b&gt;带笔") == 1
    html = page(rows, "2026-12-12", groups=groups, path="q/b/")
    assert "综合楼\n穿胶鞋\n<i>自带水" in said(html, "2026-12-13T09:00", date(2026, 12, 12))
    assert "&lt;i&gt;自带水" in html
    html = page(rows, "2026-12-12", groups=groups)
    assert "二班 12月13日14:00 · 穿胶鞋" in said(html, "2026-12-13T09:00", date(2026, 12, 12))
    assert "<b>带笔" not in html


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        ("2026-12-12T23:59", ["还没开课", "第一次是明天"]),
        ("2026-12-13T00:00", ["今天有"]),
        ("2026-12-14T23:59", ["今天有"]),
        ("2026-12-15T00:00", ["已经结束"]),
    ],
)
def test_of_what_has_no_hour_no_hour_is_claimed(now: str, wanted: list[str]) -> None:
    html = page([{**SHOW, "note": "中午关门"}], "2026-12-12")
    assert answer(html, now, "2026-12-12") == wanted
    assert counted(html, now, "中午关门") == 1
    assert not [word for word in ("照常", "0:00", "正在上") if word in said(html, now, date(2026, 12, 12))]


def test_a_session_in_another_room_than_the_others_says_where() -> None:
    rows = [CHINESE, {**CHINESE, "weekday": "周五", "venue": "laolou", "valid_to": "2026-11-20"}]
    html = page(rows, "2026-11-12")
    assert answer(html, "2026-11-12T09:00", "2026-11-12") == ["今天没有课", "下一次是明天 19:00在老楼 1楼大厅"]
    assert answer(html, "2026-11-13T09:00", "2026-11-12") == ["今天19:00照常在老楼 1楼大厅"]
