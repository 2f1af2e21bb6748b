"""Many equal differences as one: takes pairs of sessions with their kinds, gives the `Change` values of one revision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import Final, TypeVar

from linli.revisions.change import Change, Kind
from linli.revisions.compare import Pair

Found = tuple[Kind, Pair]
Item = TypeVar("Item")

_OFFICIAL: Final = frozenset({Kind.HOLIDAY, Kind.MAKEUP})
"""Come with the calendar and concern all courses alike."""
_FEW: Final = 3
"""Groups of a course that get a line each where their dates differ."""


def changes(found: Iterable[Found], changed: datetime | None) -> list[Change]:
    """Return one change for what differs alike: by dates in one group, by groups of one course, by courses on holidays."""
    told: list[Sequence[Found]] = []
    for alike in _by(found, _common):
        kind = alike[0][0]
        groups = [alike] if kind in _OFFICIAL else _by(alike, _whose)
        same_days = [[*chain(*some)] for some in _by(groups, _days)]
        told += [alike] if len(same_days) > _FEW and kind is not Kind.TIME else same_days
    return [_change(alike, changed) for alike in told]


def _common(item: Found) -> Hashable:
    """What is equal in all sessions that are told together, whenever they are."""
    kind, pair = item
    was, now, course = pair.step.was, pair.step.now, pair.session.course
    reason = now.reason if now else ""
    if kind in _OFFICIAL:
        return kind, reason
    if was is None or now is None or kind is Kind.OFF:
        return kind, course, reason
    place = (was.venue, now.venue) if was.venue != now.venue else ()
    said = (now.teacher if was.teacher != now.teacher else "", now.topic if was.topic != now.topic else "")
    time: Hashable = ()
    if (was.start, was.end) != (now.start, now.end):
        days = () if was.start.date() == now.start.date() else (was.start.weekday(), now.start.weekday())
        time = (days, was.start.time(), was.end.time(), now.start.time(), now.end.time())
    return kind, course, reason, was.held, place, time, said


def _whose(item: Found) -> Hashable:
    session = item[1].session
    return session.group, session.slot.start.time(), session.slot.end.time()


def _days(found: Iterable[Found]) -> Hashable:
    return tuple(sorted({pair.step.start.date() for _, pair in found}))


def _change(found: Iterable[Found], changed: datetime | None) -> Change:
    ordered = sorted(found, key=lambda item: (item[1].step.start, item[1].session.uid))
    kind, sessions = ordered[0][0], [pair.session for _, pair in ordered]
    official = kind in _OFFICIAL
    courses = {session.course for session in sessions}
    names = (session.title if official else session.group for session in sessions)
    return Change(
        changed=changed,
        kind=kind,
        course=sessions[0].course if len(courses) == 1 else "",
        title=sessions[0].slot.reason if official else sessions[0].title,
        groups=tuple(dict.fromkeys(name for name in names if name)),
        steps=tuple(pair.step for _, pair in ordered),
    )


def _by(items: Iterable[Item], key: Callable[[Item], Hashable]) -> list[list[Item]]:
    found: dict[Hashable, list[Item]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return list(found.values())
