"""What can be joined: takes courses and forms, gives the context of the home page's list, the soonest to close first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from linli import phrases
from linli.timetable.anyclass import any_of
from linli.timetable.joining import Joining, of_form
from linli.timetable.phases import at, midnight
from linli.views import rows
from linli.views.catalogue import choices, whom
from linli.views.page import Link
from linli.views.related import Related
from linli.views.rows import Sessions
from linli.views.signup import possible
from linli.views.times import meetings, short, terse

MOST: Final = 4
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

    def order(self, now: datetime) -> tuple[bool, float]:
        """What is open comes before what is not yet; of each the one whose state ends first."""
        phase = at(self.joining.phases, now)
        return phase.kind != "open", phase.end.timestamp() if phase.end else float("inf")


def opened(sessions: Sessions, related: Related) -> dict[str, Any]:
    """Return the first items, and how many more there are."""
    now = midnight(sessions.today)
    found = [*_courses(sessions, related), *_others(sessions, related)]
    live = [item for item in found if at(item.joining.phases, now).kind in ("open", "wait")]
    items = sorted(live, key=lambda item: item.order(now))
    return {"items": items[:MOST], "more": max(0, len(items) - MOST)}


def _courses(sessions: Sessions, related: Related) -> Iterator[Item]:
    for course in sessions.community.courses:
        groups = choices(sessions, course)
        if course.status == "结束" or not groups:
            continue
        link = Link(href=f"courses/{course.id}/", text=course.title)
        joining = any_of([sessions.joinings.of(group) for group in groups])
        times = meetings([part for part in related.parts(course.id) if part.group in groups], sessions.today)
        when = terse(short(times, sessions.timetable.of_course(course.id)))
        ages = rows.whom(groups[0]) if len(groups) == 1 else whom(course)
        yield Item(link=link, note=phrases.joined([when, ages], " · "), joining=joining)


def _others(sessions: Sessions, related: Related) -> Iterator[Item]:
    """Forms of services, and those that stand by themselves."""
    used = {group.form for group in sessions.timetable.groups}
    for form in possible(sessions.community.forms, sessions.today):
        if form.id not in used:
            note = "、".join(service.name for service in related.services_with(form.id)[:2])
            yield Item(link=Link(href=f"forms/{form.id}/", text=form.title), note=note, joining=of_form(form))
