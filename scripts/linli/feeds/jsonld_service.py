"""A service for search engines (schema.org): takes a service with its prices and hours, gives Service.

Of holidays only what was written is said: a closed day needs a word that it is closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from linli.feeds import things
from linli.feeds.things import SCHEMA, Thing, day_of_week, one_or_many, thing
from linli.model import Community, Record
from linli.records import OnHoliday
from linli.timetable.closures import OFF, about, place
from linli.views import Edition

_HOLIDAYS = f"{SCHEMA}PublicHolidays"


def service(edition: Edition, record: Record) -> list[Thing]:
    """Return the service with a channel for each of its places."""
    community = edition.community
    rows = community.referring("hours", "service", record.id)
    places = dict.fromkeys(row.venue or record.venue or "" for row in rows) or {record.venue or "": None}
    fee = things.fee(record.fees)
    offers = things.offers(community.referring("offers", "service", record.id)) or ([fee] if fee else [])
    return [
        thing(
            "Service",
            name=record.name,
            serviceType=record.kind,
            description=record.summary or record.plain or record.name,
            provider=things.provider(record.provider),
            audience=thing("Audience", audienceType=record.eligibility) if record.eligibility else None,
            offers=offers,
            availableChannel=one_or_many([_channel(community, record, here) for here in places]),
        )
    ]


def _channel(community: Community, record: Record, here: str) -> Thing:
    rows = [
        row for row in community.referring("hours", "service", record.id) if (row.venue or record.venue or "") == here
    ]
    return thing(
        "ServiceChannel",
        serviceLocation=things.location(community.find("venues", here)),
        servicePhone=thing("ContactPoint", telephone=record.phone) if record.phone else None,
        hoursAvailable=[*_usual(record, rows), *_days_off(community, record, here)],
    )


def _usual(record: Record, rows: list[Record]) -> Iterator[Thing]:
    for row in rows:
        if not row.weekday.weekly:
            continue  # schema.org has no hours of one day of the month: said as every week they were untrue
        yield _open(
            [day_of_week(number) for number in row.weekday.days] or [_HOLIDAYS],
            f"{row.opens_at:%H:%M}",
            f"{row.closes_at:%H:%M}",
            row.valid_from or record.valid_from,
            row.valid_to or record.valid_to,
        )
    weekly = [row for row in rows if row.weekday.days]
    if weekly and len(weekly) == len(rows) and all(row.on_holiday == OnHoliday.CLOSED for row in weekly):
        yield _open([_HOLIDAYS], "00:00", "00:00", record.valid_from, record.valid_to)


def _days_off(community: Community, record: Record, here: str) -> Iterator[Thing]:
    """The days for which somebody announced that it is closed, or open at other hours; as schema.org says closed."""
    for change in community.changes:
        if not about(change, record, [here]) or place(change) not in ("", here) or change.session is not None:
            continue
        if change.kind in OFF:
            yield _open([], "00:00", "00:00", change.date, change.date_to or change.date)
        elif change.opens_at is not None and change.closes_at is not None:
            hours = f"{change.opens_at:%H:%M}", f"{change.closes_at:%H:%M}"
            yield _open([], *hours, change.date, change.date_to or change.date)


def _open(days: list[str], opens: str, closes: str, first: date | None, last: date | None) -> Thing:
    return thing(
        "OpeningHoursSpecification",
        dayOfWeek=one_or_many(days),
        opens=opens,
        closes=closes,
        validFrom=first.isoformat() if first else None,
        validThrough=last.isoformat() if last else None,
    )
