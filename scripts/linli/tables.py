"""Types, constraints and keys by frictionless: takes rows as typed, gives typed values and Chinese problems.

frictionless sees the rows inline (its own YAML reader would turn 19:00 into 1140 and knows no line numbers); every
error it reports is mapped back to the mark of the field. This is the only module that imports it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, NamedTuple

from frictionless import FrictionlessException, errors
from frictionless import Schema as FrictionlessSchema
from frictionless.resources import TableResource

from linli import cells, reasons, stray, wording
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
_FRICTIONLESS: Final = lru_cache(64)(lambda text: FrictionlessSchema.from_descriptor(json.loads(text)))
"""Its own reading of a schema, once: that takes longer than reading a table of a few rows."""
_NOTHING: Final[Mapping[str, Mapping[str, str]]] = {}


class Asked(NamedTuple):
    """The rows of one community's table, and the ids that they may name."""

    rows: Sequence[Row]
    ids: Mapping[str, Sequence[str]]
    """Of every table, for the references."""
    unsure: Container[str] = ()
    """Tables that lost rows to typing errors: an unknown id of such a table is no second problem."""


Typed = tuple[list[dict[str, Any] | None], list[Problem]]
"""For each row its typed values, None where the row has an error, and all problems."""


def type_rows(
    resource: Resource,
    rows: Sequence[Row],
    ids: Mapping[str, Sequence[str]],
    unsure: Container[str] = (),
    *,
    gone: Mapping[str, Mapping[str, str]] = _NOTHING,
    today: date | None = None,
) -> Typed:
    """Return the rows' values and problems. Raises BrokenFileError where frictionless cannot use the schema."""
    return type_all(resource.schema, [Asked(rows=rows, ids=ids, unsure=unsure)], gone=gone, today=today)[0]


def type_all(
    schema: Schema,
    asked: Sequence[Asked],
    *,
    gone: Mapping[str, Mapping[str, str]] = _NOTHING,
    today: date | None = None,
) -> list[Typed]:
    """Return the same for many communities at once, for beginning is slow; `gone` says where lost ids were seen before."""
    try:
        tables = [
            _Typing(schema=schema, rows=rows, ids=ids, unsure=unsure, gone=gone, today=today)
            for rows, ids, unsure in asked
        ]
        places = [(table, number) for table in tables for number in range(len(table.rows))]
        if places:
            for line in _lines(schema, [table.texts(number) for table, number in places]):
                table, number = places[line.row_number - 2]
                table.take(number, line)
        return [table.done() for table in tables]
    except (FrictionlessException, re.error) as error:
        raise BrokenFileError((_unusable(schema, error),)) from error


def _lines(schema: Schema, texts: Sequence[Sequence[Text]]) -> Iterator[Any]:
    """Read rows by frictionless."""
    table = TableResource(
        name="rows",
        data=[list(schema.fields), *([list(c) if isinstance(c, tuple) else c for c in line] for line in texts)],
        schema=_FRICTIONLESS(json.dumps(_descriptor(schema))),
    )
    with table as opened:
        yield from opened.row_stream


@dataclass(slots=True)
class _Typing:
    """One table on its way through frictionless."""

    schema: Schema
    rows: Sequence[Row]
    ids: Mapping[str, Sequence[str]]
    unsure: Container[str]
    gone: Mapping[str, Mapping[str, str]]
    today: date | None
    typed: list[dict[str, Any] | None] = field(init=False)
    problems: list[Problem] = field(init=False)
    _known: dict[str, frozenset[str]] = field(init=False)
    _unknown: dict[tuple[str, str], tuple[int, list[Row]]] = field(default_factory=dict)
    """Field and unknown id → its first problem's place among all, and the other rows that name it."""
    _keys: set[tuple[Any, ...]] = field(default_factory=set)
    _first: dict[str, Row] = field(default_factory=dict)
    """Id → the row that has it."""

    def __post_init__(self) -> None:
        self.typed = [None] * len(self.rows)
        self.problems = [p for row in self.rows for p in stray.unknown_fields(self.schema, row)]
        self._known = {table: frozenset(self.ids.get(table, ())) for table in self.schema.references.values()}

    def texts(self, number: int) -> list[Text]:
        """Return the cells of a row for frictionless."""
        found = _settled(self.schema, self.rows[number]).items()
        return [None if value is None else _text(self.schema, name, value) for name, value in found]

    def take(self, number: int, line: Any) -> None:
        """Take in what frictionless made of a row."""
        values = line.to_dict()
        if self._is_right(self.rows[number], line, values):
            self.typed[number] = values

    def done(self) -> Typed:
        """Return for each row its values or None, and all problems."""
        for place, rows in self._unknown.values():
            if rows:
                self.problems[place] = wording.also_in(self.problems[place], rows)
        return self.typed, self.problems

    def _is_right(self, row: Row, line: Any, values: dict[str, Any]) -> bool:
        wrong = bool(line.errors)
        self.problems += [self._problem(row, error) for error in line.errors]
        if self._is_repeated(line):
            wrong = True
            self.problems.append(
                wording.repeated_key(self.schema, row, self._first.get(str(row.values.get(self.schema.primary_key[0]))))
            )
        mistyped = {error.field_name for error in line.errors if isinstance(error, errors.CellError)}
        for name, table in self.schema.references.items():
            found = line[name]
            if found is None or name in mistyped or found in self._known[table] or table in self.unsure:
                continue
            wrong = True
            self._no_such_id(row, name, str(found))
        for name in self.schema.primary_key[:1]:
            self._first.setdefault(str(row.values.get(name)), row)
        if wrong:
            return False
        told = _read(self.schema, row, values) or [
            wording.bad_type(self.schema, row, n) for n, v in values.items() if v is not None and not _reasonable(v)
        ]
        self.problems += told
        return not told

    def _is_repeated(self, line: Any) -> bool:
        """Whether a row before has the same key; what is no key is not repeated."""
        key = tuple(line[name] for name in self.schema.primary_key)
        if all(part is None for part in key):
            return False
        known = key in self._keys
        self._keys.add(key)
        return known

    def _no_such_id(self, row: Row, name: str, found: str) -> None:
        if (name, found) in self._unknown:
            self._unknown[name, found][1].append(row)
            return
        table = self.schema.references[name]
        guess = stray.likeliest(found, self.ids.get(table, ()))
        gone = self.gone.get(table, {}).get(found, "")
        self._unknown[name, found] = (len(self.problems), [])
        self.problems.append(wording.unknown_reference(self.schema, row, name, found, guess, gone))

    def _problem(self, row: Row, error: Any) -> Problem:
        schema = self.schema
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
    timed = schema.fields[name].type in ("time", "datetime")
    return f"{text}?" if timed and isinstance(text, str) and reasons.ONE_DIGIT.search(text) else text


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
                wrong.append(wording.bad_cell(schema, row, name, error))
    return wrong


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
    """What frictionless looks at: cells; the keys are looked up here, without opening every other table for each."""
    kept = {key: value for key, value in schema.descriptor.items() if key not in ("primaryKey", "foreignKeys")}
    return {**kept, "fieldsMatch": "exact"}


def _named(row: Row) -> str:
    name = name_of(row.values)
    return f"({name})" if name else ""
