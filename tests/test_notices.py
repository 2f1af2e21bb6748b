"""A summer programme as notices tell it: what was typed reappears, and what nobody said is not made up."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import communities
from clock import said
from communities import edition
from linli import cells, phrases, views
from linli.ages import age
from linli.feeds import jsonld
from linli.model import Community
from linli.paper import when
from linli.render import Renderer
from linli.revisions.announced import announced
from linli.timetable import expand
from linli.timetable.official import OfficialCalendar
from linli.timetable.openings import openings
from linli.views import courses, home, told
from linli.views.meetings import meetings

RENDERER = Renderer(Path(__file__).resolve().parents[1])
TODAY = date(2027, 7, 5)
NOW = "2027-07-05T08:00"
VENUES = [{"id": "guan", "name": "图书馆", "room": "报告厅"}, {"id": "bo", "name": "博物馆"}]
COURSE = {"id": "ke", "title": "天文讲座", "category": "讲座"}
ONCE = {"course": "ke", "dates": "2027-07-15", "opens_at": "15:00", "venue": "guan"}
WEEKS = {"opens_at": "08:30", "closes_at": "11:30", "weekday": "周一至周五"}
Tables = dict[str, Any]


def town(**tables: Any) -> Community:
    return communities.make(**{"courses": [COURSE], "venues": VENUES, **tables})


def page(path: str, now: str | None = NOW, **tables: Any) -> str:
    """The text of a page at a moment of 5 July 2027."""
    community = town(**tables)
    plan = expand(community, TODAY)
    found = next(p for p in views.pages(edition(community, TODAY, plan)) if p.path == path)
    return said(RENDERER.body(found, "../../"), now, TODAY)


def announcements(**tables: Any) -> list[str]:
    community = town(**tables)
    changes = announced(community, expand(community, TODAY), TODAY)
    return [told.sentence(change, TODAY) for change in changes]


# What nobody said


def test_a_day_without_an_hour_is_not_all_day() -> None:
    row = {"course": "ke", "dates": "2027-07-08", "note": "上午，具体时间另行通知"}
    text = page("courses/ke/", schedules=[row])
    assert "2027年7月8日 星期四(时间请问) 上午，具体时间另行通知" in text.replace(" (", "(")
    assert "全天" not in text + page("q/ke/", "2027-07-08T09:00", schedules=[row])
    assert page("q/ke/", "2027-07-08T09:00", schedules=[row]).splitlines()[2] == "今天有"


@pytest.mark.parametrize(
    ("row", "change", "sentence"),
    [
        (ONCE, {"date": "2027-07-09", "kind": "加课", "opens_at": "19:00"}, "7月9日(周五) 19:00"),
        (ONCE, {"date": "2027-07-15", "kind": "改时间", "opens_at": "16:00"}, "7月15日(周四) 15:00 改为 16:00"),
        (
            ONCE,
            {"date": "2027-07-15", "kind": "改时间", "opens_at": "16:00", "closes_at": "17:00"},
            "7月15日(周四) 15:00 改为 16:00–17:00",
        ),
        ({"course": "ke", "dates": "2027-07-15"}, {"date": "2027-07-15", "kind": "停课"}, "7月15日(周四) 停课"),
    ],
)
def test_a_change_invents_no_end(row: Tables, change: Tables, sentence: str) -> None:
    (found,) = announcements(schedules=[row], changes=[{"course": "ke", **change}])
    assert found.partition("，在")[0] == sentence


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"closes_at": "16:00"}, "7月6日(周二) 16:00关门"),
        ({"opens_at": "10:00"}, "7月6日(周二) 10:00开门"),
        ({"opens_at": "10:00", "closes_at": "16:00"}, "7月6日(周二) 10:00–16:00开放"),
    ],
)
def test_a_change_of_hours_says_what_was_written(change: Tables, sentence: str) -> None:
    row = {"service": "s", "date": "2027-07-06", "kind": "改时间", **change}
    assert announcements(services=[{"id": "s", "name": "书屋"}], changes=[row]) == [sentence]


# What was typed


def test_prices_of_a_course_and_who_pays_them_stand_on_its_page() -> None:
    offers = [{"course": "ke", "name": "押金", "price": "50", "note": "结课后退还"}]
    assert "押金 50元，结课后退还" in page("courses/ke/", schedules=[ONCE], offers=offers)
    lunch = [
        {"service": "s", "name": "午餐", "price": "8", "unit": "份", "eligibility": "80岁以上"},
        {"service": "s", "name": "午餐", "price": "12", "unit": "份", "eligibility": "60—79岁"},
    ]
    text = page("services/s/", services=[{"id": "s", "name": "助餐点"}], offers=lunch)
    assert "8元/份\n80岁以上" in text
    assert "12元/份\n60—79岁" in text


def test_classes_one_after_the_other_say_when() -> None:
    groups = [{"id": "ke-1", "course": "ke", "name": "一期"}, {"id": "ke-2", "course": "ke", "name": "二期"}]
    rows = [
        {**WEEKS, "group": "ke-1", "course": "ke", "valid_from": "2027-07-05", "valid_to": "2027-07-16"},
        {**WEEKS, "group": "ke-2", "course": "ke", "valid_from": "2027-07-19", "valid_to": "2027-07-30"},
    ]
    forms = [{"id": "f", "title": "报名", "kind": "报名", "url": "https://www.wjx.cn/vm/a.aspx"}]
    text = page("courses/ke/", groups=groups, schedules=rows, forms=forms, courses=[{**COURSE, "form": "f"}])
    assert "周一至周五8:30，7月5日—16日" in text
    assert "周一至周五8:30，7月19日—30日" in text
    assert text.count("去报名") == 1  # one form for both


def test_a_term_says_its_days() -> None:
    groups = [
        {"id": "ke-1", "course": "ke", "name": "上午班", "term": "shu"},
        {"id": "ke-2", "course": "ke", "name": "下午班", "term": "shu"},
    ]
    terms = [{"id": "shu", "name": "2027年暑期", "valid_from": "2027-07-05", "valid_to": "2027-08-20"}]
    rows = [{**WEEKS, "course": "ke", "group": g["id"], "term": "shu"} for g in groups]
    changes = [{"course": "ke", "date": "2027-07-26", "date_to": "2027-07-30", "kind": "停课", "reason": "休整"}]
    tables = {"groups": groups, "terms": terms, "schedules": rows, "changes": changes}
    text = page("courses/ke/", **tables)
    assert "2027年暑期 7月5日—8月20日" in text
    assert "周一至周五8:30\n" in text
    assert "7月26日—30日 8:30 停课 2个班 休整" in text
    community = town(**tables)
    context = views.slots(edition(community, TODAY, expand(community, TODAY)))["changes"]
    home = said(RENDERER.slot("changes", context, ""), NOW, TODAY)
    assert home.count("停课 7月") == 1
    assert "7月26日—30日 8:30 休整" in home


def test_what_is_held_once_and_elsewhere_names_the_place_it_is_at() -> None:
    changes = [{"course": "ke", "date": "2027-07-15", "kind": "换地点", "venue": "bo"}]
    text = page("courses/ke/", schedules=[ONCE], changes=changes)
    assert "地点\n博物馆\n原在图书馆" in text
    landing = page("q/ke/", schedules=[ONCE], changes=changes)
    assert "平时在" not in landing
    assert "\n博物馆\n" in landing


def test_what_is_held_once_and_on_another_day_says_so_beside_its_day() -> None:
    changes = [{"course": "ke", "date": "2027-07-15", "kind": "改期", "new_date": "2027-07-22", "reason": "高温"}]
    text = page("courses/ke/", schedules=[ONCE], changes=changes)
    assert "7月15日(周四) 15:00 改期 改到7月22日(周四)15:00，高温" in text


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ("2027-07-19 至 2027-07-23", "7月19日—23日每天15:00"),
        ("2027-07-11, 2027-07-25", "7月11日、25日15:00"),
        ("2027-07-09, 2027-07-16, 2027-07-23, 2027-07-30", "7月9日15:00起4次"),
    ],
)
def test_listed_days_in_few_words(dates: str, words: str) -> None:
    community = town(schedules=[{**ONCE, "dates": dates}])
    found = next(p for p in views.pages(edition(community, TODAY, expand(community, TODAY))) if p.path == "courses/ke/")
    assert found.title == f"天文讲座｜{words}｜邻府社区"


def test_two_weeks_of_a_month_are_one_line() -> None:
    row = {
        **ONCE,
        "dates": None,
        "weekday": "每月第二、第四个周日",
        "valid_from": "2027-07-01",
        "valid_to": "2027-08-31",
    }
    assert "每月第2、4个周日" in page("courses/ke/", schedules=[row])


@pytest.mark.parametrize("audience", ["7—12周岁", "7-12岁", "7～12岁", "7周岁至12周岁，会游泳"])
def test_ages_are_not_said_twice(audience: str) -> None:
    course = {**COURSE, "audience": audience, "min_age": "7", "max_age": "12"}
    assert f"对象\n{audience}\n" in page("courses/ke/", schedules=[ONCE], courses=[course])


@pytest.mark.parametrize(("words", "low", "high", "beside"), [
    ("8—14个月宝宝", "8个月", "14个月", ""),
    ("8个月至14月的宝宝", "8个月", "14个月", ""),
    ("6-12个月宝宝", "6个月", "12个月", ""),
    ("6个月—3岁宝宝", "6个月", "3", ""),
    ("1岁半到3周岁", "18个月", "3", ""),
    ("60周岁以上", "60", None, ""),
    ("8—14个月宝宝", "8个月", "18个月", "8—18个月"),
    ("8—14岁的孩子", "8个月", "14个月", "8—14个月"),
    ("9—12月的宝宝班，999-999岁", "9", "12", "9—12岁"),
    ("家长", "8个月", "14个月", "8—14个月"),
    (None, "8个月", "14个月", "8—14个月"),
    ("家长", None, None, ""),
])  # fmt: skip
def test_ages_stand_beside_words_that_do_not_name_them(
    words: str | None, low: str | None, high: str | None, beside: str
) -> None:
    limits = [age(each) if each else None for each in (low, high)]
    assert phrases.ages_beside(words, *limits) == beside
    course = {**COURSE, "audience": words, "min_age": low, "max_age": high}
    group = {"id": "yi", "course": "ke", "name": "一班", "note": words, "min_age": low, "max_age": high}
    community = town(courses=[course], groups=[group], schedules=[{**ONCE, "group": "yi"}])
    plan = expand(community, TODAY)
    assert courses.for_whom(community.courses[0]) == "，".join(filter(None, [words, beside]))
    assert plan.groups[0].about == " · ".join(filter(None, [beside, words]))


def test_a_long_closure_of_every_day_is_told_to_its_end() -> None:
    daily = {
        "course": "ke",
        "weekday": "每天",
        "valid_from": "2027-06-01",
        "valid_to": "2027-12-31",
        "opens_at": "07:30",
    }
    off = {"course": "ke", "date": "2027-07-12", "date_to": "2027-09-01", "kind": "停课", "reason": "装修"}
    assert "7月12日—9月1日 7:30 停课" in page("courses/ke/", schedules=[daily], changes=[off])
    community = town(schedules=[daily], changes=[off])
    (item, *_) = home.changes(edition(community, TODAY, expand(community, TODAY)))["items"]
    assert item.banner.entry.day == "7月12日—9月1日"


# A service of one day a month


def test_hours_of_a_day_of_the_month() -> None:
    tables: Tables = {
        "services": [{"id": "s", "name": "理发", "venue": "bo"}],
        "hours": [{"service": "s", "weekday": "每月15日", "opens_at": "08:00", "closes_at": "11:00"}],
    }
    community = town(**tables)
    found = openings(community, OfficialCalendar(()), community.services[0], date(2027, 7, 1), date(2027, 8, 31))
    assert [day.day for day in found if day.spans] == [date(2027, 7, 15), date(2027, 8, 15)]
    assert "每月15日 8:00–11:00" in page("services/s/", **tables)
    plan = expand(community, TODAY)
    shown = next(p for p in views.pages(edition(community, TODAY, plan)) if p.path == "services/s/")
    (thing,) = jsonld.of(shown, edition(community, TODAY, plan))
    assert "hoursAvailable" not in thing["availableChannel"]  # never as every day


@pytest.mark.parametrize("text", ["每月15号", "每月5日、20日", "每月 15 日"])
def test_days_of_a_month_are_read(text: str) -> None:
    found = cells.hours_days(text)
    assert found.dates == ((5, 20) if "20" in text else (15,))
    assert cells.hours_days(str(found)) == found


def test_an_exhibition_is_one_event_for_machines() -> None:
    row = {"course": "ke", "dates": "2027-06-20 至 2027-09-12", "venue": "bo"}
    changes = [{"course": "ke", "date": "2027-08-03", "kind": "停课", "reason": "布展"}]
    community = town(schedules=[row], changes=changes)
    plan = expand(community, TODAY)
    shown = next(p for p in views.pages(edition(community, TODAY, plan)) if p.path == "courses/ke/")
    (found,) = jsonld.of(shown, edition(community, TODAY, plan))
    events = [(one["startDate"], one.get("endDate")) for one in found["@graph"][1:]]
    assert events == [("2027-06-20", "2027-08-02"), ("2027-08-03", None), ("2027-08-04", "2027-09-12")]


def test_what_was_moved_to_another_day_is_announced_for_that_day() -> None:
    changes = [{"course": "ke", "date": "2027-07-15", "kind": "改期", "new_date": "2027-07-22"}]
    community = town(schedules=[ONCE], changes=changes)
    plan = expand(community, TODAY)
    titles = {p.path: p.title for p in views.pages(edition(community, TODAY, plan))}
    assert titles["courses/ke/"] == titles["q/ke/"] == "天文讲座｜7月22日15:00｜邻府社区"
    (fact,) = when.rows(community, meetings(plan.parts, TODAY), [o for o in plan.of_course("ke") if o.held])
    (line,) = fact["lines"]
    assert (line["text"], line["more"]) == ("2027年7月22日(周四) 下午3:00", "(15:00开始) 原定7月15日")


@pytest.mark.parametrize(
    ("dates", "words"),
    [("2027-07-19 至 2027-07-23", "7月19日—23日 15:00"), ("2027-07-11, 2027-07-25", "7月11日、25日 周日15:00")],
)
def test_days_running_are_no_weekday_on_a_strip(dates: str, words: str) -> None:
    community = town(schedules=[{**ONCE, "dates": dates}])
    plan = expand(community, TODAY)
    assert when.brief(community, meetings(plan.parts, TODAY), plan.of_course("ke")) == words
