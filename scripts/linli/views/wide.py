"""Days on which a whole house is off: takes the rows of changes, gives `Wide` values, each said once.

台风：11月27日(周五)全部停课 is one piece of news, not one for each of thirty classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from linli.model import Community, Record
from linli.timetable import Occurrence, Status
from linli.timetable.changes import OFF, concerns, days_of, place_meant
from linli.views import page


@dataclass(frozen=True, kw_only=True, slots=True)
class Wide:
    """A change that names no course."""

    first: date
    last: date
    title: str
    """The place that is meant; empty where it is everything."""
    href: str
    word: str
    """全部停课"""
    reason: str
    occurrences: Sequence[Occurrence]
    """Those that it calls off."""


def wide(community: Community, occurrences: Sequence[Occurrence], today: date) -> list[Wide]:
    """Return what calls off all classes, or all of a place, from today on."""
    found = []
    for change in community.changes:
        days = days_of(change)
        if change.kind in OFF and days[-1] >= today and not (change.course or change.group or change.service):
            each = _wide(community, occurrences, change, days)
            if each:
                found.append(each)
    return found


def _wide(community: Community, occurrences: Sequence[Occurrence], change: Record, days: Sequence[date]) -> Wide | None:
    reason = change.reason or ""
    off = [
        o
        for o in occurrences
        if days[0] <= o.day <= days[-1] and o.status is Status.CANCELLED and o.reason == reason and concerns(change, o)
    ]
    if not off:
        return None
    venue = community.find("venues", place_meant(change))
    return Wide(
        first=days[0],
        last=days[-1],
        title=venue.name if venue else "",
        href=page.venue_link(venue).href if venue else "timetable/",
        word="全部停课",
        reason=reason.rstrip("。，；"),
        occurrences=off,
    )
