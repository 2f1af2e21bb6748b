"""When a course meets, in words: takes its schedules, gives `Times` lines and the short form for titles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

from linli.model import Community, Record
from linli.timetable.expand import bounds
from linli.views import phrases
from linli.views.page import Link, venue_link


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """小学段　每周二　晚上7:00(19:00–20:30)"""

    group: str
    days: str
    spoken: str
    span: str
    where: Link | None
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Times:
    """Lines with the stretches of time in which they hold, usually terms."""

    stretches: Sequence[str]
    """2026年秋季学期，2026年9月1日—2027年1月20日; none for a single day."""
    lines: Sequence[Line]


class _Key(NamedTuple):
    first: date
    last: date
    group: str
    opens_at: time
    closes_at: time
    every: int
    weeks: str
    venue: str
    note: str
    term: str


_Meetings = list[tuple[_Key, list[str]]]


def meetings(community: Community, schedules: Sequence[Record], today: date) -> _Meetings:
    """Return the schedules that are not over (the last ones where all are), weekdays of equal ones joined."""
    found: dict[_Key, list[str]] = defaultdict(list)
    for schedule in schedules:
        limits = bounds(community, schedule)
        if limits is None:
            continue
        key = _Key(
            *limits[:2],
            schedule.group or "",
            schedule.opens_at,
            schedule.closes_at,
            schedule.every or 1,
            schedule.weeks or "",
            schedule.venue or "",
            schedule.note or "",
            schedule.term or "",
        )
        found[key].append(schedule.weekday)
    live = [pair for pair in found.items() if pair[0].last >= today]
    if not live and found:
        end = max(key.last for key in found)
        live = [pair for pair in found.items() if pair[0].last == end]
    return sorted(live, key=lambda pair: (pair[0].first, pair[0].last))


def times(community: Community, found: _Meetings) -> list[Times]:
    """Return the lines by stretch, the earliest first; single days come as one stretch."""
    places = {key.venue for key, _ in found}
    stretches: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for key, names in found:
        single = key.first == key.last
        term = community.find("terms", key.term)
        stretch = ("", "") if single else (term.name if term else "", phrases.between(key.first, key.last))
        venue = community.find("venues", key.venue) if len(places) > 1 else None
        stretches[stretch].append(
            Line(
                group=key.group,
                days=phrases.long_day(key.first) if single else _rhythm(key, names),
                spoken=phrases.spoken(key.opens_at),
                span=phrases.span(key.opens_at, key.closes_at),
                where=venue_link(venue) if venue else None,
                note=key.note,
            )
        )
    alike: dict[tuple[Line, ...], list[str]] = defaultdict(list)
    for stretch, lines in stretches.items():
        alike[tuple(lines)] += [phrases.joined(stretch, "，")] if any(stretch) else []
    return [Times(stretches=names, lines=lines) for lines, names in alike.items()]


def short(found: _Meetings) -> str:
    """每周三19:00, for titles and lists: of the earliest stretch that is not over."""
    if not found:
        return ""
    first, last = found[0][0].first, found[0][0].last
    if first == last:
        return f"{phrases.short_day(first)}{phrases.clock(found[0][0].opens_at)}"
    near = [(key, names) for key, names in found if key.first <= last and key.first != key.last]
    key = near[0][0]
    names = [name for _, some in near for name in some]
    same_time = len({k.opens_at for k, _ in near}) == 1
    same_rhythm = len({(k.every, k.weeks) for k, _ in near}) == 1
    clock = phrases.clock(key.opens_at) if same_time else ""
    return (_rhythm(key, names) if same_rhythm else phrases.weekdays(names)) + clock


def _rhythm(key: _Key, names: Sequence[str]) -> str:
    days = phrases.weekdays(names)
    if key.weeks:
        return f"第{key.weeks.replace(',', '、').replace('-', '—')}周{days}"
    if key.every == 1:
        return "每天" if len(set(names)) == 7 else f"每{days}"
    return f"隔{days}" if key.every == 2 else f"每{key.every}周的{days}"
