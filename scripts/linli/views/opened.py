"""What can be joined: takes courses and forms, gives the context of the home page's list, the soonest to close first.

A list is made for every stretch of time until the next builds, so that it is never short of what is open then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any, Final, NamedTuple

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
SPAN: Final = timedelta(days=3)
"""So long after the build the list still follows what opens and closes."""
NOTHING: Final = "没有还能报名的项目。"
ELSEWHERE: Final = "现在没有网上报名的；打电话报的、直接来的，看全部课程。"
SPENT: Final = "列在这里的都截止了，别的看全部课程。"


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """Something with a form that is open, or will be, while it is among the first."""

    link: Link
    note: str
    """周三19:00 · 6—8岁, of the classes that the state is about."""
    joining: Joining
    start: datetime | None = None
    """From when on it stands in the list; None from the build on."""
    end: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Rest:
    """What is said below the rows, from when until when."""

    start: datetime | None
    end: datetime | None
    more: int
    """How many more there are."""
    none: str
    """Why there is no row; empty where there is one."""


class _Found(NamedTuple):
    """Something to join: how, how by each of its classes, and what makes its item at a moment."""

    joining: Joining
    ways: Sequence[Joining]
    item: Callable[[datetime], Item]


def opened(edition: Edition, most: int = MOST) -> dict[str, Any]:
    """Return the first items, each with its time, and what is said below them, the one after the other."""
    first = midnight(edition.today)
    found = [*_courses(edition), *_others(edition)]
    borders = {p.start for one in found for way in one.ways for p in way.phases if p.start}
    steps = [first, *sorted(border for border in borders if first < border < first + SPAN)]
    items: list[Item] = []
    rests: list[Rest] = []
    for start, end in pairwise([*steps, None]):
        since = start if start and start > first else None
        live = _live(found, start or first)
        shown = [one.item(start or first) for one in live[:most]]
        items = _with_rows(items, shown, since, end)
        rest = Rest(
            start=since, end=end, more=max(0, len(live) - most), none="" if live else _none(found, start or first)
        )
        if rests and (rests[-1].more, rests[-1].none) == (rest.more, rest.none):
            rest = replace(rests.pop(), end=end)
        rests.append(rest)
    return {"items": [_closing(item) for item in items], "rests": _spent(rests, items)}


def _live(found: Sequence[_Found], now: datetime) -> list[_Found]:
    """What is open, or will be, in order."""
    live = [one for one in found if at(one.joining.phases, now).kind in ("open", "wait")]
    return sorted(live, key=lambda one: _order(one.joining, now))


def _none(found: Sequence[_Found], now: datetime) -> str:
    return ELSEWHERE if any(at(one.joining.phases, now).kind in ("free", "ask") for one in found) else NOTHING


def _with_rows(items: list[Item], shown: Sequence[Item], start: datetime | None, end: datetime | None) -> list[Item]:
    """The rows with those of another stretch of time: who stood there until then goes on."""
    told = [*items]
    for item in shown:
        same = (n for n, one in enumerate(told) if (one.link, one.note, one.end) == (item.link, item.note, start))
        n = next(same, None) if start else None
        if n is None:
            told.append(replace(item, start=start, end=end))
        else:
            told[n] = replace(told[n], end=end)
    return told


def _closing(item: Item) -> Item:
    """What stands there to the end stands until it is over."""
    last = item.joining.phases[-1]
    return replace(item, end=last.start) if item.end is None and last.kind == "over" else item


def _spent(rests: list[Rest], items: Sequence[Item]) -> list[Rest]:
    """What is said when all of the last rows are over, too."""
    ends = [_closing(item).end for item in items if item.end is None]
    if not ends or rests[-1].none or None in ends:
        return rests
    over = max(end for end in ends if end)
    return [*rests[:-1], replace(rests[-1], end=over), Rest(start=over, end=None, more=0, none=SPENT)]


def _order(joining: Joining, now: datetime) -> tuple[bool, float]:
    """What is open comes before what is not yet; of each the one whose state ends first."""
    phase = at(joining.phases, now)
    return phase.kind != "open", phase.end.timestamp() if phase.end else float("inf")


def _courses(edition: Edition) -> Iterator[_Found]:
    for course in edition.community.courses:
        if groups := choices(edition, course):
            ways = {group: edition.joinings.of(group) for group in groups}
            joining = any_of([*ways.values()])
            yield _Found(joining, [*ways.values()], partial(_course, edition, course, ways, joining))


def _course(edition: Edition, course: Record, ways: dict[Group, Joining], joining: Joining, now: datetime) -> Item:
    groups = _meant(ways, joining, now)
    times = meetings([part for part in edition.related.parts(course.id) if part.group in groups], edition.today)
    when = terse(short(times, edition.timetable.of_course(course.id)))
    ages = rows.whom(groups[0]) if len(groups) == 1 else whom(course)
    link = Link(href=f"courses/{course.id}/", text=course.title)
    return Item(link=link, note=phrases.joined([when, ages], " · "), joining=joining)


def _meant(ways: dict[Group, Joining], joining: Joining, now: datetime) -> list[Group]:
    """The classes that the state of all is about: those that are open, those that open first."""
    state = at(joining.phases, now)
    own = {group: at(way.phases, now) for group, way in ways.items()}
    alike = {group: phase for group, phase in own.items() if phase.kind == state.kind}
    return [group for group, phase in alike.items() if state.kind == "open" or phase.words == state.words]


def _others(edition: Edition) -> Iterator[_Found]:
    """Forms of services, and those that stand by themselves."""
    used = {group.form for group in edition.timetable.groups}
    for form in possible(edition.community.forms, edition.today):
        if form.id not in used:
            joining = of_form(form)
            yield _Found(joining, [joining], partial(_form, edition, form, joining))


def _form(edition: Edition, form: Record, joining: Joining, _now: datetime) -> Item:
    note = "、".join(service.name for service in edition.related.services_with(form.id)[:2])
    return Item(link=Link(href=f"forms/{form.id}/", text=form.title), note=note, joining=joining)
