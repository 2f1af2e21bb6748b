"""What stands on every page: takes the organisation, gives masthead, banner, footer and the phone's two buttons."""

from __future__ import annotations

from datetime import date
from typing import Any

from linli import phrases
from linli.model import Community
from linli.timetable.phases import of_site
from linli.views import page, signup
from linli.views.page import Link


def masthead(community: Community) -> dict[str, Any]:
    """The seal's character and the community's name."""
    organization = community.organization
    short = organization.short_name or organization.name
    return {
        "seal": page.initial(short),
        "name": organization.name,
        "short": short if short != organization.name else "",
    }


def footer(community: Community, today: date) -> dict[str, Any]:
    """Address, telephone, the day of this edition, registrations where there are any."""
    organization = community.organization
    return {
        "organization": organization,
        "phone": page.phone(organization.phone),
        "updated": phrases.full_day(today),
        "iso": today.isoformat(),
    }


def wrong(community: Community, address: str, today: date) -> Link | None:
    """Whom to tell that a page is not right: a form that is told which page of which day, else the telephone."""
    organization = community.organization
    form = community.find("forms", organization.feedback)
    if form and form.url:
        return Link(
            href=signup.address(form, f"{address or '/'} {today}"),
            text="填表告诉我们",
            note="（示例）" if form.sample else "",
        )
    phone = page.phone(organization.phone)
    return Link(href=phone.href, text="打电话告诉我们") if phone else None


def age(today: date) -> dict[str, Any]:
    """What the page says of its own age, by the reader's clock."""
    return {"phases": of_site(today)}


def actions(community: Community) -> dict[str, Any]:
    """打电话 and 怎么报名, at the bottom of phones."""
    join = Link(href="join/", text="怎么报名")
    return {"phone": page.phone(community.organization.phone), "choose": False, "blocks": (), "instead": join}
