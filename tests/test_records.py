"""Records are typed from the schemas: a misspelt field fails in mypy, and nobody can forget to make the types anew."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import communities
from linli import records
from tools import record_types

SNIPPET = "from linli.model import Community\nfrom linli.records import Standing\n\n\ndef f(c: Community) -> object:\n    return {}\n"


def test_the_types_are_those_of_the_schemas(root: Path) -> None:
    made = record_types.text(root)
    there = (root / "scripts/linli/records.py").read_text("utf-8")
    assert made.split() == there.split(), "表的说明改过了，请运行 python3 scripts/run.py types"


def test_every_table_has_its_kind() -> None:
    community = communities.make(courses=[{"id": "a", "title": "课", "category": "课"}])
    assert set(records.BY_TABLE) == set(communities.package().schemas)
    assert {type(one) for one in community.courses} == {records.Course}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("c.courses[0].title.upper()", ""),
        ("c.courses[0].langauge", '"Course" has no attribute "langauge"'),
        ("c.courses[0].status == Standing.CLOSED", 'type[Standing]" has no attribute "CLOSED"'),
        ("c.coruses", '"Community" has no attribute "coruses"'),
        ("[v.room.strip() for v in c.venues]", 'Item "None" of "str | None" has no attribute "strip"'),
    ],
)
def test_a_misspelt_field_fails_in_mypy(words: str, said: str, tmp_path: Path, root: Path) -> None:
    file = tmp_path / "snippet.py"
    file.write_text(SNIPPET.format(words), "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", str(root / "pyproject.toml"), str(file)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert said in done.stdout
    assert (done.returncode == 0) is (said == ""), done.stdout
