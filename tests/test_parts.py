"""A table may be a folder of parts: read as one with marks of each, listed for stock frictionless, told where they are not."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fragments import ROOT, gather, lay_out
from linli.history import published
from linli.schema import TABLES, load
from linli.structure import load as load_all
from test_package_files import PACKAGE

COURSES = "- {id: shufa, title: 书法班, category: 青少年宫, status: 结束}\n"
PARTS = {
    "data/courses.yml": COURSES,
    "data/courses/b.yml": "- {id: meishu, title: 美术班, category: 青少年宫, status: 结束}\n- id: wudao\n  titel: 舞蹈\n",
    "data/courses/a.yml": "# 第一行\n- {id: guohua, title: 国画班, category: 青少年宫, status: 结束}\n",
}


def test_parts_are_one_table_with_their_own_marks(tmp_path: Path) -> None:
    context, problems = gather(lay_out(tmp_path / "site", PARTS))
    assert [course.id for course in context.community.courses] == ["shufa", "guohua", "meishu"]
    assert [str(course.mark) for course in context.community.courses] == [
        "data/courses.yml:1:3",
        "data/courses/a.yml:2:3",
        "data/courses/b.yml:1:3",
    ]
    assert {(str(p.mark), p.code) for p in problems} == {
        ("data/courses/b.yml:3:3", "unknown-field"),
        ("data/courses/b.yml:2:3", "missing-field"),
    }
    assert context.incomplete == {"courses"}


def test_an_id_may_stand_in_one_part_only(tmp_path: Path) -> None:
    _, problems = gather(
        lay_out(tmp_path / "site", {"data/courses.yml": COURSES, "data/courses/a.yml": f"\n{COURSES}"})
    )
    [problem] = problems
    assert (str(problem.mark), problem.code) == ("data/courses/a.yml:2:8", "repeated-id")
    assert "data/courses.yml:1" in problem.message


@pytest.mark.parametrize("table", [name for name in TABLES if name != "holidays"])
def test_every_table_may_be_a_folder(table: str, tmp_path: Path) -> None:
    root = lay_out(tmp_path / "site", {f"data/{table}/1.yml": "- {}\n", f"data/{table}/2.yml": "[]\n"})
    [resource] = [resource for resource in load(root).resources if resource.schema.name == table]
    assert resource.paths == (f"data/{table}.yml", f"data/{table}/1.yml", f"data/{table}/2.yml")
    assert f"data/{table}/1.yml" in {problem.mark.path for problem in gather(root)[1]}


def test_stock_frictionless_reads_listed_parts(tmp_path: Path) -> None:
    """The reference tables, the timetable in three files: the same to us, and whole to the stock program."""
    root = tmp_path / "site"
    shutil.copytree(ROOT / "data", root / "data")
    text = (root / "data/schedules.yml").read_text("utf-8")
    rows = [match.start() for match in re.finditer(r"^- ", text, re.MULTILINE)]
    first, second = rows[len(rows) // 3], rows[len(rows) // 2]
    (root / "data/schedules").mkdir()
    for name, part in {
        "schedules.yml": text[:first],
        "schedules/a.yml": text[first:second],
        "schedules/b.yml": text[second:],
    }.items():
        (root / "data" / name).write_text(part, "utf-8")
    before, after = load_all(ROOT).community, load_all(root)
    assert [row.__dict__ | {"row": None} for row in after.community.schedules] == [
        row.__dict__ | {"row": None} for row in before.schedules
    ]
    assert after.problems == ()
    _listed(root, "schedules/a.yml", "schedules/b.yml", table="schedules")
    assert load_all(root).problems == ()
    assert _invalid(root) == []
    with (root / "data/schedules/b.yml").open("a", encoding="utf-8") as file:
        file.write("- {nothing: known}\n")
    assert _invalid(root) == ["schedules"], "stock frictionless reads the parts"


def test_a_part_that_is_not_listed_beside_others_is_read_and_told(tmp_path: Path) -> None:
    root = lay_out(
        tmp_path / "site", {**PARTS, "data/courses/b.yml": "- {id: meishu, title: 美术班, category: 青少年宫}\n"}
    )
    _listed(root, "courses/a.yml")
    context, [problem] = gather(root)
    assert [course.id for course in context.community.courses] == ["shufa", "guohua", "meishu"]
    assert (str(problem.mark), problem.code, problem.level) == (
        "data/courses/b.yml:1:1",
        "unregistered-file",
        "warning",
    )
    assert "extrapaths 加一行 - courses/b.yml" in problem.hint


@pytest.mark.parametrize(
    ("main", "part", "where"),
    [
        ("[]\n", "- {id: a}\n", "data/courses.yml"),
        (COURSES.rstrip(), COURSES, "data/courses.yml"),
        (COURSES, "[]\n", "data/courses/a.yml"),
    ],
)
def test_listed_parts_that_stock_frictionless_cannot_join_are_told(
    main: str, part: str, where: str, tmp_path: Path
) -> None:
    root = lay_out(tmp_path / "site", {"data/courses.yml": main, "data/courses/a.yml": part})
    _listed(root, "courses/a.yml")
    assert where in {problem.mark.path for problem in gather(root)[1] if problem.code == "parts-not-joined"}


def test_ids_in_parts_are_promises_too(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "site", PARTS)
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "表"]):
        author = ["-c", "user.name=a", "-c", "user.email=a@example.cn", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", str(root), *author, *command], check=True)
    (root / "data/courses/a.yml").unlink()
    assert set(published(root).ids["courses"]) == {"shufa", "guohua", "meishu", "wudao"}


def _listed(root: Path, *parts: str, table: str = "courses") -> None:
    text = (root / PACKAGE).read_text("utf-8")
    lines = "".join(f"      - {part}\n" for part in parts)
    (root / PACKAGE).write_text(
        text.replace(f"    path: {table}.yml\n", f"    path: {table}.yml\n    extrapaths:\n{lines}"), "utf-8"
    )


def _invalid(root: Path) -> list[str]:
    """The tables that the stock program refuses."""
    program = Path(sys.executable).parent / "frictionless"
    command = [program, "validate", "data/datapackage.yaml", "--json"]
    done = subprocess.run(command, cwd=root, capture_output=True, check=False)
    return [task["name"] for task in json.loads(done.stdout)["tasks"] if not task["valid"]]
