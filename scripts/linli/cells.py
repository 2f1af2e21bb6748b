"""Cells that hold more than one word or number: takes a field's text, gives its value.

A schema field names its kind with `of`: weekdays, hours-days, dates, numbers, weeks, age, files or steps. Every
function raises ValueError with the reason in Chinese where the text says nothing that is certain; nothing is left out
and nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from linli import names, writing
from linli.ages import age
from linli.writing import WEEKDAYS

MOST_DATES: Final = 400
HOLIDAYS: Final = "节假日"
_EVERY: Final = {"每天": range(7), "天天": range(7), "每日": range(7), "工作日": range(5), "周末": range(5, 7)}
_TO: Final = "至到—–~～-"
RANGE: Final = re.compile(r"\s*(?:至|到|~|～|—+|–)\s*")
"""Between the first and the last of some days."""
_SEPARATORS: Final = re.compile(r"[、，,;；和及\s]+")
_NTH: Final = re.compile(
    r"每?个?月的?(第?[一二三四五1-5、，,和第]+|最后一|倒数第一)个?(每?(?:周|星期|礼拜)[一二三四五六日天1-7])"
)
_SOME_WEEKS: Final = re.compile(
    r"(?:每?(?:隔?[两二2]个?|隔[一1]?个?)(?:周|星期)|(单|双)(?:周|星期))的?((?:周|星期|礼拜)[一二三四五六日天1-7])"
)
_DAY_OF_MONTH: Final = re.compile(r"每?个?月的?([0-9、，,和日号]+)[日号]")
_NUMERALS: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}
_NEXT_DATE: Final = re.compile(r"(?:(?:([0-9]{4})[-/.年])?([0-9]{1,2})[-/.月])?([0-9]{1,2})[日号]?")
_LONG_DASHES: Final = re.compile(r"(?<!\d)(\d{4})[–—‐−](\d{1,2})[–—‐−](\d{1,2})(?!\d)")
_SAID_WEEKDAY: Final = re.compile(r"[(（](?:周|星期|礼拜)([一二三四五六日天])[)）]")


@dataclass(frozen=True, slots=True)
class Weekdays:
    """周一、周三; 每月第一个周六; or the days that are official holidays."""

    days: tuple[int, ...]
    """Monday 0; empty for holidays."""
    nth: tuple[int, ...] = ()
    """Which of them in a month, -1 the last; empty for every week."""
    dates: tuple[int, ...] = ()
    """The days of the month that are meant, of opening hours: any weekday may be one."""

    @property
    def weekly(self) -> bool:
        """Whether it is so in every week."""
        return not self.nth and not self.dates

    def holds(self, day: date) -> bool:
        """Whether the day is one of these, holidays apart."""
        last = (day + timedelta(days=7)).month != day.month
        in_month = not self.nth or (day.day + 6) // 7 in self.nth or (last and -1 in self.nth)
        return day.weekday() in self.days and in_month and (not self.dates or day.day in self.dates)

    def __str__(self) -> str:
        if not self.days:
            return HOLIDAYS
        if self.dates:
            return f"每月{'、'.join(f'{day}日' for day in self.dates)}"
        days = "、".join(WEEKDAYS[day] for day in self.days)
        which = "、".join("最后一" if n < 0 else f"第{n}" for n in self.nth)
        return f"每月{which}个{days}" if self.nth else "每天" if len(self.days) == len(WEEKDAYS) else days


@dataclass(frozen=True, slots=True)
class Weeks:
    """Weeks of a term, as typed and as numbers."""

    text: str
    numbers: frozenset[int]

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Dates:
    """Single dates in order, as typed."""

    text: str
    days: tuple[date, ...]

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Numbers:
    """Whole numbers, as typed."""

    text: str
    numbers: tuple[int, ...]

    def __str__(self) -> str:
        return self.text


def weekdays(text: str) -> Weekdays:
    """`周一`, `周二至周五`, `周一、周三`, `周二、四`, `每天`, `工作日`, `每月第一个周六`, `节假日`."""
    plain = writing.weekdays(text)
    if plain in (HOLIDAYS, "法定节假日", "国家法定节假日", "法定假日"):
        return Weekdays(())
    if plain in _EVERY:
        return Weekdays(tuple(_EVERY[plain]))
    joined = plain.replace(" ", "")
    if match := _NTH.fullmatch(joined):
        return Weekdays((_weekday(match[2]),), _nth(match[1]))
    if match := _DAY_OF_MONTH.fullmatch(joined):
        days = ", ".join(re.findall(r"[0-9]+", match[1]))
        raise writing.UnclearError("每月几号不写在这一栏", f"不写 weekday，写 month_day: {days}")
    if match := _SOME_WEEKS.fullmatch(joined):
        other = f'weeks: "1-20{match[1]}"' if match[1] else "every: 2"
        hint = f"写成 weekday: {WEEKDAYS[_weekday(match[2])]}，另写一行 {other}"
        raise writing.UnclearError("隔几周的不写在这一栏", hint)
    found: list[int] = []
    for part in filter(None, _SEPARATORS.split(re.sub(rf"\s*([{_TO}])\s*", r"\1", plain))):
        ends = re.split(f"[{_TO}]", part, maxsplit=1) if len(part) > 1 and not part.isascii() else [part]
        if len(ends) == 1 and part.isascii() and (match := re.fullmatch(r"([A-Za-z1-7]+)-([A-Za-z1-7]+)", part)):
            ends = [match[1], match[2]]
        first = _weekday(ends[0])
        last = _weekday(ends[-1])
        if len(ends) == 2 and last <= first:
            raise ValueError(f"{part}：后面的那天要在前面的之后，跨周的请一天一天写")
        found += range(first, last + 1)
    if not found:
        raise ValueError("没有写星期几")
    if len(set(found)) != len(found):
        raise ValueError("有一天写了两次")
    return Weekdays(tuple(sorted(found)))


def hours_days(text: str) -> Weekdays:
    """What `weekdays` reads, and `每月15日`, `每月5日、20日`: opening hours have no other field for it."""
    match = _DAY_OF_MONTH.fullmatch(text.replace(" ", ""))
    if match is None:
        return weekdays(text)
    found = [int(number) for number in re.findall(r"[0-9]+", match[1])]
    if not all(1 <= number <= 31 for number in found) or len(set(found)) != len(found):
        raise ValueError("每月几号写 1 到 31，每个写一次，例如 每月5日、20日")
    return Weekdays(tuple(range(7)), dates=tuple(sorted(found)))


def dates(text: str) -> Dates:
    """`2026-07-07, 2026-07-17`; `2026年7月7日、17日、8月3日`; `2026-12-05 至 2026-12-08` for every day between."""
    found: list[date] = []
    year = month = 0
    pieces = re.sub(r"\s*[至到~～]\s*", "至", _LONG_DASHES.sub(r"\1-\2-\3", text.strip()))
    for part in filter(None, re.split(r"[、，,;；\s]+", pieces)):
        ends = []
        for end in part.split("至"):
            said = _SAID_WEEKDAY.search(end)
            match = _NEXT_DATE.fullmatch(_SAID_WEEKDAY.sub("", end))
            if match is None:
                raise ValueError(f"{end} 不是一个日期")
            year, month = int(match[1] or year), int(match[2] or month)
            if not year or not month:
                raise ValueError(f"{end} 没有写{'月份' if year else '年份'}")
            try:
                day = date(year, month, int(match[3]))
            except ValueError:
                raise ValueError(f"没有 {year}年{month}月{match[3]}日 这一天") from None
            if said and _weekday(f"周{said[1]}") != day.weekday():
                raise ValueError(f"{day} 是{WEEKDAYS[day.weekday()]}，不是周{said[1]}")
            ends.append(day)
        if len(ends) > 2 or ends[-1] < ends[0]:
            raise ValueError(f"{part}：后面的日期要在前面的之后")
        found += [ends[0] + timedelta(days=n) for n in range(min((ends[-1] - ends[0]).days + 1, MOST_DATES + 1))]
    if len(found) > MOST_DATES:
        raise ValueError(f"日期太多，最多 {MOST_DATES} 个")
    if len(set(found)) != len(found):
        twice = next(day for day in found if found.count(day) > 1)
        raise ValueError(f"{twice} 写了两次")
    return Dates(text, tuple(sorted(found)))


def numbers(text: str) -> Numbers:
    """`1`, `-1`, `最后`, `5, 20`, `5日、20日`."""
    found = []
    for part in filter(None, _SEPARATORS.split(text.strip())):
        plain = re.sub(r"^第|[日号个]$", "", part)
        if plain in ("最后", "最后一", "倒数第一"):
            found.append(-1)
        elif re.fullmatch(r"-?[0-9]{1,2}", plain):
            found.append(int(plain))
        elif plain in _NUMERALS:
            found.append(_NUMERALS[plain])
        else:
            raise ValueError(f"{part} 不是一个数")
    if not found or len(set(found)) != len(found):
        raise ValueError("有一个数写了两次" if found else "没有写数")
    return Numbers(text, tuple(sorted(found, key=lambda n: (n < 0, n))))


def weeks(text: str) -> Weeks:
    """`1-8,10`; `1-15单` for the odd ones; `第3周`."""
    found: set[int] = set()
    for part in re.split(r"\s*[、，,;；]\s*|\s+", text.strip()):
        match = re.fullmatch(r"第?([0-9]{1,2})周?(?:[-–—至到~～]第?([0-9]{1,2})周?)?[(（]?(单|双)?周?[)）]?", part)
        if match is None and (only := re.fullmatch(r"(单|双)周?", part)):
            raise ValueError(f"没有写从第几周到第几周，例如 1-20{only[1]}")
        if match is None:
            raise ValueError(f"{part or '两个逗号之间'} 读不懂")
        low, high = int(match[1]), int(match[2] or match[1])
        if low < 1:
            raise ValueError(f"{part}：周数从 1 数起，没有第 0 周")
        if high < low:
            raise ValueError(f"{part}：前面的周数比后面的大，是不是想写 {high}-{low}？")
        step = {"单": 1, "双": 0}.get(match[3] or "")
        found |= {n for n in range(low, high + 1) if step is None or n % 2 == step}
    if not found:
        raise ValueError("没有写第几周")
    return Weeks(text.strip(), frozenset(found))


BY_KIND: Final[Mapping[str, Callable[[str], Any]]] = {
    "weekdays": weekdays,
    "hours-days": hours_days,
    "dates": dates,
    "numbers": numbers,
    "weeks": weeks,
    "age": age,
    "files": names.files,
    "steps": names.steps,
}


def _weekday(text: str) -> int:
    name = writing.weekday(text if text.isascii() or text[:1] in "周星礼每" else f"周{text}")
    if name not in WEEKDAYS:
        raise ValueError(f"{text} 不是星期几")
    return WEEKDAYS.index(name)


def _nth(text: str) -> tuple[int, ...]:
    if text in ("最后一", "倒数第一"):
        return (-1,)
    found = [_NUMERALS.get(sign) or int(sign) for sign in text if sign in _NUMERALS or sign.isdigit()]
    if len(set(found)) != len(found):
        raise ValueError("有一个数写了两次")
    return tuple(sorted(found))
