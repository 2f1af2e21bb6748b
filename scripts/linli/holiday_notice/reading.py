"""The State Council's notice as published: takes its text and the year, gives every day off and every worked weekend.

Nothing is guessed: a sentence about days that is not understood whole is a problem, and so is everything in which the
text contradicts itself, the calendar or the law. Every problem has the line and column in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, NamedTuple

from linli import phrases
from linli.holiday_notice import words
from linli.holiday_notice.words import Clause, Said, Span
from linli.problems import Mark, Problem
from linli.timetable import statutory
from linli.writing import WEEKDAYS

LONGEST: Final = 20_000
"""Characters of a notice; those since 2015 have about a thousand."""
_MOST_DAYS: Final = 15
_FARTHEST: Final = timedelta(21)
"""A worked weekend from the days off; in the notices since 2015 it was at most 12 days."""
_LAST_MONTH: Final = 12
_COMPARE: Final = "请对照通知，看看月份和日子抄对没有"


class Day(NamedTuple):
    """One day that the notice speaks of."""

    date: date
    name: str
    worked: bool

    @property
    def kind(self) -> str:
        """As the table has it."""
        return "班" if self.worked else "休"


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """What is said of one holiday, and the days read from it."""

    text: str
    line: int
    days: tuple[Day, ...]


@dataclass(slots=True)
class Notice:
    """What a text says."""

    year: int
    signed: date | None = None
    sections: list[Section] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    """Sentences of the sections that say nothing of days off or of work days."""
    problems: list[Problem] = field(default_factory=list)

    @property
    def days(self) -> list[Day]:
        """All days, in order."""
        return sorted(day for section in self.sections for day in section.days)

    @property
    def source(self) -> str:
        """The notice as the year's file names it."""
        published = f"（{self.signed}发布）" if self.signed else ""
        return f"国务院办公厅关于{self.year}年部分节假日安排的通知{published}"


def read(text: str, year: int, path: str = "通知") -> Notice:
    """Return what the notice says of `year`; where there are problems, its days are not to be used."""
    return _Reading(text, year, path).notice


class _Reading:
    def __init__(self, text: str, year: int, path: str) -> None:
        self.notice = Notice(year=year)
        self._path = path
        self._text = text
        self._off: dict[str, tuple[int, set[date]]] = {}
        """Of each holiday: where its section begins and the days off."""
        self._seen: dict[date, int] = {}
        """Of each day: in which line it was read."""
        if len(text) > LONGEST:
            self._wrong(0, "notice-too-long", f"通知太长，超过 {LONGEST} 个字", "只贴通知的正文，不要整个网页")
            return
        self._plain = words.plain(text)
        self._year()
        heads = list(words.HEAD.finditer(self._plain))
        for head, following in zip(heads, [*heads, None][1:], strict=True):
            self._section(head, following.start() if following else len(text))
        self._whole()

    def _year(self) -> None:
        for title in words.TITLE.finditer(self._plain):
            if int(title[1]) != self.notice.year:
                message = f"通知是{title[1]}年的，要读的是{self.notice.year}年"
                hint = f"换成{self.notice.year}年的通知，或者写 linli holidays {title[1]}"
                self._wrong(title.start(1), "notice-year", message, hint)
        for signed in words.SIGNED.finditer(self._plain):
            self.notice.signed = _day(int(signed[1]), int(signed[2]), int(signed[3]))

    def _section(self, head: re.Match[str], end: int) -> None:
        names = words.holidays(head)
        days: list[Day] = []
        read_to = head.end()
        for match in words.SENTENCE.finditer(self._plain, head.end(), end):
            places = [place for place in range(match.start(), match.end()) if not self._plain[place].isspace()]
            said = "".join(self._plain[place] for place in places)
            if words.dated(said):
                days += self._sentence(said, places, names)
                read_to = match.end()
            elif said:
                self.notice.unread.append(self._text[match.start() : match.end()].strip())
        start = head.start("all")
        off = [day.date for day in days if not day.worked]
        for day in days:
            if day.worked and off and min(abs(day.date - one) for one in off) > _FARTHEST:
                message = f"{names[0]}的调休上班写的是{phrases.day(day.date)}，离放假的日子太远"
                self._wrong(start, "notice-far-away", message, _COMPARE)
        if days or set(names) & set(statutory.NAMES):
            line, shown = self._place(start)[0], self._text[start:read_to].strip()
            self.notice.sections.append(Section(text=shown, line=line, days=tuple(days)))
            for name in names:
                self._off.setdefault(name, (start, set()))[1].update(off)

    def _sentence(self, said: str, places: Sequence[int], names: Sequence[str]) -> list[Day]:
        """Return the days of a sentence, with a problem for all that cannot be."""
        days: list[Day] = []
        found, at = words.clauses(said)
        for clause in found:
            days += self._clause(clause, places, names)
        if at < len(said):
            message = f"这一句读不懂，从「{said[at : at + 20]}」起：{said[:60]}"
            hint = "照通知的写法：1月1日（周五）至3日（周日）放假调休，共3天。1月4日（周一）上班。"
            self._wrong(places[at], "notice-unreadable", message, hint)
        return days

    def _clause(self, clause: Clause, places: Sequence[int], names: Sequence[str]) -> list[Day]:
        days: list[Day] = []
        told: list[str] = []
        month = 0
        for span in clause.spans:
            bounds = self._bounds(span, month, places)
            if bounds is None:
                return days
            first, last = bounds
            month = last.month
            told.append(phrases.short_day(first) + (f"至{phrases.short_day(last)}" if last > first else ""))
            place = places[span.first.at]
            days += [self._taken(first + timedelta(n), clause, place, names) for n in range((last - first).days + 1)]
        for count, at in clause.counts:
            if count != len(days):
                message = f"写的是{count}天，{'、'.join(told)}是{len(days)}天"
                self._wrong(places[at], "notice-count", message, "请对照通知，看看起止的日子抄对没有")
        return days

    def _bounds(self, span: Span, month: int, places: Sequence[int]) -> tuple[date, date] | None:
        """Return the first and the last day; None and a problem where they cannot be."""
        first_month = _or(span.first.month, month)
        last_month = _or(span.last.month, first_month)
        year = _or(span.first.year, self.notice.year)
        if span.first.year is None and first_month == _LAST_MONTH and last_month == 1:
            year -= 1  # 12月31日至1月2日, of New Year
        first = self._date(span.first, year, first_month, places)
        if first is None or span.last is span.first:
            return (first, first) if first else None
        last = self._date(span.last, _or(span.last.year, year + (last_month < first_month)), last_month, places)
        if last and not timedelta() <= last - first < timedelta(_MOST_DAYS):
            what = "结束的日子在开始的前面" if last < first else f"有{(last - first).days + 1}天，太长了"
            message = f"{phrases.full_day(first)}至{phrases.full_day(last)}，{what}"
            self._wrong(places[span.first.at], "notice-span", message, _COMPARE)
            return None
        return (first, last) if last else None

    def _date(self, said: Said, year: int, month: int, places: Sequence[int]) -> date | None:
        found = _day(year, month, said.day)
        place = places[said.at]
        if found is None:
            what = f"{year}年没有{month}月{said.day}日" if month else f"「{said.text}」没有这个月，或者没有写几月"
            self._wrong(place, "notice-no-such-day", what, _COMPARE)
        elif year != self.notice.year and (year, month) != (self.notice.year - 1, _LAST_MONTH):
            message = f"「{said.text}」是{year}年的日子，要读的是{self.notice.year}年"
            self._wrong(place, "notice-year", message, f"写 linli holidays {year}，或者换一份通知")
            return None
        elif said.weekday and WEEKDAYS[found.weekday()][1] != said.weekday:
            message = (
                f"{said.text}：{phrases.full_day(found)}是{WEEKDAYS[found.weekday()]}，括号里写的是周{said.weekday}"
            )
            self._wrong(place, "notice-weekday", message, "是日子抄错了，还是年份不对？请对照通知")
        return found

    def _taken(self, day: date, clause: Clause, place: int, names: Sequence[str]) -> Day:
        if clause.worked and day.weekday() < 5:
            message = f"{phrases.day(day)}写成调休上班，{WEEKDAYS[day.weekday()]}本来就上班"
            self._wrong(place, "notice-work-day", message, "调休上班的是周六或周日；请对照通知")
        line = self._place(place)[0]
        if day in self._seen:
            message = f"{phrases.day(day)}前面已经写过（第{self._seen[day]}行）"
            self._wrong(place, "notice-twice", message, "一天只能放假或上班一次；通知是不是贴了两遍？")
        self._seen.setdefault(day, line)
        return Day(day, _name(day, names), clause.worked)

    def _whole(self) -> None:
        """All seven holidays must be there, each with its days by law."""
        if not self.notice.sections:
            hint = "要有「一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。」这样的七段"
            self._wrong(0, "notice-empty", "没有找到放假的安排", hint)
            return
        for name, days in statutory.missing(self.notice.year, ()).items():
            start, off = self._off.get(name, (0, None))
            lacking = "、".join(phrases.short_day(day) for day in days if off is None or day not in off)
            if off is None:
                message = f"少了{name}（{lacking}），七个节日要写全"
                self._wrong(0, "notice-missing", message, "通知是不是没有贴完？")
            elif lacking:
                self._wrong(start, "notice-missing", f"{name}的放假里没有法律定的 {lacking}", _COMPARE)

    def _wrong(self, place: int, code: str, message: str, hint: str) -> None:
        line, column = self._place(place)
        mark = Mark(path=self._path, line=line, column=column)
        self.notice.problems.append(Problem(mark=mark, code=code, message=message, hint=hint))

    def _place(self, place: int) -> tuple[int, int]:
        return self._text.count("\n", 0, place) + 1, place - self._text.rfind("\n", 0, place)


def _or(said: int | None, otherwise: int) -> int:
    return otherwise if said is None else said


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _name(day: date, names: Sequence[str]) -> str:
    """Whose day it is where two holidays are joined: the one that has it by law, else the first."""
    law = statutory.holidays(day.year).get(day, "")
    return law if len(names) > 1 and any(name in law for name in names) else names[0]
