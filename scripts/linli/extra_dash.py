"""A record that a dash too many has cut in two: takes a table's rows as typed, gives them joined, with a problem for each."""

from __future__ import annotations

from collections.abc import Sequence

from linli import wording
from linli.problems import Problem
from linli.schema import Schema
from linli.source import Row

CODE = "extra-dash"


def joined(schema: Schema, rows: Sequence[Row]) -> tuple[list[Row], list[Problem]]:
    """Join a row to the one right above it where that lacks what it must have, the lower has it, and no field is in both."""
    needed = {field.name for field in schema.fields.values() if field.required}
    found, problems = list[Row](), list[Problem]()
    for row in rows:
        above = found[-1] if found else None
        if above is None or not _is_rest(above, row, needed - above.values.keys()):
            found.append(row)
            continue
        first = next(iter(row.keys))
        message = f"「- {first}」前面多了短横线：这几行和上面从第 {above.line} 行起的是一条记录"
        hint = f"把这一行的「- 」换成两个空格，和上面的 {next(iter(above.keys))} 对齐"
        problems.append(wording.problem(schema, above, first, CODE, message, hint, line=row.line, column=row.column))
        for name in ("values", "places", "keys", "comments"):
            getattr(above, name).update(getattr(row, name))
        above.quoted |= row.quoted
    return found, problems


def _is_rest(above: Row, row: Row, lacking: set[str]) -> bool:
    last = max((line for line, _ in above.places.values()), default=0)
    return bool(
        lacking and above.path == row.path and row.line == last + 1
        and lacking & row.values.keys() and above.values.keys().isdisjoint(row.values)
    )  # fmt: skip
