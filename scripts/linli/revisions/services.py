"""What changed in the services: takes two states of the tables, gives a `Change` where hours or prices differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from linli.model import Community, Record
from linli.record import said
from linli.revisions.change import Change, Kind
from linli.writing import WEEKDAYS


def changes(before: Community, after: Community, changed: datetime) -> list[Change]:
    """Return one change for each service and kind; what they are now stands in the tables."""
    return [
        Change(changed=changed, kind=kind, course=service.id, title=service.name)
        for service in after.services
        if before.find("services", service.id)
        for kind, (table, meaning) in _MEANINGS.items()
        if meaning(before.referring(table, "service", service.id))
        != meaning(after.referring(table, "service", service.id))
    ]


def _week(rows: Sequence[Record]) -> set[tuple[Any, ...]]:
    """What rows of hours mean, a weekday at a time, however they are written.

    Nothing said of holidays meant 休息 until rows could leave it open, and is no other hours now.
    """
    return {
        (day, row.opens_at, row.closes_at, row.valid_from, row.valid_to, row.venue, row.on_holiday or "休息")
        for row in rows
        for day in (
            [WEEKDAYS[day] for day in row.weekday.days]
            if row.weekday.weekly and row.weekday.days
            else [str(row.weekday)]
        )
    }


def _prices(rows: Sequence[Record]) -> list[tuple[str, ...]]:
    return [said(row) for row in rows]


_MEANINGS: Final[Mapping[Kind, tuple[str, Callable[[Sequence[Record]], object]]]] = {
    Kind.HOURS: ("hours", _week),
    Kind.PRICES: ("offers", _prices),
}
"""What is compared: the rows of which table, and what they mean."""
