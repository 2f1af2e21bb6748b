"""The index that the search box reads; what it finds with it is in browser/test_search.py."""

from __future__ import annotations

import json
import re
import time
from datetime import date
from typing import Any

import communities
from communities import edition
from linli import search
from linli.model import Community
from linli.search.rows import PAGE_LIMIT
from linli.timetable import expand
from tests_support import TODAY

FIELDS = (
    "kind",
    "address",
    "title",
    "when",
    "tags",
    "lead",
    "text",
    "last",
    "facts",
    "states",
    "ages",
    "phone",
    "dialled",
)


def made(**tables: Any) -> Community:
    tables.setdefault(
        "courses",
        [
            {
                "id": "shufa",
                "title": "书法班",
                "tags": ["毛笔"],
                "plain": "教写字",
                "description": "**免费**,见[这里](x)\n\n- 笔 墨\n- CPR 课",
            }
        ],
    )
    return communities.make(**tables)


def rows(community: Community, written: Any = ()) -> list[dict[str, Any]]:
    data = search.index(edition(community), written)
    return [dict(zip(FIELDS, row + [""] * (len(FIELDS) - len(row)), strict=True)) for row in data["rows"]]


def test_a_course_is_found_by_name_sound_time_tag_and_text() -> None:
    schedule = {
        "course": "shufa",
        "weekday": "周六",
        "opens_at": "9:00",
        "closes_at": "10:00",
        "valid_from": "2026-11-01",
        "valid_to": "2026-11-30",
    }
    row = rows(
        made(
            schedules=[
                schedule,
                schedule | {"weekday": "周三", "opens_at": "19:00", "closes_at": "20:00", "group": "小学段"},
            ]
        )
    )[0]
    assert row["kind"] == search.KINDS.index("课程")
    assert (row["address"], row["title"]) == ("courses/shufa/", "书法班")
    assert row["when"] == "周三 周六 周末 晚上 19:00 上午 9:00"
    assert row["tags"] == "毛笔 小学段"
    assert row["lead"] == "教写字"
    assert row["text"] == "免费,见这里笔墨CPR课"
    assert row["last"] == "2026-11-28"


def test_what_a_result_shows_of_a_course() -> None:
    form = {"id": "f", "title": "报名", "kind": "报名", "url": "https://www.wjx.cn/vm/a.aspx"}
    form |= {"opens_at": "2026-12-01 09:00", "closes_at": "2026-12-20 18:00"}
    course = {
        "id": "shufa",
        "title": "书法班",
        "form": "f",
        "min_age": "6",
        "max_age": "12",
        "phone": "0830-7654321转8001",
    }
    schedule = {
        "course": "shufa",
        "weekday": "周六",
        "opens_at": "9:00",
        "closes_at": "10:00",
        "valid_from": "2026-11-01",
    }
    row = rows(made(courses=[course], forms=[form], schedules=[schedule | {"valid_to": "2027-01-30"}]))[0]
    assert row["facts"] == "6—12岁 · 周六9:00"
    opens, closes = 1796086800, 1797760800  # 1 December 9:00 and 20 December 18:00 in Beijing
    midnight = 1795449600  # of 24 November, from which minutes are counted
    assert row["states"][::2] == ["12月1日起报名", "报名中", "报名已截止"]
    assert [midnight + minute * 60 for minute in row["states"][1::2]] == [opens, closes]
    assert row["ages"] == [72, 12 * 12 + 11]
    assert (row["phone"], row["dialled"]) == ("0830-7654321转8001", "08307654321,8001")


def test_ages_that_overlap_or_follow_are_one_span() -> None:
    course = {"id": "shufa", "title": "书法班"}
    term = {"id": "t", "name": "学期", "valid_from": "2026-11-01", "valid_to": "2027-01-30"}
    ages = {"小": ("6", "8"), "中": ("9", "11"), "大": ("10", "12"), "成人": ("18", None)}
    groups = [
        {"id": f"g{n}", "course": "shufa", "term": "t", "name": name, "min_age": low}
        | ({"max_age": high} if high else {})
        for n, (name, (low, high)) in enumerate(ages.items())
    ]
    schedule = {"course": "shufa", "term": "t", "weekday": "周六", "opens_at": "9:00"}
    schedules = [schedule | {"group": name} for name in ages]
    found = rows(made(courses=[course], terms=[term], groups=groups, schedules=schedules))[0]
    assert found["ages"] == [72, 12 * 12 + 11, 18 * 12, 9999]


def test_what_has_no_hour_is_found_by_its_day_alone() -> None:
    schedules = [
        {"course": "shufa", "dates": "2026-11-28"},
        {"course": "shufa", "dates": "2026-11-28, 2026-11-29", "opens_at": "9:00"},
    ]
    assert rows(made(schedules=schedules))[0]["when"] == "周六 周日 周末 上午 9:00"
    assert rows(made(schedules=schedules[:1]))[0]["when"] == "周六 周末"


def test_what_nobody_wrote_is_not_shown() -> None:
    row = rows(made())[0]
    assert (row["facts"], row["ages"]) == ("", "")
    assert row["states"] == ["怎么参加请先问"]


def test_of_a_service_its_hours_and_its_telephone() -> None:
    services = [{"id": "tuo", "name": "托育园", "phone": "0830-1234567"}]
    hours = [{"service": "tuo", "weekday": "周一至周五", "opens_at": "8:00", "closes_at": "18:00"}]
    row = next(row for row in rows(made(services=services, hours=hours)) if row["address"] == "services/tuo/")
    assert (row["facts"], row["phone"]) == ("周一至周五 8:00–18:00", "0830-1234567")
    now = hours[0] | {"valid_to": "2026-11-30"}
    winter = hours[0] | {"opens_at": "9:00", "valid_from": "2026-12-01", "valid_to": "2027-02-28"}
    row = next(row for row in rows(made(services=services, hours=[now, winter])) if row["address"] == "services/tuo/")
    assert row["facts"] == "周一至周五 8:00–18:00，到11月30日；周一至周五 9:00–18:00，12月1日—2027年2月28日"


def test_whether_a_service_is_open_is_said_for_two_days() -> None:
    services = [{"id": "tuo", "name": "托育园"}, {"id": "dui", "name": "志愿队"}]
    hours = [{"service": "tuo", "weekday": "周一至周五", "opens_at": "8:00", "closes_at": "12:00"}]
    hours.append(hours[0] | {"opens_at": "14:00", "closes_at": "18:00"})
    found = {row["address"]: row["states"] for row in rows(made(services=services, hours=hours))}
    shut, is_open = "现在没开", "现在开门"
    day = [8 * 60, is_open, 12 * 60, shut, 14 * 60, is_open, 18 * 60, shut]
    later = [cell + 1440 if isinstance(cell, int) else cell for cell in day]
    assert found["services/tuo/"] == ["", 0, shut, *day, *later, 2 * 1440, ""]
    assert found["services/dui/"] == "", "whose hours nobody wrote"


def test_a_day_of_which_nobody_knows_is_not_called_open() -> None:
    services = [{"id": "tuo", "name": "托育园"}]
    hours = [{"service": "tuo", "weekday": "每天", "opens_at": "8:00", "closes_at": "12:00"}]
    community = made(services=services, hours=hours)
    unsure = search.index(edition(community, today=date(2026, 10, 1)), [])["rows"]
    states = next(row for row in unsure if row[1] == "services/tuo/")[9]
    assert "现在开门" not in states


def heard(community: Community) -> dict[str, str]:
    """How the characters of names, tags and first sentences sound, put together again as the browser does."""
    data = search.index(edition(community), [])
    texts = "".join(row[cell] for row in data["rows"] for cell in (2, 4, 5) if cell < len(row))
    characters = dict.fromkeys(re.findall("[\u3400-\u9fff]", texts))
    return dict(zip(characters, data["sounds"].split(" "), strict=True))


def test_phrases_decide_how_a_character_sounds() -> None:
    found = heard(made(courses=[{"id": "a", "title": "重庆音乐"}, {"id": "b", "title": "快乐银行 CPR"}]))
    assert (found["重"], found["行"]) == ("chong", "hang")
    assert found["乐"] == "yue/le", "read in two ways"


def test_names_tags_and_first_sentences_have_sounds() -> None:
    course = {"id": "a", "title": "书法", "tags": ["毛笔"], "plain": "教写字", "description": "从握笔教起"}
    form = {"id": "f", "title": "学伞报名", "kind": "招募", "url": "https://www.wjx.cn/vm/a.aspx"}
    found = heard(made(courses=[course], forms=[form]))
    assert [found[character] for character in "书毛写伞"] == ["shu", "mao", "xie", "san"]
    assert "握" not in found, "of long texts nobody types the sound"


def test_changed_and_added_sessions_do_not_change_when_a_course_is() -> None:
    schedule = {
        "course": "shufa",
        "weekday": "周三",
        "opens_at": "19:00",
        "closes_at": "20:00",
        "valid_from": "2026-11-04",
        "valid_to": "2026-11-18",
    }
    changes = [
        {"course": "shufa", "date": "2026-11-04", "kind": "改期", "new_date": "2026-11-08"},
        {"course": "shufa", "date": "2026-11-21", "kind": "加课", "opens_at": "8:00", "closes_at": "9:00"},
    ]
    assert rows(made(schedules=[schedule], changes=changes))[0]["when"] == "周三 晚上 19:00"


def test_traditional_forms_are_those_of_the_site() -> None:
    data = search.index(edition(made()), [])
    pairs = dict(zip(data["han"][::2], data["han"][1::2], strict=True))
    assert pairs["書"] == "书"
    assert pairs["筆"] == "笔"
    assert "龍" not in pairs
    assert all(old != new for old, new in pairs.items())


def test_stories_are_searched_whole() -> None:
    body = "开头" + "很长的故事" * 400 + "最后一句"
    found = rows(made(stories=[{"id": "s", "title": "故事", "date": "2026-01-01", "body": body}]))
    assert found[-1]["text"] == body


def test_hand_written_pages_are_in_and_the_home_page_is_the_community() -> None:
    found = rows(made(), [("", "今天", "欢迎"), ("join/", "怎么报名", "报名" * 900)])
    home, join = (row for row in found if row["kind"] == search.KINDS.index("页面"))
    assert (home["address"], home["title"]) == ("", "邻府社区")
    assert len(join["text"]) == PAGE_LIMIT


def test_the_script_holds_what_the_json_holds() -> None:
    community = made()
    files = dict(search.files(edition(community), []))
    script = files["search/index.js"].decode()
    assert json.loads(script.removeprefix("window.linliIndex=").removesuffix(";")) == json.loads(
        files["search/index.json"]
    )
    assert dict(search.files(edition(community), [])) == files


def test_a_thousand_courses_do_not_take_long() -> None:
    courses = [
        {
            "id": f"c{n}",
            "title": f"{'书画舞琴棋'[n % 5]}法{n}班",
            "tags": ["公益", f"第{n % 40}期"],
            "description": "免费" * 200,
        }
        for n in range(1000)
    ]
    community = made(courses=courses)
    timetable = expand(community, TODAY)
    __import__("pypinyin")
    started = time.process_time()
    list(search.files(edition(community, timetable=timetable), []))
    assert time.process_time() - started < 2


def test_rows_that_are_known_are_used_and_not_changed() -> None:
    known: dict[str, list[object]] = {}
    first, second = (
        search.index(edition(made()), [], lambda record, _, make: known.setdefault(record.id, make())) for _ in range(2)
    )
    assert first == second
    known["shufa"][2] = "大字班"
    assert search.index(edition(made()), [], lambda record, _, __: known[record.id])["rows"][0][2] == "大字班"


def test_signs_of_markdown_are_not_searched() -> None:
    text = '==要紧== :material-clock: 九点，C++\n\n!!! note\n    带伞\n\n??? tip "怎么来"\n    坐车\n\n- [x] 甲\n\n*[妇联]: 妇女'
    course = {"id": "shufa", "title": "书法班", "description": text}
    assert rows(made(courses=[course]))[0]["text"] == "要紧九点，C++带伞怎么来坐车甲"
