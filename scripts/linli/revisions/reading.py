"""Old tables, read and typed as the build does: takes the states of a community, gives each as a `Community`.

Rows that say the same are one record, whatever states they stand in, so that a record that two states share is the same.
Each is typed once, and none that the present tables have too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

from linli import source, structure
from linli.model import Community, Record, community
from linli.revisions.states import TABLES, State, table_of
from linli.schema import Package, Resource
from linli.source import Row

Values = Mapping[str, Any]


class _Part(NamedTuple):
    """One table of a state."""

    records: tuple[Record, ...]
    references: frozenset[tuple[str, str]]
    """The tables and ids that they name."""


class Reader:
    """The states of one community, read in one go: frictionless is slow to begin."""

    def __init__(
        self, package: Package, present: Community, *, states: Sequence[State], content: Callable[[str], bytes]
    ) -> None:
        self._package = package
        self._present = present
        self._rows: dict[tuple[str, frozenset[Any]], Row] = {}
        self._values: dict[int, Values | None] = {}
        self._records: dict[tuple[int, int], Record | None] = {}
        self._parts: dict[tuple[object, ...], _Part | None] = {}
        for table in TABLES:
            for record in present.tables[table]:
                row = self._first(table, record.row)
                named = present.find("groups", record.group) if table in structure.NAMING else None
                self._values[id(row)] = _own(record, package.schemas[table].fields)
                self._records[id(row), id(named and named.row)] = record
        files = {(table_of(path), blob) for state in states if state.commit for path, blob in state.files.items()}
        pieces: dict[tuple[str, str], Row] = {}
        self._files = {(table, blob): self._read(table, content(blob), pieces) for table, blob in sorted(files)}
        fresh: dict[str, list[Row]] = defaultdict(list)
        for (table, _), row in self._rows.items():
            if id(row) not in self._values:
                fresh[table].append(row)
        for table, rows in fresh.items():
            self._values |= zip(map(id, rows), self._typed(table, rows), strict=True)

    def community(self, state: State) -> Community | None:
        """Return the tables of a state; None where the build would not have taken them: no site was made from it."""
        if not state.commit:
            return self._present
        blobs: dict[str, list[str]] = defaultdict(list)
        for path in sorted(state.files):
            blobs[table_of(path)].append(state.files[path])
        parts: dict[str, _Part] = {}
        for table in TABLES:
            classes = parts["groups"].records if table in structure.NAMING else ()
            part = self._part(table, blobs[table], classes)
            if part is None:
                return None
            parts[table] = part
        found = community(self._package.name, {table: part.records for table, part in parts.items()})
        known = all(part.references <= found.index.keys() for part in parts.values())
        return found if found.courses and found.schedules and known else None

    def _part(self, table: str, blobs: Sequence[str], classes: tuple[Record, ...]) -> _Part | None:
        key = (table, id(classes), *blobs)
        if key not in self._parts:
            files = [self._files[table, blob] for blob in blobs]
            by_id = {record.id: record for record in classes}
            found = [self._record(table, row, by_id) for rows in files if rows is not None for row in rows]
            records = tuple(record for record in found if record is not None)
            names = self._package.schemas[table].references
            ids = {(other, record.__dict__[name]) for name, other in names.items() for record in records}
            whole = None not in files and len(records) == len(found)
            references = frozenset(pair for pair in ids if pair[0] in TABLES and pair[1])
            self._parts[key] = _Part(records, references) if whole else None
        return self._parts[key]

    def _record(self, table: str, row: Row, classes: Mapping[str, Record]) -> Record | None:
        """Return a row with what the class that it names says put in."""
        named = classes.get(str(row.values.get("group"))) if table in structure.NAMING else None
        key = id(row), id(named and named.row)
        if key not in self._records:
            values = self._values[id(row)]
            schema = self._package.schemas[table]
            self._records[key] = None if values is None else structure.record(schema, row, values, classes)[0]
        return self._records[key]

    def _read(self, table: str, data: bytes, pieces: dict[tuple[str, str], Row]) -> list[Row] | None:
        """Read the rows of a file of which no other had the text; the whole where that is not as good. None: a broken one."""
        text, problems = source.decode("", data)
        if problems:
            return None
        fields = self._package.schemas[table].fields
        text = text.replace("\r\n", "\n")
        found = _pieces(text)
        fresh = [piece for piece in dict.fromkeys(found) if (table, piece) not in pieces]
        rows, problems = source.read("", "\n".join(fresh), fields) if fresh else ([], [])
        if problems or len(rows) != len(fresh) or not found:
            rows, problems = source.read("", text, fields) if text.strip() else ([], [])
            return None if problems else [self._first(table, row) for row in rows]
        for piece, row in zip(fresh, rows, strict=True):
            pieces[table, piece] = self._first(table, row)
        return [pieces[table, piece] for piece in found]

    def _first(self, table: str, row: Row) -> Row:
        """Return the row that says the same and was read first."""
        said = frozenset(item for item in row.values.items() if item[1] is not None)
        return self._rows.setdefault((table, said), row)

    def _typed(self, table: str, rows: Sequence[Row]) -> Sequence[Values | None]:
        """Return what each row holds; None where the build would not have taken it. Keys are another matter."""
        schema = self._package.schemas[table]
        alone = {key: value for key, value in schema.descriptor.items() if key not in ("primaryKey", "foreignKeys")}
        schema = replace(schema, primary_key=(), references={}, descriptor=alone)
        with suppress(ValueError, ArithmeticError):  # nobody can mend an old row
            return structure.typed_rows(Resource(name=table, path=f"data/{table}.yml", schema=schema), rows, {})[0]
        return [None] * len(rows)


def _own(record: Record, fields: Iterable[str]) -> Values:
    """What a record's own row holds, without what its class says."""
    lent = {"course", "term"} if record.table in structure.NAMING else set()
    return {
        name: None if name in lent and not record.row.values.get(name) else record.__dict__[name] for name in fields
    }


def _pieces(text: str) -> list[str]:
    """Return each row's text; nothing where they are not in the usual form."""
    first, *others = f"\n{text}".split("\n- ")
    usual = all(not line or line.startswith("#") for line in first.split("\n"))
    return [f"- {other}" for other in others] if usual else []
