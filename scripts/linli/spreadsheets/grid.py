"""What a file of cells holds, as values: gives `Sheet`, `Row`, `Cell`, and `CannotReadError` with its Chinese sentence.

A cell's text is in nothing that gets printed by accident: `repr` shows place and kind only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Final

ROWS: Final = 20_000
COLUMNS: Final = 200
CELLS: Final = 200_000
CHARACTERS: Final = 20_000_000
IN_A_CELL: Final = 32_767
"""What Excel itself allows."""
SAVE_AS: Final = "请在 WPS 或 Excel 里打开它，另存为「Excel 工作簿（*.xlsx）」，再用新的文件"
_LISTED: Final = 200
_PLACE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class CannotReadError(Exception):
    """A file that is not read; its text is a Chinese sentence, and holds nothing of what the cells say."""


class Kind(StrEnum):
    """What a cell holds, as the program that wrote the file says."""

    TEXT = "文字"
    NUMBER = "数字"
    DATE = "日期"
    TIME = "时间"
    DURATION = "时长"
    FORMULA = "公式"
    ERROR = "错误"
    EMPTY = "空"


@dataclass(frozen=True, slots=True, repr=False)
class Cell:
    """One cell."""

    text: str
    kind: Kind
    place: str
    """D12"""

    def __repr__(self) -> str:
        return f"<{self.place} {self.kind}>"


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """A row in which something is filled in."""

    number: int
    """As every program shows it, from 1."""
    cells: dict[int, Cell] = field(default_factory=dict)
    """The filled ones by column, from 0."""

    def __getitem__(self, column: int) -> Cell:
        found = self.cells.get(column)
        return found or Cell("", Kind.EMPTY, f"{letters(column)}{self.number}")

    def __repr__(self) -> str:
        return f"<row {self.number}>"


@dataclass(slots=True)
class Sheet:
    """One sheet of a book; a csv file is a book with one."""

    name: str
    rows: list[Row] = field(default_factory=list, repr=False)
    merged: list[str] = field(default_factory=list)
    """A2:A9"""
    formulas: list[str] = field(default_factory=list)
    """C3, D2:D9"""
    hidden: bool = False
    since_1904: bool = False
    """Days are counted as old Macs did."""

    def at(self, place: str) -> str:
        """Return where that is, for a sentence: 课程!D12."""
        return f"{shown(self.name)}!{place}"

    def cells(self) -> Iterator[Cell]:
        """Every filled cell."""
        for row in self.rows:
            yield from row.cells.values()

    def complaints(self) -> list[str]:
        """Say what a table cannot hold: merged cells, formulas, error values."""
        said = [f"{self.at(area)} 合并了单元格，请取消合并，每格各写各的" for area in self.merged]
        said += [f"{self.at(area)} 是公式，请改成写好的数值（复制，再选择性粘贴为数值）" for area in self.formulas]
        wrong = [cell for cell in self.cells() if cell.kind is Kind.ERROR]
        said += [f"{self.at(cell.place)} 是错误值，请改成要写的内容，没有就清空" for cell in wrong]
        return [*said[:_LISTED], f"还有{len(said) - _LISTED}处"] if len(said) > _LISTED else said


@cache
def letters(column: int) -> str:
    """Return how programs call a column counted from 0: A, B … Z, AA."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


@cache
def number_of(name: str) -> int:
    """Return the column, from 0, that is called so; `name` is capital letters."""
    found = 0
    for letter in name:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found - 1


def parsed(place: str) -> tuple[int, int] | None:
    """Return row (from 1) and column (from 0) of a place such as D12, None where it is none."""
    match = _PLACE.fullmatch(place)
    if match is None or int(match[2]) > 1_048_576 or number_of(match[1]) >= 16_384:
        return None
    return int(match[2]), number_of(match[1])


def shown(name: str) -> str:
    """Return a sheet's or a file's name for a sentence, whatever was put into it."""
    clean = "".join(letter if letter.isprintable() else " " for letter in name).strip()
    return clean if len(clean) <= 31 else f"{clean[:30]}…"
