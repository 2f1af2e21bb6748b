"""What comes next, said for good: takes sessions and the day of the build, gives what stays true when it is read later.

Titles, pictures for chats and messages name days by their dates; a chat keeps all three for years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from linli import phrases
from linli.records import Standing
from linli.timetable import Occurrence, Status
from linli.views.became import word

FEW = 2
"""So many classes that are off are named; more are 部分班."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Coming:
    """The next session that is held, and what was planned before it and is not."""

    next: Occurrence | None
    off: tuple[Occurrence, ...]


def coming(occurrences: Sequence[Occurrence], today: date) -> Coming:
    """Return what lies ahead from the day of the build on; `occurrences` are by start."""
    ahead = [o for o in occurrences if o.day >= today]
    number = next((n for n, o in enumerate(ahead) if o.held), len(ahead))
    return Coming(next=ahead[number] if number < len(ahead) else None, off=tuple(ahead[:number]))


def news(occurrences: Sequence[Occurrence], today: date) -> str:
    """What a title says of the next day that was planned, where somebody would come in vain: 11月28日停课.

    Of a course of several classes: 11月25日平日一班停课, 11月25日部分班停课.
    """
    first = next((o.day for o in occurrences if o.day >= today), None)
    planned = [o for o in occurrences if o.day == first]
    off = [o for o in planned if not o.held]
    if first is None or not off:
        return ""
    states = {state(o) for o in off}
    names = list(dict.fromkeys(o.group for o in off))
    whole = len(off) == len(planned) or not all(names)
    who = "" if whole else "、".join(names) if len(names) <= FEW else "部分班"
    return f"{phrases.other_year(first, today)}{phrases.short_day(first)}{who}{states.pop() if len(states) == 1 else '有变动'}"


def headline(status: Standing | None, occurrences: Sequence[Occurrence], usual: str, today: date) -> list[str]:
    """What a title says after the name: 11月28日停课 and 每周六9:00; 暂停开课; 已结束."""
    if status == Standing.ENDED:
        return ["已结束"]
    moved = [o.moved_to for o in coming(occurrences, today).off if o.moved_to]
    told = any(phrases.short_day(day.date()) in usual for day in moved)  # of a single day: it is the new one
    return ["暂停开课" if status == Standing.PAUSED else "" if told else news(occurrences, today), usual]


def state(occurrence: Occurrence) -> str:
    """The state as it stands beside a date of its own: 停课, 改期, 放假, 换地点; empty where it is simply on."""
    if occurrence.held and occurrence.moved_from is not None:
        return str(Status.MOVED)
    return word(occurrence)


def when(occurrence: Occurrence, today: date) -> str:
    """11月28日 周六 9:00; the year where it is another."""
    day = phrases.other_year(occurrence.day, today) + phrases.short_day(occurrence.day)
    clock = "" if occurrence.all_day else phrases.clock(occurrence.dtstart.time())
    return phrases.joined([day, phrases.weekday(occurrence.day.weekday()), clock], " ")
