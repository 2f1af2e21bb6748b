"""The noticeboard's week, the sheet at a door and what /print/ and the timetable link: one sheet each, nothing said twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from pypdfium2 import raw

from communities import edition, make, notice
from linli import structure
from linli.model import Community
from linli.paper import site
from linli.paper.noticeboard import sheet as noticeboard
from linli.paper.sheet import Sheet, plain
from linli.timetable import expand
from linli.views.print import week
from tests_support import TODAY

ROOT = Path(__file__).resolve().parents[1]
URL = "https://linfu.example.org/linli/"
A4, A3 = (297, 210), (420, 297)
COURSE = {"id": "shufa", "title": "书法班", "category": "青少年宫", "phone": "0830-1234567"}
ROOMS = [
    {"id": "shufa-shi", "name": "青少年宫书法室", "room": "102室"},
    {"id": "peixun", "name": "青少年宫培训室", "room": "203室"},
]
TERM = {"id": "qiu", "name": "秋季学期", "valid_from": "2026-09-01", "valid_to": "2027-01-20"}
SATURDAY = {
    "course": "shufa", "term": "qiu", "weekday": "周六", "opens_at": "09:00", "closes_at": "10:30", "venue": "shufa-shi",
}  # fmt: skip


def group(name: str, low: int, **more: object) -> dict[str, object]:
    return {"id": name, "course": "shufa", "name": name, "term": "qiu", "min_age": low, "max_age": low + 2, **more}


def saturdays(**tables: object) -> Community:
    """Two classes at nine, another at half past ten."""
    groups = [group("启蒙班", 6), group("基础班", 9), group("提高班", 12)]
    rows = [{**SATURDAY, "group": g["id"]} for g in groups]
    rows[2] |= {"opens_at": "10:40", "closes_at": "12:10"}
    given = {"courses": [COURSE], "terms": [TERM], "groups": groups, "schedules": rows, "venues": ROOMS, **tables}
    return make(**given)  # type: ignore[arg-type]


def told(community: Community, day: date, today: date = TODAY) -> dict[str, Any]:
    """The data of the week's sheet."""
    return dict(plain(sheet_of(community, day, today).data, str))


def sheet_of(community: Community, day: date, today: date = TODAY) -> Sheet:
    found = edition(community, today, expand(community, today), URL)
    return noticeboard(found, week(found, day))


def blocks(data: Mapping[str, Any], column: int) -> list[tuple[str, dict[str, Any]]]:
    return [
        (slot["time"], block) for band in data["bands"] for slot in band["cells"][column] for block in slot["blocks"]
    ]


def door_of(community: Community, venue: str, today: date = TODAY) -> dict[str, Any]:
    found = {s.path: s for s in site.sheets(edition(community, today, expand(community, today), URL))}
    return dict(plain(found[f"venues/{venue}/door.pdf"].data, str))


@pytest.fixture(scope="module")
def reference() -> Community:
    return structure.load(ROOT).community


@pytest.fixture
def press(press: Callable[[Sheet], bytes]) -> Callable[[Sheet], pypdfium2.PdfDocument]:
    """Print one sheet, to be read again."""
    return lambda sheet: pypdfium2.PdfDocument(press(sheet))


def millimetres(document: pypdfium2.PdfDocument) -> tuple[int, int]:
    width, height = document[0].get_size()
    return round(width * 25.4 / 72), round(height * 25.4 / 72)


def text_of(document: pypdfium2.PdfDocument) -> str:
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def smallest(document: pypdfium2.PdfDocument) -> float:
    words = document[0].get_textpage()
    return min(
        raw.FPDFText_GetFontSize(words.raw, index)
        for index in range(words.count_chars())
        if chr(raw.FPDFText_GetUnicode(words.raw, index)).strip()
    )


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 11, 30), date(2026, 10, 1), date(2027, 3, 22)])
def test_the_week_is_one_a4_in_letters_one_can_read(
    reference: Community, press: Callable[[Sheet], pypdfium2.PdfDocument], day: date
) -> None:
    """The first is the fullest week that the reference community has."""
    document = press(sheet_of(reference, day))
    assert (len(document), millimetres(document)) == (1, A4)
    assert smallest(document) >= 8.3, "8.5 pt; the address below the name may be a little smaller"
    (code,) = zxingcpp.read_barcodes(document[0].render(scale=150 / 72).to_pil())
    assert code.text == f"{URL}timetable/"
    assert (code.position.bottom_right.x - code.position.top_left.x) / 150 * 25.4 * 37 / 29 > 28
    assert "0830-0000000" in text_of(document)


def test_a_week_that_is_too_full_is_one_a3_and_says_so(press: Callable[[Sheet], pypdfium2.PdfDocument]) -> None:
    courses = [{**COURSE, "id": f"c{n}", "title": f"第{n}门很有意思的课"} for n in range(70)]
    rows = [
        {"course": c["id"], "term": "qiu", "weekday": f"周{'一二三四五六日'[n % 7]}", "opens_at": f"{8 + n % 12:02}:00",
         "closes_at": f"{9 + n % 12:02}:30", "venue": "shufa-shi"}
        for n, c in enumerate(courses)
    ]  # fmt: skip
    document = press(sheet_of(saturdays(courses=courses, groups=[], schedules=rows), TODAY))
    assert (len(document), millimetres(document)) == (1, A3)
    assert "请用A3纸打印" in text_of(document)
    assert text_of(document).count("很有意思的课") == 70


def test_classes_of_one_course_at_one_time_are_one_block() -> None:
    assert [(time, b["title"], b["classes"]) for time, b in blocks(told(saturdays(), TODAY), 5)] == [
        ("9:00–10:30", "书法班", "启蒙班 6—8岁 · 基础班 9—11岁"),
        ("10:40–12:10", "书法班", "提高班 12—14岁"),
    ]


def test_what_all_classes_of_a_block_share_is_said_once() -> None:
    groups = [group("一班", 6), group("二班", 6)]
    data = told(saturdays(groups=groups, schedules=[{**SATURDAY, "group": g["id"]} for g in groups]), TODAY)
    assert [b["classes"] for _, b in blocks(data, 5)] == ["一班 · 二班 6—8岁"]


def test_what_is_off_keeps_its_place_and_what_moved_is_at_both() -> None:
    changes = [
        {"group": "启蒙班", "date": "2026-11-28", "kind": "停课", "reason": "检修。"},
        {"group": "提高班", "date": "2026-11-28", "kind": "改期", "new_date": "2026-11-29"},
        {"group": "提高班", "date": "2026-12-05", "kind": "改期", "new_date": "2026-12-09"},
        {"group": "基础班", "date": "2026-12-05", "kind": "换地点", "venue": "peixun"},
    ]
    community = saturdays(changes=changes)
    data = told(community, TODAY)
    keys = ("classes", "cut", "word", "to", "why", "where")
    assert [tuple(b[key] for key in keys) for _, b in blocks(data, 5)] == [
        ("启蒙班 6—8岁", True, "停课", "", "检修", ""),
        ("基础班 9—11岁", False, "", "", "", "书法室"),
        ("提高班 12—14岁", True, "改期", "改到周日10:40", "", ""),
    ]
    assert [tuple(b[key] for key in keys) for _, b in blocks(data, 6)] == [
        ("提高班 12—14岁", False, "新时间", "原定周六10:40", "", "书法室"),
    ]
    later = told(community, date(2026, 12, 5))
    assert [b["to"] for _, b in blocks(later, 5)] == ["", "", "改到12月9日(周三)10:40"], "another week: its date"
    assert [(b["word"], b["where"]) for _, b in blocks(later, 5)][1] == ("换地点", "培训室")


def test_a_holiday_is_said_once_and_closes_no_row() -> None:
    community = saturdays(holidays=notice(2026))
    data = told(community, date(2026, 10, 1))
    assert [day["official"] for day in data["days"]] == ["", "", "", "国庆节放假", "放假", "放假", "放假"]
    assert data["notices"] == ["国庆节10月1日—7日全部停课。"]
    assert blocks(data, 5) == []
    assert data["bands"] == []
    assert told(community, date(2027, 1, 6))["notices"] == ["2027年放假安排尚未公布，以通知为准。"]


def test_a_closed_day_is_said_once() -> None:
    storm = {"scope": "全部课程", "date": "2026-11-28", "kind": "停课", "reason": "台风"}
    data = told(saturdays(holidays=notice(2026), changes=[storm]), TODAY)
    assert data["notices"] == ["11月28日(周六)全部停课，台风。"]
    assert {(b["word"], b["why"]) for _, b in blocks(data, 5)} == {("停课", "")}


FORM = {"id": "f", "title": "书法班报名", "kind": "报名", "url": "https://www.wjx.cn/vm/abcdef.aspx"}


@pytest.mark.parametrize(("today", "form", "way"), [
    (date(2026, 11, 23), {"opens_at": "2026-11-24 09:00", "closes_at": "2026-11-26 18:00"}, "11月24日起报名"),
    (date(2026, 11, 25), {"opens_at": "2026-11-24 09:00", "closes_at": "2026-11-26 18:00"}, "报名到11月26日"),
    (date(2026, 11, 26), {"opens_at": "2026-11-24 09:00", "closes_at": "2026-11-26 18:00"}, "报名到11月26日"),
    (date(2026, 11, 27), {"opens_at": "2026-11-24 09:00", "closes_at": "2026-11-26 18:00"}, "报名已截止"),
    (date(2026, 11, 26), {"closes_at": "2026-11-27 00:00"}, "报名到11月26日"),
    (TODAY, {}, "要报名"),
    (TODAY, {"seats": 9, "seats_left": 0, "as_of": "2026-11-22", "waitlist": True}, "已满，可候补"),
])  # fmt: skip
def test_sign_up_is_said_shortly(today: date, form: dict[str, object], way: str) -> None:
    community = saturdays(courses=[{**COURSE, "form": "f"}], forms=[{**FORM, **form}])
    data = told(community, date(2026, 11, 28), today)
    assert {b["join"] for _, b in blocks(data, 5)} == {way}
    assert len(data["ways"]) == 1, "what all share is said once"
    assert data["ways"][0].startswith("这周的课都是：")
    assert data["marks"][way] == ""


def test_exceptions_are_marked_and_the_usual_is_not() -> None:
    groups = [
        group("启蒙班", 6),
        group("基础班", 9),
        group("提高班", 12, signup="无需报名"),
        group("成人班", 18, form="g"),
    ]
    rows = [{**SATURDAY, "group": g["id"]} for g in groups]
    rows[1] |= {"opens_at": "10:40", "closes_at": "12:00"}
    rows += [{**SATURDAY, "group": "启蒙班", "weekday": day} for day in ("周一", "周二")]
    forms = [{**FORM, "closes_at": "2026-11-20 18:00"}, {**FORM, "id": "g", "closes_at": "2026-12-20 18:00"},
             {**FORM, "id": "h", "title": "春季班", "opens_at": "2026-12-01 09:00"}]  # fmt: skip
    courses = [{**COURSE, "form": "f"}, {**COURSE, "id": "hua", "title": "国画班", "form": "h"}]
    data = told(
        saturdays(
            courses=courses,
            groups=groups,
            schedules=[*rows, {**SATURDAY, "course": "hua", "valid_from": "2027-01-02", "term": None}],
            forms=forms,
        ),
        TODAY,
    )
    assert data["marks"] == {"报名已截止": "", "直接来": "直接来", "报名到12月20日": "①"}
    assert data["ways"] == ["① 报名到12月20日", "没写的：这一期报名已截止"]
    assert data["forms"] == ["春季班：12月1日(周二)9:00开始"]


def test_what_has_no_hour_stands_above_the_days() -> None:
    show = {"id": "zhanlan", "title": "剪纸展", "category": "展览"}
    rows = [
        {**SATURDAY, "closes_at": None},
        {"course": "zhanlan", "weekday": "每天", "valid_from": "2026-11-20", "valid_to": "2026-12-08"},
    ]
    note = {"course": "shufa", "date": "2026-11-28", "kind": "说明", "note": "第3讲 皮影"}
    teacher = {"course": "shufa", "date": "2026-11-28", "kind": "换老师", "teacher": "王老师"}
    data = told(saturdays(courses=[COURSE, show], groups=[], schedules=rows, changes=[note, teacher]), TODAY)
    assert [(it["what"], it["when"]) for it in data["lasting"]] == [("剪纸展", "到12月8日")]
    ((time, block),) = blocks(data, 5)
    assert (time, block["topic"], block["to"]) == ("9:00开始", "第3讲 皮影", "这次由王老师来上")
    changes = [{"course": "zhanlan", "date": "2026-11-25", "date_to": "2026-11-27", "kind": "停课"}]
    rows[1]["weekday"] = "周二至周日"
    rows.append({"course": "zhanlan", "dates": "2026-11-28", "note": "导览，下午"})
    data = told(saturdays(courses=[COURSE, show], groups=[], schedules=rows, changes=changes), TODAY)
    assert [(it["what"], it["when"], it["word"]) for it in data["lasting"]] == [
        ("剪纸展", "到12月8日", ""),
        ("剪纸展", "11月25日—27日", "停课"),
        ("剪纸展", "11月28日(周六)，导览，下午", ""),
    ]
