"""All courses, as one looks for one: takes courses with their classes, gives a card for each, the joinable ones first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from linli import phrases
from linli.model import Record
from linli.records import Standing
from linli.timetable import Group, Occurrence
from linli.timetable.anyclass import RANKS, any_of
from linli.timetable.phases import at, midnight
from linli.views import page, rows
from linli.views.chips import Chip, chip
from linli.views.edition import Edition
from linli.views.meetings import meetings
from linli.views.page import Link
from linli.views.times import short, terse, window
from linli.writing import WEEKDAYS

_PARTS: Final = (("morning", 12), ("afternoon", 18), ("evening", 24))
"""Parts of the day with the hour at which they end, as the filters call them (assets/src/matching.js)."""
_LONGEST: Final = 8
"""A fee of more characters is said on the course's page."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A class as one looks for it."""

    href: str
    name: str
    whom: str
    when: str
    low: str
    """From which age in months; empty where anybody may come."""
    high: str
    days: str
    """Days of the week on which it meets, Monday 1: 67."""
    times: str
    """Parts of the day, with blanks between."""
    place: str
    chip: Chip


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """A course: the facts of all its classes, and the classes one can choose from."""

    link: Link
    facts: str
    """6—16岁 · 周二、四、六、日 · 青少年宫书法室 · 8个班"""
    kind: str
    fee: str
    """What it costs where it is not free; empty where it is, or nobody said."""
    free: bool
    chip: Chip
    classes: Sequence[Entry]


def listing(edition: Edition) -> dict[str, Any]:
    """Return the cards, and links to the courses that are over."""
    today = edition.today
    now = midnight(today)
    cards = []
    over = []
    for course in edition.community.courses:
        groups = choices(edition, course)
        joining = any_of([edition.joinings.of(group) for group in groups]) if groups else None
        if joining is None or course.status == Standing.ENDED or not _ahead(edition, groups):
            over.append(page.course_link(course))
            continue
        state = at(joining.phases, now)
        cards.append((RANKS.index(state.kind), _card(edition, course, groups, chip(joining, today))))
    found = [card for _, card in sorted(cards, key=lambda pair: pair[0])]
    chips = {each.key: each for card in found for each in (card.chip, *(e.chip for e in card.classes)) if each.key}
    return {
        "cards": found,
        "over": over,
        "chips": list(chips.values()),
        "kinds": list(dict.fromkeys(card.kind for card in found if card.kind)),
        "weekdays": WEEKDAYS,
        "places": sorted({entry.place for card in found for entry in card.classes if entry.place}),
    }


def state(edition: Edition, course: Record, groups: Sequence[Group]) -> Chip | None:
    """Whether one can still join the course by any of its `choices`; None where it is over."""
    if not groups or course.status == Standing.ENDED or not _ahead(edition, groups):
        return None
    return chip(any_of([edition.joinings.of(group) for group in groups]), edition.today)


def choices(edition: Edition, course: Record) -> list[Group]:
    """The classes one may choose now: of one name in several terms the first that is not closed for good."""
    now = midnight(edition.today)
    found: dict[str, Group] = {}
    for group in edition.alive(course):
        known = found.get(group.name)
        if known is None or at(edition.joinings.of(known).phases, now).kind == "over":
            open_again = known is None or at(edition.joinings.of(group).phases, now).kind != "over"
            found[group.name] = group if open_again or known is None else known
    return list(found.values())


def _ahead(edition: Edition, groups: Sequence[Group]) -> bool:
    """Whether anything lies ahead, or nothing is planned at all yet."""
    now = midnight(edition.today)
    return any(not (found := edition.timetable.of_group(g.id)) or found[-1].over > now for g in groups)


def entries(edition: Edition, course: Record, groups: Sequence[Group]) -> list[Entry]:
    """Classes that one may choose, as one looks for them."""
    return [_entry(edition, course, group) for group in groups]


def facts(edition: Edition, course: Record, classes: Sequence[Entry]) -> str:
    """6—16岁 · 周二、四、六、日 · 青少年宫书法室 · 8个班."""
    found = meetings(edition.related.parts(course.id), edition.today)
    places = {entry.place for entry in classes}
    said = [
        (classes[0].whom if len(classes) == 1 else "") or whom(course),
        classes[0].when if len(classes) == 1 else short(found, edition.timetable.of_course(course.id)),
        places.pop() if len(places) == 1 else "",
        f"{len(classes)}个班" if len(classes) > 1 else "",
    ]
    return phrases.joined([terse(fact) for fact in said], " · ")


def _card(edition: Edition, course: Record, groups: Sequence[Group], state: Chip) -> Card:
    classes = entries(edition, course, groups)
    fee = course.fee or ""
    return Card(
        link=page.course_link(course),
        facts=facts(edition, course, classes),
        kind=course.category or "",
        fee="" if not fee or rows.free(course) else fee if len(fee) <= _LONGEST else "收费",
        free=rows.free(course),
        chip=state,
        classes=classes,
    )


def whom(course: Record) -> str:
    """6—16岁, else whom the course names."""
    return phrases.ages(course.min_age, course.max_age) or course.audience or ""


def _entry(edition: Edition, course: Record, group: Group) -> Entry:
    today = edition.today
    planned = edition.timetable.of_group(group.id)
    ahead = [o for o in planned if o.over > midnight(today)] or list(planned)
    low, high = rows.months(group.ages)
    venue = next((o.venue for o in ahead if o.venue), None)
    found = meetings([part for part in edition.related.parts(course.id) if part.group is group], today)
    begun = bool(found) and found[0].key.first <= today
    return Entry(
        href=f"courses/{course.id}/" + (f"?g={group.id}" if group.record or group.name else ""),
        name=group.name,
        whom=rows.whom(group),
        when=phrases.joined([terse(short(found, planned)), "" if begun else window(found, group.term, today)], "，"),
        low=low,
        high=high,
        days="".join(sorted({str(o.day.isoweekday()) for o in ahead})),
        times=" ".join(dict.fromkeys(part for o in ahead for part in _parts(o))),
        place=venue.name if venue else "",
        chip=edition.sessions.chip(group),
    )


def _parts(o: Occurrence) -> Sequence[str]:
    """What lasts all day is there at any hour."""
    if o.all_day:
        return [name for name, _ in _PARTS]
    return [next(name for name, end in _PARTS if o.dtstart.hour < end)]
