"""Texts for a chat group: takes the announced changes, gives a notice for each day it may be read on.

A notice is of seven days from a day on. The page carries one for the day of the build and each of the days after it
on which the data can still be trusted, and another from each hour on at which something of it is over; later there is
none, and the page says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final

from linli import phrases
from linli.revisions import Change
from linli.timetable import Timetable
from linli.timetable.phases import midnight
from linli.views import told
from linli.views.parts import by_day

LONGEST: Final = 500
"""Characters of a text for a chat group at most; a longer one is not read."""
LINE: Final = 160
"""Characters of one line of such a text."""
TRUSTED: Final = 3
"""So many days from the build on a notice may be sent."""
WEEK: Final = 7
_DAY: Final = timedelta(days=1)
_NONE: Final = "这七天没有公布停课和改期。"


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """A ready text with the time in which it may be sent."""

    id: str
    start: datetime
    end: datetime
    lines: Sequence[str]


def notices(
    announced: Sequence[Change], timetable: Timetable, today: date, *, name: str, tail: Sequence[str]
) -> list[Notice]:
    """Return the notices of the day of the build and the days after it."""
    dated = [(max(step.end for step in part.steps), part) for change in announced for part in by_day(change)]
    found: list[Notice] = []
    for day in (today + number * _DAY for number in range(TRUSTED)):
        last = midnight(day + _DAY)
        starts = [midnight(day), *sorted({end for end, _ in dated if midnight(day) < end < last})]
        for start, end in pairwise([*starts, last]):
            alive = [change for over, change in dated if over > start]
            lines = _text(alive, timetable, day, name, tail)
            if start > starts[0] and lines == found[-1].lines:
                found[-1] = replace(found[-1], end=end)
            else:
                found.append(Notice(id=f"notice-{start:%m%d}{_hour(start)}", start=start, end=end, lines=lines))
    return found


def short(text: str) -> str:
    """The text, cut to a line of a notice."""
    return text if len(text) <= LINE else f"{text[: LINE - 1]}…"


def line(change: Change, today: date) -> str:
    """停课｜美术班 · 平日一班：11月25日(周三) 16:30 停课（美术室检修电路）"""
    why = told.reason(change)
    text = f"{told.word(change)}｜{told.subject(change)}：{short(told.sentence(change, today))}"
    return text + (f"（{short(why)}）" if why else "")


def _hour(start: datetime) -> str:
    return "" if start.time() == time() else f"-{start:%H%M}"


def _text(dated: Iterable[Change], timetable: Timetable, day: date, name: str, tail: Sequence[str]) -> list[str]:
    last = day + (WEEK - 1) * _DAY
    head = f"【{name}】{phrases.short_day(day)}—{phrases.short_day(last)}课程变动："
    wanted = [change for change in dated if change.steps[0].start < midnight(last + _DAY)]
    room = LONGEST - len(head) - sum(len(text) + 1 for text in tail) - 40
    lines: list[str] = []
    left = 0
    for text in dict.fromkeys(line(change, day) for change in wanted):
        room -= len(text) + 1
        if room < 0:
            left += 1
        else:
            lines.append(text)
    if left:
        lines.append(f"还有{left}处变动，见网站“最近变动”。")
    unsure = sorted({known.unsure for n in range(WEEK) if (known := timetable.day(day + n * _DAY)).unsure})
    lines += [f"{holiday}放假安排还没有公布，那几天上不上课以通知为准。" for holiday in unsure]
    rest = _NONE if not lines else "" if any(change.whole for change in wanted) else "其余照课表。"
    return [head, *lines, *([rest] if rest else []), *tail]
