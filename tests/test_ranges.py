"""Changes of several days: told from the first to the last, before, on, between and after them, on every page alike."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import communities
from communities import edition
from linli.feeds import changes as feed
from linli.model import Community
from linli.render import Renderer
from linli.revisions import Change, Revisions
from linli.revisions.announced import announced
from linli.timetable import expand
from linli.views import changes as view
from linli.views import told

RENDERER = Renderer(Path(__file__).resolve().parents[1])
DAY = timedelta(days=1)
UNTIL = {"valid_from": "2026-09-01", "valid_to": "2027-06-30", "on_holiday": "照常"}
TABLES: dict[str, Any] = {
    "services": [{"id": "canting", "name": "助餐点"}],
    "hours": [{"service": "canting", "weekday": "每天", "opens_at": "10:00", "closes_at": "13:00"}],
    "venues": [{"id": "tiyu", "name": "体育馆"}, {"id": "guan", "name": "展览馆"}],
    "courses": [
        {"id": "chendu", "title": "晨读"},
        {"id": "shufa", "title": "书法班", "teacher": "陈老师"},
        {"id": "zhanlan", "title": "展览"},
        {"id": "qiu", "title": "球"},
    ],
    "schedules": [
        {"course": "chendu", "weekday": "每天", "opens_at": "07:00", "closes_at": "08:00", **UNTIL},
        {"course": "shufa", "weekday": "周三", "opens_at": "18:30", "closes_at": "20:00", **UNTIL},
        {"course": "zhanlan", "weekday": "周二至周日", "venue": "guan", **UNTIL},
        {"course": "qiu", "weekday": "周六、周日", "opens_at": "09:00", "venue": "tiyu", **UNTIL},
    ],
    "holidays": [*communities.notice(2026)],
}
MEALS = {"service": "canting", "date": "2027-02-05", "date_to": "2027-02-14", "kind": "休息"}
READING = {"course": "chendu", "date": "2027-02-05", "date_to": "2027-02-12", "kind": "停课"}
TEACHER = {"course": "shufa", "date": "2026-12-16", "date_to": "2027-03-31", "kind": "换老师", "teacher": "李老师"}
HALL = {"venue": "tiyu", "date": "2026-12-26", "date_to": "2026-12-27", "kind": "停课", "reason": "换灯"}
SHOW = {"course": "zhanlan", "date": "2026-12-15", "date_to": "2026-12-17", "kind": "停课", "reason": "检修"}


def town(*changes: dict[str, str], **tables: Any) -> Community:
    return communities.make(**{**TABLES, "changes": changes, **tables})


def told_on(community: Community, today: date) -> tuple[Change, ...]:
    return tuple(announced(community, expand(community, today), today))


def sentences(community: Community, today: date) -> list[str]:
    return [f"{told.subject(c)} {told.sentence(c, today)}" for c in told_on(community, today)]


def page(community: Community, today: date) -> dict[str, Any]:
    found = Revisions(announced=told_on(community, today))
    return view.context(edition(community, today, expand(community, today)), found)


def coming(community: Community, day: str) -> list[str]:
    return [item.what for item in page(community, date.fromisoformat(day))["coming"]]


def entry_ids(community: Community, today: date) -> list[str]:
    text = feed.feed(community, Revisions(announced=told_on(community, today)), "").decode()
    return re.findall(r"<entry>\s*<id>(.*?)</id>", text)


# Whole days that follow each other


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-12-11", ["12月15日—17日 停课"]),
        ("2026-12-14", ["12月15日—17日 停课"]),
        ("2026-12-15", ["12月15日—17日 停课"]),
        ("2026-12-16", ["12月15日—17日 停课"]),
        ("2026-12-17", ["12月15日—17日 停课"]),
        ("2026-12-18", []),
    ],
)
def test_whole_days_that_follow_each_other_are_one_span(day: str, words: list[str]) -> None:
    community = town(SHOW)
    assert coming(community, day) == words
    notice = page(community, date.fromisoformat(day))["notices"][0].lines
    assert [line for line in notice if "｜" in line] == [f"停课｜展览：{line}（检修）" for line in words]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ("2026-12-15", "12月15日(周二) 停课"),
        ("2026-12-15, 2026-12-17", "12月15日(周二)、12月17日(周四) 停课"),
        ("2026-12-15, 2026-12-16", "12月15日—16日 停课"),
        ("2026-12-31, 2027-01-01", "12月31日—2027年1月1日 停课"),
        ("2026-12-15, 2026-12-16, 2026-12-17, 2026-12-18", "12月15日—18日 停课"),
        ("2026-12-12, 2026-12-13, 2026-12-19, 2026-12-20", "每周六、日，12月12日—20日，共4次 停课"),
    ],
)
def test_days_apart_are_named_one_by_one(days: str, words: str) -> None:
    rows = [{"course": "zhanlan", "dates": days, "on_holiday": "照常"}]
    off = {**SHOW, "date": "2026-12-12", "date_to": "2027-01-31"}
    assert coming(town(off, schedules=rows), "2026-12-11") == [words]


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        (("2026-12-15", "2026-12-17"), ["12月15日—17日 停课", "12月19日(周六) 停课"]),
        (("2026-12-15", None), ["12月15日(周二) 停课", "12月19日(周六) 停课"]),
    ],
)
def test_a_notice_has_a_line_for_each_stretch(changes: tuple[str, str | None], lines: list[str]) -> None:
    rows = ({**SHOW, "date": changes[0], "date_to": changes[1]}, {**SHOW, "date": "2026-12-19", "date_to": None})
    notice = page(town(*rows), date(2026, 12, 14))["notices"][0].lines
    assert [line for line in notice if "｜" in line] == [f"停课｜展览：{line}（检修）" for line in lines]
