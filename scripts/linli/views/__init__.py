"""What every page says: takes the edition, gives `Page` values and the contexts of the slots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from linli import kinds
from linli.revisions import Revisions
from linli.schema import Package
from linli.views import (
    catalogue,
    changes,
    elders,
    embed,
    fields,
    figures,
    home,
    opened,
    rules,
    screen,
    services,
    site,
    stories,
    timetable,
)
from linli.views.edition import Edition
from linli.views.opening import FEWEST
from linli.views.page import Draft, Page
from linli.views.print import listing as noticeboard

__all__ = ["Draft", "Edition", "Page", "drafts", "pages", "slots"]


def pages(edition: Edition) -> Iterator[Page]:
    """Return every page of every kind that is made from the tables."""
    for each in drafts(edition):
        yield each.make() if isinstance(each, Draft) else each


def drafts(edition: Edition) -> Iterator[Page | Draft]:
    """Return the same, those as drafts of which one can tell whether they changed."""
    for kind in kinds.made():
        yield from kinds.function(kind.view)(edition)


def slots(
    edition: Edition, *, package: Package | None = None, revisions: Revisions | None = None
) -> Mapping[str, Mapping[str, Any]]:
    """Return the context of every slot, by its name in `<!-- slot: NAME -->`."""
    listed = services.listing(edition)
    return {
        "masthead": site.masthead(edition),
        "banner": {"sample": edition.community.organization.sample},
        "age": site.age(edition),
        "footer": site.footer(edition),
        "bare-footer": site.footer(edition),
        "actions": site.actions(edition),
        "da": elders.listing(edition, listed),
        "screen": screen.context(edition, (revisions or Revisions()).announced),
        "embed": embed.context(edition),
        "today": home.today(edition),
        "week": home.week(edition),
        "changes": home.changes(edition),
        "open": opened.opened(edition),
        "services": services.first(edition, FEWEST, home.SERVICES),
        "service-list": listed,
        "figures": figures.strip(edition),
        "figure-list": figures.listing(edition),
        "stories": stories.listing(edition, 1),
        "story-list": stories.shelves(edition),
        "course-list": catalogue.listing(edition),
        "my": timetable.mine(edition),
        "offline": site.actions(edition),
        "timetable": timetable.fortnight(edition),
        "changed": changes.context(edition, revisions or Revisions()),
        "print": noticeboard(edition),
        "field-tables": fields.listing(package),
        "rule-list": rules.listing(),
    }
