"""One state of the tables, lightly read: takes the texts of data/ files, gives `Tables` and the courses that differ.

A revision was checked when it was built, so here is only what the timetable needs, and equal rows are read once for
all revisions. A row that the site was never made from (the check refused it) raises `NotASiteError`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, Final

import yaml

from linli import cells, source
from linli.model import Community, Record, community
from linli.records import BY_TABLE
from linli.revisions import texts
from linli.revisions.texts import NotASiteError, Values
from linli.schema import Field, Package, Schema
from linli.settled import settled
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
    "forms",
    "hours",
    "offers",
    "services",
)
"""What sessions, their entries in a calendar and the hours and prices of services are made from."""
_NEEDED: Final = ("courses", "schedules")
_PATH: Final = re.compile(r"data/(\w+)(?:\.ya?ml|/[^/]+\.ya?ml)$")
_CONVERT: Final[Mapping[str, Any]] = {"date": date.fromisoformat, "time": time.fromisoformat, "integer": int}


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

    def rows(self, files: Mapping[str, tuple[str, bytes]]) -> dict[str, list[Values]]:
        """Return the rows of every table: path → content's hash and content. Raises NotASiteError."""
        rows: dict[str, list[Values]] = {name: [] for name in TABLES}
        for path, (digest, data) in sorted(files.items()):
            if table := table_of(path):
                if digest not in self._files:
                    self._files[digest] = self._read(path, data)
                rows[table] += self._files[digest]
        if any(not rows[table] for table in _NEEDED):
            raise NotASiteError("no timetable")
        return rows

    def tables(self, files: Mapping[str, tuple[str, bytes]]) -> Tables:
        """Return the state made of `files`. Raises NotASiteError."""
        rows = self.rows(files)
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

    def typed(self, table: str, row: Values) -> Record:
        """Return one row with the types of its schema. Raises NotASiteError."""
        return self._record(self.package.schemas[table], row)

    def _typed(self, table: str, rows: Iterable[Values]) -> tuple[Record, ...]:
        return tuple(self._record(self.package.schemas[table], row) for row in rows)

    def _record(self, schema: Schema, row: Values) -> Record:
        known = self._records.get((schema.name, id(row)))
        if known is None:
            texts = settled(schema.name, {name: row.get(name) for name in schema.fields})
            values = {name: _value(texts[name], field) for name, field in schema.fields.items()}
            known = (row, BY_TABLE[schema.name](schema.name, Row(f"data/{schema.name}.yml", 1, 1), values))
            self._records[schema.name, id(row)] = known
        return known[1]

    def _read(self, path: str, data: bytes) -> list[Values]:
        text, problems = source.decode(path, data)
        if problems:
            raise NotASiteError(path)
        text = text.replace("\r\n", "\n")
        try:
            return [row for chunk in texts.items(text) for row in self._chunk(chunk)]
        except (yaml.YAMLError, NotASiteError):
            return texts.carefully(text)

    def _chunk(self, text: str) -> list[Values]:
        found = self._chunks.get(text)
        if found is None:
            found = self._chunks[text] = texts.rows(text)
        return found


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
