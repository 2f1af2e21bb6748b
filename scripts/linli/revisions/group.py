"""Many equal differences as one: takes what differs, gives the `Change` values of one revision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import Final, TypeVar

from linli.revisions.change import Change, Kind
from linli.revisions.compare import Found, by_start

Item = TypeVar("Item")

_OFFICIAL: Final = frozenset({Kind.HOLIDAY, Kind.MAKEUP})
"""Come with the calendar and concern all courses alike."""
_FEW: Final = 3
"""Groups of a course that get a line each where their dates differ."""


def changes(found: Iterable[Found], changed: datetime | None) -> list[Change]:
    """Return one change for what differs alike: by dates in one group, by groups of one course, by courses on holidays."""
    told: list[Sequence[Found]] = []
    for alike in _by(found, _common):
        kind = alike[0].kind
        groups = [alike] if kind in _OFFICIAL else _by(alike, _whose)
        same_days = [[*chain(*some)] for some in _by(groups, _days)]
        told += [alike] if len(same_days) > _FEW and kind is not Kind.TIME else same_days
    return [_change(alike, changed) for alike in told]


def _common(found: Found) -> Hashable:
    """What is equal in all sessions that are told together, whenever they are."""
    kind, (_, was, now), course = found.kind, found.step, found.session.course
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


def _whose(found: Found) -> Hashable:
    slot = found.session.slot
    return found.session.group, slot.start.time(), slot.end.time()


def _days(found: Iterable[Found]) -> Hashable:
    return tuple(sorted({one.step.start.date() for one in found}))


def _change(found: Iterable[Found], changed: datetime | None) -> Change:
    ordered = sorted(found, key=by_start)
    kind, sessions = ordered[0].kind, [one.session for one in ordered]
    official = kind in _OFFICIAL
    courses = {session.course for session in sessions}
    names = (session.title if official else session.group for session in sessions)
    return Change(
        changed=changed,
        kind=kind,
        course=sessions[0].course if len(courses) == 1 else "",
        title=sessions[0].slot.reason if official else sessions[0].title,
        groups=tuple(dict.fromkeys(name for name in names if name)),
        steps=tuple(one.step for one in ordered),
    )


def _by(items: Iterable[Item], key: Callable[[Item], Hashable]) -> list[list[Item]]:
    found: dict[Hashable, list[Item]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return list(found.values())
