"""What a page is about, for search engines (schema.org): takes a record's page, gives its JSON-LD objects.

Nothing is said relative to the clock: schedules are schema.org Schedules, and the only single events are those that
were changed. Addresses are relative to the page, as JSON-LD in HTML allows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, Protocol

from linli.model import Community, Record
from linli.timetable import Occurrence, Status, Timetable

Thing = dict[str, Any]

CHANGED: Final = 12
"""How many changed sessions a course's page lists at most, the latest."""
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CONTEXT: Final = {"@context": "https://schema.org"}


class HasRecord(Protocol):
    """A page made from a record, or from none."""

    @property
    def record(self) -> Record | None:
        """What the page is about."""


def of(page: HasRecord, community: Community, timetable: Timetable) -> list[Thing]:
    """Return what a record's page is about; nothing for a page without a record."""
    record = page.record
    describe = _BY_TABLE.get(record.table) if record else None
    if record is None or describe is None:
        return []
    things = describe(community, timetable, record)
    return [{**_CONTEXT, **things[0]} if len(things) == 1 else {**_CONTEXT, "@graph": things}]


def organization(community: Community) -> Thing:
    """Return the community itself, for the home page."""
    found = community.organization
    return {
        **_CONTEXT,
        **_thing(
            "Organization",
            name=found.name,
            alternateName=found.short_name,
            description=found.about,
            address=found.address,
            telephone=found.phone,
        ),
    }


def _course(community: Community, timetable: Timetable, course: Record) -> list[Thing]:
    rows = timetable.of_course(course.id)
    offer = _fee(course.fee)
    about = _thing(
        "Course",
        name=course.title,
        description=course.summary or course.plain or course.title,
        provider=_provider(community, course.provider),
        about=course.category,
        isAccessibleForFree=True if offer and offer["price"] == "0" else None,
        offers=offer,
        audience=_thing("Audience", audienceType=course.audience) if course.audience else None,
        typicalAgeRange=_ages(course),
        hasCourseInstance=_instances(community, timetable, course),
    )
    changed = [row for row in rows if (row.sequence or row.status is Status.ADDED) and not row.moved_to]
    return [about, *(_event(course, row) for row in changed[-CHANGED:])]


def _instances(community: Community, timetable: Timetable, course: Record) -> list[Thing]:
    """One instance for each group and place, with all its schedules."""
    groups: dict[tuple[str, str], list[Thing]] = {}
    for part in timetable.parts:
        row, span = part.row, part.bounds
        if part.group.course is not course:
            continue
        weekday = part.rule.weekday
        schedule = _thing(
            "Schedule",
            byDay=f"https://schema.org/{_DAYS[weekday]}" if weekday is not None else None,
            startTime=f"{row.opens_at:%H:%M}" if row.opens_at else None,
            endTime=f"{row.closes_at:%H:%M}" if row.closes_at else None,
            startDate=(part.listed[0] if part.listed else span.first).isoformat(),
            endDate=None if span.endless else (part.listed[0] if part.listed else span.last).isoformat(),
            repeatFrequency=f"P{part.rule.interval}W" if part.rule.freq == "WEEKLY" else None,
            scheduleTimezone="Asia/Shanghai",
        )
        groups.setdefault((part.group.name, row.venue or ""), []).append(schedule)
    paused = "https://schema.org/EventCancelled" if course.status == "暂停" else None
    return [
        _thing(
            "CourseInstance",
            name=group,
            courseMode="Onsite",
            eventStatus=paused,
            location=_place(community.find("venues", venue)),
            courseSchedule=found,
        )
        for (group, venue), found in groups.items()
    ]


def _event(course: Record, row: Occurrence) -> Thing:
    status = "EventCancelled" if not row.held else "EventRescheduled" if row.moved_from else "EventScheduled"
    return _thing(
        "Event",
        name=f"{course.title}({row.group})" if row.group else course.title,
        description=row.reason,
        startDate=row.dtstart.isoformat("T", "minutes"),
        endDate=row.over.isoformat("T", "minutes"),
        previousStartDate=row.recurrence_id.isoformat("T", "minutes") if row.moved_from else None,
        eventStatus=f"https://schema.org/{status}",
        eventAttendanceMode="https://schema.org/OfflineEventAttendanceMode",
        location=_place(row.venue),
    )


def _service(community: Community, timetable: Timetable, service: Record) -> list[Thing]:
    del timetable
    offers = [
        _thing(
            "Offer",
            name=offer.name,
            price=str(offer.price) if offer.price is not None else None,
            priceCurrency="CNY" if offer.price is not None else None,
            description="；".join(text for text in (offer.unit, offer.hours, offer.note) if text),
        )
        for offer in community.referring("offers", "service", service.id)
    ]
    hours = [
        _thing(
            "OpeningHoursSpecification",
            dayOfWeek=[f"https://schema.org/{_DAYS[day]}" for day in row.weekday.days]
            or ["https://schema.org/PublicHolidays"],
            opens=f"{row.opens_at:%H:%M}",
            closes=f"{row.closes_at:%H:%M}",
            validFrom=row.valid_from.isoformat() if row.valid_from else None,
            validThrough=row.valid_to.isoformat() if row.valid_to else None,
        )
        for row in community.referring("hours", "service", service.id)
    ]
    channel = _thing(
        "ServiceChannel",
        serviceLocation=_place(community.find("venues", service.venue)),
        servicePhone=_thing("ContactPoint", telephone=service.phone) if service.phone else None,
        hoursAvailable=hours,
    )
    return [
        _thing(
            "Service",
            name=service.name,
            serviceType=service.kind,
            description=service.summary or service.plain or service.name,
            provider=_provider(community, service.provider),
            audience=_thing("Audience", audienceType=service.eligibility) if service.eligibility else None,
            offers=offers or ([offer] if (offer := _fee(service.fees)) else None),
            availableChannel=channel,
        )
    ]


def _story(community: Community, timetable: Timetable, story: Record) -> list[Thing]:
    del timetable
    source = _thing("CreativeWork", name=story.source_title, publisher=story.source_outlet, url=story.source_url)
    return [
        _thing(
            "Article",
            headline=story.title,
            description=story.summary,
            datePublished=story.date.isoformat(),
            inLanguage="zh-CN",
            keywords=list(story.tags),
            author=_provider(community, None),
            isBasedOn=source if story.source_title else None,
        )
    ]


def _venue(community: Community, timetable: Timetable, venue: Record) -> list[Thing]:
    del community, timetable
    return [_place(venue) or {}]


def _form(community: Community, timetable: Timetable, form: Record) -> list[Thing]:
    del timetable
    action = _thing(
        "RegisterAction" if form.kind == "报名" else "CommunicateAction",
        target=form.url,
        startTime=form.opens_at.isoformat() if form.opens_at else None,
        endTime=form.closes_at.isoformat() if form.closes_at else None,
    )
    about = _thing("WebPage", name=form.title, publisher=_provider(community, None), potentialAction=action)
    return [about]


_BY_TABLE: Final[Mapping[str, Callable[[Community, Timetable, Record], Sequence[Thing]]]] = {
    "courses": _course,
    "services": _service,
    "stories": _story,
    "venues": _venue,
    "forms": _form,
}


def _place(venue: Record | None) -> Thing | None:
    if venue is None:
        return None
    located = venue.latitude is not None and venue.longitude is not None
    return _thing(
        "Place",
        name=f"{venue.name} {venue.room}" if venue.room else venue.name,
        address=venue.address,
        telephone=venue.phone,
        geo=_thing("GeoCoordinates", latitude=float(venue.latitude), longitude=float(venue.longitude))
        if located
        else None,
    )


def _provider(community: Community, name: str | None) -> Thing:
    return _thing("Organization", name=name or community.organization.name)


def _fee(fee: str | None) -> Thing | None:
    """Return the offer of a fee as people write it: 免费, 30元/次; None where it holds no single price."""
    if not fee:
        return None
    if fee.startswith("免费"):
        return _thing("Offer", price="0", priceCurrency="CNY", category="Free")
    match = re.fullmatch(r"(\d+(?:\.\d+)?)元(.*)", fee)
    return _thing("Offer", price=match[1], priceCurrency="CNY", category="Paid", description=fee) if match else None


def _ages(course: Record) -> str | None:
    if course.min_age is None and course.max_age is None:
        return None
    return f"{course.min_age or 0}-{'' if course.max_age is None else course.max_age}"


def _thing(kind: str, **properties: Any) -> Thing:
    """Return an object of a schema.org type without its empty properties."""
    return {"@type": kind, **{name: value for name, value in properties.items() if _says(value)}}


def _says(value: Any) -> bool:
    return value is not None and value != "" and (not isinstance(value, Iterable) or bool(value))
