"""A typed row as a value: takes where it stands and its values, gives `Base`, of which every table has its own kind.

A record's attributes are the fields of its Table Schema; `records` lists them for the type checker.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from enum import StrEnum
from typing import Any, ClassVar

from linli.problems import Level, Mark, Problem
from linli.source import Row


class Base:
    """One typed row. An empty field is None, an empty list (), an absent boolean False, a word of a closed set its member."""

    table: str
    row: Row
    closed: ClassVar[Mapping[str, type[StrEnum]]] = {}
    """The closed sets of words, by field."""

    def __init__(self, table: str, row: Row, values: Mapping[str, Any]) -> None:
        self.__dict__.update(values)
        for name, words in self.closed.items():
            word = values.get(name)
            self.__dict__[name] = next((member for member in words if member == word), word)
        self.__dict__["table"] = table
        self.__dict__["row"] = row

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"records do not change: {name}")

    def __repr__(self) -> str:
        return f"<{self.table} {self.name_for_people}>"

    @property
    def mark(self) -> Mark:
        """Where the row begins."""
        return self.row.mark

    def mark_of(self, field: str) -> Mark:
        """Where the field's value is, or the row where it is absent."""
        return self.row.mark_of(field)

    def mark_in(self, field: str, index: int) -> Mark:
        """Where a character of the field's text stands."""
        return self.row.mark_in(field, index)

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
    values = {name: "、".join(value) if isinstance(value, tuple) else value for name, value in values.items()}
    title = " ".join(str(values.get("title") or values.get("name") or values.get("label") or "").split())
    key = values.get("id")
    if title and key:
        return f"{title} ({key})"
    if title or key:
        return title or str(key)
    telling = ("scope", "course", "service", "group", "at", "kind", "date", "weekday", "dates", "opens_at", "from")
    told = (values[name] for name in telling if values.get(name))
    return " ".join(f"{value:%H:%M}" if isinstance(value, time) else str(value) for value in told)


def said(record: Base) -> tuple[str, ...]:
    """All that a row says, wherever it stands."""
    return tuple(str(value) for name, value in record.__dict__.items() if name != "row")
