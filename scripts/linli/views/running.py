"""Changes that hold for days or weeks: takes banners, gives one line for a closed week instead of five.

Days that follow each other belong together, and the sessions of one row of changes, however far apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from linli import phrases
from linli.timetable.phases import midnight
from linli.views.alerts import Banner

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """7月26日—30日 停课，休整一周"""

    days: str
    word: str
    tint: str
    groups: str
    what: str
    """改到8月7日(周六)16:00，高温"""
    until: datetime
    """When the last of its days is over."""


def runs(found: Sequence[Banner]) -> list[list[Banner]]:
    """Return the banners by start, those that say the same of days running, of one row or of rows running, together."""
    kept: list[list[Banner]] = []
    awaited: defaultdict[tuple[object, ...], list[list[Banner]]] = defaultdict(list)
    of_row: dict[tuple[object, ...], list[Banner]] = {}
    for banner in sorted(found, key=lambda b: (b.entry.start, b.entry.title)):
        e = banner.entry
        said, (first, last) = (e.title, e.groups, e.word, e.why, e.clock, e.href), banner.span
        run = of_row.get((*said, id(banner.row))) if banner.row else None
        if run is None:
            before = [] if banner.to else awaited[*said, first]
            run = before.pop(0) if before else []
            if not run:
                kept.append(run)
            awaited[*said, last + _DAY].append(run)
            if banner.row:
                of_row[*said, id(banner.row)] = run
        run.append(banner)
    return kept


def days(run: Sequence[Banner], today: date) -> str:
    """7月26日—30日, of a row also where it has begun; the day in full where it is one."""
    if len(run) == 1:
        return run[0].entry.day
    return phrases.days(min(b.span[0] for b in run), max(b.span[1] for b in run), today)


def lines(found: Sequence[Banner], today: date) -> list[Line]:
    """Return what is announced for a course as lines; the new day of a move is told with its old one."""
    return [
        Line(
            days=days(run, today) + (f" {run[0].entry.clock}" if run[0].entry.clock else ""),
            word=run[0].entry.word,
            tint=run[0].entry.tint,
            groups=run[0].entry.groups,
            what=run[0].entry.why,
            until=midnight(date.fromisoformat(run[-1].entry.date) + _DAY),
        )
        for run in runs(found)
        if not arrives(run[0], found)
    ]


def arrives(banner: Banner, others: Sequence[Banner]) -> bool:
    """Whether it is the new day of a move whose planned day is told too."""
    e = banner.entry
    return banner.arrival and any(
        o.to == e.date and o.entry.date == banner.to and o.entry.href == e.href for o in others
    )
