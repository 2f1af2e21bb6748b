"""A change in parts: takes a `Change`, gives it as what is over and what is to come, or as one for each of its days.

What is told by its first day and its last (2月5日—14日) is never parted: both stay true until it is over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from linli.revisions import Change, Kind, Step
from linli.views.told import FEW

_LASTING: Final = frozenset({Kind.NEW, Kind.GONE, Kind.TIME, Kind.PLACE, Kind.BACK})
_DAY: Final = timedelta(days=1)


def split(change: Change, now: datetime) -> list[Change]:
    """Return what is over of a change and what is to come, as two where its days are named one by one."""
    over = tuple(step for step in change.steps if step.end <= now)
    if _whole(change) or _many(change) or len(_stretches(change.steps)) == 1 or len(over) in (0, len(change.steps)):
        return [change]
    return [replace(change, steps=over), replace(change, steps=change.steps[len(over) :])]


def by_day(change: Change) -> list[Change]:
    """Return it as one for each day, and for days that follow each other; what holds from now on stays together."""
    if _whole(change) or (change.kind in _LASTING and _many(change)):
        return [change]
    return [replace(change, steps=tuple(stretch)) for stretch in _stretches(change.steps)]


def _whole(change: Change) -> bool:
    """Whether it is a closed house or a holiday."""
    return change.whole or change.span is not None


def _many(change: Change) -> bool:
    """Whether its days are not named one by one."""
    return len({step.start.date() for step in change.steps}) > FEW


def _stretches(steps: Sequence[Step]) -> list[list[Step]]:
    """Return the steps by days that follow each other at the same hour; a day with several hours stands alone."""
    days: dict[date, list[Step]] = {}
    for step in steps:
        days.setdefault(step.start.date(), []).append(step)
    found: list[list[Step]] = []
    for day, own in days.items():
        before = days.get(day - _DAY, [])
        if before and len({(step.start.time(), step.end.time()) for step in (*before, *own)}) == 1:
            found[-1].extend(own)
        else:
            found.append([*own])
    return found
