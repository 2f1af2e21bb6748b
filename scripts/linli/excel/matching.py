"""Which row of a sheet is which row of the table: takes both, gives the pairs, what is new and what is gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from linli import writing
from linli.excel.incoming import Incoming, Line
from linli.excel.tabs import Labels
from linli.rows import Row, Text
from linli.schema import Field, Schema

_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "schedules": ("course", "group", "weekday", "term"),
    "changes": ("course", "service", "date", "group", "kind"),
    "hours": ("service", "weekday"),
    "holidays": ("date",),
}
_MOST_COMPARED: Final = 250_000

Key = Callable[[Row], Hashable]
LineKey = Callable[[Line], Hashable]


@dataclass(slots=True)
class Matched:
    """What became of the rows of a table."""

    incoming: Incoming
    pairs: dict[int, Line] = field(default_factory=dict)
    """Row of the table, by its number, → row of the sheet."""
    guessed: list[Line] = field(default_factory=list)
    """Rows of the sheet of which only likeness tells which row they are."""
    new: list[Line] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    before: dict[int, Line] = field(default_factory=dict)
    """Row of the table → what it said when the book was exported, where the book knows it."""


def match(incoming: Incoming, labels: Labels) -> Matched:
    """Pair the rows: first those that are the same, then those with the same key, then the most alike."""
    found = Matched(incoming)
    columns, schema = incoming.columns, incoming.tab.resource.schema
    old = dict(enumerate(incoming.tab.rows))
    left = list(incoming.lines)
    names = _key_fields(schema)
    known = [name for name in names if any(column.field.name == name for column in columns)]
    pairings: list[tuple[Key, LineKey]] = [
        (
            lambda row: tuple(plain(labels.shown(row.values.get(c.field.name), c)) for c in columns),
            lambda line: tuple(plain(line.cells[c.field.name].text) for c in columns),
        )
    ]
    if names and known == list(names):
        pairings.append((lambda row: _key(row.values, schema, names), lambda line: _key(line.values, schema, names)))
    for of_row, of_line in pairings:
        by_key: dict[Hashable, list[int]] = defaultdict(list)
        for number, row in old.items():
            by_key[of_row(row)].append(number)
        rest = []
        for line in left:
            key = of_line(line)
            if key is not None and by_key[key]:
                found.pairs[by_key[key].pop(0)] = line
            else:
                rest.append(line)
        left = rest
        old = {number: row for number, row in old.items() if number not in found.pairs}
    _by_likeness(found, old, left, labels)
    return found


def same(old: Text, new: Text, spec: Field) -> bool:
    """Whether two texts mean the same in this field."""
    return writing.normal(old, spec) == writing.normal(new, spec)


def plain(text: str) -> str:
    """Return a text without what a sheet does not keep: blanks at the ends, other line breaks."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _by_likeness(found: Matched, old: dict[int, Row], left: Sequence[Line], labels: Labels) -> None:
    """Pair what is left where half of the fields or more are the same."""
    columns = found.incoming.columns
    comparing = len(old) * len(left) <= _MOST_COMPARED
    for line in left:
        said = {c.field.name: plain(line.cells[c.field.name].text) for c in columns}
        best, most = None, 1
        for number, row in old.items() if comparing else ():
            texts = [(plain(labels.shown(row.values.get(c.field.name), c)), said[c.field.name]) for c in columns]
            alike = sum(bool(a) and a == b for a, b in texts)
            filled = sum(bool(a) for a, _ in texts)
            if alike > most and 2 * alike >= filled:
                best, most = number, alike
        if best is None:
            found.new.append(line)
        else:
            found.pairs[best] = line
            found.guessed.append(line)
            old.pop(best)
    found.gone = sorted(old)


def _key_fields(schema: Schema) -> tuple[str, ...]:
    return schema.primary_key if "id" in schema.primary_key else _KEYS.get(schema.name, schema.primary_key)


def _key(values: Mapping[str, Text], schema: Schema, names: Sequence[str]) -> Hashable:
    key = tuple(writing.normal(values.get(name), schema.fields[name]) for name in names)
    return key if any(key) else None
