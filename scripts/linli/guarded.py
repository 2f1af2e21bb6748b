"""The only way to YAML: takes a text, gives its events or tokens; what would hang or overflow a reader is an error.

libyaml's loader crashes the interpreter on deep nesting and a few aliases of aliases make billions of values; its
parser does neither. So whoever loads a text lets it be walked here first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import yaml

LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_DEPTH: Final = 30
"""libyaml's time grows with the square of the depth."""
MAX_VALUES: Final = 100_000
"""Of a file that is loaded, its aliases written out."""
STARTS: Final = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
ENDS: Final = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


def events(text: str) -> Iterator[Any]:
    """Yield the parser's events. Raises YAMLError where it stops, and at too deep a nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        depth += isinstance(event, STARTS) - isinstance(event, ENDS)
        if depth > MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem="too deep", problem_mark=event.start_mark)  # type: ignore[arg-type]
        yield event


def tokens(text: str) -> Iterator[Any]:
    """Yield the scanner's tokens, which nothing is made from."""
    yield from yaml.scan(text, Loader=LOADER)


def node_and_value(text: str, loader: Any = LOADER) -> tuple[Any, Any]:
    """Return the node of the only document and what a safe loader makes of it. Raises YAMLError, ValueError or TypeError."""
    _count(text)
    reading = loader(text)
    try:
        node = reading.get_single_node()
        return node, None if node is None else reading.construct_document(node)
    finally:
        reading.dispose()


def _count(text: str) -> None:
    """Raise YAMLError where the values are too many once every alias is written out."""
    size = 0
    begun: list[tuple[str | None, int]] = []
    sizes: dict[str | None, int] = {}
    for event in events(text):
        size += sizes.get(event.anchor, 1) if isinstance(event, yaml.AliasEvent) else 1
        if isinstance(event, STARTS):
            begun.append((event.anchor, size))
        elif isinstance(event, ENDS):
            anchor, before = begun.pop()
            sizes[anchor] = size - before
        if size > MAX_VALUES:
            raise yaml.MarkedYAMLError(problem="too large", problem_mark=event.start_mark)
