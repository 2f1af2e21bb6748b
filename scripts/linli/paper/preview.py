"""The pictures that chats show beside a link: takes courses, classes, services and stories, gives two sheets of each.

Whatever a picture says stays true in a chat that keeps it: days have dates, and the day of the build stands small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from linli import phrases
from linli.model import STOPPED, Record
from linli.paper.sheet import Sheet, common
from linli.records import Standing
from linli.timetable import Group, Occurrence, Status
from linli.timetable.form_phases import Joining
from linli.timetable.phases import at, midnight
from linli.views import page
from linli.views.coming import coming, news, state, when
from linli.views.courses import for_whom
from linli.views.edition import Edition
from linli.views.meetings import meetings
from linli.views.opening import opening, places
from linli.views.preview import FILES, SITE
from linli.views.rows import whom
from linli.views.times import short

Chip = tuple[str, str]
"""Words and tint: r, a, g or n."""
NONE: Final = ("", "n")
_STOPPED: Final = {Standing.PAUSED: ("暂停", "r"), Standing.ENDED: ("已结束", "n")}
"""Of services."""
_TINTS: Final = {Status.CANCELLED: "r", Status.HOLIDAY: "n", Status.ADDED: "g"}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Said:
    """What a picture says."""

    title: str
    klass: str = ""
    chip: Chip = NONE
    lead: str = ""
    day: str = ""
    place: str = ""
    about: str = ""
    sample: bool = False


def sheets(edition: Edition) -> Iterator[Sheet]:
    """Yield the pictures of the site itself, of every course, class, service and story."""
    community = edition.community
    organization = community.organization
    name = organization.short_name or organization.name
    lead = organization.name if organization.name != name else ""
    yield from _pair(
        edition, SITE, _Said(title=name, lead=lead, day="课表、服务、故事", place=organization.address or "")
    )
    for course in community.courses:
        groups = edition.alive(course)
        joining = edition.joinings.of(groups[0]) if len(groups) == 1 else None
        yield from _pair(edition, f"courses/{course.id}/", _course(edition, course, joining))
    for group in edition.timetable.groups:
        if group.record:
            said = _course(edition, group.course, edition.joinings.of(group), group)
            yield from _pair(edition, f"q/{group.id}/", said)
    for service in community.services:
        yield from _pair(edition, f"services/{service.id}/", _service(edition, service))
    for story in community.stories:
        said = _Said(title=story.title, about=phrases.full_day(story.date), sample=bool(story.sample))
        yield from _pair(edition, f"stories/{story.id}/", said)


def _pair(edition: Edition, folder: str, said: _Said) -> Iterator[Sheet]:
    shared = common(edition, phrases.joined([said.title, said.klass]))
    organization = edition.community.organization
    short = organization.short_name or organization.name
    data: dict[str, Any] = {
        "seal": shared["seal"],
        "name": shared["name"],
        "organization": organization.name,
        "below": phrases.joined([short, organization.name if organization.name != short else ""]),
        "title": said.title,
        "class": said.klass,
        "chip": said.chip[0],
        "tint": said.chip[1],
        "lead": said.lead,
        "day": said.day,
        "place": said.place,
        "about": said.about,
        "until": f"{'示例 · ' if said.sample else ''}截至{phrases.short_day(edition.today)}" if said.day else "",
        "sample": False,
        "printed": "",
    }
    for file in FILES:
        yield Sheet(path=f"{folder}{file}", template="preview", data={**data, "shape": file.partition(".")[0]})


def _course(edition: Edition, course: Record, joining: Joining | None, group: Group | None = None) -> _Said:
    timetable, today = edition.timetable, edition.today
    rows = timetable.of_group(group.id) if group else timetable.of_course(course.id)
    found = coming(rows, today)
    status = group.status if group else course.status
    goes_on = status not in STOPPED
    following = found.next if goes_on else None
    usual = short(meetings([p for p in edition.related.parts(course.id) if group in (None, p.group)], today))
    first = bool(following and rows and following is next((o for o in rows if o.held), None))
    lead = ("第一次" if first else "下一次") if following else ""
    several = group is None and len(edition.alive(course)) > 1
    named = following.group if following and several else ""
    chip = _chip(found.off, following, status, joining, today)
    if found.off and several and goes_on:
        chip = news(rows, today), chip[1]
    return _Said(
        title=course.title,
        klass=group.name if group else "",
        chip=chip,
        lead=phrases.joined([lead, named], "："),
        day=when(following, today) if following else usual if status != Standing.ENDED else "",
        place=page.place(following.venue if following else _usual(rows)),
        about=phrases.joined([whom(group) if group else for_whom(course), course.fee]),
        sample=bool(group.sample if group else course.sample),
    )


def _usual(rows: Sequence[Occurrence]) -> Record | None:
    return rows[-1].venue if rows else None


def _chip(
    off: tuple[Occurrence, ...],
    following: Occurrence | None,
    status: Standing | None,
    joining: Joining | None,
    today: date,
) -> Chip:
    """The one thing to know: that it does not go on, what is off, what is different, how to join."""
    if status == Standing.PAUSED:
        return "暂停开课", "r"
    if status == Standing.ENDED:
        return "已结束", "n"
    if off:
        o = off[0]
        return f"{phrases.short_day(o.day)}{state(o)}", _TINTS.get(o.status, "a")
    if following and (words := state(following)):
        return words, _TINTS.get(following.status, "a")
    return _way(joining, today) if joining else NONE


def _way(joining: Joining, today: date) -> Chip:
    """无需报名; 12月1日起报名; 报名到12月20日; 名额已满 (the hour stands on the page)."""
    phase = at(joining.phases, midnight(today))
    form = joining.form
    if phase.kind == "open" and form and form.closes_at:
        day = phrases.deadline(form.closes_at, phrases.short_day).partition("日")[0]
        return f"报名到{day}日", "g"
    words = (
        (phase.words if phase.kind == "full" else phase.brief).partition("（")[0].partition("，")[0].partition(" ")[0]
    )
    near = words.startswith("今天")
    return ("报名中" if near else words), {"open": "g", "free": "g", "full": "r", "wait": "a"}.get(phase.kind, "n")


def _service(edition: Edition, service: Record) -> _Said:
    found = opening(edition, service)
    venues = places(edition, service)
    over = service.status in STOPPED
    line = found.lines[0] if found.lines and not over else None
    return _Said(
        title=service.name,
        chip=_STOPPED.get(service.status, NONE),
        lead="开放" if line else "",
        day=phrases.joined([line.days, line.span], " ") if line else "",
        place=page.place(venues[0]) if venues else "",
        about=service.phone or edition.community.organization.phone or "",
        sample=bool(service.sample),
    )
