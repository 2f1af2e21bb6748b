"""What differs from the plan: takes occurrences, gives the banners above a page and the lines of its lists.

A page carries every coming change with the time in which it is news; the browser shows those of today and tomorrow,
also on an old page. One change is one line: all classes of a course, both days of a move, a day on which all is off.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from linli import phrases
from linli.model import Community, Record
from linli.timetable import Occurrence, Status, Timetable
from linli.timetable.phases import midnight, of_banner
from linli.views import page
from linli.views.became import changed, place, same_day, why, word
from linli.views.became import instead as replaced
from linli.views.wide import Wide, wide

MOST: Final = 30
"""So many coming changes stand in a page, the nearest."""
_LISTED: Final = frozenset({Status.CANCELLED, Status.MOVED, Status.ADDED, Status.RELOCATED, Status.SUBSTITUTE})
_Window = tuple[datetime, datetime]


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A change, or a line of the week: a course's sessions of one day that are alike in state."""

    start: str
    end: str
    date: str
    day: str
    """11月25日(周三); with the year where it is another."""
    clock: str
    """19:00, or 9:00起 where the joined sessions start at different times; empty where it lasts all day."""
    title: str
    groups: str
    href: str
    cut: bool
    word: str
    tint: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Banner:
    """A change in one sentence, and from when until when it stands above the page."""

    entry: Entry
    day: str
    """The day from which it holds, which the browser calls 今天 or 明天."""
    word: str
    """停课; 起全部停课（到12月27日(周日)） of what is one entry for several days."""
    span: tuple[date, date]
    """Its first day and its last; of a session those of the row of changes that it comes from."""
    row: Record | None
    """That row, where it is of several days."""
    start: datetime
    end: datetime
    near: bool
    """Whether it stands there on the day of the build: then also without a clock."""
    arrival: bool
    """Whether it is the new time of something moved."""
    lead: str
    """改到, 原定 before another day or hour; else what happens instead."""
    to: str
    """Machine date of that other day, or empty."""
    to_day: str
    rest: str
    """Its other hour, the place, the reason."""
    venues: Sequence[str]
    """Ids of the places that it concerns, also of those that it leaves; none where it is everything."""


def banners(
    occurrences: Sequence[Occurrence], today: date, community: Community | None = None, most: int = MOST
) -> list[Banner]:
    """Return the announced changes from today on, the nearest first.

    With the community, a day on which all is off is said once and not for each course.
    """
    whole = wide(community, occurrences, today) if community else []
    covered = {id(o) for each in whole for o in each.occurrences}
    told = [o for o in occurrences if o.day >= today and _announced(o) and id(o) not in covered]
    windows = _windows(told)
    found = [_banner(alike, windows, today) for alike in _alike([o for o in told if id(o) in windows])]
    found += [_of_wide(each, today) for each in whole]
    return sorted(found, key=lambda b: (b.start, b.entry.start, b.entry.title))[:most]


def entries(occurrences: Iterable[Occurrence], today: date) -> list[Entry]:
    """Those of one course and day that are alike in state, joined, by start."""
    return sorted((_entry(found, today) for found in _alike(occurrences)), key=lambda e: (e.start, e.end, e.title))


def between(timetable: Timetable, first: date, last: date, community: Community | None = None) -> list[Entry]:
    """Announced changes from first to last; a session moved into these days from before counts too."""
    found = [o for day in timetable.days(first, last).values() for o in day]
    whole = [w for w in wide(community, timetable.occurrences, first) if w.first <= last] if community else []
    covered = {id(o) for each in whole for o in each.occurrences}
    arrivals = [o for o in found if o.moved_from and o.moved_from.date() < first]
    lines = entries((o for o in [*changed(found), *arrivals] if id(o) not in covered), first)
    return sorted([*(_wide_entry(each, first) for each in whole), *lines], key=lambda e: (e.start, e.title))


def _announced(o: Occurrence) -> bool:
    return (o.status in _LISTED and bool(o.sequence or o.status is Status.ADDED)) or o.moved_from is not None


def _alike(occurrences: Iterable[Occurrence]) -> list[list[Occurrence]]:
    alike: dict[tuple[object, ...], list[Occurrence]] = defaultdict(list)
    for o in occurrences:
        moved = (o.moved_to and o.moved_to.date(), o.moved_from and o.moved_from.date())
        teacher = o.teacher if o.status is Status.SUBSTITUTE else ""
        alike[o.course.id, o.day, o.status, o.reason, moved, place(o), teacher].append(o)
    return list(alike.values())


def _windows(told: Sequence[Occurrence]) -> dict[int, _Window]:
    """When each is news: from the day before until it is over. A move is one piece of news, on both its days."""
    windows = {}
    slots = {(o.uid, o.dtstart): o for o in told if o.moved_to}
    for o in told:
        starts = [phase.start for phase in of_banner(o) if phase.start]
        windows[id(o)] = (starts[0], starts[-1])
    for arrival in told:
        slot = slots.get((arrival.uid, arrival.moved_from)) if arrival.moved_from else None
        if slot is None or id(slot) not in windows:  # moved on once more
            continue
        (a, b), (c, d) = windows[id(slot)], windows[id(arrival)]
        if slot.day == arrival.day:
            windows[id(slot)] = (a, max(b, d))
            del windows[id(arrival)]
        elif a <= c:
            windows[id(arrival)] = (max(b, c), d)
        else:
            windows[id(slot)] = (max(d, a), b)
            if windows[id(slot)][0] >= b:
                del windows[id(slot)]
    return windows


def _banner(found: Sequence[Occurrence], windows: dict[int, _Window], today: date) -> Banner:
    first = found[0]
    start, end = min(windows[id(o)][0] for o in found), max(windows[id(o)][1] for o in found)
    other = first.moved_to or first.moved_from
    away = other if other and not same_day(first, other) else None
    lead = ("改到" if first.moved_to else "原定") if other else replaced(first, today)
    alike = len({o.moved_to or o.moved_from for o in found}) == 1
    hour = phrases.clock(other.time()) if other and alike and not first.all_day else ""
    reason = first.reason.rstrip("。，；")
    entry = _entry(found, today)
    row = first.change if first.change and first.change.date_to and not away else None
    return Banner(
        entry=entry,
        day=entry.day,
        word=entry.word,
        span=(row.date, row.date_to) if row else (first.day, first.day),
        row=row,
        start=start,
        end=end,
        near=start <= midnight(today),
        arrival=first.moved_from is not None,
        lead=lead,
        to=away.date().isoformat() if away else "",
        to_day=_day(away.date(), today) if away else "",
        rest=hour + (place(first) if other else "") + (f"，{reason}" if lead and reason else reason),
        venues=_venues(found),
    )


def _entry(found: Sequence[Occurrence], today: date) -> Entry:
    first = found[0]
    groups = [o.group for o in found if o.group]
    times = {o.dtstart for o in found}
    return Entry(
        start=phrases.iso(first.dtstart),
        end=phrases.iso(max(o.over for o in found)),
        date=first.day.isoformat(),
        day=_day(first.day, today),
        clock="" if first.all_day else phrases.clock(first.dtstart.time()) + ("起" if len(times) > 1 else ""),
        title=first.course.title,
        groups=groups[0] if len(groups) == 1 else f"{len(groups)}个班" if groups else "",
        href=page.course_link(first.course).href,
        cut=not first.held,
        word=word(first),
        tint=_tint(first),
        why=why(first, today),
    )


def _of_wide(each: Wide, today: date) -> Banner:
    start = midnight(each.first) - timedelta(days=1)
    return Banner(
        entry=_wide_entry(each, today),
        day=_day(each.first, today),
        word=f"起{each.word}（到{_day(each.last, today)}）" if each.last > each.first else each.word,
        span=(each.first, each.last),
        row=None,
        start=start,
        end=midnight(each.last) + timedelta(days=1),
        near=start <= midnight(today),
        arrival=False,
        lead="",
        to="",
        to_day="",
        rest=each.reason,
        venues=_venues(each.occurrences) if each.title else (),
    )


def _wide_entry(each: Wide, today: date) -> Entry:
    first = midnight(each.first)
    return Entry(
        start=phrases.iso(first),
        end=phrases.iso(midnight(each.last) + timedelta(days=1)),
        date=each.first.isoformat(),
        day=_day(each.first, today) if each.first == each.last else phrases.days(each.first, each.last, today),
        clock="",
        title=each.title,
        groups="",
        href=each.href,
        cut=True,
        word=each.word,
        tint="r",
        why=each.reason,
    )


def _venues(found: Iterable[Occurrence]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(venue.id for o in found for venue in (o.venue, o.venue_was, o.venue_to) if venue))


def _tint(o: Occurrence) -> str:
    if o.status is Status.CANCELLED:
        return "r"
    return "n" if o.status is Status.HOLIDAY else "g" if o.status is Status.ADDED else "a"


def _day(day: date, today: date) -> str:
    return phrases.other_year(day, today) + phrases.day(day)
