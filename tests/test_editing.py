"""The editors' pages: what they write is what Python writes, what they say is what the site and the check say."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any, Final

import pytest

import communities
from edit_pages import ROOT, edition, fields, handed, node
from fragments import as_typed, gather, lay_out
from linli import structure
from linli.checking import check
from linli.problems import errors
from linli.views import became, editing
from linli.writing_back import row_text
from tests_support import TODAY

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
