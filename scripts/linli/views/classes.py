"""Which class? Takes a course's classes, gives a line for each: for whom, when, where, how many, how to join."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linli import phrases
from linli.timetable import Group, opening_lines
from linli.timetable.form_phases import Joining
from linli.views import page
from linli.views.edition import Edition
from linli.views.meetings import meetings
from linli.views.rows import keep
from linli.views.times import Times, short, terse, times, window


@dataclass(frozen=True, kw_only=True, slots=True)
class Class:
    """A class as one chooses it."""

    id: str
    name: str
    term: str
    term_dates: str
    """9月1日—1月20日"""
    ages: str
    when: str
    """周六9:00; 周六9:00，7月5日—7月23日 where its time is not the term's."""
    times: Sequence[Times]
    where: Sequence[page.Link]
    teacher: str
    capacity: str
    note: str
    joining: Joining
    keep: str
    """What 我的课表 knows it by."""
    calendar: str
    href: str
    """Its own page, for printed codes and for sharing."""
    first: str
    """The next session as one says it in a message: 11月28日(周六)9:00; empty where none lies ahead."""


def lines(edition: Edition, groups: Sequence[Group]) -> list[Class]:
    """Return the classes in file order."""
    return [_line(edition, group) for group in groups]


def _line(edition: Edition, group: Group) -> Class:
    community, timetable, today = edition.community, edition.timetable, edition.today
    parts = [part for part in edition.related.parts(group.course.id) if part.group is group]
    found = meetings(parts, today)
    venues = {part.row.venue: community.find("venues", part.row.venue) for part in parts if part.row.venue}
    own = group.record
    note = (own.note or "") if own else phrases.joined(sorted({part.row.note for part in parts if part.row.note}))
    ahead = next((o for o in timetable.of_group(group.id) if o.day >= today and o.held), None)
    permanent = own is not None
    return Class(
        id=group.id,
        name=group.name or (group.term.name if group.term else str(group.course.title)),
        term=group.term.name if group.term else "",
        term_dates=opening_lines.window(group.term.valid_from, group.term.valid_to, today) if group.term else "",
        ages=phrases.ages_beside(note, group.min_age, group.max_age),
        when=phrases.joined([terse(short(found)), window(found, group.term, today)], "，"),
        times=times(community, found),
        where=[page.venue_link(venue) for venue in venues.values() if venue],
        teacher=group.teacher if own and own.teacher else "",
        capacity=f"{group.capacity}{group.capacity_unit}" if own and own.capacity else "",
        note=note,
        joining=edition.joinings.of(group),
        keep=keep(group),
        calendar=calendar(group),
        href=f"q/{group.id}/" if permanent else f"q/{group.course.id}/",
        first=phrases.moment(ahead.dtstart) if ahead and not ahead.all_day else "",
    )


def calendar(group: Group) -> str:
    """calendar/groups/<id>.ics, or the course's where the class is the course."""
    if group.id == group.course.id:
        return f"calendar/courses/{group.course.id}.ics"
    return f"calendar/groups/{group.id}.ics"
