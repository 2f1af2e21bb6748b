"""Service pages and their list: takes services with offers and hours, gives `Page` values and the list's context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from linli import phrases
from linli.model import STOPPED, Record
from linli.records import Standing
from linli.timetable.opening_lines import Line
from linli.timetable.phases import Phase
from linli.views import messages, page, signup
from linli.views.edition import Edition
from linli.views.opening import DAYS, FEW, opening, places
from linli.views.page import Draft, Link, Page, Phone


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """半日托　30元/半天"""

    name: str
    price: str
    whom: str
    """60岁以上"""
    hours: str
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A service in a list."""

    record: Record
    link: Link
    state: str
    """暂停, or empty."""
    open: str
    """Key of the words that say whether it is open; empty where nothing is known."""
    openings: Sequence[Line]
    season: str
    note: str
    """节假日休息, where that is written beside all its hours."""
    phone: Phone | None
    where: str
    verified: str


def pages(edition: Edition) -> Iterator[Draft]:
    """One page a service."""
    for service in edition.community.services:
        yield Draft(kind="service", key=service.id, of=[service], make=partial(_page, edition, service))


def _page(edition: Edition, service: Record) -> Page:
    context = _context(edition, service)
    return Page(
        kind="service",
        key=service.id,
        title=page.title(edition.community, service.name, service.plain or service.kind),
        description=service.plain or service.summary or service.name,
        context=context,
        record=service,
        actions=_actions(service, context),
    )


def first(edition: Edition, days: int, most: int) -> dict[str, Any]:
    """Context of the home page's list: those first of which one knows when they open, and how many there are."""
    found = listing(edition, days)
    shown = sorted(found["services"], key=lambda entry: not entry.open)[:most]
    used = {entry.open for entry in shown}
    shared = {key: phases for key, phases in found["shared"].items() if key in used}
    return {"services": shown, "shared": shared, "count": len(found["services"])}


def listing(edition: Edition, days: int = FEW) -> dict[str, Any]:
    """Context of the slots that list services, with what each key of `open` stands for in the next `days`."""
    entries, shared = [], dict[Sequence[Phase], str]()
    for service in edition.community.services:
        if service.status == Standing.ENDED:
            continue
        found = opening(edition, service)
        phases = tuple(found.phases(days, beside=False))
        notes = {line.note for line in found.lines}
        entries.append(
            Entry(
                record=service,
                link=page.service_link(service),
                state="暂停" if service.status == Standing.PAUSED else "",
                open=shared.setdefault(phases, f"open-{len(shared) + 1}") if phases else "",
                openings=found.lines,
                season=found.season,
                note=notes.pop() if len(notes) == 1 else "",
                phone=page.phone(service.phone),
                where="、".join(page.place(venue) for venue in places(edition, service)),
                verified=verified(service),
            )
        )
    return {"services": entries, "shared": {key: phases for phases, key in shared.items()}}


def _context(edition: Edition, service: Record) -> dict[str, Any]:
    community, related = edition.community, edition.related
    form = community.find("forms", service.form)
    found = opening(edition, service)
    hours, offers = related.hours(service.id), related.offers(service.id)
    block = signup.of_record(edition, form, service) if form else None
    return {
        "service": service,
        "paused": service.status == Standing.PAUSED,
        "ended": service.status == Standing.ENDED,
        "icon": page.icon(service, service.name),
        "venues": [page.venue_link(venue) for venue in places(edition, service)],
        "signup": block,
        "codes": signup.codes([block], f"services/{service.id}/") if block else [],
        "phone": page.phone(service.phone, community.organization.phone),
        "opening": found,
        "now": found.phases(DAYS),
        "offers": [
            Offer(
                name=o.name,
                price=phrases.price(o.price, o.unit),
                whom=o.eligibility or "",
                hours=o.hours or "",
                note=o.note or "",
            )
            for o in offers
        ],
        "any_whom": any(o.eligibility for o in offers),
        "any_hours": any(o.hours for o in offers),
        "any_note": any(o.note for o in offers),
        "sample_details": service.sample or any(r.sample for r in (*offers, *hours)),
        "verified": verified(service),
        "message": messages.of_service(
            service,
            found,
            where="、".join(page.place(venue) for venue in places(edition, service)),
            phone=service.phone or community.organization.phone or "",
        ),
        "stories": [page.story_link(story) for story in related.stories(service=service.id)],
        "figures": related.figures(service=service.id),
    }


def _actions(service: Record, context: dict[str, Any]) -> dict[str, Any]:
    """The service's own telephone, and what can be done: its form, else what is written about how to go about it."""
    goes_on = service.status not in STOPPED
    block = context["signup"] if goes_on else None
    told = goes_on and (service.how_to_apply or service.signup)
    link = Link(href="#apply", text="怎么办理") if told else None
    return signup.actions([block] if block else [], context["phone"], instead=link)


def verified(service: Record) -> str:
    """2026年10月8日 已核对"""
    if not service.verified_on:
        return ""
    by = f"（{service.verified_by}）" if service.verified_by else ""
    return f"{phrases.full_day(service.verified_on)} 已核对{by}"
