"""The architecture as a test: imports go downwards only, every module stands alone, big imports have one owner."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "scripts/linli"
TEMPLATES = PACKAGE.parents[1] / "overrides/views"
LAYERS = [
    {
        *{"problems", "characters", "usage", "recurrence", "cache", "exchange", "layout", "kinds", "stylesheets"},
        *{"repository", "guarded", "kit", "spreadsheets", "asking", "recipe", "progress", "telephones"},
    },
    {"slipped", "rows", "pictures", "memory"},
    {"slipped_values"},
    {"slips"},
    {"syntax", "events"},
    {"source", "history", "assets", "fill", "synonyms", "offline", "prose"},
    {"documents"},
    {"descriptors"},
    {"folders", "navigation"},
    {"settings"},
    {"schema"},
    {"writing", "writing_back"},
    {"ages", "names", "origin", "owned"},
    {"cells", "record", "tablefile", "folding"},
    {"neat"},
    {"settled", "records"},
    {"model", "needed"},
    {"phrases", "months"},
    {"reasons"},
    {"wording"},
    {"doubts", "stray"},
    {"tables", "references", "belonging", "extra_dash", "misplaced"},
    {"structure"},
    {"timetable"},
    {"revisions", "holiday_notice", "next_term", "asked"},
    {"checks"},
    {"views"},
    {"feeds", "search", "excel"},
    {"paper"},
    {"gzh"},
    {"render", "frames", "written"},
    {"filler"},
    {"site"},
    {"publish", "report", "pointers", "promises", "refusals", "links", "bar"},
    {"doctor", "packed", "whole", "portal", "checking"},
    {"build"},
    {"trial"},
    {"differing"},
    {"calendar_in", "seats"},
    {"serve", "commands"},
    {"cli", "mkdocs_plugin"},
    {"builders"},
]
"""From the bottom up; the README lists them in this order."""
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
OWNERS = {
    "borax": {"timetable"},
    "distributed": {"portal"},
    "duckdb": {"portal"},
    "pyarrow": {"portal"},
    "frictionless": {"tables"},
    "openpyxl": {"excel"},
    "typst": {"paper"},
    "urllib3": {"links"},
    "PIL": {"pictures"},
    "fontTools": {"paper"},
    "jinja2": {"render"},
    "icalendar": {"feeds", "calendar_in"},
    "markdown": {"prose"},
    "pymdownx": {"prose"},
    "mkdocs": {"mkdocs_plugin", "builders"},
}
MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    tree = ast.parse((PACKAGE / path).read_text("utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def layer(path: Path) -> str:
    return path.parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_go_downwards(path: Path) -> None:
    here = layer(path)
    if here == "__init__":
        return
    assert here in LEVEL, f"{here} is in no layer: add it to LAYERS and to the README"
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "linli" and len(parts) > 1 and parts[1] in LEVEL and parts[1] != here:
            assert LEVEL[parts[1]] < LEVEL[here], f"{path} imports {name}, which is not below it"


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_big_imports_have_one_owner(path: Path) -> None:
    tops = {name.split(".")[0] for name in imports(path)}
    for package, owners in OWNERS.items():
        assert package not in tops or layer(path) in owners, f"only {owners} may import {package}"


def needed(path: Path) -> set[Path]:
    """The modules of ours that must be there before this one is: imports within functions wait."""
    found = set()
    for node in ast.parse((PACKAGE / path).read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] == PACKAGE.name:
            place = Path(*node.module.split(".")[1:])
            for alias in node.names:
                below, itself = place / f"{alias.name}.py", place.with_suffix(".py") if place.name else place
                candidates = (below, place / alias.name / "__init__.py", itself, place / "__init__.py")
                found |= {next(each for each in candidates if each in MODULES)}
    return found - {path}


def test_no_module_needs_itself() -> None:
    """Any module can be imported first, by a test or by a command: no circle of imports."""
    TopologicalSorter({path: needed(path) for path in MODULES}).prepare()


def test_the_look_for_circles_finds_them() -> None:
    assert needed(Path("memory.py")) == {Path("cache.py")}
    assert Path("views/edition.py") in needed(Path("views/__init__.py"))


def test_every_module_can_be_imported() -> None:
    names = [".".join([PACKAGE.name, *path.with_suffix("").parts]).removesuffix(".__init__") for path in MODULES]
    code = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)"
    env = {"PYTHONPATH": str(PACKAGE.parent), "PATH": ""}
    done = subprocess.run([sys.executable, "-c", code, *names], capture_output=True, text=True, check=False, env=env)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_every_module_says_what_it_takes_and_gives(path: Path) -> None:
    doc = ast.get_docstring(ast.parse((PACKAGE / path).read_text("utf-8")))
    assert doc, f"{path} has no docstring"


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_modules_stay_small(path: Path) -> None:
    text = (PACKAGE / path).read_text("utf-8")
    lines = 0 if "never by hand" in text[:200] else text.count("\n")
    assert lines <= 250, f"{path} has {lines} lines: would two rooms be clearer?"


def test_yaml_is_read_through_one_guard() -> None:
    """Depth and aliases are counted in one place; nobody else hands a text to the parser or a loader."""
    calls = {"parse", "scan", "compose", "compose_all", "load", "load_all", "safe_load", "safe_load_all", "full_load"}
    found = set()
    for path in MODULES:
        for node in ast.walk(ast.parse((PACKAGE / path).read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found |= {str(path)} if node.value.id == "yaml" and node.attr in calls else set()
    assert found == {"guarded.py"}


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_templates_leave_escaping_to_the_machine(path: Path) -> None:
    assert not re.search(r"autoescape|\|\s*(?:safe|e|escape)\b", path.read_text("utf-8"))


def positional(text: str, own: set[str]) -> list[str]:
    """Every instance of an own class that is made with more than three values whose meaning only their place tells."""
    return [
        f"{call.lineno}: {ast.unparse(call.func)} with {len(call.args)}"
        for call in ast.walk(ast.parse(text))
        if isinstance(call, ast.Call) and len(call.args) > 3 and ast.unparse(call.func).rpartition(".")[2] in own
    ]


@pytest.fixture(scope="module")
def classes() -> set[str]:
    trees = (ast.parse((PACKAGE / path).read_text("utf-8")) for path in MODULES)
    return {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_no_class_is_built_by_position(path: Path, classes: set[str]) -> None:
    assert positional((PACKAGE / path).read_text("utf-8"), classes) == [], "name the values"


def test_the_look_for_positions_finds_them(classes: set[str]) -> None:
    assert positional('Slip(1, 2, "a", "b")', classes) == ["1: Slip with 4"]
    assert positional('slipped.Slip(1, 2, "a", hint="b")', classes) == []
