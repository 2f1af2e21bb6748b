"""Where a printed QR code lands: takes a course or class with its occurrences, gives its `Page` q/<id>/.

The page answers whether it is on (timetable/answer.py), each line with the time in which it holds, and lists every
coming session as an absolute time. A code that was printed for a former course shows the one in its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Final

from linli import phrases
from linli.model import STOPPED, Record
from linli.records import Standing
from linli.timetable import Group, Occurrence
from linli.timetable.answer import HORIZON, Said, answers, moves
from linli.views import classes, courses, page, signup
from linli.views.became import place, why
from linli.views.coming import headline
from linli.views.edition import Edition
from linli.views.meetings import meetings
from linli.views.moved import former, latest
from linli.views.page import Draft, Page
from linli.views.said import dated, of_class, of_course
from linli.views.times import short

WHOLE: Final = 21
"""Days that the page of a whole course answers for; that of one class answers for longer."""
SOME: Final = 48
"""Sessions on the page of a course whose classes have pages of their own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Known:
    """What the page says beside a line of its answer."""

    places: Mapping[date, str]
    """Days whose place stands in a line of its own, with the reason that it gives."""
    venue: Record | None
    """The usual place."""
    notes: Sequence[str]
    today: date
    named: bool
    """Whether a line has to say which class it is about."""


def pages(edition: Edition) -> Iterator[Draft]:
    """One page a course, one for each id that a course had before, one for each class of groups.yml."""
    community = edition.community
    for key, course in [*((course.id, course) for course in community.courses), *former(community)]:
        yield Draft(kind="q", key=key, of=[course], make=partial(_of_course, edition, key, course))
    for group in edition.timetable.groups:
        if group.record:
            yield Draft(kind="q", key=group.id, of=[group.course], make=partial(_of_group, edition, group))


def _of_course(edition: Edition, key: str, course: Record) -> Page:
    today, found = edition.today, edition.alive(course)
    context = _context(edition, course, found)
    named = [group for group in found if group.record] if len(found) > 1 else []
    several = classes.lines(edition, named)
    rows = edition.timetable.of_course(course.id)
    when = short(meetings(edition.related.parts(course.id), today), rows)
    told = headline(course.status, rows, when, today)
    title, picture = str(course.title), f"courses/{course.id}/"
    more = {"former": key != course.id, "classes": several}
    return _page(edition, key, title, told, context | more, picture=picture)


def _of_group(edition: Edition, group: Group) -> Page:
    today, parts = edition.today, edition.related.parts(group.course.id)
    context = _context(edition, group.course, [group])
    when = short(meetings([p for p in parts if p.group is group], today))
    told = headline(group.status, edition.timetable.of_group(group.id), when, today)
    title = phrases.joined([group.course.title, group.name])
    more = {"former": False, "classes": []}
    picture = "" if group.name else f"courses/{group.course.id}/"
    return _page(edition, group.id, title, told, context | more, picture=picture)


def _page(
    edition: Edition, key: str, title: str, told: Sequence[str], context: dict[str, Any], *, picture: str
) -> Page:
    facts = phrases.joined([told[-1], page.place(context["venue"]), context["course"].fee], "，")
    return Page(
        kind="q",
        key=key,
        title=page.title(edition.community, title, *told),
        description=f"{title}：{facts}。哪天上、哪天不上，打开就知道。",
        context=context | {"title": title},
        picture=picture,
    )


def _context(edition: Edition, course: Record, groups: Sequence[Group]) -> dict[str, Any]:
    community, timetable, today, related = edition.community, edition.timetable, edition.today, edition.related
    ids = {group.id for group in groups}
    whole = len(groups) != 1
    occurrences = timetable.of_course(course.id) if whole else timetable.of_group(groups[0].id)
    coming = [o for o in occurrences if o.over.date() >= today]
    successor = latest(community, course)
    places = Counter(o.venue_was.id if o.venue_was else o.venue.id for o in coming or occurrences if o.venue)
    venue: Record | None = community.find("venues", places.most_common(1)[0][0]) if places else None
    if new := courses.all_elsewhere(coming):
        venue = new[0] if len(new) == 1 else venue
    in_term = any(part.row.term for part in related.parts(course.id))
    status = groups[0].status if len(groups) == 1 else course.status
    ended = "这门课已经结束" if status == Standing.ENDED else "本学期已结束" if in_term else "已经结束"
    days = HORIZON if len(groups) == 1 else WHOLE
    elsewhere = [] if new else moves(coming, today, days)
    said = [] if status in STOPPED else answers(occurrences, today, ended, days)
    notes = _notes(coming, groups)
    known = _Known(
        places={move.occurrence.day: move.occurrence.reason for move in elsewhere},
        venue=venue,
        notes=notes,
        today=today,
        named=whole,
    )
    blocks = signup.of_classes(edition, course)
    listed = coming[:SOME] if whole and any(group.record for group in groups) else coming
    parts = related.parts(course.id)
    several = classes.lines(edition, groups) if whole else []
    message = of_course(edition, course, several, parts) if whole else of_class(edition, groups[0], parts)
    return {
        "course": course,
        "name": community.organization.short_name or community.organization.name,
        "paused": status == Standing.PAUSED,
        "ended": status == Standing.ENDED,
        "said": [(line, _about(line, known)) for line in said],
        "rows": dated(edition, listed, parts, named=whole),
        "message": message,
        "chosen": groups[0].id if len(groups) == 1 and groups[0].name else "",
        "more": len(listed) < len(coming),
        "whole": whole,
        "year": str(today.year),
        "endless": any(o.rule.endless for o in coming),
        "venue": venue,
        "moves": elsewhere,
        "notes": notes,
        "usual": venue.name if venue else "",
        "signups": [block for block in blocks if not block.groups or ids.intersection(block.groups)],
        "phone": page.phone(course.phone, community.organization.phone),
        "successor": page.course_link(successor) if successor else None,
        "unpublished": sorted({o.dtstart.year for o in coming} & related.unpublished),
        "updated": phrases.full_day(today),
    }


def _notes(coming: Sequence[Occurrence], groups: Sequence[Group]) -> list[str]:
    """What is noted of the class, and at the timetable's row of all that is coming: 遇雨顺延至12月20日."""
    own = groups[0].record.note if len(groups) == 1 and groups[0].record else None
    remarks = {o.remark for o in coming}
    return list(dict.fromkeys(note for note in (own, *(remarks if len(remarks) == 1 else ())) if note and coming))


def _about(line: Said, known: _Known) -> str:
    """Which class, what it is about, where, why and what is noted; nothing that the page says already."""
    o: Occurrence | None = line.occurrence
    if o is None:
        return ""
    which = o.group if known.named else ""
    if line.alike:
        which = "、".join(f"{each.group}{phrases.clock(each.dtstart.time())}" for each in line.alike)
    topic = "" if line.alike else o.topic
    if o.held and line.day is None and o.day in known.places:  # where it is today stands below
        told = replace(o, venue_was=None, reason="" if o.reason == known.places[o.day] else o.reason)
        return phrases.joined([which, topic, why(told, known.today), *_noted(o, known)], "，")
    usual = not o.held or not o.venue or not known.venue or o.venue is known.venue or place(o)
    where = "" if usual else f"在{page.place(o.venue)}"
    return phrases.joined([which, topic, where, why(o, known.today), *_noted(o, known)], "，")


def _noted(o: Occurrence, known: _Known) -> list[str]:
    return [o.remark] if o.held and o.remark not in known.notes else []
