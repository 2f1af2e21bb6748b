"""The lobby's television without a browser: which sessions and sentences its page holds, and until when each is true."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import communities
from clock import said
from linli import views
from linli.render import Renderer
from linli.revisions import Revisions
from linli.revisions.announced import announced
from linli.timetable import expand
from linli.views.screen import SeenDay
from tests_support import TODAY

ROOT = Path(__file__).resolve().parents[1]
RENDERER = Renderer(ROOT)
VENUES = [
    {"id": "duo", "name": "邻府社区多功能室", "room": "2楼", "address": "青年路2号"},
    {"id": "shu", "name": "书法室", "room": "102室", "address": "青年路1号"},
]
COURSES = [{"id": "ke", "title": "书法班"}, {"id": "ying", "title": "电影会"}]
ROW = {"course": "ke", "weekday": "周二", "opens_at": "19:00", "closes_at": "20:30", "valid_from": "2026-09-01"}
ROW |= {"valid_to": "2027-01-20", "venue": "shu"}


def context(today: date = TODAY, site_url: str = "", **tables: Any) -> dict[str, Any]:
    given = {"venues": VENUES, "courses": COURSES, "schedules": [ROW], "holidays": communities.notice(2026), **tables}
    community = communities.make(**given)
    timetable = expand(community, today)
    revisions = Revisions(announced=tuple(announced(community, timetable, today)))
    return dict(views.slots(communities.edition(community, today, timetable, site_url), revisions=revisions)["screen"])


def html(today: date = TODAY, site_url: str = "", **tables: Any) -> str:
    return RENDERER.slot("screen", context(today, site_url, **tables), "../")


def rows(day: SeenDay) -> list[str]:
    return [
        " ".join(
            part for part in (r.clock, r.title, r.groups, r.room, r.until if r.held else "不上", r.word, r.why) if part
        )
        for r in day.rows
    ]


def told(today: date, **tables: Any) -> list[str]:
    return [f"{day.date[5:]} {day.note} {' / '.join(rows(day))}".rstrip() for day in context(today, **tables)["days"]]


def test_a_week_and_the_day_after_it_stand_in_the_page_and_the_next_session_after_them() -> None:
    assert told(TODAY) == [
        "11-24  19:00 书法班 书法室 到20:30",
        *(f"11-{day}" for day in range(25, 31)),
        "12-01  19:00 书法班 书法室 到20:30",
        "12-08  19:00 书法班 书法室 到20:30",
    ]


def test_what_has_no_hour_is_of_today_and_says_what_is_known_of_its_time() -> None:
    rows = [ROW | {"note": "带水壶"}, {"course": "ke", "dates": "2026-11-24", "note": "天黑以后"}]
    page = html(schedules=rows)
    assert "今天有，天黑以后" in page
    assert "<span>带水壶</span>" in page
    assert "今天有，时间请问" in html(schedules=[{"course": "ke", "dates": "2026-11-24"}])


CANCELLED = [{"course": "ke", "date": "2026-11-24", "kind": "停课", "reason": "老师生病"}]


@pytest.mark.parametrize(
    ("today", "now", "band"),
    [
        ("2026-11-22", "2026-11-22T23:59", ""),
        ("2026-11-22", "2026-11-23T00:00", "明天停课 书法班（19:00）老师生病"),
        ("2026-11-23", "2026-11-23T12:00", "明天停课 书法班（19:00）老师生病"),
        ("2026-11-24", "2026-11-24T20:29", "今天停课 书法班（19:00）老师生病"),
        ("2026-11-24", "2026-11-24T20:30", ""),
        ("2026-11-25", "2026-11-25T08:00", ""),
        ("2026-11-24", "2025-01-01T08:00", "11月24日(周二)停课 书法班（19:00）老师生病"),
    ],
)
def test_what_is_off_is_told_the_day_before_on_the_day_and_not_after(today: str, now: str, band: str) -> None:
    built = date.fromisoformat(today)
    text = said(html(built, changes=CANCELLED), now, built, class_="band")
    assert text.replace("停课  ", "停课 ").replace(" 停课", "停课") == band


def test_what_is_off_stays_struck_through_with_its_reason() -> None:
    assert told(TODAY, changes=CANCELLED)[0] == "11-24  19:00 书法班 书法室 不上 停课 老师生病"
    text = html(changes=CANCELLED)
    row = text[text.index('data-start="2026-11-24') :].split("</li>")[0]
    assert "<s>书法班</s>" in row
    assert "data-held" not in row
    assert "到20:30" not in row


def test_a_moved_session_stands_on_both_days() -> None:
    moved = [{"course": "ke", "date": "2026-11-24", "kind": "改期", "new_date": "2026-11-26"}]
    moved[0] |= {"opens_at": "19:30", "closes_at": "21:00"}
    lines = told(TODAY, changes=moved)
    assert lines[0] == "11-24  19:00 书法班 书法室 不上 改期 改到11月26日(周四)19:30"
    assert lines[2] == "11-26  19:30 书法班 书法室 到21:00 新时间"


def test_another_place_is_known_to_the_screens_of_both_rooms() -> None:
    elsewhere = [{"course": "ke", "date": "2026-11-24", "kind": "换地点", "venue": "duo"}]
    text = html(changes=elsewhere)
    assert 'data-venue="duo" data-was="shu"' in text
    assert 'data-places="duo shu"' in text
    assert told(TODAY, changes=elsewhere)[0] == "11-24  19:00 书法班 多功能室 到20:30 换地点"


def test_a_closed_house_concerns_every_screen_and_a_closed_room_only_its_own() -> None:
    everything = [{"scope": "全部", "date": "2026-11-24", "kind": "停课", "reason": "台风"}]
    assert 'data-places=""' in html(changes=everything)
    room = [{"venue": "shu", "date": "2026-11-24", "kind": "停课", "reason": "修灯"}]
    assert 'data-places="shu"' in html(changes=room)


def test_a_holiday_is_one_sentence_and_what_is_held_all_the_same() -> None:
    row = ROW | {"weekday": "周四"}
    film = {"course": "ying", "dates": ["2026-10-01"], "opens_at": "20:00", "venue": "duo"}
    assert told(date(2026, 10, 1), schedules=[row])[0] == "10-01 国庆节放假，全部停课"
    assert told(date(2026, 10, 1), schedules=[row, film])[0] == "10-01 国庆节放假 20:00 电影会 多功能室 已开始"
    assert told(date(2026, 10, 2), schedules=[row])[0] == "10-02 国庆节放假"
    notices = said(html(date(2026, 10, 1), schedules=[row]), "2026-10-01T09:00", date(2026, 10, 1), id="notices")
    assert "国庆节10月1日—7日全部停课" in notices


def test_a_holiday_that_is_not_published_is_not_guessed() -> None:
    row = ROW | {"weekday": "每天", "valid_to": "2027-03-01"}
    lines = told(date(2027, 2, 5), schedules=[row])
    assert any("怎么放假还没有公布，上不上课请先打电话" in line for line in lines)
    assert "2027年放假安排尚未公布，以通知为准" in said(
        html(date(2026, 12, 26)), "2026-12-26T09:00", date(2026, 12, 26)
    )
    assert "尚未公布" not in said(html(date(2026, 12, 20)), "2026-12-20T09:00", date(2026, 12, 20))


def test_what_nobody_said_is_not_said() -> None:
    open_end = {name: value for name, value in ROW.items() if name != "closes_at"}
    assert told(TODAY, schedules=[open_end])[0] == "11-24  19:00 书法班 书法室 已开始"
    no_hour = {name: value for name, value in open_end.items() if name != "opens_at"}
    assert told(TODAY, schedules=[no_hour])[0] == "11-24  时间请问 书法班 书法室 今天有，时间请问"
    run = no_hour | {"weekday": "每天", "valid_to": "2026-12-08"}
    assert told(TODAY, schedules=[run])[0] == "11-24  时间请问 书法班 书法室 今天有，到12月8日"
    nowhere = {name: value for name, value in ROW.items() if name != "venue"}
    assert told(TODAY, schedules=[nowhere])[0] == "11-24  19:00 书法班 到20:30"


def test_a_night_that_began_yesterday_is_still_on() -> None:
    night = {"course": "ying", "dates": ["2026-11-23"], "opens_at": "22:00", "closes_at": "06:00", "overnight": True}
    assert told(TODAY, schedules=[night])[0] == "11-23  22:00 电影会 到次日6:00"
    assert told(date(2026, 11, 25), schedules=[night])[0] == "11-25"
    monday = html(date(2026, 11, 23), schedules=[night])
    assert said(monday, "2026-11-23T23:59", date(2026, 11, 23), class_="until").splitlines() == ["到次日6:00"]
    assert said(monday, "2026-11-24T00:00", date(2026, 11, 23), class_="until").splitlines() == ["到6:00"]


def test_classes_of_a_course_at_one_time_in_one_place_are_one_line() -> None:
    both = [ROW | {"group": "甲班"}, ROW | {"group": "乙班"}, ROW | {"group": "丙班", "venue": "duo"}]
    assert told(TODAY, schedules=both)[0] == (
        "11-24  19:00 书法班 丙班 多功能室 到20:30 / 19:00 书法班 乙班、甲班 书法室 到20:30"
    )


def test_with_nothing_at_all_the_days_are_there_and_empty() -> None:
    found = context(schedules=[])
    assert [len(day.rows) for day in found["days"]] == [0] * 8
    assert found["banners"] == []
    text = html(schedules=[])
    assert "今天没有课" in text
    assert "到12月1日，这里没有课" in text


def test_a_service_that_closes_is_told_a_week_before() -> None:
    tables = {
        "services": [{"id": "shuwu", "name": "社区书屋", "venue": "duo"}],
        "hours": [{"service": "shuwu", "weekday": "每天", "opens_at": "09:00", "closes_at": "18:00"}],
        "changes": [{"service": "shuwu", "date": "2026-12-08", "kind": "休息", "reason": "清点图书"}],
    }
    text = html(**tables)
    words = "社区书屋：12月8日(周二)休息，清点图书"
    assert words not in said(text, "2026-11-30T23:59", id="notices")
    assert words in said(text, "2026-12-01T00:00", id="notices")
    assert words in said(text, "2026-12-08T09:00", id="notices")
    assert words not in said(text, "2026-12-09T00:00", id="notices")


def test_open_sign_ups_follow_the_clock() -> None:
    form = {"id": "biao", "title": "冬季报名", "kind": "报名", "url": "https://www.wjx.cn/vm/a.aspx"}
    form |= {"opens_at": "2026-11-25 09:00", "closes_at": "2026-11-28 18:00", "seats_left": "3", "as_of": "2026-11-24"}
    text = html(forms=[form])
    assert "报名中" not in said(text, "2026-11-25T08:59", class_="open")
    assert "冬季报名" in said(text, "2026-11-25T09:00", class_="open")
    assert "报名中 余3" in said(text, "2026-11-25T09:00", class_="open")
    assert "冬季报名" not in said(text, "2026-11-28T18:00", class_="open")


def test_the_code_leads_to_the_timetable_where_the_address_is_known() -> None:
    assert "<img" not in html()
    assert '<img src="../screen/qr.png"' in html(site_url="https://example.org/")


def test_a_wrong_clock_is_the_screens_own() -> None:
    text = said(html(), "2025-01-01T08:00")
    assert "这块屏上的日期不对，比这一页（2026年11月24日）还早" in text
    assert "手机上的日期" not in text


def test_nothing_can_be_touched(site_dir: Path) -> None:
    page = (site_dir / "screen/index.html").read_text("utf-8")
    assert not re.search(r"<(?:a|button|input)\b", page)
    assert '<meta name="robots" content="noindex">' in page
    assert "<loc>screen/</loc>" not in (site_dir / "sitemap.xml").read_text("utf-8")
    assert "<loc>da/</loc>" in (site_dir / "sitemap.xml").read_text("utf-8")
    assert "大屏｜" in page
    assert "大厅的电视" not in (site_dir / "search/index.json").read_text("utf-8")
    assert "大屏" not in (site_dir / "search/index.json").read_text("utf-8")
