"""Differences as JSON and back, and those kept between builds: takes changes, gives texts; takes the root, gives `Kept`.

One file holds the difference of every two neighbouring states; it may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from linli import cache
from linli.model import SHANGHAI
from linli.revisions.change import Change, Kind, Slot, Step
from linli.revisions.stamps import Touch
from linli.schema import Package
from linli.timetable import Status

_PACKAGE: Final = Path(__file__).resolve().parents[1]
_CODE: Final = ("*.py", "revisions/*.py", "timetable/*.py")
"""What the kept results depend on besides the tables."""

Json = list[Any]


class Difference(NamedTuple):
    """Between two states: what was touched, and what residents read of it where that was asked for."""

    touched: list[Touch]
    changes: list[Change] | None


class Kept:
    """Differences by the keys of both states. None stands for a state that no site was made from."""

    def __init__(self, root: Path, package: Package) -> None:
        digest = hashlib.blake2b(repr([s.descriptor for s in package.schemas.values()]).encode(), digest_size=10)
        for path in sorted(path for pattern in _CODE for path in _PACKAGE.glob(pattern)):
            digest.update(path.read_bytes())
        self._version = digest.hexdigest()
        self._file = cache.folder(root) / "revisions.json"
        self._used: dict[str, Json | None] = {}
        self._known: dict[str, Json | None] = {}
        with suppress(OSError, ValueError, KeyError, TypeError):
            stored = json.loads(self._file.read_text("utf-8"))
            if stored["version"] == self._version:
                self._known = stored["differences"]

    def __contains__(self, key: str) -> bool:
        return key in self._known

    def get(self, key: str, changed: datetime) -> Difference | None:
        """Return what was kept under the key; the moment is not part of it."""
        found = self._used[key] = self._known[key]
        if found is None:
            return None
        touched, changes = found
        return Difference([tuple(touch) for touch in touched], None if changes is None else load(changes, changed))

    def put(self, key: str, found: Difference | None) -> None:
        """Keep a result for the next build."""
        changes = None if found is None or found.changes is None else dump(found.changes)
        self._used[key] = None if found is None else [found.touched, changes]

    def save(self) -> None:
        """Write what this build needed, nothing else. A folder that cannot be written to keeps nothing."""
        if self._used == self._known:
            return
        content = {"version": self._version, "differences": self._used}
        with suppress(OSError):
            fresh = self._file.with_name(f"{self._file.name}.{os.getpid()}")
            fresh.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), "utf-8")
            fresh.replace(self._file)


def dump(changes: Iterable[Change]) -> Json:
    """Return changes as JSON values, without their moment."""
    return [
        [c.kind, c.course, c.title, c.groups, [[step.uid, _slot(step.was), _slot(step.now)] for step in c.steps]]
        for c in changes
    ]


def load(stored: Json, changed: datetime | None) -> list[Change]:
    """Return the changes that `dump` wrote."""
    return [
        Change(
            changed=changed,
            kind=Kind(kind),
            course=course,
            title=title,
            groups=tuple(groups),
            steps=tuple(Step(uid, _read(was), _read(now)) for uid, was, now in steps),
        )
        for kind, course, title, groups, steps in stored
    ]


def _slot(slot: Slot | None) -> Json | None:
    return slot and [f"{slot.start:%Y-%m-%dT%H:%M}", f"{slot.end:%Y-%m-%dT%H:%M}", *slot[2:]]


def _read(stored: Json | None) -> Slot | None:
    """A slot; sites of before teachers and topics were written without."""
    if stored is None:
        return None
    start, end, venue, place, room, status, *others = stored
    later = dict(zip(Slot._fields[len(stored) - len(others) :], others, strict=False))
    return Slot(
        start=moment(start), end=moment(end), venue=venue, place=place, room=room, status=Status(status), **later
    )


def moment(text: str) -> datetime:
    """2026-11-24T19:00, in Shanghai; seconds and offset, if any, say nothing more."""
    return datetime.fromisoformat(text[:16]).replace(tzinfo=SHANGHAI)
