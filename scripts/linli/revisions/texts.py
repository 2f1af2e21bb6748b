"""The text of a table cut into rows, quickly: takes the text of a file, gives the values of each row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import yaml

from linli import source
from linli.source import Text

_LOADER: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_PLAIN: Final = 100_000
_NESTING: Final = ("[", "{", "- ", "? ")
_NESTED: Final = 500
"""A row of this size or with so many openings goes to the reader that cannot be overflowed."""
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})

Values = dict[str, Text]


class NotASiteError(ValueError):
    """No site was ever made from this state."""


def items(text: str) -> Iterator[str]:
    """Yield each row's text; in any but the usual form, the whole."""
    first, *others = f"\n{text}".split("\n- ")
    if not others or any(line and not line.startswith("#") for line in first.split("\n")):
        yield text
        return
    for item in others:
        yield f"- {item}"


def rows(text: str) -> list[Values]:
    """Return the rows of a text that is no more than a few of them. Raises NotASiteError or yaml.YAMLError."""
    plain = len(text) < _PLAIN and sum(map(text.count, _NESTING)) < _NESTED
    return list(_rows(text)) if plain else carefully(text)


def carefully(text: str) -> list[Values]:
    """Read as the build does, four times slower, whatever the text is."""
    found, problems = source.read("", text)
    if problems:
        raise NotASiteError(problems[0].message)
    return [row.values for row in found]


def _rows(text: str) -> Iterator[Values]:
    found = yaml.load(text, Loader=_LOADER)  # noqa: S506 # makes nothing but texts, lists and mappings
    if found is None or found == "":
        return
    if not isinstance(found, list):
        raise NotASiteError("not a list")
    for row in found:
        if not isinstance(row, dict):
            raise NotASiteError("not a record")
        yield {str(key): _text(value) for key, value in row.items()}


def _text(value: object) -> Text:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    if not isinstance(value, str):
        raise NotASiteError("nested")
    return None if value in _NULLS else value
