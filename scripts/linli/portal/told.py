"""What the portal shows of a community: gives `Told`, a small record of lists and finished rows.

It is made where the community is read, in another process or on another machine, so it holds nothing but texts and numbers.
"""

from __future__ import annotations

from typing import NamedTuple

from linli.problems import Problem

States = tuple[tuple[str, str, str, str, str], ...]
"""From, until (both may be empty), word, kind and tint of what holds when."""


class Session(NamedTuple):
    """A session as a row of a day."""

    start: str
    end: str
    held: bool
    html: str


class Line(NamedTuple):
    """A course as one looks for it."""

    title: str
    href: str
    facts: str
    plain: str
    kind: str
    state: str
    """True without a clock."""
    states: States
    ages: tuple[int, int]
    """From and to in months; 0 and 9999 where open."""
    days: str
    """67: on which days of the week."""
    free: bool


class Held(NamedTuple):
    """A session of the coming week, to be counted."""

    course: str
    group: str
    start: str
    minutes: int | None
    """None where nobody said when it ends."""
    places: int | None
    """How many have room in the class; None where nobody said it, or families are counted."""
    low: int | None
    """Age in months."""
    high: int | None
    free: bool


class Told(NamedTuple):
    """A community."""

    id: str
    name: str
    street: str
    site: str
    asof: str
    days: tuple[tuple[str, tuple[Session, ...]], ...]
    """2026-11-26 and its sessions, for a week."""
    words: tuple[tuple[str, str], ...]
    """Key and template of the states that rows name."""
    services: tuple[tuple[str, str, str], ...]
    """Name, address and one sentence."""
    lines: tuple[Line, ...]
    cards: str
    """The same as a list, finished."""
    held: tuple[Held, ...]
    doubts: int
    """How many things a check found."""


class Found(NamedTuple):
    """What came of reading a community."""

    id: str
    told: Told | None
    """None where it may not be shown."""
    problems: tuple[Problem, ...]
