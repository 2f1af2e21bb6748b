"""Borders that rules draw through the calendar: the last case on one side, the first on the other."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from communities import edition, make
from fragments import context_of_rows
from linli.checks import (
    ages,
    clashes,
    dates,
    holiday_days,
    holidays,
    repeats,
    seats,
    signup,
    times,
)
from linli.checks._naming import days
from linli.problems import Problem
from linli.timetable import expand
from linli.timetable.groups import group_key
from linli.views import print as printed
from linli.views.spoken import lasting
from tests_support import TODAY

FORM = {"id": "f", "title": "报名", "kind": "报名", "url": "https://wj.qq.com/s/1/", "seats": 30, "seats_left": 3}
COURSE = {"id": "shufa", "title": "书法班"}
WEEKLY = {"course": "shufa", "opens_at": "09:00", "closes_at": "10:00", "valid_from": "2026-09-01"}


def problems(rule: Any, today: date = TODAY, **tables: Any) -> list[Problem]:
    return list(rule.check(context_of_rows(Path(), today, **tables)))


def codes(rule: Any, today: date = TODAY, **tables: Any) -> list[str]:
    return [problem.code for problem in problems(rule, today, **tables)]


def messages(rule: Any, today: date = TODAY, **tables: Any) -> list[str]:
    return [problem.message for problem in problems(rule, today, **tables)]


@pytest.mark.parametrize(
    ("opens", "before", "told"),
    [
        ("2026-11-01T09:00", 31, False),
        ("2026-11-01T09:00", 32, True),
        ("2026-11-24T09:00", 31, False),
        ("2026-11-24T09:00", 32, True),
        ("2026-11-25T09:00", 180, False),
        ("2026-11-25T09:00", 181, True),
    ],
)
def test_a_count_from_long_before_its_form(opens: str, before: int, told: bool) -> None:
    counted = date.fromisoformat(opens[:10]) - timedelta(days=before)
    form = FORM | {"opens_at": opens, "as_of": str(counted)}
    assert codes(seats, forms=[form]) == ["old-count"] * told


@pytest.mark.parametrize(
    ("today", "counted", "closes", "told"),
    [
        ("2027-02-01", "2026-12-01", None, False),  # 62 days
        ("2027-02-02", "2026-12-01", None, True),
        ("2026-12-31", "2026-01-01", None, False),  # of this year
        ("2027-03-01", "2026-12-01", "2027-02-28T18:00", False),  # over anyway
        ("2027-03-01", "2026-12-01", "2027-03-01T18:00", True),
        ("2026-11-24", "2027-01-05", None, False),  # to come: another rule's
    ],
)
def test_a_count_of_another_year(today: str, counted: str, closes: str | None, told: bool) -> None:
    form = FORM | {"as_of": counted, "closes_at": closes}
    assert codes(seats, date.fromisoformat(today), forms=[form]) == ["old-count"] * told


@pytest.mark.parametrize(("left", "told"), [(0, False), (30, False), (31, True)])
def test_more_seats_left_than_there_are(left: int, told: bool) -> None:
    form = FORM | {"seats_left": left, "as_of": "2026-11-20"}
    assert codes(seats, forms=[form]) == ["too-many-seats-left"] * told
    group = {"id": "yi", "course": "shufa", "name": "一班", "capacity": 30, "seats_left": left, "as_of": "2026-11-20"}
    assert codes(seats, courses=[COURSE], groups=[group]) == ["too-many-seats-left"] * told
    group |= {"capacity": None}
    course = COURSE | {"capacity": 30}
    assert codes(seats, courses=[course], groups=[group]) == ["too-many-seats-left"] * told


@pytest.mark.parametrize(("classes", "told"), [(2, 1), (13, 78), (14, 90)])
def test_where_many_meet_at_once_not_every_pair_is_told(classes: int, told: int) -> None:
    courses = [{"id": f"ke{n}", "title": f"课{n}"} for n in range(classes)]
    rows = [
        WEEKLY | {"course": f"ke{n}", "weekday": "周二", "venue": "shi", "valid_to": "2026-11-30"}
        for n in range(classes)
    ]
    found = codes(clashes, courses=courses, venues=[{"id": "shi", "name": "书法室"}], schedules=rows)
    assert found.count("venue-clash") == told


@pytest.mark.parametrize(
    ("day", "span"),
    [
        ("2026-12-27", "2026年12月21日(周一)—12月27日(周日)"),
        ("2026-12-28", "2026年12月28日(周一)—2027年1月3日(周日)"),
        ("2027-01-04", "2027年1月4日(周一)—1月10日(周日)"),
    ],
)
def test_a_week_over_new_year_names_both_years(day: str, span: str) -> None:
    rows = [WEEKLY | {"weekday": "周二"}]
    assert printed.week(edition(make(courses=[COURSE], schedules=rows)), date.fromisoformat(day)).span == span


def test_a_teacher_of_a_trade_is_no_person() -> None:
    """高老师 teaches in two places at one time; 高级教师, 志愿老师 and 社区教练 may."""
    courses = [{"id": "a", "title": "甲"}, {"id": "b", "title": "乙"}]
    rows = [WEEKLY | {"course": key, "weekday": "周二", "venue": key} for key in "ab"]
    venues = [{"id": key, "name": key} for key in "ab"]

    def found(teacher: str) -> list[str]:
        named = [course | {"teacher": teacher} for course in courses]
        return codes(clashes, courses=named, venues=venues, schedules=rows)

    assert found("高老师") == ["teacher-clash"]
    for trade in ("高级老师", "武术老师", "古琴老师", "社区老师", "志愿老师", "王教练助教", "外聘老师"):
        assert found(trade) == [], trade


def test_a_row_twice_and_a_class_that_overlaps_itself() -> None:
    row = WEEKLY | {"weekday": "周二"}
    assert codes(repeats, courses=[COURSE], schedules=[row, dict(row)]) == ["repeated-row"]
    assert codes(repeats, courses=[COURSE], schedules=[row, row | {"opens_at": "08:59"}]) == ["class-overlaps"]


def test_a_class_that_says_nothing_of_joining_is_its_courses_matter() -> None:
    course = COURSE | {"signup": "网上报名"}
    group = {"id": "yi", "course": "shufa", "name": "一班"}
    assert codes(signup, courses=[course], groups=[group]) == ["signup-without-form"]
    assert codes(signup, courses=[course], groups=[group | {"signup": "网上报名"}]) == [
        "signup-without-form",
        "signup-without-form",
    ]
    assert codes(signup, courses=[course | {"how_to_apply": "微信群里接龙"}], groups=[group]) == []
    assert codes(signup, courses=[COURSE], groups=[group | {"course": "nobody", "signup": "网上报名"}]) == []


@pytest.mark.parametrize(("low", "high", "told"), [(6, 12, 0), (6, 13, 1), (5, 12, 1), (5, 13, 2), (7, 11, 0)])
def test_a_class_for_more_ages_than_its_course(low: int, high: int, told: int) -> None:
    course = COURSE | {"min_age": 6, "max_age": 12}
    group = {"id": "yi", "course": "shufa", "name": "一班", "min_age": low, "max_age": high}
    assert len(codes(ages, courses=[course], groups=[group])) == told


def test_dates_that_a_broken_term_would_say_are_not_asked_for() -> None:
    row = {"course": "shufa", "term": "qiu", "weekday": "周二", "opens_at": "09:00"}
    context = context_of_rows(Path(), incomplete=["terms"], courses=[COURSE], schedules=[row])
    assert list(dates.check(context)) == []


@pytest.mark.parametrize(
    ("name", "key"), [("", "0"), (None, "0"), ("A", "a"), ("B2", "b2"), ("A班", "ba3d7db0"), ("a b", "806c5cd3")]
)
def test_the_key_of_a_class_in_published_calendars(name: str | None, key: str) -> None:
    assert group_key(name) == key


@pytest.mark.parametrize(
    ("today", "words"), [("2026-11-30", "12月1日到12月8日"), ("2026-12-01", "到12月8日"), ("2026-12-02", "到12月8日")]
)
def test_what_lasts_says_its_first_day_only_before_it(today: str, words: str) -> None:
    row = {"course": "shufa", "weekday": "每天", "valid_from": "2026-12-01", "valid_to": "2026-12-08"}
    day = date.fromisoformat(today)
    found, _ = lasting(expand(make(courses=[COURSE], schedules=[row]), day), day, day + timedelta(days=6), 7)
    assert found[0].about.startswith(words)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-12-03", "2026-12-03", "2026-12-03 是周四，星期几 weekday 却写成了 周三"),
        ("2026-12-03", "2026-12-08", "2026-12-03 至 2026-12-08 之间没有要上课的周三"),
    ],
)
def test_a_weekday_that_does_not_come(first: str, last: str, words: str) -> None:
    row = WEEKLY | {"weekday": "周三", "valid_from": first, "valid_to": last}
    assert [message for message in messages(dates, courses=[COURSE], schedules=[row]) if words in message]


def test_one_of_two_weekdays_that_does_not_come() -> None:
    row = WEEKLY | {"weekday": "周一、周三", "valid_from": "2026-11-24", "valid_to": "2026-11-26"}
    assert codes(dates, courses=[COURSE], schedules=[row]) == ["never-meets"]
    assert messages(dates, courses=[COURSE], schedules=[row]) == ["2026-11-24 至 2026-11-26 之间没有要上课的周一"]


def test_a_day_of_the_month_that_does_not_come() -> None:
    row = WEEKLY | {"month_day": "31", "valid_from": "2026-11-02", "valid_to": "2026-11-29"}
    words = "2026-11-02 至 2026-11-29 之间没有31日，一次也排不出来"
    assert words in messages(dates, courses=[COURSE], schedules=[row])


@pytest.mark.parametrize(("closes", "told"), [("08:59", True), ("09:00", True), ("09:01", False)])
def test_an_end_that_is_no_later_than_the_start(closes: str, told: bool) -> None:
    row = WEEKLY | {"weekday": "周三", "closes_at": closes}
    assert bool(codes(times, courses=[COURSE], schedules=[row])) == told


def test_from_midnight_to_midnight_is_a_day() -> None:
    row = WEEKLY | {"weekday": "周三", "opens_at": "00:00", "closes_at": "00:00"}
    first = expand(make(courses=[COURSE], schedules=[row]), TODAY).occurrences[0]
    assert first.dtend
    assert first.dtend - first.dtstart == timedelta(days=1)


def test_dates_in_a_message_are_few() -> None:
    values = [date(2026, 11, 24) + timedelta(days=n) for n in range(6)]
    assert days(values[:5]).count("、") == days(values).count("、") == 4
    assert "…" not in days(values[:5])
    assert days(values).endswith("2026-11-28(周六)…")


@pytest.mark.parametrize(
    ("klass", "course", "words"),
    [
        ({"form": "f"}, {"signup": "无需报名"}, "怎么参加 signup 是 无需报名（课程里写的）"),
        ({"signup": "无需报名", "form": "f"}, {}, "怎么参加 signup 写成了 无需报名"),
        ({"signup": "无需报名"}, {"form": "f"}, "怎么参加 signup 写成了 无需报名"),
    ],
)
def test_whose_word_on_signing_up_is_told(klass: dict[str, str], course: dict[str, str], words: str) -> None:
    group = {"id": "yi", "course": "shufa", "name": "一班", **klass}
    found = messages(signup, courses=[COURSE | course], groups=[group], forms=[FORM])
    assert any(message.startswith(words) for message in found), found


@pytest.mark.parametrize(
    ("field", "day", "year", "named"),
    [
        ("valid_from", "2027-03-01", 2027, True),
        ("valid_from", "2028-03-01", 2027, False),
        ("valid_from", None, 2027, False),
    ],
)
def test_who_brings_sessions_into_a_year_without_a_notice(field: str, day: str | None, year: int, named: bool) -> None:
    context = context_of_rows(Path(), courses=[COURSE], schedules=[WEEKLY | {"weekday": "周三", field: day}])
    record, said = holidays._reaching(context, year)
    assert (record.table, said) == (("schedules", field) if named else ("organization", "name"))


@pytest.mark.parametrize(
    ("day", "kind", "told"),
    [
        ("2026-11-03", "休", ["holiday-far-away"]),  # a Tuesday
        ("2026-11-01", "休", ["holiday-far-away"]),
        ("2026-11-08", "班", ["holiday-far-away"]),  # a Sunday
        ("2026-11-03", "班", ["work-day-in-the-week"]),
        ("2026-10-08", "休", []),
        ("2026-10-10", "班", []),
    ],
)
def test_a_day_far_from_its_holiday(day: str, kind: str, told: list[str]) -> None:
    rows = [{"date": day, "name": "国庆节", "kind": kind}]
    assert [problem.code for record in make(holidays=rows).holidays for problem in holiday_days._day(record)] == told
