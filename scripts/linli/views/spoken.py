"""A session as one would say it: takes the sessions of a day, gives `Told` values, and what lasts for days as `Lasting`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from linli import phrases
from linli.model import Record
from linli.timetable import Occurrence, Status, Timetable
from linli.timetable.official import days_between
from linli.timetable.phases import midnight
from linli.views import stretches

_WORDS: Final = {
    Status.ADDED: "加一场",
    Status.RELOCATED: "换地方了",
    Status.SUBSTITUTE: "换老师了",
    Status.MAKEUP: "补课",
}
_DAY: Final = timedelta(days=1)
_FORTNIGHT: Final = 14
"""Days after which a weekday that was missing each time is missing every week."""
_LONG: Final = 5
"""What has no end is told so where so many days belong together; of weekends each has its own end."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """One session, or several classes of a course at one time."""

    start: datetime
    end: datetime
    """From when on it is over."""
    clock: str
    """晚上7:00, 时间请问"""
    whole: bool
    """Whether nobody said an hour: then nobody knows whether it is on just now."""
    known_end: bool
    name: str
    groups: str
    """启蒙一班、启蒙二班"""
    href: str
    held: bool
    word: str
    """换地方了, 加一场; empty where it is simply on. Of what is not held 改时间, else the template says 不上."""
    about: str
    """在社区书屋。 Or why not, and when instead."""
    plain: str
    """带孙子来听故事，不要钱。"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Lasting:
    """What is there all day on several days running."""

    start: datetime
    """When it comes within the days that are shown."""
    end: datetime
    waits: bool
    """Whether that is after the day of the build."""
    name: str
    groups: str
    href: str
    about: str
    """12月5日到12月8日，在社区书屋。"""


def told(occurrences: Iterable[Occurrence], today: date) -> list[Told]:
    """Return the sessions by start; classes of a course that are alike at one time are one."""
    alike: dict[tuple[object, ...], list[Occurrence]] = {}
    for o in occurrences:
        key = (o.course.id, o.dtstart, o.all_day, o.held, _word(o), why(o, today), o.topic, o.remark)
        alike.setdefault(key, []).append(o)
    return [_told(found, today) for found in alike.values()]


def lasting(timetable: Timetable, first: date, last: date, shown: int) -> tuple[list[Lasting], set[str]]:
    """Return what lasts on several of the days from first to last, and the UIDs of what this tells.

    A day on which it is otherwise is told in that day too.
    """
    found, uids = [], set[str]()
    for group in timetable.groups:
        rows = [o for o in timetable.of_group(group.id) if o.all_day and o.held]
        for run in stretches.of(rows):
            ahead = [o for o in run if first <= o.day <= last]
            if run[0].day == run[-1].day or not ahead:
                continue
            uids |= {o.uid for o in ahead if o.status is Status.ON and not o.topic}
            endless = run[-1].rule.endless and len(run) >= _LONG
            span = _span(run[0].day, None if endless else run[-1].day, first)
            about = phrases.joined([span, *_where(ahead[:1]), ahead[0].remark], "，")
            start = midnight(run[0].day - (shown - 1) * _DAY)
            found.append(
                Lasting(
                    start=start,
                    waits=start > midnight(first),
                    end=ahead[-1].over,
                    name=run[0].course.title,
                    groups=run[0].group,
                    href=_href(run[:1]),
                    about="".join(f"{part}。" for part in (about, _gaps(run, first, last)) if part),
                )
            )
    return found, uids


def made_up(rows: Sequence[Told], day: date) -> str:
    """Of a worked weekend day: 调休上班。星期六的课照常，另外补：家庭健康教育夜校（中学段）晚上7:00。"""
    made = [row for row in rows if row.word == _WORDS[Status.MAKEUP]]
    planned = [row for row in rows if row not in made]
    usual = bool(planned) and all(row.held for row in planned)
    names = "、".join(f"{row.name}{f'（{row.groups}）' if row.groups else ''}{row.clock}" for row in made)
    parts = [f"{phrases.star(day)}的课照常" if usual else "", f"另外补：{names}" if names else ""]
    return "".join(f"{part}。" for part in ["调休上班", phrases.joined(parts, "，")] if part)


def _told(found: Sequence[Occurrence], today: date) -> Told:
    first = found[0]
    reason = why(first, today)
    topic = f"这一次：{first.topic}" if first.topic else ""
    parts = [*_where(found), topic, first.remark, reason] if first.held else [reason]
    return Told(
        start=first.dtstart,
        end=max(o.over for o in found),
        clock=phrases.HOURS_UNSAID if first.all_day else phrases.spoken(first.dtstart.time()),
        whole=first.all_day,
        known_end=first.dtend is not None,
        name=first.course.title,
        groups="、".join(dict.fromkeys(o.group for o in found if o.group)),
        href=_href(found),
        held=first.held,
        word=_word(first),
        about="".join(f"{part.rstrip('。')}。" for part in parts if part),
        plain=(first.course.plain or "") if first.held else "",
    )


def _word(o: Occurrence) -> str:
    if not o.held:
        return "" if o.word == o.status else o.word
    return ("改到这时候" if o.moved_from.date() == o.day else "改到这天") if o.moved_from else _WORDS.get(o.status, "")


def why(o: Occurrence, today: date) -> str:
    """老师当天外出学习，改到星期四（11月26日）晚上7:30; empty where it is as planned."""
    if o.status is Status.HOLIDAY:
        return phrases.day_off(o.reason)
    instead = ""
    if o.moved_to:
        instead = f"改到{_moment(o, o.moved_to, today)}"
    elif o.moved_from:
        instead = f"原来是{_moment(o, o.moved_from, today)}"
    if o.substituted and o.teacher and o.held:
        was = f"，原来是{o.teacher_was}" if o.teacher_was else ""
        instead = phrases.joined([instead, f"这一次由{o.teacher}来上{was}"], "，")
    was = f"原来在{o.venue_was.name}" if o.venue_was and o.held else ""
    there = f"在{place(o.venue_to)}" if o.venue_to and o.venue_to is not (o.venue_was or o.venue) else ""
    return phrases.joined([o.reason.rstrip("。，；"), instead, there, was], "，")


def _moment(o: Occurrence, value: datetime, today: date) -> str:
    """星期四（11月26日）晚上7:30; on the same day only the hour."""
    hour = "" if o.all_day else phrases.spoken(value.time())
    return (
        hour if value.date() == o.day and hour else f"{phrases.star(value.date())}（{said(value.date(), today)}）{hour}"
    )


def said(day: date, today: date) -> str:
    """11月26日; with the year where it is another."""
    return phrases.other_year(day, today) + phrases.short_day(day)


def place(venue: Record) -> str:
    """社区书屋（2楼203室）"""
    return f"{venue.name}（{venue.room}）" if venue.room else str(venue.name)


def _where(found: Sequence[Occurrence]) -> list[str]:
    """在社区书屋; of classes in several places each with its own."""
    by_place: dict[str, list[str]] = {}
    for o in found:
        if o.venue:
            by_place.setdefault(place(o.venue), []).append(o.group)
    if len(by_place) == 1:
        return [f"在{name}" for name in by_place]
    return ["；".join(f"{'、'.join(groups)}在{name}" for name, groups in by_place.items())] if by_place else []


def _href(found: Sequence[Occurrence]) -> str:
    """To the class's own page where it is one class of groups.yml, else to the course's."""
    classes = {o.klass.id: o.klass for o in found}
    only = next(iter(classes.values()))
    return f"q/{only.id}/" if len(classes) == 1 and only.record else f"q/{only.course.id}/"


def _span(first: date, last: date | None, today: date) -> str:
    """到12月8日, 12月5日到12月8日, 12月5日起一直有; of what goes on without an end 一直有."""
    start = said(first, today) if first > today else ""
    if last is None:
        return f"{start}起一直有" if start else "一直有"
    return f"{start}到{said(last, today)}"


def _gaps(run: Sequence[Occurrence], first: date, last: date) -> str:
    """周一没有; 11月30日、12月7日没有: within the days that are shown, a weekday where it is never there on it."""
    there = {o.day for o in run}
    missing = [day for day in days_between(run[0].day, run[-1].day) if day not in there]
    weekdays = {day.weekday() for day in missing} - {day.weekday() for day in there}
    never = weekdays if (run[-1].day - run[0].day).days >= _FORTNIGHT else set()
    names = [phrases.weekday(number) for number in sorted(never)]
    names += [phrases.short_day(day) for day in missing if first <= day <= last and day.weekday() not in never]
    return f"{'、'.join(names)}没有" if names else ""
