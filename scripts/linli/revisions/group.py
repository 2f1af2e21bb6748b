"""Many equal differences as one: takes pairs of sessions with their kinds, gives the `Change` values of one revision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from linli.revisions.change import Change, Kind
from linli.revisions.compare import Pair

Found = tuple[Kind, Pair]

_OFFICIAL: Final = frozenset({Kind.HOLIDAY, Kind.MAKEUP})
"""Come with the calendar and concern all courses alike."""
_FEW: Final = 3
"""Groups of a course that get a line each where their dates differ."""


class _Part(NamedTuple):
    kind: Kind
    common: Hashable
    """What is equal in all groups that are told together."""
    pairs: Sequence[Pair]


def changes(found: Iterable[Found], changed: datetime | None) -> list[Change]:
    """Return one change for what differs alike: by dates in one group, by groups of one course, by courses on holidays."""
    parts = _parts(found)
    told: list[_Part] = []
    for alike in _by(parts, lambda part: (part.kind, part.common)).values():
        same_days = _by(alike, lambda part: tuple(sorted({pair.step.start.date() for pair in part.pairs})))
        if alike[0].kind in _OFFICIAL or (len(same_days) > _FEW and alike[0].kind is not Kind.TIME):
            told.append(_merged(alike))
        else:
            told += [_merged(parts) for parts in same_days.values()]
    return [_change(part, changed) for part in told]


def _parts(found: Iterable[Found]) -> list[_Part]:
    """Pairs of one group at one time of day that differ in the same way."""
    alike: dict[Hashable, list[Found]] = defaultdict(list)
    for kind, pair in found:
        session = pair.session
        whose = () if kind in _OFFICIAL else (session.group, session.slot.start.time(), session.slot.end.time())
        alike[kind, _common(kind, pair), whose].append((kind, pair))
    return [_Part(found[0][0], _common(*found[0]), [pair for _, pair in found]) for found in alike.values()]


def _common(kind: Kind, pair: Pair) -> Hashable:
    was, now, course = pair.step.was, pair.step.now, pair.session.course
    if kind in _OFFICIAL:
        return now.reason if now else ""
    if was is None or now is None:
        return course, now.reason if now else ""
    if kind is Kind.OFF:
        return course, now.reason
    place = (was.venue, now.venue) if was.venue != now.venue else ()
    said = (now.teacher if was.teacher != now.teacher else "", now.topic if was.topic != now.topic else "")
    time: Hashable = ()
    if (was.start, was.end) != (now.start, now.end):
        days = () if was.start.date() == now.start.date() else (was.start.weekday(), now.start.weekday())
        time = (days, was.start.time(), was.end.time(), now.start.time(), now.end.time())
    return course, now.reason, was.held, place, time, said


def _merged(parts: Sequence[_Part]) -> _Part:
    pairs = sorted(
        (pair for part in parts for pair in part.pairs), key=lambda pair: (pair.step.start, pair.session.uid)
    )
    return _Part(parts[0].kind, parts[0].common, pairs)


def _change(part: _Part, changed: datetime | None) -> Change:
    sessions = [pair.session for pair in part.pairs]
    courses = dict.fromkeys(session.course for session in sessions)
    official = part.kind in _OFFICIAL
    names = (session.title if official else session.group for session in sessions)
    return Change(
        changed=changed,
        kind=part.kind,
        course=sessions[0].course if len(courses) == 1 else "",
        title=sessions[0].slot.reason if official else sessions[0].title,
        groups=tuple(dict.fromkeys(name for name in names if name)),
        steps=tuple(pair.step for pair in part.pairs),
    )


def _by(parts: Iterable[_Part], key: Callable[[_Part], Hashable]) -> dict[Hashable, list[_Part]]:
    found: dict[Hashable, list[_Part]] = defaultdict(list)
    for part in parts:
        found[key(part)].append(part)
    return found
