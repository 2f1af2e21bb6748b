"""Words of closed sets (结束, 加课, 放假 …) are written in their enumeration and in sentences, and compared nowhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

import communities
from linli import records
from linli.records import ChangeKind, Standing
from linli.timetable import Status

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "scripts/linli"
SETS = [
    *(c for c in vars(records).values() if isinstance(c, type) and issubclass(c, StrEnum) and c is not StrEnum),
    Status,
]
WORDS = {str(word) for words in SETS for word in words}
FIELDS = {field for table in records.BY_TABLE.values() for field in table.closed}
READERS = {"records.py", "cells.py", "settled.py", "writing.py"}
"""Made from the schemas, or takes what was typed apart before it is a word of any set."""
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.name not in READERS]
TEMPLATES = sorted([*(ROOT / "overrides").glob("*.html"), *(ROOT / "overrides/views").rglob("*.html")])
COMPARED = re.compile(r"(?:[=!]=|\bin)\s*[\[(]?\s*[\"'][^\"']*[\u4e00-\u9fff]|[\u4e00-\u9fff][\"']\s*(?:[=!]=|in\b)")
"""A Chinese word beside a comparison."""


def literals(text: str) -> Iterator[str]:
    """Every word of a closed set, and every text beside a field that holds one, that is compared as it stands."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Compare):
            continue
        sides = [node.left, *node.comparators]
        names = {each.attr for side in sides for each in ast.walk(side) if isinstance(each, ast.Attribute)}
        for side in sides:
            plain = side.elts if isinstance(side, ast.Tuple | ast.List | ast.Set) else [side]
            for each in plain:
                if isinstance(each, ast.Constant) and isinstance(each.value, str):
                    word = each.value
                    if word in WORDS or (names & FIELDS and re.search(r"[\u4e00-\u9fff]", word)):
                        yield f"{node.lineno}: {ast.unparse(node)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_word_of_a_closed_set_is_compared(path: Path) -> None:
    assert list(literals(path.read_text("utf-8"))) == [], "compare with a member of its enumeration"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "overrides")))
def test_no_template_compares_chinese_words(path: Path) -> None:
    code = "\n".join(re.findall(r"\{[{%].*?[%}]\}", path.read_text("utf-8"), re.DOTALL))
    assert COMPARED.findall(code) == [], "let the view say it"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('x = status == "结束"', 1),
        ('x = a.kind in ("停课", "休息")', 2),
        ('x = "照常" in said', 1),
        ('x = course.status != "停办"', 1),
        ('x = fee == "免费"', 0),
        ("x = course.status == Standing.ENDED", 0),
        ('x = f"{name}放假"', 0),
    ],
)
def test_the_look_for_literals_finds_them(text: str, found: int) -> None:
    assert len(list(literals(text))) == found


def test_records_hold_members() -> None:
    rows = {"courses": [{"id": "a", "title": "课", "status": "结束"}], "changes": [{"course": "a", "kind": "加课"}]}
    community = communities.make(**rows)
    assert community.courses[0].status is Standing.ENDED
    assert community.changes[0].kind is ChangeKind.ADDED
    assert communities.make(courses=[{"id": "a", "title": "课"}]).courses[0].status is None


def test_members_have_one_name_and_one_word() -> None:
    for words in SETS:
        assert len({str(word) for word in words}) == len(words)
        assert all(word.name.isascii() for word in words)
