"""How a file of the site comes about: `Recipe`, which is followed only where what the files are made from changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

File = tuple[str, bytes]
"""Path below the site's root, and what stands in it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipe:
    """Files that are made together; a site that has them under this key has the same ones."""

    path: str
    """Of the first."""
    key: str
    """Changes with anything that they are made from."""
    make: Callable[[], Iterable[File]]


def followed(planned: Iterable[File | Recipe]) -> Iterator[File]:
    """Yield every file, each recipe's when it comes."""
    for each in planned:
        if isinstance(each, Recipe):
            yield from each.make()
        else:
            yield each
