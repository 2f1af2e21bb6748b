"""The search over all communities: takes the city, gives small files of which a reader fetches only what the question needs.

`find/plan.json` names streets, communities and their shards. `find/g/NN.json` tells of each pair of characters in which
shards it stands. `find/r/N.json` is a shard: some hundred courses of one street. Every row says whose it is. The same
cutting of words is done by overrides/assets/src/shards.js; a test compares them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from linli.portal.pages import City
from linli.portal.told import Line
from linli.recipe import File

ROWS: Final = 200
"""Courses of a shard, about 10 KB on the way."""
BUCKETS: Final = 64


def files(city: City) -> Iterator[File]:
    """Yield all files of the search."""
    grams: dict[str, set[int]] = defaultdict(set)
    streets: list[list[Any]] = []
    number = 0
    for street in city.streets:
        own: list[int] = []
        named: list[list[Any]] = []
        shard = _Shard()
        for place in street.places:
            if place.told is None:
                continue
            mine = []
            for line in place.told.lines:
                if len(shard.rows) == ROWS:
                    yield _file(f"r/{number}", shard.value())
                    own.append(number)
                    number += 1
                    shard = _Shard()
                shard.add(place.listed.id, place.listed.name, line)
                if number not in mine:
                    mine.append(number)
                for gram in cut(f"{text_of(line)} {place.listed.name} {street.name}"):
                    grams[gram].add(number)
            named.append([place.listed.id, place.listed.name, mine])
        if shard.rows:
            yield _file(f"r/{number}", shard.value())
            own.append(number)
            number += 1
        streets.append([street.key, street.name, own, named])
    buckets: list[dict[str, list[int]]] = [{} for _ in range(BUCKETS)]
    for gram in sorted(grams):
        buckets[bucket(gram)][gram] = sorted(grams[gram])
    for index, found in enumerate(buckets):
        yield _file(f"g/{index}", found)
    yield _file("plan", {"streets": streets, "buckets": BUCKETS})


class _Shard:
    """Rows on their way into a file; what many say is written once."""

    def __init__(self) -> None:
        self.rows: list[list[Any]] = []
        self._communities: dict[tuple[str, str], int] = {}
        self._states: dict[Any, int] = {}

    def add(self, key: str, name: str, line: Line) -> None:
        """Take in a course."""
        community = self._communities.setdefault((key, name), len(self._communities))
        state = self._states.setdefault((line.state, line.states), len(self._states))
        self.rows.append([community, line.title, line.href, line.kind, line.facts, line.plain, state, int(line.free)])

    def value(self) -> dict[str, Any]:
        """Return the file."""
        return {"of": list(self._communities), "states": list(self._states), "rows": self.rows}


def text_of(line: Line) -> str:
    """What is looked through of a course."""
    return f"{line.title} {line.kind} {line.facts} {line.plain}"


def cut(text: str) -> set[str]:
    """Return each character and each pair of a text, folded; nothing across blanks."""
    found: set[str] = set()
    for word in fold(text).split():
        found.update(word)
        found.update(word[n : n + 2] for n in range(len(word) - 1))
    return found


def fold(text: str) -> str:
    """Small letters; signs are blanks."""
    return "".join(sign if sign.isalnum() else " " for sign in text.lower())


def bucket(gram: str) -> int:
    """In which file a pair stands."""
    return sum(map(ord, gram)) % BUCKETS


def _file(name: str, value: object) -> File:
    return f"find/{name}.json", json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
