"""Fragments of tables as whole communities: takes tables as text, gives what `load`, `expand` and the checks say of them."""

from __future__ import annotations

import base64
import re
import shutil
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from communities import make, package
from linli.checks import Context, Rule, context_of
from linli.history import Published
from linli.problems import Problem, in_order
from linli.structure import load
from linli.timetable import expand
from tests_support import TODAY

ROOT = Path(__file__).resolve().parents[1]
KNOWN = Published()
_EXAMPLE = re.compile(r"^(PASS|FAIL ([a-z-]+)):\n((?:  .*\n|\n)+)", re.MULTILINE)
_PHOTO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGM4AQAAygDJmcpdfgAAAABJRU5ErkJggg=="
)
_VISIBLE = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"}
"""Control characters as pictures, which a web page may hold."""


class _Dumper(yaml.SafeDumper):
    """Writes YAML as the manual tells editors to."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    """A value as an editor writes it: several lines after `|`, a time in double quotes, a date or a number bare."""
    style = None
    if "\n" in text:
        style = "|"
    elif re.fullmatch(r"\d\d\d\d-\d\d-\d\d|\d+|true|false", text):
        resolved = dumper.resolve(yaml.ScalarNode, text, (True, False))
        return yaml.ScalarNode(resolved, text)
    elif re.search(r"\d:\d\d", text):
        style = '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(
    list,
    lambda dumper, items: dumper.represent_sequence(
        "tag:yaml.org,2002:seq", items, flow_style=not any(isinstance(item, dict) for item in items)
    ),
)


def lay_out(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a community below the folder: the given files (`data/courses.yml` → text), every other table empty.

    `package` is no file but the data package's name; what says 照片 is one.
    """
    shutil.copytree(ROOT / "data/schemas", folder / "data/schemas", dirs_exist_ok=True)
    package = (ROOT / "data/datapackage.yaml").read_text("utf-8")
    name = files.get("package", "linli-xiaoyuan")
    (folder / "data/datapackage.yaml").write_text(package.replace("name: linli-linfu", f"name: {name}", 1), "utf-8")
    shutil.copytree(ROOT / "overrides/views/slots", folder / "overrides/views/slots", dirs_exist_ok=True)
    (folder / "data/holidays").mkdir(exist_ok=True)
    written = {path.relative_to(ROOT).as_posix(): "[]\n" for path in (ROOT / "data").rglob("*.yml")}
    written |= {"data/organization.yml": "- name: 小院\n", **files}
    written.pop("package", None)
    for path, text in written.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(_PHOTO if text == "照片" else text.encode())
    return folder


def gather(root: Path, published: Published | None = KNOWN, today: date = TODAY) -> tuple[Context, list[Problem]]:
    """Return the context of a community and what loading it found."""
    loaded = load(root, today=today, gone=published.ids if published else {})
    context = context_of(loaded, expand(loaded.community, today), root=root, today=today, published=published)
    return context, list(loaded.problems)


def files_of(example: Mapping[str, Any]) -> tuple[dict[str, str], Published]:
    """Turn an example of a rule's docstring (tables of rows; content; published; package; other files as text) into files."""
    files = {}
    published = KNOWN
    for name, value in example.items():
        if name == "published":
            published = Published(unknown=value) if isinstance(value, str) else Published(ids=value)
        elif name == "package":
            files["package"] = value
        elif name == "content":
            files |= {f"content/{path}": text for path, text in value.items()}
        elif isinstance(value, str):
            files[name] = value
        else:
            path = name.replace("-", "/") if name.startswith("holidays-") else name
            files[f"data/{path}.yml"] = as_typed(value)
    return files, published


def as_typed(rows: Any) -> str:
    """Rows as an editor writes them."""
    return yaml.dump(rows, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)


def examples(rule: Rule) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every example of a rule's manual: its code ('' for PASS) and its tables."""
    for match in _EXAMPLE.finditer(f"{rule.manual.rstrip()}\n"):
        yield match[2] or "", yaml.load(textwrap.dedent(match[3]), Loader=yaml.BaseLoader)


def shown(code: str, example: Mapping[str, Any], found: Iterable[Problem]) -> dict[str, Any]:
    """An example with what was found in it, as the editor's manual keeps it."""
    files, published = files_of(example)
    if "package" in files:
        files["data/datapackage.yaml"] = f"name: {files.pop('package')}\n"
    if published.ids:
        ids = {table: list(ids) for table, ids in published.ids.items()}
        files["以前发布过的编号"] = as_typed(ids)
    if published.unknown:
        files["以前发布过的编号"] = f"不知道：{published.unknown}\n"
    return {
        "code": code,
        "files": {path: text.translate(_VISIBLE) for path, text in files.items()},
        "said": [
            {
                "at": str(problem.mark),
                "level": problem.level,
                "record": problem.record,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in in_order(found)
        ],
    }


def said(problem: Problem) -> str:
    """A problem in one line of a golden case."""
    level = "错误" if problem.level == "error" else "警告"
    who = f"{problem.record} | " if problem.record else ""
    return f"{problem.mark} {level} [{problem.code}] {who}{problem.message} | {problem.hint}"


def context_of_rows(
    root: Path, today: date = TODAY, incomplete: Iterable[str] = (), **tables: list[dict[str, Any]]
) -> Context:
    """Return the context of tables that stand in no file."""
    community = make(**tables)
    return Context(
        community=community,
        timetable=expand(community, today),
        package=package(),
        root=root,
        today=today,
        incomplete=frozenset(incomplete),
    )
