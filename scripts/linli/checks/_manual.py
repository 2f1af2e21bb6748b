"""What the rules say, for the editor's manual: takes nothing, gives each rule with its examples and their messages.

The examples are those of the rules' docstrings; `tests/tools/examples.py` runs them and keeps what they say in
examples.json beside this, so that no build has to. tests/test_checks.py demands that it is all there and still true.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from linli.checks import Rule, _reading, rules
from linli.problems import Level, Problem

KEPT: Final = Path(__file__).with_name("examples.json")


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What `linli check` says of an example."""

    at: str
    """`data/courses.yml:3:5`, in the example's own files."""
    level: Level
    record: str
    message: str
    hint: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """Files as an editor writes them, and what is said of them."""

    code: str
    """Empty where nothing is wrong."""
    files: Mapping[str, str]
    """Path (or, for what is no file, a few Chinese words) → text."""
    said: Sequence[Said]


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A rule in the manual."""

    name: str
    title: str
    passing: Sequence[Example]
    failing: Sequence[Example]


def reading() -> Rule:
    """What is said where a table cannot be read: no rule looks for it, but its words are explained like theirs."""
    return Rule(
        name="reading", codes=_reading.CODES, title=_reading.TITLE, manual=_reading.__doc__ or "", check=_nothing
    )


def _nothing(_: object) -> Iterator[Problem]:
    yield from ()


@cache
def codes() -> frozenset[str]:
    """Return every code that the manual explains."""
    return frozenset(one.code for entry in entries() for one in entry.failing)


@cache
def entries() -> tuple[Entry, ...]:
    """Return how a table is read, then every rule that has kept examples, in the order of `rules()`."""
    kept: dict[str, list[dict[str, Any]]] = json.loads(KEPT.read_text("utf-8"))
    found = []
    for rule in (reading(), *rules()):
        examples = [
            Example(code=one["code"], files=one["files"], said=[Said(**each) for each in one["said"]])
            for one in kept.get(rule.name, ())
        ]
        passing = [one for one in examples if not one.code]
        failing = [one for one in examples if one.code]
        found.append(Entry(name=rule.name, title=rule.title, passing=passing, failing=failing))
    return tuple(found)
