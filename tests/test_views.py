"""Pages and slots of small communities: the words residents read, and what may never be missing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from communities import edition
from linli import phrases, structure, views
from linli.ages import age
from linli.model import SHANGHAI
from linli.render import Renderer
from linli.timetable import expand
from linli.views import Page
from linli.views.times import terse
from tests_support import TODAY

ROOT = Path(__file__).resolve().parents[1]
RENDERER = Renderer(ROOT)

TERM = "- {id: qiu, name: 2026年秋季学期, valid_from: 2026-09-01, valid_to: 2027-01-20}\n"
VENUE = "- {id: shi, name: 书法室, room: 1楼102室}\n"
COURSE = (
    "- {id: shufa, title: 书法班, category: 青少年宫, fee: 免费, min_age: 6, max_age: 16, plain: 从怎么握笔教起。}\n"
)
SCHEDULE = '- {course: shufa, term: qiu, weekday: 周三, opens_at: "19:00", closes_at: "20:30", venue: shi}\n'

Made = tuple[dict[str, Page], Callable[..., str]]
Make = Callable[..., Path]


@pytest.fixture
def made(make_root: Make) -> Callable[..., Made]:
    """Lay out tables, give the pages by path and a function that renders a slot."""

    def make(today: date = TODAY, **tables: str) -> Made:
        loaded = structure.load(make_root(**tables))
        assert not loaded.problems, loaded.problems
        plan = expand(loaded.community, TODAY)
        contexts = views.slots(edition(loaded.community, today, plan), package=loaded.package)
        found = {page.path: page for page in views.pages(edition(loaded.community, today, plan))}
        return found, lambda name, base="": RENDERER.slot(name, contexts[name], base)

    return make


def body(page: Page) -> str:
    return RENDERER.body(page, "../../")


def text(html: str) -> str:
    """What is left for the eye, blanks joined."""
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (phrases.day(TODAY), "11月24日(周二)"),
        (phrases.long_day(TODAY), "2026年11月24日 星期二"),
        (phrases.between(date(2026, 9, 1), date(2027, 1, 20)), "2026年9月1日—2027年1月20日"),
        (phrases.between(date(2026, 9, 1), date(2026, 12, 20)), "2026年9月1日—12月20日"),
        (phrases.spoken(time(19)), "晚上7:00"),
        (phrases.spoken(time(12, 5)), "中午12:05"),
        (phrases.spoken(time(9, 30)), "上午9:30"),
        (phrases.span(time(9), time(10, 30)), "9:00–10:30"),
        (phrases.iso(datetime(2026, 11, 24, 19, tzinfo=SHANGHAI)), "2026-11-24T19:00+08:00"),
        (phrases.weekdays(["周三", "周一", "周二", "周三"]), "周一、二、三"),
        (phrases.weekday_range(["周一", "周二", "周三", "周四", "周五"]), "周一至周五"),
        (phrases.weekday_range(["周二", "周四"]), "周二、四"),
        (phrases.ages(3, 6), "3—6岁"),
        (phrases.ages(18, None), "18岁以上"),
        (phrases.ages(None, 12), "12岁以下"),
        (phrases.ages(None, None), ""),
        (phrases.ages(age("8个月"), age("14个月")), "8—14个月"),
        (phrases.ages(age("1岁"), age("18个月")), "12—18个月"),
        (phrases.ages(age("6个月"), age("3岁")), "6个月—3岁"),
        (phrases.ages(age("6个月"), None), "6个月以上"),
        (phrases.price(Decimal("35.00"), "小时"), "35元/小时"),
        (phrases.price(Decimal(0), "次"), "免费"),
        (phrases.price(None, None), "价格请问"),
        (phrases.tel("0830-000 0000"), "08300000000"),
        (phrases.platform("https://www.wjx.cn/vm/x.aspx"), "问卷星"),
    ],
)
def test_phrases(found: str, wanted: str) -> None:
    assert found == wanted


def test_the_title_of_a_course_is_the_whole_message(made: Any) -> None:
    pages, _ = made(courses=COURSE, terms=TERM, venues=VENUE, schedules=SCHEDULE)
    assert pages["courses/shufa/"].title == "书法班｜每周三19:00｜小院"


TURNS = '- {{course: shufa, every: 2, valid_from: {}, weekday: {}, opens_at: "19:00", venue: shi}}\n'
DATED = '- {{course: shufa, dates: "{}", opens_at: "10:30", venue: shi}}\n'


@pytest.mark.parametrize(
    ("schedules", "wanted"),
    [
        (SCHEDULE + SCHEDULE.replace("周三", "周一"), "每周一、三19:00"),
        (SCHEDULE + SCHEDULE.replace("周三", "周一").replace("19:00", "18:00"), "每周一、三"),
        (SCHEDULE.replace("weekday", "every: 2, weekday"), "隔周三19:00"),
        (SCHEDULE.replace("weekday", "valid_from: 2026-12-02, valid_to: 2026-12-02, weekday"), "12月2日19:00"),
        (SCHEDULE.replace("周三", "每天").replace("weekday", "every: 2, weekday"), "隔一周的每天19:00"),
        (TURNS.format("2026-11-21", "周六") + TURNS.format("2026-11-22", "周日"), "隔周六、日19:00"),
        (TURNS.format("2026-11-21", "周六") + TURNS.format("2026-11-29", "周日"), "周六、日19:00"),
        (DATED.format("2026-12-05, 2026-12-20"), "12月5日、20日10:30"),
        (DATED.format("2026-12-19 至 2026-12-22"), "12月19日—22日每天10:30"),
        (DATED.format("2026-12-05, 2026-12-20, 2026-12-22, 2027-01-03"), "12月5日10:30起4次"),
        (DATED.format("2026-12-19") + DATED.format("2026-12-19").replace("10:30", "19:30"), "12月19日2场"),
        (
            DATED.format("2026-12-19, 2026-12-20") + DATED.format("2026-12-19").replace("10:30", "19:30"),
            "12月19日起3场",
        ),
        (DATED.format("2026-12-05, 2026-12-20").replace(', opens_at: "10:30"', ""), "12月5日、20日"),
    ],
)
def test_the_short_form_of_the_times(made: Any, schedules: str, wanted: str) -> None:
    pages, _ = made(courses=COURSE, terms=TERM, venues=VENUE, schedules=schedules)
    assert pages["courses/shufa/"].title == f"书法班｜{wanted}｜小院"


def test_a_cancelled_session_stays_with_its_reason(made: Any) -> None:
    changes = "- {course: shufa, date: 2026-11-25, kind: 停课, reason: 老师外出}\n"
    pages, slot = made(courses=COURSE, terms=TERM, venues=VENUE, schedules=SCHEDULE, changes=changes)
    row = re.search(r'<li class="session" data-start="2026-11-25.*?</li>', body(pages["courses/shufa/"]), re.DOTALL)
    assert row
    assert "<s>" in row[0]
    assert "11月25日" in row[0]
    assert "data-held" not in row[0]
    assert "停课" in text(row[0])
    assert "老师外出" in text(row[0])
    day = re.search(r'<section class="day" data-date="2026-11-25">.*?</section>', slot("timetable"), re.DOTALL)
    assert day
    assert "<s>书法班</s>" in day[0]
    assert "老师外出" in day[0]
    assert 'data-group="' in day[0]
    assert "停课" in text(slot("today")), "tomorrow's cancellation stands above today's sessions"


def test_a_moved_session_shows_both_times(made: Any) -> None:
    change = "- {course: shufa, date: 2026-11-25, kind: 改期, new_date: 2026-11-26, reason: 老师外出}\n"
    pages, slot = made(courses=COURSE, terms=TERM, venues=VENUE, schedules=SCHEDULE, changes=change)
    words = text(slot("timetable"))
    assert "改到11月26日(周四)19:00，老师外出" in words
    assert "原定11月25日(周三)19:00，老师外出" in words
    assert body(pages["courses/shufa/"]).count("<s>") == 2


def test_a_holiday_shows_its_name(made: Any) -> None:
    off = "- {date: 2026-10-07, name: 国庆节, kind: 休}\n"
    pages, _ = made(courses=COURSE, terms=TERM, venues=VENUE, schedules=SCHEDULE, **{"2026": off})
    month = body(pages["timetable/2026-10/"])
    assert "国庆节放假" in text(month)
    assert 'data-state="holiday"' in month


def test_a_year_without_official_holidays_says_so(made: Any) -> None:
    off = (ROOT / "data/holidays/2026.yml").read_text("utf-8")
    pages, _ = made(courses=COURSE, terms=TERM, venues=VENUE, schedules=SCHEDULE, **{"2026": off})
    assert "2027年放假安排尚未公布，以通知为准" in text(body(pages["timetable/2027-01/"]))
    assert "尚未公布" not in text(body(pages["timetable/2026-10/"]))


def test_past_months_stay_and_lead_on(made: Any) -> None:
    pages, _ = made(courses=COURSE, terms=TERM, venues=VENUE, schedules=SCHEDULE)
    months = [path for path in pages if path.startswith("timetable/")]
    assert months[0] == "timetable/2026-09/"
    assert months[-1] == "timetable/2027-01/"
    october = body(pages["timetable/2026-10/"])
    assert 'href="../../timetable/2026-09/"' in october
    assert 'href="../../timetable/2026-11/"' in october


def test_eight_sessions_then_the_rest(made: Any) -> None:
    pages, _ = made(courses=COURSE, terms=TERM, venues=VENUE, schedules=SCHEDULE)
    context = pages["courses/shufa/"].context
    assert len(context["next"]) == 8
    assert 8 + len(context["later"]) == 9
    assert [link.text for link in context["months"]] == ["2026年9月", "2026年10月", "2026年11月"]
    assert 'href="../../timetable/2026-09/"' in body(pages["courses/shufa/"])
    assert context["next"][0][0].start == "2026-11-25T19:00+08:00"


def test_nothing_is_blank(made: Any) -> None:
    _, slot = made()
    assert "没有课程" in text(slot("today"))
    assert "没有停课" in text(slot("changes"))
    assert "没有还能报名的项目" in slot("open")
    assert not re.search(r'<p class="none" hidden', slot("open"))
    assert "还没有登记服务" in slot("services")
    assert "还没有登记服务" in slot("service-list")
    assert "还没有故事" in slot("stories")
    assert "还没有故事" in slot("story-list")
    assert "还没有登记数字" in slot("figure-list")
    assert "没有课程" in slot("timetable")
    assert "没有课程" in slot("week")
    pages, _ = made(courses=COURSE, venues=VENUE)
    assert "时间另行通知" in body(pages["courses/shufa/"])
    assert "没有后续安排" in body(pages["courses/shufa/"])
    assert "没有课程" in body(pages["venues/shi/"])


def test_a_day_without_sessions_names_the_next_one(made: Any) -> None:
    _, slot = made(courses=COURSE, terms=TERM, venues=VENUE, schedules=SCHEDULE)
    assert "11月24日没有课程，下一次是 11月25日(周三)19:00 书法班" in text(slot("today"))


FORM = (
    "- {id: bao, title: 书法报名, kind: 报名, url: 'https://www.wjx.cn/vm/x.aspx?a=1#t', opens_at: '2026-12-01 09:00', "
    "closes_at: '2026-12-20 18:00', seats: 25, seats_left: 3, as_of: 2026-11-23, param: sojumpparm, asks: 称呼}\n"
)


def test_signing_up_is_said_in_absolute_times(made: Any) -> None:
    course = COURSE.replace("fee", "form: bao, fee")
    pages, slot = made(courses=course, forms=FORM, terms=TERM, venues=VENUE, schedules=SCHEDULE)
    html = body(pages["courses/shufa/"])
    assert 'href="https://www.wjx.cn/vm/x.aspx?a=1&amp;sojumpparm=shufa#t"' in html
    assert 'data-until="2026-12-01T09:00+08:00"' in html
    assert 'data-from="2026-12-20T18:00+08:00"' in html
    assert "12月1日(周二)9:00开始报名，12月20日(周日)18:00截止；余3（截至11月23日）" in text(html)
    assert "共25个名额" in text(html)
    assert 'src="../../courses/shufa/qr.png"' in html
    assert 'target="' not in html
    assert "12月1日起报名" in text(slot("timetable"))
    assert "12月1日9:00开放" in text(slot("open"))
    assert "还有" not in text(slot("open")), "one is all"
    assert 'href="https://www.wjx.cn/vm/x.aspx?a=1#t"' in body(pages["forms/bao/"]), "no course, no parameter"


def test_a_form_that_closed_offers_no_button(made: Any) -> None:
    course = COURSE.replace("fee", "form: bao, fee")
    tables = {"courses": course, "forms": FORM, "terms": TERM, "venues": VENUE, "schedules": SCHEDULE}
    pages, slot = made(date(2026, 12, 21), **tables)
    assert "报名已截止" in text(body(pages["courses/shufa/"]))
    assert 'class="go"' not in body(pages["courses/shufa/"])
    assert "书法报名" not in slot("open")


SERVICE = (
    "- {id: tuoyu, name: 托育园, kind: 托育, plain: 半天也行。, phone: 0830-0000003, verified_on: 2026-10-08, "
    "eligibility: 3岁以下, how_to_apply: 先打电话, required_documents: 户口本, sample: true}\n"
)


def test_a_service_in_the_order_people_ask(made: Any) -> None:
    hours = "".join(
        f'- {{service: tuoyu, weekday: {day}, opens_at: "08:00", closes_at: "18:00"}}\n'
        for day in ("周一", "周二", "周三", "周四", "周五")
    )
    offers = "- {service: tuoyu, name: 半日托, price: 30, unit: 半天}\n"
    pages, _ = made(services=SERVICE, hours=hours, offers=offers)
    html = body(pages["services/tuoyu/"])
    words = text(html)
    asked = [
        "半天也行",
        "周一至周五 8:00–18:00",
        "半日托",
        "30元/半天",
        "谁可以",
        "怎么办",
        "要带",
        "0830-",
        "10月8日 已核对",
    ]
    places = [words.index(word) for word in asked]
    assert places == sorted(places)
    assert "示例" in words


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("每周三19:00", "周三19:00"),
        ("每天9:00", "每天9:00"),
        ("每月第1个周六9:00", "每月第1个周六9:00"),
        ("每月5日9:00", "每月5日9:00"),
        ("11月28日19:00", "11月28日19:00"),
    ],
)
def test_every_week_is_not_said_and_every_day_and_month_is(words: str, told: str) -> None:
    assert terse(words) == told


@pytest.mark.parametrize(("day", "first", "last"), [("周二", "11-24", "12-15"), ("周一", "11-30", "12-21")])
def test_a_place_shows_four_weeks_with_today(made: Any, day: str, first: str, last: str) -> None:
    pages, _ = made(courses=COURSE, terms=TERM, venues=VENUE, schedules=SCHEDULE.replace("周三", day))
    days = re.findall(r'data-start="2026-(\d\d-\d\d)', body(pages["venues/shi/"]))
    assert (days[0], days[-1]) == (first, last)
