"""What can be subscribed to (RFC 4287): takes entries, gives a feed; and the stories of a community as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from linli.model import Community, Record
from linli.prose import text

NEWEST: Final = 50
"""How many stories the feed holds."""
_BEFORE: Final = "2026-01-01T00:00:00+08:00"


class Entry(NamedTuple):
    """One thing to read."""

    address: str
    """Below the site: stories/lihui/, changes/#2026-11-20-1a2b3c4d5e."""
    day: str
    """Part of the id where the site has no address: 2026-11-20."""
    title: str
    updated: str
    summary: str
    categories: Sequence[str]
    published: str = ""
    html: str = ""
    """The whole of it; its links are relative to its address."""


def feed(
    community: Community, site_url: str, own: str, page: str, title: str, entries: Iterable[Entry], updated: str = ""
) -> bytes:
    """Return the feed at `own` of what stands on `page`; `updated` says when where there is no entry.

    `site_url` ends with a slash; without it ids are tag: URIs and links relative.
    """
    entries = list(entries)
    organization = community.organization
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "zh-CN"})
    _add(root, "id", _id(community, site_url, page, "2026"))
    _add(root, "title", f"{organization.short_name or organization.name}{title}")
    _add(root, "updated", entries[0].updated if entries else updated or _BEFORE)
    _add(_add(root, "author"), "name", organization.name)
    href = f"{site_url}{own}" if site_url else own.rpartition("/")[2]
    _add(root, "link", rel="self", type="application/atom+xml", href=href)
    _add(root, "link", rel="alternate", type="text/html", href=f"{site_url or '../'}{page}")
    for entry in entries:
        _entry(community, site_url, _add(root, "entry"), entry)
    ET.indent(root, "")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode").encode() + b"\n"


def stories(community: Community, site_url: str) -> bytes:
    """Return the newest stories."""
    newest = sorted(community.stories, key=lambda story: (story.date, story.id), reverse=True)[:NEWEST]
    return feed(community, site_url, "feeds/stories.xml", "stories/", "的故事", map(_story, newest))


def _story(story: Record) -> Entry:
    day = f"{story.date:%Y-%m-%d}"
    midnight = f"{day}T00:00:00+08:00"
    return Entry(
        address=f"stories/{story.id}/",
        day=day,
        title=story.title,
        updated=midnight,
        summary=story.summary or story.title,
        categories=story.tags,
        published=midnight,
        html=text.html(story.body) if story.body else "",
    )


def _entry(community: Community, site_url: str, element: ET.Element, entry: Entry) -> None:
    _add(element, "id", _id(community, site_url, entry.address, entry.day))
    _add(element, "title", entry.title)
    _add(element, "updated", entry.updated)
    if entry.published:
        _add(element, "published", entry.published)
    _add(element, "link", rel="alternate", type="text/html", href=f"{site_url or '../'}{entry.address}")
    _add(element, "summary", entry.summary)
    if entry.html:
        _add(element, "content", entry.html, type="html", **{"xml:base": f"{site_url or '../'}{entry.address}"})
    for category in entry.categories:
        _add(element, "category", term=category)


def _add(parent: ET.Element, name: str, said: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, name, attributes)
    child.text = said or None
    return child


def _id(community: Community, site_url: str, address: str, day: str) -> str:
    """An IRI that stays: where it is on the site, else a tag URI (RFC 4151) of the data package's permanent name."""
    return f"{site_url}{address}" if site_url else f"tag:{community.identifier},{day}:{address.replace('#', '')}"
