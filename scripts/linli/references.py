"""Ids that point at nothing: takes what was found and the rows of all tables, gives one cause or the id that was meant."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from linli.problems import Mark, Problem
from linli.schema import Package
from linli.source import Row
from linli.stray import ID, likeliest
from linli.wording import choices, shown

_NAMES: Final = ("name", "title", "label")
_SEVERAL: Final = 2
"""Ids that point to an empty table: then it was emptied."""
_WRONG: Final = frozenset({"unknown-reference", "bad-id", "bad-value"})


class Explained(NamedTuple):
    """The problems as they are to be told."""

    problems: list[Problem]
    untold: frozenset[str]
    """Tables of which rows are left out for a cause that is told elsewhere."""


@dataclass(slots=True)
class _Tables:
    """The rows of every table, and who names which id."""

    package: Package
    rows: Mapping[str, Sequence[Row]]
    of: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    at: dict[tuple[str, int, str], Row] = field(default_factory=dict)
    """By path, line and field, for every field that is a reference or an id."""
    named: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    """Of a table, how many rows name each id."""

    def __post_init__(self) -> None:
        for resource in self.package.resources:
            schema = resource.schema
            self.of[schema.name] += self.rows[resource.path]
            for row in self.rows[resource.path]:
                for name in ("id", *schema.references):
                    self.at[row.path, row.mark_of(name).line, name] = row
                for name, table in schema.references.items():
                    if isinstance(value := row.values.get(name), str):
                        self.named[table][value] += 1

    def meant(self, table: str, name: str) -> list[str]:
        """The ids of the rows that are called so."""
        found = (row.values.get("id") for row in self.of[table] if name in [row.values.get(key) for key in _NAMES])
        return [key for key in found if isinstance(key, str) and ID.fullmatch(key)]


def explained(package: Package, rows: Mapping[str, Sequence[Row]], problems: Sequence[Problem]) -> Explained:
    """Offer the id of what was called by its name; tell once of an id that is wrong or missing where it stands."""
    if not any(problem.code in _WRONG for problem in problems):
        return Explained([*problems], frozenset())
    tables = _Tables(package, rows)
    causes = dict(_causes(tables, problems))
    emptied = {table: found for table in tables.named if (found := _emptied(tables, table))}
    told, untold = [*emptied.values()], set[str]()
    for problem in problems:
        row = tables.at.get((problem.mark.path, problem.mark.line, problem.field))
        table = (
            package.schemas[problem.table].references.get(problem.field) if problem.table in package.schemas else None
        )
        value = row.values.get(problem.field) if row else None
        if id(problem) in causes:
            told.append(_caused(problem, *causes[id(problem)]))
        elif problem.code not in _WRONG or not table or not isinstance(value, str):
            told.append(problem)
        elif problem.code == "unknown-reference" and (table in emptied or value in {key for key, _ in causes.values()}):
            untold.add(problem.table)
        else:
            told.append(_pointed(tables, problem, table, value))
    return Explained(told, frozenset(untold))


def _causes(tables: _Tables, problems: Sequence[Problem]) -> Iterator[tuple[int, tuple[str, int]]]:
    """Yield problems of an id itself, with the id by which other rows call that row and how many do."""
    for table, named in tables.named.items():
        own = {row.values.get("id") for row in tables.of[table]}
        lost = {key: count for key, count in named.items() if key not in own and ID.fullmatch(key)}
        wrong = [p for p in problems if p.table == table and p.field == "id" and p.code in ("bad-id", "missing-field")]
        if len(wrong) == 1 and len(lost) == 1:
            yield id(wrong[0]), next(iter(lost.items()))
            continue
        for problem in wrong:
            row = tables.at.get((problem.mark.path, problem.mark.line, "id"))
            typed = row.values.get("id") if row else None
            close = difflib.get_close_matches(str(typed or "")[:60], lost, n=1, cutoff=0.6)
            if close:
                yield id(problem), (close[0], lost[close[0]])


def _emptied(tables: _Tables, table: str) -> Problem | None:
    """A table without a row, to which several rows point."""
    keys = tables.named[table]
    path = next((r.path for r in tables.package.resources if r.schema.name == table), None)
    if tables.of[table] or len(keys) < _SEVERAL or path is None:
        return None
    message = f"这张表没有记录，别的表里却有 {sum(keys.values())} 条写着 {choices([*keys])}"
    hint = "像是内容被清空了，请从以前的版本里找回来；真的都不要了，先去掉别的表里写着它们的那几行"
    return Problem(mark=Mark(path=path), code="missing-file", message=message, hint=hint, table=table)


def _caused(problem: Problem, key: str, count: int) -> Problem:
    message = f"{problem.message}；别的表里有 {count} 条写的是 {key}"
    return replace(problem, message=message, hint=f"写成 id: {key}，那 {count} 条就都对得上")


def _pointed(tables: _Tables, problem: Problem, table: str, value: str) -> Problem:
    ids = tables.meant(table, value.strip())
    if len(ids) == 1:
        return replace(problem, hint=f"{shown(value)} 的编号是 {ids[0]}，写成 {problem.field}: {ids[0]}")
    if ids:
        return replace(problem, hint=f"叫 {shown(value)} 的有 {len(ids)} 个，写其中一个的编号：{choices(ids)}")
    known = [key for row in tables.of[table] if isinstance(key := row.values.get("id"), str) and ID.fullmatch(key)]
    parts = [part for part in re.split(r"[、，,;；\s]+", value) if part]
    if len(parts) > 1 and {*known}.issuperset(parts):
        each = "；".join(f"{problem.field}: {part}" for part in parts)
        return replace(problem, hint=f"一条只写一个，共 {len(parts)} 条：{each}")
    if problem.code != "bad-id":
        return problem
    if close := likeliest(value, known):
        return replace(problem, hint=f"是不是想写 {close}？")
    return replace(problem, hint=f"请写 data/{table}.yml 里那一条的编号{'：' if known else ''}{choices(known)}")
