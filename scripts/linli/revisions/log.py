"""What a build without git told, for the next one: takes changes, gives changes/log.json, and reads it from a former site."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from linli.model import SHANGHAI
from linli.revisions.change import Change, Kind, Slot, Step
from linli.timetable import Status

PATH: Final = "changes/log.json"


def dump(changes: Iterable[Change]) -> bytes:
    """Return the file, a line for each change whose moment is known; slots and steps are lists there."""
    told = [(c.changed, (c.kind, c.course, c.title, c.groups, c.steps)) for c in changes if c.changed]
    lines = [json.dumps(line, ensure_ascii=False, default="{:%Y-%m-%dT%H:%M}".format) for line in told]
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def load(site: Path, since: datetime) -> list[Change]:
    """Return what `dump` wrote and is not older. Raises ValueError or TypeError where another wrote it."""
    path = site / PATH
    found = [
        Change(
            changed=_moment(changed),
            kind=Kind(kind),
            course=course,
            title=title,
            groups=tuple(groups),
            steps=tuple(Step(uid, _slot(was), _slot(now)) for uid, was, now in steps),
        )
        for changed, (kind, course, title, groups, steps) in (json.loads(path.read_bytes()) if path.is_file() else ())
    ]
    return [change for change in found if change.changed and change.changed >= since]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def _slot(stored: list[Any] | None) -> Slot | None:
    """A slot; sites of before teachers and topics were written without."""
    if stored is None:
        return None
    start, end, venue, place, room, status, *others = stored
    values = (_moment(start), _moment(end), venue, place, room, Status(status), *others)
    return Slot(**dict(zip(Slot._fields, values, strict=False)))
