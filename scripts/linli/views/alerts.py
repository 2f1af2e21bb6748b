"""What differs from the plan, a line for each course and day: takes occurrences, gives `Entry` values.

A page carries every coming change with its date; the browser shows those of today and tomorrow, also on an old page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from linli import phrases
from linli.timetable import Occurrence, Status, Timetable
from linli.views import page
from linli.views.rows import CUT, changed, why

MOST: Final = 30
"""So many coming changes stand in a page, the nearest."""


class Entry(NamedTuple):
    """A change, or a line of the week: a course's sessions of one day that are alike in state."""

    start: str
    end: str
    date: str
    day: str
    clock: str
    """19:00, or 9:00起 where the joined sessions start at different times."""
    title: str
    groups: str
    href: str
    cut: bool
    word: str
    why: str
    later: bool = False
    """After tomorrow, seen from the build: not shown where no script decides."""


def banners(occurrences: Sequence[Occurrence], today: date) -> list[Entry]:
    """Every announced change from today on, the nearest first; a rescheduled session on both its days."""
    near = (today + timedelta(days=1)).isoformat()
    told = [o for o in occurrences if o.day >= today and (o.sequence or o.status is Status.ADDED)]
    coming = [o for o in told if not (o.moved_from and o.moved_from.date() == o.day)]
    return [entry._replace(later=entry.date > near) for entry in sorted(entries(coming))[:MOST]]


def between(timetable: Timetable, today: date, first: date, last: date) -> list[Entry]:
    """Announced changes from first to last; a session moved into these days from before today counts too."""
    found = [o for day in timetable.days(first, last).values() for o in day]
    arrivals = [o for o in found if o.moved_from and o.moved_from.date() < today]
    return sorted(entries([*changed(found), *arrivals]))


def entries(occurrences: Iterable[Occurrence]) -> list[Entry]:
    """Those of one course and day that are alike in state, joined."""
    alike: dict[tuple[object, ...], list[Occurrence]] = defaultdict(list)
    for o in occurrences:
        alike[o.course.id, o.day, o.status, o.reason, o.moved_to and o.moved_to.date(), o.moved_from].append(o)
    return [_entry(found) for found in alike.values()]


def _entry(found: Sequence[Occurrence]) -> Entry:
    first = found[0]
    groups = [o.group for o in found if o.group]
    times = {o.dtstart for o in found}
    word = "新时间" if first.moved_from else "" if first.status is Status.ON else str(first.status)
    return Entry(
        start=phrases.iso(first.dtstart),
        end=phrases.iso(max(o.over for o in found)),
        date=first.day.isoformat(),
        day=phrases.day(first.day),
        clock=phrases.clock(first.dtstart.time()) + ("起" if len(times) > 1 else ""),
        title=first.course.title,
        groups=groups[0] if len(groups) == 1 else f"{len(groups)}个班" if groups else "",
        href=page.course_link(first.course).href,
        cut=first.status in CUT,
        word=word,
        why=why(first),
    )
