"""An earlier site as the only memory: takes its folder and the present timetable, gives `Revisions`.

Its data/sessions.json says what was planned then, its changes/log.json what it had told of the days before.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from linli.model import SHANGHAI, Community
from linli.revisions import group, kept
from linli.revisions.change import DAYS, Change, Revisions, Slot
from linli.revisions.compare import Session, compare, sessions
from linli.timetable import Status, Timetable

LOG: Final = "changes/log.json"
_UPDATED: Final = re.compile(r'id="updated" datetime="(\d{4}-\d\d-\d\d)"')


def changes(site: Path, community: Community, timetable: Timetable, today: datetime, unknown: str) -> Revisions:
    """Return what changed since that site, and what it still knew; without its sessions only `unknown` comes back."""
    try:
        old = _sessions(site, community)
        told = _log(site, today - timedelta(days=DAYS))
        since = _edition(site)
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return Revisions(unknown=f"{unknown}；{site.name} 里没有可以比较的课表" if unknown else "")
    fresh = group.changes(compare(old, sessions(timetable.occurrences), today), today)
    found = (*fresh, *told)
    first = min((change.changed.date() for change in told if change.changed), default=since)
    return Revisions(changes=found, source="site", since=first, until=today)


def log(changes: tuple[Change, ...]) -> bytes:
    """Return what the next build without git needs to know."""
    lines = [[f"{c.changed:%Y-%m-%dT%H:%M}", *kept.dump([c])] for c in changes if c.changed]
    return ("[\n" + ",\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n]\n").encode()


def _log(site: Path, since: datetime) -> list[Change]:
    path = site / LOG
    if not path.is_file():
        return []
    lines = json.loads(path.read_text("utf-8"))
    found = [change for when, *stored in lines for change in kept.load(stored, kept.moment(when))]
    return [change for change in found if change.changed and change.changed >= since]


def _sessions(site: Path, community: Community) -> dict[str, Session]:
    rows = json.loads((site / "data/sessions.json").read_text("utf-8"))
    titles = _titles(site) | {course.id: course.title for course in community.courses}
    found: dict[str, Session] = {}
    for row in rows:
        if row["status"] == Status.MOVED and row["uid"] in found:
            continue
        if row["uid"] not in found or row["status"] != Status.MOVED:
            course = row["course"]
            found[row["uid"]] = Session(
                uid=row["uid"],
                course=course,
                title=titles.get(course, course),
                group=row["group"] or "",
                slot=_slot(row, community),
            )
    return found


def _slot(row: Mapping[str, Any], community: Community) -> Slot:
    venue = community.find("venues", row["venue"])
    start = kept.moment(row["dtstart"])
    midnight = start.replace(hour=0, minute=0) + timedelta(days=1)
    return Slot(
        start=start,
        end=kept.moment(row["dtend"]) if row["dtend"] else midnight,
        venue=row["venue"] or "",
        place=venue.name if venue else "",
        room=(venue.room or "") if venue else "",
        status=Status(row["status"]),
        reason=row["reason"] or "",
        moved=bool(row["moved_from"]),
    )


def _titles(site: Path) -> dict[str, str]:
    path = site / "data/courses.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["title"] for row in csv.DictReader(file)}


def _edition(site: Path) -> date | None:
    """The day of that site, from its footer."""
    match = _UPDATED.search((site / "index.html").read_text("utf-8"))
    return datetime.strptime(match[1], "%Y-%m-%d").replace(tzinfo=SHANGHAI).date() if match else None
