"""From matched rows to edits: takes what a sheet says, gives the edits of each file and the changes as Chinese sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from linli.excel.incoming import Line
from linli.excel.matching import Matched, plain, same
from linli.excel.tabs import Column, Labels, name_of
from linli.rows import Row, Text
from linli.writing_back import Append, Delete, Edit, Insert, Set

_LONG = 40
_LISTED = 200


@dataclass(slots=True)
class Plan:
    """What a table's sheet would change."""

    matched: Matched
    edits: dict[str, list[Edit]] = field(default_factory=lambda: defaultdict(list))
    """By file."""
    lines: dict[str, list[Line | None]] = field(default_factory=dict)
    """Of each changed file: from which row of the sheet each row will be."""
    told: list[str] = field(default_factory=list)
    cells: int = 0

    @property
    def summary(self) -> str:
        """改 3 处，加 1 行，删 2 行."""
        found = self.matched
        parts = [(self.cells, f"改{self.cells}处"), (len(found.new), f"加{len(found.new)}行")]
        parts.append((len(found.gone), f"删{len(found.gone)}行"))
        return f"{found.incoming.tab.name}：{'，'.join(text for count, text in parts if count)}"


def plan(matched: Matched, labels: Labels) -> Plan:
    """Return the edits and the sentences."""
    made = Plan(matched)
    tab, sheet = matched.incoming.tab, matched.incoming.sheet
    places = _places(tab.rows)
    for number, line in sorted(matched.pairs.items(), key=lambda pair: pair[1].number):
        row = tab.rows[number]
        for column in matched.incoming.columns:
            name = column.field.name
            cell, old = line.cells[name], row.values.get(name)
            new = _as_before(old, line.values[name])
            shown = labels.shown(old, column)
            if plain(cell.text) == plain(shown) or same(old, new, column.field):
                continue
            then = matched.before[number].cells.get(name) if number in matched.before else None
            if then is not None and plain(cell.text) == plain(then.text):
                continue  # somebody else changed the table since, nobody this cell
            since = "" if then is None or plain(then.text) == plain(shown) else "（导出以后表里也改过，请核对）"
            path, index = places[number]
            made.edits[path].append(Set(index, name, new))
            made.cells += 1
            made.told.append(
                f"{sheet.at(cell.place)} {_called(row, tab.resource.schema.name, labels)}{column.title}："
                f"{_short(shown) or '（没有写）'} → {_short(labels.shown(new, column)) or '（清空）'}{since}"
            )
    numbers = {id(line): number for number, line in matched.pairs.items()}
    for line in matched.guessed:
        like = _described(tab.rows[numbers[id(line)]], matched.incoming.columns, labels)
        made.told.append(f"{sheet.at(str(line.number))} 这一行当作是原来的「{like}」，请核对")
    _rows(made, places, labels)
    if len(made.told) > _LISTED:
        made.told[_LISTED:] = [f"还有{len(made.told) - _LISTED}处"]
    return made


def _rows(made: Plan, places: Sequence[tuple[str, int]], labels: Labels) -> None:
    """Add the new rows and those that are gone."""
    matched = made.matched
    tab, sheet = matched.incoming.tab, matched.incoming.sheet
    number_of = {id(line): number for number, line in matched.pairs.items()}
    before: int | None = None
    order = [number_of.get(id(line)) for line in matched.incoming.lines]
    sorted_as_before = (known := [number for number in order if number is not None]) == sorted(known)
    inserted: dict[tuple[str, int], list[Line]] = defaultdict(list)
    appended: list[Line] = []
    for line, number in zip(matched.incoming.lines, order, strict=True):
        if number is not None:
            before = number
            continue
        values = {name: value for name, value in line.values.items() if value is not None}
        inside = before is not None and sorted_as_before and before != len(tab.rows) - 1
        if inside and before is not None and places[before][0] == tab.resource.path:
            made.edits[tab.resource.path].append(Insert(places[before][1], values))
            inserted[places[before]].append(line)
        else:
            made.edits[tab.resource.path].append(Append(values))
            appended.append(line)
        words = [
            f"{c.title} {_short(labels.shown(values[c.field.name], c))}"
            for c in matched.incoming.columns
            if c.field.name in values
        ]
        made.told.append(
            f"{sheet.at(str(line.number))} 新的一行：{'，'.join(words[:6])}{'……' if len(words) > 6 else ''}"
        )
    for number in matched.gone:
        path, index = places[number]
        made.edits[path].append(Delete(index))
        made.told.append(f"{tab.name} 删去一行：{_described(tab.rows[number], matched.incoming.columns, labels)}")
    for path in {place[0] for place in places} | {tab.resource.path}:
        own = made.lines[path] = []
        for number, place in enumerate(places):
            if place[0] == path:
                own += [matched.pairs.get(number)] if number not in matched.gone else []
                own += inserted.get(place, [])
        own += appended if path == tab.resource.path else []


def _places(rows: Sequence[Row]) -> list[tuple[str, int]]:
    """Return of each row its file and its number there."""
    counts: dict[str, int] = defaultdict(int)
    places = []
    for row in rows:
        places.append((row.path, counts[row.path]))
        counts[row.path] += 1
    return places


def _as_before(old: Text, new: Text) -> Text:
    """Return the new text in the form of the old: as a list, with a line break at its end."""
    if isinstance(old, tuple) and isinstance(new, str):
        return tuple(part for item in new.replace("，", "、").split("、") if (part := item.strip()))
    if isinstance(old, str) and old.endswith("\n") and isinstance(new, str) and "\n" in new:
        return new + "\n"
    return new


def _called(row: Row, table: str, labels: Labels) -> str:
    name = name_of(row)
    for key in ("group", "course", "service"):
        value = row.values.get(key)
        if not name and isinstance(value, str):
            name = labels.names.get(f"{key}s", {}).get(value, value)
    return f"{_short(name)}的" if name else ""


def _described(row: Row, columns: Sequence[Column], labels: Labels) -> str:
    texts = [labels.shown(row.values.get(c.field.name), c) for c in columns]
    return "，".join(_short(text) for text in [text for text in texts if text][:4])


def _short(text: str) -> str:
    one = " ".join(text.split())
    return one if len(one) <= _LONG else f"{one[: _LONG - 1]}…"
