"""Two states of the timetable side by side: takes the sessions of both, gives a `Found` for each one that differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from datetime import datetime
from typing import NamedTuple

from linli.revisions.change import Kind, Slot, Step
from linli.timetable import Occurrence, Status


class Session(NamedTuple):
    """A session of one state, whoever holds it."""

    uid: str
    course: str
    title: str
    group: str
    slot: Slot


class Found(NamedTuple):
    """A session that differs, and what that means to somebody who wants to come."""

    kind: Kind
    session: Session
    """The newer one that there is."""
    step: Step


def sessions(occurrences: Iterable[Occurrence]) -> dict[str, Session]:
    """Return sessions by uid; a rescheduled one stands at its new time."""
    found: dict[str, Session] = {}
    for o in occurrences:
        if o.uid not in found or o.status is not Status.MOVED:
            found[o.uid] = Session(uid=o.uid, course=o.course.id, title=o.course.title, group=o.group, slot=slot_of(o))
    return found


def slot_of(o: Occurrence) -> Slot:
    """Return when and where a session is."""
    return Slot(
        start=o.dtstart,
        end=o.over,
        venue=o.venue.id if o.venue else "",
        place=o.venue.name if o.venue else "",
        room=(o.venue.room or "") if o.venue else "",
        status=o.status,
        reason=o.reason,
        moved=o.moved_from is not None,
        teacher=o.teacher if o.substituted else "",
        topic=o.topic,
    )


def compare(old: Iterable[Occurrence], new: Iterable[Occurrence], moment: datetime) -> list[Found]:
    """Return what differs for those who come, except what was over at `moment`: cleaning up is no news."""
    was, now = sessions(old), sessions(new)
    both = [(was[uid], session) for uid, session in now.items() if uid in was and was[uid].slot != session.slot]
    again, gone, come = _recognised(
        [session for uid, session in was.items() if uid not in now],
        [session for uid, session in now.items() if uid not in was],
    )
    steps = [(after, Step(after.uid, before.slot, after.slot)) for before, after in (*both, *again)]
    steps += [(session, Step(session.uid, session.slot, None)) for session in gone]
    steps += [(session, Step(session.uid, None, session.slot)) for session in come]
    found = [Found(kind, session, step) for session, step in steps if (kind := kind_of(step)) and step.end > moment]
    return sorted(found, key=by_start)


def by_start(found: Found) -> tuple[datetime, str]:
    """Order what differs by the first moment at which somebody would stand before a door."""
    return found.step.start, found.session.uid


def kind_of(step: Step) -> Kind | None:
    """Return what the difference means to somebody who wants to come; None where it means nothing."""
    was, now = step.was, step.now
    if was and was.held and now and now.held:
        return _still_held(was, now)
    if now and now.held:
        if was is None:
            return {Status.ADDED: Kind.EXTRA, Status.MAKEUP: Kind.MAKEUP}.get(now.status, Kind.NEW)
        return Kind.BACK
    if was and was.held:
        if now is None:
            return Kind.GONE
        return Kind.HOLIDAY if now.status is Status.HOLIDAY else Kind.OFF
    return None


def _still_held(was: Slot, now: Slot) -> Kind | None:
    if (was.start, was.end) != (now.start, now.end):
        return Kind.BACK if was.moved and not now.moved else Kind.TIME
    if was.venue != now.venue:
        return Kind.BACK if was.status is Status.RELOCATED and now.status is Status.ON else Kind.PLACE
    if was.teacher != now.teacher:
        return Kind.TEACHER if now.teacher else None
    return Kind.TOPIC if now.topic and was.topic != now.topic else None


def _recognised(
    gone: list[Session], come: list[Session]
) -> tuple[list[tuple[Session, Session]], list[Session], list[Session]]:
    """Pair sessions that got another uid: by the same start, else the same day, else the same week of one group.

    An editor who moves a class to another weekday, narrows its dates or renames its group writes another series.
    """
    pairs: list[tuple[Session, Session]] = []
    rules: tuple[Callable[[Session], Hashable], ...] = (
        lambda s: (s.course, s.group, s.slot.start),
        lambda s: (s.course, s.slot.start, s.slot.end, s.slot.venue),
        lambda s: (s.course, s.group, s.slot.start.date(), s.slot.held),
        lambda s: (s.course, s.group, s.slot.start.isocalendar()[:2], s.slot.held),
    )
    for rule in rules:
        waiting: dict[Hashable, list[Session]] = defaultdict(list)
        for session in sorted(gone, key=_start):
            waiting[rule(session)].append(session)
        left = []
        for session in sorted(come, key=_start):
            alike = waiting.get(rule(session))
            if alike:
                pairs.append((alike.pop(0), session))
            else:
                left.append(session)
        gone, come = [session for alike in waiting.values() for session in alike], left
    return pairs, gone, come


def _start(session: Session) -> tuple[datetime, str]:
    return session.slot.start, session.uid
