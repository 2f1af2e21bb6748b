"""Types, constraints and keys by frictionless: takes rows as typed, gives typed values and Chinese problems.

frictionless sees the rows inline (its own YAML reader would turn 19:00 into 1140 and knows no line numbers); every
error it reports is mapped back to the mark of the field. This is the only module that imports it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Container, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from frictionless import FrictionlessException, errors
from frictionless import Package as FrictionlessPackage
from frictionless import Schema as FrictionlessSchema
from frictionless.resources import TableResource

from linli import cells, wording
from linli.model import name_of
from linli.problems import Problem
from linli.schema import Resource, Schema
from linli.source import Row, Text
from linli.writing import normal

YEARS: Final = range(1900, 2101)
"""Other years are typing errors and overflow calendars."""
_LARGEST: Final = 10**12
_MOST_GUESSED: Final = 2000
"""Ids among which the likeliest is looked for, which takes a few microseconds each."""
_MOST_UNKNOWN: Final = 20
"""Unknown fields of a row that are listed; a row with more is no row of this table."""


def type_rows(
    resource: Resource,
    rows: Sequence[Row],
    ids: Mapping[str, Sequence[str]],
    unsure: Container[str] = (),
) -> tuple[list[dict[str, Any] | None], list[Problem]]:
    """Return for each row its typed values (None where the row has an error) and all problems.

    `ids` holds the ids of every table, for the references. A table in `unsure` lost rows to typing errors: an unknown
    id of it is no second problem. Raises ValueError where the schema itself is broken.
    """
    try:
        return _type_rows(resource.schema, rows, ids, unsure)
    except (FrictionlessException, re.error) as error:
        raise ValueError(f"{resource.schema.name}: {error}") from error


def _type_rows(
    schema: Schema, rows: Sequence[Row], ids: Mapping[str, Sequence[str]], unsure: Container[str]
) -> tuple[list[dict[str, Any] | None], list[Problem]]:
    names = list(schema.fields)
    problems = [p for row in rows for p in unknown_fields(schema, row)]
    if not rows:
        return [], problems
    texts = [[normal(value, schema.fields[name]) for name, value in _settled(schema, row).items()] for row in rows]
    table = TableResource(
        name="rows",
        data=[names, *([list(c) if isinstance(c, tuple) else c for c in line] for line in texts)],
        schema=FrictionlessSchema.from_descriptor(_descriptor(schema)),
    )
    package = FrictionlessPackage(resources=[table, *(_keys(name, ids) for name in set(schema.references.values()))])
    typed: list[dict[str, Any] | None] = []
    with package.get_table_resource("rows") as opened:
        for line in opened.row_stream:
            row = rows[line.row_number - 2]
            while len(typed) < line.row_number - 2:
                typed.append(None)
            values = line.to_dict()
            wrong = [
                _problem(schema, row, error, ids) for error in line.errors if not _implied(schema, line, error, unsure)
            ]
            if not wrong:
                wrong = _read(schema, row, values)
            if not wrong:
                wrong = [wording.bad_type(schema, row, n) for n, v in values.items() if not _reasonable(v)]
            problems += wrong
            typed.append(None if wrong else values)
    typed += [None] * (len(rows) - len(typed))
    return typed, problems


def _settled(schema: Schema, row: Row) -> dict[str, Text]:
    return cells.settled(schema.name, {name: row.values.get(name) for name in schema.fields})


def _read(schema: Schema, row: Row, values: dict[str, Any]) -> list[Problem]:
    """Put in place what the fields with an `of` hold; return a problem for each that says nothing certain."""
    wrong = []
    for name, field in schema.fields.items():
        if field.of and values[name] is not None:
            try:
                values[name] = cells.BY_KIND[field.of](values[name])
            except ValueError as error:
                wrong.append(wording.bad_cell(schema, row, name, str(error)))
    return wrong


def unknown_fields(schema: Schema, row: Row) -> list[Problem]:
    """Return a problem for each field of the row that its schema does not have, with the likeliest one it does."""
    problems: list[Problem] = []
    labels = {field.title: field.name for field in schema.fields.values()}
    unknown = [name for name in row.keys if name not in schema.fields]
    for number, name in enumerate(unknown):
        if number == _MOST_UNKNOWN:
            message = f"这一条里还有 {len(unknown) - number} 个不认识的字段"
            problems.append(wording.problem(schema, row, name, "unknown-field", message, "这一条是不是贴错了表?"))
            break
        guess = labels.get(name.strip()) or _guess(name.strip().lower()[:40], tuple(schema.fields))
        hint = f"是不是想写 {guess}?" if guess else f"可以写的字段：{'、'.join(schema.fields)}"
        line, column = row.keys[name]
        problems.append(
            wording.problem(
                schema, row, name, "unknown-field", f"没有字段 {wording.shown(name)}", hint, line=line, column=column
            )
        )
    return problems


@lru_cache(maxsize=1024)
def _guess(typed: str, names: tuple[str, ...]) -> str:
    return next(iter(difflib.get_close_matches(typed, names, n=1, cutoff=0.6)), "")


def _implied(schema: Schema, line: Any, error: Any, unsure: Container[str]) -> bool:
    """Whether the error only repeats another: what is no id is neither a repeated nor an unknown one too."""
    if isinstance(error, errors.PrimaryKeyError):
        return line[schema.primary_key[0]] is None
    if isinstance(error, errors.ForeignKeyError):
        name = error.field_names[0]
        wrong = any(isinstance(other, errors.CellError) and other.field_name == name for other in line.errors)
        return wrong or schema.references[name] in unsure
    return False


def _reasonable(value: object) -> bool:
    """Whether a typed value is one that every output can show: no year 9999, no NaN, no number of a thousand digits."""
    if isinstance(value, date):
        return value.year in YEARS
    if isinstance(value, Decimal) and not value.is_finite():
        return False
    if isinstance(value, int | Decimal):
        return -_LARGEST < value < _LARGEST
    return True


def _descriptor(schema: Schema) -> dict[str, Any]:
    return {**schema.descriptor, "fieldsMatch": "exact"}


def _keys(name: str, ids: Mapping[str, Sequence[str]]) -> TableResource:
    """The referenced table, reduced to its ids: frictionless reads it once per reference."""
    schema = FrictionlessSchema.from_descriptor({"fields": [{"name": "id", "type": "string"}]})
    return TableResource(name=name, data=[["id"], *([key] for key in ids.get(name, ()))], schema=schema)


def _problem(schema: Schema, row: Row, error: Any, ids: Mapping[str, Sequence[str]]) -> Problem:
    if isinstance(error, errors.ForeignKeyError):
        name = error.field_names[0]
        found = str(error.field_cells[0])
        known = ids.get(schema.references[name], ())
        return wording.unknown_reference(schema, row, name, found, _guess(found[:40], tuple(known[:_MOST_GUESSED])))
    if isinstance(error, errors.PrimaryKeyError):
        return wording.repeated_key(schema, row)
    if isinstance(error, errors.ConstraintError):
        return wording.bad_constraint(schema, row, error.field_name, error.note)
    if isinstance(error, errors.TypeError):
        return wording.bad_type(schema, row, error.field_name)
    if isinstance(error, errors.BlankRowError):
        message, hint = "这一条是空的", "请删掉这一条，或补上内容"
    else:
        message, hint = f"这一条读不懂：{error.note}", "请对照编辑手册里这张表的写法"
    return wording.problem(schema, row, "", "bad-row", f"{message}{_named(row)}", hint)


def _named(row: Row) -> str:
    name = name_of(row.values)
    return f"({name})" if name else ""
