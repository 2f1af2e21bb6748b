"""A table in the usual form: takes its text and schema, gives the fields in their order and values as the manual has them.

Comments and blank lines stay, and so does the meaning: where it would not, the row is left as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from linli import cells, source, writing
from linli.rows import Row, Text
from linli.schema import Field, Schema
from linli.writing_back import Set, apply, layout, scalar

_LONG: Final = re.compile(r"(?:星期|礼拜)([一二三四五六日天])")
_USUAL: Final = {
    "time": re.compile(r"[0-2][0-9]:[0-5][0-9]"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "datetime": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-2][0-9]:[0-5][0-9]"),
}
_MIDNIGHT: Final = re.compile(r"24[:点]|零点")


def neat(text: str, schema: Schema) -> str:
    """Return the table's text in its usual form. Raises CannotWriteError where it cannot be read."""
    apply(text, [], schema.fields)  # refuses what is not to be touched
    body = text.removeprefix("\ufeff")
    ended = body.endswith(("\n", "\r")) or not body
    table = layout.table(body if ended else body + "\n")
    rows, _ = source.read("", body, schema.fields)
    for number, row in enumerate(rows):
        table.rows[number] = _ordered(_usual(table.rows[number], row, schema), schema)
    after = table.text()
    return text[: len(text) - len(body)] + (after if ended else after.removesuffix("\n"))


def _usual(piece: str, row: Row, schema: Schema) -> str:
    """Return a row's text with each value written as the manual has it."""
    edits = []
    spans = layout.item(piece).fields
    for name, value in row.values.items():
        field = schema.fields.get(name)
        if field is None or not isinstance(value, str) or "\n" in value or name not in spans:
            continue
        usual = usual_value(value, field)
        if usual != value or (spans[name].kind == "plain" and scalar(value, field=field) != value):
            edits.append(Set(0, name, usual))
    return apply(piece, edits, schema.fields) if edits else piece


def usual_value(value: str, field: Field) -> str:
    """Return a time, a date or days of the week as the manual writes them; anything else as it is."""
    if field.of in ("weekdays", "hours-days"):
        short = writing.weekday(_LONG.sub(lambda m: "周" + m[1].replace("天", "日"), value))
        return short if _read(short, field) == _read(value, field) else value
    known = _USUAL.get(field.type)
    if known is None or _MIDNIGHT.search(value):
        return value
    normal = writing.normal(value, field)
    if not isinstance(normal, str) or not known.fullmatch(normal) or (field.type == "datetime" and ":" not in value):
        return value
    return normal


def _read(value: str, field: Field) -> object:
    try:
        return cells.BY_KIND[field.of](value)
    except ValueError as error:
        return str(error)


def _ordered(piece: str, schema: Schema) -> str:
    """Return a row's text with its fields in the schema's order, each with the comments above it."""
    item = layout.item(piece)
    rank = {name: number for number, name in enumerate(schema.fields)}
    spans = sorted(item.fields.items(), key=lambda pair: pair[1].key)
    wanted = sorted(spans, key=lambda pair: rank.get(pair[0], len(rank)))
    if item.flow or wanted == spans:
        return piece
    first = spans[0][1].key
    ends = [layout.line_end(piece, max(span.end, span.colon)) for _, span in spans]
    indent = " " * (first - layout.line_start(piece, first))
    parts: dict[str, tuple[str, str]] = {}
    for (name, span), begin, end in zip(spans, [first, *ends], ends, strict=False):
        line = max(begin, layout.line_start(piece, span.key))
        parts[name] = piece[begin:line], piece[span.key : end]
    above = parts[wanted[0][0]][0]
    if any(not line.strip() for line in above.splitlines()):
        return piece
    dash = layout.line_start(piece, first)
    column = len(indent) - 2 if len(indent) > 1 else 0
    above = "".join(" " * column + line.lstrip(" ") for line in above.splitlines(keepends=True))
    made = piece[:dash] + above + piece[dash:first] + parts[wanted[0][0]][1]
    made += "".join(f"{parts[name][0]}{indent}{parts[name][1]}" for name, _ in wanted[1:]) + piece[ends[-1] :]
    meant = _values(piece, schema.fields)  # nothing, where the row says something twice or cannot be read
    return made if meant and _values(made, schema.fields) == meant else piece


def _values(piece: str, fields: Mapping[str, Field]) -> list[dict[str, Text]]:
    rows, problems = source.read("", piece, fields)
    harmless = source.HARMLESS - {"duplicate-field"}
    return [] if any(problem.code not in harmless for problem in problems) else [row.values for row in rows]
