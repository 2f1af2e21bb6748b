"""The changes to subscribe to: takes what changed, gives feeds/changes.xml and, without git, changes/log.json."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linli.feeds import atom
from linli.model import Community
from linli.revisions import Change, Revisions, log
from linli.views import changes as view
from linli.views import told

NEWEST: Final = 100
"""How many changes the feed holds."""


def files(community: Community, revisions: Revisions, site_url: str) -> Iterator[tuple[str, bytes]]:
    """Yield the feed; and what was told so far, where no history keeps it."""
    yield view.FEED, feed(community, revisions, site_url)
    if revisions.source == "site":
        yield log.PATH, log.dump(revisions.changes)


def feed(community: Community, revisions: Revisions, site_url: str) -> bytes:
    """Return the newest changes, announced ones among them; the date is that of the commit that made a change."""
    entries = map(_entry, view.entries(revisions)[:NEWEST])
    until = revisions.until.isoformat() if revisions.until else ""
    return atom.feed(community, site_url, view.FEED, view.PATH, "课表变动", entries, until)


def _entry(change: Change) -> atom.Entry:
    assert change.changed is not None  # noqa: S101 # only dated ones come here
    day = change.changed.date()
    what, why = told.sentence(change, day), told.reason(change)
    return atom.Entry(
        address=f"{view.PATH}#{change.id}",
        day=f"{day:%Y-%m-%d}",
        title=f"{told.word(change)}：{told.subject(change)}，{what}",
        updated=change.changed.isoformat(),
        summary=f"{what}。" + (f"原因：{why}。" if why else ""),
        categories=(told.word(change),),
    )
