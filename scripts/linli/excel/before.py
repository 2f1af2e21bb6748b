"""What the tables said when a book was exported: takes its hidden sheet, tells what was changed since by others.

So that a file which lay about for a week takes back nothing that was changed on the site meanwhile: only cells that
differ from the hidden copy were changed by whoever sends it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from linli.excel import incoming, matching
from linli.excel.incoming import Line
from linli.excel.matching import Matched, plain
from linli.excel.tabs import Labels, Tab
from linli.spreadsheets import Row, Sheet

NAME: Final = "底稿"
MOST: Final = 15_000
"""Rows of all tables; a sheet with more would not be read."""
_TABLE: Final = "#"


def lines(tabs: Sequence[Tab], labels: Labels) -> Iterator[list[str]]:
    """Yield the rows of the hidden sheet: the name and titles of each table, then its rows."""
    if sum(len(tab.rows) for tab in tabs) > MOST:
        return
    for tab in tabs:
        yield [_TABLE, tab.name, *(column.title for column in tab.columns)]
        for row in tab.rows:
            yield ["", tab.name, *(labels.shown(row.values.get(column.field.name), column) for column in tab.columns)]


def sheets(found: Sequence[Sheet]) -> dict[str, Sheet]:
    """Return the tables of the hidden sheet by name; none where there is no such sheet."""
    made: dict[str, Sheet] = {}
    for row in (row for sheet in found if sheet.name == NAME for row in sheet.rows):
        name = row[1].text
        if row[0].text == _TABLE:
            made[name] = Sheet(name)
        if name in made:
            cells = {number - 2: cell for number, cell in row.cells.items() if number > 1}
            made[name].rows.append(Row(len(made[name].rows) + 1, cells))
    return made


def compare(matched: Matched, sheet: Sheet, labels: Labels) -> None:
    """Take out of what a sheet changes everything that whoever changed it did not touch."""
    copy = incoming.read(sheet, matched.incoming.tab, labels)
    then = matching.match(copy, labels)
    matched.before = then.pairs
    matched.gone = [number for number in matched.gone if number in then.pairs]
    names = [column.field.name for column in matched.incoming.columns]
    lost = {_texts(line, names) for line in then.new}
    again = [line for line in matched.new if _texts(line, names) in lost]
    matched.new = [line for line in matched.new if line not in again]
    matched.incoming.lines = [line for line in matched.incoming.lines if line not in again]
    same = {_texts(line, names) for line in copy.lines}
    matched.guessed = [line for line in matched.guessed if _texts(line, names) not in same]


def _texts(line: Line, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(plain(line.cells[name].text) if name in line.cells else "" for name in names)
