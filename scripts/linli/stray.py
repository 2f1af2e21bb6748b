"""Fields that a table does not have: takes a row as typed, gives a problem for each, with the likeliest one that was meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from linli import wording
from linli.problems import Problem
from linli.schema import Schema
from linli.source import Row

ID: Final = re.compile("[a-z0-9-]+")
_MOST_GUESSED: Final = 2000
"""Ids among which the likeliest is looked for, which takes a few microseconds each."""
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


def likeliest(typed: str, ids: Sequence[str]) -> str:
    """Return the id that looks most like what was typed, or nothing; what is no id is never offered."""
    return guess(typed.lower()[:40], tuple(key for key in ids[:_MOST_GUESSED] if ID.fullmatch(key)))


@lru_cache(maxsize=1024)
def guess(typed: str, names: tuple[str, ...]) -> str:
    """Return the name that looks most like what was typed, or nothing."""
    return next(iter(difflib.get_close_matches(typed, names, n=1, cutoff=0.6)), "")
