"""Changes of several days: told from the first to the last, before, on, between and after them, on every page alike."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import communities
from clock import said
from communities import edition
from histories import SATURDAY, WEDNESDAY, Repo
from linli import views
from linli.feeds import changes as feed
from linli.model import Community
from linli.render import Renderer
from linli.revisions import Change, Kind, Revisions
from linli.revisions.announced import announced
from linli.timetable import expand
from linli.views import changes as view
from linli.views import closures, courses, notice, told
from linli.views.opening import opening

RENDERER = Renderer(Path(__file__).resolve().parents[1])
DAY = timedelta(days=1)
UNTIL = {"valid_from": "2026-09-01", "valid_to": "2027-06-30", "on_holiday": "照常"}
TABLES: dict[str, Any] = {
    "services": [{"id": "canting", "name": "助餐点"}],
    "hours": [{"service": "canting", "weekday": "每天", "opens_at": "10:00", "closes_at": "13:00"}],
    "venues": [{"id": "tiyu", "name": "体育馆"}, {"id": "guan", "name": "展览馆"}],
    "courses": [
        {"id": "chendu", "title": "晨读"},
        {"id": "shufa", "title": "书法班", "teacher": "陈老师"},
        {"id": "zhanlan", "title": "展览"},
        {"id": "qiu", "title": "球"},
    ],
    "schedules": [
        {"course": "chendu", "weekday": "每天", "opens_at": "07:00", "closes_at": "08:00", **UNTIL},
        {"course": "shufa", "weekday": "周三", "opens_at": "18:30", "closes_at": "20:00", **UNTIL},
        {"course": "zhanlan", "weekday": "周二至周日", "venue": "guan", **UNTIL},
        {"course": "qiu", "weekday": "周六、周日", "opens_at": "09:00", "venue": "tiyu", **UNTIL},
    ],
    "holidays": [*communities.notice(2026)],
}
MEALS = {"service": "canting", "date": "2027-02-05", "date_to": "2027-02-14", "kind": "休息"}
READING = {"course": "chendu", "date": "2027-02-05", "date_to": "2027-02-12", "kind": "停课"}
TEACHER = {"course": "shufa", "date": "2026-12-16", "date_to": "2027-03-31", "kind": "换老师", "teacher": "李老师"}
HALL = {"venue": "tiyu", "date": "2026-12-26", "date_to": "2026-12-27", "kind": "停课", "reason": "换灯"}
SHOW = {"course": "zhanlan", "date": "2026-12-15", "date_to": "2026-12-17", "kind": "停课", "reason": "检修"}


def town(*changes: dict[str, str], **tables: Any) -> Community:
    return communities.make(**{**TABLES, "changes": changes, **tables})


def told_on(community: Community, today: date) -> tuple[Change, ...]:
    return tuple(announced(community, expand(community, today), today))


def sentences(community: Community, today: date) -> list[str]:
    return [f"{told.subject(c)} {told.sentence(c, today)}" for c in told_on(community, today)]


def page(community: Community, today: date) -> dict[str, Any]:
    found = Revisions(announced=told_on(community, today))
    return view.context(edition(community, today, expand(community, today)), found)


def coming(community: Community, day: str) -> list[str]:
    return [item.what for item in page(community, date.fromisoformat(day))["coming"]]


def entry_ids(community: Community, today: date) -> list[str]:
    text = feed.feed(community, Revisions(announced=told_on(community, today)), "").decode()
    return re.findall(r"<entry>\s*<id>(.*?)</id>", text)


# What begins within sixty days is told to its end, and what begins later is not


@pytest.mark.parametrize(
    ("day", "row", "words"),
    [
        ("2026-12-07", MEALS, []),
        ("2026-12-08", MEALS, ["2027年2月5日—14日休息"]),
        ("2026-12-11", MEALS, ["2027年2月5日—14日休息"]),
        ("2027-02-05", MEALS, ["2月5日—14日休息"]),
        ("2027-02-14", MEALS, ["2月5日—14日休息"]),
        ("2027-02-15", MEALS, []),
        ("2026-12-07", READING, []),
        ("2026-12-11", READING, ["每天 7:00，2027年2月5日—12日，共8次 停课"]),
        ("2027-02-12", READING, ["每天 7:00，2月5日—12日，共8次 停课"]),
        ("2027-02-13", READING, []),
        ("2026-10-17", TEACHER, []),
        ("2026-10-18", TEACHER, ["每周三 18:30，12月16日—2027年3月31日，共16次 由李老师上课"]),
        ("2026-12-16", TEACHER, ["每周三 18:30，12月16日—2027年3月31日，共16次 由李老师上课"]),
        ("2027-03-31", TEACHER, ["每周三 18:30，2026年12月16日—2027年3月31日，共16次 由李老师上课"]),
        ("2027-04-01", TEACHER, []),
    ],
)
def test_a_range_is_told_whole_or_not_at_all(day: str, row: dict[str, str], words: list[str]) -> None:
    assert coming(town(row), day) == words


@pytest.mark.parametrize("row", [MEALS, READING, TEACHER, HALL, SHOW], ids=lambda row: row["kind"] + row["date"])
def test_a_range_is_one_entry_for_subscribers_from_its_first_telling_to_its_last(row: dict[str, str]) -> None:
    community = town(row)
    first, last = date.fromisoformat(row["date"]), date.fromisoformat(row["date_to"])
    assert entry_ids(community, first - 60 * DAY) == []
    days = [first - 59 * DAY, first - DAY, first, first + DAY, last, last + DAY, last + 60 * DAY]
    assert len({*map(tuple, (entry_ids(community, day) for day in days))}) == 1
    assert len(entry_ids(community, last)) == 1
    assert entry_ids(community, last + 61 * DAY) == []


@pytest.mark.parametrize(
    ("day", "lines"),
    [
        ("2027-01-29", []),
        ("2027-01-30", ["休息｜助餐点：2月5日—14日休息", "停课｜晨读：每天 7:00，2月5日—12日，共8次 停课"]),
        ("2027-02-12", ["休息｜助餐点：2月5日—14日休息", "停课｜晨读：每天 7:00，2月5日—12日，共8次 停课"]),
        ("2027-02-14", ["休息｜助餐点：2月5日—14日休息"]),
        ("2027-02-15", []),
    ],
)
def test_the_weeks_notice_tells_a_range_in_one_line(day: str, lines: list[str]) -> None:
    notice = page(town(MEALS, READING), date.fromisoformat(day))["notices"][0].lines
    assert [line for line in notice if "｜" in line] == lines


@pytest.mark.parametrize(
    ("day", "specials"),
    [
        ("2026-12-06", []),
        ("2026-12-07", ["2027年2月5日—14日 休息"]),
        ("2027-02-08", ["2月5日—14日 休息"]),
        ("2027-02-14", ["2月5日—14日 休息"]),
        ("2027-02-15", []),
    ],
)
def test_a_services_own_page_says_the_same_days(day: str, specials: list[str]) -> None:
    community = town(MEALS)
    shown = opening(edition(community, date.fromisoformat(day)), community.services[0])
    assert [f"{special.days} {special.words}" for special in shown.specials] == specials
    assert shown.days[0].day.isoformat() == day


def test_a_range_of_a_course_without_an_end_does_not_end_where_the_timetable_does() -> None:
    rows = [{"course": "shufa", "weekday": "周三", "opens_at": "18:30", "valid_from": "2026-09-01"}]
    community = town({**TEACHER, "date_to": "2027-08-31"}, schedules=rows)
    today = date(2026, 12, 11)
    (words,) = (words for words in sentences(community, today) if "李老师" in words)
    assert "12月16日—2027年8月25日" in words
    assert len({*map(tuple, (entry_ids(community, today + n * DAY) for n in range(0, 28, 7)))}) == 1


def test_another_row_that_begins_later_is_not_told_with_it() -> None:
    closed = {"scope": "全部课程", "date": "2027-02-20", "date_to": "2027-02-28", "kind": "停课", "reason": "检修"}
    away = {"course": "shufa", "date": "2027-03-10", "kind": "停课"}
    community = town(TEACHER, closed, away)
    teacher = "书法班 周三 18:30，{}12月16日—2027年3月31日，共14次 由李老师上课"  # two of the sixteen are off
    assert sentences(community, date(2026, 12, 11)) == [teacher.format("")]
    assert sentences(community, date(2027, 2, 1)) == [
        teacher.format("2026年"),
        "全部课程 2月20日—28日停课",
        "书法班 3月10日(周三) 18:30 停课",
    ]


def test_the_topic_of_a_range_is_told_to_its_end() -> None:
    topic = {"course": "shufa", "date": "2027-01-27", "date_to": "2027-03-03", "kind": "说明", "note": "隶书"}
    assert sentences(town(topic), date(2026, 12, 11)) == ["书法班 每周三 18:30，2027年1月27日—3月3日，共6次 隶书"]


def test_what_a_history_knows_of_a_range_is_one_entry_too(repo: Repo) -> None:
    rows = "- {course: yexiao, date: 2026-12-02, date_to: 2027-03-31, kind: 换老师, teacher: 李老师}\n"
    repo.commit("2026-08-25T09:00", schedules=SATURDAY + WEDNESDAY.replace("2027-01-20", "2027-06-30"))
    repo.commit("2026-11-20T09:00", changes=rows)
    days = [date(2026, 11, 24), date(2026, 12, 2), date(2026, 12, 16), date(2027, 3, 31)]
    found = [[e.id for e in view.entries(repo.read(day)) if e.kind is Kind.TEACHER] for day in days]
    assert found == [found[0]] * len(days)
    assert len(found[0]) == 1


# Holidays


def holiday(name: str, first: date, days: int) -> list[dict[str, str]]:
    return [{"date": str(first + n * DAY), "name": name, "kind": "休"} for n in range(days)]


RESTS = [{**row, "on_holiday": "休息"} for row in TABLES["schedules"] if row["course"] == "chendu"]


@pytest.mark.parametrize("before", [61, 60, 59, 58, 55, 1, 0, -3, -9])
def test_a_holiday_is_told_whole_or_not_at_all(before: int) -> None:
    first = date(2027, 3, 1)
    days = holiday("邻里节", first, 10)
    community = town(schedules=RESTS, holidays=days)
    found = [words for words in sentences(community, first - before * DAY) if "邻里节" in words]
    assert found == ([f"邻里节 {'2027年' if before == 60 else ''}3月1日—10日全部停课"] if before < 60 else [])


def test_days_off_of_one_name_that_are_apart_are_told_apart() -> None:
    days = [*holiday("邻里节", date(2026, 12, 2), 2), *holiday("邻里节", date(2026, 12, 12), 1)]
    assert [words for words in sentences(town(schedules=RESTS, holidays=days), date(2026, 12, 1)) if "邻" in words] == [
        "邻里节 12月2日—3日全部停课",
        "邻里节 12月12日(周六)全部停课",
    ]


def test_a_holiday_on_whose_last_day_something_is_held_is_no_closed_house() -> None:
    rows = [
        {"course": "shufa", "dates": "2026-10-02", "opens_at": "18:30", "on_holiday": "休息"},
        {"course": "qiu", "dates": "2026-10-07", "opens_at": "09:00", "on_holiday": "照常"},
    ]
    assert sentences(town(schedules=rows), date(2026, 9, 30)) == ["国庆节 10月1日—7日 不上课：书法班"]


@pytest.mark.parametrize("before", [30, 1, 0, -13, -20, -29])
def test_a_long_holiday_keeps_its_first_day_and_its_last(before: int) -> None:
    first = date(2027, 7, 1)
    community = town(schedules=[{**RESTS[0], "valid_to": "2027-12-31"}], holidays=holiday("歇夏", first, 30))
    today = first - before * DAY
    found = closures.closures(edition(community, today, expand(community, today)), today, today + 60 * DAY)
    assert [each.words[:14] for each in found if "歇夏" in each.words] == ["歇夏7月1日—30日全部停课"]


# A closed place


def slots(community: Community, day: str) -> dict[str, Any]:
    today = date.fromisoformat(day)
    return dict(views.slots(edition(community, today, expand(community, today))))


@pytest.mark.parametrize(
    ("day", "listed", "banner"),
    [
        ("2026-12-11", ["体育馆 全部停课 12月26日—27日 换灯"], ""),
        ("2026-12-24", ["体育馆 全部停课 12月26日—27日 换灯"], ""),
        ("2026-12-25", [], "明天 起全部停课（到12月27日(周日)） 体育馆，换灯"),
        ("2026-12-26", [], "今天 起全部停课（到12月27日(周日)） 体育馆，换灯"),
        ("2026-12-27", [], "12月26日(周六) 起全部停课（到12月27日(周日)） 体育馆，换灯"),
        ("2026-12-28", [], ""),
    ],
)
def test_a_closed_place_is_listed_by_its_days_and_told_from_the_day_before(
    day: str, listed: list[str], banner: str
) -> None:
    found, today, now = slots(town(HALL), day), date.fromisoformat(day), f"{day}T08:00"
    text = " ".join(said(RENDERER.slot("changes", found["changes"], ""), now, today).split())
    assert re.findall("体育馆.*?换灯", text) == listed
    for name, kind in (("today", "alert"), ("screen", "band")):
        shown = said(RENDERER.slot(name, found[name], ""), now, today, class_=kind)
        assert " ".join(shown.split()).replace("， ", "，") == banner


def test_a_closed_place_and_the_day_after_it_are_one_line() -> None:
    after = {**HALL, "date": "2026-12-28", "date_to": None}
    rows = [{**row, "weekday": "每天"} for row in TABLES["schedules"] if row["course"] == "qiu"]
    items = slots(town(HALL, after, schedules=rows), "2026-12-11")["changes"]["items"]
    assert [item.banner.entry.day for item in items if item.banner] == ["12月26日—28日"]


# Another teacher for a time


def lines(community: Community, day: str, course: str) -> list[str]:
    today = date.fromisoformat(day)
    found = edition(community, today, expand(community, today))
    record = community.find("courses", course)
    assert record is not None
    return [f"{line.days} {line.word} {line.what}".strip() for line in courses._context(found, record)["coming"]]


BOTH = "12月16日—2027年3月31日 18:30 换老师 由李老师上课（原来是陈老师）"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-12-11", [BOTH]),
        ("2026-12-16", [BOTH]),
        ("2027-02-10", [f"2026年{BOTH}"]),
        ("2027-03-24", [f"2026年{BOTH}"]),
        ("2027-03-31", ["3月31日(周三) 18:30 换老师 由李老师上课（原来是陈老师）"]),
        ("2027-04-01", []),
    ],
)
def test_another_teacher_for_a_time_is_one_line(day: str, words: list[str]) -> None:
    community = town(TEACHER)
    assert lines(community, day, "shufa") == words
    text = said(RENDERER.slot("changes", slots(community, day)["changes"], ""), f"{day}T08:00", date.fromisoformat(day))
    assert "这次由" not in text
    assert text.count("由李老师上课") == (date.fromisoformat(day) < date(2027, 3, 29))


def test_rows_that_say_something_else_are_lines_of_their_own() -> None:
    once = {**TEACHER, "date": "2027-01-06", "date_to": None, "teacher": "王老师"}
    off = {"course": "shufa", "date": "2027-01-13", "date_to": "2027-01-27", "kind": "停课", "reason": "考级"}
    assert lines(town(TEACHER, once, off), "2026-12-11", "shufa") == [
        BOTH,
        "2027年1月6日(周三) 18:30 换老师 这次由王老师来上（原来是陈老师）",
        "2027年1月13日—27日 18:30 停课 考级",
    ]


def test_what_does_not_stand_there_is_counted() -> None:
    off = [{"course": "shufa", "date": str(date(2026, 12, 16) + 14 * n * DAY), "kind": "停课"} for n in range(10)]
    community = town(*off)
    today = date(2026, 12, 11)
    found = next(p for p in views.pages(edition(community, today)) if p.path == "courses/shufa/")
    assert len(found.context["coming"]) == 8
    assert "后面还有2处" in said(RENDERER.body(found, "../../"), f"{today}T08:00", today)


def test_a_closure_of_many_weeks_is_not_cut() -> None:
    long = {**READING, "date": "2026-12-14", "date_to": "2027-02-20"}
    community = town(long)
    assert lines(community, "2026-12-11", "chendu") == ["12月14日—2027年2月20日 7:00 停课"]
    items = slots(community, "2026-12-11")["changes"]["items"]
    assert [item.banner.entry.day for item in items if item.banner] == ["12月14日—2027年2月20日"]


# Whole days that follow each other


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-12-11", ["12月15日—17日 停课"]),
        ("2026-12-14", ["12月15日—17日 停课"]),
        ("2026-12-15", ["12月15日—17日 停课"]),
        ("2026-12-16", ["12月15日—17日 停课"]),
        ("2026-12-17", ["12月15日—17日 停课"]),
        ("2026-12-18", []),
    ],
)
def test_whole_days_that_follow_each_other_are_one_span(day: str, words: list[str]) -> None:
    community = town(SHOW)
    assert coming(community, day) == words
    notice = page(community, date.fromisoformat(day))["notices"][0].lines
    assert [line for line in notice if "｜" in line] == [f"停课｜展览：{line}（检修）" for line in words]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ("2026-12-15", "12月15日(周二) 停课"),
        ("2026-12-15, 2026-12-17", "12月15日(周二)、12月17日(周四) 停课"),
        ("2026-12-15, 2026-12-16", "12月15日—16日 停课"),
        ("2026-12-31, 2027-01-01", "12月31日—2027年1月1日 停课"),
        ("2026-12-15, 2026-12-16, 2026-12-17, 2026-12-18", "12月15日—18日 停课"),
        ("2026-12-12, 2026-12-13, 2026-12-19, 2026-12-20", "每周六、日，12月12日—20日，共4次 停课"),
    ],
)
def test_days_apart_are_named_one_by_one(days: str, words: str) -> None:
    rows = [{"course": "zhanlan", "dates": days, "on_holiday": "照常"}]
    off = {**SHOW, "date": "2026-12-12", "date_to": "2027-01-31"}
    assert coming(town(off, schedules=rows), "2026-12-11") == [words]


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        (("2026-12-15", "2026-12-17"), ["12月15日—17日 停课", "12月19日(周六) 停课"]),
        (("2026-12-15", None), ["12月15日(周二) 停课", "12月19日(周六) 停课"]),
    ],
)
def test_a_notice_has_a_line_for_each_stretch(changes: tuple[str, str | None], lines: list[str]) -> None:
    rows = ({**SHOW, "date": changes[0], "date_to": changes[1]}, {**SHOW, "date": "2026-12-19", "date_to": None})
    notice = page(town(*rows), date(2026, 12, 14))["notices"][0].lines
    assert [line for line in notice if "｜" in line] == [f"停课｜展览：{line}（检修）" for line in lines]


def test_another_place_does_not_make_another_teacher_untrue(repo: Repo) -> None:
    venue = "[{id: jiaoshi, name: 教室}, {id: litang, name: 礼堂}]\n"
    rows = WEDNESDAY.replace("2027-01-20", "2027-06-30")
    teacher = "- {course: yexiao, date: 2026-12-02, kind: 换老师, teacher: 李老师}\n"
    place = "- {course: yexiao, date: 2026-12-02, kind: 换地点, venue: litang}\n"
    repo.commit("2026-08-25T09:00", schedules=rows, venues=venue)
    repo.commit("2026-11-20T09:00", changes=teacher)
    repo.commit("2026-11-22T09:00", changes=teacher + place)
    revisions = repo.read(date(2026, 11, 24))
    plan = communities.edition(communities.make(), date(2026, 11, 24))
    found = view.context(plan, revisions)
    assert [(item.word, item.changed[:10]) for item in [*found["coming"], *found["past"]]] == [
        ("换地点", "2026-11-22"),
        ("换老师", "2026-11-20"),
    ]


# A service whose house is closed, or that is elsewhere

LIBRARY: dict[str, Any] = {
    "venues": [{"id": "laolou", "name": "老楼"}, {"id": "zonghe", "name": "综合楼", "room": "201室"}],
    "services": [
        {"id": "tushu", "name": "图书室", "venue": "laolou"},
        {"id": "cha", "name": "茶室", "venue": "zonghe"},
    ],
    "hours": [
        {"service": "tushu", "weekday": "周二至周日", "opens_at": "09:00", "closes_at": "18:00", "on_holiday": "照常"},
        {"service": "cha", "weekday": "每天", "opens_at": "09:00", "closes_at": "18:00", "on_holiday": "照常"},
    ],
    "courses": [],
    "schedules": [],
}
ROOF = {"venue": "laolou", "date": "2026-11-24", "date_to": "2026-12-08", "kind": "停课", "reason": "老楼修屋顶"}
AWAY = {**ROOF, "venue": "zonghe", "at": "laolou", "kind": "换地点"}
NOON = {"service": "tushu", "kind": "改时间", "closes_at": "12:00"}


@pytest.mark.parametrize("day", ["2026-11-23", "2026-11-24", "2026-12-07", "2026-12-08", "2026-12-09"])
@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([ROOF], ["休息｜图书室：11月24日—12月8日休息（老楼修屋顶）"]),
        ([AWAY], ["换地点｜图书室：11月24日—12月8日 换到 综合楼 201室（原在老楼）（老楼修屋顶）"]),
        ([{**AWAY, "at": None, "service": "tushu"}], ["换地点｜图书室：11月24日—12月8日 换到 综合楼 201室（原在老楼）（老楼修屋顶）"]),
        ([ROOF, {**NOON, "date": "2026-11-26"}], ["休息｜图书室：11月24日—12月8日休息（老楼修屋顶）"]),
        ([{**NOON, "date": "2026-11-30"}], []),
    ],
)  # fmt: skip
def test_a_service_whose_house_is_closed_is_told_as_its_page_says(
    day: str, rows: list[dict[str, str]], words: list[str]
) -> None:
    today = date.fromisoformat(day)
    found = page(town(*rows, **LIBRARY), today)
    alive = words if day <= "2026-12-08" else []
    assert [f"{item.word}｜{item.title}：{item.what}（{item.why}）" for item in found["coming"]] == alive
    assert all(item.href == "services/tushu/" for item in found["coming"])


def test_a_service_that_rests_for_a_part_of_the_day_does_not_rest() -> None:
    hours = [
        {"service": "tushu", "weekday": "每天", "opens_at": "09:00", "closes_at": "11:00", "venue": "laolou"},
        {"service": "tushu", "weekday": "每天", "opens_at": "14:00", "closes_at": "17:00", "venue": "zonghe"},
    ]
    words = "开放时间有变｜图书室：11月24日—12月8日 有一段时间休息，请看服务页（老楼修屋顶）"
    (change,) = told_on(town(ROOF, **{**LIBRARY, "hours": hours}), date(2026, 11, 23))
    assert notice.line(change, date(2026, 11, 23)) == words


@pytest.mark.parametrize(
    ("day", "now", "alive"),
    [
        ("2026-11-06", "2026-11-06T09:30", True),
        ("2026-11-06", "2026-11-06T23:59", True),
        ("2026-11-06", "2026-11-07T01:59", True),
        ("2026-11-06", "2026-11-07T02:00", False),
        ("2026-11-06", "2026-11-07T09:30", False),
        ("2026-11-07", "2026-11-07T01:59", True),
        ("2026-11-07", "2026-11-07T09:30", False),
    ],
)
def test_the_notice_drops_what_is_over_when_the_list_does(day: str, now: str, alive: bool) -> None:
    stars = {"course": "shufa", "dates": "2026-11-06", "opens_at": "22:00", "closes_at": "02:00", "overnight": True}
    off = {"course": "shufa", "date": "2026-11-06", "kind": "停课"}
    today = date.fromisoformat(day)
    text = said(RENDERER.slot("changed", page(town(off, schedules=[stars]), today), ""), now, today)
    shown = text.partition("这七天的群通知\n")[2].partition("已经过去的")[0]
    assert ("停课｜书法班：11月6日(周五) 22:00 停课" in shown) is alive
    assert ("这七天没有公布停课和改期。" in shown) is not alive
    assert shown.count("课程变动：") == 1


@pytest.mark.parametrize(
    ("row", "classes", "words"),
    [
        ({"kind": "停课", "reason": "布展"}, False, ["停课 展览，布展", "停课 布展"]),
        ({"kind": "停课"}, False, ["停课 展览", "停课"]),
        ({"kind": "停课", "reason": "布展"}, True, ["停课 展览 · 一厅，布展", "停课 一厅，布展"]),
        ({"kind": "换老师", "teacher": "李老师"}, False, ["换老师 展览，这次由李老师来上", "换老师 这次由李老师来上"]),
        ({"kind": "改期", "new_date": "2026-12-21"}, False, ["改期 展览，改到12月21日(周一)", "改期 改到12月21日(周一)"]),
        ({"kind": "改期", "new_date": "2026-12-21", "reason": "布展"}, False, ["改期 展览，改到12月21日(周一)，布展"]),
    ],
)  # fmt: skip
def test_what_has_no_hour_is_parted_from_its_name_by_a_comma(
    row: dict[str, str], classes: bool, words: list[str]
) -> None:
    shows = [
        {**each, "group": "一厅" if classes else None} for each in TABLES["schedules"] if each["course"] == "zhanlan"
    ]
    community = town({"course": "zhanlan", "date": "2026-12-16", **row}, schedules=shows)
    today = date(2026, 12, 15)
    shown = next(
        p for p in views.pages(edition(community, today, expand(community, today))) if p.path == "courses/zhanlan/"
    )
    pages = [RENDERER.slot("today", slots(community, str(today))["today"], ""), RENDERER.body(shown, "../../")]
    for html, what in zip(pages, words, strict=False):
        text = said(html, None, today, class_="alert").replace("明天", "")
        assert "".join(text.split()) == "".join(f"12月16日(周三) {what}".split())
    board = said(RENDERER.slot("screen", slots(community, str(today))["screen"], ""), None, today, class_="band")
    assert "".join(words[0].split()) in "".join(board.split())


# One line for what is one


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([{"kind": "改时间", "opens_at": "19:30"}], ["12月9日—30日 18:30 改时间 改到19:30"]),
        (
            [TEACHER | {"date": "2026-12-09"}, TEACHER | {"date": "2027-04-01", "date_to": "2027-04-30"}],
            ["12月9日—2027年4月30日 18:30 换老师 由李老师上课（原来是陈老师）"],
        ),
        (
            [TEACHER | {"date": "2026-12-09"}, TEACHER | {"date": "2027-04-03", "date_to": "2027-04-30"}],
            [
                "12月9日—2027年3月31日 18:30 换老师 由李老师上课（原来是陈老师）",
                "2027年4月3日—30日 18:30 换老师 由李老师上课（原来是陈老师）",
            ],
        ),
        ([{"kind": "改时间", "opens_at": "19:30"}] * 2, ["12月9日—30日 18:30 改时间 改到19:30"]),
        ([{"kind": "停课", "scope": "全部课程"}], ["12月9日—30日 18:30 停课"]),
    ],
)
def test_sessions_that_become_the_same_by_one_row_or_by_rows_that_follow_are_one_line(
    rows: list[dict[str, str]], words: list[str]
) -> None:
    course = {"date": "2026-12-09", "date_to": "2026-12-30"}
    changes = [course | ({} if "scope" in row else {"course": "shufa"}) | row for row in rows]
    assert lines(town(*changes), "2026-12-08", "shufa") == words
    items = slots(town(*changes), "2026-12-07")["changes"]["items"]
    assert [item.banner.entry.day for item in items if item.banner] == [line.partition(" ")[0] for line in words]
