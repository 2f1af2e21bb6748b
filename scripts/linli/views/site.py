"""What stands on every page: takes the organisation, gives masthead, banner, footer and the phone's two buttons."""

from __future__ import annotations

from typing import Any

from linli import phrases
from linli.timetable.phases import of_site
from linli.views import page, signup
from linli.views.edition import Edition
from linli.views.page import Link


def masthead(edition: Edition) -> dict[str, Any]:
    """The seal's character and the community's name."""
    organization = edition.community.organization
    short = organization.short_name or organization.name
    return {
        "seal": page.initial(short),
        "name": organization.name,
        "short": short if short != organization.name else "",
    }


def footer(edition: Edition) -> dict[str, Any]:
    """Address, telephone, the day of this edition; registrations and other addresses where there are any."""
    organization = edition.community.organization
    others = [each for each in edition.mirrors if each != edition.site_url]
    return {
        "organization": organization,
        "phone": page.phone(organization.phone),
        "updated": phrases.full_day(edition.today),
        "iso": edition.today.isoformat(),
        "mirrors": [Link(href=each, text=each.partition("://")[2].rstrip("/")) for each in others],
    }


def wrong(edition: Edition, address: str) -> Link | None:
    """Whom to tell that a page is not right: a form that is told which page of which day, else the telephone."""
    organization = edition.community.organization
    form = edition.community.find("forms", organization.feedback)
    if form and form.url:
        return Link(
            href=signup.address(form, f"{address or '/'} {edition.today}"),
            text="填表告诉我们",
            note="（示例）" if form.sample else "",
        )
    phone = page.phone(organization.phone)
    return Link(href=phone.href, text="打电话告诉我们") if phone else None


def age(edition: Edition) -> dict[str, Any]:
    """What the page says of its own age, by the reader's clock."""
    return {"phases": of_site(edition.today)}


def actions(edition: Edition) -> dict[str, Any]:
    """打电话 and 怎么报名, at the bottom of phones."""
    join = Link(href="join/", text="怎么报名")
    return {"phone": page.phone(edition.community.organization.phone), "choose": False, "blocks": (), "instead": join}
