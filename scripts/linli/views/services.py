"""Service pages and their list: takes services with offers and hours, gives `Page` values and the list's context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, Final

from linli import phrases
from linli.model import Community, Record
from linli.timetable.official import OfficialCalendar, days_between
from linli.timetable.open_phases import of_hours
from linli.timetable.openday import State
from linli.timetable.opening_lines import Line, lines
from linli.timetable.openings import openings
from linli.timetable.phases import Phase
from linli.views import page, signup
from linli.views.page import Link, Page, Phone
from linli.views.related import Related

DAYS: Final = 15
"""After a build for which a page says whether a service is open: as long as the site counts as fresh."""
AHEAD: Final = 31
"""Further days in which it may open next."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """半日托　30元/半天"""

    name: str
    price: str
    hours: str
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A service in the list."""

    link: Link
    state: str
    """暂停, or empty."""
    hours: str
    """For the browser: `1 08:00 18:00 0;…` = weekday, opens, closes, open on holidays."""
    now: Sequence[Phase]
    """Whether it is open, from when to when."""
    openings: Sequence[Line]
    phone: Phone | None
    where: str
    verified: str


def pages(community: Community, today: date, related: Related) -> Iterator[Page]:
    """One page a service."""
    off = days_off(community, today)
    for service in community.services:
        yield Page(
            view="service",
            path=f"services/{service.id}/",
            frame="service",
            title=page.title(community, service.name, service.plain or service.kind),
            description=service.plain or service.summary or service.name,
            context=_context(community, today, related, service) | {"off": off},
            nav="服务",
            record=service,
        )


def listing(community: Community, today: date, related: Related) -> dict[str, Any]:
    """Context of the slots that list services."""
    entries = []
    calendar = OfficialCalendar(community.holidays)
    for service in community.services:
        if service.status == "结束":
            continue
        hours = related.hours(service.id)
        entries.append(
            Entry(
                link=page.service_link(service),
                state="暂停" if service.status == "暂停" else "",
                hours=encoded(hours, today),
                now=open_now(community, calendar, service, today),
                openings=lines(community, service, today),
                phone=page.phone(service.phone),
                where=page.place(community.find("venues", service.venue)),
                verified=verified(service),
            )
        )
    return {"services": entries, "off": days_off(community, today)}


def _context(community: Community, today: date, related: Related, service: Record) -> dict[str, Any]:
    venue = community.find("venues", service.venue)
    form = community.find("forms", service.form)
    hours = related.hours(service.id)
    offers = related.offers(service.id)
    return {
        "service": service,
        "icon": page.icon(service, service.name),
        "venue": page.venue_link(venue) if venue else None,
        "signup": (block := signup.of_record(community, form, today, service) if form else None),
        "codes": signup.codes([block], f"services/{service.id}/") if block else [],
        "phone": page.phone(service.phone, community.organization.phone),
        "hours": encoded(hours, today),
        "now": open_now(community, OfficialCalendar(community.holidays), service, today),
        "openings": lines(community, service, today),
        "offers": [
            Offer(name=o.name, price=phrases.price(o.price, o.unit), hours=o.hours or "", note=o.note or "")
            for o in offers
        ],
        "any_hours": any(o.hours for o in offers),
        "any_note": any(o.note for o in offers),
        "sample_details": service.sample or any(r.sample for r in (*offers, *hours)),
        "verified": verified(service),
        "stories": [page.story_link(story) for story in related.stories(service=service.id)],
        "figures": related.figures(service=service.id),
    }


def open_now(community: Community, calendar: OfficialCalendar, service: Record, today: date) -> tuple[Phase, ...]:
    """Return whether the service is open for the days after a build; nothing where nothing is known of it."""
    days = openings(community, calendar, service, today, today + timedelta(days=DAYS + AHEAD - 1))
    return of_hours(days, DAYS) if any(day.why or day.state is not State.UNKNOWN for day in days) else ()


def encoded(hours: Sequence[Record], today: date) -> str:
    """Return the hours for the browser: `1 08:00 18:00 0;…`, Monday = 1."""
    found = sorted(
        (number + 1, row.opens_at, row.closes_at, int(row.on_holiday == "照常"))
        for row in hours
        if not (row.valid_from and today < row.valid_from) and not (row.valid_to and today > row.valid_to)
        for number in row.weekday.days
    )
    return ";".join(
        f"{number} {opens:%H:%M} {'24:00' if closes == time() else f'{closes:%H:%M}'} {usual}"
        for number, opens, closes, usual in found
    )


def days_off(community: Community, today: date) -> str:
    """Return the days off of a year from today on, published or by law, for the browser."""
    calendar = OfficialCalendar(community.holidays)
    days = days_between(today, today + timedelta(days=365))
    return " ".join(day.isoformat() for day in days if calendar.holiday(day))


def verified(service: Record) -> str:
    """2026年10月8日 已核对"""
    if not service.verified_on:
        return ""
    by = f"（{service.verified_by}）" if service.verified_by else ""
    return f"{phrases.full_day(service.verified_on)} 已核对{by}"
