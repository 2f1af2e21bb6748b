"""The sheet at a room's door: takes a venue and a week, gives one A4 of what is on there, with what was moved away."""

from __future__ import annotations

from linli import phrases
from linli.model import Record
from linli.paper.blocks import kept, lasting, off, slots
from linli.paper.sheet import Sheet, common, venue_code
from linli.views.edition import Edition
from linli.views.print import Week
from linli.views.sheets import concerns, door_path


def sheet(edition: Edition, venue: Record, week: Week) -> Sheet:
    """Return the room's week."""
    days = [(day, [o for o in kept(day, found) if concerns(o, venue)]) for day, found in week.sessions]
    before = ["", *(day.holiday for day, _ in days)]
    data = {
        **common(edition, f"{venue.name}{week.name}", venue),
        **venue_code(edition, venue),
        "title": venue.name,
        "room": phrases.joined([venue.room, venue.accessibility], "。"),
        "span": week.span,
        "days": [
            {
                "star": phrases.star(day.date),
                "name": phrases.short_day(day.date),
                "official": off(day, holiday),
                "slots": slots(edition.sessions, found, venue=venue.id),
            }
            for (day, found), holiday in zip(days, before, strict=False)
        ],
        "lasting": list(lasting(edition.sessions, (o for _, found in days for o in found))),
        "phone": venue.phone or edition.community.organization.phone or "",
    }
    return Sheet(path=door_path(venue), template="door", data=data)
