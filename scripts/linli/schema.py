"""The only list of fields: takes data/datapackage.yaml and its Table Schemas, gives `Package`, `Schema`, `Field`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from linli import descriptors, documents, folders, kit
from linli.documents import BrokenFileError, Document
from linli.problems import Mark, Problem

TABLES: Final = (
    "organization", "venues", "terms", "courses", "groups", "schedules", "changes", "services", "offers", "hours", "forms",
    "stories", "figures", "holidays", "redirects",
)  # fmt: skip
"""The tables that the site is made from; a host may add others."""


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
    many: bool = False
    """Whether its text may have several lines (`lines: many`)."""
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
    parts: tuple[str, ...] = ()
    """Further files of the same table, by name."""

    @property
    def paths(self) -> tuple[str, ...]:
        """All its files."""
        return (self.path, *self.parts)


@dataclass(frozen=True, kw_only=True, slots=True)
class Package:
    """The data package: what files there are and what a row in each may hold."""

    name: str
    title: str
    resources: tuple[Resource, ...]
    schemas: Mapping[str, Schema]
    descriptor: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()
    """What is doubtful about its own files."""


def load(root: Path) -> Package:
    """Return the data package below `root`. Raises BrokenFileError where its own files cannot be used."""
    document = documents.read(root, "data/datapackage.yaml")
    descriptors.check_package(document, root)
    paths = {Path(name).stem: f"data/schemas/{name}" for name in kit.files(root, "data/schemas", "*.yaml")}
    read = {name: documents.read(root, path) for name, path in paths.items()}
    wrong = list(document.problems)
    for found in read.values():
        descriptors.check_schema(found, paths)
        wrong += found.problems
    wrong += [
        Problem(
            mark=Mark(path=f"data/schemas/{name}.yaml"),
            code="broken-package",
            message="少了这个文件，网站要用到这张表",
            hint="请用 git 恢复，或从模板里复制；用不着的表留一个写着 [] 的文件就行",
        )
        for name in TABLES
        if name not in paths
    ]
    if any(problem.level == "error" for problem in wrong):
        raise BrokenFileError(tuple(wrong))
    schemas = {name: of(name, found.value) for name, found in read.items()}
    resources, doubts = _resources(root, document, schemas)
    used = dict.fromkeys(resource.schema.name for resource in resources)
    return Package(
        name=document.value["name"],
        title=document.value.get("title", ""),
        resources=resources,
        schemas={name: schemas[name] for name in (*used, *(name for name in schemas if name not in used))},
        descriptor=document.value,
        problems=(*wrong, *doubts),
    )


def _resources(
    root: Path, document: Document, schemas: Mapping[str, Schema]
) -> tuple[tuple[Resource, ...], list[Problem]]:
    """Return the files that are registered, with those that lie in a table's folder beside them."""
    registered = [
        (entry["name"], [f"data/{path}" for path in (entry["path"], *entry.get("extrapaths", []))], entry["schema"])
        for entry in document.value["resources"]
    ]
    found = folders.look(root, [(paths, PurePosixPath(schema).stem) for _, paths, schema in registered], schemas)
    resources = [
        Resource(
            name=name,
            path=paths[0],
            parts=(*paths[1:], *found.parts.get(paths[0], ())),
            schema=schemas[PurePosixPath(schema).stem],
        )
        for name, paths, schema in registered
    ]
    resources += [Resource(name=name, path=f"data/{name}.yml", schema=schemas[name]) for name in found.tables]
    return tuple(resources), found.problems


def of(name: str, descriptor: Mapping[str, Any]) -> Schema:
    """Return what a descriptor says, which was checked before."""
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
        many=entry.get("lines") == "many",
        enum=tuple(constraints.get("enum", ())),
        constraints=constraints,
    )


def _typed(value: object) -> str:
    """A value as an editor would type it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"[{', '.join(str(item) for item in value)}]" if isinstance(value, list) else str(value)
