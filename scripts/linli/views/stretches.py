"""What is there for days without an hour: takes the sessions of a class, gives those that belong together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from linli.timetable import Occurrence

_BREAK: Final = timedelta(days=3)
"""Days that are so far apart still belong together: a museum's Monday, a holiday, do not end an exhibition."""


def of(occurrences: Iterable[Occurrence]) -> Iterator[list[Occurrence]]:
    """Yield the sessions of each stretch, by day; another place as planned, or another note, makes another stretch."""
    alike: dict[tuple[str, str], list[Occurrence]] = {}
    for o in occurrences:
        place = o.venue_was or o.venue
        stretch = alike.setdefault((place.id if place else "", o.remark), [])
        if stretch and o.day - stretch[-1].day > _BREAK:
            yield stretch.copy()
            stretch.clear()
        stretch.append(o)
    yield from alike.values()
