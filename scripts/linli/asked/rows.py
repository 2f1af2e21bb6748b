"""Where a new row goes: takes the root, the tables and its values, gives the new text of the files that it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from linli import structure, tablefile
from linli import writing_back as back
from linli.asked.proposals import Tables, said
from linli.rows import Row, Text
from linli.schema import Package

_BESIDE: Final[Mapping[str, tuple[str, ...]]] = {
    "courses": ("category",),
    "groups": ("course", "term"),
}
"""The fields by which rows of a table stand together."""


@dataclass(frozen=True, slots=True)
class New:
    """A row, and for a course or a class its first line in the timetable."""

    table: str
    values: Mapping[str, Text]
    times: Mapping[str, Text]

    def rows(self) -> list[tuple[str, dict[str, Text]]]:
        """Return all rows, each with its table."""
        found = [(self.table, dict(self.values))]
        if self.times:
            own = "course" if self.table == "courses" else "group"
            found.append(("schedules", {own: self.values.get("id"), **self.times}))
        return found


def read(root: Path, package: Package) -> Tables:
    """Return the rows of all tables as typed."""
    rows: dict[str, list[Row]] = {name: [] for name in package.schemas}
    for resource in package.resources:
        rows[resource.schema.name] += structure.read(root, resource)[0]
    return rows


def texts(root: Path, package: Package, made: New, tables: Tables) -> dict[str, str]:
    """Return path → text. Raises CannotWriteError where a table cannot be written to."""
    edits: dict[str, list[back.Edit]] = {}
    for table, values in made.rows():
        path = next(resource.path for resource in package.resources if resource.schema.name == table)
        here = [row for row in tables[table] if row.path == path]
        place = _place(made, table, values, here, tables)
        edits[path] = [back.Append(values) if place is None else back.Insert(place, values)]
    return tablefile.changed(root, edits, package)


def shown(made: New, package: Package) -> str:
    """The rows as they will stand in their files."""
    return "\n".join(back.row_text(values, package.schemas[table].fields) for table, values in made.rows())


def _place(made: New, table: str, values: Mapping[str, Text], rows: Sequence[Row], tables: Tables) -> int | None:
    """Return the row behind which a new one stands: the last that has most in common with it; None for the end."""
    if table == "schedules":
        return _after_classes(
            str(made.values.get("course") or made.values["id"]), made.values.get("term"), rows, tables
        )
    for count in range(len(_BESIDE.get(table, ())), 0, -1):
        names = _BESIDE[table][:count]
        same = [n for n, row in enumerate(rows) if all(said(row, name) == (values.get(name) or "") for name in names)]
        if same:
            return same[-1]
    return None


def _after_classes(course: str, term: Text, rows: Sequence[Row], tables: Tables) -> int | None:
    """Behind the timetable of the course's classes, of the same term where it has some."""
    classes = {said(row, "id"): row for row in tables["groups"] if said(row, "course") == course}
    own = [n for n, row in enumerate(rows) if said(row, "group") in classes or said(row, "course") == course]
    same = [n for n in own if (group := classes.get(said(rows[n], "group"))) and said(group, "term") == term]
    found = same or own
    return found[-1] if found else None
