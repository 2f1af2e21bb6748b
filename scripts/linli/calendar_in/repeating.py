"""How an event repeats, as fields of schedules.yml: takes its rule, gives weekday, every, month_week and the bounds.

What the tables have no word for is listed day by day where it ends soon, and refused otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any, Final

from linli import recurrence
from linli.calendar_in.reading import Event, local_day
from linli.writing import WEEKDAYS

_KNOWN: Final = frozenset({"FREQ", "INTERVAL", "BYDAY", "UNTIL", "COUNT", "WKST", "BYMONTHDAY"})
_NAMES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LISTED: Final = 60
_YEARS: Final = timedelta(days=366 * 5)


class NotSayableError(Exception):
    """The tables have no words for this rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeating:
    """A rule in the words of the table."""

    fields: dict[str, str]
    last: date | None
    """None: nobody said when it ends."""
    dates: tuple[date, ...]
    """The days it falls on, those of the next five years where it has no end."""


def repeating(event: Event) -> Repeating:
    """Return the rule of an event that has one."""
    try:
        return _repeating(event)
    except (OverflowError, ValueError):  # a day that is none, a step of a million years
        raise NotSayableError from None


def _repeating(event: Event) -> Repeating:
    rule = event.rule or {}
    if not rule.keys() <= _KNOWN or len(rule.get("FREQ", ())) != 1:
        raise NotSayableError
    first = event.start.date()
    until = rule.get("UNTIL")
    last = local_day(until[0], event.start.time()) if until else None
    step = int(_one(rule, "INTERVAL", 1))
    if step < 1 or (step > 1 and "SU" in map(str, rule.get("WKST", ()))):
        raise NotSayableError
    days = [_day(str(text), event.shift) for text in rule.get("BYDAY", ())]
    match str(rule["FREQ"][0]).upper():
        case "DAILY" if not days and "BYMONTHDAY" not in rule:
            fields, found = _daily(first, last, step)
        case "WEEKLY" if "BYMONTHDAY" not in rule:
            fields, found = _weekly(first, last, step, [day for _, day in days] or [first.weekday()])
        case "MONTHLY" if step == 1:
            fields, found = _monthly(first, last, days, [int(day) for day in rule.get("BYMONTHDAY", ())])
        case _:
            raise NotSayableError
    if "COUNT" in rule:
        count = int(_one(rule, "COUNT", 1))
        dates = tuple(islice(found, min(count, 2_000)))
        last = dates[-1] if len(dates) == count else None
    else:
        dates = tuple(islice(found, 2_000))
    if not dates:
        raise NotSayableError
    if not fields:
        if last is None or len(dates) > _LISTED:
            raise NotSayableError
        return Repeating(fields={"dates": listed(dates)}, last=dates[-1], dates=dates)
    bounds = {"valid_from": str(dates[0])} | ({"valid_to": str(last)} if last else {})
    return Repeating(fields=fields | bounds, last=last, dates=dates)


def listed(days: tuple[date, ...] | list[date]) -> str:
    """Return days as one lists them in the table."""
    return ", ".join(map(str, sorted(days)))


def _one(rule: Any, name: str, otherwise: int) -> int:
    return int(rule[name][0]) if name in rule else otherwise


def _day(text: str, shift: int) -> tuple[int, int]:
    """Return which one of the month, 0 for every one, and the weekday: -1FR is (-1, 4)."""
    match = re.fullmatch(r"([+-]?\d)?([A-Z]{2})", text.upper())
    if match is None or match[2] not in _NAMES or (match[1] and shift):
        raise NotSayableError
    return int(match[1] or 0), (_NAMES.index(match[2]) + shift) % 7


def _until(first: date, last: date | None) -> date:
    return min(last or first + _YEARS, first + _YEARS)


def _daily(first: date, last: date | None, step: int) -> tuple[dict[str, str], Iterator[date]]:
    count = (_until(first, last) - first).days // step + 1
    return {"weekday": "每天"} if step == 1 else {}, (first + timedelta(days=n * step) for n in range(count))


def _weekly(first: date, last: date | None, step: int, days: list[int]) -> tuple[dict[str, str], Iterator[date]]:
    chosen = sorted(set(days))
    ends = _until(first, last)
    found = sorted(day for one in chosen for day in recurrence.weekly(first, ends, one, origin=first, every=step))
    weekday = "每天" if len(chosen) == 7 else "、".join(WEEKDAYS[day] for day in chosen)
    return {"weekday": weekday} | ({"every": str(step)} if step > 1 else {}), iter(found)


def _monthly(
    first: date, last: date | None, days: list[tuple[int, int]], numbers: list[int]
) -> tuple[dict[str, str], Iterator[date]]:
    ends = _until(first, last)
    if days and not numbers and all(nth for nth, _ in days) and len({day for _, day in days}) == 1:
        weekday = days[0][1]
        nths = sorted({nth for nth, _ in days})
        found = sorted(day for nth in nths for day in recurrence.nth_weekdays(first, ends, weekday, nth))
        return {"weekday": WEEKDAYS[weekday], "month_week": ", ".join(map(str, nths))}, iter(found)
    if days:
        raise NotSayableError
    chosen = sorted(set(numbers or [first.day]))
    found = sorted(day for number in chosen for day in recurrence.month_days(first, ends, number))
    return {"month_day": ", ".join(map(str, chosen))}, iter(found)
