"""Files of cells from other programs: takes an xlsx or csv file, gives its sheets as `Sheet`, or a Chinese sentence why not.

Nothing is fetched, no formula is reckoned, nothing is unpacked before it was counted. `keep` decides what of each text
stays; what it drops is nowhere afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from linli.spreadsheets.commas import read_csv
from linli.spreadsheets.container import SIZE, Container
from linli.spreadsheets.grid import CELLS, SAVE_AS, CannotReadError, Cell, Kind, Row, Sheet, letters, number_of, shown
from linli.spreadsheets.values import day
from linli.spreadsheets.walking import Budget
from linli.spreadsheets.workbook import open_book
from linli.spreadsheets.worksheet import read_sheet

__all__ = ["CannotReadError", "Cell", "Kind", "Row", "Sheet", "day", "letters", "number_of", "read", "shown"]

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_OTHERS: Final = {
    b"%PDF": "这是 PDF，不是表格",
    b"\x89PNG": "这是图片，不是表格",
    b"\xff\xd8\xff": "这是图片，不是表格",
    b"Rar!": "这是压缩包，请先解开，用里面的表格",
    b"7z\xbc\xaf": "这是压缩包，请先解开，用里面的表格",
    b"<": "这是网页或旧式的 xml 表格",
    b"{": "这不是表格",
}


def same(text: str) -> str:
    """Keep everything."""
    return text


def read(path: Path, keep: Callable[[str], str] = same) -> list[Sheet]:
    """Return the sheets of a file, in its order; what a file is, its content tells, not its ending."""
    try:
        size = path.stat().st_size
        if size > SIZE:
            raise CannotReadError(f"文件太大（{size >> 20} MB），最多{SIZE >> 20} MB。请只留要用的几行几列，再保存")
        data = path.read_bytes()
    except (OSError, ValueError):
        raise CannotReadError(f"打不开 {shown(path.name)}。请看看文件名对不对，是不是正在别的程序里开着") from None
    if data.startswith(b"PK"):
        return _book(data, keep)
    if not data.strip():
        raise CannotReadError("文件是空的")
    if data.startswith(_COMPOUND):
        locked = _ENCRYPTED in data
        raise CannotReadError(
            f"文件加了密码，读不了。请去掉密码，{SAVE_AS.removeprefix('请')}"
            if locked
            else f"这是旧格式的表格。{SAVE_AS}"
        )
    start = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, sentence in _OTHERS.items():
        if start.startswith(mark):
            raise CannotReadError(f"{sentence}。{SAVE_AS}")
    return [read_csv(data, path.stem, keep)]


def _book(data: bytes, keep: Callable[[str], str]) -> list[Sheet]:
    container, budget = Container(data), Budget()
    if "mimetype" in container or "Index/Document.iwa" in container or "word/document.xml" in container:
        raise CannotReadError(f"这不是 xlsx 表格。{SAVE_AS}")
    book = open_book(container, budget, keep)
    sheets: list[Sheet] = []
    room = CELLS
    for listed in book.sheets:
        sheets.append(read_sheet(container, listed, book, budget, keep, room))
        room -= sum(len(row.cells) for row in sheets[-1].rows)
    if not sheets:
        raise CannotReadError(f"文件里没有工作表。{SAVE_AS}")
    return sheets
