"""What a page is made from: takes the edition and its records, gives a key that changes whenever the page may.

A record's page shows the record, what points at it (a course's classes, timetable, changes, stories …) and what those
point at (places, forms, terms), each by its row as typed; and what concerns everybody: the community itself, official
holidays, changes of a whole house. tests/test_rebuilding.py changes rows at random and compares with a build from nothing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from linli.memory import digest
from linli.model import Record
from linli.schema import Package
from linli.views.edition import Edition

_ALSO: Final = {"group": "groups", "succeeds": "courses"}
"""No references to frictionless, but ours: a class is named by its id or its name, a course may succeed one that is gone."""
Remembered = Callable[[Record, object, Callable[[], Any]], Any]
"""Takes a record, what else something is made from and how; gives it, from an earlier build where it is the same."""
_FOR_ALL: Final = ("organization", "holidays", "terms", "redirects")


class Sources:
    """The keys of one edition; what belongs to a record is worked out once."""

    def __init__(self, edition: Edition, package: Package, picture: Callable[[Record], str] = lambda _: "") -> None:
        """`picture` says what the pictures of a record are made from."""
        self._edition, self._picture = edition, picture
        self._pointed: dict[int, list[Record]] = {}
        self._pointing: dict[int, list[Record]] = defaultdict(list)
        self._said: dict[tuple[int, frozenset[str]], str] = {}
        self._own: dict[tuple[int, frozenset[str]], str] = {}
        tables = edition.community.tables
        for name, schema in package.schemas.items():
            naming = [*schema.references.items(), *(each for each in _ALSO.items() if each[0] in schema.fields)]
            for record in tables.get(name, ()):
                self._pointed[id(record)] = found = list(self._targets(record, naming))
                for other in found:
                    self._pointing[id(other)].append(record)
        self._sheets: dict[str, list[str]] = defaultdict(list)
        for path in sorted(edition.printed):
            self._sheets[path.rpartition("/")[0]].append(path)
        common = [record for name in _FOR_ALL for record in tables[name]]
        common += [change for change in tables["changes"] if not (change.course or change.service)]
        common += [other for record in tables["organization"] for other in self._pointed[id(record)]]
        pictures = [path for path in sorted(edition.printed) if path.count("/") < 2]
        day = (edition.community.identifier, edition.today, edition.site_url, edition.timetable.unpublished_years)
        self._common = digest(map(str, (*day, *pictures, *map(self._row, common))))

    def key(self, records: Sequence[Record], more: object = "", unseen: frozenset[str] = frozenset()) -> str:
        """Return the key of a page that shows these records, all but their `unseen` fields, and something more."""
        return digest([self._common, repr(more), *(self._of(record, unseen) for record in records)])

    def shown(self, said: object) -> str:
        """Return the key of a page of which all that it says is known, as values of any depth."""
        return digest([self._common, json.dumps(said, ensure_ascii=False, check_circular=False, default=self._plain)])

    def _plain(self, value: Any) -> Any:
        """A value that JSON does not know, by others."""
        if isinstance(value, Record):
            return self._row(value)
        if is_dataclass(value):
            return [getattr(value, each.name) for each in fields(value)]
        if isinstance(value, frozenset | set):
            return sorted(value)
        if isinstance(value, bytes):
            return digest([value])
        if isinstance(value, date | time | Decimal):
            return repr(value)
        raise TypeError(f"nobody says what a page shows of {value!r}")

    def _of(self, record: Record, unseen: frozenset[str]) -> str:
        found = self._own.get((id(record), unseen))
        if found is None:
            found = self._own[id(record), unseen] = digest(self._told(record, unseen))
        return found

    def _told(self, record: Record, unseen: frozenset[str]) -> Iterator[str]:
        """Yield all that is told of a record."""
        pool = self._edition.joinings.pool
        for each in self._around(record):
            yield self._row(each, unseen if each.table == record.table else frozenset())
            yield pool(each) if each.table == "forms" else ""
            if getattr(each, "id", None):
                yield from self._sheets.get(f"{each.table}/{each.id}", ())
                yield from self._sheets.get(f"q/{each.id}", ())

    def _around(self, record: Record) -> list[Record]:
        """The record, what points at it and at its classes, and what all those point at; the courses that took its place."""
        found = {id(each): each for each in self._successors(record)}
        for each in list(found.values()):
            for other in self._pointing[id(each)]:
                found[id(other)] = other
                if other.table == "groups":
                    found |= {id(further): further for further in self._pointing[id(other)]}
        for each in list(found.values()):
            found |= {id(other): other for other in self._pointed[id(each)]}
        return list(found.values())

    def _successors(self, record: Record) -> list[Record]:
        found = [record]
        while record.table == "courses":
            after = [each for each in self._pointing[id(record)] if each.table == "courses"]
            if not after or after[-1] in found:
                break
            record = after[-1]
            found.append(record)
        return found

    def _row(self, record: Record, unseen: frozenset[str] = frozenset()) -> str:
        """A record as it was typed; where it stands in its file is no part of it."""
        found = self._said.get((id(record), unseen))
        if found is None:
            typed = sorted(each for each in record.row.values.items() if each[1] is not None and each[0] not in unseen)
            picture = "" if "image" in unseen else self._picture(record)
            found = self._said[id(record), unseen] = digest([record.table, repr(typed), picture])
        return found

    def _targets(self, record: Record, naming: Iterable[tuple[str, str]]) -> Iterator[Record]:
        for name, table in naming:
            value: Any = record.__dict__.get(name)
            for key in value if isinstance(value, tuple) else (value,):
                if found := self._edition.community.find(table, key):
                    yield found


def afresh(_record: Record, _more: object, make: Callable[[], Any]) -> Any:
    """Return what is made now, whatever was before."""
    return make()
