"""The changes to subscribe to (RFC 4287): takes what changed, gives feeds/changes.xml and, without git, changes/log.json."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final
from xml.etree import ElementTree as ET

from linli.model import Community
from linli.revisions import Change, Revisions, site
from linli.views import changes as view
from linli.views import told

_SPACE: Final = "http://www.w3.org/2005/Atom"
_BEFORE: Final = "2026-01-01T00:00:00+08:00"
NEWEST: Final = 100
"""How many changes the feed holds."""


def files(community: Community, revisions: Revisions, site_url: str) -> Iterator[tuple[str, bytes]]:
    """Yield the feed; and what was told so far, where no history keeps it."""
    yield view.FEED, feed(community, revisions, site_url)
    if revisions.source == "site":
        yield site.LOG, site.log(revisions.changes)


def feed(community: Community, revisions: Revisions, site_url: str) -> bytes:
    """Return the newest changes, announced ones among them; the date is that of the commit that made a change."""
    dated = view.entries(revisions)[:NEWEST]
    organization = community.organization
    root = ET.Element("feed", {"xmlns": _SPACE, "xml:lang": "zh-CN"})
    _add(root, "id", _id(community, site_url, "", "2026"))
    _add(root, "title", f"{organization.short_name or organization.name}课表变动")
    newest = dated[0].changed if dated else revisions.until
    _add(root, "updated", newest.isoformat() if newest else _BEFORE)
    _add(_add(root, "author"), "name", organization.name)
    own = f"{site_url}{view.FEED}" if site_url else "changes.xml"
    _add(root, "link", rel="self", type="application/atom+xml", href=own)
    _add(root, "link", rel="alternate", type="text/html", href=f"{site_url or '../'}{view.PATH}")
    for change in dated:
        _entry(community, site_url, _add(root, "entry"), change)
    ET.indent(root, "")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode").encode() + b"\n"


def _entry(community: Community, site_url: str, entry: ET.Element, change: Change) -> None:
    assert change.changed is not None  # noqa: S101 # only dated ones come here
    day: date = change.changed.date()
    what, why = told.sentence(change, day), told.reason(change)
    _add(entry, "id", _id(community, site_url, change.id, f"{day:%Y-%m-%d}"))
    _add(entry, "title", f"{told.word(change)}：{told.subject(change)}，{what}")
    _add(entry, "updated", change.changed.isoformat())
    _add(entry, "link", rel="alternate", type="text/html", href=f"{site_url or '../'}{view.PATH}#{change.id}")
    _add(entry, "summary", f"{what}。" + (f"原因：{why}。" if why else ""))
    _add(entry, "category", term=told.word(change))


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, name, attributes)
    child.text = text or None
    return child


def _id(community: Community, site_url: str, fragment: str, day: str) -> str:
    """An IRI that stays: a place on the page, else a tag URI (RFC 4151) of the data package's permanent name."""
    if site_url:
        return f"{site_url}{view.PATH}#{fragment}" if fragment else f"{site_url}{view.PATH}"
    return f"tag:{community.identifier},{day}:{view.PATH}{fragment}"
