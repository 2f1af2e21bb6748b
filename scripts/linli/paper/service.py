"""Service cards: takes a service with its prices and hours, gives an A5 card."""

from __future__ import annotations

from linli import phrases
from linli.model import Record
from linli.paper.prices import lines
from linli.paper.sheet import Sheet, common, fact, service_code
from linli.views import page
from linli.views.edition import Edition
from linli.views.opening import opening, places
from linli.views.services import verified
from linli.views.sheets import card_path


def sheet(edition: Edition, service: Record) -> Sheet:
    """Return the card of a service."""
    community = edition.community
    found = opening(edition, service)
    notes = {line.note for line in found.lines}
    note = notes.pop() if len(notes) == 1 else ""
    hours = [phrases.joined([f"{line.days} {line.span}", "" if note else line.note], "，") for line in found.lines]
    venues = places(edition, service)
    own = community.organization.address or ""
    addresses = [v.url if v.online else v.address for v in venues]
    prices = lines(edition.related.offers(service.id))
    facts = [
        fact("开放", *hours, strong=True, more=f"（{note}）" if note else ""),
        fact("日期", found.season),
        fact("价钱", "" if prices else service.fees or "", strong=phrases.just_free(service.fees), classes=prices),
        fact("谁来", service.eligibility or ""),
        fact("怎么办", service.signup or "", service.how_to_apply or ""),
        fact("要带", service.required_documents or ""),
        fact("地点", *map(page.place, venues), *dict.fromkeys(a for a in addresses if a and a not in own)),
    ]
    phone = service.phone or community.organization.phone or ""
    printed = common(edition, f"{service.name}服务卡", service)
    return Sheet(
        path=card_path(service),
        template="card",
        data={
            **printed,
            **service_code(edition, service),
            "printed": phrases.joined([verified(service), printed["printed"]], "\n"),
            "title": service.name,
            "category": service.kind or "",
            "icon": page.icon(service, service.name),
            "plain": service.plain or service.summary or "",
            "facts": [row for row in facts if row["lines"] or row["classes"]],
            "phone": phone,
            "phone-says": "打电话",
        },
    )
