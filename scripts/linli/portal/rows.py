"""The rows of a published table: takes a CSV file's bytes, gives them as typed, each with the line where it stands."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Final

from linli import source
from linli.portal.bundle import Part
from linli.problems import Mark, Problem
from linli.schema import Schema
from linli.source import Row, Text

MOST: Final = 20_000
"""Rows of one community, of all its tables."""
_LONGEST: Final = 100_000
"""Characters of a cell."""


def read(part: Part, path: str, schema: Schema) -> tuple[list[Row], list[Problem]]:
    """Return the rows of a table's file; `path` is how problems call it."""
    text, problems = source.decode(path, part.data)
    if problems or not text.strip():
        return [], problems
    if not part.path.endswith(".csv"):
        rows, problems = source.read(path, text, schema.fields)
        return rows[:MOST], [*problems, *_too_many(path, rows)]
    try:
        rows = _rows(path, text, schema)
    except csv.Error:
        return [], [_problem(path, 1, "这个 CSV 文件读不懂", "请让社区重新生成网站")]
    return rows[:MOST], _too_many(path, rows)


def _rows(path: str, text: str, schema: Schema) -> list[Row]:
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    names = next(lines, [])
    rows: list[Row] = []
    begins = lines.line_num + 1
    for cells in lines:
        row = Row(path, begins, 1)
        begins = lines.line_num + 1
        for name, cell in zip(names, cells, strict=False):
            row.keys[name] = row.places[name] = (row.line, 1)
            if cell != "":
                row.values[name] = _cell(cell, schema, name)
        rows.append(row)
        if len(rows) > MOST:
            break
    return rows


def _cell(cell: str, schema: Schema, name: str) -> Text:
    """A list is written as JSON; everything else is the text that an editor would type."""
    if len(cell) > _LONGEST:
        raise csv.Error
    if name in schema.fields and schema.fields[name].type == "array" and cell.startswith("["):
        try:
            found: Sequence[object] = json.loads(cell)
        except (ValueError, RecursionError):
            return cell
        return tuple(each for each in found if isinstance(each, str))
    return cell


def _too_many(path: str, rows: Sequence[Row]) -> list[Problem]:
    return [_problem(path, rows[MOST].line, f"记录太多，最多 {MOST} 条", "请确认没有重复")] if len(rows) > MOST else []


def _problem(path: str, line: int, message: str, hint: str) -> Problem:
    return Problem(mark=Mark(path=path, line=line), code="too-large", message=message, hint=hint)
