"""How one joins any of several classes: takes their ways, gives what is possible when, the best of them at each time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Final

from linli.timetable.form_phases import Joining
from linli.timetable.phases import Phase, at

RANKS: Final = ("open", "free", "wait", "ask", "full", "paused", "over")
"""Kinds of state, the one first in which most can be done."""
DIFFERS: Final = "各班不同"


def any_of(joinings: Sequence[Joining]) -> Joining:
    """Return one way for all: where classes differ its words hold for the best of them, without its number of seats."""
    first, *others = joinings
    if all(other.steps == first.steps for other in others):
        return max(joinings, key=lambda joining: joining.ends)
    borders = sorted({phase.start for joining in joinings for phase in joining.phases if phase.start})
    found: list[Phase] = []
    for start, end in pairwise([None, *borders, None]):
        best = _best([_holding(joining, start, borders) for joining in joinings])
        if found and (found[-1].words, found[-1].kind) == (best.words, best.kind):
            found[-1] = replace(found[-1], end=end)
        else:
            found.append(replace(best, start=start, end=end))
    words = {joining.word for joining in joinings}
    return Joining(
        word=words.pop() if len(words) == 1 else DIFFERS,
        about="",
        phases=tuple(found),
        open_to_all=all(joining.open_to_all for joining in joinings),
    )


def _holding(joining: Joining, start: datetime | None, borders: Sequence[datetime]) -> Phase:
    return joining.phases[0] if start is None or start < borders[0] else at(joining.phases, start)


def _best(phases: Sequence[Phase]) -> Phase:
    """The best state, of equal ones the one that ends first: what opens soonest."""
    ranked = sorted(phases, key=lambda p: (RANKS.index(p.kind), p.end is None, p.end.timestamp() if p.end else 0))
    best = ranked[0]
    alike = [p for p in phases if p.kind == best.kind]
    if best.kind == "open" and len({p.words for p in alike}) > 1:
        word = best.brief.partition(" ")[0]
        return replace(best, words=word, short=word)
    return best
