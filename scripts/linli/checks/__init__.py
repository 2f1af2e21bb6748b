"""What the schemas cannot say: takes a `Context`, gives all problems of all rules.

One rule is one module of this package: its docstring says in a sentence what holds and shows a PASS and, for every
code, a FAIL example (read and run by tests/test_checks.py); CODES, TITLE and `check(context)` are all it needs. Rules
are found by listing the package; modules whose name starts with `_` are their helpers.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path

from linli.history import Published
from linli.model import Community
from linli.problems import Problem, in_order
from linli.schema import Package
from linli.structure import Loaded
from linli.timetable import Timetable


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """All that a rule may look at."""

    community: Community
    timetable: Timetable
    package: Package
    root: Path
    """For content/ and its files."""
    today: date
    published: Published | None = None
    """Ids that were on the site before; None where nobody looked."""
    incomplete: frozenset[str] = frozenset()
    """Tables of which a row is missing here because it has an error: what seems absent may only be mistyped."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A module of this package, as values."""

    name: str
    codes: tuple[str, ...]
    title: str
    """Chinese, for the manual."""
    manual: str
    """The docstring: a sentence in English, PASS and FAIL examples."""
    check: Callable[[Context], Iterator[Problem]]


def context_of(
    loaded: Loaded, timetable: Timetable, *, root: Path, today: date, published: Published | None = None
) -> Context:
    """Return the context of what was loaded."""
    community = loaded.community
    backwards = {
        row.table
        for row in (*community.terms, *community.schedules)
        if row.valid_from and row.valid_to and row.valid_to < row.valid_from
    }
    wrong = {problem.mark.path for problem in loaded.problems if problem.level == "error"}
    return Context(
        community=community,
        timetable=timetable,
        package=loaded.package,
        root=root,
        today=today,
        published=published,
        incomplete=loaded.incomplete
        | backwards
        | frozenset(r.schema.name for r in loaded.package.resources if not wrong.isdisjoint(r.paths)),
    )


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule, by name."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_"))
    return tuple(_rule(name) for name in names)


def check_all(context: Context) -> list[Problem]:
    """Return what all rules find, in the order of a report."""
    return in_order(problem for rule in rules() for problem in rule.check(context))


def _rule(name: str) -> Rule:
    module = import_module(f"{__name__}.{name}")
    return Rule(name=name, codes=module.CODES, title=module.TITLE, manual=module.__doc__ or "", check=module.check)
