"""From the history to the changes: takes the root and the present timetable, gives `Revisions`.

The sixty days end with HEAD's commit, so the same commit gives the same changes whenever and wherever it is built.
Without git an earlier site is compared with; without either only the announced changes are known.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import Final, NamedTuple

from linli import repository
from linli.memory import Memory
from linli.model import SHANGHAI, Community, Record
from linli.problems import errors
from linli.repository import Repository
from linli.revisions import former, group, log, services, stamps, states
from linli.revisions.announced import announced
from linli.revisions.change import DAYS, Change, Revisions
from linli.revisions.compare import compare
from linli.revisions.courses import OF_COURSE, of_courses
from linli.revisions.reading import Reader
from linli.revisions.stamps import Touch
from linli.revisions.states import TABLES, State
from linli.schema import Package
from linli.timetable import Occurrence, Timetable, expand
from linli.timetable.phases import midnight

MOST: Final = 400
"""States that are told of; a busier community's older ones are left out."""
_OF_ALL: Final = ("terms", "holidays")


_Side = tuple[Community, Sequence[Occurrence]]
"""One version, and its sessions as far as they may differ."""


class Difference(NamedTuple):
    """Between two states: what was touched, and what residents read of it where that was asked for."""

    touched: Sequence[Touch] = ()
    changes: Sequence[Change] = ()


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
            known = memory or Memory()
            history = _History(root=root, package=package, present=present, today=today, git=git, memory=known)
            found = history.revisions(timetable)
    if not found.source and previous is not None:
        found = _from_site(root, previous, present, timetable, today, found.unknown)
    return replace(found, announced=tuple(announced(present, timetable, today)))


def _from_site(
    root: Path, site: Path, present: Community, timetable: Timetable, today: date, unknown: str
) -> Revisions:
    """Return what changed since a site was built, and what it had told itself of the days before."""
    moment = midnight(today)
    try:
        loaded = former.load(root, site, today)
        told = log.load(site, moment - timedelta(days=DAYS))
    except (OSError, ValueError, TypeError):
        return Revisions(unknown=f"{unknown}；{site.name} 里没有可以比较的课表" if unknown else "")
    was = (loaded.community, expand(loaded.community, today).occurrences)
    now = (present, timetable.occurrences)
    fresh = [] if errors(loaded.problems) else _told(was, now, moment, moment)
    first = min((change.changed.date() for change in told if change.changed), default=former.built(site))
    return Revisions(changes=(*fresh, *told), source="site", since=first, until=moment)


@dataclass(kw_only=True)
class _History:
    """The states of a community in git, compared with their neighbours; `memory` keeps what an earlier build found."""

    root: Path
    package: Package
    present: Community
    today: date
    git: Repository
    memory: Memory
    states: list[State] = field(default_factory=list)
    reader: Reader | None = None

    def revisions(self, timetable: Timetable) -> Revisions:
        """Return the changes of sixty days, and the stamps of all that was ever committed."""
        seconds = self.git.head()
        every = self.states = states.committed(self.git, self.package.name)
        if seconds is None or not every:
            return Revisions(unknown="表格还没有提交到 git")
        head = datetime.fromtimestamp(seconds, SHANGHAI)
        start = midnight(head.date() - timedelta(days=DAYS))
        oldest = max((n for n, state in enumerate(every) if state.moment < start), default=0)
        oldest = max(oldest, len(every) - MOST)
        every += states.working(self.root, every[-1], self.today)
        good: list[tuple[State, Difference]] = []
        for number, state in enumerate(every):
            found = self._between(good[-1][0] if good else None, state, told=number > oldest)
            if found is not None:
                good.append((state, found))
        unknown = repository.SHALLOW if self.git.shallow else ""
        first = every[oldest].moment
        return Revisions(
            changes=tuple(change for _, found in reversed(good) for change in found.changes),
            source="git" if len(every) > oldest + 1 or not unknown else "",
            since=max(first, start).date(),
            until=max(head, every[-1].moment),
            stamps=stamps.stamps(
                [(state, found.touched) for state, found in good], timetable, certain=not self.git.shallow
            ),
            unknown=unknown if first > start else "",
        )

    @cached_property
    def _schemas(self) -> str:
        return repr([schema.descriptor for schema in self.package.schemas.values()])

    @property
    def _tomorrow(self) -> datetime:
        return midnight(self.today + timedelta(days=1))

    def _between(self, old: State | None, new: State, *, told: bool) -> Difference | None:
        """Return the difference, with the changes where they are `told`; None where `new` never was a site."""
        if old and old.files == new.files:
            return Difference()
        moment = min(new.moment, self._tomorrow)
        parts = [self._schemas, old.key if old else "", new.key, f"{moment} {new.moment} {told}"]
        return self.memory.of("revisions", parts, partial(self._read, old, new, moment, told=told))

    def _read(self, old: State | None, new: State, moment: datetime, *, told: bool) -> Difference | None:
        if self.reader is None:
            unread = self.states[self.states.index(old or new) :]
            self.reader = Reader(self.package, self.present, states=unread, content=self.git.content)
        before = self.reader.community(old) if old else None
        after = self.reader.community(new)
        if before is None or after is None:
            return Difference() if after else None
        gone, come = _only_in(before, after), _only_in(after, before)
        touches = stamps.touched(gone, come)
        if not told:
            return Difference(touches)
        courses = _concerned([*gone, *come], after, before)
        was, now = (self._expanded(state, courses) for state in (before, after))
        return Difference(touches, _told(was, now, moment, new.moment))

    def _expanded(self, state: Community, courses: Collection[str | None]) -> _Side:
        return state, expand(of_courses(state, courses), self._tomorrow.date()).occurrences


def _told(was: _Side, now: _Side, moment: datetime, changed: datetime) -> list[Change]:
    """Return what residents read of two versions: sessions that were not over at `moment`, services."""
    found = group.changes(compare(was[1], now[1], moment), changed)
    return [*found, *services.changes(was[0], now[0], changed)]


def _only_in(one: Community, other: Community) -> list[Record]:
    """Return the rows that the other does not have; a table that neither changed is the same in both."""
    tables = [(one.tables[table], other.tables[table]) for table in TABLES]
    return [record for own, others in tables if own is not others for record in {*own}.difference(others)]


def _concerned(differing: Sequence[Record], *states: Community) -> set[str | None]:
    """Return the ids of the courses whose sessions may differ, and None for the changes that name no course."""
    if any(row.table in _OF_ALL or (row.table == "changes" and row.course is None) for row in differing):
        return {None, *(course.id for state in states for course in state.courses)}
    return {None, *(row.__dict__[OF_COURSE[row.table]] for row in differing if row.table in OF_COURSE)}
