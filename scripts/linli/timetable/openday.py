"""A day of a service as a value: gives `State`, `Span` and `OpenDay`, which openings are told in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from linli.model import SHANGHAI, Record


class State(StrEnum):
    """What is known of a day."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """Open without a break at one place; half-open."""

    opens: datetime
    """Aware, Asia/Shanghai."""
    closes: datetime
    """On the same day, or the midnight after."""
    venue: Record | None

    @property
    def place(self) -> str:
        """The id of the place, or empty."""
        return str(self.venue.id) if self.venue else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenDay:
    """One day of a service."""

    day: date
    state: State
    spans: tuple[Span, ...] = ()
    """By start; none unless it is open."""
    why: str = ""
    """What a reader has to know of this day: 国庆节休息, 调休上班，开不开请先打电话; empty on a usual one."""
    sure: bool = True
    """False where a notice that is not published may change it; `why` says so."""


def span(day: date, opens: time, closes: time, venue: Record | None) -> Span:
    """Return the span of a day; one that closes at 00:00 does so at the midnight that follows."""
    last = day + timedelta(days=1) if closes == time() else day
    return Span(
        opens=datetime.combine(day, opens, SHANGHAI), closes=datetime.combine(last, closes, SHANGHAI), venue=venue
    )


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans by start; those of one place that touch or overlap are one, empty ones are none."""
    found: list[Span] = []
    for item in sorted(spans, key=lambda s: (s.place, s.opens)):
        before = found[-1] if found else None
        if before and before.place == item.place and item.opens <= before.closes:
            found[-1] = replace(before, closes=max(before.closes, item.closes))
        elif item.opens < item.closes:
            found.append(item)
    return tuple(sorted(found, key=lambda s: (s.opens, s.closes, s.place)))
