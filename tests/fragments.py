"""Fragments of tables as whole communities: takes tables as text, gives what `load`, `expand` and the checks say of them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from linli.checks import Context, context_of
from linli.history import Published
from linli.problems import Problem
from linli.structure import load
from linli.timetable import expand
from tests_support import TODAY

ROOT = Path(__file__).resolve().parents[1]
KNOWN = Published()


def lay_out(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a community below the folder: the given files (`data/courses.yml` → text), every other table empty.

    `package` is no file but the data package's name.
    """
    shutil.copytree(ROOT / "data/schemas", folder / "data/schemas")
    package = (ROOT / "data/datapackage.yaml").read_text("utf-8")
    name = files.get("package", "linli-xiaoyuan")
    (folder / "data/datapackage.yaml").write_text(package.replace("name: linli-linfu", f"name: {name}", 1), "utf-8")
    shutil.copytree(ROOT / "overrides/views/slots", folder / "overrides/views/slots")
    (folder / "data/holidays").mkdir()
    written = {path.relative_to(ROOT).as_posix(): "[]\n" for path in (ROOT / "data").rglob("*.yml")}
    written |= {"data/organization.yml": "- name: 小院\n", **files}
    written.pop("package", None)
    for path, text in written.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


def gather(root: Path, published: Published | None = KNOWN, today: date = TODAY) -> tuple[Context, list[Problem]]:
    """Return the context of a community and what loading it found."""
    loaded = load(root, today=today, gone=published.ids if published else {})
    context = context_of(loaded, expand(loaded.community, today), root=root, today=today, published=published)
    return context, list(loaded.problems)


def files_of(example: Mapping[str, Any]) -> tuple[dict[str, str], Published]:
    """Turn an example of a rule's docstring (tables of rows; content; published; package) into files."""
    files = {}
    published = KNOWN
    for name, value in example.items():
        if name == "published":
            published = Published(unknown=value) if isinstance(value, str) else Published(ids=value)
        elif name == "package":
            files["package"] = value
        elif name == "content":
            files |= {f"content/{path}": text for path, text in value.items()}
        else:
            path = name.replace("-", "/") if name.startswith("holidays-") else name
            files[f"data/{path}.yml"] = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
    return files, published


def said(problem: Problem) -> str:
    """A problem in one line of a golden case."""
    level = "错误" if problem.level == "error" else "警告"
    who = f"{problem.record} | " if problem.record else ""
    return f"{problem.mark} {level} [{problem.code}] {who}{problem.message} | {problem.hint}"
