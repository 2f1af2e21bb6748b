"""What a page is about, for search engines (schema.org): takes a record's page, gives its JSON-LD objects.

Nothing is said relative to the clock, and nothing that nobody wrote. Addresses are relative to the page, as JSON-LD in
HTML allows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from linli.feeds import things
from linli.feeds.jsonld_course import CHANGED, course
from linli.feeds.jsonld_service import service
from linli.feeds.things import Thing, thing
from linli.model import Community, Record
from linli.views import Edition

__all__ = ["CHANGED", "Thing", "of", "organization"]

_CONTEXT: Final = {"@context": "https://schema.org"}


class HasRecord(Protocol):
    """A page made from a record, or from none."""

    @property
    def record(self) -> Record | None:
        """What the page is about."""


def of(page: HasRecord, edition: Edition) -> list[Thing]:
    """Return what a record's page is about; nothing for a page without a record."""
    record = page.record
    describe = _BY_TABLE.get(record.table) if record else None
    if record is None or describe is None:
        return []
    found = describe(edition, record)
    return [{**_CONTEXT, **found[0]} if len(found) == 1 else {**_CONTEXT, "@graph": found}]


def organization(community: Community) -> Thing:
    """Return the community itself, for the home page."""
    found = community.organization
    return {
        **_CONTEXT,
        **thing(
            "Organization",
            name=found.name,
            alternateName=found.short_name,
            description=found.about,
            address=thing("PostalAddress", streetAddress=found.address) if found.address else None,
            telephone=found.phone,
        ),
    }


def _story(edition: Edition, story: Record) -> list[Thing]:
    source = thing("CreativeWork", name=story.source_title, publisher=story.source_outlet, url=story.source_url)
    return [
        thing(
            "Article",
            headline=story.title,
            description=story.summary,
            datePublished=story.date.isoformat(),
            inLanguage="zh-CN",
            keywords=list(story.tags),
            author=things.publisher(edition.community),
            isBasedOn=source if story.source_title else None,
        )
    ]


def _venue(edition: Edition, venue: Record) -> list[Thing]:
    del edition
    return [things.location(venue) or {}]


def _form(edition: Edition, form: Record) -> list[Thing]:
    action = thing(
        "RegisterAction" if form.kind in ("报名", "意愿") else "CommunicateAction",
        target=form.url,
        startTime=form.opens_at.isoformat() if form.opens_at else None,
        endTime=form.closes_at.isoformat() if form.closes_at else None,
    )
    publisher = things.publisher(edition.community)
    return [thing("WebPage", name=form.title, publisher=publisher, potentialAction=action if form.url else None)]


_BY_TABLE: Final[Mapping[str, Callable[[Edition, Record], Sequence[Thing]]]] = {
    "courses": course,
    "services": service,
    "stories": _story,
    "venues": _venue,
    "forms": _form,
}
