"""A change in the words residents use: takes a `Change`, gives its subject, its sentence and its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Final

from linli import phrases
from linli.revisions import Change, Kind, Slot
from linli.writing import WEEKDAYS

FEW: Final = 3
"""Dates or names that are listed one by one."""
_DAY: Final = timedelta(days=1)


def subject(change: Change) -> str:
    """书法班 · 启蒙一班、基础一班; 美术班 · 8个班; 春节; 全部课程."""
    if change.kind in (Kind.HOLIDAY, Kind.MAKEUP) or change.whole:
        return change.title
    return phrases.joined([change.title, names(change.groups, "个班")])


def word(change: Change) -> str:
    """The kind in the word residents use: 改期 where the day is another, 改时间 where only the hour is."""
    if change.kind is Kind.TIME and any(
        s.was and s.now and s.was.start.date() != s.now.start.date() for s in change.steps
    ):
        return "改期"
    if change.kind is Kind.OPENING and all(s.was and s.now and not _hours(s.now) for s in change.steps):
        return str(Kind.PLACE)
    return str(change.kind)


def sentence(change: Change, today: date) -> str:
    """11月28日(周六)14:00–15:30，换到党群服务中心2楼（原在书法室）. `today` decides where a year is said."""
    was = [step.was for step in change.steps if step.was]
    now = [step.now for step in change.steps if step.now]
    say = _SENTENCES.get(change.kind)
    return say(change, was, now, today) if say else ""


def reason(change: Change) -> str:
    """Why, as announced; empty where nobody said it."""
    if change.kind in (Kind.HOLIDAY, Kind.MAKEUP):
        return ""
    found = next((step.now.reason for step in change.steps if step.now and step.now.reason), "")
    return found.rstrip("。，；")


def names(found: Sequence[str], unit: str) -> str:
    """The names, or how many where they are more than a few."""
    return "、".join(found) if len(found) <= FEW else f"{len(found)}{unit}"


def when(slots: Sequence[Slot], today: date, *, ends: bool = False) -> str:
    """11月28日(周六) 14:00; 12月2日(周三)、12月9日(周三) 19:00; 每周二、四 7:00–8:00，12月1日—1月20日，共15次.

    Whole days that follow each other: 12月15日—17日.
    """
    days = _days(slots)
    if _running(days) and all(slot.start.time() == time() and _closes(slot) is None for slot in slots):
        return phrases.days(days[0], days[-1], today)
    clock = _clock(slots, ends=ends)
    if len(days) <= FEW:
        return phrases.joined(["、".join(_day(day, today) for day in days), clock], " ")
    return f"{phrases.joined([_rhythm(days), clock], ' ')}，{phrases.days(days[0], days[-1], today)}，共{len(slots)}次"


_Slots = Sequence[Slot]


def _new(change: Change, was: _Slots, now: _Slots, today: date) -> str:
    return when(now, today, ends=True) + _at(now)


def _makeup(change: Change, was: _Slots, now: _Slots, today: date) -> str:
    return f"{when(now, today)} {change.title}：{names(change.groups, '门课')}"


def _holiday(change: Change, was: _Slots, now: _Slots, today: date) -> str:
    off = _days_off(now, today)
    if change.span and change.span[0] < change.span[1]:
        off = phrases.days(*change.span, today)
    if change.whole:
        return f"{off}全部停课"
    return f"{off} 不上课：{names(change.groups, '门课')}"


def _off(change: Change, was: _Slots, now: _Slots, today: date) -> str:
    if change.whole:
        return f"{_days_off(now, today)}停课"
    return f"{when(was, today)} 停课"


def _closed(change: Change, was: _Slots, now: _Slots, today: date) -> str:
    return f"{_days_off(now, today)}休息"


def _opening(change: Change, was: _Slots, now: _Slots, today: date) -> str:
    what = _hours(now[0]) if now[0].held else "有一段时间休息，请看服务页"
    place = _moved(was[0], now[0]) if was else ""
    return f"{_days_off(now, today)} {phrases.joined([what, place], '，') or '有变，请看服务页'}"


def _hours(slot: Slot) -> str:
    """12:00关门, 10:00开门, 10:00–16:00开放; empty of a day on which the hours are the usual ones."""
    opens, closes = slot.start.time(), _closes(slot)
    if opens == time():
        return f"{phrases.clock(closes)}关门" if closes else ""
    return f"{phrases.span(opens, closes)}开放" if closes else f"{phrases.clock(opens)}开门"


def _teacher(change: Change, was: _Slots, now: _Slots, today: date) -> str:
    return f"{when(now, today)} 由{now[0].teacher}上课"


def _topic(change: Change, was: _Slots, now: _Slots, today: date) -> str:
    return f"{when(now, today)} {now[0].topic}"


def _days_off(slots: _Slots, today: date) -> str:
    """10月1日—7日; the days one by one where they are a few that do not follow each other."""
    days = _days(slots)
    if _running(days) or len(days) > FEW:
        return phrases.days(days[0], days[-1], today)
    return "、".join(_day(day, today) for day in days)


def _gone(change: Change, was: _Slots, now: _Slots, today: date) -> str:
    return f"{when(was, today)} 不再上"


def _back(change: Change, was: _Slots, now: _Slots, today: date) -> str:
    place = _at(now) if was[0].venue != now[0].venue else ""
    if not was[0].held:
        return f"{when(now, today)} 照常上课{place}"
    if was[0].start != now[0].start:
        return f"改回原来的时间：{when(now, today, ends=True)}{place}"
    return f"{when(now, today)} 改回原来的地点：{_where(now[0]) or '另行通知'}"


def _place(change: Change, was: _Slots, now: _Slots, today: date) -> str:
    return f"{when(now, today)} {_moved(was[0], now[0])}"


def _time(change: Change, was: _Slots, now: _Slots, today: date) -> str:
    place = f"，{_moved(was[0], now[0])}" if was[0].venue != now[0].venue else ""
    ends = _length(was[0]) != _length(now[0])
    before, after = _clock(was, ends=ends), _clock(now, ends=ends)
    old_days, new_days = _days(was), _days(now)
    since = f"，从{_day(new_days[0], today, short=True)}起，共{len(now)}次"
    if old_days == new_days:
        if len(new_days) <= FEW:
            return f"{'、'.join(_day(day, today) for day in new_days)} {before} 改为 {after}{place}"
        return f"{_rhythm(new_days)} {before} 改为 {after}{since}{place}"
    if len(now) <= FEW:
        pairs = zip(was, now, strict=True)
        return "；".join(f"{when([old], today)} 改到 {when([new], today, ends=ends)}" for old, new in pairs) + place
    return f"{_rhythm(old_days)} {before} 改为 {_rhythm(new_days)} {after}{since}{place}"


_SENTENCES: Final[Mapping[Kind, Callable[[Change, _Slots, _Slots, date], str]]] = {
    Kind.NEW: _new,
    Kind.EXTRA: _new,
    Kind.MAKEUP: _makeup,
    Kind.TIME: _time,
    Kind.PLACE: _place,
    Kind.OFF: _off,
    Kind.HOLIDAY: _holiday,
    Kind.BACK: _back,
    Kind.GONE: _gone,
    Kind.CLOSED: _closed,
    Kind.OPENING: _opening,
    Kind.TEACHER: _teacher,
    Kind.TOPIC: _topic,
}


def _moved(was: Slot, now: Slot) -> str:
    """换到 党群服务中心 2楼（原在书法室）; the former room only where the place is the same."""
    if not was.place:
        return f"地点定在 {_where(now)}"
    former = f"（原在{was.room if was.place == now.place and was.room else was.place}）"
    return f"换到 {_where(now)}{former}" if now.place else f"地点另行通知{former}"


def _where(slot: Slot) -> str:
    return phrases.joined([slot.place, slot.room], " ")


def _at(slots: _Slots) -> str:
    places = list(dict.fromkeys(_where(slot) for slot in slots if slot.place))
    return f"，在{names(places, '个地方')}" if places else ""


def _clock(slots: _Slots, *, ends: bool) -> str:
    """The time of day where it is always the same, 9:00、10:40 of a single day, else nothing."""
    spans = list(dict.fromkeys((slot.start.time(), _closes(slot)) for slot in slots))
    opens = [phrases.clock(clock) for clock in sorted({opens for opens, _ in spans})]
    if set(spans) == {(time(), None)}:
        return ""
    if len(spans) == 1 and ends and spans[0][1] is not None:
        return phrases.span(*spans[0])
    if len(opens) == 1:
        return opens[0]
    if len(_days(slots)) > 1:
        return ""
    return "、".join(opens) if len(opens) <= FEW else f"{opens[0]}起"


def _closes(slot: Slot) -> time | None:
    """When it ends; None where it lasts until the midnight after it, which is how an end that nobody said is kept."""
    return None if slot.end.time() == time() else slot.end.time()


def _length(slot: Slot) -> timedelta | None:
    return None if _closes(slot) is None else slot.end - slot.start


def _days(slots: _Slots) -> list[date]:
    return sorted({slot.start.date() for slot in slots})


def _running(days: Sequence[date]) -> bool:
    """Whether they are several days that follow each other."""
    return len(days) > 1 and days[-1] - days[0] == (len(days) - 1) * _DAY


def _day(day: date, today: date, *, short: bool = False) -> str:
    """11月24日(周二), or 11月24日 where the weekday was said; with the year where it is another."""
    return phrases.other_year(day, today) + (phrases.short_day(day) if short else phrases.day(day))


def _rhythm(days: Sequence[date]) -> str:
    """每周三 where no week between is left out, else 周三; 每天 of days that follow each other."""
    if _running(days):
        return "每天"
    week = timedelta(days=7)
    weekdays = {day.weekday() for day in days}
    known = set(days)
    whole = all(day + week in known or day + week > days[-1] for day in days)
    told = phrases.weekday_range([WEEKDAYS[number] for number in weekdays])
    return f"每{told}" if whole and len(weekdays) < len(WEEKDAYS) else "每天" if whole else told
