"""What changed in the services: takes two states of the tables, gives a `Change` where hours or prices differ."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from linli import cells
from linli.revisions.change import Change, Kind
from linli.revisions.reading import Tables
from linli.revisions.texts import Values
from linli.source import Text
from linli.writing import WEEKDAYS

_HOURS: Final = ("opens_at", "closes_at", "valid_from", "valid_to", "venue")


def changes(before: Tables, after: Tables, changed: datetime) -> list[Change]:
    """Return one change for each service and kind; what they are now stands in the tables."""
    found = []
    for key, row in after.services.items():
        if key not in before.services:
            continue
        hours = [_week(tables.hours.get(key, ())) for tables in (before, after)]
        prices = [tables.offers.get(key) for tables in (before, after)]
        for kind, (old, new) in ((Kind.HOURS, hours), (Kind.PRICES, prices)):
            if old != new:
                found.append(Change(changed=changed, kind=kind, course=key, title=str(row.get("name") or key)))
    return found


def _week(rows: Sequence[Values]) -> set[tuple[Text, ...]]:
    """What rows of hours mean, a weekday at a time, however they are written.

    Nothing said of holidays meant 休息 until rows could leave it open, and is no other hours now.
    """
    return {
        (day, *(row.get(name) for name in _HOURS), row.get("on_holiday") or "休息")
        for row in rows
        for day in _weekdays(str(row.get("weekday")))
    }


def _weekdays(text: str) -> Sequence[str]:
    try:
        found = cells.hours_days(text)
    except ValueError:
        return (text,)
    return (str(found),) if not found.weekly or not found.days else [WEEKDAYS[day] for day in found.days]
