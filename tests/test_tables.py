"""Types, constraints and references: what is taken, what is refused, where, and in which words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from fragments import lay_out
from linli.ages import Age
from linli.problems import Problem
from linli.structure import Loaded, load

COURSE = "- id: shufa\n  title: 书法班\n  category: 青少年宫\n"


@pytest.fixture
def loaded(tmp_path: Path) -> Callable[..., Loaded]:
    def run(**tables: str) -> Loaded:
        return load(lay_out(tmp_path / "site", {f"data/{name}.yml": text for name, text in tables.items()}))

    return run


def one(found: Loaded) -> Problem:
    [problem] = found.problems
    return problem


def test_values_have_their_types(loaded: Callable[..., Loaded]) -> None:
    community = loaded(
        courses=COURSE + "  min_age: 010\n  sample: yes\n  tags: 毛笔、硬笔\n  fee: 010\n",
        services="- id: tuoyu\n  name: 托育园\n",
        offers="- service: tuoyu\n  name: 半日托\n  price: 1,200.50\n",
        schedules="- course: shufa\n  weekday: 星期三\n  opens_at: 19：00\n  closes_at: 晚上8点半\n"
        "  valid_from: 2026年9月2日\n  valid_to: 2027/1/20\n",
        forms="- id: f\n  title: 报名\n  kind: 报名\n  url: https://www.wjx.cn/vm/a.aspx\n  opens_at: 2026-12-01 9:00\n",
    ).community
    course, schedule = community.courses[0], community.schedules[0]
    assert (course.min_age, course.sample, course.tags, course.fee, course.plain) == (
        Age(10 * 12),
        True,
        ("毛笔", "硬笔"),
        "010",
        None,
    )
    assert community.offers[0].price == Decimal("1200.50")
    assert (str(schedule.weekday), schedule.opens_at, schedule.closes_at) == ("周三", time(19), time(20, 30))
    assert (schedule.valid_from, schedule.valid_to) == (date(2026, 9, 2), date(2027, 1, 20))
    opens = community.forms[0].opens_at
    assert opens.utcoffset() == timedelta(hours=8)
    assert opens.astimezone(UTC).hour == 1
    assert community.find("courses", "shufa") is course


def test_the_sample_of_the_house_style(loaded: Callable[..., Loaded]) -> None:
    problem = one(loaded(terms="- id: qiu\n  name: 秋季学期\n  valid_from: 2026-13-06\n  valid_to: 2027-01-20\n"))
    assert str(problem.mark) == "data/terms.yml:3:15"
    assert problem.record == "秋季学期 (qiu)"
    assert "valid_from 写成了 2026-13-06，月份应为 01–12" in problem.message
    assert problem.hint.startswith("写法示例：valid_from: 20")
    assert (problem.code, problem.table, problem.field) == ("bad-value", "terms", "valid_from")


@pytest.mark.parametrize(
    ("field", "place", "code", "message", "hint"),
    [
        ("capacity: 三十", "4:13", "bad-value", "名额 capacity 写成了 三十，应是整数", "写法示例：capacity: 25"),
        ("capacity: 0", "4:13", "bad-value", "名额 capacity 写成了 0，不能小于 1", "写法示例：capacity: 25"),
        ("min_age: 200", "4:12", "bad-value", "最小年龄 min_age 写成了 200，年龄最大写到 120", "写法示例：min_age: 6"),
        ("capacity: 1_000", "4:13", "bad-value", "名额 capacity 写成了 1_000，应是整数", "写法示例：capacity: 25"),
        (
            "capacity: [1, 2]",
            "4:13",
            "bad-value",
            "名额 capacity 写成了一列(1、2)，这里只能写一个",
            "写法示例：capacity: 25",
        ),
        ("sample: 也许", "4:11", "bad-value", "示例 sample 写成了 也许，应是 true 或 false", "写法示例：sample: true"),
        (
            "status: 停开",
            "4:11",
            "bad-choice",
            "状态 status 写成了 停开，只能写：正常、暂停、结束",
            "写法示例：status: 暂停",
        ),
        (
            "form: baomng",
            "4:9",
            "unknown-reference",
            "报名表 form 写成了 baomng，但 forms 表里没有这个编号",
            "是不是想写 baoming?",
        ),
        (
            "form: xyz",
            "4:9",
            "unknown-reference",
            "报名表 form 写成了 xyz，但 forms 表里没有这个编号",
            "请先在 data/forms.yml 里加上它，或改成已有的编号",
        ),
        ("form: 报名", "4:9", "bad-id", "报名表 form 写成了 报名，编号只能用小写英文字母、数字和短横线", None),
        (
            "plain: " + "字" * 41,
            "4:10",
            "too-long",
            "一句大白话 plain 有 41 个字，最多 40 个",
            "请写短一些；放不下的写进详细说明 description",
        ),
        ("descripton: 好", "4:3", "unknown-field", "没有字段 descripton", "是不是想写 description?"),
        ("简介: 好", "4:3", "unknown-field", "没有字段 简介", "是不是想写 summary?"),
        (
            "Title: 好",
            "4:3",
            "unknown-field",
            "没有字段 Title",
            "是不是想写 title？这一条已经有 title 了，两处的内容都要就合到一处",
        ),
        (
            "status: 暂定",
            "4:11",
            "bad-choice",
            "状态 status 写成了 暂定，只能写：正常、暂停、结束",
            "是不是想写 暂停？",
        ),
        (
            "phone: 0830-1234567、0830-7654321",
            "4:10",
            "bad-value",
            None,
            "写法示例：phone: 0830-0000000；别的号码另写一条，或写进说明文字里",
        ),
        ("form: bao\u200bming", "4:12", "bad-id", None, None),
        ("form: “baoming”", "4:9", "bad-id", None, None),
    ],
)
def test_what_is_refused(
    field: str, place: str, code: str, message: str | None, hint: str | None, loaded: Callable[..., Loaded]
) -> None:
    forms = "- id: baoming\n  title: 报名\n  kind: 报名\n  url: https://www.wjx.cn/vm/a.aspx\n"
    problem = one(loaded(courses=f"{COURSE}  {field}\n", forms=forms))
    assert str(problem.mark) == f"data/courses.yml:{place}"
    assert (problem.code, message or problem.message) == (code, problem.message)
    assert hint is None or problem.hint == hint
    assert problem.record == "书法班 (shufa)"


def test_many_errors_of_a_row_are_all_told(loaded: Callable[..., Loaded]) -> None:
    found = loaded(courses="- id: 书法\n  title:\n  capacity: 多\n  icon: 苹果\n  foo: 1\n  form: x\n").problems
    assert {(p.code, p.field) for p in found} == {
        ("bad-id", "id"),
        ("missing-field", "title"),
        ("missing-field", "category"),
        ("bad-value", "capacity"),
        ("bad-choice", "icon"),
        ("unknown-field", "foo"),
        ("unknown-reference", "form"),
    }


def test_a_missing_field_is_told_at_the_row(loaded: Callable[..., Loaded]) -> None:
    problem = one(loaded(courses="\n- id: shufa\n  title: 书法班\n"))
    assert (str(problem.mark), problem.message) == ("data/courses.yml:2:3", "缺少 类别 category")


def test_a_repeated_id_is_told_at_the_second(loaded: Callable[..., Loaded]) -> None:
    problem = one(loaded(courses=COURSE + COURSE))
    assert (str(problem.mark), problem.code) == ("data/courses.yml:4:7", "repeated-id")


def test_an_id_of_a_wrong_row_still_counts_for_references(loaded: Callable[..., Loaded]) -> None:
    schedule = "- course: shufa\n  weekday: 周三\n  opens_at: '19:00'\n  closes_at: '20:30'\n"
    found = loaded(courses=COURSE + "  capacity: 多\n", schedules=schedule)
    assert [problem.code for problem in found.problems] == ["bad-value"]


@pytest.mark.parametrize("value", ["1899-12-31", "2101-01-01", "0001-01-01", "9999-12-31"])
def test_years_out_of_this_world(value: str, loaded: Callable[..., Loaded]) -> None:
    problem = one(loaded(terms=f"- id: qiu\n  name: 秋\n  valid_from: 2026-09-01\n  valid_to: {value}\n"))
    assert "年份应在 1900–2100 之间" in problem.message


def test_an_organization_is_always_there(loaded: Callable[..., Loaded]) -> None:
    found = loaded(organization="[]")
    assert [(str(p.mark), p.code) for p in found.problems] == [("data/organization.yml:1:1", "missing-file")]
    assert found.community.organization.name


TERM = "- id: {}\n  name: 秋季学期\n  valid_from: 2026-09-01\n  valid_to: 2027-01-20\n"
CLASSES = "".join(
    f"- {{id: shufa-{n}, course: shufa, name: {name}, term: 2026-qiu}}\n" for n, name in enumerate("甲乙甲")
)


@pytest.mark.parametrize("key", ["2026秋", "2026_Qiu"])
def test_an_id_that_is_none_is_told_once_where_it_stands(loaded: Callable[..., Loaded], key: str) -> None:
    found = loaded(courses=COURSE, terms=TERM.format(key), groups=CLASSES)
    problem = one(found)
    assert (problem.code, str(problem.mark)) == ("bad-id", "data/terms.yml:1:7")
    assert problem.message.endswith("；别的表里有 3 条写的是 2026-qiu")
    assert problem.hint == "写成 id: 2026-qiu，那 3 条就都对得上"
    assert "groups" in found.incomplete


def test_a_row_without_an_id_is_told_once(loaded: Callable[..., Loaded]) -> None:
    problem = one(loaded(courses=COURSE, terms=TERM.format("x").replace("id: x\n  ", ""), groups=CLASSES))
    assert (problem.code, problem.hint) == ("missing-field", "写成 id: 2026-qiu，那 3 条就都对得上")


def test_an_id_that_is_none_is_never_offered(loaded: Callable[..., Loaded]) -> None:
    terms = TERM.format("2026秋") + TERM.format("chun")
    groups = CLASSES + "- {id: shufa-9, course: shufa, name: 丁, term: xia}\n"
    assert "2026秋？" not in "".join(p.hint for p in loaded(courses=COURSE, terms=terms, groups=groups).problems)


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        ("course: 书法班", "书法班 的编号是 shufa，写成 course: shufa"),
        ("course: Shufa", "是不是想写 shufa？"),
        ("course: 国画", "请写 data/courses.yml 里那一条的编号：shufa、meishu"),
        ("course: shufa, meishu", "一条只写一个，共 2 条：course: shufa；course: meishu"),
        ("group: 乙", "叫 乙 的班次写编号：shufa-1"),
        ("group: 甲", "叫 甲 的班次写编号：shufa-0、shufa-2"),
        ("group: shufa-0, shufa-1", "一个班写一条，共 2 条：group: shufa-0；group: shufa-1"),
    ],
)
def test_who_is_called_by_name_has_an_id(loaded: Callable[..., Loaded], change: str, hint: str) -> None:
    courses = COURSE + "- {id: meishu, title: 美术班, category: 青少年宫}\n"
    terms = TERM.format("2026-qiu")
    changes = f"- {change}\n  date: 2026-12-02\n  kind: 停课\n"
    assert one(loaded(courses=courses, terms=terms, groups=CLASSES, changes=changes)).hint == hint


def test_a_table_that_was_emptied_is_told_of_once(loaded: Callable[..., Loaded]) -> None:
    groups = "- {id: a, course: shufa, name: 甲}\n- {id: b, course: meishu, name: 乙}\n"
    problem = one(loaded(courses="# 课程\n", groups=groups))
    assert (str(problem.mark), problem.code) == ("data/courses.yml:1:1", "missing-file")
    assert problem.message == "这张表没有记录，别的表里却有 2 条写着 shufa、meishu"


@pytest.mark.parametrize("cut", ["group", "date"])
def test_a_dash_too_many_is_told_where_it_stands(loaded: Callable[..., Loaded], cut: str) -> None:
    rows = {
        "group": "group: a\n- date: 2026-12-02\n  kind: 停课\n",
        "date": "group: a\n  date: 2026-12-02\n- kind: 停课\n",
    }
    found = loaded(courses=COURSE, groups="- {id: a, course: shufa, name: 甲}\n", changes=f"- {rows[cut]}")
    problem = one(found)
    assert (problem.code, problem.hint) == ("extra-dash", "把这一行的「- 」换成两个空格，和上面的 group 对齐")
    assert [change.kind for change in found.community.changes] == ["停课"]


def test_rows_that_lack_something_stay_two(loaded: Callable[..., Loaded]) -> None:
    found = loaded(courses="- id: a\n  category: 课\n\n- title: 书法班\n  category: 课\n- id: b\n  category: 课\n")
    assert {problem.code for problem in found.problems} == {"missing-field"}


@pytest.mark.parametrize(
    ("table", "row", "other"),
    [
        ("schedules", "{course: shufa, date: 2026-12-02, kind: 停课}", "changes"),
        ("changes", '{course: shufa, weekday: 周一, opens_at: "09:00"}', "schedules"),
        ("courses", "{id: tuo, name: 托育园, kind: 托育, phone: 0830-1234567}", "services"),
        ("services", '{service: a, weekday: 周一, opens_at: "09:00"}', "hours"),
    ],
)
def test_a_record_of_another_table_is_told_of_once(
    loaded: Callable[..., Loaded], table: str, row: str, other: str
) -> None:
    tables = {"courses": COURSE, "services": "- {id: a, name: 书屋}\n"}
    problem = one(loaded(**tables | {table: f"{tables.get(table, '')}- {row}\n"}))
    assert (problem.code, problem.hint) == ("wrong-table", f"把这一条整个剪下来，贴到 data/{other}.yml 的末尾")


@pytest.mark.parametrize("row", ["{id: a, name: 书法班}", "{id: a, titel: 书法班, category: 课}", "{name: 甲}"])
def test_a_slip_is_no_record_of_another_table(loaded: Callable[..., Loaded], row: str) -> None:
    assert "wrong-table" not in {problem.code for problem in loaded(courses=f"- {row}\n").problems}


def test_a_day_that_stands_twice_needs_no_other_id(loaded: Callable[..., Loaded]) -> None:
    days = "- {date: 2026-10-01, name: 国庆节, kind: 休}\n- {date: 2026-10-01, name: 中秋节, kind: 休}\n"
    problem = one(loaded(**{"holidays/2026": days}))
    assert problem.message.endswith("前面已经有一条用了它(data/holidays/2026.yml:1)")
    assert problem.hint == "一个日期只写一条：日期写错了就改正，两条说的是一件事就合成一条"


def test_a_name_in_brackets_is_a_name(loaded: Callable[..., Loaded]) -> None:
    problem = one(loaded(courses="- id: yexiao\n  title: [夜校]\n  category: 课\n"))
    assert (problem.record, problem.hint) == ("夜校 (yexiao)", "不用方括号，写成 title: 夜校")
