"""Packages as communities: takes the bytes of several, gives each one's tables, typed and joined by the kit's own rules.

All are typed together, table by table, for that is what takes the time; what is found of one never depends on the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from linli import kit, structure, tables
from linli import schema as schemas
from linli.documents import read as document
from linli.portal import rows as reading
from linli.portal.bundle import Part
from linli.problems import Mark, Problem
from linli.schema import TABLES, Package, Resource, Schema
from linli.source import HARMLESS, Row
from linli.structure import Loaded
from linli.tables import Asked, Typed


class Given(NamedTuple):
    """What is known of a community before it is read."""

    id: str
    name: str
    street: str
    site: str
    parts: tuple[Part, ...]
    asof: str
    """Of which day what it says is, 2026-11-26."""
    trusted: bool = False
    """Whether it was good before: then it is shown although a rule finds something by now."""


@cache
def descriptions() -> dict[str, Schema]:
    """Return the kit's descriptions of tables, read once a process."""
    return {name: schemas.of(name, document(kit.HOME, f"data/schemas/{name}.yaml").value) for name in TABLES}


class _Files(NamedTuple):
    """One community on the way: its files as resources, their rows, and what is wrong with them."""

    package: Package
    rows: dict[str, list[Row]]
    problems: list[Problem]
    unsure: frozenset[str]
    ids: dict[str, list[str]]
    data: dict[str, bytes]


def load(given: Sequence[Given], today: date) -> list[Loaded]:
    """Return every community with all its problems, in order."""
    files = [_files(each) for each in given]
    typed: list[dict[str, Typed]] = [{} for _ in files]
    for name, schema in descriptions().items():
        places = [
            (number, resource.path)
            for number, found in enumerate(files)
            for resource in found.package.resources
            if resource.schema.name == name
        ]
        first: dict[bytes, tuple[int, str]] = {}
        if not schema.references:  # holidays are the same everywhere: what is typed once without a problem is typed
            for number, path in places:
                first.setdefault(files[number].data[path], (number, path))
        asked = [place for place in places if not first or first[files[place[0]].data[place[1]]] == place]
        _type(schema, asked, files, typed, today)
        again = []
        for number, path in set(places) - set(asked):
            other, known = first[files[number].data[path]]
            if typed[other][known][1]:
                again.append((number, path))
            else:
                typed[number][path] = typed[other][known]
        _type(schema, again, files, typed, today)
    return [
        structure.join(each.package, each.rows, found, each.problems, unsure=each.unsure)
        for each, found in zip(files, typed, strict=True)
    ]


def _type(
    schema: Schema,
    places: Sequence[tuple[int, str]],
    files: Sequence[_Files],
    typed: list[dict[str, Typed]],
    today: date,
) -> None:
    asked = [Asked(rows=files[n].rows[path], ids=files[n].ids, unsure=files[n].unsure) for n, path in places]
    for (number, path), found in zip(places, tables.type_all(schema, asked, today=today), strict=True):
        typed[number][path] = found


def _files(given: Given) -> _Files:
    resources: list[Resource] = []
    rows: dict[str, list[Row]] = {}
    problems: list[Problem] = []
    unsure: set[str] = set()
    known = descriptions()
    for part in given.parts:
        path = f"{given.id}/{part.path}"
        if path in rows:
            continue
        resources.append(Resource(name=part.path, path=path, schema=known[part.table]))
        rows[path], wrong = reading.read(part, path, known[part.table])
        problems += wrong
        if any(problem.code not in HARMLESS for problem in wrong):
            unsure.add(part.table)
    if sum(map(len, rows.values())) > reading.MOST:
        mark = Mark(path=given.id)
        message = f"各张表合起来的记录太多，最多 {reading.MOST} 条"
        problems.append(Problem(mark=mark, code="too-large", message=message, hint="请确认没有重复"))
        rows = {path: [] for path in rows}
    package = Package(
        name=given.id, title=given.name, resources=tuple(resources), schemas=known, descriptor={"name": given.id}
    )
    data = {f"{given.id}/{part.path}": part.data for part in given.parts}
    ids = structure.ids_of(package, rows)
    return _Files(package=package, rows=rows, problems=problems, unsure=frozenset(unsure), ids=ids, data=data)
