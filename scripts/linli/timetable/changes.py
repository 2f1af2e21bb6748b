"""What differs from the plan: takes planned occurrences and the change rows, gives them as they will really be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from linli import phrases
from linli.model import SHANGHAI, Community, Record
from linli.records import ChangeKind, Scope
from linli.timetable.groups import Group, Groups
from linli.timetable.occurrence import Occurrence, Status
from linli.timetable.official import days_between

MAX_DAYS: Final = 400
"""Of one change."""
NEW_PLACE: Final = frozenset({ChangeKind.MOVED, ChangeKind.RETIMED, ChangeKind.RELOCATED, ChangeKind.ADDED})
"""Kinds whose `venue` is where it takes place instead; of the others it is the place that is meant."""
OFF: Final = frozenset({ChangeKind.CANCELLED, ChangeKind.CLOSED})
_MOVES: Final = frozenset({ChangeKind.MOVED, ChangeKind.RETIMED})

_Slots = dict[date, list[Occurrence]]


def place_meant(change: Record) -> str | None:
    """Return the venue whose sessions a change is about; None where it is about no venue."""
    found: str | None = change.at or (None if change.kind in NEW_PLACE else change.venue)
    return found


def days_of(change: Record) -> list[date]:
    """Return the days that a change is about; only the first where its end is wrong."""
    last = change.date_to or change.date
    return days_between(change.date, last) if 0 <= (last - change.date).days < MAX_DAYS else [change.date]


def apply(
    community: Community, groups: Groups, planned: Sequence[Occurrence]
) -> tuple[list[Occurrence], tuple[Record, ...]]:
    """Return all rows after the changes, taken in file order, and the changes that matched no row.

    A cancelled row stays; a moved one stays too and gets a second row at its new time. Changes of services only are
    not about sessions and count as matched.
    """
    slots: _Slots = defaultdict(list)
    usual: dict[tuple[str, str], Occurrence] = {}
    for occurrence in planned:
        slots[occurrence.day].append(occurrence)
        usual.setdefault((occurrence.course.id, occurrence.klass.id), occurrence)
        usual.setdefault((occurrence.course.id, ""), occurrence)
    unmatched = []
    for change in community.changes:
        if not _about_sessions(change):
            continue
        if change.kind == ChangeKind.ADDED:
            added = _added(community, groups, change, usual)
            if added is None:
                unmatched.append(change)
            else:
                slots[added.day].append(added)
        elif not _change(community, change, slots) and (change.course or change.group):
            unmatched.append(change)
    return _led([occurrence for found in slots.values() for occurrence in found]), tuple(unmatched)


def concerns(change: Record, occurrence: Occurrence) -> bool:
    """Whether a change of that day is about the occurrence: its class, course, place and start, as far as named."""
    group = occurrence.klass
    if change.course and change.course != group.course.id:
        return False
    if change.group and change.group not in (group.id, group.name):
        return False
    place = place_meant(change)
    if place and (occurrence.venue is None or occurrence.venue.id != place):
        return False
    if change.session is not None and (occurrence.all_day or change.session != occurrence.dtstart.time()):
        return False
    return bool(change.course or change.group or place or change.scope in (Scope.ALL, Scope.COURSES))


def _about_sessions(change: Record) -> bool:
    return not change.service and change.scope != Scope.SERVICES


def _change(community: Community, change: Record, slots: _Slots) -> bool:
    matched = False
    narrow = bool(change.course or change.group)
    for day in days_of(change):
        arrivals = []
        found = slots.get(day, [])
        for number, occurrence in enumerate(found):
            if occurrence.status is Status.MOVED or not concerns(change, occurrence):
                continue
            matched = True
            if occurrence.status is Status.HOLIDAY and not narrow:
                continue  # closed for a holiday already; a whole house that closes says nothing new
            if change.kind in _MOVES:
                slot, arrival = _moved(community, change, occurrence)
                if occurrence.moved_from and arrival.dtstart == occurrence.dtstart:  # it is there already
                    found[number] = replace(arrival, moved_from=occurrence.moved_from)
                else:
                    found[number] = slot
                    arrivals.append(arrival)
            else:
                found[number] = _altered(community, change, occurrence)
        for arrival in arrivals:
            slots[arrival.day].append(arrival)
    return matched


def _led(found: Sequence[Occurrence]) -> list[Occurrence]:
    """Let each slot that was left know the place of the session at its new time."""
    places = {(o.uid, o.moved_from): o.venue for o in found if o.moved_from}
    return [replace(o, venue_to=places.get((o.uid, o.dtstart))) if o.moved_to else o for o in found]


def _altered(community: Community, change: Record, occurrence: Occurrence) -> Occurrence:
    reason, sequence = change.reason or "", occurrence.sequence + 1
    if change.kind in OFF:
        return replace(occurrence, status=Status.CANCELLED, reason=reason, sequence=sequence, changes=(change,))
    if change.kind == ChangeKind.TOPIC:
        return replace(occurrence, topic=change.note or reason, sequence=sequence)
    reason = _reasons(occurrence, reason)
    if change.kind == ChangeKind.SUBSTITUTE:
        status: Status = Status.SUBSTITUTE if occurrence.status is Status.ON else occurrence.status
        return replace(
            occurrence,
            status=status,
            reason=reason,
            sequence=sequence,
            teacher=change.teacher or "",
            teacher_was=occurrence.teacher_was or occurrence.teacher,
            changes=(*occurrence.changes, change),
        )
    venue = community.find("venues", change.venue) or occurrence.venue
    status = Status.RELOCATED if occurrence.held else occurrence.status
    return replace(
        occurrence,
        status=status,
        reason=reason,
        sequence=sequence,
        venue=venue,
        venue_was=occurrence.venue_was or occurrence.venue,
        changes=(*occurrence.changes, change),
    )


def _moved(community: Community, change: Record, occurrence: Occurrence) -> tuple[Occurrence, Occurrence]:
    """Return the planned slot, which stays as a row, and the row at the new time."""
    day = change.new_date or occurrence.day
    all_day = occurrence.all_day and change.opens_at is None
    start = datetime.combine(day, change.opens_at or occurrence.dtstart.time(), SHANGHAI)
    reason, sequence = change.reason or "", occurrence.sequence + 1
    venue = community.find("venues", change.venue)
    slot = replace(occurrence, status=Status.MOVED, reason=reason, moved_to=start, sequence=sequence, changes=(change,))
    arrival = replace(
        occurrence,
        status=Status.ON,
        reason=_reasons(occurrence, reason),
        dtstart=start,
        dtend=_end(change, start, occurrence),
        all_day=all_day,
        moved_from=occurrence.dtstart,
        sequence=sequence,
        venue=venue or occurrence.venue,
        venue_was=occurrence.venue_was or (occurrence.venue if venue else None),
        changes=(*occurrence.changes, change),
    )
    return slot, arrival


def _reasons(occurrence: Occurrence, reason: str) -> str:
    """李老师请假；综合楼开会: another place and another teacher each have theirs."""
    before = occurrence.reason.rstrip("。，；") if occurrence.changes else ""
    return phrases.joined(list(dict.fromkeys([before, reason])), "；")


def _end(change: Record, start: datetime, usual: Occurrence | None) -> datetime | None:
    """When it ends that time: as the change says, else as long as usual; None where nobody said."""
    if change.closes_at is not None:
        end = datetime.combine(start.date(), change.closes_at, SHANGHAI)
        return end + timedelta(days=1) if change.closes_at == time() and end <= start else end
    if usual is None or usual.dtend is None or (usual.all_day and change.opens_at is not None):
        return None
    return start + (usual.dtend - usual.dtstart)


def _added(
    community: Community, groups: Groups, change: Record, usual: dict[tuple[str, str], Occurrence]
) -> Occurrence | None:
    """Return an extra session; times and place left open are those of the class's usual session."""
    course = community.find("courses", change.course)
    if course is None:
        return None
    group: Group = groups.of(course, change.group, _term(community, change.date))
    like = usual.get((course.id, group.id if change.group else ""))
    opens = change.opens_at or (like.dtstart.time() if like and not like.all_day else None)
    if opens is None:
        return None
    start = datetime.combine(change.date, opens, SHANGHAI)
    end = _end(change, start, like)
    series = f"{course.id}-{group.key}-add-{start:%Y%m%d%H%M}"
    return Occurrence(
        uid=series,
        series=series,
        course=course,
        klass=group,
        dtstart=start,
        dtend=end,
        venue=community.find("venues", change.venue) or (like.venue if like else None),
        status=Status.ADDED,
        reason=change.reason or "",
        topic=change.note or "",
        teacher=change.teacher or group.teacher,
        recurrence_id=start,
        changes=(change,),
    )


def _term(community: Community, day: date) -> str | None:
    """Return the id of the term that a day is in: which of the classes of one name an extra session is of."""
    return next((term.id for term in community.terms if term.valid_from <= day <= term.valid_to), None)
