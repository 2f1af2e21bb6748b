"""From the history to the changes: takes the root and the present timetable, gives `Revisions`.

The sixty days end with HEAD's commit, so the same commit gives the same changes whenever and wherever it is built.
Without git an earlier site is compared with; without either only the announced changes are known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from linli import repository
from linli.memory import Memory
from linli.model import SHANGHAI, Community, Record, community
from linli.repository import Repository
from linli.revisions import group, services, site, states
from linli.revisions.announced import announced
from linli.revisions.change import DAYS, Change, Revisions
from linli.revisions.compare import compare, sessions
from linli.revisions.reading import NotASiteError, Reader
from linli.revisions.stamps import Ledger, Stamps, Touch, touched
from linli.revisions.states import TABLES, State
from linli.schema import Package
from linli.timetable import Occurrence, Timetable, expand
from linli.timetable.phases import midnight

MOST: Final = 400
"""States that are told of; a busier community's older ones are left out."""
_OF_COURSE: Final = {"courses": "id", "groups": "course", "schedules": "course", "changes": "course"}
_OF_ALL: Final = ("terms", "holidays")


class Difference(NamedTuple):
    """Between two states: what was touched, and what residents read of it where that was asked for."""

    touched: list[Touch]
    changes: list[Change]


def read(
    root: Path,
    package: Package,
    present: Community,
    timetable: Timetable,
    today: date,
    previous: Path | None = None,
    memory: Memory | None = None,
) -> Revisions:
    """Return what changed, from the best source that there is; `memory` knows how neighbouring states differ."""
    with repository.opened(root) as git:
        if isinstance(git, str):
            found = Revisions(unknown=git)
        else:
            found = _from_git(root, package, present, git, timetable, today, memory or Memory())
    if not found.source and previous is not None:
        found = site.changes(previous, present, timetable, midnight(today), found.unknown)
    return replace(found, announced=tuple(announced(present, timetable, today)))


def _from_git(
    root: Path,
    package: Package,
    present: Community,
    git: Repository,
    timetable: Timetable,
    today: date,
    memory: Memory,
) -> Revisions:
    seconds = git.head()
    every = states.committed(git, package.name)
    if seconds is None or not every:
        return Revisions(unknown="表格还没有提交到 git")
    head = datetime.fromtimestamp(seconds, SHANGHAI)
    start = midnight(head.date() - timedelta(days=DAYS))
    oldest = max((n for n, state in enumerate(every) if state.moment < start), default=0)
    oldest = max(oldest, len(every) - MOST)
    every += states.working(root, every[-1], today)

    def content(state: State, path: str) -> bytes:
        return git.content(state.files[path]) if state.commit else (root / path).read_bytes()

    reader = Reader(package, present, content)
    schemas = repr([schema.descriptor for schema in package.schemas.values()])
    differences = _Differences(reader=reader, memory=memory, schemas=schemas, every=every, today=today)
    changes: list[Change] = []
    ledger: Ledger | None = None
    good: State | None = None
    for number, state in enumerate(every):
        found = differences.between(good, state, told=number > oldest)
        if found is None:
            continue
        if ledger is None:
            ledger = Ledger(state, certain=not git.shallow)
        else:
            ledger.advance(state, found.touched)
            changes[:0] = found.changes
        good = state
    unknown = repository.SHALLOW if git.shallow else ""
    first = every[oldest].moment
    return Revisions(
        changes=tuple(changes),
        source="git" if len(every) > oldest + 1 or not unknown else "",
        since=max(first, start).date(),
        until=max(head, every[-1].moment),
        stamps=ledger.stamps(timetable) if ledger else Stamps(),
        unknown=unknown if first > start else "",
    )


class _Differences:
    """Compares neighbouring states, or finds what an earlier build remembers of them."""

    def __init__(self, *, reader: Reader, memory: Memory, schemas: str, every: Sequence[State], today: date) -> None:
        self._memory = memory
        self._schemas = schemas
        self._reader = reader
        self._unread = every
        self._tomorrow = midnight(today + timedelta(days=1))

    def between(self, old: State | None, new: State, *, told: bool) -> Difference | None:
        """Return the difference, with the changes where they are `told`; None where `new` never was a site."""
        if old and old.files == new.files:
            return Difference([], [])
        moment = min(new.moment, self._tomorrow)
        key = [self._schemas, old.key if old else "", new.key, f"{moment} {new.moment} {told}"]
        return self._memory.of("revisions", key, partial(self._read, old, new, moment, told=told))

    def _read(self, old: State | None, new: State, moment: datetime, *, told: bool) -> Difference | None:
        if self._unread:
            self._reader.learn(self._unread[max(0, self._unread.index(new) - 1) :])
            self._unread = ()
        with suppress(NotASiteError):
            return self._compared(old, new, moment, told=told)
        return None

    def _compared(self, old: State | None, new: State, moment: datetime, *, told: bool) -> Difference:
        before = self._reader.community(old) if old else None
        after = self._reader.community(new)
        if before is None:
            return Difference([], [])
        gone, come = _only_in(before, after), _only_in(after, before)
        touches = touched(gone, come)
        if not told:
            return Difference(touches, [])
        courses = _concerned([*gone, *come], after, before)
        was, now = (sessions(self._expanded(state, courses)) for state in (before, after))
        found = group.changes(compare(was, now, moment), new.moment)
        return Difference(touches, [*found, *services.changes(before, after, new.moment)])

    def _expanded(self, state: Community, courses: Collection[str | None]) -> Sequence[Occurrence]:
        tables = dict(state.tables)
        for table, name in _OF_COURSE.items():
            tables[table] = tuple(record for record in tables[table] if record.__dict__[name] in courses)
        return expand(community(state.identifier, tables), self._tomorrow.date()).occurrences


def _only_in(one: Community, other: Community) -> list[Record]:
    found: list[Record] = []
    for table in TABLES:
        if one.tables[table] is not other.tables[table]:
            there = set(other.tables[table])
            found += [record for record in one.tables[table] if record not in there]
    return found


def _concerned(differing: Iterable[Record], *states: Community) -> set[str | None]:
    """Return the ids of the courses whose sessions may differ, and None for the changes that name no course."""
    found: set[str | None] = {None}
    for record in differing:
        if record.table in _OF_COURSE:
            found.add(record.__dict__[_OF_COURSE[record.table]])
        if record.table in _OF_ALL or (record.table == "changes" and record.course is None):
            return {None, *(course.id for state in states for course in state.courses)}
    return found
