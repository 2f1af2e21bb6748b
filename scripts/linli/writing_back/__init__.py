"""Changes a table without harm: takes a file's text and edits, gives the new text; every other character stays.

Comments directly above a row, or below it as deep as its fields, belong to the row; those set off by a blank line are
headings and stay, as do those at the top of the file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from linli import source
from linli.rows import Text
from linli.source import HARMLESS
from linli.writing_back import layout, placing
from linli.writing_back.scalars import CannotWriteError, Order, cleaned, row_text, scalar

__all__ = [
    "Append", "CannotWriteError", "Delete", "Edit", "Insert", "Order", "Remove", "Set", "apply", "row_text", "scalar",
]  # fmt: skip

_BOM: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class Set:
    """A field gets a value; an absent one is put in where the schema has it. None removes it."""

    row: int
    """Counted from 0 in the file as it was before all edits, as `source.read` gives them."""
    field: str
    value: Text


@dataclass(frozen=True, slots=True)
class Remove:
    """A field goes away."""

    row: int
    field: str


@dataclass(frozen=True, slots=True)
class Append:
    """A new row at the end."""

    values: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Insert:
    """A new row behind another; -1: before the first."""

    after: int
    values: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Delete:
    """A row goes away, with the comments that belong to it."""

    row: int


Edit = Set | Remove | Append | Insert | Delete


def apply(text: str, edits: Sequence[Edit], order: Order) -> str:
    """Return the text after the edits. Raises CannotWriteError where it could not be read again as it was meant."""
    body = text.removeprefix(_BOM)
    before = _model(body, order)
    expected = _after(before, edits)
    newline = next((mark for mark in ("\r\n", "\n", "\r") if mark in body), "\n")
    ended = not body or body.endswith(("\n", "\r"))
    table = layout.table(body if ended else body + newline)
    placing.change(table, *_sorted(edits, len(before)), order=order, newline=newline)
    after = table.text()
    if not ended:
        after = after.removesuffix(newline)
    if _model(after, order) != expected:
        raise CannotWriteError("写好以后读出来和要写的不一样，没有写；这一处请手工改")
    return text[: len(text) - len(body)] + after


def _sorted(
    edits: Sequence[Edit], count: int
) -> tuple[dict[int, list[tuple[str, Text]]], dict[int, list[Mapping[str, Text]]], set[int]]:
    """Return the new values by row, the new rows by the row before them, and the rows that go away."""
    fields: dict[int, list[tuple[str, Text]]] = defaultdict(list)
    rows: dict[int, list[Mapping[str, Text]]] = defaultdict(list)
    gone: set[int] = set()
    for edit in edits:
        match edit:
            case Set(row, name, value):
                fields[row].append((name, cleaned(value)))
            case Remove(row, name):
                fields[row].append((name, None))
            case Insert(after, values):
                rows[after].append(values)
            case Append(values):
                rows[count].append(values)
            case Delete(row):
                gone.add(row)
    return fields, rows, gone


def _model(text: str, order: Order) -> list[dict[str, Text]]:
    shown, problems = source.decode("", text.encode("utf-8", "surrogatepass"))
    if problems:
        raise CannotWriteError(_first(problems))
    rows, problems = source.read("", shown, list(order))
    if wrong := [problem for problem in problems if problem.code not in HARMLESS]:
        raise CannotWriteError(_first(wrong))
    return [row.values for row in rows]


def _first(problems: Sequence[Any]) -> str:
    first = min(problems, key=lambda problem: problem.mark.line)
    return f"第{first.mark.line}行：{first.message}。请先改好再写（{first.hint}）"


def _after(before: Sequence[Mapping[str, Text]], edits: Sequence[Edit]) -> list[dict[str, Text]]:
    """Return the values that the file must have afterwards."""
    fields, rows, gone = _sorted(edits, len(before))
    if wrong := [row for row in (*fields, *gone) if not 0 <= row < len(before)]:
        raise CannotWriteError(f"这张表只有{len(before)}条记录，没有第{wrong[0] + 1}条")
    after: list[dict[str, Text]] = [_fresh(values) for values in rows[-1]]
    for number, values in enumerate(before):
        if number not in gone:
            changed = dict(values)
            for name, value in fields[number]:
                if value is None:
                    changed.pop(name, None)
                else:
                    changed[name] = value
            after.append(changed)
        after += [_fresh(values) for values in rows[number]]
    return after + [_fresh(values) for values in rows[len(before)]]


def _fresh(values: Mapping[str, Text]) -> dict[str, Text]:
    return {name: cleaned(value) for name, value in values.items() if value is not None}
