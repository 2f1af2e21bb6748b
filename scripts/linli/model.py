"""The community's data as values: takes typed rows, gives `Record` and `Community`.

A record's attributes are the fields of its Table Schema and nothing else lists them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from linli.problems import Level, Mark, Problem
from linli.source import Row

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")


class Record:
    """One typed row. An empty field is None, an empty list (), an absent boolean False."""

    def __init__(self, table: str, row: Row, values: Mapping[str, Any]) -> None:
        self.__dict__.update(values)
        self.__dict__["table"] = table
        self.__dict__["row"] = row

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"records do not change: {name}")

    def __repr__(self) -> str:
        return f"<{self.table} {self.name_for_people}>"

    @property
    def mark(self) -> Mark:
        """Where the row begins."""
        return self.row.mark  # type: ignore[no-any-return]  # row is set from the constructor

    def mark_of(self, field: str) -> Mark:
        """Where the field's value is, or the row where it is absent."""
        return self.row.mark_of(field)  # type: ignore[no-any-return]

    def mark_in(self, field: str, index: int) -> Mark:
        """Where a character of the field's text stands."""
        return self.row.mark_in(field, index)  # type: ignore[no-any-return]

    @property
    def name_for_people(self) -> str:
        """How an editor knows the row: `书法班 (shufa)`."""
        return name_of(self.__dict__)

    def problem(self, field: str, code: str, message: str, hint: str = "", level: Level = "error") -> Problem:
        """Return a problem at one of this record's fields."""
        return Problem(
            mark=self.mark_of(field),
            code=code,
            level=level,
            message=message,
            hint=hint,
            table=self.table,
            record=self.name_for_people,
            field=field,
        )


def name_of(values: Mapping[str, Any]) -> str:
    """How an editor knows a row: `书法班 (shufa)`, or its few telling fields where it has no name."""
    title = " ".join(str(values.get("title") or values.get("name") or values.get("label") or "").split())
    key = values.get("id")
    if title and key:
        return f"{title} ({key})"
    if title or key:
        return title or str(key)
    telling = ("scope", "course", "service", "group", "at", "kind", "date", "weekday", "dates", "opens_at", "from")
    told = (values[name] for name in telling if values.get(name))
    return " ".join(f"{value:%H:%M}" if isinstance(value, time) else str(value) for value in told)


@dataclass(frozen=True, kw_only=True, slots=True)
class Community:
    """All tables of one community."""

    identifier: str
    """The data package's `name`: ASCII, permanent, part of every calendar UID."""
    tables: Mapping[str, tuple[Record, ...]]
    """By schema name; the years of holidays are joined."""
    index: Mapping[tuple[str, str], Record]
    _referring: dict[tuple[str, str], dict[str, list[Record]]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def organization(self) -> Record:
        """The community itself."""
        return self.tables["organization"][0]

    def find(self, table: str, key: str | None) -> Record | None:
        """Return the record with this id, or None."""
        return self.index.get((table, key)) if key else None

    def referring(self, table: str, name: str, key: str) -> Sequence[Record]:
        """Return the records of `table` whose field `name` holds this id, in file order."""
        found = self._referring.get((table, name))
        if found is None:
            found = self._referring[table, name] = {}
            for record in self.tables[table]:
                found.setdefault(record.__dict__[name], []).append(record)
        return found.get(key, ())

    def __getattr__(self, name: str) -> tuple[Record, ...]:
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
