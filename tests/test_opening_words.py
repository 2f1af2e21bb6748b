"""What is said of opening hours: the words at every border, the lines of a week; phases without a gap."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli import structure
from linli.model import SHANGHAI, Community
from linli.timetable.open_phases import NEUTRAL, of_hours
from linli.timetable.openday import State
from linli.timetable.opening_lines import lines
from linli.timetable.phases import at
from towns import DAY, EVERY, PLACES, SHOWN, TWICE, WORK, days, said, town

ROOT = Path(__file__).resolve().parents[1]
WORDS = [
    # an office with a break, on a Tuesday, and over a weekend
    ("weiquan", "2026-11-23 23:59", "今天已经关门，明天9:00开门"),
    ("weiquan", "2026-11-24 00:00", "还没开门，今天9:00开门"),
    ("weiquan", "2026-11-24 08:59", "还没开门，今天9:00开门"),
    ("weiquan", "2026-11-24 09:00", "现在开门，到12:00"),
    ("weiquan", "2026-11-24 09:01", "现在开门，到12:00"),
    ("weiquan", "2026-11-24 11:59", "现在开门，到12:00"),
    ("weiquan", "2026-11-24 12:00", "现在没开门，今天14:00开门"),
    ("weiquan", "2026-11-24 13:59", "现在没开门，今天14:00开门"),
    ("weiquan", "2026-11-24 14:00", "现在开门，到17:30"),
    ("weiquan", "2026-11-24 17:29", "现在开门，到17:30"),
    ("weiquan", "2026-11-24 17:30", "今天已经关门，明天9:00开门"),
    ("weiquan", "2026-11-24 17:31", "今天已经关门，明天9:00开门"),
    ("weiquan", "2026-11-27 17:30", "今天已经关门，11月30日(周一)9:00开门"),
    ("weiquan", "2026-11-28 00:00", "今天不开门，11月30日(周一)9:00开门"),
    ("weiquan", "2026-11-28 23:59", "今天不开门，11月30日(周一)9:00开门"),
    ("weiquan", "2026-11-29 00:00", "今天不开门，明天9:00开门"),
    ("weiquan", "2026-11-30 00:00", "还没开门，今天9:00开门"),
    # the day before National Day, its first and last, and the day after; a site built before
    ("weiquan", "2026-09-30 17:29", "现在开门，到17:30"),
    ("weiquan", "2026-09-30 17:30", "今天已经关门，明天国庆节休息，10月8日(周四)9:00开门"),
    ("weiquan", "2026-09-30 23:59", "今天已经关门，明天国庆节休息，10月8日(周四)9:00开门"),
    ("weiquan", "2026-10-01 00:00", "国庆节休息，10月8日(周四)9:00开门"),
    ("weiquan", "2026-10-01 10:00", "国庆节休息，10月8日(周四)9:00开门"),
    ("weiquan", "2026-10-06 23:59", "国庆节休息，10月8日(周四)9:00开门"),
    ("weiquan", "2026-10-07 00:00", "国庆节休息，明天9:00开门"),
    ("weiquan", "2026-10-08 08:59", "还没开门，今天9:00开门"),
    ("weiquan", "2026-10-08 09:00", "现在开门，到12:00"),
    # a Saturday that is worked
    ("weiquan", "2026-10-09 17:30", "今天已经关门，明天9:00开门（调休上班，照工作日开门）"),
    ("weiquan", "2026-10-10 10:00", "现在开门，到12:00（调休上班，照工作日开门）"),
    ("weiquan", "2026-10-10 17:30", "今天已经关门，10月12日(周一)9:00开门"),
    ("youzhisan", "2026-10-09 17:00", "今天已经关门，明天调休上班，开不开请先打电话"),
    ("youzhisan", "2026-10-10 00:00", "调休上班，开不开请先打电话"),
    ("youzhisan", "2026-10-10 10:00", "调休上班，开不开请先打电话"),
    ("youzhisan", "2026-10-11 10:00", "今天不开门，明天9:00开门"),
    # New Year before its notice
    ("tuoyu", "2026-12-28 10:00", "现在开门，到18:00"),
    ("tuoyu", "2026-12-31 10:00", "现在开门，到18:00（元旦放假安排还没公布，请先打电话）"),
    ("tuoyu", "2027-01-01 10:00", "元旦休息，明天9:00开门（元旦放假安排还没公布，请先打电话）"),
    ("tuoyu", "2027-01-03 10:00", "星期日平时不开门，明天8:00开门（元旦放假安排还没公布，请先打电话）"),
    ("tuoyu", "2027-01-05 10:00", "现在开门，到18:00"),
    ("shuwu", "2027-01-01 10:00", "元旦休息，明天9:00开门（元旦放假安排还没公布，请先打电话）"),
    ("meishiguang", "2026-10-01 10:00", "现在开门，到20:00（国庆节照常开门）"),
    ("meishiguang", "2026-12-31 10:00", "现在开门，到20:00"),
    ("meishiguang", "2027-01-01 09:59", "还没开门，今天10:00开门（元旦照常开门）"),
    ("linxiaoxing", "2026-11-24 10:00", NEUTRAL),
]


@cache
def reference() -> Community:
    return structure.load(ROOT).community


@pytest.mark.parametrize(("service", "moment", "words"), WORDS)
def test_words_at_every_border(service: str, moment: str, words: str) -> None:
    assert said(reference(), moment, service=service) == words
    if moment[11:] != "00:00":  # the same from a build of the day before
        before = date.fromisoformat(moment[:10]) - timedelta(days=1)
        assert said(reference(), moment, built=before.isoformat(), service=service) == words


OTHER_WORDS: dict[str, tuple[list[dict[str, Any]], dict[str, str]]] = {
    "到半夜": (
        [{**EVERY, "closes_at": "24:00"}],
        {"2026-11-24 23:59": "现在开门，到24:00", "2026-11-25 00:00": "还没开门，今天10:00开门"},
    ),
    "过半夜": (
        [{**EVERY, "closes_at": "24:00"}, {**EVERY, "opens_at": "00:00", "closes_at": "02:00"}],
        {
            "2026-11-24 23:59": "现在开门，到明天2:00",
            "2026-11-25 00:00": "现在开门，到2:00",
            "2026-11-25 02:00": "现在没开门，今天10:00开门",
        },
    ),
    "不关门": (
        [{**EVERY, "opens_at": "00:00", "closes_at": "24:00"}],
        {"2026-11-24 00:00": "现在开门，今天不关门", "2026-11-24 23:59": "现在开门，今天不关门"},
    ),
    "两个地方": (
        PLACES,
        {
            "2026-11-24 08:59": "还没开门，今天9:00西院开门",
            "2026-11-24 09:00": "现在开门，西院到17:00",
            "2026-11-24 10:00": "现在开门，西院到17:00、东院到20:00",
            "2026-11-24 17:00": "现在开门，东院到20:00",
            "2026-11-24 20:00": "今天已经关门，明天9:00西院开门",
        },
    ),
    "没写放假": (
        [WORK],
        {
            "2026-09-30 17:00": "今天已经关门，明天国庆节放假，开不开请先打电话",
            "2026-10-01 10:00": "国庆节放假，开不开请先打电话",
            "2026-10-03 10:00": "今天不开门，10月5日(周一)国庆节放假，开不开请先打电话",
        },
    ),
    "只写了暑假": (
        [{**EVERY, "valid_from": "2026-07-01", "valid_to": "2026-08-31"}],
        {
            "2026-08-31 20:00": "今天已经关门，明天开放时间请先打电话问",
            "2026-09-01 10:00": "开放时间请先打电话问",
        },
    ),
    "每月一次": ([{**WORK, "weekday": "每月第一个周六"}], {"2026-11-07 17:00": "今天已经关门，12月5日(周六)9:00开门"}),
    "很少": ([{**WORK, "weekday": "每月第一个周六"}], {"2026-11-30 10:00": "今天不开门，12月5日(周六)9:00开门"}),
}


@pytest.mark.parametrize("name", OTHER_WORDS)
def test_words_of_other_hours(name: str) -> None:
    hours, expected = OTHER_WORDS[name]
    assert {moment: said(town(hours), moment) for moment in expected} == expected


def test_words_of_a_day_off() -> None:
    change = {"date": DAY, "scope": "全部", "kind": "停课", "reason": "台风"}
    community = town([WORK], changes=[change])
    assert said(community, "2026-11-23 17:00") == "今天已经关门，明天台风休息，11月25日(周三)9:00开门"
    assert said(community, "2026-11-24 10:00") == "台风休息，明天9:00开门"
    assert said(community, "2026-11-25 10:00") == "现在开门，到17:00"


def test_outside_the_days_only_the_neutral_words() -> None:
    found = of_hours(days(town([WORK]), "2026-11-24", 30), SHOWN)
    assert (found[0].start, found[-1].end) == (None, None)
    assert {at(found, datetime(2026, 11, 23, 23, 59, tzinfo=SHANGHAI)).words, found[-1].words} == {NEUTRAL}
    assert found[-1].start == datetime(2026, 12, 9, tzinfo=SHANGHAI)
    assert of_hours(()) == (of_hours(())[0],)
    assert of_hours(())[0].words == NEUTRAL


LINES = {
    "一周": ([WORK, {**EVERY, "weekday": "周六"}], ["周一至周五 9:00–17:00", "周六 10:00–20:00"]),
    "上下午": ([{**row, "on_holiday": "休息"} for row in TWICE], ["周一至周五 9:00–12:00、14:00–17:30 节假日休息"]),
    "一天一行": ([{**WORK, "weekday": day} for day in ("周二", "周一", "周三")], ["周一至周三 9:00–17:00"]),
    "跟随": ([{**WORK, "on_makeup": "跟随"}], ["周一至周五 9:00–17:00 调休上班的周末也开"]),
    "不跟随": ([{**WORK, "on_makeup": "不跟随"}], ["周一至周五 9:00–17:00"]),
    "节假日": (
        [{"weekday": "节假日", "opens_at": "09:00", "closes_at": "17:00"}, {**EVERY, "closes_at": "24:00"}],
        ["每天 10:00–24:00", "节假日 9:00–17:00"],
    ),
    "节假日一样": ([EVERY, {**EVERY, "weekday": "节假日"}], ["每天、节假日 10:00–20:00"]),
    "周日和节假日": ([{**EVERY, "weekday": "周日"}, {**EVERY, "weekday": "节假日"}], ["周日、节假日 10:00–20:00"]),
    "暑假": (
        [{**EVERY, "valid_from": "2026-12-01", "valid_to": "2027-02-28"}, WORK],
        ["周一至周五 9:00–17:00 其余时间", "每天 10:00–20:00 12月1日—2027年2月28日"],
    ),
    "周末的暑假": (
        [{**WORK, "weekday": "周六、周日", "valid_from": "2026-12-01", "valid_to": "2027-02-28"}, EVERY],
        ["周一至周五 10:00–20:00", "周六、日 10:00–20:00 其余时间", "周六、日 9:00–17:00 12月1日—2027年2月28日"],
    ),
    "过去的": ([{**EVERY, "valid_from": "2026-07-01", "valid_to": "2026-08-31"}, WORK], ["周一至周五 9:00–17:00"]),
    "起": ([{**EVERY, "valid_from": "2026-12-01"}], ["每天 10:00–20:00 12月1日起"]),
    "到": ([{**EVERY, "valid_to": "2026-12-01"}], ["每天 10:00–20:00 到12月1日"]),
    "一天": ([{**EVERY, "valid_from": "2026-12-01", "valid_to": "2026-12-01"}], ["每天 10:00–20:00 12月1日"]),
    "两个地方": (PLACES, ["周一至周五 9:00–17:00 在西院", "每天 10:00–20:00 在东院"]),
    "每月": ([{**WORK, "weekday": "每月第一个周六"}], ["每月第1个周六 9:00–17:00"]),
}


@pytest.mark.parametrize("name", LINES)
def test_lines(name: str) -> None:
    hours, expected = LINES[name]
    community = town(hours)
    found = lines(community, community.services[0], date(2026, 11, 25))
    assert [" ".join(filter(None, (line.days, line.span, line.note))) for line in found] == expected


TIMES = st.tuples(st.integers(0, 23), st.integers(1, 24)).filter(lambda t: t[0] < t[1])
ROW = st.fixed_dictionaries(
    {
        "weekday": st.sampled_from(["每天", "周一至周五", "周六、周日", "周一、周三", "节假日", "每月第一个周六"]),
        "times": TIMES,
        "on_holiday": st.sampled_from([None, "休息", "照常"]),
        "on_makeup": st.sampled_from([None, "跟随", "不跟随"]),
        "venue": st.sampled_from([None, "b"]),
        "valid_from": st.sampled_from([None, "2026-10-05"]),
        "valid_to": st.sampled_from([None, "2026-12-31"]),
    }
)
CHANGE = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["休息", "停课", "改时间", "换地点"]),
        "service": st.sampled_from([None, "s"]),
        "scope": st.sampled_from([None, "全部"]),
        "at": st.sampled_from([None, "a", "b"]),
        "opens_at": st.sampled_from([None, "08:00", "15:00"]),
        "closes_at": st.sampled_from([None, "16:00", "24:00"]),
    }
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, max_size=4), st.lists(CHANGE, max_size=2), st.sampled_from(["2026-09-28", "2026-12-28", DAY]))
def test_phases_have_no_gap_and_no_overlap_and_agree_with_the_days(
    rows: list[dict[str, Any]], changes: list[dict[str, Any]], first: str
) -> None:
    hours = []
    for row in rows:
        opens, closes = row.pop("times")
        hours.append({**row, "opens_at": f"{opens:02d}:00", "closes_at": f"{closes:02d}:00"})
    dated = [{"date": (date.fromisoformat(first) + timedelta(days=2)).isoformat(), **change} for change in changes]
    found = days(town(hours, changes=dated), first, 2 * SHOWN)
    phases = of_hours(found, SHOWN)
    assert (phases[0].start, phases[-1].end) == (None, None)
    for before, after in pairwise(phases):
        assert before.end == after.start
        assert before.start is None or before.start < after.start  # type: ignore[operator]
    for day in found[:SHOWN]:
        assert all(span.opens < span.closes for span in day.spans)
        assert bool(day.spans) is (day.state is State.OPEN)
        midday = datetime.combine(day.day, datetime.min.time(), SHANGHAI)
        for quarter in range(96):
            now = midday + timedelta(minutes=15 * quarter)
            is_open = any(span.opens <= now < span.closes for span in day.spans)
            assert at(phases, now).words.startswith("现在开门") is is_open
            assert ("请先打电话" in at(phases, now).words) or day.state is not State.UNKNOWN or not day.why
