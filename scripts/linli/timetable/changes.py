"""停课, 改期, 换地点, 加课: takes planned occurrences and the change rows, gives them as they will really be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from linli.model import SHANGHAI, Community, Record
from linli.timetable.occurrence import Occurrence, Status, group_key

_Slots = dict[tuple[str, date], list[Occurrence]]


def apply(community: Community, planned: Sequence[Occurrence]) -> tuple[list[Occurrence], tuple[Record, ...]]:
    """Return all rows after the changes, taken in file order, and the changes that matched no row.

    A cancelled row stays; a moved one stays too and gets a second row at its new time.
    """
    slots: _Slots = defaultdict(list)
    for occurrence in planned:
        slots[occurrence.course.id, occurrence.day].append(occurrence)
    usual: dict[tuple[str, str], Occurrence] = {}
    for occurrence in planned:
        usual.setdefault((occurrence.course.id, occurrence.group), occurrence)
        usual.setdefault((occurrence.course.id, ""), occurrence)
    unmatched = []
    for change in community.changes:
        if change.kind == "加课":
            added = _added(community, change, usual.get((change.course, change.group or "")))
            if added is None:
                unmatched.append(change)
            else:
                slots[change.course, added.day].append(added)
        elif not _change(community, change, slots):
            unmatched.append(change)
    return [occurrence for found in slots.values() for occurrence in found], tuple(unmatched)


def _change(community: Community, change: Record, slots: _Slots) -> bool:
    found = slots.get((change.course, change.date), [])
    arrivals = []
    matched = False
    for number, occurrence in enumerate(found):
        if (change.group and change.group != occurrence.group) or occurrence.status is Status.MOVED:
            continue
        matched = True
        if change.kind == "改期":
            found[number], arrival = _moved(community, change, occurrence)
            arrivals.append(arrival)
        else:
            found[number] = _altered(community, change, occurrence)
    for arrival in arrivals:
        slots[change.course, arrival.day].append(arrival)
    return matched


def _altered(community: Community, change: Record, occurrence: Occurrence) -> Occurrence:
    reason, sequence = change.reason or "", occurrence.sequence + 1
    if change.kind == "停课":
        return replace(occurrence, status=Status.CANCELLED, reason=reason, sequence=sequence)
    venue = community.find("venues", change.venue) or occurrence.venue
    status = Status.RELOCATED if occurrence.held else occurrence.status
    return replace(occurrence, status=status, reason=reason, sequence=sequence, venue=venue, venue_was=occurrence.venue)


def _moved(community: Community, change: Record, occurrence: Occurrence) -> tuple[Occurrence, Occurrence]:
    """Return the planned slot, which stays as a row, and the row at the new time."""
    day = change.new_date or change.date
    start = datetime.combine(day, change.opens_at or occurrence.dtstart.time(), SHANGHAI)
    length = occurrence.dtend - occurrence.dtstart
    end = datetime.combine(day, change.closes_at, SHANGHAI) if change.closes_at else start + length
    reason, sequence = change.reason or "", occurrence.sequence + 1
    venue = community.find("venues", change.venue)
    slot = replace(occurrence, status=Status.MOVED, reason=reason, moved_to=start, sequence=sequence)
    arrival = replace(
        occurrence,
        status=Status.ON,
        reason=reason,
        dtstart=start,
        dtend=end,
        moved_from=occurrence.dtstart,
        sequence=sequence,
        venue=venue or occurrence.venue,
        venue_was=occurrence.venue if venue else None,
    )
    return slot, arrival


def _added(community: Community, change: Record, usual: Occurrence | None) -> Occurrence | None:
    """Return an extra session; times and place left open are those of the group's usual session."""
    course = community.find("courses", change.course)
    opens = change.opens_at or (usual.dtstart.time() if usual else None)
    closes = change.closes_at or (usual.dtend.time() if usual else None)
    if course is None or opens is None or closes is None:
        return None
    start = datetime.combine(change.date, opens, SHANGHAI)
    group = change.group or ""
    series = f"{course.id}-{group_key(group)}-add-{start:%Y%m%d%H%M}"
    return Occurrence(
        uid=series,
        series=series,
        course=course,
        group=group,
        dtstart=start,
        dtend=datetime.combine(change.date, closes, SHANGHAI),
        venue=community.find("venues", change.venue) or (usual.venue if usual else None),
        status=Status.ADDED,
        reason=change.reason or "",
        recurrence_id=start,
    )
