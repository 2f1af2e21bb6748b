"""Differences kept between builds: takes changes, gives JSON and back.

One file holds every pair of states that the last build needed, under the ids of both; it may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from linli import cache
from linli.model import SHANGHAI
from linli.revisions.change import Change, Kind, Slot, Step
from linli.timetable import Status

_PACKAGE: Final = Path(__file__).resolve().parents[1]
_CODE: Final = ("revisions/*.py", "timetable/*.py", "recurrence.py", "writing.py", "cells.py")
"""What the kept results depend on besides the tables."""

Json = list[Any]


@dataclass(slots=True)
class Kept:
    """Results by key. None stands for a state that no site was made from."""

    _file: Path
    _version: str
    _known: dict[str, Json | None] = field(default_factory=dict)
    _used: dict[str, Json | None] = field(default_factory=dict)

    def __contains__(self, key: str) -> bool:
        return key in self._known

    def get(self, key: str, changed: datetime) -> list[Change] | None:
        """Return what was kept under the key; the moment is not part of it."""
        found = self._used[key] = self._known[key]
        return None if found is None else load(found, changed)

    def put(self, key: str, changes: Sequence[Change] | None) -> None:
        """Keep a result for the next build."""
        self._used[key] = self._known[key] = None if changes is None else dump(changes)

    def save(self) -> None:
        """Write what this build needed, nothing else. A folder that cannot be written to keeps nothing."""
        _write(self._file, {"version": self._version, "pairs": self._used})

    def beside(self, name: str) -> Json | None:
        """Return what an earlier build kept under this name, or None."""
        stored = _stored(self._file.with_name(f"{name}.json"))
        return stored["kept"] if stored.get("version") == self._version else None

    def put_beside(self, name: str, content: Json) -> None:
        """Keep something else, in a file of its own."""
        _write(self._file.with_name(f"{name}.json"), {"version": self._version, "kept": content})


def opened(root: Path, schemas: str) -> Kept:
    """Return what earlier builds kept, as long as neither the code nor the schemas changed."""
    digest = hashlib.blake2b(schemas.encode(), digest_size=10)
    for pattern in _CODE:
        for path in sorted(_PACKAGE.glob(pattern)):
            digest.update(path.read_bytes())
    version = digest.hexdigest()
    file = cache.folder(root) / "revisions/pairs.json"
    stored = _stored(file)
    return Kept(file, version, dict(stored["pairs"]) if stored.get("version") == version else {})


def _stored(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(file: Path, content: Mapping[str, Any]) -> None:
    stored = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    try:
        if file.is_file() and file.read_text("utf-8") == stored:
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_name(f"{file.name}.{os.getpid()}")
        fresh.write_text(stored, "utf-8")
        fresh.replace(file)
    except OSError:
        return


def dump(changes: Iterable[Change]) -> Json:
    """Return changes as JSON values, without their moment."""
    return [
        [
            change.kind,
            change.course,
            change.title,
            change.groups,
            [[step.uid, _slot(step.was), _slot(step.now)] for step in change.steps],
        ]
        for change in changes
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
    if slot is None:
        return None
    start, end = (moment.strftime("%Y-%m-%dT%H:%M") for moment in (slot.start, slot.end))
    return [start, end, slot.venue, slot.place, slot.room, slot.status, slot.reason, slot.moved]


def _read(stored: Json | None) -> Slot | None:
    if stored is None:
        return None
    start, end, venue, place, room, status, reason, moved = stored
    return Slot(moment(start), moment(end), venue, place, room, Status(status), reason, moved)


def moment(text: str) -> datetime:
    """2026-11-24T19:00, in Shanghai; seconds and offset, if any, say nothing more."""
    return datetime.fromisoformat(text[:16]).replace(tzinfo=SHANGHAI)


def instant(text: str) -> datetime:
    """2026-11-24T19:00:05+08:00, in Shanghai, to the second."""
    return datetime.fromisoformat(text).astimezone(SHANGHAI)
