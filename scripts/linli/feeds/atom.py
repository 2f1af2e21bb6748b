"""The stories to subscribe to (RFC 4287): takes a community, gives feeds/stories.xml."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

from linli.model import Community, Record

_SPACE: Final = "http://www.w3.org/2005/Atom"
NEWEST: Final = 50
"""How many stories the feed holds."""


def stories(community: Community, site_url: str) -> bytes:
    """Return the newest stories. `site_url` ends with a slash; without it ids are tag: URIs and links relative."""
    organization = community.organization
    newest = sorted(community.stories, key=lambda story: (story.date, story.id), reverse=True)[:NEWEST]
    feed = ET.Element("feed", {"xmlns": _SPACE, "xml:lang": "zh-CN"})
    _add(feed, "id", _id(community, site_url, "stories/", "2026"))
    _add(feed, "title", f"{organization.short_name or organization.name}的故事")
    _add(feed, "updated", _midnight(newest[0]) if newest else "2026-01-01T00:00:00+08:00")
    _add(_add(feed, "author"), "name", organization.name)
    _add(
        feed,
        "link",
        rel="self",
        type="application/atom+xml",
        href=f"{site_url}feeds/stories.xml" if site_url else "stories.xml",
    )
    _add(feed, "link", rel="alternate", type="text/html", href=f"{site_url or '../'}stories/")
    for story in newest:
        _entry(community, site_url, _add(feed, "entry"), story)
    ET.indent(feed, "")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(feed, encoding="unicode").encode() + b"\n"


def _entry(community: Community, site_url: str, entry: ET.Element, story: Record) -> None:
    path = f"stories/{story.id}/"
    _add(entry, "id", _id(community, site_url, path, f"{story.date:%Y-%m-%d}"))
    _add(entry, "title", story.title)
    _add(entry, "updated", _midnight(story))
    _add(entry, "published", _midnight(story))
    _add(entry, "link", rel="alternate", type="text/html", href=f"{site_url or '../'}{path}")
    _add(entry, "summary", story.summary or story.title)
    for tag in story.tags:
        _add(entry, "category", term=tag)


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, name, attributes)
    child.text = text or None
    return child


def _id(community: Community, site_url: str, path: str, day: str) -> str:
    """An IRI that stays: the page's address, else a tag URI (RFC 4151) of the data package's permanent name."""
    return f"{site_url}{path}" if site_url else f"tag:{community.identifier},{day}:{path}"


def _midnight(story: Record) -> str:
    return f"{story.date:%Y-%m-%d}T00:00:00+08:00"
