"""Borders of what pages say: the last day of a term, the longest fee in a list, one place too many, the last count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from communities import edition, make, package
from linli.feeds import ics
from linli.model import SHANGHAI
from linli.render import Renderer
from linli.timetable import expand, form_phases
from linli.timetable.groups import Groups
from linli.timetable.official import OfficialCalendar
from linli.timetable.open_phases import of_hours
from linli.timetable.openings import openings
from linli.timetable.phases import at
from linli.views import catalogue, chart, closures, courses, sheets
from linli.views import print as printed
from tests_support import TODAY
from whole_sites import texts_of

ROOT = Path(__file__).resolve().parents[1]
COURSE = {"id": "shufa", "title": "书法班", "category": "青少年宫"}
WEEKLY = {"course": "shufa", "weekday": "周三", "opens_at": "19:00", "closes_at": "20:30", "valid_from": "2026-09-02"}
AUTUMN = {"id": "qiu", "name": "秋季", "valid_from": "2026-09-01", "valid_to": "2027-01-20"}
SPRING = {"id": "chun", "name": "春季", "valid_from": "2027-03-01", "valid_to": "2027-06-30"}


@pytest.mark.parametrize(("today", "terms"), [("2027-01-20", {"qiu", "chun"}), ("2027-01-21", {"chun"})])
def test_a_class_has_a_poster_to_the_last_day_of_its_term(today: str, terms: set[str]) -> None:
    groups = [
        {"id": f"{term}{n}", "course": "shufa", "name": f"{n}班", "term": term}
        for term in ("qiu", "chun")
        for n in "一二"
    ]
    rows = [
        {"group": group["id"], "course": "shufa", "weekday": "周三", "opens_at": "19:00", "valid_to": "2027-06-30"}
        | {"valid_from": "2026-09-02" if group["term"] == "qiu" else "2027-03-01"}
        for group in groups
    ]
    day = date.fromisoformat(today)
    community = make(courses=[COURSE], terms=[AUTUMN, SPRING], groups=groups, schedules=rows)
    found = edition(community, day, expand(community, day))
    course = found.community.find("courses", "shufa")
    assert course
    assert {group.record.term for group in sheets.advertised_classes(found, course) if group.record} == terms


@pytest.mark.parametrize(
    ("fee", "said"), [("每次15元，材料", "每次15元，材料"), ("每次15元，材料另", "收费"), ("免费", "")]
)
def test_a_fee_stands_in_the_list_where_it_is_short(fee: str, said: str) -> None:
    found = edition(make(courses=[COURSE | {"fee": fee}], schedules=[WEEKLY]))
    (card,) = catalogue.listing(found)["cards"]
    assert card.fee == said


@pytest.mark.parametrize(
    ("named", "term", "wanted"), [("一班", "qiu", "yi"), ("一班", None, "yi"), ("一班", "chun", "yi")]
)
def test_a_class_without_a_term_is_meant_in_every_term(named: str, term: str | None, wanted: str) -> None:
    community = make(courses=[COURSE], terms=[AUTUMN, SPRING], groups=[{"id": "yi", "course": "shufa", "name": "一班"}])
    course = community.find("courses", "shufa")
    assert course
    assert Groups(community).of(course, named, term).id == wanted


def test_the_unit_of_counts_is_that_of_the_last() -> None:
    rows = [
        {"label": "参加的人", "value": value, "unit": unit, "as_of": day}
        for day, value, unit in (("2024-01-01", "100", "户"), ("2025-01-01", "200", "家"), ("2026-01-01", "300", "人"))
    ]
    drawn = chart.chart(make(figures=rows).figures)
    assert drawn
    assert drawn.told.endswith("300人")


@pytest.mark.parametrize(("worked", "told"), [("2026-10-24", True), ("2026-10-25", False)])
def test_a_day_worked_three_weeks_after_a_holiday_is_told_with_it(worked: str, told: bool) -> None:
    """3 October and 21 days."""
    holidays = [
        {"date": "2026-10-03", "name": "国庆节", "kind": "休"},
        {"date": worked, "name": "国庆节", "kind": "班", "weekday_as": "周三"},
    ]
    rows = [WEEKLY | {"weekday": "周六"}, WEEKLY | {"on_makeup": "跟随"}]
    found = edition(make(courses=[COURSE], schedules=rows, holidays=holidays), date(2026, 10, 1))
    (closure, *_) = closures.closures(found, date(2026, 10, 1), date(2026, 10, 3))
    assert ("补周三" in closure.words) == told, closure.words


def test_where_one_of_two_places_is_left_the_other_is_named_alone() -> None:
    """书法室 is where it was; 院子 is where it is, also for a class that was always there."""
    found = edition(
        make(
            courses=[COURSE],
            venues=[{"id": "shi", "name": "书法室"}, {"id": "yuan", "name": "院子"}],
            schedules=[
                WEEKLY | {"venue": "shi", "valid_from": "2026-11-25", "valid_to": "2026-11-25"},
                WEEKLY | {"venue": "yuan", "weekday": "周一", "valid_to": "2026-11-16"},
            ],
            changes=[{"course": "shufa", "date": "2026-11-25", "kind": "换地点", "venue": "yuan"}],
        )
    )
    (page,) = [each for each in courses.pages(found) if each.path == "courses/shufa/"]
    made = page.make() if hasattr(page, "make") else page
    assert made.context["former"] == "书法室"


@pytest.mark.parametrize("url", ["", "https://example.org/"])
def test_an_entry_of_a_calendar_has_an_address_where_the_site_has_one(url: str) -> None:
    found = edition(make(courses=[COURSE], schedules=[WEEKLY]), url=url)
    text = dict(ics.calendars(found))["calendar/all.ics"].decode()
    assert ("\r\nURL" in text) == bool(url)


@pytest.mark.parametrize(
    ("opens", "words"),
    [("2026-12-01T00:00", "今天开始报名"), ("2026-12-01T09:00", "报名中")],
)
def test_where_no_hour_is_known_the_first_day_says_so(opens: str, words: str) -> None:
    form = {"id": "f", "title": "报名", "kind": "报名", "url": "https://www.wjx.cn/vm/a.aspx", "opens_at": opens}
    phases = form_phases.of_form(make(forms=[form]).forms[0]).phases
    assert next(phase.words for phase in phases if phase.start == datetime.fromisoformat(f"{opens}+08:00")) == words


def slots(*, paper: bool = True, **tables: Any) -> str:
    """The page that holds every slot."""
    found = replace(edition(make(**tables)), paper=paper)
    return dict(texts_of(found, package(), Renderer(ROOT)))["index.html"]


def test_on_the_page_of_sheets_stands_only_what_there_is() -> None:
    service = {"id": "cha", "name": "茶室"}
    nothing = slots()
    assert "这次没有做打印件" not in nothing, "a week is always printed"
    assert "这次没有做打印件" in slots(paper=False)
    assert "服务卡" not in nothing
    assert "服务卡" in slots(services=[service])
    assert "在浏览器打开" in slots(services=[service])
    assert "服务卡" not in slots(courses=[COURSE], schedules=[WEEKLY])


def test_the_week_that_is_printed_is_named_by_its_days() -> None:
    assert printed.week(edition(make(courses=[COURSE], schedules=[WEEKLY])), TODAY).span.startswith("2026年11月23日")


def test_what_stands_below_every_page_is_text() -> None:
    found = slots(organization=[{"name": "小院", "icp": '<b>&"蜀ICP备', "police": "<i>川公网"}])
    assert "&lt;b&gt;&amp;" in found
    assert "&lt;i&gt;川公网" in found
    assert "<b>&" not in found


@pytest.mark.parametrize(
    ("closed", "words"), [("2026-11-25", "到24:00"), ("2026-11-26", "今天不关门"), ("2026-11-27", "今天不关门")]
)
def test_open_all_night_it_does_not_close_today(closed: str, words: str) -> None:
    """Every day from midnight to midnight, but for one day off."""
    community = make(
        services=[{"id": "cha", "name": "茶室"}],
        hours=[{"service": "cha", "weekday": "每天", "opens_at": "00:00", "closes_at": "24:00"}],
        changes=[{"service": "cha", "date": closed, "kind": "休息"}],
    )
    calendar = OfficialCalendar(community.holidays)
    days = openings(community, calendar, community.services[0], TODAY, TODAY + timedelta(days=6))
    assert words in at(of_hours(days), datetime(2026, 11, 24, 12, tzinfo=SHANGHAI)).words
