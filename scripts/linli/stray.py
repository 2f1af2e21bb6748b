"""Fields that a table does not have: takes a row as typed, gives a problem for each, with the likeliest one that was meant."""

from __future__ import annotations

import difflib
from functools import lru_cache
from typing import Final

from linli import wording
from linli.problems import Problem
from linli.schema import Schema
from linli.source import Row

_MOST: Final = 20
"""Unknown fields of a row that are listed; a row with more is no row of this table."""


def unknown_fields(schema: Schema, row: Row) -> list[Problem]:
    """Return a problem for each field of the row that its schema does not have, with the likeliest one it does."""
    problems: list[Problem] = []
    labels = {column.title: column.name for column in schema.fields.values()}
    unknown = [name for name in row.keys if name not in schema.fields]
    for number, name in enumerate(unknown):
        if number == _MOST:
            message = f"这一条里还有 {len(unknown) - number} 个不认识的字段"
            problems.append(wording.problem(schema, row, name, "unknown-field", message, "这一条是不是贴错了表?"))
            break
        likeliest = labels.get(name.strip()) or guess(name.strip().lower()[:40], tuple(schema.fields))
        problems.append(wording.unknown_field(schema, row, name, likeliest))
    return problems


@lru_cache(maxsize=1024)
def guess(typed: str, names: tuple[str, ...]) -> str:
    """Return the name that looks most like what was typed, or nothing."""
    return next(iter(difflib.get_close_matches(typed, names, n=1, cutoff=0.6)), "")
