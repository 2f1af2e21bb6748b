"""shequ.html: takes an edition, gives one page with timetable, courses, services and telephones that asks nothing of anybody.

It lies on a USB stick or comes by mail and may be read weeks later: so it says of which day it is and to which day it
reaches, says dates and never 今天, and has no script and no link to a page that is not there.
"""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from linli import phrases
from linli.feeds import qr
from linli.render import Renderer
from linli.views import catalogue, elders, services
from linli.views.edition import Edition


def page(root: Path, edition: Edition) -> str:
    """Return the page's HTML."""
    listed = services.listing(edition)
    told = elders.listing(edition, listed)
    organization = edition.community.organization
    context = {
        "name": organization.name,
        "about": organization.about,
        "address": organization.address,
        "phone": told["phone"],
        "built": phrases.full_day(edition.today),
        "last": told["last"],
        "days": told["days"],
        "lasting": told["lasting"],
        "unpublished": told["unpublished"],
        "cards": catalogue.listing(edition)["cards"],
        "services": told["services"],
        "url": edition.site_url,
        "code": b64encode(qr.png(edition.site_url)).decode() if edition.site_url else "",
        "sample": organization.sample,
    }
    return Renderer(root).part("whole", context, "")
