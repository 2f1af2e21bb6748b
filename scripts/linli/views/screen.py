"""The lobby's television: takes everything, gives eight days of sessions by room, what is off, and what is told below.

A screen that lost its network goes on for a week: every session carries its times, every sentence the time in which it
holds, and the browser only chooses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from linli import phrases
from linli.model import Record
from linli.revisions import Change
from linli.revisions.change import OF_SERVICES, SERVICES
from linli.timetable import Occurrence, Status
from linli.timetable.phases import midnight, of_site
from linli.views import alerts, days, page, stories, told
from linli.views.became import closes, why, word
from linli.views.closures import closures
from linli.views.edition import Edition
from linli.views.opened import opened
from linli.views.rows import Row

OPEN: Final = 4
"""What can be joined, at most: the television turns pages."""
DAYS: Final = 8
"""A week, and the day after it: each day shows the next one too."""
CODE: Final = "screen/qr.png"
_NOTICED: Final = timedelta(days=7)
"""So long before it a notice stands on the screen."""
_FAR: Final = timedelta(days=60)
_NEXT: Final = "次日"
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """A session, or several classes of a course at one time in one place, as read from five metres."""

    start: datetime
    end: datetime
    """From when on it is over."""
    clock: str
    """9:00, 时间请问"""
    until: str
    """While it is on: 到10:30; 已开始 where no end was said; 今天有，到12月8日."""
    after: str
    """The same after midnight, where it is else: 到6:00 for 到次日6:00."""
    night: datetime
    """That midnight."""
    whole: bool
    title: str
    groups: str
    topic: str
    """What it is about this time, and what its row of the timetable notes."""
    room: str
    """The place as people here call it."""
    detail: str
    """1楼102室"""
    venue: str
    """Id of the place, or empty."""
    was: str
    """Id of the place where it would be as planned."""
    held: bool
    word: str
    tint: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SeenDay:
    """One day."""

    date: str
    name: str
    """11月24日 星期二"""
    note: str
    """国庆节放假，全部停课"""
    rows: Sequence[Seen]


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A sentence below the sessions, and when it is news."""

    words: str
    start: datetime
    end: datetime


def context(edition: Edition, announced: Iterable[Change]) -> dict[str, Any]:
    """Return the context of the slot; `announced` are the changes around today."""
    community, timetable, today = edition.community, edition.timetable, edition.today
    organization = community.organization
    short = organization.short_name or organization.name
    last = today + (DAYS - 1) * _DAY
    shown = dict(timetable.days(today - _DAY, last))
    yesterday = today - _DAY
    shown[yesterday] = tuple(o for o in shown[yesterday] if o.over > midnight(today) and not o.all_day)
    later = next((o.day for o in timetable.occurrences if o.day > last and o.held), None)
    if later:
        shown |= timetable.days(later, later)
    return {
        "name": short,
        "seal": page.initial(short),
        "sample": organization.sample,
        "phone": page.phone(organization.phone),
        "age": of_site(today, "这块屏"),
        "venues": [
            (venue.id, _called(venue, short), f"{page.place(venue)} {venue.address or ''}")
            for venue in community.venues
        ],
        "banners": alerts.banners(timetable.occurrences, today, community),
        "days": [_day(edition, day, found, short) for day, found in shown.items() if found or yesterday < day <= last],
        "last": phrases.short_day(last),
        "until": last.isoformat(),
        "notices": _notices(edition, announced),
        "open": opened(edition, OPEN)["items"],
        "story": next(iter(stories.listing(edition, 1)["stories"]), None),
        "code": CODE if edition.site_url else "",
    }


def _day(edition: Edition, day: date, found: Sequence[Occurrence], short: str) -> SeenDay:
    alike: dict[tuple[object, ...], list[Occurrence]] = {}
    for o in found:
        if o.status is not Status.HOLIDAY:  # the day's note says it
            key = (
                o.course.id,
                o.dtstart,
                o.over,
                o.all_day,
                o.status,
                why(o, edition.today),
                o.topic,
                o.remark,
                _id(o.venue),
            )
            alike.setdefault(key, []).append(o)
    return SeenDay(
        date=day.isoformat(),
        name=f"{phrases.other_year(day, edition.today)}{phrases.short_day(day)} {phrases.star(day)}",
        note=days.note(edition.timetable, day, found),
        rows=sorted((_seen(edition, each, short) for each in alike.values()), key=lambda row: row.whole),
    )


def _seen(edition: Edition, found: Sequence[Occurrence], short: str) -> Seen:
    first, row = found[0], edition.sessions.row(found[0])
    end = closes(first)
    return Seen(
        start=first.dtstart,
        end=first.over,
        clock=phrases.HOURS_UNSAID if first.all_day else row.opens,
        until=_today(row) if first.all_day else f"到{end}" if end else "已开始",
        after=f"到{end.removeprefix(_NEXT)}" if end.startswith(_NEXT) else "",
        night=midnight(first.day + _DAY),
        whole=first.all_day,
        title=first.course.title,
        groups="、".join(dict.fromkeys(o.group for o in found if o.group)),
        topic=phrases.joined([first.topic, "" if first.all_day else first.remark], "，"),
        room=_called(first.venue, short) if first.venue else "",
        detail=(first.venue.room or "") if first.venue else "",
        venue=_id(first.venue),
        was=_id(first.venue_was),
        held=first.held,
        word=word(first),
        tint=row.tint,
        why="" if first.held else why(first, edition.today),
    )


def _today(row: Row) -> str:
    """今天有，到12月8日; 今天有，天黑以后; of a day by itself nobody said when."""
    return phrases.joined(["今天有", row.until, row.remark or ("" if row.until else phrases.HOURS_UNSAID)], "，")


def _called(venue: Record, short: str) -> str:
    """多功能室 for 竹影社区多功能室: here everything is 竹影社区."""
    rest = venue.name.removeprefix(short)
    return str(rest if len(rest) > 1 else venue.name)


def _id(venue: Record | None) -> str:
    return str(venue.id) if venue else ""


def _notices(edition: Edition, announced: Iterable[Change]) -> list[Told]:
    """Holidays, what services announce, and what is not known of the next year; the earliest first."""
    today = edition.today
    found = [Told(words=each.words, start=each.start, end=each.end) for each in closures(edition, today, today + _FAR)]
    for change in announced:
        if change.kind in OF_SERVICES - SERVICES and change.steps:
            end = max(step.end for step in change.steps)
            why_ = told.reason(change)
            words = f"{told.subject(change)}：{told.sentence(change, today)}{f'，{why_}' if why_ else ''}"
            found.append(Told(words=words, start=midnight(change.steps[0].start.date()) - _NOTICED, end=end))
    for year in edition.related.unpublished:
        first = midnight(date(year, 1, 1))
        words = f"{year}年放假安排尚未公布，以通知为准"
        found.append(Told(words=words, start=first - _NOTICED, end=midnight(date(year + 1, 1, 1))))
    return sorted((each for each in found if each.end > midnight(today)), key=lambda each: each.start)
