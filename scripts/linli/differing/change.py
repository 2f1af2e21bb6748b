"""A change as `revisions` gives it: takes a `Change` and the side on which it holds, gives the `Entry` in the site's own words."""

from __future__ import annotations

from linli.differing.base import Side
from linli.differing.entry import Entry, Part, plain
from linli.revisions import Change
from linli.revisions.change import OF_SERVICES
from linli.views import told


def entry_of(change: Change, new: Side) -> Entry:
    """Return the change as one line."""
    of_service = change.kind in OF_SERVICES
    table = "services" if of_service else "courses"
    known = new.community.find(table, change.course) if change.course else None
    return Entry(
        part=Part.SERVICES if of_service else Part.SESSIONS,
        word=told.word(change),
        subject=plain(told.subject(change)),
        sentence=plain(told.sentence(change, new.today)),
        reason=plain(told.reason(change)),
        table=table,
        ids=(change.course,) if change.course else (),
        page=f"{table}/{change.course}/" if known else "" if change.course else "timetable/",
        steps=change.steps,
    )
