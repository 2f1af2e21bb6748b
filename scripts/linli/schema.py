"""The only list of fields: takes data/datapackage.yaml and its Table Schemas, gives `Package`, `Schema`, `Field`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

MAX_DEPTH: Final = 30
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """A column (Table Schema field)."""

    name: str
    title: str
    """Chinese label."""
    description: str
    example: str
    type: str
    format: str
    required: bool
    of: str = ""
    """How its text is read where that is more than a type (cells.BY_KIND), else empty."""
    enum: tuple[str, ...]
    constraints: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Schema:
    """A kind of row."""

    name: str
    title: str
    description: str
    fields: Mapping[str, Field]
    primary_key: tuple[str, ...]
    references: Mapping[str, str]
    """Field → the table its ids live in."""
    descriptor: Mapping[str, Any]
    """As written, for frictionless."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Resource:
    """A file of the data package."""

    name: str
    path: str
    """Relative to the root: data/courses.yml."""
    schema: Schema


@dataclass(frozen=True, kw_only=True, slots=True)
class Package:
    """The data package: what files there are and what a row in each may hold."""

    name: str
    title: str
    resources: tuple[Resource, ...]
    schemas: Mapping[str, Schema]
    descriptor: Mapping[str, Any]


def load(root: Path) -> Package:
    """Return the data package below `root`.

    Raises OSError, yaml.YAMLError, KeyError or TypeError where a host broke the package's own files.
    """
    descriptor = _read(root / "data/datapackage.yaml")
    schemas: dict[str, Schema] = {}
    resources = []
    for entry in descriptor["resources"]:
        name = Path(entry["schema"]).stem
        if name not in schemas:
            schemas[name] = _schema(name, _read(root / "data" / entry["schema"]))
        resources.append(Resource(name=entry["name"], path=f"data/{entry['path']}", schema=schemas[name]))
    return Package(
        name=descriptor["name"],
        title=descriptor.get("title", ""),
        resources=tuple(resources),
        schemas=schemas,
        descriptor=descriptor,
    )


def _read(path: Path) -> Any:
    """Return what a YAML file says. libyaml's loader crashes the interpreter on deep nesting, its parser does not."""
    text = path.read_text("utf-8")
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise yaml.YAMLError(f"{path.name} is nested too deeply")
    return yaml.load(text, Loader=_LOADER)  # a SafeLoader


def _schema(name: str, descriptor: Mapping[str, Any]) -> Schema:
    key = descriptor.get("primaryKey", [])
    references = {}
    for foreign in descriptor.get("foreignKeys", []):
        fields = foreign["fields"]
        references[fields if isinstance(fields, str) else fields[0]] = foreign["reference"]["resource"]
    return Schema(
        name=name,
        title=descriptor.get("title", name),
        description=descriptor.get("description", ""),
        fields={entry["name"]: _field(entry) for entry in descriptor["fields"]},
        primary_key=(key,) if isinstance(key, str) else tuple(key),
        references=references,
        descriptor=descriptor,
    )


def _field(entry: Mapping[str, Any]) -> Field:
    constraints = entry.get("constraints", {})
    return Field(
        name=entry["name"],
        title=entry.get("title", entry["name"]),
        description=entry.get("description", ""),
        example=_typed(entry.get("example", "")),
        type=entry.get("type", "string"),
        format=entry.get("format", "default"),
        required=bool(constraints.get("required")),
        of=entry.get("of", ""),
        enum=tuple(constraints.get("enum", ())),
        constraints=constraints,
    )


def _typed(value: object) -> str:
    """A value as an editor would type it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"[{', '.join(str(item) for item in value)}]" if isinstance(value, list) else str(value)
