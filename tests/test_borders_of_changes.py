"""Borders of changes: moves to days that are unlikely, spans that are too long, two rows of one day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from communities import make
from linli.checks import changes_conflict, changes_days, changes_match, changes_nothing, changes_sessions
from linli.feeds import said as feed
from linli.model import Community
from linli.paper import blocks
from linli.revisions.announced import announced
from linli.timetable import expand
from linli.views import alerts, became, meetings, spoken, times, told
from test_borders import COURSE, WEEKLY, codes, problems
from tests_support import TODAY


@pytest.mark.parametrize(
    ("day", "new", "told"),
    [
        ("2026-12-15", "2027-01-15", []),  # 31 days
        ("2026-12-15", "2027-01-16", ["other-year"]),
        ("2026-12-15", "2027-12-15", ["other-year"]),
        ("2026-12-15", "2026-12-14", ["moved-earlier"]),
        ("2026-12-15", "2026-12-15", ["moved-to-itself"]),
        ("2026-12-15", "2026-12-16", []),
        ("2026-07-21", "2026-07-20", []),  # 127 days ago: nobody is asked any more
        ("2026-07-28", "2026-07-27", ["moved-earlier"]),  # 119 and 120
    ],
)
def test_a_move_to_an_unlikely_day(day: str, new: str, told: list[str]) -> None:
    rows = [WEEKLY | {"weekday": "周二", "valid_from": "2026-07-01", "valid_to": "2027-02-09"}]
    change = {"course": "shufa", "date": day, "kind": "改期", "new_date": new}
    assert codes(changes_days, courses=[COURSE], schedules=rows, changes=[change]) == told


@pytest.mark.parametrize(("late", "told"), [(60, []), (61, ["moved-outside-term"])])
def test_made_up_after_the_last_day(late: int, told: list[str]) -> None:
    last = date(2026, 10, 27)
    rows = [WEEKLY | {"weekday": "周二", "valid_to": str(last)}]
    change = {"course": "shufa", "date": str(last), "kind": "改期", "new_date": str(last + timedelta(days=late))}
    assert codes(changes_days, courses=[COURSE], schedules=rows, changes=[change]) == told


@pytest.mark.parametrize(
    ("days", "told"),
    [(365, []), (366, []), (367, ["change-too-long"])],
)
def test_a_change_for_longer_than_a_year(days: int, told: list[str]) -> None:
    change = {
        "course": "shufa",
        "date": "2026-11-30",
        "date_to": str(date(2026, 11, 30) + timedelta(days=days)),
        "kind": "停课",
    }
    rows = [WEEKLY | {"weekday": "周一"}]
    assert codes(changes_days, courses=[COURSE], schedules=rows, changes=[change]) == told


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "停课"}, ["which-session"]),
        ({"kind": "停课", "session": "09:00"}, []),
        ({"kind": "停课", "date_to": "2026-12-01"}, ["which-session"]),
        ({"kind": "停课", "date_to": "2026-12-08"}, []),
        ({"kind": "换地点", "venue": "shi"}, []),
        ({"kind": "改时间", "opens_at": "10:30", "closes_at": "11:30"}, ["moved-together"]),
        ({"kind": "改时间", "session": "09:00", "opens_at": "10:30", "closes_at": "11:30"}, []),
    ],
)
def test_one_change_of_two_sessions_of_a_day(change: dict[str, Any], told: list[str]) -> None:
    rows = [WEEKLY | {"weekday": "周二"}, WEEKLY | {"weekday": "周二", "opens_at": "14:00", "closes_at": "15:00"}]
    row = {"course": "shufa", "date": "2026-12-01"} | change
    venues = [{"id": "shi", "name": "书法室"}]
    assert codes(changes_sessions, courses=[COURSE], venues=venues, schedules=rows, changes=[row]) == told


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ({"kind": "停课"}, {"kind": "换地点", "venue": "a", "date_to": "2026-12-01"}, True),
        ({"kind": "换老师", "teacher": "王老师"}, {"kind": "停课"}, True),
        ({"kind": "停课"}, {"kind": "说明", "note": "第3讲"}, False),
        ({"kind": "停课", "date_to": "2026-12-08"}, {"kind": "换地点", "venue": "a"}, True),
        ({"kind": "换地点", "venue": "a", "date_to": "2026-12-08"}, {"kind": "停课"}, False),
        (
            {"kind": "停课"},
            {"kind": "改期", "new_date": "2026-12-02", "date_to": "2026-12-01"},
            True,
        ),  # the same one day
        ({"kind": "停课", "date_to": "2026-12-08"}, {"kind": "改期", "new_date": "2026-12-02"}, False),
        ({"kind": "停课", "date_to": "2026-12-08"}, {"kind": "停课", "reason": "停电", "date_to": "2026-12-09"}, False),
        ({"kind": "换地点", "venue": "a"}, {"kind": "换地点", "venue": "b"}, True),
        ({"kind": "换老师", "teacher": "王老师"}, {"kind": "换地点", "venue": "b"}, False),
    ],
)
def test_two_changes_of_one_day(first: dict[str, str], second: dict[str, str], told: bool) -> None:
    rows = [{"course": "shufa", "date": "2026-12-01", **each} for each in (first, second)]
    found = codes(changes_conflict, courses=[COURSE], schedules=[WEEKLY | {"weekday": "周二"}], changes=rows)
    assert bool(found) == told


@pytest.mark.parametrize(
    ("many", "later", "words"),
    [
        (3, 0, "11月25日(周三)、12月2日(周三)、12月9日(周三) 19:00 改为 20:00"),
        (4, 0, "每周三 19:00 改为 20:00，从11月25日起，共4次"),
        (3, 1, "11月25日(周三) 19:00 改到 11月26日(周四) 20:00；12月2日(周三) 19:00 改到 12月3日(周四) 20:00；"),
        (4, 1, "每周三 19:00 改为 每周四 20:00，从11月26日起，共4次"),
    ],
)
def test_few_new_times_are_named_and_many_counted(many: int, later: int, words: str) -> None:
    days = [date(2026, 11, 25) + timedelta(days=7 * n) for n in range(many)]
    to = {"kind": "改期" if later else "改时间", "opens_at": "20:00", "closes_at": "21:00"}
    rows = [
        {"course": "shufa", "date": str(day), **to} | ({"new_date": str(day + timedelta(days=later))} if later else {})
        for day in days
    ]
    row = WEEKLY | {"weekday": "周三", "opens_at": "19:00", "closes_at": "20:00"}
    community = make(courses=[COURSE], schedules=[row], changes=rows)
    (change,) = announced(community, expand(community, TODAY), TODAY)
    assert told.sentence(change, TODAY).startswith(words)


def test_a_day_that_was_moved_without_an_hour_has_none() -> None:
    change = {"course": "shufa", "date": "2026-11-28", "kind": "改期", "new_date": "2026-11-29"}
    community = make(courses=[COURSE], schedules=[{"course": "shufa", "dates": "2026-11-28"}], changes=[change])
    timetable = expand(community, TODAY)
    assert times.short(meetings.meetings(timetable.parts, TODAY), timetable.occurrences) == "11月29日"


MOVED = {"kind": "改期", "new_date": "2026-11-26", "reason": "停电"}
ELSEWHERE = {"kind": "换地点", "venue": "b", "reason": "开会"}
OTHER = {"kind": "换老师", "teacher": "赵老师", "reason": "李老师请假"}


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (OTHER, ELSEWHERE, "改在办公室（原在综合楼），这次由赵老师来上（原来是李老师），李老师请假；开会"),
        (ELSEWHERE, OTHER, "改在办公室（原在综合楼），这次由赵老师来上（原来是李老师），开会；李老师请假"),
        (OTHER, OTHER | {"teacher": "钱老师"}, "这次由钱老师来上（原来是李老师），李老师请假"),
        (OTHER, MOVED, "原定11月25日(周三)19:00，这次由赵老师来上（原来是李老师），李老师请假；停电"),
    ],
)
def test_two_changes_of_one_session_are_both_told(first: dict[str, str], second: dict[str, str], words: str) -> None:
    row = WEEKLY | {"weekday": "周三", "opens_at": "19:00", "closes_at": "20:00", "venue": "a"}
    rows = [{"course": "shufa", "date": "2026-11-25", **change} for change in (first, second)]
    venues = [{"id": "a", "name": "综合楼"}, {"id": "b", "name": "办公室"}]
    course = COURSE | {"teacher": "李老师"}
    timetable = expand(make(venues=venues, courses=[course], schedules=[row], changes=rows), TODAY)
    (only,) = [o for o in timetable.occurrences if o.held and o.change]
    assert became.why(only, TODAY) == words


HOUSES = [{"id": "zonghe", "name": "综合楼", "room": "201室"}, {"id": "laolou", "name": "老楼"}]
EARLIER = {"kind": "改时间", "opens_at": "18:30"}
TO_THE_OLD = {"venue": "laolou", "reason": "综合楼开会"}


@pytest.mark.parametrize(
    ("changes", "words", "banner"),
    [
        (
            [EARLIER | TO_THE_OLD],
            "改到18:30，在老楼（原在综合楼），综合楼开会",
            "改到 18:30，在老楼（原在综合楼），综合楼开会",
        ),
        ([EARLIER], "改到18:30", "改到 18:30"),
        (
            [EARLIER, {"kind": "换地点"} | TO_THE_OLD],
            "改到18:30，在老楼（原在综合楼）",
            "改到 18:30，在老楼（原在综合楼）",
        ),
        (
            [{"kind": "换地点", "venue": "laolou"}, EARLIER],
            "改到18:30，在老楼（原在综合楼）",
            "改到 18:30，在老楼（原在综合楼）",
        ),
        (
            [{"kind": "改期", "new_date": "2026-11-26"} | TO_THE_OLD],
            "改到11月26日(周四)19:00，在老楼（原在综合楼），综合楼开会",
            "改到11月26日(周四) 19:00，在老楼（原在综合楼），综合楼开会",
        ),
    ],
)
def test_what_is_at_another_time_and_place_says_both_where_it_was_planned(
    changes: list[dict[str, str]], words: str, banner: str
) -> None:
    row = WEEKLY | {"weekday": "周三", "opens_at": "19:00", "closes_at": "20:00", "venue": "zonghe"}
    rows = [{"course": "shufa", "date": "2026-11-25", **change} for change in changes]
    timetable = expand(make(venues=HOUSES, courses=[COURSE], schedules=[row], changes=rows), TODAY)
    (slot,) = [o for o in timetable.occurrences if o.moved_to]
    assert became.why(slot, TODAY) == words
    first = alerts.banners(timetable.occurrences, TODAY)[0]
    assert f"{first.lead}{first.to_day} {first.rest}" == banner
    assert ("laolou" in first.venues) == ("老楼" in words)
    assert ("在老楼" in spoken.why(slot, TODAY)) == ("老楼" in words)
    assert ("在老楼（原在综合楼）" in blocks._moved(slot, dated=False)) == ("老楼" in words)
    assert feed.gone_to(slot).endswith("，在老楼") == ("老楼" in words)


SAID_MOVED = "改期 11月25日(周三) 19:00 改到 11月26日(周四) 19:00（停电）"
SAID_PLACE = "换地点 11月25日(周三) 19:00 换到 办公室（原在综合楼）（开会）"
SAID_TEACHER = "换老师 11月25日(周三) 19:00 由赵老师上课（李老师请假）"
TOPIC = {"kind": "说明", "note": "写春联"}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([OTHER, ELSEWHERE], [SAID_PLACE, SAID_TEACHER]),
        ([ELSEWHERE, OTHER], [SAID_PLACE, SAID_TEACHER]),
        ([OTHER, MOVED], [SAID_MOVED, SAID_TEACHER.replace("25日(周三)", "26日(周四)")]),
        ([OTHER, TOPIC], [SAID_TEACHER, "说明 11月25日(周三) 19:00 写春联"]),
        ([TOPIC, ELSEWHERE], [SAID_PLACE, "说明 11月25日(周三) 19:00 写春联"]),
        ([OTHER, {"kind": "停课", "reason": "停电"}], ["停课 11月25日(周三) 19:00 停课（停电）"]),
        ([OTHER], [SAID_TEACHER]),
        ([ELSEWHERE], [SAID_PLACE]),
    ],
)
def test_each_row_of_changes_of_one_session_is_announced_for_its_own_reason(
    rows: list[dict[str, str]], words: list[str]
) -> None:
    community = of_rows(*({"course": "shufa", "date": "2026-11-25", **row} for row in rows))
    assert sorted(said_on(community, TODAY)) == sorted(words)


def test_another_teacher_for_weeks_is_one_line_though_one_of_them_is_elsewhere() -> None:
    weeks = {"course": "shufa", "date": "2026-11-25", "date_to": "2026-12-30"} | OTHER
    community = of_rows(weeks, {"course": "shufa", "date": "2026-12-09"} | ELSEWHERE)
    assert said_on(community, TODAY) == [
        "换老师 每周三 19:00，11月25日—12月30日，共6次 由赵老师上课（李老师请假）",
        SAID_PLACE.replace("11月25日", "12月9日"),
    ]


def of_rows(*rows: dict[str, str]) -> Community:
    row = WEEKLY | {"weekday": "周三", "opens_at": "19:00", "closes_at": "20:00", "venue": "a"}
    venues = [{"id": "a", "name": "综合楼"}, {"id": "b", "name": "办公室"}]
    return make(venues=venues, courses=[COURSE | {"teacher": "李老师"}], schedules=[row], changes=rows)


def said_on(community: Community, today: date) -> list[str]:
    found = announced(community, expand(community, today), today)
    reasons = [f"（{why}）" if (why := told.reason(change)) else "" for change in found]
    return [f"{told.word(c)} {told.sentence(c, today)}{why}" for c, why in zip(found, reasons, strict=True)]


def test_what_has_no_hour_is_put_off_to_a_day_without_one() -> None:
    change = {"course": "shufa", "date": "2026-11-28", "kind": "改期", "new_date": "2026-11-29", "reason": "布展"}
    community = make(courses=[COURSE], schedules=[{"course": "shufa", "dates": "2026-11-28"}], changes=[change])
    slot, arrival = expand(community, TODAY).occurrences
    assert became.why(slot, TODAY) == "改到11月29日(周日)，布展"
    assert became.why(arrival, TODAY) == "原定11月28日(周六)，布展"


@pytest.mark.parametrize(
    ("group", "hint"),
    [("乙", "这个班还没有排课，请看看 data/schedules.yml"), (None, "这门课还没有排课，请看看 data/schedules.yml")],
)
def test_a_class_without_a_row_is_not_a_course_without_one(group: str | None, hint: str) -> None:
    groups = [{"id": "a", "course": "shufa", "name": "甲"}, {"id": "b", "course": "shufa", "name": "乙"}]
    rows = [WEEKLY | {"weekday": "周二", "group": "a"}] if group else []
    row = {"course": "shufa", "group": "b" if group else None, "date": "2026-12-01", "kind": "停课"}
    found = problems(changes_match, courses=[COURSE], groups=groups, schedules=rows, changes=[row])
    assert [problem.hint for problem in found] == [hint]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "换地点", "venue": "a"}, True),
        ({"kind": "换地点", "venue": "b"}, False),
        ({"kind": "改时间", "opens_at": "19:00"}, True),
        ({"kind": "改时间", "opens_at": "19:00", "closes_at": "21:00"}, False),
        ({"kind": "改时间", "opens_at": "19:00", "venue": "b"}, False),
        ({"kind": "换老师", "teacher": "王老师"}, True),
        ({"kind": "换老师", "teacher": "李老师"}, False),
    ],
)
def test_a_change_to_what_was_planned(change: dict[str, str], told: bool) -> None:
    row = {"weekday": "周二", "opens_at": "19:00", "closes_at": "20:30", "venue": "a"}
    venues = [{"id": "a", "name": "甲室"}, {"id": "b", "name": "乙室"}]
    changes = [{"course": "shufa", "date": "2026-12-01", **change}]
    course = COURSE | {"teacher": "王老师"}
    found = codes(changes_nothing, courses=[course], venues=venues, schedules=[WEEKLY | row], changes=changes)
    assert bool(found) == told
