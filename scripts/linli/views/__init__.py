"""What every page says: takes community and timetable, gives `Page` values and the contexts of the slots."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from linli.model import Community
from linli.revisions import Revisions
from linli.schema import Package
from linli.timetable import Timetable
from linli.views import (
    catalogue,
    changes,
    courses,
    elders,
    embed,
    fields,
    figures,
    forms,
    home,
    landings,
    opened,
    rules,
    screen,
    services,
    site,
    stories,
    timetable,
    venues,
)
from linli.views.opening import FEWEST
from linli.views.page import Page
from linli.views.print import listing as noticeboard
from linli.views.related import Related
from linli.views.rows import Sessions

__all__ = ["Page", "pages", "slots"]


def pages(community: Community, plan: Timetable, today: date, printed: Collection[str] = ()) -> Iterator[Page]:
    """Return one page for every record and every month; `printed` are the files for paper."""
    sessions, related = Sessions(community, plan, today), Related(community, plan)
    yield from courses.pages(community, plan, today, sessions, related, printed)
    yield from landings.pages(community, plan, today, sessions, related)
    yield from timetable.pages(sessions)
    yield from services.pages(community, today, related)
    yield from stories.pages(sessions)
    yield from venues.pages(sessions, related, printed)
    yield from forms.pages(community, today, related)


def slots(
    community: Community,
    plan: Timetable,
    today: date,
    *,
    package: Package | None = None,
    revisions: Revisions | None = None,
    site_url: str = "",
    printed: Collection[str] = (),
) -> Mapping[str, Mapping[str, Any]]:
    """Return the context of every slot, by its name in `<!-- slot: NAME -->`; `printed` are the files for paper."""
    sessions, related = Sessions(community, plan, today), Related(community, plan)
    listed = services.listing(community, today)
    return {
        "masthead": site.masthead(community),
        "banner": {"sample": community.organization.sample},
        "age": site.age(today),
        "footer": site.footer(community, today),
        "bare-footer": site.footer(community, today),
        "actions": site.actions(community),
        "da": elders.listing(community, plan, today, related, listed),
        "screen": screen.context(community, plan, today, related, (revisions or Revisions()).announced, site_url),
        "embed": embed.context(sessions, today),
        "today": home.today(sessions),
        "week": home.week(plan, today),
        "changes": home.changes(community, plan, today),
        "open": opened.opened(sessions, related),
        "services": services.first(community, today, FEWEST, home.SERVICES),
        "service-list": listed,
        "figures": figures.strip(community),
        "figure-list": figures.listing(community),
        "stories": stories.listing(community, 1),
        "story-list": stories.shelves(community),
        "course-list": catalogue.listing(sessions, related),
        "my": timetable.mine(plan),
        "offline": site.actions(community),
        "timetable": timetable.fortnight(sessions, printed),
        "changed": changes.context(community, plan, revisions or Revisions(), today, site_url),
        "print": {**noticeboard(sessions, printed), "framed": embed.code(site_url, community.organization.name)},
        "field-tables": fields.listing(package),
        "rule-list": rules.listing(),
    }
