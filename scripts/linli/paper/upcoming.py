"""What a poster says of the coming weeks: takes a course's or class's sessions, gives the row 变动 with its dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from linli import phrases
from linli.model import Record
from linli.paper.sheet import Fact, fact
from linli.timetable import Occurrence
from linli.views import alerts, running

AHEAD: Final = timedelta(weeks=4)
"""So long a poster hangs before somebody prints the next, or before the class begins of which it tells."""
MOST: Final = 4
"""So many changes are told; of more the first ones, and how many more there are."""


def upcoming(sessions: Sequence[Occurrence], today: date, term: Record | None, *, chosen: bool) -> Fact:
    """Return extra sessions, other places and days off of the coming weeks; of another term than the sheet's by name.

    The weeks count from today, of a class that meets later from its next session; what begins in them is told to its
    end. `chosen`: the sheet is of one class, which need not be named. Of a single session its time and place say it all.
    """
    near = _near([o for o in sessions if o.day >= today], today)
    terms = {o.klass.term.id if o.klass.term else "": o.klass.term for o in near}
    row = fact("变动")
    if sum(o.held and o.day >= today for o in sessions) < 2:
        return row
    for key, own in terms.items():
        found = [o for o in near if (o.klass.term.id if o.klass.term else "") == key]
        for line in running.lines(alerts.banners(found, today, most=len(found)), today):
            groups = "" if chosen else line.groups
            other = own.name if own is not None and (term is None or own.id != term.id) else ""
            said = phrases.joined([other, groups, line.what], "　")
            row["lines"].append({"text": f"{line.days} {line.word}", "strong": True, "more": said})
    more = len(row["lines"]) - MOST
    row["lines"] = row["lines"][:MOST] + fact("", f"另有{more}处变动" if more > 0 else "")["lines"]
    return row


def _near(ahead: Sequence[Occurrence], today: date) -> list[Occurrence]:
    """The sessions of the first weeks of each class, and all that become something else by the same row of changes."""
    held = {o.klass.id: o.day for o in reversed(ahead) if o.held}
    first = [o for o in ahead if o.day <= held.get(o.klass.id, today) + AHEAD]
    begun = {id(o.change) for o in first if o.change}
    return [o for o in ahead if o.day <= held.get(o.klass.id, today) + AHEAD or id(o.change) in begun]
