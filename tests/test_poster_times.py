"""Posters: dates and rhythms of what is not simply every week, on the sheet and on the strips that one tears off."""

from __future__ import annotations

from datetime import date

import pytest

from communities import edition
from linli.paper import site
from linli.paper.sheet import Sheet
from linli.timetable import expand
from printing import small

PRINTED = date(2026, 12, 11)
SUNDAYS = {"weekday": "周日", "valid_from": "2026-11-08", "opens_at": "15:00"}


def printed(*schedules: dict[str, object], **tables: object) -> Sheet:
    """The poster of the one course, on a Friday in December."""
    community = small(schedules=[{"course": "shufa", **row} for row in schedules], **tables)
    found = edition(community, PRINTED, expand(community, PRINTED))
    return next(sheet for sheet in site.sheets(found) if sheet.template == "poster")


def row_of(sheet: Sheet, name: str) -> list[str]:
    """The lines of a row of the sheet's table; none where it has no such row."""
    found = [line for row in sheet.data["facts"] if row["name"] == name for line in row["lines"]]
    return [f"{line['text']} {line['more']}".strip() for line in found]


@pytest.mark.parametrize(("row", "says"), [
    ({"every": 2}, ["隔周日 下午3:00 (15:00开始) 2026年12月20日、2027年1月3日、17日，以后还有", "2026年11月8日起，长期"]),
    ({"every": 4}, ["每4周的周日 下午3:00 (15:00开始) 2027年1月3日、31日、2月28日，以后还有", "2026年11月8日起，长期"]),
    ({"weekday": "周五至周日", "every": 2},
     ["隔周五至周日 下午3:00 (15:00开始) 2026年12月18日、19日、20日，以后还有", "2026年11月8日起，长期"]),
    ({"every": 1}, ["每周日 下午3:00 (15:00开始)", "2026年11月8日起，长期"]),
    ({"weekday": "每月第一个周日"}, ["每月第1个周日 下午3:00 (15:00开始)", "2026年11月8日起，长期"]),
    ({"every": 4, "valid_to": "2027-02-28"}, ["2027年1月3日、31日、2月28日(周日) 下午3:00 (15:00开始)"]),
    ({"every": 2, "valid_to": "2027-06-30"},
     [("2026年12月20日、2027年1月3日、17日、31日、2月14日、28日、3月14日、28日、4月11日、25日、5月9日、23日等14天(周日)"
       " 下午3:00 (15:00开始)")]),
])  # fmt: skip
def test_what_has_no_end_is_a_rhythm_and_what_has_one_is_dates(row: dict[str, object], says: list[str]) -> None:
    """The dates that the timetable looks ahead are no end: neither counted nor listed to the last."""
    assert row_of(printed({**SUNDAYS, **row}), "时间") == says


@pytest.mark.parametrize(("rows", "strip"), [
    ([{"dates": "2027-01-23, 2027-01-24, 2027-01-30", "opens_at": "09:00"}], "1月23日起3次 9:00"),
    ([{"dates": "2027-01-23, 2027-01-30", "opens_at": "09:00"}], "1月23日、30日 周六9:00"),
    ([{"dates": "2027-01-23, 2027-01-30, 2027-02-06", "opens_at": "09:00"}], "1月23日起3次 周六9:00"),
    ([{"dates": "2026-12-30, 2027-01-08", "opens_at": "09:00"}], "12月30日、2027年1月8日 9:00"),
    ([{"dates": "2027-01-23", "opens_at": "09:00"}], "1月23日 周六9:00"),
    ([{"dates": "2027-01-23"}], "1月23日 周六"),
    ([{"dates": "2026-12-19", "opens_at": "10:30"}, {"dates": "2026-12-19, 2026-12-20", "opens_at": "19:30"}],
     "12月19日、20日"),
    ([{"dates": "2026-12-19", "opens_at": "10:30"}, {"dates": "2026-12-19, 2026-12-26, 2027-01-02", "opens_at": "19:30"}],
     "12月19日起4次 周六"),
    ([{"dates": "2026-12-19 至 2026-12-22", "opens_at": "10:30"}, {"dates": "2026-12-19", "opens_at": "19:30"}],
     "12月19日—22日"),
    ([{"dates": "2026-12-19", "opens_at": "10:30"},
      {"weekday": "周三", "valid_from": "2026-12-23", "valid_to": "2027-06-30", "opens_at": "19:30"}], "12月19日起"),
    ([{"weekday": "周三", "valid_from": "2026-11-04", "opens_at": "19:30"}, {"dates": "2026-12-19", "opens_at": "10:30"}],
     "每周三19:30"),
])  # fmt: skip
def test_a_strip_says_a_weekday_and_an_hour_only_where_all_have_it(rows: list[dict[str, object]], strip: str) -> None:
    assert printed(*rows).data["brief"] == strip


@pytest.mark.parametrize(("row", "strip"), [
    ({"every": 2}, "12月20日起 隔周日15:00"),
    ({"every": 4, "valid_to": "2027-06-30"}, "1月3日起 每4周的周日15:00"),
    ({"every": 2, "valid_to": "2027-01-03"}, "12月20日、2027年1月3日 周日15:00"),
])  # fmt: skip
def test_a_strip_says_how_often_and_from_when_what_is_not_weekly(row: dict[str, object], strip: str) -> None:
    assert printed({**SUNDAYS, **row}).data["brief"] == strip


WEEK = {"weekday": "周一至周五", "valid_from": "2027-01-25", "valid_to": "2027-01-29", "opens_at": "08:00"}
AFTER = {**WEEK, "valid_from": "2027-02-01", "valid_to": "2027-02-05"}


@pytest.mark.parametrize(("rows", "strip"), [
    ([WEEK], "1月25日—29日 8:00"),
    ([{**WEEK, "weekday": "周一、三、五"}], "1月25日—29日 周一、三、五8:00"),
    ([{**WEEK, "group": "一班"}, {**WEEK, "group": "二班"}], "2个班，1月25日—29日 8:00"),
    ([{**WEEK, "group": "一班"}, {**WEEK, "group": "二班", "opens_at": "14:00"}], "2个班，1月25日—29日"),
    ([{**WEEK, "group": "第一期"}, {**AFTER, "group": "第二期"}], "1月25日起 周一至周五8:00"),
    ([{**WEEK, "valid_to": "2027-02-22"}], "1月25日—2月22日 周一至周五8:00"),
    ([{**WEEK, "valid_to": "2027-02-23"}], "每周一至周五8:00"),
    ([WEEK, {**WEEK, "weekday": "周六", "valid_to": "2027-01-30", "opens_at": "10:00"}],
     "1月25日—30日"),
    ([WEEK, {**WEEK, "weekday": "周日", "valid_to": "2027-01-31", "opens_at": "10:00"}],
     "1月25日—31日 周一至周五8:00、周日10:00"),
])  # fmt: skip
def test_a_strip_says_when_what_is_over_before_long(rows: list[dict[str, object]], strip: str) -> None:
    assert printed(*rows).data["brief"] == strip


MORNINGS = {"weekday": "每天", "valid_from": "2027-01-18", "valid_to": "2027-03-26", "opens_at": "07:30"}
AUTUMN = {**MORNINGS, "valid_from": "2026-10-12"}


def off(first: str, last: str = "", **more: str) -> dict[str, object]:
    return {"course": "shufa", "date": first, "date_to": last or None, "kind": "停课", **more}


@pytest.mark.parametrize(("rows", "changes", "says"), [
    ([MORNINGS], [off("2027-02-05", "2027-02-12", reason="春节")], ["2027年2月5日—12日 7:30 停课 春节"]),
    ([MORNINGS], [off("2027-02-15")], ["2027年2月15日(周一) 7:30 停课"]),
    ([MORNINGS], [off("2027-02-16")], []),
    ([MORNINGS], [off("2027-02-10", "2027-02-22")], ["2027年2月10日—22日 7:30 停课"]),
    ([AUTUMN], [off("2027-01-08")], ["2027年1月8日(周五) 7:30 停课"]),
    ([AUTUMN], [off("2027-01-09")], []),
    ([AUTUMN], [off("2026-12-12", "2027-01-30")], ["12月12日—2027年1月30日 7:30 停课"]),
    ([{**AUTUMN, "group": "早班"}, {**MORNINGS, "group": "寒假班"}],
     [off("2027-01-20", group="早班"), off("2027-01-21", group="寒假班")], ["2027年1月21日(周四) 7:30 停课 寒假班"]),
    ([MORNINGS], [off(f"2027-01-{day}") for day in range(19, 27, 2)],
     [f"2027年1月{day}日({name}) 7:30 停课" for day, name in ((19, "周二"), (21, "周四"), (23, "周六"), (25, "周一"))]),
    ([MORNINGS], [off(f"2027-01-{day}") for day in range(19, 31, 2)],
     [*(f"2027年1月{day}日({name}) 7:30 停课" for day, name in ((19, "周二"), (21, "周四"), (23, "周六"), (25, "周一"))),
      "另有2处变动"]),
])  # fmt: skip
def test_changes_are_told_from_the_next_session_on_whole_and_none_is_dropped(
    rows: list[dict[str, object]], changes: list[dict[str, object]], says: list[str]
) -> None:
    assert row_of(printed(*rows, changes=changes), "变动") == says
