"""Words to send to the family or to a group: takes courses, services and stories, gives the lines of a message.

A message is read later than it is sent, so that every line is true for good: days have dates, and nothing is today. What
holds only for a time carries it; the browser takes the lines that hold (overrides/assets/src/sharing.js) and, between
them, the words of a session, which stand at its row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Literal

from linli import phrases
from linli.model import Record
from linli.records import Standing
from linli.timetable import Occurrence
from linli.timetable.form_phases import Joining
from linli.timetable.joining import TOLD
from linli.timetable.phases import Phase, midnight
from linli.views import page
from linli.views.became import why, word
from linli.views.classes import Class
from linli.views.opening import Opening
from linli.views.times import Times, clocks

Kind = Literal["head", "state", "time", "next", "place", "fee", "way", "phone"]
ORDER: Final[tuple[Kind, ...]] = ("head", "state", "time", "next", "place", "fee", "way", "phone")
"""In which the kinds of lines stand."""
USUAL: Final = ("time", "fee", "way")
"""Kinds that are not said of one session."""
MOST: Final = 8
"""So many classes are listed in a message about all of them."""
_OVER: Final = {Standing.PAUSED: "暂停，恢复时间以通知为准", Standing.ENDED: "已经结束"}
_WHOLE: Final = "-"
"""Stands for the id of a class while none is chosen."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line; `start` and `end` as in Phase."""

    kind: Kind
    text: str
    groups: tuple[str, ...] = ()
    """Ids of the classes it is of, `-` for all while none is chosen; nothing where it is of each."""
    start: datetime | None = None
    end: datetime | None = None

    @property
    def part(self) -> str:
        """What the browser treats in its own way: `next` comes after the words of sessions, `place` gives way to theirs."""
        return "usual" if self.kind in USUAL else self.kind if self.kind in ("next", "place") else ""


_NEXT: Final = Line(kind="next", text="下一次：")


def session(o: Occurrence, today: date, usual: Record | None, *, named: bool) -> str:
    """11月28日(周六)9:00–10:30，换地点，书法室换灯 and, on a second line, its place where that is not the usual one.

    `named`: whether the class stands before it.
    """
    day = phrases.other_year(o.day, today) + phrases.day(o.day) + ("" if o.all_day else clocks(o))
    reason = o.reason.rstrip("。，；")
    if not o.held:
        told = f"{day}{word(o)}，{why(o, today)}"
    elif o.venue and o.venue_was:
        told = phrases.joined([day, word(o), _before(o, today), reason], "，")
    else:
        told = phrases.joined([day, word(o), why(o, today)], "，")
    told = phrases.joined([o.group if named else "", told.rstrip("，"), o.topic], "，")
    own = o.held and o.venue is not None and o.venue is not usual
    was = f"（原在{o.venue_was.name}）" if o.venue_was and o.venue_was is not o.venue else ""
    return f"{told}\n地点：{page.place(o.venue)}{was}" if own else told


def _before(o: Occurrence, today: date) -> str:
    """原定11月24日(周二)19:00, of one that was put off; its place has a line of its own."""
    return f"原定{phrases.other_year(o.moved_from.date(), today)}{phrases.moment(o.moved_from)}" if o.moved_from else ""


def of_one(
    course: Record,
    *,
    times: Sequence[Times],
    joining: Joining,
    where: str,
    whom: str,
    phone: str,
    status: Standing,
    today: date,
    name: str = "",
) -> list[Line]:
    """Return the message of a class, or of a course that is one."""
    lines = [_head(course, name, whom)]
    if status in _OVER:
        lines.append(Line(kind="state", text=_OVER[status]))
    else:
        lines += [Line(kind="time", text=f"时间：{_times(times)}")] if times else []
        lines.append(_NEXT)
        lines += _ways(joining, midnight(today))
    return sorted([*lines, *_common(course, where, phone)], key=lambda line: ORDER.index(line.kind))


def of_all(course: Record, classes: Sequence[Class], *, when: str, where: str, whom: str, phone: str) -> list[Line]:
    """Return the message of a course while none of its classes is chosen."""
    lines = [_head(course, "", whom)]
    if (status := course.status) in _OVER:
        lines.append(Line(kind="state", text=_OVER[status]))
    else:
        lines.append(Line(kind="time", text=phrases.joined(["时间：" + when if when else "", _counted(classes)], "，")))
        lines += [Line(kind="time", text=text) for text in _listed(classes)]
        lines.append(_NEXT)
    return [*lines, *_common(course, where, phone)]


def of_several(whole: Sequence[Line], single: Mapping[str, Sequence[Line]]) -> list[Line]:
    """Return the messages of a course and of each of its classes in one; what all of them say is there once."""
    found: dict[Line, list[str]] = {}
    for key, lines in {_WHOLE: whole, **single}.items():
        for line in lines:
            found.setdefault(line, []).append(key)
    merged = [
        line if len(keys) == len(single) + 1 else replace(line, groups=tuple(keys)) for line, keys in found.items()
    ]
    return sorted(merged, key=lambda line: ORDER.index(line.kind))


def of_service(service: Record, opening: Opening, *, where: str, phone: str) -> list[Line]:
    """Return the message of a service."""
    lines = [Line(kind="head", text=_sample(service) + phrases.joined([service.name, service.plain], "："))]
    if service.status in _OVER:
        lines.append(Line(kind="state", text=_OVER[service.status]))
    else:
        hours = [phrases.joined([f"{o.days} {o.span}", o.note], "，") for o in opening.lines]
        told = phrases.joined([opening.season, *hours], "；")
        lines += [Line(kind="time", text=f"开放：{told}")] if told else []
        lines += [Line(kind="time", text=f"{s.days} {s.words}", end=s.until) for s in opening.specials]
    lines += [Line(kind="place", text=f"地点：{where}")] if where else []
    lines += [Line(kind="fee", text=f"费用：{service.fees}")] if service.fees else []
    return [*lines, *_phone(phone)]


def of_story(story: Record) -> list[Line]:
    """Return the message of a story."""
    found = [_sample(story) + str(story.title), story.summary or "", phrases.full_day(story.date)]
    return [Line(kind="head", text=text) for text in found if text]


def _counted(classes: Sequence[Class]) -> str:
    """2026年秋季学期8个班，2027年春季学期8个班"""
    terms = Counter(each.term for each in classes)
    return "，".join(f"{term}{count}个班" for term, count in terms.items())


def _listed(classes: Sequence[Class]) -> Iterator[str]:
    """Yield the classes of the first term with their times, where they are not too many."""
    found = [each for each in classes if each.term == classes[0].term]
    if 1 < len(found) <= MOST:
        yield from (f"{each.name}：{each.when}" for each in found)


def _common(course: Record, where: str, phone: str) -> Iterator[Line]:
    if where:
        yield Line(kind="place", text=f"地点：{where}")
    if course.fee:
        yield Line(kind="fee", text=f"费用：{course.fee}")
    yield from _phone(phone)


def _head(course: Record, name: str, whom: str) -> Line:
    """【示例】书法班 · 启蒙一班，6—8岁"""
    named = phrases.joined([course.title, name])
    return Line(kind="head", text=_sample(course) + phrases.joined([named, whom], "，"))


def _sample(record: Record) -> str:
    return "【示例】" if record.sample else ""


def _times(found: Sequence[Times]) -> str:
    """每周六9:00–10:30，2026年秋季学期…；…"""
    return "；".join(
        phrases.joined(["、".join(f"{line.days}{line.span}" for line in each.lines), *each.stretches[:1]], "，")
        for each in found
    )


def _ways(joining: Joining, now: datetime) -> list[Line]:
    """How one joins, with the time in which that holds, from now on; phases that say the same run together."""
    found: list[Line] = []
    for phase in joining.phases:
        text = _way(joining, phase)
        if not text or (phase.end and phase.end <= now):
            continue
        line = Line(kind="way", text=text, start=phase.start if found else None, end=phase.end)
        if found and found[-1].text == text:
            line = replace(found.pop(), end=phase.end)
        found.append(line)
    return found


def _way(joining: Joining, phase: Phase) -> str:
    """The state in words that hold whenever they are read: 报名中，12月20日(周日)18:00截止; 名额已满（截至11月20日）."""
    if joining.form is None or phase.kind not in ("wait", "open"):
        about = joining.about.rstrip("。") if phase.kind in ("free", "ask") else ""
        return phrases.joined(["" if phase.words == TOLD and about else phase.words, about], "，")
    if phase.kind == "wait":
        return joining.word
    closes = joining.form.closes_at
    counted = joining.word.partition("；")[2]
    return phrases.joined(["报名中", f"{phrases.deadline(closes)}截止" if closes else "", counted], "，")


def _phone(number: str) -> list[Line]:
    return [Line(kind="phone", text=f"电话：{number}")] if number else []
