"""One record as it was typed: gives `Row`, its texts with the place of each, and what YAML left out behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from linli.problems import Mark

Text = str | tuple[str, ...] | None
"""A field as typed: text, a list of texts, or nothing."""


class Comment(NamedTuple):
    """What follows a value on its line, from the blanks before its # on."""

    value: str
    text: str
    line: int
    column: int
    """Of the #, 1-based."""


@dataclass(slots=True)
class Row:
    """One record as typed."""

    path: str
    line: int
    column: int
    values: dict[str, Text] = field(default_factory=dict)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Line and column (1-based) of each field's value."""
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Line and column of each field's name."""
    comments: dict[str, Comment] = field(default_factory=dict)
    """What YAML left out behind a field's value."""
    quoted: set[str] = field(default_factory=set)
    """Fields whose text is in quotes."""

    @property
    def mark(self) -> Mark:
        """Where the row begins."""
        return Mark(path=self.path, line=self.line, column=self.column)

    def mark_of(self, name: str) -> Mark:
        """The field's value, or the row where the field is absent."""
        line, column = self.places.get(name, (self.line, self.column))
        return Mark(path=self.path, line=line, column=column)

    def mark_in(self, name: str, index: int) -> Mark:
        """Where a character of the field's text stands, as nearly as can be told."""
        mark, value = self.mark_of(name), self.values.get(name)
        if not isinstance(value, str) or "\n" in value:
            lines = value.count("\n", 0, index) + 1 if isinstance(value, str) else 0
            return Mark(path=self.path, line=mark.line + lines)
        return Mark(path=self.path, line=mark.line, column=mark.column + index + (name in self.quoted))
