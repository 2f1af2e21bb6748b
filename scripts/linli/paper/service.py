"""Service cards: takes a service with its prices and hours, gives an A5 card."""

from __future__ import annotations

from linli import phrases
from linli.model import Record
from linli.paper.sheet import Edition, Sheet, fact
from linli.timetable.opening_lines import lines
from linli.views import page
from linli.views.print import card_path
from linli.views.related import Related
from linli.views.services import verified


def offered(service: Record) -> bool:
    """Whether the service goes on."""
    return service.status not in ("暂停", "结束")


def sheet(edition: Edition, related: Related, service: Record) -> Sheet:
    """Return the card of a service."""
    community = edition.community
    venue = community.find("venues", service.venue)
    opening = lines(community, service, edition.today)
    notes = {line.note for line in opening}
    common = notes.pop() if len(notes) == 1 else ""
    hours = [phrases.joined([f"{line.days} {line.span}", "" if common else line.note], "，") for line in opening]
    prices = [
        {
            "group": o.name,
            "days": phrases.price(o.price, o.unit),
            "span": phrases.joined([o.hours, o.note], "，"),
            "note": "",
        }
        for o in related.offers(service.id)
    ]
    facts = [
        fact("开放", *hours, strong=True, more=f"（{common}）" if common else ""),
        fact("价钱", "" if prices else service.fees or "", strong=service.fees == "免费", classes=prices),
        fact("谁来", service.eligibility or ""),
        fact("怎么办", service.how_to_apply or ""),
        fact("要带", service.required_documents or ""),
        fact("地点", page.place(venue)),
    ]
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
            "phone": service.phone or community.organization.phone or "",
            "phone-says": "打电话",
        },
    )
