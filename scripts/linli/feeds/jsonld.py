"""What a page is about, for search engines (schema.org): takes a record's page, gives its JSON-LD objects.

Nothing is said relative to the clock, and nothing that nobody wrote. Addresses are relative to the page, as JSON-LD in
HTML allows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from linli import kinds
from linli.feeds import things
from linli.feeds.jsonld_course import CHANGED
from linli.feeds.things import Thing, one_or_many, thing
from linli.model import Community, Record
from linli.records import FormKind
from linli.views import Edition, Page

__all__ = ["CHANGED", "Thing", "of", "organization"]

_CONTEXT: Final = {"@context": "https://schema.org"}


def of(page: Page, edition: Edition, images: Sequence[str] = ()) -> list[Thing]:
    """Return what a page is about; nothing for a kind of which machines are told nothing.

    `images` are the addresses of the record's pictures, relative to the page.
    """
    describe = kinds.of(page.kind).jsonld
    if not describe:
        return []
    found = kinds.function(describe)(edition, page.record)
    if images:
        found = [{**one, "image": one_or_many(images)} for one in found]
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


def story(edition: Edition, story: Record) -> list[Thing]:
    """Return the article."""
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


def venue(_: Edition, venue: Record) -> list[Thing]:
    """Return the place."""
    return [things.location(venue) or {}]


def form(edition: Edition, form: Record) -> list[Thing]:
    """Return the form's page and what one does with it."""
    action = thing(
        "RegisterAction" if form.kind in (FormKind.SIGNUP, FormKind.INTEREST) else "CommunicateAction",
        target=form.url,
        startTime=form.opens_at.isoformat() if form.opens_at else None,
        endTime=form.closes_at.isoformat() if form.closes_at else None,
    )
    publisher = things.publisher(edition.community)
    return [thing("WebPage", name=form.title, publisher=publisher, potentialAction=action if form.url else None)]
