"""Sessions: takes two sides, gives an `Entry` for what differs alike, in the words of the site.

`revisions` compares and joins them (每周二 19:00，共12次) as it does for 最近变动; here only the two states are other ones.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from linli.differing import slight
from linli.differing.base import Side
from linli.differing.change import entry_of
from linli.differing.entry import Entry
from linli.revisions import group
from linli.revisions.announced import apart, in_order, whole
from linli.revisions.compare import compare
from linli.timetable.phases import midnight

LEAST: Final = timedelta(weeks=8)
"""So far one looks in any case: services have days of their own."""
FURTHEST: Final = timedelta(weeks=53)
"""An announcement of a day after that is more likely a slip of the year."""
_DAY: Final = timedelta(days=1)


def reach(old: Side, new: Side) -> date:
    """How far to look: to the last session or announced day of either, where what has no end is planned for half a year."""
    days = [new.today + LEAST]
    for side in (old, new):
        days += [o.day for o in side.timetable.occurrences[-1:]]
        announced_days = [row.date_to or row.date for row in side.community.changes]
        days += [day for day in announced_days if day <= new.today + FURTHEST]
    return max(days)


def entries(old: Side, new: Side, until: date) -> tuple[list[Entry], int]:
    """Return what differs from today to `until`, and how many sessions after it differ too."""
    moment, end = midnight(new.today), midnight(until + _DAY)
    was, now = (side.timetable.occurrences for side in (old, new))
    kept = {(change.title, change.steps) for change in whole(old.community, old.community.changes, was)}
    off = [
        change
        for change in whole(new.community, new.community.changes, now)
        if (change.title, change.steps) not in kept
        and all(moment < step.end and step.start < end for step in change.steps)
    ]
    found = apart(off, compare(was, now, moment))
    near = [one for one in found if one.step.start < end]
    said = [entry_of(change, new) for change in in_order([*off, *group.changes(near, None)])]
    return [*said, *slight.entries(old, new, until)], len(found) - len(near)
