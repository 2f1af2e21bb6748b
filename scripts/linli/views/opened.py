"""What can be joined: takes courses and forms, gives the context of the home page's list, the soonest to close first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

from linli import phrases
from linli.model import Record
from linli.timetable import Group
from linli.timetable.anyclass import any_of
from linli.timetable.form_phases import Joining, of_form
from linli.timetable.phases import at, midnight
from linli.views import rows
from linli.views.catalogue import choices, whom
from linli.views.edition import Edition
from linli.views.meetings import meetings
from linli.views.page import Link
from linli.views.signup import possible
from linli.views.times import short, terse

MOST: Final = 3
"""So many stand on the home page; the list of courses has all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """Something with a form that is open, or will be."""

    link: Link
    note: str
    """周三19:00 · 6—8岁"""
    joining: Joining

    @property
    def until(self) -> datetime | None:
        """From when on it is over; None where that is open."""
        last = self.joining.phases[-1]
        return last.start if last.kind == "over" else None


_Found = tuple[Joining, Callable[[], Item]]
"""How one takes part in something, and what makes its item."""


def opened(edition: Edition, most: int = MOST) -> dict[str, Any]:
    """Return the first items, and how many more there are."""
    now = midnight(edition.today)
    found = [*_courses(edition), *_others(edition)]
    live = [(joining, make) for joining, make in found if at(joining.phases, now).kind in ("open", "wait")]
    live.sort(key=lambda one: _order(one[0], now))
    return {"items": [make() for _, make in live[:most]], "more": max(0, len(live) - most)}


def _order(joining: Joining, now: datetime) -> tuple[bool, float]:
    """What is open comes before what is not yet; of each the one whose state ends first."""
    phase = at(joining.phases, now)
    return phase.kind != "open", phase.end.timestamp() if phase.end else float("inf")


def _courses(edition: Edition) -> Iterator[_Found]:
    for course in edition.community.courses:
        groups = choices(edition, course)
        joining = any_of([edition.joinings.of(group) for group in groups])
        yield joining, partial(_course, edition, course, groups, joining)


def _course(edition: Edition, course: Record, groups: Sequence[Group], joining: Joining) -> Item:
    times = meetings([part for part in edition.related.parts(course.id) if part.group in groups], edition.today)
    when = terse(short(times, edition.timetable.of_course(course.id)))
    ages = rows.whom(groups[0]) if len(groups) == 1 else whom(course)
    link = Link(href=f"courses/{course.id}/", text=course.title)
    return Item(link=link, note=phrases.joined([when, ages], " · "), joining=joining)


def _others(edition: Edition) -> Iterator[_Found]:
    """Forms of services, and those that stand by themselves."""
    used = {group.form for group in edition.timetable.groups}
    for form in possible(edition.community.forms, edition.today):
        if form.id not in used:
            joining = of_form(form)
            yield joining, partial(_form, edition, form, joining)


def _form(edition: Edition, form: Record, joining: Joining) -> Item:
    note = "、".join(service.name for service in edition.related.services_with(form.id)[:2])
    return Item(link=Link(href=f"forms/{form.id}/", text=form.title), note=note, joining=joining)
