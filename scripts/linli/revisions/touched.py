"""What rows of the tables were touched when: takes the states of data/, gives the last `Stamp` of each `Touch`.

The whole history counts, so a stamp never goes back; what an earlier build read of it is kept beside the site.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final

from linli.revisions import kept
from linli.revisions.git import State
from linli.revisions.reading import Reader
from linli.revisions.stamps import Stamp, Touch
from linli.revisions.texts import NotASiteError, Values
from linli.timetable.changes import place_meant

Content = Callable[[State], Mapping[str, tuple[str, bytes]]]
Rows = Mapping[str, Sequence[Values]]

_BEGIN: Final = datetime(2020, 1, 1, tzinfo=UTC)
"""Sequences are the seconds since then: they grow even where a history was squashed or copied."""
_BY_ID: Final = ("courses", "groups", "venues", "terms", "forms")
_SILENT: Final = frozenset(
    "description summary plain tags icon sample verified_on verified_by seats seats_left as_of waitlist param asks"
    " keeper accessibility capacity capacity_unit provider succeeds source".split()
)
"""Fields that no calendar shows."""
_ALWAYS: Final = ("0001-01-01", "9999-12-31", "")
"""The days of a change that cannot be read."""


@dataclass(kw_only=True, slots=True)
class Ledger:
    """What was touched up to one commit."""

    commit: str
    moment: datetime
    """Never earlier than that of a state before."""
    sequence: int
    first: Stamp
    last: dict[Touch, Stamp] = field(default_factory=dict)

    def advance(self, state: State, touches: Iterable[Touch]) -> None:
        """Note what a newer state touched; one that is not committed yet counts one further, whatever its day."""
        self.moment = max(self.moment, state.moment)
        self.sequence = max(self.sequence + 1, _seconds(self.moment) if state.commit else 0)
        self.last |= dict.fromkeys(touches, Stamp(self.moment, self.sequence))
        self.commit = state.commit


def begin(state: State, certain: bool) -> Ledger:
    """Return the ledger of the oldest state; `certain` where nothing was before it."""
    sequence = _seconds(state.moment)
    first = Stamp(state.moment, sequence, certain)
    return Ledger(commit=state.commit, moment=state.moment, sequence=sequence, first=first)


def walk(ledger: Ledger, states: Sequence[State], reader: Reader, content: Content) -> Ledger:
    """Take the ledger, made from the first of the states, through the others; those never published are passed over."""
    if len(states) == 1:
        return ledger
    old: Rows = {}
    for number, state in enumerate(states):
        try:
            new = reader.rows(content(state))
        except NotASiteError:
            continue
        if number:
            ledger.advance(state, touched(old, new, reader))
        old = new
    return ledger


def touched(old: Rows, new: Rows, reader: Reader) -> list[Touch]:
    """Return what the rows are about that are in one state and not, or not so, in the other."""
    found: set[Touch] = set()
    for table, rows in new.items():
        for row in _differing(old.get(table, ()), rows):
            if table in _BY_ID:
                found.add((table, str(row.get("id"))))
            elif table in _TOUCHES:
                found.add(_TOUCHES[table](reader, row))
    return sorted(found)


def _holiday(reader: Reader, row: Values) -> Touch:
    try:
        return "holidays", reader.typed("holidays", row).date.isoformat()
    except NotASiteError:
        return "holidays", ""


def _schedule(reader: Reader, row: Values) -> Touch:
    try:
        typed = reader.typed("schedules", row)
    except NotASiteError:
        return "schedules", *_whose(row), "", ""
    weekdays = "".join(map(str, typed.weekday.days)) if typed.weekday else ""
    return "schedules", *_whose(row), typed.term or "", weekdays


def _change(reader: Reader, row: Values) -> Touch:
    try:
        typed = reader.typed("changes", row)
    except NotASiteError:
        return "changes", *_whose(row), "", *_ALWAYS
    days = (typed.date, typed.date_to or typed.date, typed.new_date or typed.date)
    return "changes", typed.course or "", typed.group or "", place_meant(typed) or "", *map(date.isoformat, days)


_TOUCHES: Final[Mapping[str, Callable[[Reader, Values], Touch]]] = {
    "holidays": _holiday,
    "schedules": _schedule,
    "changes": _change,
}


def _whose(row: Values) -> tuple[str, str]:
    return str(row.get("course") or ""), str(row.get("group") or "")


def _differing(old: Sequence[Values], new: Sequence[Values]) -> list[Values]:
    if old is new or old == new:
        return []
    same = {id(row) for row in old} & {id(row) for row in new}
    before, after = ([row for row in rows if id(row) not in same] for rows in (old, new))
    was, now = Counter(map(_said, before)), Counter(map(_said, after))
    other = (was - now) + (now - was)
    return [row for row in (*before, *after) if _said(row) in other]


def _said(row: Values) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted((name, value) for name, value in row.items() if value is not None and name not in _SILENT))


def _seconds(moment: datetime) -> int:
    return max(0, int((moment - _BEGIN).total_seconds()))


def dump(ledger: Ledger) -> kept.Json:
    """Return a ledger as JSON values."""
    first = [ledger.first.changed.isoformat(), ledger.first.sequence, ledger.first.certain]
    last = [[*touch, stamp.changed.isoformat(), stamp.sequence] for touch, stamp in ledger.last.items()]
    return [ledger.commit, ledger.moment.isoformat(), ledger.sequence, first, last]


def load(stored: kept.Json) -> Ledger:
    """Return the ledger that `dump` wrote. Raises ValueError or TypeError where it is none."""
    commit, moment, sequence, (since, at, certain), last = stored
    return Ledger(
        commit=commit,
        moment=kept.instant(moment),
        sequence=sequence,
        first=Stamp(kept.instant(since), at, certain),
        last={tuple(touch): Stamp(kept.instant(when), number) for *touch, when, number in last},
    )
