"""The editors' pages: which there are, what each is told of the tables and the timetable, and that texts stay texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import communities
import hostile
from edit_pages import ROOT, edition, handed, pages
from fragments import lay_out
from linli import settings
from linli.render import Renderer
from linli.timetable import expand
from linli.views import Edition, editing
from linli.views.edit_tasks import TASKS
from tests_support import TODAY


def test_every_table_has_a_page_and_every_task_leads_somewhere() -> None:
    found = {page.path: page for page in pages(edition())}
    tables = {page.key for page in found.values() if page.kind == "table"}
    assert tables == set(communities.package().schemas)
    for task in TASKS:
        assert task.asks or f"edit/{task.table}/" in found, task.key
        assert not task.table or set(task.fields) <= set(communities.package().schemas[task.table].fields), task.key
    assert [page.path for page in pages(communities.edition(communities.make()))] == []


def test_the_rows_are_those_of_the_files_with_their_lines() -> None:
    told = edition()
    for page, known in zip(editing.tables(told), handed(list(editing.tables(told))), strict=True):
        assert len(known["rows"]) == len(told.community.tables[page.key])
        for path, line, _, values in known["rows"][:5]:
            first = next(name for name, value in zip(known["fields"], values, strict=True) if value)[0]
            assert (ROOT / path).read_text("utf-8").splitlines()[line - 1].startswith(f"- {first}:"), (path, line)


def test_a_row_without_a_name_is_called_by_what_it_is_about() -> None:
    told = edition()
    known = {
        page.key: found for page, found in zip(editing.tables(told), handed(list(editing.tables(told))), strict=True)
    }
    names = {table: [row[2] for row in found["rows"]] for table, found in known.items()}
    assert "美术班启蒙一班 周六 09:00 青少年宫美术室" in names["schedules"]
    assert "美术班平日一班 停课 2026-11-25" in names["changes"]
    assert "书法班 (shufa)" in names["courses"]
    for table, found in names.items():
        assert len(set(found)) == len(found), table
    assert known["holidays"]["file"] == "data/holidays/2026.yml", "a table with a file for every year"
    assert (known["organization"]["file"], known["changes"]["file"]) == ("data/organization.yml", "")


def test_a_new_file_never_takes_the_name_of_another(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {"data/changes/2026-12-02-a.yml": "[]\n"})
    (known, *_) = handed(pages(edition(root)))
    assert known["parts"] == ["2026-12-02-a.yml"]


def test_what_the_page_knows_of_the_timetable() -> None:
    courses = [{"id": "shufa", "title": "书法班"}, {"id": "wan", "title": "完了", "status": "结束"}]
    venues = [{"id": "shi", "name": "书法室", "room": "2楼"}, {"id": "zx", "name": "活动中心"}]
    row = {"course": "shufa", "opens_at": "19:00", "closes_at": "20:30", "valid_from": "2026-09-01"}
    made = communities.make(
        courses=courses,
        venues=venues,
        services=[{"id": "shuwu", "name": "书屋"}],
        hours=[{"service": "shuwu", "weekday": "周一", "opens_at": "08:00", "closes_at": "09:00"}],
        schedules=[
            {**row, "weekday": "周二", "venue": "shi"},
            {**row, "weekday": "周三", "group": "晚班", "venue": "zx"},
        ],
        changes=[{"course": "shufa", "date": "2026-12-01", "kind": "停课"}],
        holidays=communities.notice(2026),
    )
    told = communities.edition(made)
    told = Edition(community=made, timetable=told.timetable, today=TODAY, package=communities.package())
    (known, *_) = handed(pages(told))
    assert known["classes"] == [[0, {"course": "shufa"}, ""], [0, {"course": "shufa", "group": "晚班"}, "晚班"]]
    assert known["courses"] == [["shufa", "书法班"]]
    assert known["venues"] == [["shi", "书法室 2楼", 1, "书法室"], ["zx", "活动中心", 0, "活动中心"]]
    assert known["sessions"][:3] == [
        [0, 0, 1140, 1230, 0, -1],
        [1, 1, 1140, 1230, 1, -1],
        [0, 7, 1140, 1230, 0, -1, "停课", 0],
    ]
    assert known["sessions"][-1][1] <= 55
    assert known["services"] == [["shuwu", "书屋", ("0000001" * 8)]]
    assert known["notes"]["2027-01-01"].startswith("1月1日是元旦放假（周五）")


def test_hostile_texts_stay_texts() -> None:
    made = hostile.community(hostile.hostile)
    told = Edition(
        community=made,
        timetable=expand(made, TODAY),
        today=TODAY,
        package=communities.package(),
        branch="https://github.com/o/r/blob/main",
    )
    found = pages(told)
    for page, known in zip(found, handed(found), strict=True):
        text = page.beside[0][1].decode()
        assert json.loads(text.removeprefix("document.currentScript.handed=").rstrip(";\n")) == known
        assert "\u2028" not in text
        html = Renderer(ROOT).body(page, "../")
        assert "<b>&\"'</b>" not in html
        assert html.count("<script") == 1


@pytest.mark.parametrize(
    ("lines", "branch"),
    [
        ("repo_url: https://github.com/o/r\n", "https://github.com/o/r/blob/main"),
        ("repo_url: https://github.com/o/r.git\n", "https://github.com/o/r/blob/main"),
        ("repo_url: https://github.com/o/r/\nedit_uri: edit/trunk/content/\n", "https://github.com/o/r/blob/trunk"),
        ("repo_url: https://gitee.com/o/r\n", ""),
        ('repo_url: ""\n', ""),
        ('repo_url: https://github.com/o/r"onclick=x\n', ""),
        ("", ""),
    ],
)
def test_the_way_to_github_is_that_of_mkdocs(tmp_path: Path, lines: str, branch: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: 小院\n{lines}", "utf-8")
    assert settings.read(tmp_path).branch == branch
