"""Is it on? The answers of the printed code's page by the clock, without a browser: on the day before, of, after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import communities
from linli import phrases
from linli.model import SHANGHAI
from linli.structure import load
from linli.timetable import Occurrence, Timetable, expand
from linli.timetable.answer import Said, answers, moves
from tests_support import TODAY

ROOT = Path(__file__).resolve().parents[1]
ENDED = "本学期已结束"


def told(rows: Sequence[Occurrence], now: str, today: date = TODAY, days: int = 400) -> list[str]:
    """Every line that holds at a moment, as it reads."""
    moment = datetime.fromisoformat(now).replace(tzinfo=SHANGHAI)
    return holding(answers(rows, today, ENDED, days), moment)


def holding(lines: Sequence[Said], moment: datetime) -> list[str]:
    return [
        line.lead + (phrases.day(line.day) if line.day else "") + line.phase.words
        for line in lines
        if line.phase.holds(moment)
    ]


@cache
def reference(today: date = TODAY) -> Timetable:
    return expand(load(ROOT).community, today)


@pytest.mark.parametrize(
    ("course", "now", "wanted"),
    [
        ("yexiao", "2026-11-24T07:00", ["今天19:00照常"]),
        ("yexiao", "2026-11-24T18:59", ["今天19:00照常"]),
        ("yexiao", "2026-11-24T19:00", ["正在上，到20:30"]),
        ("yexiao", "2026-11-24T20:29", ["正在上，到20:30"]),
        ("yexiao", "2026-11-24T20:30", ["今天的课上完了", "下一次是11月25日(周三)19:00"]),
        ("yexiao", "2026-11-24T23:59", ["今天的课上完了", "下一次是11月25日(周三)19:00"]),
        ("yexiao", "2026-11-25T00:00", ["今天19:00照常"]),
        ("yexiao", "2026-11-26T07:00", ["今天没有课", "下一次是11月30日(周一)19:00"]),
        ("meishu", "2026-11-25T07:00", ["今天16:30停课", "下一次是11月27日(周五)16:30"]),
        ("meishu", "2026-11-25T19:00", ["今天没有课", "下一次是11月27日(周五)16:30"]),
        ("meishu", "2026-11-24T07:00", ["今天没有课", "11月25日(周三)16:30停课", "下一次是11月27日(周五)16:30"]),
        ("xingti", "2026-11-26T07:00", ["今天19:30新时间"]),
        ("dushu", "2026-11-29T07:00", ["今天15:00加课"]),
        ("jijiu", "2026-12-04T07:00", ["今天没有课", "下一次是12月5日(周六)9:00"]),
        ("jijiu", "2026-12-05T11:30", [ENDED]),
        ("yexiao", "2027-01-25T07:00", ["今天没有课", "下一次是2月22日(周一)19:00"]),
        ("yexiao", "2027-07-03T07:00", [ENDED]),
    ],
)
def test_the_answer_at_that_minute(course: str, now: str, wanted: list[str]) -> None:
    found = told(reference().of_course(course), now)
    assert [line for line in found if line in wanted] == wanted
    assert found == wanted or course == "dushu"


def test_a_moved_class_is_told_on_both_days() -> None:
    rows = [o for o in reference().of_course("xingti") if o.group == "晚间班"]
    assert told(rows, "2026-11-24T07:00") == ["今天19:30改期", "下一次是11月26日(周四)19:30"]


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        ("2026-08-25T07:00", ["还没开课", "第一次是9月1日(周二)19:00"]),
        ("2026-09-01T07:00", ["今天19:00照常"]),
        ("2026-09-20T07:00", ["今天19:00补课"]),
        ("2026-10-05T07:00", ["今天19:00放假"]),
        ("2026-10-10T07:00", ["今天19:00补课"]),
    ],
)
def test_before_the_term_on_holidays_and_on_worked_saturdays(now: str, wanted: list[str]) -> None:
    today = date(2026, 8, 25)
    found = told(reference(today).of_course("yexiao"), now, today)
    assert found[: len(wanted)] == wanted


def one(**row: Any) -> Sequence[Occurrence]:
    community = communities.make(courses=[{"id": "a", "title": "课"}], schedules=[{"course": "a", **row}])
    return expand(community, TODAY).of_course("a")


def test_without_an_end_it_has_begun() -> None:
    rows = one(dates="2026-11-25", opens_at="19:00")
    assert told(rows, "2026-11-25T18:59") == ["今天19:00照常"]
    assert told(rows, "2026-11-25T19:00") == ["19:00已经开始"]
    assert told(rows, "2026-11-26T00:00") == [ENDED]


def test_of_an_exhibition_nobody_says_that_it_is_open_all_day() -> None:
    rows = one(dates="2026-12-05 至 2026-12-08")
    assert told(rows, "2026-12-05T00:30") == ["今天有"]
    assert told(rows, "2026-12-04T12:00") == ["还没开课", "第一次是12月5日(周六)"]
    assert told(rows, "2026-12-09T00:00") == [ENDED]


def test_what_goes_on_never_ends() -> None:
    rows = one(weekday="周三", valid_from="2026-09-02", opens_at="19:00", closes_at="20:00")
    assert ENDED not in [line.phase.words for line in answers(rows, TODAY, ENDED, 400)]


def test_after_the_horizon_the_page_points_at_its_dates() -> None:
    rows = one(weekday="周三", valid_from="2026-09-02", valid_to="2027-06-30", opens_at="19:00", closes_at="20:00")
    assert told(rows, "2027-01-20T00:00", days=57)[-1] == "请看下面的日期"


def test_a_day_on_which_all_meet_elsewhere_is_told_once() -> None:
    rows = reference().of_course("shufa")
    (found,) = [move for move in moves(rows, TODAY) if move.occurrence.day == date(2026, 11, 28)]
    assert found.phase.start == datetime(2026, 11, 28, tzinfo=SHANGHAI)
    assert found.phase.end == datetime(2026, 11, 28, 16, 0, tzinfo=SHANGHAI)


def test_one_change_of_several_classes_is_one_line() -> None:
    rows = reference().of_course("shufa")
    assert told(rows, "2026-11-28T07:00") == ["今天3个班换地点"]
    assert told(rows, "2026-11-28T09:10") == ["正在上，到10:30", "今天2个班换地点"]
    assert told(rows, "2026-11-28T12:00") == ["正在上，到12:10", "今天14:30换地点"]
    off = next(line for line in answers(reference().of_course("meishu"), date(2026, 10, 1), ENDED) if line.alike)
    assert off.phase.words == f"今天{len(off.alike)}个班放假"


def test_at_every_hour_something_is_said_and_never_both_on_and_over() -> None:
    for course in ("yexiao", "shufa", "meishu", "xingti"):
        lines = answers(reference().of_course(course), TODAY, ENDED, 400)
        for hour in range(24 * 40):
            now = datetime(2026, 11, 24, tzinfo=SHANGHAI) + timedelta(hours=hour)
            found = holding(lines, now)
            assert found, (course, now)
            idle = [line for line in found if line in ("今天没有课", "今天的课上完了", "还没开课", ENDED)]
            assert len(idle) <= 1, (course, now, found)


@pytest.mark.parametrize(("closes", "wanted"), [("23:59", False), ("24:00", False), ("00:30", True)])
def test_the_dates_below_are_named_only_where_something_lies_beyond_the_lines(closes: str, wanted: bool) -> None:
    last = TODAY + timedelta(days=6)
    row = {"course": "ke", "dates": str(last), "opens_at": "20:00", "closes_at": closes}
    row |= {"overnight": "true"} if closes < "20:00" else {}
    community = communities.make(courses=[{"id": "ke", "title": "夜校", "category": "夜校"}], schedules=[row])
    rows = expand(community, TODAY).of_course("ke")
    lines = [line.phase.words for line in answers(rows, TODAY, ENDED, days=7)]
    assert ("请看下面的日期" in lines) is wanted
