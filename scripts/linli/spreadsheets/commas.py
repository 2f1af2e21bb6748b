"""A csv file: takes its bytes, gives one sheet of texts; finds out how it is encoded and what stands between the cells."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from linli.spreadsheets.grid import (
    CELLS,
    COLUMNS,
    IN_A_CELL,
    ROWS,
    SAVE_AS,
    CannotReadError,
    Cell,
    Kind,
    Row,
    Sheet,
    letters,
)

SIZE: Final = 10 << 20
_SAMPLE: Final = 64 << 10
_BETWEEN: Final = ",\t;"
_FORMULA: Final = re.compile(r"'*[=+\-@＝＋－＠\t\r]")
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?")


def safe(text: str) -> str:
    """Return a text as no spreadsheet takes it for a formula: one more ' before it, which reading takes away again."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def plain(text: str) -> str:
    """Return what `safe` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def read_csv(data: bytes, name: str, keep: Callable[[str], str]) -> Sheet:
    """Read one file."""
    if len(data) > SIZE:
        raise CannotReadError(
            f"文件太大（{len(data) >> 20} MB），csv 最多{SIZE >> 20} MB。请只留要用的几行几列，再保存"
        )
    encoding, start = _decoded(data)
    sheet = Sheet(name)
    told = start.partition("\n")[0].strip()
    skipped = int(told.lower().startswith("sep=") and len(told) <= 5)  # Excel's own way to name what stands between
    between = (told[4:] or "\t") if skipped else _between(start)
    room = CELLS
    for number, record in _records(data, encoding, between, skipped):
        row = Row(number)
        for column, written in enumerate(record):
            if not written.strip():
                continue
            place = f"{letters(column)}{number}"
            if column >= COLUMNS:
                raise CannotReadError(f"{sheet.at(place)} 太靠右了，最多{COLUMNS}列。请删掉多余的列，再保存")
            if len(written) > IN_A_CELL:
                raise CannotReadError(f"{sheet.at(place)} 超过{IN_A_CELL}个字，是不是少了一个引号？{SAVE_AS}")
            room -= 1
            if room < 0 or len(sheet.rows) >= ROWS:
                raise CannotReadError(f"{sheet.at(place)} 以后读不下了，最多{ROWS}行、{CELLS}格。请只留要用的几行几列")
            if kept := keep(plain(written)):
                row.cells[column] = Cell(kept, Kind.TEXT, place)
        if row.cells:
            sheet.rows.append(row)
    return sheet


def _records(data: bytes, encoding: str, between: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    number = 0
    lines = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    try:
        for number, record in enumerate(csv.reader(lines, delimiter=between), 1):
            if number > skipped:
                yield number, record
    except (csv.Error, TypeError, ValueError):
        raise CannotReadError(f"第{number + 1}行读不懂，可能少了一个引号。{SAVE_AS}") from None


def _between(text: str) -> str:
    """Return what gives the most columns in the first rows; a comma where nothing does."""
    best, most = ",", 1
    for mark in _BETWEEN:
        try:
            rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=mark), 20))
        except csv.Error:
            continue
        widths = sorted(len(row) for row in rows if row)
        usual = widths[len(widths) // 2] if widths else 0
        if usual > most:
            best, most = mark, usual
    return best


def _decoded(data: bytes) -> tuple[str, str]:
    """Return the encoding that fits the whole file, and its first lines."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if "\0" in text:
            break
        return encoding, text[:_SAMPLE]
    raise CannotReadError(f"文件的编码认不出来，或者不是表格。{SAVE_AS}")
