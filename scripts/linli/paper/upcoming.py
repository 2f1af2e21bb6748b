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
"""So long a poster hangs before somebody prints the next."""
MOST: Final = 4


def upcoming(sessions: Sequence[Occurrence], today: date, term: Record | None, *, chosen: bool) -> Fact:
    """Return extra sessions, other places and days off of the coming weeks; of another term than the sheet's by name.

    `chosen`: the sheet is of one class, which need not be named. Of a single session its time and place say it all.
    """
    near = [o for o in sessions if today <= o.day <= today + AHEAD]
    terms = {o.klass.term.id if o.klass.term else "": o.klass.term for o in near}
    row = fact("变动")
    if sum(o.held and o.day >= today for o in sessions) < 2:
        return row
    for key, own in terms.items():
        found = [o for o in near if (o.klass.term.id if o.klass.term else "") == key]
        for line in running.lines(alerts.banners(found, today), MOST - len(row["lines"])):
            groups = "" if chosen else line.groups
            other = own.name if own is not None and (term is None or own.id != term.id) else ""
            said = phrases.joined([other, groups, line.what], "　")
            row["lines"].append({"text": f"{line.days} {line.word}", "strong": True, "more": said})
    return row
