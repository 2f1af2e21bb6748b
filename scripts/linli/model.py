"""The community's data as a value: takes the records of all tables, gives a `Community`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from linli.record import name_of
from linli.records import Organization, Record, Standing, Tables

__all__ = ["SHANGHAI", "STOPPED", "Community", "Record", "community", "name_of"]

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
STOPPED: Final = frozenset({Standing.PAUSED, Standing.ENDED})
"""Courses, classes and services that nobody can come to now."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Community(Tables):
    """All tables of one community."""

    identifier: str
    """The data package's `name`: ASCII, permanent, part of every calendar UID."""
    tables: Mapping[str, tuple[Record, ...]]
    """By schema name; the years of holidays are joined."""
    index: Mapping[tuple[str, str], Record]
    _referring: dict[tuple[str, str], dict[str, list[Record]]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def organization(self) -> Organization:
        """The community itself."""
        found: Any = self.tables["organization"][0]
        return found  # type: ignore[no-any-return]

    def referring(self, table: str, name: str, key: str) -> Sequence[Record]:
        """Return the records of `table` whose field `name` holds this id, in file order."""
        found = self._referring.get((table, name))
        if found is None:
            found = self._referring[table, name] = {}
            for record in self.tables[table]:
                found.setdefault(record.__dict__[name], []).append(record)
        return found.get(key, ())

    if not TYPE_CHECKING:  # `Tables` names them all

        def __getattr__(self, name):
            try:
                return self.tables[name]
            except KeyError:
                raise AttributeError(name) from None


def community(identifier: str, tables: Mapping[str, tuple[Record, ...]]) -> Community:
    """Return the tables with an index by id (the first of equal ids wins; a check reports the others)."""
    index: dict[tuple[str, str], Record] = {}
    for table, records in tables.items():
        for record in records:
            if key := getattr(record, "id", None):
                index.setdefault((table, key), record)
    return Community(identifier=identifier, tables=tables, index=index)
