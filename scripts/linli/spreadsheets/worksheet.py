"""One sheet of an xlsx file: takes its part, gives its filled cells with their kinds, merged ranges and formulas.

What the file says about its own dimension is never asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from linli.spreadsheets import values
from linli.spreadsheets.container import Container
from linli.spreadsheets.grid import (
    CELLS,
    COLUMNS,
    ROWS,
    CannotReadError,
    Cell,
    Kind,
    Row,
    Sheet,
    letters,
    parsed,
    shown,
)
from linli.spreadsheets.values import Look
from linli.spreadsheets.walking import Budget, damaged, walk
from linli.spreadsheets.workbook import Book, Listed, Pieces, unescaped, whole

_AREA: Final = re.compile(r"[A-Z]{1,3}[0-9]{1,7}(:[A-Z]{1,3}[0-9]{1,7})?")
_RANGES: Final = 1_000


class _Cells:
    def __init__(self, sheet: Sheet, book: Book, keep: Callable[[str], str], *, room: int) -> None:
        self.sheet, self.book, self.keep, self.room = sheet, book, keep, room
        self.row = Row(0)
        self.number = self.column = 0
        self.cell: dict[str, str] | None = None
        self.place = self.value = ""
        self.formula = False
        self.pieces = Pieces()

    def start(self, name: str, attributes: dict[str, str]) -> bool:
        if self.cell is not None:
            if name == "f":
                self._formula(attributes)
            return name == "v" or self.pieces.start(name)
        if name == "c" and self.number:
            self.cell, self.value, self.formula = attributes, "", False
            self.pieces.said.clear()
            self._stand(attributes.get("r"))
        elif name == "row":
            self.number = whole(attributes["r"]) if "r" in attributes else self.number + 1
            self.column = -1
            if not self.row.number < self.number <= 1_048_576:
                raise damaged(f"{shown(self.sheet.name)}：第{self.row.number}行后面的行号不对，")
            self.row = Row(self.number)
        elif name == "mergeCell":
            self._range(self.sheet.merged, attributes.get("ref", ""))
        return False

    def end(self, name: str, text: str) -> None:
        if self.cell is None:
            return
        if name == "v":
            self.value = text
        elif name == "c":
            self._finish(self.cell)
            self.cell = None
        else:
            self.pieces.end(name, text)

    def _stand(self, place: str | None) -> None:
        if place is None:
            self.column += 1
            self.place = ""
            return
        found = parsed(place)
        if found is None or found[0] != self.number:
            raise damaged(f"{shown(self.sheet.name)}第{self.number}行：")
        self.column, self.place = found[1], place

    def _formula(self, attributes: dict[str, str]) -> None:
        self.formula = True
        if area := attributes.get("ref"):
            self._range(self.sheet.formulas, area)
        elif attributes.get("t") != "shared":
            self._range(self.sheet.formulas, f"{letters(self.column)}{self.number}")

    def _range(self, ranges: list[str], area: str) -> None:
        if not _AREA.fullmatch(area):
            raise damaged(f"{shown(self.sheet.name)}：")
        if len(ranges) < _RANGES:
            ranges.append(area)

    def _finish(self, attributes: dict[str, str]) -> None:
        if not (self.value or self.pieces.said or self.formula):
            return
        self.place = self.place or f"{letters(self.column)}{self.number}"
        text, kind = self._content(attributes)
        if not text.strip() and not self.formula:
            return
        place = self.place
        if self.column >= COLUMNS:
            raise CannotReadError(f"{self.sheet.at(place)} 太靠右了，最多{COLUMNS}列。请删掉多余的列，再保存")
        self.room -= 1
        if self.room < 0:
            raise CannotReadError(f"{self.sheet.at(place)} 以后读不下了，最多{CELLS}格。请只留要用的几行几列，再保存")
        if not self.row.cells:
            if len(self.sheet.rows) >= ROWS:
                raise CannotReadError(f"{self.sheet.at(place)} 以后读不下了，最多{ROWS}行。请只留要用的几行，再保存")
            self.sheet.rows.append(self.row)
        self.row.cells[self.column] = Cell(text, Kind.FORMULA if self.formula else kind, place)

    def _content(self, attributes: dict[str, str]) -> tuple[str, Kind]:
        stored, value = attributes.get("t", "n"), self.value
        if stored == "s":
            index = whole(value.strip())
            if value and not 0 <= index < len(self.book.texts):
                raise self._wrong()
            return (self.book.texts[index] if value else ""), Kind.TEXT
        if stored == "inlineStr":
            return self.keep(self.pieces.take()), Kind.TEXT
        if stored == "str":
            return self.keep(unescaped(value)), Kind.TEXT
        if stored == "d":
            return self.keep(value[:16].replace("T", " ").removesuffix(" 00:00")), Kind.DATE
        if stored == "b":
            return self.keep("true" if value.strip() == "1" else "false" if value.strip() else ""), Kind.TEXT
        if stored == "e":
            return self.keep(value), Kind.ERROR
        if not value.strip():
            return "", Kind.EMPTY
        number = values.number(value) if stored == "n" else None
        if number is None:
            raise self._wrong()
        style = whole(attributes.get("s", "0"))
        look = self.book.looks[style] if 0 <= style < len(self.book.looks) else Look.NUMBER
        text, kind = values.typed(number, look, since_1904=self.book.since_1904)
        return self.keep(text), kind

    def _wrong(self) -> CannotReadError:
        return damaged(f"{self.sheet.at(self.place)} 里的内容和它的种类不合，")


def read_sheet(
    container: Container, listed: Listed, book: Book, budget: Budget, keep: Callable[[str], str], room: int
) -> Sheet:
    """Read one sheet, of which at most `room` cells are filled."""
    sheet = Sheet(listed.name, hidden=listed.hidden, since_1904=book.since_1904)
    walk(container.pieces(listed.part), _Cells(sheet, book, keep, room=room), budget)
    return sheet
