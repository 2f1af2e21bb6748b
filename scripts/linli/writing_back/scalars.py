"""Text as YAML: takes a value, gives it quoted where YAML 1.1 or 1.2 would read another type, or lines of a block."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from linli.characters import trimmed
from linli.events import INVISIBLE
from linli.rows import Text
from linli.schema import Field

Order = Sequence[str] | Mapping[str, Field]
"""The fields in their order. With what the schema says of them, a number in a field of text is quoted too."""

_WORDS: Final = frozenset("y n yes no on off true false null ~ = << 是 否 .inf -.inf +.inf .nan".split())
_TYPED: Final = re.compile(r"true|false|-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]+)?|[12][0-9]{3}-[01][0-9]-[0-3][0-9]")
"""What the tables write without quotes although a reader of YAML makes more than text of it."""
_NUMBER: Final = re.compile(
    r"[-+.]*[0-9][-+.,:/_ 0-9]*(?:[TtZz][-+.:0-9Zz]*)?[单双]?|0[xo][0-9a-fA-F_]+|[-+.0-9_]+[eE][-+]?[0-9]+"
)
_TELEPHONE: Final = re.compile(r"0[0-9]{2,3}-[0-9]{7,8}")
_MEANS: Final = re.compile(
    r"[-?:](?:\s|$)|---|\.\.\.|[\s,\[\]{}#&*!|>'\"%@`]|.*(?::(?:\s|$)|\s#|[\t\n]|\s$)", re.DOTALL
)
"""What has a meaning of its own to YAML."""
_IN_BRACKETS: Final = re.compile(r"[,\[\]{}?]|^[-:]")
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


class CannotWriteError(ValueError):
    """A table cannot be changed; the message says why, in Chinese."""


def cleaned(value: Text) -> Text:
    """Return a value as it will be read again. Raises CannotWriteError where a file cannot hold it."""
    if value is None:
        return None
    if isinstance(value, tuple):
        return tuple(_cleaned(item) for item in value)
    return _cleaned(value)


def scalar(value: str, *, field: Field | None = None, bracketed: bool = False, quote: str = "") -> str:
    """Return a text on one line, in quotes where it needs them.

    `bracketed`: inside [ ] or { }. `quote`: the quotes that it had before, kept.
    """
    if quote == "'" and not re.search(r"[\t\n]", value):
        return "'" + value.replace("'", "''") + "'"
    if quote or not value or _is_typed(value, field) or _MEANS.match(value) or (bracketed and _marks(value)):
        return '"' + re.sub(r'[\\"\n\t]', lambda match: _ESCAPES[match[0]], value) + '"'
    return value


def listed(items: Sequence[str]) -> str:
    """Return a list on one line."""
    return "[" + ", ".join(scalar(item, field=_ITEM, bracketed=True) for item in items) + "]"


def block(value: str, indent: int) -> tuple[str, list[str]] | None:
    """Return the head (`|-`) and the lines of a text of several lines; None where only quotes can hold it."""
    lines = value.split("\n")
    head = "|" if lines[-1] == "" else "|-"
    if lines[-1] == "":
        lines.pop()
    if len(lines) + (head == "|") < 2 or not lines[-1].strip() or lines[0][:1] in ("", " ", "\t"):
        return None
    if any(line[:1] == "\t" or (line and not line.strip()) for line in lines):
        return None
    return head, [" " * indent + line if line else "" for line in lines]


def entry(name: str, value: Text, indent: int, order: Order = (), *, nested: bool = False) -> list[str]:
    """Return the lines of one field whose name stands in column `indent`, the first line without indentation."""
    key = scalar(name)
    if isinstance(value, tuple):
        if nested and value and all("\n" not in item for item in value):
            return [f"{key}:", *(f"{' ' * (indent + 2)}- {scalar(item, field=_ITEM)}" for item in value)]
        return [f"{key}: {listed(value)}"]
    if value is not None and "\n" in value and (found := block(value, indent + 2)):
        return [f"{key}: {found[0]}", *found[1]]
    return [f"{key}: {scalar(value or '', field=field_of(name, order))}"]


def field_of(name: str, order: Order) -> Field | None:
    """Return what the schema says of a field, where it was given."""
    return order.get(name) if isinstance(order, Mapping) else None


def row_text(values: Mapping[str, Text], order: Order, dash: str = "- ", lists: Collection[str] = ()) -> str:
    """Return a row as it is appended: fields without a value are left out, those of the schema come first.

    `lists`: the fields whose lists have one item a line.
    """
    kept = {name: cleaned(value) for name, value in values.items() if value is not None}
    indent = " " * len(dash)
    lines: list[str] = []
    for name in _sorted(kept, order):
        first, *rest = entry(name, kept[name], len(dash), order, nested=name in lists)
        lines += [indent + first, *rest]
    if not lines:
        return f"{dash}{{}}\n"
    return dash + "\n".join(lines)[len(dash) :] + "\n"


def _sorted(names: Mapping[str, object], order: Order) -> list[str]:
    """Return the names in the schema's order, strangers last."""
    rank = {name: number for number, name in enumerate(order)}
    return sorted(names, key=lambda name: rank.get(name, len(rank)))


def _cleaned(text: str) -> str:
    text = trimmed(re.sub(r"\r\n?", "\n", text))
    if found := re.search(f"{INVISIBLE.pattern}|\ufeff", text):
        raise CannotWriteError(f"文字里有看不见的字符(U+{ord(found[0]):04X})，请删掉那一处再写")
    return text


def _is_typed(value: str, field: Field | None) -> bool:
    if _TYPED.fullmatch(value):
        return field is not None and field.type in ("string", "time", "datetime", "array")
    if value.lower() in _WORDS:
        return True
    return _NUMBER.fullmatch(value) is not None and _TELEPHONE.fullmatch(value) is None


def _marks(value: str) -> bool:
    return _IN_BRACKETS.search(value) is not None or ":" in value


_ITEM: Final = Field(
    name="",
    title="",
    description="",
    example="",
    type="string",
    format="default",
    required=False,
    enum=(),
    constraints={},
)
