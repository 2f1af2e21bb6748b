"""From the history to the changes: takes the root and the present timetable, gives `Revisions`.

The sixty days end with HEAD's commit, so the same commit gives the same changes whenever and wherever it is built.
Without git an earlier site is compared with; without either only the announced changes are known.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from linli.model import SHANGHAI, Community
from linli.revisions import git, group, kept, services, site, touched
from linli.revisions.announced import announced
from linli.revisions.change import Change, Revisions
from linli.revisions.compare import compare, sessions
from linli.revisions.git import Repository, State
from linli.revisions.reading import Reader, table_of
from linli.revisions.stamps import Stamps, stamps
from linli.revisions.texts import NotASiteError
from linli.schema import Package
from linli.timetable import Timetable, expand

DAYS: Final = 60
_EVER: Final = datetime(1970, 1, 1, tzinfo=SHANGHAI)
_MOST: Final = 10_000
_LEDGER: Final = "touched"


def read(
    root: Path, package: Package, community: Community, timetable: Timetable, today: date, previous: Path | None = None
) -> Revisions:
    """Return what changed, from the best source that there is."""
    with git.opened(root) as repository:
        if isinstance(repository, str):
            found = Revisions(unknown=repository)
        else:
            found = _from_git(root, package, repository, timetable, today)
    if not found.source and previous is not None:
        found = site.changes(previous, community, timetable, _midnight(today), found.unknown)
    return replace(found, announced=tuple(announced(community, timetable, today)))


def _from_git(root: Path, package: Package, repository: Repository, timetable: Timetable, today: date) -> Revisions:
    head = repository.head()
    states = _states(repository, package, git.days_before(head, DAYS)) if head else []
    if head is None or not states:
        return Revisions(unknown="表格还没有提交到 git")
    working = _working(root, states[-1], today)
    states += working
    store = kept.opened(root, repr([schema.descriptor for schema in package.schemas.values()]))
    differences = _Differences(root, repository, Reader(package), store, _midnight(today + timedelta(days=1)))
    changes: list[Change] = []
    good = states[0]
    for state in states[1:]:
        found = differences.between(good, state)
        if found is not None:
            changes[:0] = found
            good = state
    store.save()
    unknown = "git 历史不完整（浅克隆）" if repository.shallow else ""
    first = states[0].moment
    start = git.days_before(head, DAYS)
    return Revisions(
        changes=tuple(changes),
        source="git" if len(states) > 1 or not unknown else "",
        since=max(first, start).date(),
        until=max(head, states[-1].moment),
        stamps=_stamps(repository, package, differences, store, working, timetable),
        unknown=unknown if first > start else "",
    )


def _stamps(
    repository: Repository,
    package: Package,
    differences: _Differences,
    store: kept.Kept,
    working: Sequence[State],
    timetable: Timetable,
) -> Stamps:
    """When each series was last changed, from the whole history; an earlier build has read most of it."""
    try:
        known = touched.load(store.beside(_LEDGER) or [])
    except (ValueError, TypeError, AttributeError):
        known = None
    if known and not known.first.certain and not repository.shallow:
        known = None  # what was cut off is there now
    states = _states(repository, package, _EVER, until=known.commit if known else "", most=_MOST)
    if known is None or states[0].commit != known.commit:
        known = touched.begin(states[0], certain=not repository.shallow and len(states) < _MOST)
    ledger = touched.walk(known, states, differences.reader, differences.content)
    store.put_beside(_LEDGER, touched.dump(ledger))
    if working:
        touched.walk(ledger, [states[-1], *working], differences.reader, differences.content)
    return stamps(ledger.first, ledger.last, timetable)


def _states(
    repository: Repository, package: Package, since: datetime, until: str = "", most: int = git.MOST
) -> list[State]:
    """The states of this community from the oldest on; before it got its name the data was another's.

    The oldest is the first one before `since`, or the commit `until`, whichever is the later.
    """
    found: list[State] = []
    names: dict[str, str] = {}
    for state in repository.states(since, most):
        blob = state.files.get("data/datapackage.yaml", "")
        if blob not in names:
            names[blob] = git.name(repository.content(blob)) if blob else ""
        if names[blob] and names[blob] != package.name:
            break
        found.append(state)
        if state.commit == until:
            break
    return found[::-1]


def _working(root: Path, last: State, today: date) -> list[State]:
    """The files as they lie in the folder, where they differ from the last commit."""
    files = {}
    for path in sorted((root / "data").rglob("*.y*ml")):
        relative = path.relative_to(root).as_posix()
        if table_of(relative) and path.is_file():
            data = path.read_bytes()
            files[relative] = hashlib.sha1(b"blob %d\0%s" % (len(data), data), usedforsecurity=False).hexdigest()
    if files == {path: blob for path, blob in last.files.items() if table_of(path)}:
        return []
    tree = hashlib.sha1(repr(files).encode(), usedforsecurity=False).hexdigest()
    return [State(commit="", moment=max(last.moment, _midnight(today)), tree=tree, files=files)]


class _Differences:
    """Compares two states, or finds what an earlier build kept of them."""

    def __init__(
        self, root: Path, repository: Repository, reader: Reader, store: kept.Kept, tomorrow: datetime
    ) -> None:
        self._root = root
        self._repository = repository
        self.reader = reader
        self._store = store
        self._tomorrow = tomorrow

    def between(self, old: State, new: State) -> list[Change] | None:
        """Return the changes, or None where no site was ever made from the new state."""
        moment = min(new.moment, self._tomorrow)
        key = f"{old.tree} {new.tree} {moment:%Y%m%d%H%M%S}"
        if key in self._store:
            return self._store.get(key, new.moment)
        try:
            found: list[Change] | None = self._compared(old, new, moment)
        except NotASiteError:
            found = None
        self._store.put(key, found)
        return found

    def _compared(self, old: State, new: State, moment: datetime) -> list[Change]:
        if _relevant(old) == _relevant(new):
            return []
        after = self.reader.tables(self.content(new))
        try:
            before = self.reader.tables(self.content(old))
        except NotASiteError:
            return []
        courses = after.differ(before)
        now = sessions(expand(self.reader.community(after, courses), self._tomorrow.date()).occurrences)
        try:
            was = sessions(expand(self.reader.community(before, courses), self._tomorrow.date()).occurrences)
        except NotASiteError:
            return []
        return [*group.changes(compare(was, now, moment), new.moment), *services.changes(before, after, new.moment)]

    def content(self, state: State) -> dict[str, tuple[str, bytes]]:
        """Return the files of a state that hold tables: path → content's id and, where it was never read, content."""
        files = {}
        for path, blob in state.files.items():
            if table_of(path):
                known = self.reader.knows(blob)
                data = b"" if known else self._bytes(state, path, blob)
                files[path] = (blob, data)
        return files

    def _bytes(self, state: State, path: str, blob: str) -> bytes:
        return self._repository.content(blob) if state.commit else (self._root / path).read_bytes()


def _relevant(state: State) -> dict[str, str]:
    return {path: blob for path, blob in state.files.items() if table_of(path)}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
