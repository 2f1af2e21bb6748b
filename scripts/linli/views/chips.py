"""What a list's row says of signing up: takes how one joins a class, gives a `Chip` as short as a row needs it.

A row of a list says the state and no more; the class's own page says when, how and how many. Rows name by `key` the
words that follow the clock, which stand once in the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from zlib import crc32

from linli import phrases
from linli.timetable.form_phases import ENDED, NEEDED, Joining
from linli.timetable.phases import Phase, at, midnight

_LONG: Final = 8
"""More characters than a chip has room for."""
OPEN: Final = frozenset({"open", "free"})
"""Kinds of state in which one can join."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Chip:
    """The words of a row on signing up."""

    key: str
    """Of the same words in every page; empty where the clock does not matter."""
    plain: str
    """True without a clock."""
    kind: str
    tint: str
    phases: Sequence[Phase] = ()
    open: bool = False
    """Whether one can come at any time without signing up before."""


def chip(joining: Joining, today: date) -> Chip:
    """Return what holds now and later; on the page of `today` the words for no clock are true whenever it is read."""
    phases = _lasting(joining.phases, today)
    if len(phases) == 1 and phases[0].kind == "open":
        phases[0] = replace(phases[0], start=midnight(today))  # an editor may close it any day: said by a clock only
    elif len(phases) == 1:
        (only,) = phases
        return Chip(key="", plain=only.brief, kind=only.kind, tint=only.look, open=only.kind in OPEN)
    facts = "|".join(f"{p.brief} {p.kind} {p.end and phrases.iso(p.end)}" for p in phases)
    now = at(phases, midnight(today))
    if (now.end is None and now.kind != "open") or now.kind == "wait":
        plain = now
    else:
        plain = Phase(start=None, end=None, words=joining.word if len(joining.word) <= _LONG else NEEDED, kind="ask")
    return Chip(
        key=f"{crc32(facts.encode()):08x}", plain=plain.brief, kind=plain.kind, tint=plain.look, phases=tuple(phases)
    )


def _lasting(phases: Sequence[Phase], today: date) -> list[Phase]:
    """Leave out what is over already, the end of the class (its rows are over by then) and borders that change nothing."""
    found: list[Phase] = []
    first = midnight(today)
    for phase in phases[:-1] if len(phases) > 1 and phases[-1].words == ENDED else phases:
        if phase.end and phase.end <= first:
            continue
        if found and (found[-1].brief, found[-1].kind) == (phase.brief, phase.kind):
            found[-1] = replace(found[-1], end=phase.end)
        else:
            found.append(phase)
    if not found:
        return [phases[-1]]
    found[0] = replace(found[0], start=None)
    found[-1] = replace(found[-1], end=None)
    return found
