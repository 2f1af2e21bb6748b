"""Posters: in which words they say when, where, for whom and how to join, of which class and term."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from communities import edition
from linli.paper import site
from linli.paper.sheet import Sheet
from linli.timetable import expand
from linli.views import courses, sheets
from printing import COURSE, FORM, URL, WEDNESDAYS, pages_of, poster, scanned, small, text_of, told, with_classes


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
    ({**CLOCK, "dates": "2026-12-02, 2026-12-09"}, "2026年12月2日、9日(周三) 晚上7:00 (19:00–20:30)", "12月2日、9日 周三19:00"),
    ({**CLOCK, "dates": "2026-11-03, 2026-12-05, 2027-01-04"},
     "2026年12月5日(周六)、2027年1月4日(周一) 晚上7:00 (19:00–20:30)", "12月5日、2027年1月4日 19:00"),
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
     "每天 (时间请问)|2026年11月20日—12月8日", "11月24日—12月8日"),
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
    ("现场报名", "现场报名，不在网上报，当面登记"),
    ("电话报名", "电话报名"),
    ("需预约", "需预约"),
    (None, "怎么参加请先问"),
])  # fmt: skip
def test_joining_without_a_form(signup: str | None, says: str) -> None:
    assert facts_of(poster(small(courses=[{**COURSE, "signup": signup}])))["报名"] == says


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
        {"group": "shufa-yi-qiu", "date": "2027-01-09", "kind": "停课"},
    ]  # the last one is more than four weeks after the next session
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


@pytest.mark.parametrize("status", ["暂停", "结束"])
def test_nothing_is_advertised_that_is_not_held(status: str) -> None:
    community = small(courses=[{**COURSE, "status": status}])
    assert not [path for path in sheets.printed(told(community)) if "/poster." in path]


def test_a_finished_course_has_no_poster() -> None:
    community = small()
    assert not [path for path in sheets.printed(told(community, today=date(2027, 2, 1))) if "/poster." in path]
