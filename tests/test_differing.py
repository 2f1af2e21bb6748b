"""`linli diff`: every kind of change in the words residents read, the questions asked back, and what is compared with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import communities
import hostile
from histories import BASE, EXTRA, MOVED, OFF, PLACE, SATURDAY, WEDNESDAY, Repo
from linli import report, structure
from linli.cli import main
from linli.differing import written
from linli.differing.base import Side
from linli.differing.entry import Difference, Part, plain
from linli.differing.whole import compare
from linli.feeds import opendata
from linli.model import Community
from linli.timetable import expand
from tests_support import TODAY

COURSE = {"id": "shufa", "title": "书法班", "category": "文化"}
PHONE = {**COURSE, "phone": "0830-1"}
CLASS = {"id": "shufa-yi", "course": "shufa", "name": "一班"}
VENUES = [{"id": "shi", "name": "书法室"}, {"id": "lou", "name": "党群中心", "room": "2楼"}]
WEEKLY = {"course": "shufa", "weekday": "周二", "opens_at": "19:00", "closes_at": "20:30", "venue": "shi"} | {
    "valid_from": "2026-09-01",
    "valid_to": "2026-12-20",
}
"""Still on 11-24, 12-01, 12-08 and 12-15."""
SERVICE = {"id": "tuoyu", "name": "托育园"}
HOURS = {"service": "tuoyu", "weekday": "周一至周五", "opens_at": "08:00", "closes_at": "18:00"}
OFFER = {"service": "tuoyu", "name": "半日托", "price": "30", "unit": "半天"}
FORM = {"id": "biao", "title": "报名表", "url": "https://www.wjx.cn/vm/a.aspx", "opens_at": "2026-12-01T09:00"}
STORY = {"id": "gushi", "title": "开班了", "date": "2026-10-01", "summary": "一句话"}
COURTYARD = {"name": "小院", "short_name": "小院", "phone": "0830-1"}
PLAIN: dict[str, list[dict[str, Any]]] = {
    "courses": [COURSE],
    "groups": [],
    "venues": VENUES,
    "schedules": [WEEKLY],
    "services": [SERVICE],
    "hours": [HOURS],
    "offers": [OFFER],
    "forms": [FORM],
    "stories": [STORY],
    "figures": [{"id": "ren", "label": "来过的人", "value": "100", "as_of": "2026-10-01"}],
    "organization": [COURTYARD],
}


def side(community: Community, today: date = TODAY) -> Side:
    return Side(
        name="以前的版本",
        root=Path("nowhere"),
        problems=(),
        package=communities.package(),
        community=community,
        timetable=expand(community, today),
        today=today,
        unread=0,
        whole=False,
    )


def differ(new: dict[str, Any], old: dict[str, Any] | None = None, weeks: int | None = None) -> Difference:
    """Compare two communities that are `PLAIN` but for these tables."""
    was, now = (side(communities.make(**{**PLAIN, **tables})) for tables in (old or {}, new))
    return compare(was, now, weeks)


def lines(found: Difference, *parts: Part) -> list[str]:
    return [entry.line for entry in found.entries if entry.part in (parts or Part) and entry.part is not Part.PAGES]


def change(kind: str, **more: Any) -> dict[str, Any]:
    return {"changes": [{"course": "shufa", "date": "2026-12-01", "kind": kind, **more}]}


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


MANY = [{**WEEKLY, "group": f"shufa-{n}", "weekday": f"周{day}"} for n in range(9) for day in "二三四五六日"]
CLASSES = [{**CLASS, "id": f"shufa-{n}", "name": f"{n}班"} for n in range(9)]


def joined(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"groups": CLASSES, "schedules": rows}


@pytest.mark.parametrize(
    ("new", "old", "questions"),
    [
        ({}, {}, []),
        (joined(MANY[:2]), joined(MANY), ["课表少了 52 行（原来 54 行），涉及 9 个班，以后少上 208 次课；确实吗？"]),
        (joined(MANY[:50]), joined(MANY), []),
        (joined(MANY[:34]), joined(MANY), ["课表少了 20 行（原来 54 行），涉及 4 个班，以后少上 80 次课；确实吗？"]),
        (
            {**joined(MANY), "courses": [{**COURSE, "status": "暂停"}]},
            joined(MANY),
            ["以后要上的课少了 216 次（原来 216 次），9个班一次也不剩；确实吗？"],
        ),
        ({"services": []}, {"services": [{"id": f"f{n}", "name": f"服务{n}"} for n in range(3)]}, ["服务少了 3 行（原来 3 行）；确实吗？"]),
        ({"services": []}, {"services": [SERVICE]}, []),
        (joined(MANY * 3), joined(MANY * 4), ["课表少了 54 行（原来 216 行），以后少上 216 次课；确实吗？"]),
        (joined((MANY * 3)[:120]), joined((MANY * 3)[:140]), ["课表少了 20 行（原来 140 行），以后少上 80 次课；确实吗？"]),
        (joined((MANY * 3)[:121]), joined((MANY * 3)[:140]), []),
        (joined(MANY), joined([*MANY, *({**row, "valid_to": "2026-10-01"} for row in MANY)]), []),
        ({}, {"changes": [row for day in range(1, 9) for row in change("停课", date=f"2026-09-0{day}")["changes"]]}, []),
    ],
    ids=[
        "nothing", "most rows", "a few rows", "twenty rows", "paused", "a table", "one of one",
        "a quarter, the same rows again", "twenty of many", "nineteen of many", "a past term", "past changes",
    ],
)  # fmt: skip
def test_large_losses_are_asked_about(new: dict[str, Any], old: dict[str, Any], questions: list[str]) -> None:
    assert differ(new, old).losses == questions


def test_the_notice_can_be_sent_as_it_is() -> None:
    new = {
        **change("停课", reason="老师外出"),
        "offers": [{**OFFER, "price": "35"}],
        "hours": [{**HOURS, "opens_at": "09:00"}],
    }
    found = differ(new)
    edition = communities.edition(communities.make(**PLAIN), url="https://example.org/")
    assert written.notice(found, edition).split("\n") == [
        "【小院】12月1日起有变动：",
        "停课｜书法班：12月1日(周二) 19:00 停课（老师外出）",
        "开放时间｜托育园：周一至周五 8:00–18:00 改为 周一至周五 9:00–18:00",
        "咨询：0830-1",
        "详情：https://example.org/changes/",
    ]
    assert written.notice(differ({"offers": []}), edition) == ""


def test_a_notice_stays_short() -> None:
    courses = [{"id": f"ke{n}", "title": f"第{n}门很长名字的课程", "category": "文化"} for n in range(40)]
    rows = [{**WEEKLY, "course": course["id"]} for course in courses]
    found = differ({"courses": courses, "schedules": []}, {"courses": courses, "schedules": rows})
    said = written.notice(found, communities.edition(communities.make(**PLAIN)))
    assert len(said) <= 500
    assert "处变动，见网站“最近变动”。" in said
    assert not {"今天", "明天", "本周", "下周"} & {said[n : n + 2] for n in range(len(said))}


def test_hostile_texts_stay_texts() -> None:
    bad = side(hostile.community(hostile.hostile))
    for old, new in ((side(communities.make(**PLAIN)), bad), (bad, side(communities.make(**PLAIN)))):
        found = compare(old, new)
        assert found.entries
        said = [written.text(found), written.markdown(found), written.notice(found, new.edition)]
        assert all(sign not in text for text in said for sign in "\u202e\u2067\u2069\x1b\u2028")
        assert "<img" not in said[1].replace("\\<", "")
        assert "](" not in said[1].replace("\\]", "")
        assert json.loads(written.as_json(found))["entries"]
        for line in said[1].splitlines():
            assert line.startswith(("## ", "### ", "- ", "> ", ">", "和", "2", "手", "按")) or not line


NUMBER = "1380013" + "8000"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"courses": [{**COURSE, "summary": f"找李姐{NUMBER}"}]}, {"courses": [{**COURSE, "summary": "找社区"}]}),
        (change("停课", reason=f"李姐{NUMBER}"), change("停课", reason="下雨")),
        ({}, change("停课", reason=f"李姐{NUMBER[:3]} {NUMBER[3:7]} {NUMBER[7:]}")),
        ({}, change("说明", note=f"加微信：lijie{NUMBER[:4]}")),
    ],
    ids=["field", "former reason", "reason", "topic"],
)
def test_nobodys_number_is_said(old: dict[str, Any], new: dict[str, Any]) -> None:
    for found in (differ(new, old), differ(old, new)):
        edition = communities.edition(communities.make(**PLAIN))
        said = [*(form(found) for form in written.FORMS.values()), written.notice(found, edition)]
        assert found.entries
        for text in said:
            assert NUMBER not in text
            assert f"{NUMBER[3:7]} {NUMBER[7:]}" not in text
            assert f"lijie{NUMBER[:4]}" not in text


def test_a_public_number_may_change() -> None:
    other = {"courses": [{**COURSE, "phone": NUMBER}]}
    assert lines(differ({"courses": [PHONE]}, other)) == [f"改写｜书法班：电话 {NUMBER} 改为 0830-1"]


def test_a_line_holds_no_steering_characters() -> None:
    assert plain("\x1b[31m红\n::error::\u202e书\t法 ") == "[31m红 ::error::书 法"
    assert plain("👩‍🏫") == "👩‍🏫"


def test_markdown_escapes_what_editors_write() -> None:
    assert report.escaped("<b>*x*</b> [a](b) @all #1 a|b") == r"\<b\>\*x\*\</b\> \[a\](b) \@all \#1 a\|b"


# what is compared with


def run(repo: Repo, *arguments: str, today: str = "2026-11-24") -> int:
    return main(["diff", "--root", str(repo.root), "--today", today, *arguments])


def test_what_is_not_committed_is_compared_with_the_last_commit(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.write(changes=OFF)
    assert run(repo) == 0
    said = capsys.readouterr().out
    assert "和已发布的版本（2026年8月20日提交的 " in said
    assert "停课｜书法班 · 启蒙一班：11月28日(周六) 14:00 停课（老师外出）" in said


def test_a_revision_a_branch_and_a_folder_are_compared_with(
    repo: Repo, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(repo.root, tmp_path / "copy", ignore=shutil.ignore_patterns(".git"))
    repo.commit("2026-11-20T09:00", changes=OFF)
    repo.git("switch", "-q", "-c", "work")
    repo.commit("2026-11-21T09:00", changes=PLACE)
    told = {}
    for base in ("HEAD~1", "HEAD~2", "main", str(tmp_path / "copy"), "work"):
        assert run(repo, base) == 0
        told[base] = capsys.readouterr().out
    assert "恢复｜" in told["HEAD~1"]
    assert "恢复｜" in told["main"]
    assert "换地点｜" in told["HEAD~2"]
    assert "文件夹「" in told[str(tmp_path / "copy")]
    assert "换地点｜" in told[str(tmp_path / "copy")]
    assert "居民看到的没有变化。" in told["work"]


def test_of_a_branch_everything_since_it_left_is_told_and_nothing_of_others(
    repo: Repo, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.git("switch", "-q", "-c", "work")
    repo.commit("2026-11-20T09:00", changes=OFF)
    repo.git("switch", "-q", "main")
    repo.commit("2026-11-21T09:00", schedules=SATURDAY)
    repo.git("switch", "-q", "work")
    assert run(repo) == 0
    said = capsys.readouterr().out
    assert "停课｜书法班" in said
    assert "夜校" not in said


def test_a_version_with_errors_was_never_published(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.commit("2026-11-20T09:00", changes="- course: shfa\n  date: 2026-11-28\n  kind: 停课\n")
    repo.write(changes=OFF)
    assert run(repo) == 0
    said = capsys.readouterr().out
    assert "2026年8月20日提交的" in said
    assert "后来的1个版本有错误，没有发布" in said
    assert "停课｜书法班" in said


def test_old_tables_are_read_with_the_descriptions_of_today(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    schema = repo.root / "data/schemas/courses.yaml"
    schema.write_text(schema.read_text("utf-8") + "\n# 改过\n", "utf-8")
    repo.commit("2026-11-20T09:00", changes=OFF)
    assert run(repo, "HEAD~1") == 0
    assert "停课｜书法班" in capsys.readouterr().out


def test_a_former_site_is_enough(repo: Repo, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = tmp_path / "public"
    (site / "data").mkdir(parents=True)
    loaded = structure.load(repo.root)
    for name, data in opendata.files(loaded.package, communities.edition(loaded.community)):
        (site / name).write_bytes(data)
    shutil.rmtree(repo.root / ".git")
    assert run(repo, "--previous", str(site)) == 0
    assert "居民看到的没有变化。" in capsys.readouterr().out
    repo.write(changes=EXTRA, schedules=SATURDAY)
    assert run(repo, str(site)) == 0
    said = capsys.readouterr().out
    assert "和以前生成的网站「public」比" in said
    assert "加课｜书法班：12月1日(周二) 9:00–10:00" in said
    assert "取消｜夜校：每周三 19:00" in said
    assert "手写的文章和检查的结果没有比" in said


def test_new_clashes_and_problems_are_told_and_mended_ones(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    twice = SATURDAY.replace("启蒙一班", "启蒙二班")
    repo.commit("2026-11-20T09:00", schedules=SATURDAY + WEDNESDAY + twice)
    assert run(repo, "HEAD~1") == 0
    said = capsys.readouterr().out
    assert "撞在一起的课（1 处）" in said
    assert "书法室同一时间有两节课" in said
    assert "data/schedules.yml:" in said
    repo.write(schedules=SATURDAY + WEDNESDAY)
    assert run(repo) == 0
    assert "已改好的提醒｜" in capsys.readouterr().out


def test_rows_that_only_moved_bring_no_problem(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    twice = SATURDAY.replace("启蒙一班", "启蒙二班")
    repo.commit("2026-11-20T09:00", schedules=SATURDAY + WEDNESDAY + twice)
    repo.write(schedules=f"# 一行\n\n{WEDNESDAY}{SATURDAY}{twice}")
    assert run(repo) == 0
    assert "居民看到的没有变化。" in capsys.readouterr().out


# exit codes


def test_a_large_loss_is_1_until_it_is_confirmed(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(
        SATURDAY.replace("启蒙一班", f"{n}班").replace("14:0", f"{n + 8:02}:0").replace("15:3", f"{n + 8:02}:3")
        for n in range(12)
    )
    repo.commit("2026-11-20T09:00", schedules=rows + WEDNESDAY)
    repo.write(schedules=WEDNESDAY)
    assert run(repo) == 1
    said = capsys.readouterr().out
    assert "课表少了 12 行（原来 13 行），涉及 12 个班，以后少上 48 次课；确实吗？" in said
    assert "--confirm" in said
    assert run(repo, "--confirm") == 0
    capsys.readouterr()
    assert run(repo, "--notice") == 1
    assert "确实吗" in capsys.readouterr().err
    assert run(repo, "--format", "json") == 1
    assert json.loads(capsys.readouterr().out)["losses"]


def test_tables_with_errors_are_1_and_say_what_to_do(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.write(changes="- course: shfa\n")
    assert run(repo) == 1
    assert "个错误，还不能比；请先运行 linli check" in capsys.readouterr().err


@pytest.mark.parametrize("base", ["nowhere", "-x", "--help^", "HEAD~99", "HEAD^{tree}", "a\nb", ""])
def test_an_unknown_base_is_2(repo: Repo, base: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["diff", "--root", str(repo.root), "--", base]) if base else run(repo, "--previous", str(repo.root))
    assert code == 2
    said = capsys.readouterr().err
    assert "没有" in said
    assert "Traceback" not in said


def test_without_git_and_without_a_base_the_way_is_said(
    make_root: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", "--root", str(make_root(**BASE))]) == 2
    assert "--previous" in capsys.readouterr().err


@pytest.mark.parametrize("weeks", ["0", "x", "-1", "９", "521"])
def test_weeks_are_a_number(repo: Repo, weeks: str) -> None:
    with pytest.raises(SystemExit) as left:
        run(repo, f"--weeks={weeks}")
    assert left.value.code == 2


def test_json_has_everything(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.write(changes=MOVED)
    assert run(repo, "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["today"] == "2026-11-24"
    entry = found["entries"][0]
    assert (entry["part"], entry["word"], entry["page"]) == ("sessions", "改期", "courses/shufa/")
    assert entry["sessions"][0]["was"]["start"] == "2026-11-28T14:00:00+08:00"
    assert entry["sessions"][0]["now"]["start"] == "2026-11-29T09:00:00+08:00"


def test_another_link_of_a_form_is_told() -> None:
    """Whoever merges sees where residents would be sent."""
    found = differ({"forms": [{**FORM, "url": "https://www.wjx.cn/vm/b.aspx"}]})
    assert any("报名表" in line and "https://www.wjx.cn/vm/b.aspx" in line for line in lines(found)), lines(found)
