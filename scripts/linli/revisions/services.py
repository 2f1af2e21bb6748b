"""What changed in the services: takes two states of the tables, gives a `Change` where hours or prices differ."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from linli.model import Community, Record
from linli.revisions.change import Change, Kind
from linli.writing import WEEKDAYS


def changes(before: Community, after: Community, changed: datetime) -> list[Change]:
    """Return one change for each service and kind; what they are now stands in the tables."""
    found = []
    for service in after.services:
        if before.find("services", service.id) is None:
            continue
        hours, prices = (
            [state.referring(table, "service", service.id) for state in (before, after)]
            for table in ("hours", "offers")
        )
        for kind, differ in ((Kind.HOURS, _week(hours[0]) != _week(hours[1])), (Kind.PRICES, prices[0] != prices[1])):
            if differ:
                found.append(Change(changed=changed, kind=kind, course=service.id, title=service.name))
    return found


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
