"""Old tables, read and typed as the build does: takes a `State`, gives its `Community`; equal rows are typed once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

from linli import source, structure, tables
from linli.model import Community, Record, community
from linli.revisions.states import TABLES, State, table_of
from linli.schema import Package, Resource
from linli.source import Row


class NotASiteError(ValueError):
    """No site was ever made from this state."""


class _Part(NamedTuple):
    """One table of a state."""

    records: tuple[Record, ...]
    references: frozenset[tuple[str, str]]
    """The tables and ids that they name."""


class Reader:
    """Reads states of one community; rows that the present one has too are its records."""

    def __init__(self, package: Package, present: Community, content: Callable[[State, str], bytes]) -> None:
        self._package = package
        self._content = content
        self._files: dict[tuple[str, str], list[Row] | None] = {}
        self._pieces: dict[tuple[str, str], Row] = {}
        self._rows: dict[tuple[str, frozenset[Any]], Row] = {}
        self._untyped: dict[str, list[Row]] = {table: [] for table in TABLES}
        self._typed: dict[int, dict[str, Any] | None] = {}
        self._records: dict[tuple[int, int], Record | None] = {}
        self._parts: dict[tuple[str, ...], _Part] = {}
        self._last: tuple[State, Community] | None = None
        for table in TABLES:
            for record in present.tables[table]:
                row = self._rows.setdefault(_key(table, record.row), record.row)
                named = present.find("groups", record.group) if table in structure.NAMING else None
                self._records[id(row), id(named and named.row)] = record

    def learn(self, states: Sequence[State]) -> None:
        """Read the files of all these states, so that their rows are typed in one go: frictionless is slow to begin."""
        for state in states:
            for path in state.files:
                self._file(state, path)

    def community(self, state: State) -> Community:
        """Return the tables of a state. Raises NotASiteError."""
        if self._last and self._last[0] is state:
            return self._last[1]
        files: dict[str, list[str]] = {table: [] for table in TABLES}
        for path in sorted(state.files):
            files[table_of(path)].append(path)
        parts: dict[str, _Part] = {}
        for table in TABLES:
            classes = parts["groups"].records if table in structure.NAMING else ()
            parts[table] = self._part(table, state, files[table], classes)
        found = community(self._package.name, {table: part.records for table, part in parts.items()})
        if not found.courses or not found.schedules:
            raise NotASiteError("no timetable")
        if any(part.references - found.index.keys() for part in parts.values()):
            raise NotASiteError("an id that is not there")
        self._last = (state, found)
        return found

    def _part(self, table: str, state: State, paths: Sequence[str], classes: tuple[Record, ...]) -> _Part:
        key = (table, str(id(classes)), *(state.files[path] for path in paths))
        if key not in self._parts:
            by_id = {record.id: record for record in classes}
            rows: list[Row] = []
            for path in paths:
                found = self._file(state, path)
                if found is None:
                    raise NotASiteError(path)
                rows += found
            records = tuple(self._record(table, row, by_id) for row in rows)
            names = self._package.schemas[table].references
            ids = {(other, record.__dict__[name]) for name, other in names.items() for record in records}
            self._parts[key] = _Part(records, frozenset(pair for pair in ids if pair[0] in TABLES and pair[1]))
        return self._parts[key]

    def _file(self, state: State, path: str) -> list[Row] | None:
        """Return the rows of a file; None where the build would not have taken it."""
        table = table_of(path)
        key = (table, state.files[path])
        if key not in self._files:
            text, problems = source.decode(path, self._content(state, path))
            self._files[key] = None if problems else self._read(table, text.replace("\r\n", "\n"))
        return self._files[key]

    def _read(self, table: str, text: str) -> list[Row] | None:
        """Read the rows that are new; the whole text where that is not as good."""
        fields = self._package.schemas[table].fields
        pieces = _pieces(text)
        fresh = [piece for piece in dict.fromkeys(pieces) if (table, piece) not in self._pieces]
        rows, problems = source.read("", "\n".join(fresh), fields) if fresh else ([], [])
        if problems or len(rows) != len(fresh) or not pieces:
            rows, problems = source.read("", text, fields) if text.strip() else ([], [])
            return None if problems else [self._same(table, row) for row in rows]
        for piece, row in zip(fresh, rows, strict=True):
            self._pieces[table, piece] = self._same(table, row)
        return [self._pieces[table, piece] for piece in pieces]

    def _same(self, table: str, row: Row) -> Row:
        """Return the row that says the same and was read first."""
        first = self._rows.setdefault(_key(table, row), row)
        if first is row:
            self._untyped[table].append(row)
        return first

    def _record(self, table: str, row: Row, classes: Mapping[str, Record]) -> Record:
        named = classes.get(str(row.values.get("group"))) if table in structure.NAMING else None
        key = id(row), id(named and named.row)
        if key not in self._records:
            values = self._values(table, row)
            schema = self._package.schemas[table]
            self._records[key] = None if values is None else structure.record(schema, row, values, classes)[0]
        found = self._records[key]
        if found is None:
            raise NotASiteError(f"{table}: {row.values}")
        return found

    def _values(self, table: str, row: Row) -> dict[str, Any] | None:
        """Return what a row holds; None where the build would not have taken it."""
        if id(row) not in self._typed:
            schema = self._package.schemas[table]
            alone = {key: value for key, value in schema.descriptor.items() if key not in ("primaryKey", "foreignKeys")}
            resource = Resource(
                name=table,
                path=f"data/{table}.yml",
                schema=replace(schema, primary_key=(), references={}, descriptor=alone),
            )
            rows = [row, *(other for other in self._untyped[table] if other is not row)]
            values: Sequence[dict[str, Any] | None] = [None] * len(rows)
            with suppress(ValueError, ArithmeticError):  # nobody can mend an old row
                values, _ = tables.type_rows(resource, rows, {})
            self._typed.update(zip(map(id, rows), values, strict=True))
            self._untyped[table] = []
        return self._typed[id(row)]


def _key(table: str, row: Row) -> tuple[str, frozenset[Any]]:
    return table, frozenset(item for item in row.values.items() if item[1] is not None)


def _pieces(text: str) -> list[str]:
    """Return each row's text; nothing where they are not in the usual form."""
    first, *others = f"\n{text}".split("\n- ")
    usual = all(not line or line.startswith("#") for line in first.split("\n"))
    return [f"- {other}" for other in others] if usual else []
