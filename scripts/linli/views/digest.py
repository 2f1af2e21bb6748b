"""这个月: takes an edition and a month, gives the draft of a story about it, for an editor to go over and put into stories.yml.

Only what the tables say: what the timetable planned (nobody counted who came), what was changed, the month's stories and
figures, and what the next month brings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from linli import months, phrases
from linli.model import Record
from linli.timetable import Occurrence
from linli.views import became, page
from linli.views.edition import Edition
from linli.views.times import clocks

_SUMMARY: Final = 120
"""Characters that a story's summary may have (data/schemas/stories.yaml)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Digest:
    """The fields of a story."""

    id: str
    title: str
    date: date
    summary: str
    body: str

    @property
    def fields(self) -> Mapping[str, str]:
        """What stands in the row, the text aside."""
        return {"id": self.id, "title": self.title, "date": self.date.isoformat(), "summary": self.summary}


def digest(edition: Edition, first: date) -> Digest:
    """Return the draft for the month that begins on `first`."""
    last, coming = months.last(first), months.after(first)
    found = _within(edition, first)
    name = f"{first.year}年{first.month}月"
    planned = _planned(found)
    parts = [
        ("停课和改期", _changes(found)),
        ("这个月的故事", _stories(edition, first, last)),
        ("这个月的数字", _figures(edition, first, last)),
        (
            f"{coming.month}月",
            [*_forms(edition, coming), *_begins(edition, coming), *_changes(_within(edition, coming))],
        ),
    ]
    body = "\n\n".join(_section(title, list(lines)) for title, lines in parts if lines)
    return Digest(
        id=f"yuebao-{first:%Y-%m}",
        title=f"{name}，社区里的课和事",
        date=last,
        summary=("".join(planned) or f"{name}没有排课。")[:_SUMMARY],
        body=body,
    )


def _within(edition: Edition, first: date) -> list[Occurrence]:
    return [o for day in edition.timetable.days(first, months.last(first)).values() for o in day]


def _section(title: str, lines: Sequence[str]) -> str:
    return f"## {title}\n\n" + "\n".join(f"- {line}" for line in lines)


def _planned(found: Iterable[Occurrence]) -> list[str]:
    """课表上排了118节课，20门，在9个地方。"""
    held = [o for o in found if o.held]
    if not held:
        return []
    places = len({o.venue.id for o in held if o.venue})
    where = f"，在{places}个地方" if places else ""
    return [f"课表上排了{len(held)}节课，{len({o.course.id for o in held})}门{where}。"]


def _changes(found: Iterable[Occurrence]) -> list[str]:
    """11月25日(周三)16:30–18:00 美术班 平日一班：停课，美术室检修电路."""
    return list(
        dict.fromkeys(
            f"{phrases.day(o.day)}{clocks(o)} {_name(o)}：{phrases.joined([became.word(o), became.why(o)], '，')}"
            for o in became.changed(found)
            if o.moved_from is None  # the day it was moved from tells both
        )
    )


def _name(o: Occurrence) -> str:
    return phrases.joined([o.course.title, o.group], " ")


def _stories(edition: Edition, first: date, last: date) -> list[str]:
    found = [s for s in edition.community.stories if first <= s.date <= last and s.id != f"yuebao-{first:%Y-%m}"]
    return [f"[{story.title}](/stories/{story.id}/)" for story in found]


def _figures(edition: Edition, first: date, last: date) -> list[str]:
    found = [f for f in edition.community.figures if f.as_of and first <= f.as_of <= last]
    return [
        f"{f.label} {f.value}{f.unit or ''}（截至{phrases.short_day(f.as_of)}"
        + (f"，{f.source}）" if f.source else "）")
        for f in found
    ]


def _forms(edition: Edition, first: date) -> Iterator[str]:
    """12月1日(周二)9:00开始：社区青少年宫报名（2027年春）."""
    found: list[tuple[date, str]] = []
    for form in edition.community.forms:
        link = f"[{form.title}](/forms/{form.id}/)"
        for moment, said in ((form.opens_at, "开始"), (form.closes_at, "截止")):
            if moment and first <= moment.date() <= months.last(first):
                when = phrases.opening(moment) if said == "开始" else phrases.deadline(moment)
                found.append((moment.date(), f"{when}{said}：{link}"))
    yield from (line for _, line in sorted(found))


def _begins(edition: Edition, first: date) -> Iterator[str]:
    """12月5日(周六)9:00–11:00 第一次上课：急救公益课（竹影社区多功能室）; of a course whose first session ever it is."""
    for course in edition.community.courses:
        held = [o for o in edition.timetable.of_course(course.id) if o.held]
        if held and first <= held[0].day <= months.last(first):
            what = "第一次上课：" if len(held) > 1 else ""
            yield f"{phrases.day(held[0].day)}{clocks(held[0])} {what}{_linked(course)}{_at(held[0].venue)}"


def _linked(course: Record) -> str:
    return f"[{course.title}](/courses/{course.id}/)"


def _at(venue: Record | None) -> str:
    return f"（{page.place(venue)}）" if venue else ""
