"""休息, 停课, 改时间 of a service: takes its planned day and the change rows, gives the day as it will really be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from linli.model import Community, Record
from linli.records import ChangeKind, Scope
from linli.timetable.openday import OpenDay, Span, State, joined, span

OFF: Final = frozenset({ChangeKind.CLOSED, ChangeKind.CANCELLED})
OTHERWISE: Final = frozenset({ChangeKind.RETIMED, ChangeKind.RELOCATED})
_SHORT: Final = 4
"""Characters of a reason that stands before 休息 without a comma: 台风休息."""


def about(change: Record, service: Record, places: Collection[str]) -> bool:
    """Whether a change may be about the service: by its id, by one of its places, or because it is about all."""
    if change.kind not in OFF | OTHERWISE or change.course or change.group:
        return False
    if change.service:
        return bool(change.service == service.id)
    return change.scope in (Scope.ALL, Scope.SERVICES) or (change.scope is None and place(change) in places)


def place(change: Record) -> str:
    """Return the id of the place that is meant; empty where it is every one."""
    return str(change.at or (change.venue if change.kind in OFF else "") or "")


def covers(change: Record, day: date) -> bool:
    """Whether the change is of that day; only of its first where it ends before it begins."""
    last = change.date_to if change.date_to and change.date_to > change.date else change.date
    return bool(change.date <= day <= last)


def apply(community: Community, changes: Iterable[Record], service: Record, planned: OpenDay) -> OpenDay:
    """Return the day after its changes, taken in file order."""
    for change in changes:
        if covers(change, planned.day):
            planned = _closed(change, planned) if change.kind in OFF else _altered(community, change, service, planned)
    return planned


def _closed(change: Record, planned: OpenDay) -> OpenDay:
    why = _why(change.reason, ChangeKind.CLOSED)
    if planned.state is State.CLOSED:
        return replace(planned, why=why) if change.service and not planned.why else planned
    left = tuple(span for span in planned.spans if not _meant(change, span))
    if planned.state is State.UNKNOWN:
        partly = change.session is not None or (place(change) and not change.service)
        return planned if partly else replace(planned, state=State.CLOSED, why=why)
    if len(left) == len(planned.spans):
        return planned
    if left:
        return replace(planned, spans=left, why=_why(change.reason, "有一段时间休息"))
    return replace(planned, state=State.CLOSED, spans=(), why=why, sure=True)


def _altered(community: Community, change: Record, service: Record, planned: OpenDay) -> OpenDay:
    meant = [span for span in planned.spans if _meant(change, span)]
    kept = [span for span in planned.spans if not _meant(change, span)]
    there = community.find("venues", change.venue)
    opens, closes = change.opens_at, change.closes_at
    if opens is not None and closes is not None:
        if planned.spans and not meant:
            return planned
        usual = {s.place: s.venue for s in meant} or {"": community.find("venues", change.at or service.venue)}
        changed = [span(planned.day, opens, closes, there or venue) for venue in usual.values()]
    else:
        changed = [replace(s, venue=there or s.venue) for s in meant]
        if opens is not None:
            changed = _later(changed, change, planned.day)
        elif closes is not None:
            changed = _earlier(changed, change, planned.day)
        if not changed:
            return planned
    word = "时间有变" if opens is not None or closes is not None else "地点有变"
    return OpenDay(
        day=planned.day, state=State.OPEN, spans=joined([*kept, *changed]), why=_why(change.reason, f"{word}")
    )


def _later(spans: list[Span], change: Record, day: date) -> list[Span]:
    """The spans from another opening time on: the first of those that are left begins then."""
    start = span(day, change.opens_at, change.opens_at, None).opens
    left = sorted((s for s in spans if s.closes > start), key=lambda s: s.opens)
    return [replace(left[0], opens=start), *left[1:]] if left else []


def _earlier(spans: list[Span], change: Record, day: date) -> list[Span]:
    """The spans until another closing time: the last of those that are left ends then."""
    end = span(day, change.closes_at, change.closes_at, None).closes
    left = sorted((s for s in spans if s.opens < end), key=lambda s: s.opens)
    return [*left[:-1], replace(left[-1], closes=end)] if left else []


def _meant(change: Record, span: Span) -> bool:
    where = place(change)
    return (not where or span.place == where) and (change.session is None or span.opens.time() == change.session)


def _why(reason: str | None, word: str) -> str:
    said = (reason or "").strip().rstrip("。，；,;.")
    if not said:
        return word
    plain = len(said) <= _SHORT and re.search(r"[，。；、]", said) is None
    return (
        said if said.endswith(word) else f"{said}{word}" if plain and word == ChangeKind.CLOSED else f"{said}，{word}"
    )
