"""A day's sessions as a sheet tells them: takes occurrences, gives times with blocks, the classes of one course joined.

9:00–10:30 书法班 启蒙一班 · 基础一班 is one block; what is off keeps its place and is struck through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Final

from linli import phrases
from linli.records import Signup
from linli.timetable import Day, Occurrence, Status
from linli.timetable.form_phases import Joining
from linli.timetable.joining import ASK, TOLD
from linli.timetable.phases import at, midnight
from linli.views import page
from linli.views.became import instead, place, same_day
from linli.views.rows import Sessions
from linli.views.times import clocks

WALK_IN: Final = "直接来"
CLOSED: Final = "报名已截止"
CALL: Final = "先打电话问"


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """Sessions of one course at one time that are alike in all but the class."""

    title: str
    classes: str
    """启蒙一班 5—7岁 · 基础一班 8—10岁; the ages alone where the class is the course."""
    where: str
    join: str
    """How one comes in, as short as can be: 直接来, 报名已截止, 12月1日起报名."""
    cut: bool
    word: str
    """停课, 改期, 新时间 …; empty where it is simply on."""
    to: str
    """改到周四19:30, 原定12月2日(周三)19:00, 这次由王老师来上: what happens instead."""
    why: str
    """Why it is off; empty where the sheet tells that of the whole day."""
    topic: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Slot:
    """What begins and ends together."""

    time: str
    """9:00–10:30; 19:00开始 where no end was said."""
    hour: int
    blocks: Sequence[Block]


def slots(
    sessions: Sessions,
    occurrences: Iterable[Occurrence],
    *,
    names: Mapping[str, str] | None = None,
    venue: str = "",
    dated: bool = False,
) -> list[Slot]:
    """Return the sessions that have an hour, by time.

    `names` are short forms of the venues' names; at the door of a `venue` its own need not be said. `dated`: another day
    has its date even where it is of the same week, for what is not seen beside it.
    """
    found = [o for o in occurrences if not o.all_day]
    timed = sorted(found, key=lambda o: (o.dtstart, o.dtend is None, o.over))
    return [
        Slot(time=time, hour=hour, blocks=_joined(sessions, list(some), names or {}, venue, dated=dated))
        for (hour, time), some in groupby(timed, key=lambda o: (o.dtstart.hour, clocks(o)))
    ]


def kept(day: Day, occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    """What stands at a day: what an official holiday closes is told by the holiday's name alone."""
    return [o for o in occurrences if not (day.holiday and o.status is Status.HOLIDAY)]


def off(day: Day, before: str = "") -> str:
    """国庆节放假; of the same holiday as the day before only 放假; 调休上班, and what is not known yet."""
    if day.holiday:
        return f"{'' if day.holiday == before else day.holiday}放假"
    return f"{day.unsure}前后，放假未定" if day.unsure else "调休上班" if day.makeup else ""


def lasting(sessions: Sessions, occurrences: Iterable[Occurrence]) -> Iterator[dict[str, Any]]:
    """What has no hour: an exhibition once for all its days, what is off on the days on which it is, an outing at its day."""
    found: dict[tuple[str, str, bool, str, str], list[Occurrence]] = {}
    for o in (o for o in occurrences if o.all_day):
        row = sessions.row(o)
        until = "" if row.cut else row.until or f"{row.day}({row.weekday})，{o.remark or phrases.HOURS_UNSAID}"
        where = "" if row.cut else row.where
        key = (phrases.joined([row.title, row.group]), where, row.cut, row.word, until)
        found.setdefault(key, []).append(o)
    for (what, where, cut, word, until), some in found.items():
        when = until or phrases.days(some[0].day, some[-1].day, sessions.today)
        yield {"what": what, "when": when, "where": where, "cut": cut, "word": word}


def way(joining: Joining, today: date) -> str:
    """How one comes in, as known on the day of printing and worded to be true for the days after it."""
    phase = at(joining.phases, midnight(today))
    closes = joining.form.closes_at if joining.form else None
    if phase.kind == "open" and closes:
        return f"报名到{phrases.short_day((closes - timedelta(microseconds=1)).date())}"
    if phase.kind == "ask":
        return CALL if joining.word in (ASK, TOLD) else joining.word
    if phase.kind == "over":
        return CLOSED if joining.form else ""
    if phase.kind == "free":
        return WALK_IN if joining.word == Signup.NOT_NEEDED else joining.word
    plain = {"open": "要报名", "paused": "", "wait": phase.brief, "full": phase.brief}
    return plain.get(phase.kind, "")


def _joined(
    sessions: Sessions, occurrences: Sequence[Occurrence], names: Mapping[str, str], venue: str, *, dated: bool
) -> list[Block]:
    alike: dict[Block, list[Occurrence]] = {}
    for o in occurrences:
        block = _block(sessions, o, venue, dated=dated)
        alike.setdefault(replace(block, where=names.get(block.where, block.where)), []).append(o)
    return [replace(block, classes=_classes(found)) for block, found in alike.items()]


def _block(sessions: Sessions, o: Occurrence, venue: str, *, dated: bool) -> Block:
    row = sessions.row(o)
    elsewhere = bool(venue) and (o.venue is None or o.venue.id != venue)
    to = instead(o, sessions.today) if o.status is Status.SUBSTITUTE else _moved(o, dated=dated)
    if elsewhere and o.held:
        to = phrases.joined([to, f"这次在{page.place(o.venue)}" if o.venue else "这次不在这里"], "，")
    elif venue and o.held and o.venue_was and not o.moved_from:
        to = f"原在{o.venue_was.name}"
    return Block(
        title=row.title,
        classes="",
        where="" if venue or row.cut else row.where,
        join="" if row.cut or elsewhere else way(sessions.joinings.of(o.klass), sessions.today),
        cut=row.cut or elsewhere,
        word=row.word,
        to=to,
        why=o.reason.rstrip("。，；") if o.status is Status.CANCELLED and (venue or not _wide(o)) else "",
        topic=row.topic,
    )


def _wide(o: Occurrence) -> bool:
    """Whether it is off with all others of its day or house."""
    return o.change is not None and not (o.change.course or o.change.group)


def _moved(o: Occurrence, *, dated: bool) -> str:
    """改到周四19:30，在书法室（原在美术室）; with the date where it is of another week, or is asked for; 改到19:30 of its own day."""
    other = o.moved_to or o.moved_from
    if other is None:
        return ""
    monday = o.day - timedelta(days=o.day.weekday())
    near = not dated and monday <= other.date() < monday + timedelta(days=7)
    name = "" if same_day(o, other) else phrases.weekday(other.weekday()) if near else phrases.day(other.date())
    hour = "" if o.all_day else phrases.clock(other.time())
    return f"改到{name}{hour}{place(o)}" if o.moved_to else f"原定{name}{hour}"


def _classes(found: Sequence[Occurrence]) -> str:
    """Each with its ages; ages that all share stand once, behind the last name."""
    named = [(o.group, phrases.ages(o.klass.min_age, o.klass.max_age) or _own(o)) for o in found]
    if len({ages for _, ages in named}) == 1:
        names = phrases.joined([name for name, _ in named])
        return phrases.joined([names, named[0][1]], " ")
    return phrases.joined([phrases.joined([name, ages], " ") for name, ages in named])


def _own(o: Occurrence) -> str:
    """What the class's own row says of whom it is for, where its note tells the ages: 孩子3—6岁."""
    note = (o.klass.record.note or "") if o.klass.record else ""
    return note if re.search(r"[0-9]岁|年级", note) else ""
