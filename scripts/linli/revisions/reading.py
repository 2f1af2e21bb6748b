"""One state of the tables, lightly read: takes the texts of data/ files, gives `Tables` and the courses that differ.

A revision was checked when it was built, so here is only what the timetable needs, and equal rows are read once for
all revisions. A row that the site was never made from (the check refused it) raises `NotASiteError`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, Final

import yaml

from linli import cells, source
from linli.model import Community, Record, community
from linli.schema import Field, Package, Schema
from linli.source import Row, Text
from linli.writing import normal

TABLES: Final = (
    "courses",
    "groups",
    "schedules",
    "changes",
    "terms",
    "venues",
    "holidays",
    "hours",
    "offers",
    "services",
)
"""What sessions and the hours and prices of services are made from."""
_NEEDED: Final = ("courses", "schedules")
_LOADER: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_PLAIN: Final = 100_000
_NESTING: Final = ("[", "{", "- ", "? ")
_NESTED: Final = 500
"""A row of this size or with so many openings goes to the reader that cannot be overflowed."""
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_PATH: Final = re.compile(r"data/(\w+)(?:\.ya?ml|/[^/]+\.ya?ml)$")
_CONVERT: Final[Mapping[str, Any]] = {"date": date.fromisoformat, "time": time.fromisoformat, "integer": int}

Values = dict[str, Text]


class NotASiteError(ValueError):
    """No site was ever made from this state."""


def table_of(path: str) -> str:
    """Return the table a file holds (data/courses.yml, data/holidays/2026.yml), or '' where it is of no use here."""
    match = _PATH.match(path)
    return match[1] if match and match[1] in TABLES else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tables:
    """Rows as typed, by what they belong to."""

    courses: Mapping[str, Values]
    groups: Mapping[str, Sequence[Values]]
    """By course, like the schedules and changes."""
    schedules: Mapping[str, Sequence[Values]]
    changes: Mapping[str, Sequence[Values]]
    terms: Sequence[Values]
    venues: Sequence[Values]
    holidays: Sequence[Values]
    services: Mapping[str, Values]
    hours: Mapping[str, Sequence[Values]]
    """By service, like the offers."""
    offers: Mapping[str, Sequence[Values]]

    def differ(self, other: Tables) -> list[str]:
        """Return the ids of the courses whose sessions may differ."""
        every = {*self.courses, *other.courses}
        if (self.terms, self.holidays, self.wide) != (other.terms, other.holidays, other.wide):
            return sorted(every)
        return sorted(key for key in every if self._of(key) != other._of(key))

    def _of(self, course: str) -> tuple[object, ...]:
        row = self.courses.get(course)
        rows = self.groups.get(course), self.schedules.get(course), self.changes.get(course)
        return row and row.get("status"), *rows, row is None

    @property
    def wide(self) -> Sequence[Values]:
        """Changes that name no course: a place, or everything."""
        return self.changes.get("", ())


@dataclass(slots=True)
class Reader:
    """Reads files and makes communities; what was read once is kept."""

    package: Package
    _files: dict[str, list[Values]] = field(default_factory=dict)
    _chunks: dict[str, list[Values]] = field(default_factory=dict)
    _records: dict[tuple[str, int], tuple[Values, Record]] = field(default_factory=dict)

    def knows(self, digest: str) -> bool:
        """Return whether content with this hash was read before."""
        return digest in self._files

    def tables(self, files: Mapping[str, tuple[str, bytes]]) -> Tables:
        """Return the state made of `files`: path → content's hash and content."""
        rows: dict[str, list[Values]] = {name: [] for name in TABLES}
        for path, (digest, data) in sorted(files.items()):
            if table := table_of(path):
                if digest not in self._files:
                    self._files[digest] = self._read(path, data)
                rows[table] += self._files[digest]
        if any(not rows[table] for table in _NEEDED):
            raise NotASiteError("no timetable")
        classes = {row.get("id"): row for row in rows["groups"]}
        for table in ("schedules", "changes"):
            rows[table] = [_completed(table, row, classes.get(row.get("group"))) for row in rows[table]]
        return Tables(
            groups=_by(rows["groups"], "course"),
            courses={str(row.get("id")): row for row in rows["courses"]},
            schedules=_by(rows["schedules"], "course"),
            changes=_by(rows["changes"], "course"),
            terms=rows["terms"],
            venues=rows["venues"],
            holidays=rows["holidays"],
            services={str(row.get("id")): row for row in rows["services"]},
            hours=_by(rows["hours"], "service"),
            offers=_by(rows["offers"], "service"),
        )

    def community(self, tables: Tables, courses: Iterable[str]) -> Community:
        """Return these courses with all that their sessions depend on. Raises NotASiteError."""
        wanted = [key for key in courses if key in tables.courses]
        made: dict[str, tuple[Record, ...]] = {
            "courses": self._typed("courses", [tables.courses[key] for key in wanted]),
            "groups": self._typed("groups", [row for key in wanted for row in tables.groups.get(key, ())]),
            "schedules": self._typed("schedules", [row for key in wanted for row in tables.schedules.get(key, ())]),
            "changes": self._typed("changes", [row for key in ("", *wanted) for row in tables.changes.get(key, ())]),
            "terms": self._typed("terms", tables.terms),
            "venues": self._typed("venues", tables.venues),
            "holidays": self._typed("holidays", tables.holidays),
        }
        whole = community(self.package.name, made)
        for table in ("schedules", "changes"):
            for record in made[table]:
                for name in ("term", "venue"):
                    key = record.__dict__.get(name)
                    if key and whole.find(f"{name}s", key) is None:
                        raise NotASiteError(f"{table}: no {name} {key}")
        return whole

    def _typed(self, table: str, rows: Iterable[Values]) -> tuple[Record, ...]:
        return tuple(self._record(self.package.schemas[table], row) for row in rows)

    def _record(self, schema: Schema, row: Values) -> Record:
        known = self._records.get((schema.name, id(row)))
        if known is None:
            texts = cells.settled(schema.name, {name: row.get(name) for name in schema.fields})
            values = {name: _value(texts[name], field) for name, field in schema.fields.items()}
            known = (row, Record(schema.name, Row(f"data/{schema.name}.yml", 1, 1), values))
            self._records[schema.name, id(row)] = known
        return known[1]

    def _read(self, path: str, data: bytes) -> list[Values]:
        text, problems = source.decode(path, data)
        if problems:
            raise NotASiteError(path)
        text = text.replace("\r\n", "\n")
        try:
            return [row for chunk in _items(text) for row in self._chunk(chunk)]
        except (yaml.YAMLError, NotASiteError):
            return _carefully(text)

    def _chunk(self, text: str) -> list[Values]:
        found = self._chunks.get(text)
        if found is None:
            plain = len(text) < _PLAIN and sum(map(text.count, _NESTING)) < _NESTED
            found = self._chunks[text] = list(_rows(text)) if plain else _carefully(text)
        return found


def _items(text: str) -> Iterator[str]:
    """Yield each row's text; in any but the usual form, the whole."""
    first, *others = f"\n{text}".split("\n- ")
    if not others or any(line and not line.startswith("#") for line in first.split("\n")):
        yield text
        return
    for item in others:
        yield f"- {item}"


def _carefully(text: str) -> list[Values]:
    """Read as the build does, four times slower, whatever the text is."""
    rows, problems = source.read("", text)
    if problems:
        raise NotASiteError(problems[0].message)
    return [row.values for row in rows]


def _rows(text: str) -> Iterator[Values]:
    found = yaml.load(text, Loader=_LOADER)  # noqa: S506 # makes nothing but texts, lists and mappings
    if found is None or found == "":
        return
    if not isinstance(found, list):
        raise NotASiteError("not a list")
    for row in found:
        if not isinstance(row, dict):
            raise NotASiteError("not a record")
        yield {str(key): _text(value) for key, value in row.items()}


def _text(value: object) -> Text:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    if not isinstance(value, str):
        raise NotASiteError("nested")
    return None if value in _NULLS else value


def _value(value: Text, spec: Field) -> Any:
    text = normal(value, spec)
    if spec.type == "array":
        return text or ()
    if text is None:
        if spec.required:
            raise NotASiteError(f"no {spec.name}")
        return False if spec.type == "boolean" else None
    if spec.enum and text not in spec.enum:
        raise NotASiteError(f"{spec.name}: {text}")
    try:
        if spec.of:
            return cells.BY_KIND[spec.of](text if isinstance(text, str) else "")
        return _CONVERT.get(spec.type, str)(text)
    except (ValueError, TypeError) as error:
        raise NotASiteError(f"{spec.name}: {text}") from error


def _completed(table: str, row: Values, group: Values | None) -> Values:
    """Put in what the class that a row names says."""
    if group is None:
        return row
    found = {**row, "course": row.get("course") or group.get("course")}
    return {**found, "term": row.get("term") or group.get("term")} if table == "schedules" else found


def _by(rows: Iterable[Values], name: str) -> dict[str, list[Values]]:
    found: dict[str, list[Values]] = defaultdict(list)
    for row in rows:
        found[str(row.get(name) or "")].append(row)
    return dict(found)
