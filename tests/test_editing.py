"""The editors' pages: what they write is what Python writes, what they say is what the site and the check say."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

import communities
import hostile
from fragments import as_typed, gather, lay_out
from linli import settings, structure
from linli.build import check
from linli.problems import errors
from linli.render import Renderer
from linli.timetable import expand
from linli.views import Edition, Page, became, editing
from linli.views.edit_tasks import TASKS
from linli.writing_back import row_text
from tests_support import TODAY

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "overrides/assets/src"
RUN: Final = """
import { readFileSync } from "node:fs";
const { rowText } = await import(`${process.argv[1]}/yaml.js`);
const { written } = await import(`${process.argv[1]}/lines.js`);
const { tell } = await import(`${process.argv[1]}/telling.js`);
const { told } = await import(`${process.argv[1]}/known.js`);
const { refused } = await import(`${process.argv[1]}/refusing.js`);
const given = JSON.parse(readFileSync(0, "utf-8"));
const does = {
  row: ({ values, fields }) => rowText(values, fields, written),
  tell: ({ known, row }) => tell(known, known.words, row),
  meet: ({ known, row }) => {
    const { slot } = tell(known, known.words, row);
    const found = slot && told(known, known.words.words, slot);
    return found && found.bad ? found.said : "";
  },
  refuse: ({ value, rules, others }) => refused(value, rules, others),
  hand: ({ script }) => {
    const document = { currentScript: {} };
    new Function("document", script)(document);
    return document.currentScript.handed;
  },
};
process.stdout.write(JSON.stringify(given.map((one) => does[one.do](one))));
"""
"""Does a list of things with the modules that pages use."""
SIGNS: Final = " ab是0123456789-:.,#'\"[]{}!@%&*|>?~=\\\n\t老师、（）"
ODD: Final = (
    *("是", "否", "yes", "No", "ON", "null", "~", "=", "<<", ".inf", "1_000", "0o17", "0x1F", "1e3", "1:30", "19:00"),
    *(
        "2026-12-02",
        "2026-12-02 19:00",
        "2026-12-02T19:00:00Z",
        "1-8",
        "1-15单",
        "1,2",
        "+86",
        "-1",
        "007",
        "0830-0000000",
    ),
    *(
        "a: b",
        "a:",
        "a #b",
        "#a",
        "- a",
        "-a",
        "? a",
        "?a",
        ": a",
        ":a",
        "@a",
        "`a",
        "%a",
        "&a",
        "*a",
        "!a",
        "|a",
        ">a",
    ),
    *(
        "[a",
        "]a",
        "{a",
        "}a",
        ",a",
        "'a",
        '"a',
        "a'b",
        'a"b',
        "---",
        "--- a",
        "...",
        "\\n",
        "a\\b",
        "a\tb",
        "a\nb",
        "一\n\n二",
    ),
    *(
        "",
        " ",
        " a ",
        "\n",
        "a\n",
        "https://example.org/?a=1#b",
        "http: //x",
        "第3讲：皮影",
        "100%",
        "10.0",
        "1.",
        ".5",
        "1 2",
    ),
    *(
        "一\n 二",
        " 一\n二",
        "一\n\t二",
        "一\n \n二",
        "一\r\n二",
        "true",
        "False",
        "12月2日",
        "3/4",
        "a,b",
        "a]b",
        "a?b",
        "e1",
    ),
)


def node(things: list[dict[str, Any]]) -> list[Any]:
    """What the pages' own modules make of things."""
    command = [os.environ["LINLI_NODE"], "--input-type=module", "-e", RUN, SOURCES.as_uri()]
    done = subprocess.run(command, input=json.dumps(things), capture_output=True, text=True, check=True)
    found: list[Any] = json.loads(done.stdout)
    return found


def fields(table: str) -> list[list[str]]:
    return [[field.name, field.type, field.title] for field in communities.package().schemas[table].fields.values()]


def edition(root: Path = ROOT, today: date = TODAY) -> Edition:
    loaded = structure.load(root, today=today)
    return Edition(
        community=loaded.community, timetable=expand(loaded.community, today), today=today, package=loaded.package
    )


def pages(told: Edition) -> list[Page]:
    return [*editing.pages(told), *editing.tables(told)]


def handed(found: list[Page]) -> list[Any]:
    """What each page's script is given, as a browser reads it."""
    return node([{"do": "hand", "script": page.beside[0][1].decode()} for page in found])


def test_a_row_is_written_as_python_writes_it() -> None:
    chosen = random.Random(9)
    texts = [
        *map(str.strip, ODD),
        *("".join(chosen.choices(SIGNS, k=chosen.randint(1, 9))).strip() for _ in range(2500)),
    ]
    rows: list[tuple[str, dict[str, Any]]] = []
    for text in texts:
        rows.append(("changes", {"group": "a", "date": text, "kind": "停课", "session": text, "reason": text}))
        rows.append(
            ("courses", {"id": text, "capacity": text, "tags": [text, "a"], "description": text, "sample": text})
        )
    rows += [
        (schema.name, {name: list(v) if isinstance(v, tuple) else v for name, v in record.row.values.items()})
        for schema in communities.package().schemas.values()
        for record in structure.load(ROOT, today=TODAY).community.tables[schema.name]
    ]
    ours = node([{"do": "row", "values": values, "fields": fields(table)} for table, values in rows])
    theirs = [
        row_text(
            {name: tuple(v) if isinstance(v, list) else v for name, v in values.items()},
            communities.package().schemas[table].fields,
        )
        for table, values in rows
    ]
    assert [(o, t) for o, t in zip(ours, theirs, strict=True) if o != t][:3] == []


CHANGES: Final[list[dict[str, str]]] = [
    {"group": "meishu-pingri1-2026-qiu", "date": "2026-12-02", "kind": "停课", "reason": "老师外出"},
    {"group": "meishu-pingri1-2026-qiu", "date": "2026-12-09", "kind": "停课"},
    {
        "group": "meishu-pingri1-2026-qiu",
        "date": "2026-12-16",
        "kind": "改期",
        "new_date": "2026-12-17",
        "reason": "有事。",
    },
    {
        "group": "meishu-pingri1-2026-qiu",
        "date": "2026-12-23",
        "kind": "改时间",
        "opens_at": "17:00",
        "closes_at": "18:30",
    },
    {
        "group": "meishu-pingri1-2026-qiu",
        "date": "2026-12-30",
        "kind": "改期",
        "new_date": "2027-01-04",
        "opens_at": "17:00",
        "closes_at": "18:30",
        "venue": "duogongneng",
    },
    {
        "group": "shufa-qimeng1-2026-qiu",
        "date": "2026-12-12",
        "kind": "换地点",
        "venue": "duogongneng",
        "reason": "换灯",
    },
    {"group": "xingti-shangwu-2026-qiu", "date": "2026-12-11", "kind": "换老师", "teacher": "周老师"},
    {"group": "meishu-pingri2-2026-qiu", "date": "2026-12-06", "kind": "加课", "reason": "人多: 加一场 #1"},
    {"course": "shouna", "date": "2026-12-08", "kind": "停课", "reason": "1-8"},
]
"""A row of each kind that the page writes."""


@pytest.fixture
def changed(tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """The reference community with these rows, written by the page's own modules as files of their own; what it knows."""
    for name in ("data", "content", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (known,) = handed(list(editing.pages(edition())))
    (tmp_path / "data/changes").mkdir()
    texts = node([{"do": "row", "values": row, "fields": known["words"]["fields"]} for row in CHANGES])
    for number, text in enumerate(texts):
        (tmp_path / f"data/changes/{number}.yml").write_text(text, "utf-8")
    return tmp_path, known


def test_residents_read_what_the_page_showed(changed: tuple[Path, dict[str, Any]]) -> None:
    root, known = changed
    told = node([{"do": "tell", "known": known, "row": row} for row in CHANGES])
    after = edition(root)
    for row, said in zip(CHANGES, told, strict=True):
        change = next(
            c
            for c in after.community.changes
            if (c.group or c.course, f"{c.date}") == (row.get("group") or row.get("course"), row["date"])
        )
        found = [o for o in after.timetable.of_change(change) if o.moved_from is None]
        assert len(found) == 1, row
        assert (said["word"], said["line"]) == (became.word(found[0]), became.why(found[0], TODAY)), row
        assert bool(said["cut"]) is not found[0].held, row


def test_what_the_page_writes_has_no_errors_and_no_warning_that_it_did_not_tell(
    changed: tuple[Path, dict[str, Any]],
) -> None:
    root, known = changed
    problems = check(root, TODAY).problems
    assert [str(p) for p in errors(problems)] == []
    warned = {p.mark.path: p.message for p in problems if p.mark.path.startswith("data/changes/")}
    met = node([{"do": "meet", "known": known, "row": row} for row in CHANGES])
    told = {f"data/changes/{number}.yml": said for number, said in enumerate(met) if said}
    assert told.keys() == warned.keys()
    assert told, "one of them clashes"
    for path, said in told.items():
        assert warned[path].startswith(said.rpartition("；")[2].partition("：")[0]), (said, warned[path])


@pytest.mark.parametrize(
    ("table", "row", "field"),
    [
        ("forms", {"id": "书法", "title": "表", "kind": "报名"}, "id"),
        ("forms", {"id": "a", "title": "字" * 41, "kind": "报名"}, "title"),
        ("forms", {"id": "a", "title": "表", "kind": "报名", "seats_left": "-1"}, "seats_left"),
        ("forms", {"id": "a", "title": "表", "kind": "报名", "seats_left": "六个"}, "seats_left"),
        ("forms", {"id": "a", "kind": "报名"}, "title"),
        ("forms", {"id": "a", "title": "表", "kind": "报名", "phone": "请问"}, "phone"),
        ("changes", {"scope": "全部", "date": "2026-12-01", "kind": "停课", "reason": "长" * 70}, "reason"),
    ],
)
def test_what_is_refused_is_said_in_the_words_of_the_check(
    tmp_path: Path, table: str, row: dict[str, str], field: str
) -> None:
    _, problems = gather(lay_out(tmp_path, {f"data/{table}.yml": as_typed([row])}))
    wanted = next(p for p in problems if p.field == field)
    (known,) = handed([page for page in editing.tables(edition()) if page.key == table])
    rules = known["rules"][field]
    (said,) = node([{"do": "refuse", "value": row.get(field, ""), "rules": rules, "others": []}])
    assert said == f"{wanted.message}。{wanted.hint}"


def test_an_id_that_is_taken_is_refused() -> None:
    (known,) = handed([page for page in editing.tables(edition()) if page.key == "forms"])
    rules = known["rules"]["id"]
    taken = known["rows"][0][3][0]
    said, free = node(
        [{"do": "refuse", "value": value, "rules": rules, "others": [taken]} for value in (taken, f"{taken}-2")]
    )
    assert "前面已经有一条用了它" in said
    assert free == ""


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
