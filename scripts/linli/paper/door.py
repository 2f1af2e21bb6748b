"""The sheet at a room's door: takes a venue and a week, gives one A4 of what is on there, with what was moved away."""

from __future__ import annotations

from datetime import date

from linli import phrases
from linli.model import Record
from linli.paper.blocks import kept, lasting, off, slots
from linli.paper.sheet import Edition, Sheet
from linli.timetable import Occurrence, Timetable
from linli.views.print import Week, door_path
from linli.views.rows import Sessions


def used(timetable: Timetable, venue: Record, first: date) -> bool:
    """Whether the room has a door, and something was planned there from a day on."""
    return not venue.online and any(o.day >= first and concerns(o, venue) for o in timetable.occurrences)


def concerns(o: Occurrence, venue: Record) -> bool:
    """Whether somebody may stand at the door for it: it is there, or was to be."""
    return any(place is not None and place.id == venue.id for place in (o.venue, o.venue_was))


def sheet(edition: Edition, sessions: Sessions, venue: Record, week: Week) -> Sheet:
    """Return the room's week."""
    days = [(day, [o for o in kept(day, found) if concerns(o, venue)]) for day, found in week.sessions]
    before = ["", *(day.holiday for day, _ in days)]
    data = {
        **edition.common(f"{venue.name}{week.name}", venue),
        **edition.venue_code(venue),
        "title": venue.name,
        "room": phrases.joined([venue.room, venue.accessibility], "。"),
        "span": week.span,
        "days": [
            {
                "star": phrases.star(day.date),
                "name": phrases.short_day(day.date),
                "official": off(day, holiday),
                "slots": slots(sessions, found, venue=venue.id),
            }
            for (day, found), holiday in zip(days, before, strict=False)
        ],
        "lasting": list(lasting(sessions, (o for _, found in days for o in found))),
        "phone": venue.phone or edition.community.organization.phone or "",
    }
    return Sheet(path=door_path(venue), template="door", data=data)
