"""When a course or a class meets, in words: takes the parts of its timetable, gives `Times` lines and a short form.

What nobody wrote is not said: no end time, no last day, no number of sessions of what goes on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from linli import phrases
from linli.model import Community, Record
from linli.timetable import Occurrence, Rule, opening_lines
from linli.views.meetings import Key, Meeting
from linli.views.page import Link, venue_link
from linli.writing import WEEKDAYS

FEW: Final = 6
"""So many single dates are listed; of more the first ones, and how many there are."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """小学段　每周二　晚上7:00(19:00–20:30)"""

    group: str
    days: str
    spoken: str
    """晚上7:00; empty where it lasts all day."""
    span: str
    """19:00–20:30, 19:00开始 where no end was said, 时间请问."""
    where: Link | None
    note: str
    about: str = ""
    """What sets the class apart: 5—7岁."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Times:
    """Lines with the stretches of time in which they hold, usually terms."""

    stretches: Sequence[str]
    """2026年秋季学期，2026年9月1日—2027年1月20日; 长期; none for single days."""
    lines: Sequence[Line]


def times(community: Community, found: Sequence[Meeting]) -> list[Times]:
    """Return the lines by stretch, the earliest first; single days come as one stretch."""
    places = {meeting.key.venue for meeting in found}
    stretches: dict[str, list[Line]] = defaultdict(list)
    for meeting in found:
        key = meeting.key
        venue = community.find("venues", key.venue) if len(places) > 1 else None
        line = Line(
            group=key.group.name,
            days=days(meeting),
            spoken=phrases.spoken(key.opens_at) if key.opens_at else "",
            span=phrases.span(key.opens_at, key.closes_at),
            where=venue_link(venue) if venue else None,
            note=key.note,
            about=key.group.about,
        )
        stretches[stretch(meeting, community.find("terms", key.term))].append(line)
    alike: dict[tuple[Line, ...], list[str]] = defaultdict(list)
    for name, lines in stretches.items():
        alike[tuple(lines)] += [name] if name else []
    return [Times(stretches=names, lines=lines) for lines, names in alike.items()]


def stretch(meeting: Meeting, term: Record | None) -> str:
    """2026年秋季学期，2026年9月1日—2027年1月20日; 2026年9月1日起，长期; empty for single days."""
    key = meeting.key
    if meeting.single:
        return ""
    if key.endless:
        return f"{phrases.full_day(key.first)}起，长期"
    return phrases.joined([term.name if term else "", phrases.between(key.first, key.last)], "，")


def window(found: Sequence[Meeting], term: Record | None, today: date) -> str:
    """7月5日—7月23日 of what goes on for its own time; empty where it has no end, or is the term."""
    keys = [m.key for m in found if not m.single]
    if not keys or any(key.endless for key in keys):
        return ""
    first, last = min(key.first for key in keys), max(key.last for key in keys)
    whole = term is not None and (first, last) == (term.valid_from, term.valid_to)
    return "" if whole else opening_lines.window(first, last, today)


def days(meeting: Meeting) -> str:
    """每周二、四; 每月第1、3个周六; 每月5日、20日; 2026年12月5日 星期六; 2026年7月7日、17日等9天."""
    key = meeting.key
    if meeting.dates or (key.first == key.last and key.freq):
        return _listed(sorted(meeting.dates or [key.first]))
    weekdays = [rule.weekday for rule in meeting.rules if rule.weekday is not None]
    if key.freq == "MONTHLY":
        if key.nth:
            return f"每月{_of_month(meeting.rules)}"
        numbers = [rule.monthday for rule in meeting.rules if rule.monthday is not None]
        return "每月" + "、".join(f"{n}日" if n > 0 else "最后一天" for n in numbers)
    return _rhythm(key, weekdays)


def short(found: Sequence[Meeting], sessions: Sequence[Occurrence] = ()) -> str:
    """每周三19:00, for titles and lists: of the earliest stretch that is not over; of a single day that was moved the new one."""
    if not found:
        return ""
    moved = [o for o in sessions if o.moved_from and o.held]
    if moved and len(found) == 1 and found[0].key.first == found[0].key.last:
        return phrases.short_day(moved[-1].day) + ("" if moved[-1].all_day else phrases.clock(moved[-1].dtstart.time()))
    head = found[0]
    last = head.key.last
    if head.single:
        return _dated(found if all(m.single for m in found) else found[:1])
    near = [m for m in found if m.key.first <= last and not m.single]
    alike = len({(m.key.freq, m.key.interval, m.key.weeks, m.key.nth, _turn(m.key)) for m in near}) == 1
    clocks = {m.key.opens_at for m in near}
    clock = phrases.clock(head.key.opens_at) if len(clocks) == 1 and head.key.opens_at else ""
    if head.key.freq == "MONTHLY":
        return days(head) + clock
    weekdays = [rule.weekday for m in near for rule in m.rules if rule.weekday is not None]
    return (_rhythm(head.key, weekdays) if alike else phrases.weekday_range([*map(phrases.weekday, weekdays)])) + clock


def terse(words: str) -> str:
    """周三19:00 of 每周三19:00, where the column or the line tells that it is every week; 每月 and 每天 stay."""
    return words.removeprefix("每") if words.startswith("每周") else words


def clocks(o: Occurrence) -> str:
    """19:00–20:30 of one session; 19:00开始 where no end was said; 时间请问."""
    if o.all_day:
        return phrases.span(None, None)
    return phrases.span(o.dtstart.time(), o.dtend.time() if o.dtend else None)


def _of_month(rules: Sequence[Rule]) -> str:
    """第1、3个周六; 第1个周六、第3个周日"""
    which: dict[int, list[str]] = defaultdict(list)
    for rule in rules:
        if rule.weekday is not None and rule.nth is not None:
            which[rule.weekday].append("最后一" if rule.nth < 0 else f"第{rule.nth}")
    weekdays: dict[str, list[str]] = defaultdict(list)
    for weekday, numbers in which.items():
        weekdays["、".join(dict.fromkeys(numbers)).replace("、第", "、")].append(phrases.weekday(weekday))
    return "、".join(f"{numbers}个{phrases.weekdays(names)}" for numbers, names in weekdays.items())


def _dated(found: Sequence[Meeting]) -> str:
    """7月19日—23日每天9:00 of days running; 7月11日、25日9:00; 7月9日9:00起4次 of many apart; an hour only where all share it."""
    each = [(day, m.key.opens_at) for m in found for day in m.dates or [m.key.first]]
    days, hours = sorted({day for day, _ in each}), {hour for _, hour in each}
    first, hour = phrases.short_day(days[0]), hours.pop() if len(hours) == 1 else None
    clock = phrases.clock(hour) if hour else ""
    if len({m.key.group for m in found}) > 1 and len(days) > 1:
        return f"{first}起"
    if len(each) > len(days):
        return f"{first}{len(each)}场" if len(days) == 1 else f"{first}起{len(each)}场"
    if len(days) > 1 and all((after - before).days == 1 for before, after in pairwise(days)):
        return phrases.days(days[0], days[-1], days[0]) + (f"每天{clock}" if clock else "")
    if len(days) > FEW // 2:
        return f"{first}{clock}起{len(days)}次"
    return (first if len(days) == 1 else _listed(days).partition("年")[2]) + clock


def _rhythm(key: Key, weekdays: Sequence[int]) -> str:
    names = phrases.weekday_range([*map(phrases.weekday, weekdays)])
    if key.weeks:
        weeks = key.weeks.strip("第周").replace(",", "、").replace("-", "—")
        return f"第{weeks}周{names}"
    if key.interval == 1:
        return names if len(set(weekdays)) == len(WEEKDAYS) else f"每{names}"
    whole = len(set(weekdays)) == len(WEEKDAYS)
    return f"隔{'一周的' if whole else ''}{names}" if key.interval == 2 else f"每{key.interval}周的{names}"


def _turn(key: Key) -> int:
    """In which of its weeks what is not weekly meets: two classes may take turns."""
    return (key.first.toordinal() - key.first.weekday()) // len(WEEKDAYS) % key.interval


def _listed(found: Sequence[date]) -> str:
    if len(found) == 1:
        return phrases.long_day(found[0])
    shown = found[:FEW]
    whole = all((after - before).days == 1 for before, after in pairwise(found))
    if whole and len(found) > 2:
        return f"{phrases.between(found[0], found[-1])}，每天"
    parts = []
    for number, day in enumerate(shown):
        before = shown[number - 1] if number else None
        same_month = before is not None and (before.year, before.month) == (day.year, day.month)
        year = f"{day.year}年" if before is None or before.year != day.year else ""
        parts.append(f"{day.day}日" if same_month else f"{year}{phrases.short_day(day)}")
    return "、".join(parts) + (f"等{len(found)}天" if len(found) > FEW else "")
