"""Records that were put into the wrong table: takes a table's rows, gives those that are its own, and a problem for the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from linli import wording
from linli.problems import Problem
from linli.schema import Package, Schema
from linli.source import Row

CODE = "wrong-table"


class Sorted(NamedTuple):
    """Rows of a table, and what is not."""

    own: list[Row]
    problems: list[Problem]
    elsewhere: frozenset[str]
    """Tables to which the others belong."""


def sort(package: Package, schema: Schema, rows: Sequence[Row]) -> Sorted:
    """Set apart the rows whose fields are another table's."""
    own, problems, elsewhere = list[Row](), list[Problem](), set[str]()
    for row in rows:
        table = "" if row.keys.keys() <= schema.fields.keys() else _table(package, schema, row)
        if not table:
            own.append(row)
            continue
        elsewhere.add(table)
        path = next(resource.path for resource in package.resources if resource.schema.name == table)
        alien = "、".join([name for name in row.keys if name not in schema.fields][:3])
        other = package.schemas[table]
        message = f"这一条像是{other.title}（{table}）表里的，贴错了表：{schema.title}没有 {alien}"
        hint = f"把这一条整个剪下来，贴到 {path} 的末尾"
        problems.append(wording.problem(schema, row, "", CODE, message, hint))
    return Sorted(own, problems, frozenset(elsewhere))


def _table(package: Package, schema: Schema, row: Row) -> str:
    """The one table that has most of a row's fields, where its own has few of them or needs others; else empty."""
    names = row.keys.keys()
    own = len(names & schema.fields.keys())
    if 2 * own > len(names) + 1 and _needed(schema) <= names:
        return ""
    scores: dict[tuple[int, bool], list[str]] = defaultdict(list)
    for table in {resource.schema.name for resource in package.resources} - {schema.name}:
        other = package.schemas[table]
        scores[len(names & other.fields.keys()), _needed(other) <= names].append(table)
    best = max(scores, default=(0, False))
    fits = best[0] > max(own, 1) and 4 * best[0] >= 3 * len(names)
    return scores[best][0] if fits and len(scores[best]) == 1 else ""


def _needed(schema: Schema) -> set[str]:
    return {field.name for field in schema.fields.values() if field.required}
