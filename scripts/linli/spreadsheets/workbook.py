"""The book around the sheets: takes the container, gives the sheets' names and parts, the formats and the shared texts."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from linli.spreadsheets.container import Container
from linli.spreadsheets.grid import SAVE_AS, CannotReadError
from linli.spreadsheets.values import Look, look
from linli.spreadsheets.walking import Budget, damaged, walk

_SHEETS: Final = 100
_FORMATS: Final = 70_000
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class Listed:
    """One sheet as the book lists it."""

    name: str
    part: str
    hidden: bool


@dataclass(slots=True)
class Book:
    """What the sheets need of their book."""

    sheets: list[Listed] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    texts: list[str] = field(default_factory=list, repr=False)
    since_1904: bool = False


class _Relations:
    """Id → kind and part, of those within the file."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: dict[str, str]) -> bool:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            part = posixpath.normpath(posixpath.join("/", self.folder, attributes.get("Target", "")))
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found[attributes.get("Id", "")] = kind, part.lstrip("/")
        return False

    def end(self, name: str, text: str) -> None:
        pass


class _Contents:
    def __init__(self, relations: dict[str, tuple[str, str]], book: Book) -> None:
        self.relations, self.book = relations, book

    def start(self, name: str, attributes: dict[str, str]) -> bool:
        if name == "workbookPr":
            self.book.since_1904 = attributes.get("date1904", "0") in {"1", "true", "on"}
        elif name == "sheet":
            key = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            kind, part = self.relations.get(key, ("", ""))
            if kind == "worksheet":
                hidden = attributes.get("state", "visible") != "visible"
                self.book.sheets.append(Listed(attributes.get("name", ""), part, hidden))
        if len(self.book.sheets) > _SHEETS:
            raise CannotReadError(f"工作表超过{_SHEETS}张。请只留要用的几张，另存为 xlsx")
        return False

    def end(self, name: str, text: str) -> None:
        pass


class _Styles:
    def __init__(self, book: Book) -> None:
        self.book = book
        self.codes: dict[int, str] = {}
        self.within = False

    def start(self, name: str, attributes: dict[str, str]) -> bool:
        if name == "numFmt":
            self.codes[whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self.within = True
        elif name == "xf" and self.within:
            number = whole(attributes.get("numFmtId"))
            self.book.looks.append(look(number, self.codes.get(number)))
            if len(self.book.looks) > _FORMATS:
                raise damaged()
        return False

    def end(self, name: str, text: str) -> None:
        if name == "cellXfs":
            self.within = False


class Pieces:
    """A text made of pieces in different fonts, without the readings above the characters."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.reading = 0

    def start(self, name: str) -> bool:
        """Hear of an element; True: its text is part."""
        self.reading += name == "rPh"
        return name == "t" and not self.reading

    def end(self, name: str, text: str) -> None:
        """Hear of its end."""
        self.reading -= name == "rPh"
        if name == "t" and text:
            self.said.append(text)

    def take(self) -> str:
        """Give the text and begin anew."""
        text = unescaped("".join(self.said))
        self.said.clear()
        return text


def unescaped(text: str) -> str:
    """Return a text without the way in which xlsx writes characters that XML has not: _x000D_."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    found = chr(int(match[1], 16))
    return found if found.isprintable() or found in "\n\t" else ""


class _Texts:
    def __init__(self, book: Book, keep: Callable[[str], str]) -> None:
        self.book, self.keep = book, keep
        self.pieces = Pieces()

    def start(self, name: str, attributes: dict[str, str]) -> bool:
        return self.pieces.start(name)

    def end(self, name: str, text: str) -> None:
        self.pieces.end(name, text)
        if name == "si":
            self.book.texts.append(self.keep(self.pieces.take()))


def whole(text: str | None) -> int:
    """Return a number that a file counts with, -1 where it is none."""
    return int(text) if text and len(text) < 9 and text.isascii() and text.isdigit() else -1


def open_book(container: Container, budget: Budget, keep: Callable[[str], str]) -> Book:
    """Read everything but the sheets."""
    book = Book()
    outer = _relations(container, "_rels/.rels", "", budget)
    main = next((part for kind, part in outer.values() if kind == "officeDocument"), "xl/workbook.xml")
    folder, _, file = main.rpartition("/")
    inner = _relations(container, f"{folder}/_rels/{file}.rels".lstrip("/"), folder, budget)
    if main not in container or main.endswith(".bin"):
        raise CannotReadError(f"这不是 xlsx 表格。{SAVE_AS}")
    walk(container.pieces(main), _Contents(inner, book), budget)
    parts = dict(inner.values())
    if (part := parts.get("styles", "")) in container:
        walk(container.pieces(part), _Styles(book), budget)
    if (part := parts.get("sharedStrings", "")) in container:
        walk(container.pieces(part), _Texts(book, keep), budget)
    return book


def _relations(container: Container, part: str, folder: str, budget: Budget) -> dict[str, tuple[str, str]]:
    found = _Relations(folder)
    if part in container:
        walk(container.pieces(part), found, budget)
    return found.found
