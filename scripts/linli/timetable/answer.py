"""Is it on? Takes the sessions of a course or class, gives what a printed code's page answers, each with its interval.

Every line stands alone: what is on today until it is over, what comes next until that day begins. The browser shows
those that hold now; nothing is relative to the day of the build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby, islice
from typing import Final

from linli import phrases
from linli.timetable.occurrence import Occurrence, Status, finished
from linli.timetable.phases import Look, Phase, midnight

HORIZON: Final = 56
"""For so many days from the build the page answers; then it points at its dates. A nightly build needs one."""
CUTS: Final = 3
"""So many changes that cancel sessions before the next one are named."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """One line of the answer."""

    phase: Phase
    """Its interval, words and look."""
    day: date | None = None
    """The day that the words are about, said before them: 11月26日(周四), or 明天."""
    lead: str = ""
    """下一次是"""
    occurrence: Occurrence | None = None
    """Of which class, why and where instead."""
    alike: Sequence[Occurrence] = ()
    """All of that day that the line is about, where one change met several classes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """All of a day's sessions take place elsewhere."""

    phase: Phase
    """今天在, of one that runs on after midnight 这一次在."""
    occurrence: Occurrence


def answers(rows: Sequence[Occurrence], today: date, ended: str, days: int = HORIZON) -> list[Said]:
    """Return all lines in the order in which they stand on the page. `rows` are by start; `ended` is said at the end."""
    if not rows:
        return [_said(None, None, "时间还没有定", Look.NONE)]
    held = [o for o in rows if o.held]
    end, over = midnight(today + days * _DAY), finished(rows)
    last = over or max(o.until for o in rows)
    near = groupby((o for o in rows if _near(o, today, days)), key=lambda o: o.day)
    lines = [line for _, some in near for alike in _alike(some) for line in _of_change(alike)]
    lines += _idle(rows, held[0].day if held else today, min(last, end), today, days)
    lines += _coming(rows, held, today, days)
    if over is not None:
        lines.append(_said(over, None, ended, Look.NONE))
    if last > end:
        lines.append(_said(end, last, "请看下面的日期", Look.NONE))
    return lines


def moves(rows: Sequence[Occurrence], today: date, days: int = HORIZON) -> list[Moved]:
    """Return the days on which all that is held is held elsewhere, until the last of it is over."""
    found = []
    for day, some in groupby((o for o in rows if o.held and _near(o, today, days)), key=lambda o: o.day):
        sessions = list(some)
        places = {o.venue.id if o.venue else "" for o in sessions}
        first = sessions[0]
        if len(places) == 1 and all(o.venue_was and o.venue_was is not o.venue for o in sessions):
            night, until = first.night, max(o.over for o in sessions)
            for begins, ends, words in ((midnight(day), min(night, until), "今天在"), (night, until, "这一次在")):
                if begins < ends:
                    phase = Phase(start=begins, end=ends, words=words, look=Look.CHANGED)
                    found.append(Moved(phase=phase, occurrence=first))
    return found


def _near(o: Occurrence, today: date, days: int) -> bool:
    """Whether it is told with its own day; what began yesterday and goes on after midnight is."""
    return o.until > midnight(today) and o.day < today + days * _DAY


def _alike(sessions: Iterable[Occurrence]) -> list[list[Occurrence]]:
    """Sessions of a day that one change met, together; those that are simply on each alone."""
    found: dict[tuple[object, ...], list[Occurrence]] = {}
    for o in sessions:
        plain = o.status is Status.ON or o.all_day
        where = (o.venue and o.venue.id, o.venue_was and o.venue_was.id, o.moved_to and o.moved_to.date())
        found.setdefault((id(o),) if plain else (o.word, o.reason, *where, o.teacher), []).append(o)
    return list(found.values())


def _of_change(alike: Sequence[Occurrence]) -> Iterator[Said]:
    """On its day: one change of several classes in one line, which names those that are still to come."""
    if len(alike) == 1:
        yield from _of_day(alike[0])
        return
    start = midnight(alike[0].day)
    look = _look(alike[0])
    for n, o in enumerate(alike):
        end, left = o.dtstart if o.held else o.until, alike[n:]
        if start < end:
            yield (
                _said(start, end, f"今天{_many(left)}{o.word}", look, o, alike=left)
                if len(left) > 1
                else _said(start, end, f"今天{_clock(o)}{o.word}", look, o)
            )
            start = end
        if o.held:
            yield list(_of_day(o))[-1]


def _many(alike: Sequence[Occurrence]) -> str:
    names = {o.group for o in alike}
    return f"{len(alike)}个班" if len(names) == len(alike) else f"{len(alike)}节课"


def _look(o: Occurrence) -> Look:
    plain = o.status in (Status.ON, Status.ADDED, Status.MAKEUP) and o.moved_from is None
    return Look.BAD if o.status is Status.CANCELLED else Look.GOOD if plain else Look.CHANGED


def _of_day(o: Occurrence) -> Iterator[Said]:
    """On its own day: that it is on, that it runs, or that it is off."""
    first, clock = midnight(o.day), _clock(o)
    if not o.held:
        yield _said(first, o.until, f"今天{clock}{o.word}", _look(o), o)
        return
    if o.all_day:
        yield _said(first, o.over, "今天有", Look.GOOD, o)
        return
    yield _said(first, o.dtstart, f"今天{clock}{o.word}", _look(o), o)
    running = f"正在上，到{phrases.clock(o.dtend.time())}" if o.dtend else f"{clock}已经开始"
    yield _said(o.dtstart, o.over, running, Look.GOOD, o)


def _idle(rows: Sequence[Occurrence], began: date, last: datetime, today: date, days: int) -> Iterator[Said]:
    """While nothing of today is left, until `last`: 今天的课上完了, 今天没有课, 还没开课."""
    at = midnight(today)
    for _, some in groupby((o for o in rows if _near(o, today, days)), key=lambda o: o.day):
        sessions = list(some)
        start = midnight(sessions[0].day)
        yield from _empty(at, min(start, last), began)
        over = max(o.until for o in sessions)
        at = max(start + _DAY, over)
        words = "今天的课上完了" if any(o.held for o in sessions) else "今天没有课"
        if over < min(start + _DAY, last):
            yield _said(over, min(start + _DAY, last), words, Look.NONE)
    yield from _empty(at, last, began)


def _empty(start: datetime, end: datetime, began: date) -> Iterator[Said]:
    first = midnight(began)
    if start < min(end, first):
        yield _said(start, min(end, first), "还没开课", Look.NONE)
    if max(start, first) < end:
        yield _said(max(start, first), end, "今天没有课", Look.NONE)


def _coming(rows: Sequence[Occurrence], held: Sequence[Occurrence], today: date, days: int) -> Iterator[Said]:
    """What comes next, from when the sessions before it are over until its own day begins; what is off before it, or last."""
    off = [o for o in rows if not o.held and o.day >= today]
    since: datetime | None = None
    for day, some in groupby(held, key=lambda o: o.day):
        sessions = list(some)
        until = midnight(day)
        if day >= today:
            yield from _off((o for o in off if o.day < day), since)
            first = sessions[0]
            lead = "下一次是" if since or rows[0].day < day else "第一次是"
            if since is None or since < until:
                yield _said(since, until, _clock(first), _look(first), first, day=day, lead=lead)
            if day >= today + days * _DAY:
                return
        since = max(o.over for o in sessions)
    yield from _off((o for o in off if o.status is not Status.MOVED), since)


def _off(off: Iterable[Occurrence], since: datetime | None) -> Iterator[Said]:
    """What is off after `since`, until its own day begins: the next few."""
    ahead = (o for o in off if since is None or midnight(o.day) > since)
    for alike in islice((alike for _, found in groupby(ahead, key=lambda o: o.day) for alike in _alike(found)), CUTS):
        o, several = alike[0], alike if len(alike) > 1 else ()
        words = (_many(alike) if several else _clock(o)) + o.word
        yield _said(since, midnight(o.day), words, _look(o), o, day=o.day, alike=several)


def _clock(o: Occurrence) -> str:
    return "" if o.all_day else phrases.clock(o.dtstart.time())


def _said(
    start: datetime | None,
    end: datetime | None,
    words: str,
    look: Look,
    occurrence: Occurrence | None = None,
    *,
    day: date | None = None,
    lead: str = "",
    alike: Sequence[Occurrence] = (),
) -> Said:
    phase = Phase(start=start, end=end, words=words, look=look)
    return Said(phase=phase, day=day, lead=lead, occurrence=occurrence, alike=alike)
