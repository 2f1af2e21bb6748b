"""`linli diff`: every kind of change in the words residents read."""

from __future__ import annotations

from typing import Any

import pytest

from differences import (
    CLASS,
    COURSE,
    COURTYARD,
    FORM,
    HOURS,
    OFFER,
    PHONE,
    STORY,
    VENUES,
    WEEKLY,
    change,
    differ,
    lines,
)
from linli.differing import written
from linli.differing.entry import Part

SESSIONS = [
    ("停一次", change("停课", reason="老师外出"), {}, "停课｜书法班：12月1日(周二) 19:00 停课（老师外出）"),
    (
        "改到另一天",
        change("改期", new_date="2026-12-03", opens_at="18:30", closes_at="20:00"),
        {},
        "改期｜书法班：12月1日(周二) 19:00 改到 12月3日(周四) 18:30",
    ),
    (
        "只改钟点",
        change("改时间", opens_at="18:00", closes_at="19:30"),
        {},
        "改时间｜书法班：12月1日(周二) 19:00 改为 18:00",
    ),
    (
        "换地点",
        change("换地点", venue="lou"),
        {},
        "换地点｜书法班：12月1日(周二) 19:00 换到 党群中心 2楼（原在书法室）",
    ),
    ("换老师", change("换老师", teacher="周老师"), {}, "换老师｜书法班：12月1日(周二) 19:00 由周老师上课"),
    ("说明", change("说明", note="第3讲 皮影"), {}, "说明｜书法班：12月1日(周二) 19:00 第3讲 皮影"),
    (
        "加一次",
        change("加课", date="2026-12-02", opens_at="09:00", closes_at="10:00"),
        {},
        "加课｜书法班：12月2日(周三) 9:00–10:00，在书法室",
    ),
    ("停课取消", {}, change("停课"), "恢复｜书法班：12月1日(周二) 19:00 照常上课"),
    ("不换老师了", {}, change("换老师", teacher="周老师"), "恢复｜书法班：12月1日(周二) 19:00 仍由平时的老师上课"),
    ("不写说明了", {}, change("说明", note="皮影"), "说明｜书法班：12月1日(周二) 19:00 不再写 皮影"),
    (
        "停课换了原因",
        change("停课", reason="下雪"),
        change("停课", reason="下雨"),
        "停课｜书法班：12月1日(周二) 19:00 仍不上课，原因：下雪",
    ),
    ("整行删了", {"schedules": []}, {}, "取消｜书法班：每周二 19:00，11月24日—12月15日，共4次 不再上"),
    ("整行加上", {}, {"schedules": []}, "新增｜书法班：每周二 19:00–20:30，11月24日—12月15日，共4次，在书法室"),
    (
        "整行换时间",
        {"schedules": [{**WEEKLY, "opens_at": "18:30", "closes_at": "20:00"}]},
        {},
        "改时间｜书法班：每周二 19:00 改为 18:30，从11月24日起，共4次",
    ),
    (
        "整行换一天",
        {"schedules": [{**WEEKLY, "weekday": "周三"}]},
        {},
        "改期｜书法班：每周二 19:00 改为 每周三 19:00，从11月25日起，共4次",
    ),
    (
        "整行写上备注",
        {"schedules": [{**WEEKLY, "note": "带毛笔"}]},
        {},
        "备注｜书法班：每周二 19:00，11月24日—12月15日，共4次 写着 带毛笔",
    ),
    (
        "全部停",
        {"changes": [{"scope": "全部", "date": "2026-12-01", "kind": "停课", "reason": "台风"}]},
        {},
        "停课｜全部课程：12月1日(周二)停课（台风）",
    ),
    (
        "放假",
        {"holidays": [{"date": "2026-12-01", "name": "社区节", "kind": "休", "source": "通知"}]},
        {},
        "放假｜社区节：12月1日(周二) 不上课：书法班",
    ),
]
TABLES = [
    ("新课", {"courses": [COURSE, {"id": "taiji", "title": "太极", "category": "健身"}]}, {}, "新增课程｜太极"),
    ("撤下的课", {}, {"courses": [COURSE, {"id": "taiji", "title": "太极", "category": "健身"}]}, "撤下课程｜太极"),
    ("暂停", {"courses": [{**COURSE, "status": "暂停"}]}, {}, "暂停｜书法班：状态由 正常 改为 暂停"),
    ("又开", {}, {"courses": [{**COURSE, "status": "暂停"}]}, "恢复｜书法班：状态由 暂停 改为 正常"),
    ("新班", {"groups": [CLASS, {**CLASS, "id": "shufa-er", "name": "二班"}]}, {}, "新增班次｜书法班：一班、二班"),
    ("电话", {"courses": [{**PHONE, "phone": "0830-2"}]}, {"courses": [PHONE]}, "改写｜书法班：电话 0830-1 改为 0830-2"),
    ("写上电话", {"courses": [PHONE]}, {}, "改写｜书法班：写上了电话 0830-1"),
    ("不写电话", {}, {"courses": [PHONE]}, "改写｜书法班：不再写电话（原来是 0830-1）"),
    ("社区的电话", {"organization": [{**COURTYARD, "phone": "0830-2"}]}, {}, "改写｜小院：电话 0830-1 改为 0830-2"),
    ("老师", {"courses": [{**COURSE, "teacher": "王老师"}]}, {}, "改写｜书法班：写上了老师 王老师"),
    ("报名表", {"courses": [{**COURSE, "form": "biao"}]}, {}, "改写｜书法班：写上了报名表 报名表"),
    ("开始报名", {"forms": [{**FORM, "opens_at": "2026-12-03T18:30"}]}, {}, "改写｜报名表：开始时间 12月1日 9:00 改为 12月3日 18:30"),
    ("余数", {"forms": [{**FORM, "seats_left": "3"}]}, {"forms": [{**FORM, "seats_left": "9"}]}, "改写｜报名表：剩余名额 9 改为 3"),
    ("价钱", {"offers": [{**OFFER, "price": "35"}]}, {}, "价目｜托育园 · 半日托：价钱 30元/半天 改为 35元/半天"),
    ("新的价目", {"offers": [OFFER, {**OFFER, "name": "全日托", "price": "0"}]}, {}, "新增价目｜托育园：全日托 免费"),
    ("没了的价目", {"offers": []}, {}, "撤下价目｜托育园：半日托 30元/半天"),
    ("开放时间", {"hours": [{**HOURS, "opens_at": "09:00"}]}, {}, "开放时间｜托育园：周一至周五 8:00–18:00 改为 周一至周五 9:00–18:00"),
    ("没了的开放时间", {"hours": []}, {}, "开放时间｜托育园：不再写 周一至周五 8:00–18:00"),
    (
        "服务休息",
        {"changes": [{"service": "tuoyu", "date": "2026-12-08", "kind": "休息", "reason": "盘点"}]},
        {},
        "休息｜托育园：12月8日(周二)休息（盘点）",
    ),
    (
        "半年后休息",
        {"changes": [{"service": "tuoyu", "date": "2027-05-14", "kind": "休息"}]},
        {},
        "休息｜托育园：2027年5月14日(周五)休息",
    ),
    (
        "不休息了",
        {},
        {"changes": [{"service": "tuoyu", "date": "2026-12-08", "kind": "休息"}]},
        "恢复｜托育园：12月8日(周二) 照平时的时间开放",
    ),
    (
        "那天晚开门",
        {"changes": [{"service": "tuoyu", "date": "2026-12-08", "kind": "改时间", "opens_at": "10:00", "closes_at": "12:00"}]},
        {},
        "开放时间有变｜托育园：12月8日(周二) 10:00–12:00开放",
    ),
    ("场地换名字", {"venues": [{"id": "shi", "name": "大书法室"}, VENUES[1]]}, {}, "改写｜大书法室：名称 书法室 改为 大书法室"),
    ("新故事", {"stories": [STORY, {**STORY, "id": "xin", "title": "又一篇"}]}, {}, "新增故事｜又一篇"),
    (
        "长文章",
        {"courses": [{**COURSE, "description": "新" * 80}]},
        {"courses": [{**COURSE, "description": "旧" * 70}]},
        "改写｜书法班：详细说明改写了（原来70个字，现在80个字）",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("new", "old", "line"), [row[1:] for row in SESSIONS], ids=[row[0] for row in SESSIONS])
def test_sessions_are_told_as_the_site_tells_them(new: dict[str, Any], old: dict[str, Any], line: str) -> None:
    assert lines(differ(new, old), Part.SESSIONS) == [line]


@pytest.mark.parametrize(("new", "old", "line"), [row[1:] for row in TABLES], ids=[row[0] for row in TABLES])
def test_tables_are_told_by_what_they_say(new: dict[str, Any], old: dict[str, Any], line: str) -> None:
    found = [one for one in lines(differ(new, old)) if not one.startswith(("停课", "新增｜", "恢复｜书法班：每"))]
    assert line in found
    assert len(found) == 1


def test_nothing_differs_from_itself() -> None:
    found = differ({})
    assert found.entries == []
    assert "居民看到的没有变化。" in written.text(found)


def test_rows_that_nobody_sees_are_counted() -> None:
    found = differ({"changes": [{"scope": "全部", "date": "2030-01-07", "kind": "停课"}]})
    assert found.entries == []
    assert "表格里有改动（变动1行），只是居民看不到。" in written.text(found)


def test_what_is_over_is_no_news() -> None:
    past = {"changes": [{"course": "shufa", "date": "2026-11-17", "kind": "停课"}]}
    assert lines(differ(past)) == []
    assert lines(differ({"schedules": [{**WEEKLY, "valid_from": "2026-09-15"}]})) == []


def test_many_dates_are_one_line_and_a_shorter_look_counts_the_rest() -> None:
    found = differ({"schedules": []}, weeks=1)
    assert lines(found) == ["取消｜书法班：11月24日(周二)、12月1日(周二) 19:00 不再上"]
    assert found.later == 2
    assert "2026年12月1日以后还有 2 次课也变了。" in written.text(found)


def test_records_that_differ_alike_are_told_together() -> None:
    classes = [{**CLASS, "id": f"shufa-{n}", "name": f"{n}班"} for n in range(1, 9)]
    found = differ({"groups": [{**row, "teacher": "周老师"} for row in classes]}, {"groups": classes})
    assert lines(found) == [
        "改写｜书法班 · 1班、书法班 · 2班、书法班 · 3班、书法班 · 4班、书法班 · 5班 等8个班：写上了老师 周老师"
    ]


def test_blanks_are_no_other_words() -> None:
    assert (
        lines(
            differ(
                {"courses": [{**COURSE, "description": "一 段\n话"}]},
                {"courses": [{**COURSE, "description": "一  段 话"}]},
            )
        )
        == []
    )


def test_pages_come_and_go_and_lead_on() -> None:
    taiji = {"id": "taiji", "title": "太极", "category": "健身"}
    found = differ({"courses": [COURSE, {**taiji, "id": "taiji-2", "succeeds": "taiji"}]}, {"courses": [COURSE, taiji]})
    told = [entry.line for entry in found.entries if entry.part is Part.PAGES]
    assert told == ["新网页｜courses/taiji-2/：太极", "网页没有了｜courses/taiji/：太极；转到 courses/taiji-2"]


def test_another_link_of_a_form_is_told() -> None:
    """Whoever merges sees where residents would be sent."""
    found = differ({"forms": [{**FORM, "url": "https://www.wjx.cn/vm/b.aspx"}]})
    assert any("报名表" in line and "https://www.wjx.cn/vm/b.aspx" in line for line in lines(found)), lines(found)
