"""Service cards: takes a service with its prices and hours, gives an A5 card."""

from __future__ import annotations

from datetime import date

from linli import phrases
from linli.model import Record
from linli.paper.prices import lines
from linli.paper.sheet import Edition, Sheet, fact
from linli.timetable.official import OfficialCalendar
from linli.views import page
from linli.views.opening import opening, places
from linli.views.print import card_path
from linli.views.related import Related
from linli.views.services import verified


def offered(service: Record, today: date) -> bool:
    """Whether the service goes on, as far as anybody wrote."""
    over = service.valid_to is not None and service.valid_to < today
    return service.status not in ("暂停", "结束") and not over


def sheet(edition: Edition, related: Related, service: Record) -> Sheet:
    """Return the card of a service."""
    community = edition.community
    found = opening(community, OfficialCalendar(community.holidays), service, edition.today)
    notes = {line.note for line in found.lines}
    common = notes.pop() if len(notes) == 1 else ""
    hours = [phrases.joined([f"{line.days} {line.span}", "" if common else line.note], "，") for line in found.lines]
    venues = places(community, service, edition.today)
    own = community.organization.address or ""
    addresses = [v.url if v.online else v.address for v in venues]
    prices = lines(related.offers(service.id))
    facts = [
        fact("开放", *hours, strong=True, more=f"（{common}）" if common else ""),
        fact("日期", found.season),
        fact("价钱", "" if prices else service.fees or "", strong=service.fees == "免费", classes=prices),
        fact("谁来", service.eligibility or ""),
        fact("怎么办", service.signup or "", service.how_to_apply or ""),
        fact("要带", service.required_documents or ""),
        fact("地点", *map(page.place, venues), *dict.fromkeys(a for a in addresses if a and a not in own)),
    ]
    phone = service.phone or community.organization.phone or ""
    printed = edition.common(f"{service.name}服务卡", service)
    return Sheet(
        path=card_path(service),
        template="card",
        data={
            **printed,
            **edition.service_code(service),
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
