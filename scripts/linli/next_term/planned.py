"""A new term before it is written: gives `Plan`, the rows to add by table and what is left for people to decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from linli.next_term.names import Moved
from linli.rows import Row, Text

Values = dict[str, Text]
COUNTED: Final = ("seats_left", "as_of", "interested", "verified_on")
"""What was found out on a day."""


@dataclass(slots=True)
class New:
    """A row to add, and the row that it follows."""

    values: Values
    model: Row
    above: str = ""
    """A comment for whoever fills it in."""


@dataclass(slots=True)
class Plan:
    """What to add, by table, and what is left to people: kind → sentences."""

    moved: Moved
    added: dict[str, list[New]] = field(default_factory=lambda: defaultdict(list))
    decide: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    owners: dict[str, str] = field(default_factory=dict)
    """Class → course."""

    def classes(self) -> dict[str, int]:
        """How many rows of the timetable each course gets."""
        counts: dict[str, int] = {}
        for new in self.added["schedules"]:
            course = course_of(new.model, self.owners)
            counts[course] = counts.get(course, 0) + 1
        return counts


def course_of(row: Row, owners: Mapping[str, str]) -> str:
    """The course of a row of the timetable."""
    return said(row, "course") or owners.get(said(row, "group"), "")


def said(row: Row, name: str) -> str:
    """A field's text, or empty."""
    value = row.values.get(name)
    return value.strip() if isinstance(value, str) else ""


def class_name(row: Row) -> str:
    """How a sentence begins that is about a class."""
    return f"{said(row, 'course')} {said(row, 'name')}({said(row, 'id')})：".replace(" (", "(")


def who(row: Row, course: str) -> str:
    """How a sentence begins that is about a row of the timetable."""
    return f"{said(row, 'group') or course}："
