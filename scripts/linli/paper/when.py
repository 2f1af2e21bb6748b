"""When a course or a class meets, on paper: takes its meetings and coming sessions, gives rows of `Fact` and a strip's words.

For a passer-by 第11—14周 and 隔周 mean nothing: what does not come every week is told by its dates, what has no end by
its rhythm and the next of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Final

from linli import phrases
from linli.model import Community
from linli.paper.sheet import Fact, fact
from linli.timetable import Group, Occurrence
from linli.views import page
from linli.views.meetings import Meeting
from linli.views.times import clocks, days, short, stretch, terse

FEW: Final = 3
"""Up to so many times stand as sentences; more become a table of classes."""
DATES: Final = 12
"""So many dates are listed; of more the first ones, and how many there are."""
NEXT: Final = 3
"""So many dates stand beside a rhythm that has no end."""
SHORT: Final = timedelta(weeks=4)
"""What is over after so long says on a strip from when to when it is."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    group: Group
    days: str
    spoken: str
    span: str
    note: str


def rows(
    community: Community, found: Sequence[Meeting], ahead: Sequence[Occurrence], *, chosen: bool = False
) -> list[Fact]:
    """Return a row for each stretch of time; `chosen`: the class is named elsewhere on the sheet."""
    places = {meeting.key.venue for meeting in found}
    stretches: dict[str, list[_Line]] = {}
    for meeting in found:
        key = meeting.key
        term = community.find("terms", key.term) or key.group.term
        by_dates = _by_dates(meeting)
        dates = _dates(meeting, ahead) if by_dates or key.interval > 1 else []
        if by_dates and not dates:
            continue
        line = _Line(
            group=key.group,
            days=listed(dates) if by_dates else days(meeting),
            spoken=phrases.spoken(key.opens_at) if key.opens_at else "",
            span=phrases.span(key.opens_at, key.closes_at),
            note=phrases.joined(
                [
                    key.group.about if not chosen and key.group.name else "",
                    key.note,
                    page.place(community.find("venues", key.venue)) if len(places) > 1 else "",
                    f"{_by_month(dates[:NEXT])}，以后还有" if dates and not by_dates else "",
                ]
            ),
        )
        name = (term.name if term else "") if by_dates else stretch(meeting, term)
        stretches.setdefault(name, []).append(line)
    for o in ahead:
        if o.moved_from and any(_planned(meeting, o) for meeting in found):
            term = o.klass.term
            stretches.setdefault(term.name if term else "", []).append(_moved(o))
    alike: dict[tuple[tuple[str, ...], ...], tuple[list[str], list[_Line]]] = {}
    for name, lines in stretches.items():
        same = tuple((line.group.name, line.days, line.span, line.note) for line in lines)
        alike.setdefault(same, ([], lines))[0].append(name)
    return [_row(names, lines, chosen=chosen, labelled=len(alike) > 1) for names, lines in alike.values()]


def brief(community: Community, found: Sequence[Meeting], ahead: Sequence[Occurrence]) -> str:
    """Return the few words for a strip: 每周三19:00; 1月25日—29日 周一至周五8:00; 12月20日起 隔周日15:00; 2个班，每周六、日9:00."""
    if not ahead:
        return ""
    head = found[0]
    near = [m for m in found if m.key.term == head.key.term and m.key.first <= head.key.last]
    classes = {m.key.group.id for m in near if m.key.group.name}
    regular = [m for m in near if not _by_dates(m)]
    some = _stretch(found, near)
    if len(classes) > 1:
        venues = {m.key.venue for m in near}
        hours = {m.key.opens_at for m in near}
        when = "" if len(regular) < len(near) else short(near).removeprefix("每" if len(hours) > 1 else "")
        if when and some:
            hour = phrases.clock(head.key.opens_at) if len(hours) == 1 and head.key.opens_at else ""
            when = phrases.joined([some, hour], " ")
        return phrases.joined(
            [f"{len(classes)}个班", when or (_name(community, venues.pop()) if len(venues) == 1 else "")], "，"
        )
    days = sorted({o.day for o in ahead})
    paced = all(m.key.interval > 1 and not m.key.weeks and not m.single for m in near)
    if paced and len(days) > FEW:
        return f"{phrases.short_day(days[0])}起 {_usual(near)}"
    if not regular or (some and _running(days)):
        return _some_days(days, ahead, counted=all(map(_by_dates, found)))
    return f"{some} {terse(_usual(regular))}" if some else _usual(regular)


def listed(found: Sequence[date]) -> str:
    """12月2日、9日，2027年1月6日(周三); the weekday once where it is the same, else at each."""
    if _running(found):
        return f"{phrases.between(found[0], found[-1])}，每天"
    alike = len({day.weekday() for day in found}) == 1
    more = f"等{len(found)}天" if len(found) > DATES else ""
    weekday = f"({phrases.weekday(found[0].weekday())})" if alike else ""
    return _by_month(found[:DATES], weekdays=not alike) + more + weekday


def _running(found: Sequence[date]) -> bool:
    return len(found) > 2 and (found[-1] - found[0]).days == len(found) - 1


def _by_month(found: Sequence[date], *, weekdays: bool = False) -> str:
    """2026年12月2日、9日、2027年1月6日、2月3日; 2026年12月2日(周三)、4日(周五): a year where it is another than before."""
    months: list[str] = []
    before = 0
    for (year, month), some in groupby(found, key=lambda day: (day.year, day.month)):
        dates = [f"{d.day}日({phrases.weekday(d.weekday())})" if weekdays else f"{d.day}日" for d in some]
        months.append(f"{f'{year}年' if year != before else ''}{month}月{'、'.join(dates)}")
        before = year
    return "、".join(months)


def _by_dates(meeting: Meeting) -> bool:
    """Whether it is told by its dates: it has an end and does not come every week."""
    key = meeting.key
    return meeting.single or bool(key.weeks) or (key.interval > 1 and not key.endless)


def _dates(meeting: Meeting, ahead: Sequence[Occurrence]) -> list[date]:
    """The coming dates on which it is held as planned."""
    key, single = meeting.key, meeting.single
    planned = set(meeting.dates) or {key.first}
    weekdays = {rule.weekday for rule in meeting.rules}
    mine = [
        o
        for o in ahead
        if o.klass is key.group
        and key.first <= o.recurrence_id.date() <= key.last
        and (o.recurrence_id.date() in planned if single else o.recurrence_id.weekday() in weekdays)
        and (o.all_day if key.opens_at is None else o.recurrence_id.time() == key.opens_at)
        and o.moved_from is None
    ]
    return sorted({o.day for o in mine})


def _planned(meeting: Meeting, o: Occurrence) -> bool:
    """Whether a session was planned for one of the dates that a meeting lists."""
    key, day = meeting.key, o.recurrence_id.date()
    return o.klass is key.group and (day in meeting.dates or (key.first == key.last == day))


def _moved(o: Occurrence) -> _Line:
    """8月7日(周六) 下午4:00 (16:00–20:00)，原定7月31日"""
    assert o.moved_from is not None  # noqa: S101 # only such are told here
    return _Line(
        group=o.klass,
        days=listed([o.day]),
        spoken="" if o.all_day else phrases.spoken(o.dtstart.time()),
        span=clocks(o),
        note=f"原定{phrases.short_day(o.moved_from.date())}",
    )


def _row(names: Sequence[str], lines: Sequence[_Line], *, chosen: bool, labelled: bool) -> Fact:
    said = [name for name in names if name]
    if len(lines) > FEW:
        row = fact("时间", *said, classes=[_class(line) for line in lines])
    else:
        row = fact("时间", *said)
        row["lines"] = [_sentence(line, chosen=chosen) for line in lines] + row["lines"]
    if labelled and said:
        row["lines"] = row["lines"][: -len(said)]
        row["head"] = "；".join(said)
    return row


def _sentence(line: _Line, *, chosen: bool) -> dict[str, Any]:
    more = phrases.joined(["" if chosen else line.group.name, line.note])
    return {
        "text": phrases.joined([line.days, line.spoken], " "),
        "strong": True,
        "more": phrases.joined([f"({line.span})", more], " "),
    }


def _class(line: _Line) -> dict[str, str]:
    return {"group": line.group.name, "days": line.days, "span": line.span, "note": line.note}


def _usual(near: Sequence[Meeting]) -> str:
    """每周二19:00; 周二19:00、周六9:00 where each has its own hour."""
    words = short(near)
    if ":" in words or near[0].key.opens_at is None:
        return words
    return "、".join(list(dict.fromkeys(terse(short([meeting])) for meeting in near))[:2])


def _stretch(found: Sequence[Meeting], near: Sequence[Meeting]) -> str:
    """1月25日—29日 of what is over before long; 1月25日起 where more follows; empty of what goes on for longer."""
    first, last = min(m.key.first for m in near), max(m.key.last for m in near)
    if last - first > SHORT or any(m.key.endless for m in near):
        return ""
    return f"{phrases.short_day(first)}起" if len(near) < len(found) else phrases.days(first, last, first)


def _some_days(days: Sequence[date], ahead: Sequence[Occurrence], *, counted: bool) -> str:
    """12月2日、9日 周三19:00; 1月23日起3次 9:00; 7月19日—23日 15:00: a weekday and an hour only where all have it."""
    weekdays = {phrases.weekday(day.weekday()) for day in days}
    hours = {"" if o.all_day else phrases.clock(o.dtstart.time()) for o in ahead}
    if _running(days):
        said = phrases.days(days[0], days[-1], days[0])
    elif len(days) < FEW:
        said = _by_month(days).partition("年")[2]
    else:
        said = f"{phrases.short_day(days[0])}起" + (f"{len({o.dtstart for o in ahead})}次" if counted else "")
    every = "".join(each.pop() for each in (weekdays, hours) if len(each) == 1)
    return phrases.joined([said, every], " ")


def _name(community: Community, key: str) -> str:
    venue = community.find("venues", key)
    return venue.name if venue else ""
