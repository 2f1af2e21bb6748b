"""What changed in the services: takes two states of the tables, gives a `Change` where hours or prices differ."""

from __future__ import annotations

from datetime import datetime

from linli.revisions.change import Change, Kind
from linli.revisions.reading import Tables


def changes(before: Tables, after: Tables, changed: datetime) -> list[Change]:
    """Return one change for each service and kind; what they are now stands in the tables."""
    found = []
    for key, row in after.services.items():
        if key not in before.services:
            continue
        for kind, old, new in ((Kind.HOURS, before.hours, after.hours), (Kind.PRICES, before.offers, after.offers)):
            if old.get(key) != new.get(key):
                found.append(Change(changed=changed, kind=kind, course=key, title=str(row.get("name") or key)))
    return found
