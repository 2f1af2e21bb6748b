"""Reading and checking from files to problems: takes the root and a day, gives a `Checked`. Knows nothing of pages."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from linli import promises, settings, structure
from linli.checks import check_all, context_of
from linli.documents import BrokenFileError
from linli.history import FORMER, published
from linli.history import Published as Before
from linli.memory import Memory
from linli.pointers import on_pages, pointed
from linli.problems import Mark, Problem, errors, in_order
from linli.structure import Loaded
from linli.timetable import Timetable, expand


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """A community that was read, expanded and checked; None where its tables cannot be described at all."""

    problems: Sequence[Problem]
    loaded: Loaded | None
    timetable: Timetable | None


def check(root: Path, today: date, previous: Path | None = None, memory: Memory | None = None) -> Checked:
    """Read everything below `root` and return all problems, as they may be shown; `memory` knows what did not change since."""
    found = _check(root, today, previous, memory)
    return replace(found, problems=pointed(found.problems, _address(root)))


def _check(root: Path, today: date, previous: Path | None, memory: Memory | None) -> Checked:
    before = published(root, previous)
    own = _own_settings(root)
    try:
        loaded = structure.load(root, today=today, gone=before.ids, memory=memory)
    except BrokenFileError as error:
        return Checked(problems=in_order([*own, *error.problems]), loaded=None, timetable=None)
    except (OSError, KeyError, TypeError, AttributeError, ValueError) as error:
        return Checked(problems=[*own, _broken_package(error)], loaded=None, timetable=None)
    timetable = expand(loaded.community, today)
    context = context_of(loaded, timetable, root=root, today=today, published=before)
    found = promises.broken(check_all(context), root, partial(_on_site, before), _clean)
    return Checked(problems=in_order([*own, *loaded.problems, *found]), loaded=loaded, timetable=timetable)


def _on_site(before: Before, problem: Problem) -> bool:
    return before.ids[str(problem.table)][str(problem.record)] == FORMER


def _clean(tree: Path, day: date) -> bool:
    """Whether a version could be published on the day of its commit."""
    return not errors(check(tree, day).problems)


def _address(root: Path) -> str:
    """The site's address, or nothing where nobody knows it."""
    try:
        return settings.read(root).site_url or on_pages(os.environ)
    except (OSError, BrokenFileError):
        return ""


def _own_settings(root: Path) -> Sequence[Problem]:
    """Return what keeps mkdocs.yml from being used; a folder without one is no site, but its tables can be checked."""
    try:
        if (root / "mkdocs.yml").exists():
            settings.read(root)
    except BrokenFileError as error:
        return error.problems
    return ()


def _broken_package(error: Exception) -> Problem:
    """The kit's descriptions of the tables cannot be used."""
    return Problem(
        mark=Mark(path="data/datapackage.yaml"),
        code="broken-package",
        message=f"表格说明书（datapackage.yaml 和 schemas/）读不懂：{type(error).__name__} {error}",
        hint="这几个文件一般不用改；请用 git 恢复到上一次能用的样子",
    )
