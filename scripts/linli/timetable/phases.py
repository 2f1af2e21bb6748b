"""What holds from when until when: takes a form, a class, a session or a build, gives its `Phase` values.

This is the only place that words what depends on the clock. A page carries all phases of a thing; the reader's browser
chooses the one whose half-open interval holds now. The phases of one thing follow each other without gap or overlap,
the first open at its start, the last at its end. Without a script the phase-free words (`plain`) stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from linli import phrases
from linli.model import SHANGHAI
from linli.timetable.occurrence import Occurrence

QUIET: Final = timedelta(days=3)
"""After so long without a build the page says of which day it is."""
STALE: Final = timedelta(days=14)
"""After so long without a build the page asks to telephone first."""


class Look(StrEnum):
    """How a state is drawn: the tint's letter, by which the stylesheet knows it."""

    GOOD = "g"
    """On, open, free."""
    BAD = "r"
    """Cancelled, full."""
    CHANGED = "a"
    """Changed, not yet, nearly full."""
    NONE = "n"
    """Over, closed, unknown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Phase:
    """What holds from `start` (included) until `end` (not included)."""

    start: datetime | None
    """Aware; None for all the time before `end`."""
    end: datetime | None
    words: str
    look: Look = Look.NONE
    action: str = ""
    """What one can do now, as a button says it: 去报名; empty where one can do nothing."""
    kind: str = ""
    """The state's name for styles and filters: wait, open, full, over …"""
    short: str = ""
    """The words as a list's row says them, where they can be shorter there."""

    @property
    def idle(self) -> bool:
        """Of a way to join: whether nobody can join by it any more."""
        return self.kind in ("over", "paused") or (self.kind == "full" and not self.action)

    @property
    def brief(self) -> str:
        """The words for a list's row."""
        return self.short or self.words

    def holds(self, now: datetime) -> bool:
        """Whether this is what holds at a moment."""
        return (self.start is None or self.start <= now) and (self.end is None or now < self.end)


def at(phases: Sequence[Phase], now: datetime) -> Phase:
    """Return the phase that holds at a moment. Raises LookupError where the phases have a gap."""
    for phase in phases:
        if phase.holds(now):
            return phase
    raise LookupError(f"nothing holds at {now}")


def chain(*steps: tuple[datetime | None, str, Look, str, str]) -> tuple[Phase, ...]:
    """Make phases that follow each other: each step is its start with words, look, action and kind.

    There is one at least. A step that would be over before it begins is left out; the first begins at any time before.
    """
    kept: list[tuple[datetime | None, str, Look, str, str]] = []
    for step in steps:
        while kept and kept[-1][0] is not None and step[0] is not None and kept[-1][0] >= step[0]:
            kept.pop()
        kept.append(step)
    kept[0] = (None, *kept[0][1:])
    ends = [following[0] for _, following in pairwise(kept)] + [None]
    return tuple(
        Phase(start=start, end=end, words=words, look=look, action=action, kind=kind)
        for (start, words, look, action, kind), end in zip(kept, ends, strict=True)
    )


def of_banner(o: Occurrence) -> tuple[Phase, ...]:
    """When a change stands above the page, and how its day is called there: the day before and the day itself."""
    first = midnight(o.day)
    return chain(
        (None, "", Look.NONE, "", "far"),
        (first - timedelta(days=1), "明天", Look.CHANGED, "", "near"),
        (first, "今天", Look.CHANGED, "", "today"),
        (o.over, "", Look.NONE, "", "past"),
    )


def of_site(built: date, device: str = "手机") -> tuple[Phase, ...]:
    """What every page says about its own age; a clock before the build is wrong, that of the `device` one looks at."""
    start = midnight(built)
    day = phrases.short_day(built)
    return chain(
        (
            None,
            f"{device}上的日期不对，比这一页（{phrases.full_day(built)}）还早。请看写明的日期，或者打电话问。",
            Look.CHANGED,
            "",
            "wrong",
        ),
        (start, "", Look.NONE, "", "fresh"),
        (start + QUIET, f"这一页是{day}更新的，后来的变动这里还没有。", Look.NONE, "", "quiet"),
        (start + STALE, f"这一页从{phrases.full_day(built)}起没有更新，出门前请先打电话。", Look.CHANGED, "", "stale"),
    )


def midnight(day: date) -> datetime:
    """The moment a day begins in Shanghai."""
    return datetime.combine(day, time(), SHANGHAI)
