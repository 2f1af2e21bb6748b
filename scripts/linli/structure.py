"""From files to a community: takes the root, gives a `Loaded` with the data package, the community and all problems."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from errno import EINVAL
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from linli import belonging, doubts, extra_dash, misplaced, needed, source
from linli import schema as schemas
from linli.memory import Memory
from linli.model import SHANGHAI, Community, Record, community
from linli.problems import Mark, Problem
from linli.records import BY_TABLE, Organization
from linli.references import explained
from linli.schema import Package, Resource, Schema
from linli.source import Row

if TYPE_CHECKING:
    from linli.tables import Typed

NAMING: Final = frozenset({"schedules", "changes"})
"""Tables whose rows may name a class instead of its course; read after groups."""

_NOTHING: Final[Mapping[str, Mapping[str, str]]] = {}


@dataclass(frozen=True, kw_only=True, slots=True)
class Loaded:
    """What `load` found. Rows with an error are left out of the community; their problems say why."""

    package: Package
    community: Community
    problems: tuple[Problem, ...]
    incomplete: frozenset[str] = frozenset()
    """Tables of which a row without an error of its own was left out: the class that it names has one."""


def load(
    root: Path,
    *,
    today: date | None = None,
    gone: Mapping[str, Mapping[str, str]] = _NOTHING,
    memory: Memory | None = None,
) -> Loaded:
    """Read, type and join all tables below `root`.

    `today` is what dates without a year are asked about, `gone` says of ids of every table where they were seen before,
    `memory` knows files that did not change since an earlier build.
    Raises BrokenFileError or ValueError where the package's own files are broken.
    """
    package = needed.check(root, schemas.load(root))
    problems: list[Problem] = list(package.problems)
    memory = memory or Memory()
    rows, files = dict[str, list[Row]](), dict[str, list[bytes]]()
    unsure: set[str] = set()
    for resource in package.resources:
        files[resource.path], rows[resource.path], wrong = _rows(root, resource, memory)
        if any(problem.code not in source.HARMLESS for problem in wrong):
            unsure.add(resource.schema.name)
        rows[resource.path], others, elsewhere = misplaced.sort(package, resource.schema, rows[resource.path])
        problems += [*wrong, *others]
        unsure |= elsewhere
    ids = ids_of(package, rows)
    typed: dict[str, Typed] = {}
    for resource in package.resources:
        schema = resource.schema
        named = {table: ids.get(table, ()) for table in sorted({*schema.references.values()})}
        type_rows = partial(typed_rows, resource, rows[resource.path], ids, unsure, gone=gone, today=today)
        said = repr(
            (
                resource.paths,
                schema.descriptor,
                named,
                sorted(unsure),
                gone,
                today,
                [row.line for row in rows[resource.path]],
            )
        )
        typed[resource.path] = memory.of("tables", [said, *files[resource.path]], type_rows)
    return join(package, rows, typed, problems, unsure=unsure, gone=gone)


def typed_rows(*given: Any, **more: Any) -> Typed:
    """As `tables.type_rows`, which is imported only where a table is not known: frictionless takes long to begin."""
    from linli import tables  # noqa: PLC0415

    return tables.type_rows(*given, **more)


def join(
    package: Package,
    rows: Mapping[str, Sequence[Row]],
    typed: Mapping[str, Typed],
    problems: Sequence[Problem] = (),
    *,
    unsure: Container[str] = (),
    gone: Mapping[str, Mapping[str, str]] = _NOTHING,
) -> Loaded:
    """Join the rows of all files and what they were typed as, both by path. `problems` are those found before."""
    problems = [*problems]
    ids = ids_of(package, rows)
    records: dict[str, list[Record]] = {name: [] for name in package.schemas}
    classes: dict[str, Record] = {}
    waiting: set[str] = set()
    for resource in sorted(package.resources, key=lambda r: r.schema.name in NAMING):
        schema = resource.schema
        values_of, wrong = typed[resource.path]
        problems += wrong
        for row, values in zip(rows[resource.path], values_of, strict=True):
            if values is None:
                continue
            if schema.name in NAMING and belonging.waits(
                values, classes, ids.get("groups", ()), certain="groups" not in unsure
            ):
                waiting.add(schema.name)
                continue
            found, wrong = record(schema, row, values, classes, gone.get("groups", {}))
            problems += wrong
            if found:
                records[schema.name].append(found)
        if schema.name == "groups":
            classes = {record.id: record for record in records["groups"]}
    problems, untold = explained(package, rows, problems)
    joined = {name: tuple(found) for name, found in records.items()}
    if not joined["organization"]:
        joined["organization"] = (_nobody(package),)
        if not any(p.mark.path == "data/organization.yml" for p in problems):
            problems.append(
                _missing("data/organization.yml", "这张表没有记录", "请写上社区的名称，例如 - name: 某某社区")
            )
    return Loaded(
        package=package,
        community=community(package.name, joined),
        problems=tuple(problems),
        incomplete=frozenset(waiting) | untold,
    )


def record(
    schema: Schema,
    row: Row,
    values: Mapping[str, Any],
    classes: Mapping[str, Record],
    gone: Mapping[str, str] | None = None,
) -> tuple[Record | None, list[Problem]]:
    """Return a row's typed values as a record, with what its class says put in; None and why where both say different things."""
    made = dict(values)
    if schema.name in NAMING and (wrong := belonging.completed(schema, row, made, classes, gone or {})):
        return None, wrong
    return BY_TABLE.get(schema.name, Record)(schema.name, row, _values(schema, made)), []


def _rows(root: Path, resource: Resource, memory: Memory) -> tuple[list[bytes], list[Row], list[Problem]]:
    """Return the bytes of a table's files, their rows as typed, and what is wrong or doubtful in them."""
    files, rows = list[bytes](), list[Row]()
    problems, doubtful = list[Problem](), list[Problem]()
    for path in resource.paths:
        data, wrong = _bytes(root, path, resource)
        files.append(data)
        problems += wrong
        if not wrong:
            parts: list[str | bytes] = [path, data, repr(resource.schema.descriptor)]
            found, wrong, doubted = memory.of("rows", parts, partial(_read, path, data, resource))
            rows += found
            problems += wrong
            doubtful += doubted
    return files, rows, [*problems, *doubts.second_rows(resource.schema, rows), *doubtful]


def read(root: Path, resource: Resource) -> tuple[list[Row], list[Problem]]:
    """Return the rows of a table's files as typed."""
    _, rows, problems = _rows(root, resource, Memory())
    return rows, problems


def _bytes(root: Path, path: str, resource: Resource) -> tuple[bytes, list[Problem]]:
    file = root / path
    try:
        if file.exists() and not file.is_file():  # a pipe or a device would never end
            raise OSError(EINVAL, "不是普通文件")
        return file.read_bytes(), []
    except FileNotFoundError:
        hint = f"没有内容时请留一个写着 [] 的文件；改了文件名的，data/datapackage.yaml 里 {resource.name} 那一段也要改"
        return b"", [_missing(path, "找不到这个文件", hint)]
    except OSError as error:
        return b"", [_missing(path, f"打不开这个文件({error.strerror})", "请检查它是不是一个普通文件")]


def _read(path: str, data: bytes, resource: Resource) -> tuple[list[Row], list[Problem], list[Problem]]:
    """Return the rows, what is wrong with them, and what is doubtful in them."""
    text, problems = source.decode(path, data)
    if not text.strip():
        return [], problems, []
    rows, wrong = source.read(path, text, resource.schema.fields)
    rows, cut = extra_dash.joined(resource.schema, rows)
    doubted = [doubt for row in rows for doubt in doubts.of_row(resource.schema, row)]
    return rows, [*problems, *wrong, *cut], doubted


def ids_of(package: Package, rows: Mapping[str, Sequence[Row]]) -> dict[str, list[str]]:
    """Return the ids of every table, as typed; `rows` are by path."""
    ids: dict[str, list[str]] = {}
    for resource in package.resources:
        if "id" in resource.schema.fields:
            found = (row.values.get("id") for row in rows[resource.path])
            ids.setdefault(resource.schema.name, []).extend(key for key in found if isinstance(key, str))
    return ids


def _values(schema: Schema, values: dict[str, Any]) -> dict[str, Any]:
    for name, field in schema.fields.items():
        value = values[name]
        if field.type == "array":
            values[name] = tuple(value or ())
        elif field.type == "boolean":
            values[name] = bool(value)
        elif field.type == "datetime" and value is not None:
            values[name] = value.replace(tzinfo=SHANGHAI)
    return values


def _nobody(package: Package) -> Record:
    schema = package.schemas["organization"]
    values = _values(schema, {**dict.fromkeys(schema.fields), "name": package.title or "未命名社区"})
    return Organization("organization", Row("data/organization.yml", 1, 1), values)


def _missing(path: str, message: str, hint: str) -> Problem:
    return Problem(mark=Mark(path=path), code="missing-file", message=message, hint=hint)
