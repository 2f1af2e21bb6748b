"""What is written in another way than the manual teaches and can mean but one thing is taken."""

from __future__ import annotations

from typing import Any

import pytest

from linli import writing
from linli.ages import age
from linli.cells import dates, weekdays
from linli.schema import Field
from linli.settled import settled


def field(kind: str) -> Field:
    text: dict[str, Any] = dict.fromkeys(("title", "description", "example", "format"), "")
    return Field(name="x", type=kind, required=False, enum=(), constraints={}, **text)


@pytest.mark.parametrize(
    "typed", ["20261202", "2026–12–02", "2026—12—02", "2026 12 02", "“2026-12-02”", "「2026年12月2日」"]
)
def test_a_day(typed: str) -> None:
    assert writing.normal(typed, field("date")) == "2026-12-02"


@pytest.mark.parametrize("typed", ["2026 1 202", "202612", "2026121"])
def test_no_day(typed: str) -> None:
    assert writing.normal(typed, field("date")) == typed


def test_days_with_long_dashes() -> None:
    assert len(dates("2026–12–02 至 2026–12–04").days) == 3


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("3:00 PM", "15:00"),
        ("9:00 AM", "09:00"),
        ("12:30pm", "12:30"),
        ("12:00 a.m.", "00:00"),
        ("“09:00”", "09:00"),
        ("9点1刻", "09:15"),
        ("19:00 PM", "19:00 PM"),
    ],
)
def test_an_hour(typed: str, time: str) -> None:
    assert writing.normal(typed, field("time")) == time


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        *((typed, "周六、周日") for typed in ("周六/周日", "周六周日", "周六日", "双休日", "周六&周日", "每周六日")),
        ("週六", "周六"),
        ("一三五", "周一、周三、周五"),
        ("每周一三五", "周一、周三、周五"),
        ("每月第一周六", "每月第1个周六"),
        ("法定节假日", "节假日"),
    ],
)
def test_weekdays(typed: str, days: str) -> None:
    assert str(weekdays(typed)) == days


def test_weeks_are_said_elsewhere() -> None:
    with pytest.raises(writing.UnclearError) as found:
        weekdays("单周周六")
    assert found.value.hint == '写成 weekday: 周六，另写一行 weeks: "1-20单"'


@pytest.mark.parametrize(
    ("typed", "months"), [("6 岁", 72), ("六岁", 72), ("十二", 144), ("一岁半", 18), ("六个月", 6)]
)
def test_an_age(typed: str, months: int) -> None:
    assert age(typed).months == months


def test_one_end_of_ages_is_one_age() -> None:
    with pytest.raises(writing.UnclearError, match="min_age: 6，到几岁写 max_age: 12"):
        age("6-12岁")


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        ({"value": "64期", "unit": "期"}, {"value": "64"}),
        ({"value": "2000+ 人次", "unit": "人次"}, {"value": "2000+"}),
        ({"value": "半期", "unit": "期"}, {}),
        ({"capacity": "25个家庭", "capacity_unit": None}, {"capacity": "25", "capacity_unit": "个家庭"}),
        ({"capacity": "25人", "capacity_unit": "人"}, {"capacity": "25"}),
        ({"capacity": "25人", "capacity_unit": "组"}, {}),
        ({"price": "30元/半天", "unit": None}, {"price": "30", "unit": "半天"}),
        ({"price": "30元/半天", "unit": "元/半天"}, {"price": "30", "unit": "半天"}),
        ({"price": "1,200元", "unit": "月"}, {"price": "1,200"}),
        ({"price": "30元/半天", "unit": "次"}, {}),
        ({"min_age": "6岁以上", "max_age": None}, {"min_age": "6岁"}),
        ({"min_age": None, "max_age": "12岁以下"}, {"max_age": "12岁"}),
        ({"min_age": "6-12", "max_age": None}, {"min_age": "6", "max_age": "12"}),
        ({"min_age": "6-12个月", "max_age": None}, {"min_age": "6个月", "max_age": "12个月"}),
        ({"min_age": "6-12", "max_age": "16"}, {}),
        ({"min_age": "六岁至12岁", "max_age": None}, {"min_age": "六岁", "max_age": "12岁"}),
        ({"min_age": "2026-12-08", "max_age": None}, {}),
        ({"min_age": None, "max_age": "小学至初中"}, {}),
        ({"signup": "不用报名"}, {"signup": "无需报名"}),
    ],
)
def test_cells_are_settled(texts: dict[str, str | None], wanted: dict[str, str]) -> None:
    assert settled("courses", texts) == texts | wanted


def test_another_room_is_another_place() -> None:
    assert settled("changes", {"kind": "换教室"}) == {"kind": "换地点"}
