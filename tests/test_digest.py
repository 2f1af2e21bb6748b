"""The draft of a month's story: what it says of borders and changes, and that its row can be put into stories.yml as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import communities
from fragments import lay_out
from linli import structure
from linli.cli import main
from linli.views.digest import Digest, digest

NOVEMBER = date(2026, 11, 1)
VENUES = [{"id": "shu", "name": "书法室"}, {"id": "duo", "name": "多功能室"}]
COURSES = [{"id": "ke", "title": "书法班"}]
ROW = {"course": "ke", "weekday": "周二", "opens_at": "19:00", "closes_at": "20:30", "valid_from": "2026-09-01"}
ROW |= {"valid_to": "2027-01-20", "venue": "shu"}


def made(first: date = NOVEMBER, **tables: Any) -> Digest:
    given = {"venues": VENUES, "courses": COURSES, "schedules": [ROW], **tables}
    return digest(communities.edition(communities.make(**given)), first)


def test_it_says_what_was_planned_and_not_who_came() -> None:
    found = made()
    assert (found.id, found.title, found.date) == ("yuebao-2026-11", "2026年11月，社区里的课和事", date(2026, 11, 30))
    assert found.summary == "课表上排了4节课，1门，在1个地方。"
    assert found.body == ""
    assert made(date(2026, 12, 1)).summary == "课表上排了5节课，1门，在1个地方。"
    assert made(date(2026, 8, 1)).summary == "2026年8月没有排课。"


def test_what_was_off_does_not_count_and_is_told_with_its_reason() -> None:
    changes = [
        {"course": "ke", "date": "2026-11-10", "kind": "停课", "reason": "停电"},
        {"course": "ke", "date": "2026-11-24", "kind": "改期", "new_date": "2026-11-26"},
        {"course": "ke", "date": "2026-12-01", "kind": "停课", "reason": "考试"},
    ]
    found = made(changes=changes)
    assert found.summary == "课表上排了3节课，1门，在1个地方。"
    assert found.body.splitlines() == [
        "## 停课和改期",
        "",
        "- 11月10日(周二)19:00–20:30 书法班：停课，停电",
        "- 11月24日(周二)19:00–20:30 书法班：改期，改到11月26日(周四)19:00",
        "",
        "## 12月",
        "",
        "- 12月1日(周二)19:00–20:30 书法班：停课，考试",
    ]


@pytest.mark.parametrize(
    ("day", "inside"), [("2026-10-31", False), ("2026-11-01", True), ("2026-11-30", True), ("2026-12-01", False)]
)
def test_stories_and_figures_of_the_month_from_its_first_to_its_last_day(day: str, inside: bool) -> None:
    stories = [{"id": "a", "title": "换灯了", "date": day}]
    figures = [{"id": "n", "label": "夜校办了", "value": "64", "unit": "期", "as_of": day, "source": "社区统计"}]
    body = made(stories=stories, figures=figures).body
    assert ("- [换灯了](/stories/a/)" in body) is inside
    short = f"{int(day[5:7])}月{int(day[8:])}日"
    assert (f"- 夜校办了 64期（截至{short}，社区统计）" in body) is inside


def test_what_the_next_month_brings_from_its_first_to_its_last_day() -> None:
    forms = [
        {"id": "f", "title": "春季报名", "kind": "报名", "url": "https://www.wjx.cn/vm/a.aspx"}
        | {"opens_at": "2026-12-01 09:00", "closes_at": "2026-12-31 18:00"},
        {"id": "g", "title": "一月报名", "kind": "报名", "url": "https://www.wjx.cn/vm/b.aspx"}
        | {"opens_at": "2026-11-30 09:00", "closes_at": "2027-01-01"},
    ]
    courses = [*COURSES, {"id": "hua", "title": "画画班"}, {"id": "jiang", "title": "讲座"}]
    weekly = {"course": "hua", "weekday": "周四", "opens_at": "9:00", "closes_at": "10:00", "venue": "duo"}
    schedules = [
        ROW,
        weekly | {"valid_from": "2026-12-31", "valid_to": "2027-02-01"},
        {"course": "jiang", "dates": "2026-12-02", "opens_at": "14:00"},
    ]
    lines = made(forms=forms, courses=courses, schedules=schedules).body.splitlines()
    assert lines == [
        "## 12月",
        "",
        "- 12月1日(周二)9:00开始：[春季报名](/forms/f/)",
        "- 12月31日(周四)18:00截止：[春季报名](/forms/f/)",
        "- 12月31日(周四)9:00–10:00 第一次上课：[画画班](/courses/hua/)（多功能室）",
        "- 12月2日(周三)14:00开始 [讲座](/courses/jiang/)",
    ]


def test_the_row_goes_into_the_table_as_it_is_and_the_next_run_does_not_tell_of_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = "- {course: ke, weekday: 周二, opens_at: '19:00', closes_at: '20:30', valid_from: 2026-09-01}\n"
    change = '- {course: ke, date: 2026-11-10, kind: 停课, reason: "停电: #1 \\"楼\\""}\n'
    files = {
        "data/courses.yml": "- {id: ke, title: 书法班, category: 课}\n",
        "data/schedules.yml": row,
        "data/changes.yml": change,
        "data/stories.yml": "- {id: a, title: 换灯了, date: 2026-11-02, summary: 换灯}\n",
    }
    root = lay_out(tmp_path, files)
    (root / "mkdocs.yml").write_text("site_name: 小院\n")
    command = ["digest", "--root", str(root), "--today", "2026-11-24"]
    assert main(command) == 0
    out, told = capsys.readouterr()
    assert "data/stories.yml" in told
    with (root / "data/stories.yml").open("a", encoding="utf-8") as file:
        file.write(out)
    (_, story) = yaml.safe_load((root / "data/stories.yml").read_text("utf-8"))
    assert story["body"].startswith('## 停课和改期\n\n- 11月10日(周二)19:00–20:30 书法班：停课，停电: #1 "楼"\n')
    loaded = structure.load(root)
    assert not loaded.problems
    assert loaded.community.stories[1].tags == ("月报",)
    assert main(command) == 0
    assert capsys.readouterr().out == out


def test_a_month_of_ones_own_and_tables_with_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = lay_out(tmp_path, {})
    (root / "mkdocs.yml").write_text("site_name: 小院\n")
    assert main(["digest", "--root", str(root), "--today", "2026-11-24", "--month", "2026-2"]) == 0
    assert "date: 2026-02-28" in capsys.readouterr().out
    (root / "data/courses.yml").write_text("- {id: ke}\n")
    assert main(["digest", "--root", str(root), "--today", "2026-11-24"]) == 1
    assert "请先运行 linli check" in capsys.readouterr().err
