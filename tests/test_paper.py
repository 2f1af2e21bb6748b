"""Posters, week sheets, cards and sign-in sheets: what is printed can be read, scanned and made twice alike."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from communities import edition, make
from linli import refusals, structure
from linli.memory import Memory
from linli.model import Community
from linli.paper import site, typefaces, unprinted
from linli.paper.attendance import sheet as attendance
from linli.paper.glyphs import Glyphs
from linli.paper.press import PaperError, Press
from linli.paper.sheet import Sheet, svg
from linli.recipe import followed
from linli.timetable import Timetable, expand
from linli.views import Edition, courses, sheets
from tests_support import TODAY

ROOT = Path(__file__).resolve().parents[1]
URL = "https://linfu.example.org/linli/"
MM = 72 / 25.4
"""Points in a millimetre."""

COURSE = {
    "id": "shufa",
    "title": "书法班",
    "category": "青少年宫",
    "plain": "免费教写字。",
    "phone": "0830-1234567",
    "fee": "免费",
}
TERM = {"id": "qiu", "name": "2026年秋季学期", "valid_from": "2026-09-01", "valid_to": "2027-01-20"}
WEDNESDAYS = {"course": "shufa", "term": "qiu", "weekday": "周三", "opens_at": "19:00", "closes_at": "20:30"}
FORM = {
    "id": "f",
    "title": "书法班报名",
    "kind": "报名",
    "url": "https://www.wjx.cn/vm/abcdef.aspx",
    "param": "sojumpparm",
}


@pytest.fixture(scope="module")
def reference() -> tuple[Community, Timetable]:
    community = structure.load(ROOT).community
    return community, expand(community, TODAY)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root with the repository's templates and a cache of its own."""
    root = tmp_path_factory.mktemp("workshop")
    shutil.copytree(ROOT / "overrides/paper", root / "overrides/paper")
    shutil.copytree(ROOT / "overrides/views/macros", root / "overrides/views/macros")
    return root


@pytest.fixture(scope="module")
def printed(reference: tuple[Community, Timetable], workshop: Path) -> dict[str, bytes]:
    """What the reference community's site offers on 2026-11-24."""
    return printed_of(told(*reference), workshop)


@pytest.fixture
def press(workshop: Path) -> Callable[[Sheet], bytes]:
    """Print one sheet."""
    face = typefaces.find(publish=True)
    assert face

    def one(sheet: Sheet) -> bytes:
        return dict(followed(Press(root=workshop, face=face, today=TODAY, sheets=[sheet]).files()))[sheet.path]

    return one


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def scanned(image: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(image)]


def pages_of(pdf: bytes, dpi: int = 150) -> Iterator[Image.Image]:
    for page in pypdfium2.PdfDocument(pdf):
        yield page.render(scale=dpi / 72).to_pil()


def box_of(pdf: bytes, words: str) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of the first character, in points from the page's lower left corner."""
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    found = text.search(words).get_next()
    assert found, words
    return text.get_charbox(found[0])  # type: ignore[no-any-return]


def bottom_of(pdf: bytes, words: str) -> float:
    return box_of(pdf, words)[1]


def top_of(pdf: bytes, words: str) -> float:
    return box_of(pdf, words)[3]


def small(**tables: object) -> Community:
    return make(**{"courses": [COURSE], "terms": [TERM], "schedules": [WEDNESDAYS], **tables})  # type: ignore[arg-type]


def told(community: Community, timetable: Timetable | None = None, today: date = TODAY) -> Edition:
    return edition(community, today, timetable, URL)


def begun(found: Edition, root: Path) -> Press:
    face = typefaces.find(publish=True)
    assert face
    return Press(root=root, face=face, today=found.today, sheets=site.sheets(found))


def printed_of(found: Edition, root: Path) -> dict[str, bytes]:
    press = begun(found, root)
    files = dict(followed(press.files()))
    press.forget_others()
    return files


def poster(community: Community, url: str = URL) -> Sheet:
    return next(s for s in site.sheets(edition(community, url=url)) if s.template == "poster")


def test_every_course_with_a_future_has_poster_and_picture(
    printed: dict[str, bytes], reference: tuple[Community, Timetable]
) -> None:
    for course in reference[0].courses:
        assert f"courses/{course.id}/poster.pdf" in printed
        assert f"courses/{course.id}/poster.png" in printed
    assert {path for path in printed if path.startswith("print/")} == {
        "print/week-2026-11-23.pdf",
        "print/week-2026-11-30.pdf",
    }


def test_paths_are_those_of_the_files(printed: dict[str, bytes], reference: tuple[Community, Timetable]) -> None:
    assert told(*reference).printed == set(printed)


def test_posters_are_text(printed: dict[str, bytes], reference: tuple[Community, Timetable]) -> None:
    for course in reference[0].courses:
        text = text_of(printed[f"courses/{course.id}/poster.pdf"])
        first = next(o for o in reference[1].of_course(course.id) if o.held and o.day >= TODAY)
        assert course.title in text
        assert text.count(course.phone) == 7, "once large and on each of the six strips"
        assert f"{first.dtstart:%-H:%M}" in text
        assert "2026年11月24日印" in text
        assert "示例" in text


def test_printed_codes_open_the_course(printed: dict[str, bytes], reference: tuple[Community, Timetable]) -> None:
    for course in reference[0].courses[:6]:
        (page,) = pages_of(printed[f"courses/{course.id}/poster.pdf"])
        assert scanned(page) == [f"{URL}q/{course.id}/"]
        assert scanned(Image.open(io.BytesIO(printed[f"courses/{course.id}/poster.png"]))) == [f"{URL}q/{course.id}/"]


def test_a_worn_and_forwarded_code_can_still_be_scanned(printed: dict[str, bytes]) -> None:
    picture = Image.open(io.BytesIO(printed["courses/yexiao/poster.png"])).convert("RGB")
    (code,) = zxingcpp.read_barcodes(picture)
    corner = code.position.top_left
    picture.paste((0, 0, 0), (corner.x + 90, corner.y + 90, corner.x + 130, corner.y + 130))
    blurred = io.BytesIO()
    picture.resize((720, 960)).save(blurred, "JPEG", quality=40)
    assert scanned(Image.open(blurred)) == [f"{URL}q/yexiao/"]


def test_the_code_is_at_lower_right_and_at_least_30_mm(printed: dict[str, bytes]) -> None:
    dpi = 150
    for name in ("courses/shufa/poster.pdf", "services/tuoyu/card.pdf"):
        (page,) = pages_of(printed[name], dpi)
        (code,) = zxingcpp.read_barcodes(page)
        left, right = code.position.top_left, code.position.bottom_right
        modules = (right.x - left.x) / dpi * 25.4
        quiet = modules * 8 / 33
        assert modules + quiet >= 30, f"{name}: {modules:.1f} mm"
        assert left.x > page.width / 2
        assert left.y > page.height / 2


def test_pictures_are_1080_by_1440(printed: dict[str, bytes]) -> None:
    for path, data in printed.items():
        if path.endswith("poster.png"):
            assert Image.open(io.BytesIO(data)).size == (1080, 1440)


def test_paper_sizes(printed: dict[str, bytes]) -> None:
    for path, size in {
        "courses/yexiao/poster.pdf": (210, 297),
        "print/week-2026-11-23.pdf": (297, 210),
        "venues/shufa-shi/door.pdf": (210, 297),
        "services/tuoyu/card.pdf": (148, 210),
    }.items():
        width, height = pypdfium2.PdfDocument(printed[path])[0].get_size()
        assert (round(width / MM), round(height / MM)) == size


def test_one_page_each(printed: dict[str, bytes]) -> None:
    for path, data in printed.items():
        if path.endswith(".pdf"):
            assert len(pypdfium2.PdfDocument(data)) == 1, path


def test_sheets_are_black_but_for_the_seal(printed: dict[str, bytes]) -> None:
    """Printed without colour nothing is lost: every coloured pixel belongs to the seal at upper left."""
    for name in ("print/week-2026-11-23.pdf", "courses/shufa/poster.pdf", "venues/shufa-shi/door.pdf"):
        page = next(pages_of(printed[name], 60)).convert("RGB")
        coloured = [
            (n % page.width, n // page.width)
            for n, (r, g, b) in enumerate(
                page.getdata() if not hasattr(page, "get_flattened_data") else page.get_flattened_data()
            )
            if max(r, g, b) - min(r, g, b) > 24
        ]
        assert coloured
        assert all(x < page.width * 0.2 and y < page.height * 0.12 for x, y in coloured)


@pytest.mark.parametrize("form", [{}, {"form": "f"}])
def test_without_an_address_there_is_no_code(press: Callable[[Sheet], bytes], form: dict[str, str]) -> None:
    """Not even the form's: it would say nothing of a class that is off."""
    sheet = poster(small(courses=[{**COURSE, **form}], forms=[FORM]), url="")
    (page,) = pages_of(press(sheet))
    assert scanned(page) == []
    text = text_of(press(sheet))
    assert "扫码" not in text
    assert "q/shufa" not in text


@pytest.mark.parametrize(("form", "says"), [
    ({"closes_at": "2026-11-20 18:00"}, "这一期报名已截止"),
    ({"seats": 20, "seats_left": 0, "as_of": "2026-11-22"}, "名额已满（截至11月22日）"),
    ({"opens_at": "2026-12-01 09:00", "closes_at": "2026-12-20 18:00"}, "12月1日(周二)9:00开始报名"),
    ({"opens_at": "2026-11-01 09:00", "closes_at": "2026-12-20 18:00"}, "12月20日(周日)18:00截止"),
    ({}, "需报名"),
])  # fmt: skip
def test_joining_in_words(press: Callable[[Sheet], bytes], form: dict[str, object], says: str) -> None:
    community = small(courses=[{**COURSE, "form": "f"}], forms=[{**FORM, **form}])
    assert says in text_of(press(poster(community)))


def test_irregular_weeks_are_given_as_dates(press: Callable[[Sheet], bytes]) -> None:
    community = small(schedules=[{**WEDNESDAYS, "weeks": "14-15"}])
    text = text_of(press(poster(community)))
    assert "12月2日、9日(周三)" in text
    assert "第14" not in text


def facts_of(sheet: Sheet) -> dict[str, str]:
    """Every row of the sheet's table as one text."""
    told: dict[str, str] = {}
    for row in sheet.data["facts"]:
        parts = [row["head"]]
        parts += [" ".join(filter(None, cell.values())) for cell in row["classes"]]
        parts += [" ".join(filter(None, (line["text"], line["more"]))) for line in row["lines"]]
        told[row["name"]] = "|".join(filter(None, [told.get(row["name"]), *parts]))
    return told


CLOCK = {"opens_at": "19:00", "closes_at": "20:30"}


@pytest.mark.parametrize(("schedule", "says", "strip"), [
    ({**CLOCK, "dates": "2026-12-02, 2026-12-09"}, "2026年12月2日、9日(周三) 晚上7:00 (19:00–20:30)", "12月2日起 周三19:00"),
    ({**CLOCK, "dates": "2026-11-03, 2026-12-05, 2027-01-04"},
     "2026年12月5日(周六)、2027年1月4日(周一) 晚上7:00 (19:00–20:30)", "12月5日起 周六19:00"),
    ({**CLOCK, "weekday": "每天", "term": "qiu"},
     "每天 晚上7:00 (19:00–20:30)|2026年9月1日—2027年1月20日", "每天19:00"),
    ({**CLOCK, "weekday": "每月第一个周六", "term": "qiu"},
     "每月第1个周六 晚上7:00 (19:00–20:30)|2026年9月1日—2027年1月20日", "每月第1个周六19:00"),
    ({**CLOCK, "month_day": "5, 20", "term": "qiu"},
     "每月5日、20日 晚上7:00 (19:00–20:30)|2026年9月1日—2027年1月20日", "每月5日、20日19:00"),
    ({"opens_at": "19:00", "weekday": "周三", "term": "qiu"},
     "每周三 晚上7:00 (19:00开始)|2026年9月1日—2027年1月20日", "每周三19:00"),
    ({**CLOCK, "weekday": "周三", "valid_from": "2026-09-01"},
     "每周三 晚上7:00 (19:00–20:30)|2026年9月1日起，长期", "每周三19:00"),
    ({"weekday": "每天", "valid_from": "2026-11-20", "valid_to": "2026-12-08"},
     "每天 (时间请问)|2026年11月20日—12月8日", "每天"),
    ({"opens_at": "22:00", "closes_at": "02:00", "overnight": True, "weekday": "周六", "term": "qiu"},
     "每周六 晚上10:00 (22:00–次日2:00)|2026年9月1日—2027年1月20日", "每周六22:00"),
    ({"opens_at": "22:00", "closes_at": "00:00", "weekday": "周六", "term": "qiu"},
     "每周六 晚上10:00 (22:00–24:00)|2026年9月1日—2027年1月20日", "每周六22:00"),
])  # fmt: skip
def test_posters_tell_each_shape_of_time(schedule: dict[str, object], says: str, strip: str) -> None:
    sheet = poster(small(schedules=[{"course": "shufa", **schedule}]))
    assert facts_of(sheet)["时间"] == says
    assert sheet.data["brief"] == strip


def test_every_shape_is_printed(press: Callable[[Sheet], bytes]) -> None:
    online = {"id": "net", "name": "云课堂", "online": True, "url": "https://meeting.example/dm/1"}
    course = {
        **COURSE, "min_age": "6个月", "max_age": "3", "capacity": 12, "capacity_unit": "组家庭", "fee": "收材料费",
        "how_to_apply": "关注公众号“邻府”，回复“书法”", "teacher": "李老师",
    }  # fmt: skip
    offers = [
        {"course": "shufa", "name": "材料", "price": 35, "unit": "期", "eligibility": "低保家庭免费"},
        {"course": "shufa", "name": "押金"},
    ]
    text = text_of(press(poster(small(
        courses=[course], venues=[online], offers=offers,
        schedules=[{"course": "shufa", "weekday": "周三", "valid_from": "2026-09-01", "opens_at": "19:00", "venue": "net"}],
    ))))  # fmt: skip
    for words in (
        "每周三晚上7:00(19:00开始)", "2026年9月1日起，长期", "云课堂https://meeting.example/dm/1", "6个月—3岁",
        "12组家庭", "李老师", "收材料费", "材料35元/期低保家庭免费", "押金", "报名关注公众号“邻府”，回复“书法”",
    ):  # fmt: skip
        assert words in text, words
    assert "面议" not in text


def test_posters_are_silent_where_the_editor_was(press: Callable[[Sheet], bytes]) -> None:
    bare = {"id": "shufa", "title": "书法班", "category": "青少年宫", "capacity": 20}
    sheet = poster(small(courses=[bare], schedules=[{**WEDNESDAYS, "closes_at": None}]), url="")
    told = facts_of(sheet)
    assert set(told) == {"时间", "名额", "报名"}
    assert told["名额"] == "20"
    assert told["报名"] == "怎么参加请先问"
    text = text_of(press(sheet))
    for word in ("电话", "扫码", "人", "免费", "无需报名", "–"):
        assert word not in text, word


DAY_BEFORE, DAY_OF, DAY_AFTER = date(2026, 12, 19), date(2026, 12, 20), date(2026, 12, 21)


@pytest.mark.parametrize(("today", "form", "says"), [
    (DAY_BEFORE, {"closes_at": "2026-12-20 18:00"}, "12月20日(周日)18:00截止"),
    (DAY_OF, {"closes_at": "2026-12-20 18:00"}, "12月20日(周日)18:00截止"),
    (DAY_AFTER, {"closes_at": "2026-12-20 18:00"}, "这一期报名已截止，可以打电话问下一期"),
    (DAY_BEFORE, {"opens_at": "2026-12-20 09:00"}, "12月20日(周日)9:00开始报名"),
    (DAY_OF, {"opens_at": "2026-12-20 09:00"}, "12月20日(周日)9:00开始报名"),
    (DAY_AFTER, {"opens_at": "2026-12-20 09:00"}, "12月20日(周日)9:00开始报名"),
    (DAY_AFTER, {"seats": 9, "seats_left": 0, "as_of": "2026-12-01"}, "名额已满（截至12月1日）"),
    (DAY_AFTER, {"seats": 9, "seats_left": 0, "as_of": "2026-12-01", "waitlist": True}, "名额已满（截至12月1日），可候补"),
    (DAY_OF, {"allocation": "抽签"}, "需报名，名额抽签"),
])  # fmt: skip
def test_joining_by_date(today: date, form: dict[str, object], says: str) -> None:
    community = small(courses=[{**COURSE, "form": "f"}], forms=[{**FORM, **form}])
    timetable = expand(community, today)
    sheet = next(s for s in site.sheets(edition(community, today, timetable)) if s.template == "poster")
    assert facts_of(sheet)["报名"] == says


@pytest.mark.parametrize(("signup", "says"), [
    ("无需报名", "无需报名，到时直接来"),
    ("现场报名", "现场报名，到时在上课的地方当面登记"),
    ("电话报名", "电话报名"),
    ("需预约", "需预约"),
    (None, "怎么参加请先问"),
])  # fmt: skip
def test_joining_without_a_form(signup: str | None, says: str) -> None:
    assert facts_of(poster(small(courses=[{**COURSE, "signup": signup}])))["报名"] == says


def with_classes(
    terms: tuple[str, ...] = ("qiu", "chun", "xia"),
    autumn: dict[str, object] | None = None,
    spring: dict[str, object] | None = None,
    **tables: object,
) -> Community:
    """Two classes in each term; sign-up for the spring is not open yet, unless said otherwise."""
    known = [TERM, {"id": "chun", "name": "2027年春季学期", "valid_from": "2027-02-22", "valid_to": "2027-07-02"},
             {"id": "xia", "name": "2027年暑期", "valid_from": "2027-07-10", "valid_to": "2027-08-20"}]  # fmt: skip
    groups = [
        {"id": f"shufa-{key}-{term}", "course": "shufa", "name": name, "term": term, "min_age": low, "max_age": low + 2,
         "form": "f" if term == "chun" else "a" if autumn and term == "qiu" else None,
         "teacher": f"{name}的老师", "capacity": 25, "capacity_unit": "人"}
        for term in terms
        for key, name, low in (("yi", "一班", 6), ("er", "二班", 9))
    ]  # fmt: skip
    rows = [
        {
            "group": g["id"],
            "course": "shufa",
            "term": g["term"],
            "weekday": day,
            "opens_at": "09:00",
            "closes_at": "10:30",
            "venue": "shufa-shi",
        }
        for g, day in zip(groups, ["周六", "周日"] * len(terms), strict=True)
    ]
    coming = {**FORM, "opens_at": "2026-12-01 09:00", "closes_at": "2026-12-20 18:00"}
    forms = [spring or coming, *([autumn] if autumn else [])]
    rooms = [{"id": "shufa-shi", "name": "书法室"}, {"id": "peixun", "name": "培训室", "room": "203室"}]
    return small(terms=known, groups=groups, schedules=rows, forms=forms, venues=rooms, **tables)


def test_a_single_session_says_its_new_place_once() -> None:
    talk = {**CLOCK, "course": "shufa", "dates": "2026-12-02", "venue": "shufa-shi"}
    rooms = [{"id": "shufa-shi", "name": "书法室"}, {"id": "peixun", "name": "培训室"}]
    change = {"course": "shufa", "date": "2026-12-02", "kind": "换地点", "venue": "peixun"}
    told = facts_of(poster(small(schedules=[talk], venues=rooms, changes=[change])))
    assert told["地点"] == "培训室"
    assert "变动" not in told


def test_each_class_of_this_and_the_next_term_has_a_poster(press: Callable[[Sheet], bytes]) -> None:
    community = with_classes()
    made = {s.path: s for s in site.sheets(told(community))}
    assert {path for path in made if path.startswith("courses/shufa/shufa-")} == {
        f"courses/shufa/shufa-{key}-{term}.pdf" for key in ("yi", "er") for term in ("qiu", "chun")
    }
    sheet = made["courses/shufa/shufa-er-chun.pdf"]
    assert facts_of(sheet) == {
        "时间": "每周日 上午9:00 (9:00–10:30)|2027年2月22日—7月2日",
        "地点": "书法室",
        "对象": "9—11岁",
        "名额": "25人",
        "老师": "二班的老师",
        "费用": "免费",
        "报名": "12月1日(周二)9:00开始报名，12月20日(周日)18:00截止",
    }
    pdf = press(sheet)
    (page,) = pages_of(pdf)
    assert scanned(page) == [f"{URL}q/shufa-er-chun/"]
    text = text_of(pdf)
    assert "二班·2027年春季学期" in text
    for words in ("二班每周日9:00", "12月1日起报名", "linfu.example.org/linli/q/shufa/", "0830-1234567"):
        assert text.count(words) == 6 + (words == COURSE["phone"]), f"{words} on every strip"


@pytest.mark.parametrize(("today", "term", "dates", "join"), [
    (date(2026, 8, 20), "2026年秋季学期", "2026年9月1日—2027年1月20日", "怎么参加请先问"),
    (date(2027, 2, 1), "2027年春季学期", "2027年2月22日—7月2日", "这一期报名已截止，可以打电话问下一期"),
    (date(2027, 7, 5), "2027年暑期", "2027年7月10日—8月20日", "怎么参加请先问"),
])  # fmt: skip
def test_the_poster_of_the_course_is_of_one_term(today: date, term: str, dates: str, join: str) -> None:
    community = with_classes(terms=("qiu", "chun") if today < date(2027, 7, 1) else ("xia",))
    sheet = next(s for s in site.sheets(told(community, expand(community, today), today)) if s.template == "poster")
    facts = facts_of(sheet)
    assert sheet.data["class"] == term
    assert facts["时间"].endswith(dates)
    assert facts["时间"].count("年") == dates.count("年"), "no other term's dates"
    assert facts["报名"] == join
    assert facts["名额"] == "每班25人"
    assert sheet.data["brief"] == "2个班，每周六、日9:00"


@pytest.mark.parametrize(("form", "term"), [
    ({}, "2026年秋季学期"),
    ({"closes_at": "2026-11-20 18:00"}, "2027年春季学期"),
    ({"closes_at": "2026-11-24 18:00"}, "2026年秋季学期"),
    ({"seats": 9, "seats_left": 0, "as_of": "2026-11-20"}, "2027年春季学期"),
    ({"seats": 9, "seats_left": 1, "as_of": "2026-11-20"}, "2026年秋季学期"),
])  # fmt: skip
def test_the_term_is_the_next_one_that_can_be_joined(form: dict[str, object], term: str) -> None:
    community = with_classes(autumn={**FORM, "id": "a", **form})
    made = {s.path: s for s in site.sheets(told(community))}
    assert made["courses/shufa/poster.pdf"].data["class"] == term
    picture = made["courses/shufa/poster.png"]
    assert term in facts_of(picture)["时间"], "the picture has no heading for it"


def test_where_nothing_can_be_joined_the_earliest_term_stands() -> None:
    over = {**FORM, "closes_at": "2026-11-20 18:00"}
    community = with_classes(("qiu", "chun"), autumn={**over, "id": "a"}, spring=over)
    assert poster(community).data["class"] == "2026年秋季学期"


def test_posters_tell_the_changes_of_the_coming_weeks(press: Callable[[Sheet], bytes]) -> None:
    changes = [
        {"group": "shufa-yi-qiu", "date": "2026-11-28", "kind": "换地点", "venue": "peixun", "reason": "换灯"},
        {
            "course": "shufa",
            "group": "shufa-er-qiu",
            "date": "2026-12-02",
            "kind": "加课",
            "opens_at": "18:00",
            "closes_at": "19:00",
        },
        {"group": "shufa-yi-qiu", "date": "2026-12-26", "kind": "停课"},
    ]  # the last one is more than four weeks away
    community = with_classes(autumn={**FORM, "id": "a", "closes_at": "2026-11-20 18:00"}, changes=changes)
    made = {s.path: s for s in site.sheets(told(community))}
    assert facts_of(made["courses/shufa/shufa-yi-qiu.pdf"])["变动"] == (
        "11月28日(周六) 9:00 换地点 改在培训室 203室（原在书法室），换灯"
    )
    assert facts_of(made["courses/shufa/shufa-er-qiu.pdf"])["变动"] == "12月2日(周三) 18:00 加课"
    assert "变动" not in facts_of(made["courses/shufa/shufa-yi-chun.pdf"])
    whole = facts_of(made["courses/shufa/poster.pdf"])["变动"]
    assert whole == (
        "11月28日(周六) 9:00 换地点 2026年秋季学期　一班　改在培训室 203室（原在书法室），换灯"
        "|12月2日(周三) 18:00 加课 2026年秋季学期　二班"
    )
    assert "换地点" in text_of(press(made["courses/shufa/poster.pdf"]))


def test_the_page_of_the_course_links_the_posters_of_its_classes() -> None:
    community = with_classes()
    (page,) = (draft.make() for draft in courses.pages(told(community)))
    assert [(key, link.text) for key, link in page.context["class_posters"]] == [
        ("shufa-yi-qiu", "一班的海报"), ("shufa-er-qiu", "二班的海报"),
        ("shufa-yi-chun", "一班的海报"), ("shufa-er-chun", "二班的海报"),
    ]  # fmt: skip


def test_sign_in_sheets_are_of_classes(press: Callable[[Sheet], bytes]) -> None:
    community = with_classes()
    timetable = expand(community, TODAY)
    sheet = attendance(told(community, timetable), community.courses[0])
    assert sheet
    assert [page["title"] for page in sheet.data["sheets"]] == ["书法班 · 一班"] * 2 + ["书法班 · 二班"] * 2
    assert "老师：一班的老师" in sheet.data["sheets"][0]["when"]
    assert {len(page["dates"]) for page in sheet.data["sheets"]} <= set(range(5, 23))


def test_sign_in_sheets_tell_topics_and_who_else_comes() -> None:
    changes = [
        {"course": "shufa", "date": "2026-11-25", "kind": "说明", "note": "第3讲 皮影"},
        {"course": "shufa", "date": "2026-12-02", "kind": "换老师", "teacher": "王老师"},
    ]
    endless = {**WEDNESDAYS, "term": None, "valid_from": "2025-09-03"}
    community = small(schedules=[endless], changes=changes)
    timetable = expand(community, TODAY)
    sheet = attendance(told(community, timetable), community.courses[0])
    assert sheet
    (page,) = sheet.data["sheets"]
    assert page["notes"] == "11月25日 第3讲 皮影；12月2日 这次由王老师来上"
    assert (page["dates"][0]["day"], len(page["dates"])) == ("25", 22)


def test_cards_say_what_is_written_only(press: Callable[[Sheet], bytes]) -> None:
    services = [
        {"id": "s", "name": "阅览室", "signup": "需预约", "valid_from": "2026-07-01", "valid_to": "2027-08-31"},
        {"id": "o", "name": "夏令营", "valid_to": "2026-08-31"},
    ]
    hours = [{"service": "s", "weekday": "周二至周五", "opens_at": "09:00", "closes_at": "17:00"}]
    offers = [{"service": "s", "name": "借书证", "eligibility": "60岁以上"}]
    community = small(courses=[], schedules=[], services=services, hours=hours, offers=offers)
    cards = [s for s in site.sheets(told(community)) if s.template == "card"]
    (card,) = cards
    text = text_of(press(card))
    for words in ("周二至周五9:00–17:00", "需预约", "2027年8月31日", "借书证60岁以上"):
        assert words in text, words
    assert "节假日" not in text
    assert "面议" not in text


@pytest.mark.parametrize("status", ["暂停", "结束"])
def test_nothing_is_advertised_that_is_not_held(status: str) -> None:
    community = small(courses=[{**COURSE, "status": status}])
    assert not [path for path in sheets.printed(told(community)) if "/poster." in path]


def test_a_finished_course_has_no_poster() -> None:
    community = small()
    assert not [path for path in sheets.printed(told(community, today=date(2027, 2, 1))) if "/poster." in path]


def test_hostile_lengths_stay_on_their_page(workshop: Path) -> None:
    classes = [
        {**WEDNESDAYS, "group": f"第{n}班", "weekday": f"周{'一二三四五六日'[n % 7]}", "note": "零基础，自带球拍"}
        for n in range(40)
    ]
    course = {**COURSE, "title": "书" * 40, "plain": "好" * 90, "bring": "笔" * 200, "phone": "010-88888888转8001"}
    service = {"id": "s", "name": "测" * 30, "how_to_apply": "怎" * 400, "eligibility": "谁" * 100}
    community = small(courses=[course], schedules=classes, services=[service])
    for path, data in printed_of(told(community), workshop).items():
        if path.startswith(("courses", "services")) and path.endswith(".pdf"):
            (page,) = pages_of(data)
            assert len(scanned(page)) == 1, path
            assert "2026年11月24日印" in text_of(data)
        if path.endswith("poster.pdf"):
            assert bottom_of(data, "费用") > top_of(data, "怎么参加请先问"), "nothing is printed over another"


def test_code_is_not_taken_for_markup(press: Callable[[Sheet], bytes]) -> None:
    community = small(courses=[{**COURSE, "title": "太极🥋班 #let x = 1 *粗* $a$"}])
    assert "太极班#letx=1*粗*$a$" in text_of(press(poster(community)))


def test_every_character_of_the_typeface_is_printed(press: Callable[[Sheet], bytes]) -> None:
    community = small(courses=[{**COURSE, "title": "䶮𬱖𠮷班①㊙👵🏻", "plain": "☎★𫖯𬭎☀️：问王老师。"}])
    text = text_of(press(poster(community)))
    assert "䶮𬱖𠮷班①㊙" in text
    assert "☎★𫖯𬭎☀：问王老师。" in text
    assert not set(text) & set("👵🏻\ufe0f\u200d")


@pytest.mark.parametrize(
    ("text", "printed", "lost"),
    [
        ("书法班（周三 19:00）", "书法班（周三 19:00）", []),
        ("𠮷野家 㐂 鿍 〇 ㊗ ㎡ №1 café é", "𠮷野家 㐂 鿍 〇 ㊗ ㎡ №1 café é", []),
        ("👵🏻和👵🏽、🇨🇳", "和、", ["👵🏻", "👵🏽", "🇨🇳"]),
        ("👨\u200d👩\u200d👧来", "来", ["👨\u200d👩\u200d👧"]),
        ("1\ufe0f\u20e3楼", "1楼", []),
        ("葛\U000e0100城", "葛城", []),
        ("看\u200b不\ufeff见", "看不见", []),
        ("\U0003134a\ue000", "", ["\U0003134a", "\ue000"]),
    ],
)
def test_what_the_typeface_has(text: str, printed: str, lost: list[str]) -> None:
    face = typefaces.find(publish=True)
    assert face
    glyphs = Glyphs(face.files)
    assert (glyphs.printed(text), glyphs.lost(text)) == (printed, lost)


def test_the_characters_of_a_typeface_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    face = typefaces.find(publish=True)
    assert face
    font = tmp_path / "font.otf"
    font.write_bytes(face.files[0].read_bytes())
    memory = Memory()
    assert Glyphs([font], memory).lost("🥋") == ["🥋"]
    with monkeypatch.context() as patched:
        patched.delattr("linli.paper.glyphs.TTFont")
        assert Glyphs([font], memory).lost("🥋") == ["🥋"]
    os.utime(font, ns=(1, 1))
    monkeypatch.delattr("linli.paper.glyphs.TTFont")
    with pytest.raises(NameError):
        Glyphs([font], memory).lost("🥋")


def test_what_is_left_out_is_named_at_its_record(workshop: Path) -> None:
    course = {**COURSE, "title": "太极🥋班", "plain": "好𠮷。", "summary": "🥋不印。"}
    community = small(courses=[course, {**COURSE, "id": "hua", "title": "国画班"}])
    face = typefaces.find(publish=True)
    assert face
    press = Press(root=workshop, face=face, today=TODAY, sheets=[poster(community)])
    list(followed(press.files()))
    [problem] = unprinted.problems(community, press.glyphs, press.incomplete)
    assert (problem.level, problem.code, problem.record, problem.field) == (
        "warning", "not-printed", "太极🥋班 (shufa)", "title",
    )  # fmt: skip
    assert "「🥋」（U+1F94B）" in problem.message


def test_a_build_warns_of_what_is_left_out(workshop: Path) -> None:
    community = small(courses=[{**COURSE, "title": "太极🥋班"}])
    press = begun(told(community), workshop)
    press.stop()
    found = list(unprinted.problems(community, press.glyphs, press.incomplete))
    assert {(p.record, p.field) for p in found} == {("太极🥋班 (shufa)", "title")}


def test_sign_in_sheets_have_every_date_of_the_term(press: Callable[[Sheet], bytes]) -> None:
    stop = {"course": "shufa", "date": "2026-11-25", "kind": "停课", "reason": "检修"}
    community = small(courses=[{**COURSE, "capacity": 45}], changes=[stop])
    timetable = expand(community, TODAY)
    sheet = attendance(told(community, timetable), community.courses[0])
    assert sheet
    pages = sheet.data["sheets"]
    assert [row for page in pages for row in page["rows"]] == [str(n) for n in range(1, 46)]
    assert (
        sum(month["days"] for month in pages[0]["months"])
        == len(timetable.of_course("shufa"))
        == len(pages[0]["dates"])
    )
    assert [date["day"] for date in pages[0]["dates"] if date["off"] == "停课"] == ["25"]
    document = pypdfium2.PdfDocument(press(sheet))
    assert len(document) == len(pages) == 3
    assert "书法班签到表" in text_of(press(sheet))


def test_two_runs_are_equal_to_the_byte(
    printed: dict[str, bytes], reference: tuple[Community, Timetable], tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    for path, data in printed_of(told(*reference), tmp_path).items():
        assert data == printed[path], path


def test_what_did_not_change_is_not_printed_again(workshop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    community = small()
    files = printed_of(told(community), workshop)

    def fail(*_: object) -> None:
        raise AssertionError("printed again")

    monkeypatch.setattr(Press, "_start", fail)
    assert printed_of(told(community), workshop) == files
    with pytest.raises(AssertionError, match="printed again"):
        printed_of(told(community, today=TODAY + timedelta(days=1)), workshop)


def test_the_cache_keeps_only_what_is_used(workshop: Path) -> None:
    cache = workshop / ".cache/linli/paper"
    community = small()
    files = printed_of(told(community), workshop)
    for path in cache.iterdir():
        os.utime(path, (0, 0))
    (cache / "just-printed-by-another.pdf").touch()
    assert printed_of(told(community), workshop) == files
    assert len(list(cache.iterdir())) == len(files) + 1


def test_without_a_chinese_typeface_a_sentence_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "DejaVuSans.ttf").write_bytes(b"")
    monkeypatch.setattr(typefaces, "places", lambda: [tmp_path])
    assert typefaces.find(publish=True) is None
    problem = refusals.no_paper(PaperError(typefaces.LACKING), "warning")
    assert re.search(r"没有能用来印刷的中文字体.*fonts-noto-cjk", problem.message + problem.hint)


def test_a_font_file_that_is_none_is_noticed(workshop: Path, tmp_path: Path) -> None:
    (tmp_path / "NotoSansCJK-Regular.ttc").write_bytes(b"not a font")
    face = typefaces.find(publish=True, folders=[tmp_path])
    assert face
    with pytest.raises(PaperError, match="中文字体"):
        list(followed(Press(root=workshop, face=face, today=TODAY, sheets=[poster(small())]).files()))


def test_only_free_typefaces_publish(tmp_path: Path) -> None:
    (tmp_path / "msyh.ttc").write_bytes(b"x")
    assert typefaces.find(publish=True, folders=[tmp_path]) is None
    face = typefaces.find(publish=False, folders=[tmp_path])
    assert face
    assert (face.sans, face.serif) == ("Microsoft YaHei", "Microsoft YaHei")


def test_a_broken_template_is_named(workshop: Path, tmp_path: Path) -> None:
    shutil.copytree(workshop / "overrides", tmp_path / "overrides")
    (tmp_path / "overrides/paper/poster.typ").write_text("#nothing-of-this-name")
    community = small()
    with pytest.raises(PaperError, match=r"overrides/paper.*poster\.typ 排不出来"):
        printed_of(told(community), tmp_path)


def test_printing_can_be_stopped(reference: tuple[Community, Timetable], tmp_path: Path) -> None:
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    press = begun(told(*reference), tmp_path)
    press.stop()
    left = [path.name for path in (tmp_path / ".cache/linli/paper").iterdir()]
    assert len(left) < 100
    assert not [name for name in left if name.endswith(".json")]


def test_codes_are_vectors() -> None:
    drawing = svg(f"{URL}q/shufa/")
    assert drawing.startswith("<svg")
    assert "<image" not in drawing


def command(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "linli.cli", "paper", "--root", str(root), "--today", "2026-11-24", *words],
        capture_output=True, text=True, encoding="utf-8", check=False, env={"PYTHONPATH": str(ROOT / "scripts"), "PYTHONUTF8": "1"},
    )  # fmt: skip


@pytest.fixture
def village(make_root: Callable[..., Path]) -> Path:
    root = make_root(
        terms="- id: qiu\n  name: 秋\n  valid_from: 2026-09-01\n  valid_to: 2027-01-20\n",
        courses="- id: qi\n  title: 围棋班\n  category: 棋牌\n- id: lao\n  title: 老课\n  category: 棋牌\n  status: 结束\n",
        schedules='- course: qi\n  term: qiu\n  weekday: 周三\n  opens_at: "19:00"\n  closes_at: "20:30"\n',
    )
    shutil.copytree(ROOT / "overrides", root / "overrides", dirs_exist_ok=True)
    return root


def test_the_command_makes_everything(village: Path) -> None:
    done = command(village)
    assert (done.returncode, done.stderr) == (0, "")
    assert "做好了5份" in done.stdout
    assert "--site-url" in done.stdout
    made = {path.relative_to(village / "paper").as_posix() for path in (village / "paper").rglob("*.*")}
    assert made == {
        "print/week-2026-11-23.pdf",
        "print/week-2026-11-30.pdf",
        "courses/qi/poster.pdf",
        "courses/qi/poster.png",
        "courses/qi/sign-in.pdf",
    }


def test_the_command_makes_one_week_or_one_course(village: Path) -> None:
    assert command(village, "--week", "2026-10-08", "--out", "w").returncode == 0
    assert [path.name for path in (village / "w").rglob("*.*")] == ["week-2026-10-05.pdf"]
    assert command(village, "--course", "qi", "--out", "c", "--site-url", "https://a.example").returncode == 0
    assert {path.name for path in (village / "c").rglob("*.*")} == {"poster.pdf", "poster.png", "sign-in.pdf"}
    (page,) = pages_of((village / "c/courses/qi/poster.pdf").read_bytes())
    assert scanned(page) == ["https://a.example/q/qi/"]


def test_the_command_says_what_is_wrong(village: Path) -> None:
    unknown = command(village, "--course", "nope")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "没有编号是 nope 的课程。现有：qi、lao" in unknown.stderr
    over = command(village, "--course", "lao")
    assert over.returncode == 0
    assert "没有可做的" in over.stdout
    assert command(village, "--week", "2026-13-01").returncode == 2
    (village / "data/schedules.yml").write_text("- course: qi\n  weekday: 周八\n", "utf-8")
    wrong = command(village)
    assert wrong.returncode == 1
    assert "linli check" in wrong.stderr
