"""Walks through one XML part: takes its bytes piece by piece, tells a listener each element; refuses what is no sheet's.

No document type, so no entities, neither own nor foreign; names, attributes, depth and elements are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Protocol
from xml.parsers import expat

from linli.spreadsheets.grid import CHARACTERS, IN_A_CELL, SAVE_AS, CannotReadError

ELEMENTS: Final = 950_000
_NAMES: Final = 2_000
_DEPTH: Final = 60
_WITHOUT_TAG: Final = 300_000
_LONG: Final = re.compile(rb"<[^<]{%d}" % _WITHOUT_TAG)


class Listener(Protocol):
    """Who is told; `text` of an element it asked for by answering True to its start."""

    def start(self, name: str, attributes: dict[str, str]) -> bool:
        """Hear of an element's beginning; True: gather its text."""

    def end(self, name: str, text: str) -> None:
        """Hear of its end."""


class Budget:
    """What one book may hold, whatever its parts are called."""

    def __init__(self) -> None:
        self.elements = ELEMENTS
        self.characters = CHARACTERS

    def text(self, length: int) -> None:
        """Count some characters."""
        self.characters -= length
        if self.characters < 0:
            raise CannotReadError("表格太大：字太多。请把要用的几行几列复制到一个新的表格里")


class _Walk:
    def __init__(self, listener: Listener, budget: Budget, names: dict[str, str]) -> None:
        self.listener, self.budget, self.names = listener, budget, names
        self.depth = 0
        self.pieces: list[str] | None = None
        self.length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.budget.elements -= 1
        self.depth += 1
        if self.depth > _DEPTH or len(self.names) > _NAMES:
            raise damaged()
        if self.budget.elements < 0:
            raise CannotReadError("表格太大：格子太多（空的、只有颜色的也算）。请把要用的几行几列复制到一个新的表格里")
        if self.listener.start(name[name.rfind(":") + 1 :], attributes):
            self.pieces, self.length = [], 0

    def end(self, name: str) -> None:
        self.depth -= 1
        pieces, self.pieces = self.pieces, None
        self.listener.end(name[name.rfind(":") + 1 :], "".join(pieces) if pieces else "")

    def text(self, piece: str) -> None:
        if self.pieces is None:
            return
        self.pieces.append(piece)
        self.length += len(piece)
        self.budget.text(len(piece))
        if self.length > IN_A_CELL:
            raise CannotReadError(f"有一格超过{IN_A_CELL}个字，不像是表格。{SAVE_AS}")


def damaged(where: str = "") -> CannotReadError:
    """The file is not as its program would have written it."""
    return CannotReadError(f"{where}文件坏了或不完整，读不了。{SAVE_AS}".strip())


def _refuse(*_: object) -> None:
    raise CannotReadError(f"文件里有不该有的定义（DTD），不读。{SAVE_AS}")


def walk(pieces: Iterable[bytes], listener: Listener, budget: Budget) -> None:
    """Tell `listener` of every element in these bytes, which are UTF-8."""
    names: dict[str, str] = {}
    parser = expat.ParserCreate("utf-8", intern=names)
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    told = _Walk(listener, budget, names)
    parser.StartElementHandler, parser.EndElementHandler = told.start, told.end
    parser.CharacterDataHandler = told.text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        since = 0
        for piece in pieces:
            first, last = piece.find(b"<"), piece.rfind(b"<")
            if since + (first if first >= 0 else len(piece)) > _WITHOUT_TAG or _LONG.search(piece):
                raise damaged()
            since = len(piece) - last if last >= 0 else since + len(piece)
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise damaged() from None
