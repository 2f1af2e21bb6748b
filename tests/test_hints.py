"""Hints while one types: JSON Schemas made from the Table Schemas, looked at with a real validator."""

from __future__ import annotations

import json
import re
import textwrap
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from fragments import ROOT, examples, files_of
from linli.checks import rules
from linli.checks._manual import reading
from tools import hints, pictures

SCHEMAS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((ROOT / ".vscode/schemas").glob("*.json"))}
SETTINGS = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
DATA = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "data").rglob("*.yml"))
KNOWN = {"unknown-field", "bad-id", "missing-field", "bad-choice", "too-long", "not-a-list", "not-a-record"}
"""What a schema can know of how a table is read."""


class Loader(yaml.SafeLoader):
    """Reads as editors' servers do (YAML 1.2): 19:00 and 2026-11-24 are text, 是 and yes too."""


Loader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in found if tag.rpartition(":")[2] not in ("timestamp", "int", "bool")]
    for sign, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def refused(table: str, text: str) -> list[str]:
    found = yaml.load(text, Loader=Loader)
    return [error.message for error in Draft7Validator(SCHEMAS[table]).iter_errors([] if found is None else found)]


def test_the_hints_are_those_of_the_schemas() -> None:
    made = dict(hints.files(ROOT))
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / ".vscode").rglob("*.json")}
    assert set(made) == there, "表的说明改过了，请运行 python3 scripts/run.py types"
    for path, text in made.items():
        assert (ROOT / path).read_text("utf-8") == text, "表的说明改过了，请运行 python3 scripts/run.py types"


@pytest.mark.parametrize("table", SCHEMAS)
def test_a_schema_is_one_and_says_everything_in_chinese(table: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[table])
    fields = SCHEMAS[table]["items"]["properties"]
    assert all(
        re.search("[\u4e00-\u9fff]", field["title"]) and "例如" in field["description"] for field in fields.values()
    )


def test_every_file_and_every_part_of_a_table_has_its_schema() -> None:
    globs = [(glob, Path(schema).stem) for schema, globs in SETTINGS["yaml.schemas"].items() for glob in globs]
    assert {table for _, table in globs} == set(SCHEMAS)
    for path in [*DATA, "data/changes/2026-12.yml", "data/holidays/2027.yml"]:
        [table] = [table for glob, table in globs if fnmatch(path, glob)]
        assert table == path.split("/")[1].removesuffix(".yml")
    for schema in SETTINGS["yaml.schemas"]:
        assert (ROOT / schema).is_file()


def test_nothing_is_formatted_or_fetched() -> None:
    assert SETTINGS["yaml.format.enable"] is False
    assert SETTINGS["yaml.schemaStore.enable"] is False
    assert SETTINGS["[yaml]"]["editor.formatOnSave"] is False
    assert SETTINGS["files.encoding"] == "utf8"
    assert json.loads((ROOT / ".vscode/extensions.json").read_text("utf-8"))["recommendations"] == [
        "redhat.vscode-yaml"
    ]


@pytest.mark.parametrize("path", DATA)
def test_the_reference_site_is_fine(path: str) -> None:
    assert refused(path.split("/")[1].removesuffix(".yml"), (ROOT / path).read_text("utf-8")) == []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_what_rules_let_pass_is_fine(rule: Any) -> None:
    """The manual teaches what the hints do; what is read but not taught they may underline."""
    for code, example in examples(rule):
        for path, text in files_of(example)[0].items():
            if not code and path.startswith("data/") and path.endswith(".yml"):
                assert refused(path.split("/")[1].removesuffix(".yml"), text) == [], f"{path}\n{text}"


@pytest.mark.parametrize("code", sorted(KNOWN))
def test_what_cannot_be_read_is_underlined(code: str) -> None:
    [example] = [example for found, example in examples(reading()) if found == code]
    [(path, text)] = files_of(example)[0].items()
    assert refused(path.split("/")[1].removesuffix(".yml"), text)


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("terms", "{id: a, name: 秋, valid_from: 2026-9-1, valid_to: 2027-01-20}"),
        ("terms", "{id: a, name: 秋, valid_from: 2026-13-01, valid_to: 2027-01-20}"),
        ("schedules", "{course: a, opens_at: 7点}"),
        ("schedules", '{course: a, opens_at: "19:60"}'),
        ("forms", "{id: a, title: 报名, kind: 报名, seats: 三十}"),
        ("forms", "{id: a, title: 报名, kind: 报名, seats_left: -1}"),
        ("forms", '{id: a, title: 报名, kind: 报名, opens_at: "12月1日9点"}'),
        ("courses", "{id: 书法, title: 书法班, category: 课}"),
        ("courses", "{id: a, title: 书法班, category: 课, sample: 是}"),
        ("courses", "{id: a, title: 书法班, category: 课, phone: 打电话}"),
    ],
)
def test_a_slip_is_underlined(table: str, row: str) -> None:
    assert refused(table, f"- {row}\n")


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("schedules", "{course: a, opens_at: 19:00, closes_at: 次日6:00, weeks: 3}"),
        ("changes", "{scope: 全部, date: 2026-11-27 至 2026-12-11, kind: 停课}"),
        ("services", "{id: a, name: 热线, phone: 12355}"),
        ("courses", "{id: a, title: 123, category: 课, tags: [1, 画画]}"),
    ],
)
def test_what_the_manual_teaches_is_not(table: str, row: str) -> None:
    assert refused(table, f"- {row}\n") == []


MANUAL = (ROOT / "overrides/pages/editing.md").read_text("utf-8")


@pytest.mark.parametrize(
    "block", re.findall(r"^( *)```yaml\n(.*?)^ *```", MANUAL, re.MULTILINE | re.DOTALL), ids=lambda b: b[1][:30]
)
def test_what_the_manual_shows_is_a_row_of_some_table(block: tuple[str, str]) -> None:
    """Or a part of one, where it does not begin with a dash."""
    text = textwrap.dedent(block[1])
    whole = text if text.startswith("- ") else "- " + textwrap.indent(text, "  ").lstrip()
    left = [refused(table, whole) for table in SCHEMAS]
    if not text.startswith("- "):
        left = [[error for error in found if "required" not in error] for found in left]
    assert [] in left, f"{whole}\n{min(left, key=len)}"


def test_the_manual_shows_the_pictures_that_are_made() -> None:
    shown = re.findall(r"!\[(.+?)\]\(/assets/editing/(\w+)\.png\)", MANUAL)
    assert {name for _, name in shown} == {shot.name for shot in pictures.SHOTS}
    assert {path.stem for path in pictures.TARGET.glob("*")} == {shot.name for shot in pictures.SHOTS}
    assert all(len(words) > 10 for words, _ in shown), "who cannot see a picture is told what is on it"
    assert all(path.stat().st_size < 100_000 for path in pictures.TARGET.glob("*"))
