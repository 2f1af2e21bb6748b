"""Parts of a table into one file: takes the texts of both, gives the text that has all rows and all comments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from linli import source
from linli.rows import Text
from linli.schema import Schema
from linli.writing_back import CannotWriteError, apply, layout

_BREAK: Final = re.compile(r"\r\n|\r|\n")
_FRAME: Final = re.compile(r"(?m)^(?:---|\.\.\.)[ \t]*\n|^\[\][ \t]*(?:\n|$)")


def folded(text: str, parts: Mapping[str, str], schema: Schema) -> str:
    """Return the table's text with the rows and comments of each part below its own.

    Raises CannotWriteError, where a part cannot be read with its path.
    """
    body = apply(text, [], schema.fields)
    expected = _values(text, schema)
    newline = next((mark for mark in ("\r\n", "\n", "\r") if mark in body), "\n")
    for path, part in parts.items():
        try:
            apply(part, [], schema.fields)
            body = _joined(body, part, newline)
        except CannotWriteError as error:
            raise CannotWriteError(f"{path}：{error}") from None
        expected += _values(part, schema)
    if _values(body, schema) != expected:
        raise CannotWriteError("合起来以后读出来不一样，没有动；请手工合并")
    return body


def _joined(text: str, part: str, newline: str) -> str:
    """Return one text below the other, moved to the same column."""
    own = layout.table(_ended(text.removeprefix("\ufeff"), newline))
    new = layout.table(_ended(_BREAK.sub("\n", part.removeprefix("\ufeff")), "\n"))
    added = _FRAME.sub("", new.text()).strip("\n")
    if not added.strip():
        return text
    if own.rows and new.rows:
        added = _moved(added, own.column - new.column)
    added = added.replace("\n", newline) + newline
    before = _ended(text, newline)
    if not own.rows and new.rows:
        mark = len(text) - len(text.removeprefix("\ufeff"))
        if own.brackets:
            start, end = own.brackets
            before = before[: mark + start] + before[mark + end :].lstrip(" ")
        before = before if before.strip("\ufeff\r\n ") else "\ufeff" * mark
    keeps = before.endswith(newline * 2) or not before.strip("\ufeff") or _frame_only(before)
    closed = re.search(r"(?:\r\n|\r|\n)\.\.\.\s*$", before)
    if closed:
        cut = layout.line_start(before, closed.start() + len(newline))
        return before[:cut] + newline + added + before[cut:]
    return before + ("" if keeps else newline) + added


def _frame_only(text: str) -> bool:
    return text.strip("\ufeff").strip() == "---"


def _moved(text: str, columns: int) -> str:
    if columns >= 0:
        return re.sub(r"(?m)^(?=[^\n])", " " * columns, text)
    return re.sub(rf"(?m)^ {{0,{-columns}}}", "", text)


def _ended(text: str, newline: str) -> str:
    return text if not text or text.endswith(("\n", "\r")) else text + newline


def _values(text: str, schema: Schema) -> list[dict[str, Text]]:
    rows, _ = source.read("", text.removeprefix("\ufeff"), schema.fields)
    return [row.values for row in rows]
