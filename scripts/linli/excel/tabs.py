"""The tables as sheets: takes the data package and its rows, gives a `Tab` for each with Chinese columns and texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from linli.rows import Row, Text
from linli.schema import Field, Package, Resource

OVERVIEW: Final = "班次一览"
"""The sheet that joins the tables; it is only looked at."""
YES: Final = {"true": "是", "false": "否"}
_NAMES: Final = ("title", "name", "label")
_FEW: Final = 0.1
"""A field that fewer rows have comes behind the others."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One field as a column."""

    field: Field
    title: str
    table: str
    """Whose ids it holds; empty for none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tab:
    """One table as a sheet."""

    name: str
    resource: Resource
    columns: Sequence[Column]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Labels:
    """What ids are called: table → id → 书法班."""

    names: Mapping[str, Mapping[str, str]]

    def shown(self, value: Text, column: Column) -> str:
        """Return a value as its cell says it: `shufa 书法班`, 是, 书法、免费."""
        if value is None:
            return ""
        if isinstance(value, tuple):
            return "、".join(value)
        if column.field.type == "boolean":
            return YES.get(value, value)
        label = self.names.get(column.table, {}).get(value, "")
        return f"{value} {label}" if label else value


def tabs(package: Package, rows: Mapping[str, Sequence[Row]]) -> list[Tab]:
    """Return the sheets of all tables; `rows` are those of each resource by its path."""
    titles = {f"data/{entry['path']}": str(entry.get("title") or "") for entry in package.descriptor["resources"]}
    made: list[Tab] = []
    for resource in package.resources:
        name = titles.get(resource.path) or resource.schema.title
        name = "".join("_" if sign in "[]:*?/\\'" else sign for sign in name)[:31]
        if name in {OVERVIEW, *(tab.name for tab in made)}:
            name = resource.name[:31]
        found = rows[resource.path]
        made.append(Tab(name=name, resource=resource, columns=_columns(resource, found), rows=found))
    return made


def labels(made: Sequence[Tab]) -> Labels:
    """Return what the records of every table are called."""
    names: dict[str, dict[str, str]] = {}
    for tab in made:
        own = names.setdefault(tab.resource.schema.name, {})
        for row in tab.rows:
            if isinstance(key := row.values.get("id"), str):
                own.setdefault(key, name_of(row))
    courses = names.get("courses", {})
    for tab in made:
        if tab.resource.schema.name == "groups":
            for row in tab.rows:
                course, key = row.values.get("course"), row.values.get("id")
                if isinstance(course, str) and isinstance(key, str):
                    names["groups"][key] = f"{courses.get(course, course)}{name_of(row)}"
    return Labels(names)


def name_of(row: Row) -> str:
    """Return what a row is called in one line, or nothing."""
    found = (row.values.get(name) for name in _NAMES)
    return next((" ".join(text.split()) for text in found if isinstance(text, str) and text), "")


def _columns(resource: Resource, rows: Sequence[Row]) -> list[Column]:
    schema = resource.schema
    used = {name: sum(row.values.get(name) is not None for row in rows) for name in schema.fields}
    titles = [field.title for field in schema.fields.values()]
    columns = [
        Column(
            field=field,
            title=field.title if titles.count(field.title) == 1 else f"{field.title}({name})",
            table=schema.references.get(name, "groups" if name == "group" else ""),
        )
        for name, field in schema.fields.items()
    ]

    def rare(column: Column) -> bool:
        return not column.field.required and used[column.field.name] < max(1, _FEW * len(rows))

    return sorted(columns, key=rare)
