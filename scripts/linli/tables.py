"""Types, constraints and keys by frictionless: takes rows as typed, gives typed values and Chinese problems.

frictionless sees the rows inline (its own YAML reader would turn 19:00 into 1140 and knows no line numbers); every
error it reports is mapped back to the mark of the field. This is the only module that imports it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from frictionless import FrictionlessException, errors
from frictionless import Package as FrictionlessPackage
from frictionless import Schema as FrictionlessSchema
from frictionless.resources import TableResource

from linli import cells, reasons, wording
from linli.documents import BrokenFileError
from linli.model import name_of
from linli.problems import Mark, Problem
from linli.schema import Resource, Schema
from linli.settled import settled
from linli.source import Row, Text
from linli.writing import normal

YEARS: Final = range(1900, 2101)
"""Other years are typing errors and overflow calendars."""
_LARGEST: Final = 10**12
_MOST_GUESSED: Final = 2000
"""Ids among which the likeliest is looked for, which takes a few microseconds each."""
_NOTHING: Final[Mapping[str, Mapping[str, str]]] = {}
_MOST_UNKNOWN: Final = 20
"""Unknown fields of a row that are listed; a row with more is no row of this table."""


def type_rows(
    resource: Resource,
    rows: Sequence[Row],
    ids: Mapping[str, Sequence[str]],
    unsure: Container[str] = (),
    *,
    gone: Mapping[str, Mapping[str, str]] = _NOTHING,
    today: date | None = None,
) -> tuple[list[dict[str, Any] | None], list[Problem]]:
    """Return for each row its typed values (None where the row has an error) and all problems.

    `ids` holds the ids of every table, for the references. A table in `unsure` lost rows to typing errors: an unknown
    id of it is no second problem. `gone` says of ids that were there before where they were seen. Raises
    BrokenFileError where frictionless cannot use the schema.
    """
    try:
        return _Typing(schema=resource.schema, rows=rows, ids=ids, unsure=unsure, gone=gone, today=today).done()
    except (FrictionlessException, re.error) as error:
        raise BrokenFileError((_unusable(resource.schema, error),)) from error


@dataclass(slots=True)
class _Typing:
    """One table on its way through frictionless."""

    schema: Schema
    rows: Sequence[Row]
    ids: Mapping[str, Sequence[str]]
    unsure: Container[str]
    gone: Mapping[str, Mapping[str, str]]
    today: date | None
    problems: list[Problem] = field(default_factory=list)
    _unknown: dict[tuple[str, str], tuple[int, list[Row]]] = field(default_factory=dict)
    """Field and unknown id → its first problem's place among all, and the other rows that name it."""
    _first: dict[str, Row] = field(default_factory=dict)
    """Id → the row that has it."""

    def done(self) -> tuple[list[dict[str, Any] | None], list[Problem]]:
        """Return for each row its values or None, and all problems."""
        self.problems = [p for row in self.rows for p in unknown_fields(self.schema, row)]
        typed = self._typed() if self.rows else []
        for place, rows in self._unknown.values():
            if rows:
                self.problems[place] = wording.also_in(self.problems[place], rows)
        return typed, self.problems

    def _typed(self) -> list[dict[str, Any] | None]:
        schema, rows = self.schema, self.rows
        texts = [[_text(schema, name, value) for name, value in _settled(schema, row).items()] for row in rows]
        table = TableResource(
            name="rows",
            data=[list(schema.fields), *([list(c) if isinstance(c, tuple) else c for c in line] for line in texts)],
            schema=FrictionlessSchema.from_descriptor(_descriptor(schema)),
        )
        others = [_keys(name, self.ids) for name in set(schema.references.values())]
        package = FrictionlessPackage(resources=[table, *others])
        typed: list[dict[str, Any] | None] = []
        with package.get_table_resource("rows") as opened:
            for line in opened.row_stream:
                row = rows[line.row_number - 2]
                while len(typed) < line.row_number - 2:
                    typed.append(None)
                values = line.to_dict()
                typed.append(values if self._is_right(row, line, values) else None)
        return typed + [None] * (len(rows) - len(typed))

    def _is_right(self, row: Row, line: Any, values: dict[str, Any]) -> bool:
        wrong = [error for error in line.errors if not _implied(self.schema, line, error, self.unsure)]
        for error in wrong:
            if isinstance(error, errors.ForeignKeyError):
                self._no_such_id(row, error)
            else:
                self.problems.append(self._problem(row, error))
        if isinstance(key := row.values.get("id"), str):
            self._first.setdefault(key, row)
        if wrong:
            return False
        found = _read(self.schema, row, values) or [
            wording.bad_type(self.schema, row, name) for name, v in values.items() if not _reasonable(v)
        ]
        self.problems += found
        return not found

    def _no_such_id(self, row: Row, error: Any) -> None:
        name, found = error.field_names[0], str(error.field_cells[0])
        if (name, found) in self._unknown:
            self._unknown[name, found][1].append(row)
            return
        table = self.schema.references[name]
        guess = _guess(found[:40], tuple(self.ids.get(table, ())[:_MOST_GUESSED]))
        gone = self.gone.get(table, {}).get(found, "")
        self._unknown[name, found] = (len(self.problems), [])
        self.problems.append(wording.unknown_reference(self.schema, row, name, found, guess, gone))

    def _problem(self, row: Row, error: Any) -> Problem:
        schema = self.schema
        if isinstance(error, errors.PrimaryKeyError):
            return wording.repeated_key(schema, row, self._first.get(str(row.values.get("id"))))
        if isinstance(error, errors.ConstraintError):
            return wording.bad_constraint(schema, row, error.field_name, error.note)
        if isinstance(error, errors.TypeError):
            return wording.bad_type(schema, row, error.field_name, self.today)
        if isinstance(error, errors.BlankRowError):
            message, hint = "这一条是空的", "请补上内容；用不着就删掉"
        else:
            message, hint = f"这一条读不懂：{error.note}", "请对照编辑手册里这张表的写法"
        return wording.problem(schema, row, "", "bad-row", f"{message}{_named(row)}", hint)


def _unusable(schema: Schema, error: Exception) -> Problem:
    return Problem(
        mark=Mark(path=f"data/schemas/{schema.name}.yaml"),
        code="broken-package",
        message=f"这张表的规则用不了：{wording.shown(error)}",
        hint="请看看最近改的 type、format 和 constraints；不知道怎么改时，请用 git 恢复到上一次能用的样子",
    )


def _text(schema: Schema, name: str, value: Text) -> Text:
    """A cell for frictionless; a time that may be two is no time."""
    text = normal(value, schema.fields[name])
    unclear = (
        isinstance(text, str) and schema.fields[name].type in ("time", "datetime") and reasons.ONE_DIGIT.search(text)
    )
    return f"{text}?" if unclear else text


def _settled(schema: Schema, row: Row) -> dict[str, Text]:
    return settled(schema.name, {name: row.values.get(name) for name in schema.fields})


def _read(schema: Schema, row: Row, values: dict[str, Any]) -> list[Problem]:
    """Put in place what the fields with an `of` hold; return a problem for each that says nothing certain."""
    wrong = []
    for name, column in schema.fields.items():
        if column.of and values[name] is not None:
            try:
                values[name] = cells.BY_KIND[column.of](values[name])
            except ValueError as error:
                wrong.append(wording.bad_cell(schema, row, name, str(error)))
    return wrong


def unknown_fields(schema: Schema, row: Row) -> list[Problem]:
    """Return a problem for each field of the row that its schema does not have, with the likeliest one it does."""
    problems: list[Problem] = []
    labels = {column.title: column.name for column in schema.fields.values()}
    unknown = [name for name in row.keys if name not in schema.fields]
    for number, name in enumerate(unknown):
        if number == _MOST_UNKNOWN:
            message = f"这一条里还有 {len(unknown) - number} 个不认识的字段"
            problems.append(wording.problem(schema, row, name, "unknown-field", message, "这一条是不是贴错了表?"))
            break
        guess = labels.get(name.strip()) or _guess(name.strip().lower()[:40], tuple(schema.fields))
        problems.append(wording.unknown_field(schema, row, name, guess))
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


def _named(row: Row) -> str:
    name = name_of(row.values)
    return f"({name})" if name else ""
