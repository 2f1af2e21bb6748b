"""The week for the noticeboard: takes a week of the timetable, gives its one sheet.

Days are columns, 上午 · 下午 · 晚上 are rows; what most sessions share is said once at the foot.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from linli import phrases
from linli.paper.blocks import CLOSED, WALK_IN, Block, Slot, kept, lasting, off, slots
from linli.paper.rooms import short_names
from linli.paper.sheet import Sheet, common, timetable_code
from linli.records import Standing
from linli.timetable import Day, Occurrence
from linli.timetable.form_phases import of_form
from linli.timetable.phases import at, midnight
from linli.views.edition import Edition
from linli.views.print import Week
from linli.views.sheets import week_path

_BANDS: Final = ((12, "上午"), (18, "下午"), (24, "晚上"))
_SAID: Final = {WALK_IN: "不用报名，到时直接来", CLOSED: "这一期报名已截止"}
SHORT: Final = 4
"""Ways to join of so many characters stand at each session; longer ones are explained once at the foot."""
FORMS: Final = 3
"""So many open or coming sign-ups are told at the foot."""


def sheet(edition: Edition, week: Week) -> Sheet:
    """Return the week as one sheet."""
    days = [(day, kept(day, found)) for day, found in week.sessions]
    names = short_names(venue.name for venue in edition.community.venues)
    timed = [slots(edition.sessions, found, names=names) for _, found in days]
    blocks = [block for found in timed for slot in found for block in slot.blocks if block.join]
    counted = Counter(block.join for block in blocks).most_common(1)
    usual = counted[0][0] if counted and counted[0][1] > len(blocks) / 2 else ""
    marks = _marks(blocks, usual)
    data: dict[str, Any] = {
        **common(edition, f"{week.span}课表"),
        **timetable_code(edition),
        "title": "一周课表",
        "span": week.span,
        "days": list(_heads(edition, days, timed)),
        "bands": list(_bands(timed)),
        "lasting": list(lasting(edition.sessions, (o for _, found in days for o in found))),
        "notices": week.notices,
        "places": week.places,
        "marks": marks,
        "ways": [
            *(f"{sign} {way}" for way, sign in marks.items() if way not in (sign, usual)),
            *([_usual(usual, all(block.join == usual for block in blocks))] if usual else []),
        ],
        "forms": _forms(edition, days),
        "phone": edition.community.organization.phone or "",
    }
    return Sheet(path=week_path(week.first), template="week", data=data)


def _heads(
    edition: Edition, days: Sequence[tuple[Day, Sequence[Occurrence]]], timed: Sequence[Sequence[Slot]]
) -> Iterator[dict[str, Any]]:
    before = ""
    for (day, found), columns in zip(days, timed, strict=True):
        rows = sum(1 + len(slot.blocks) for slot in columns)
        yield {
            "star": phrases.star(day.date),
            "name": phrases.other_year(day.date, edition.today) + phrases.short_day(day.date),
            "official": off(day, before),
            "none": not found and not day.holiday,
            "share": round(min(1 + max(0, rows - 8) / 14, 1.9), 2) if rows else 0.6,
        }
        before = day.holiday


def _bands(timed: Sequence[Sequence[Slot]]) -> Iterator[dict[str, Any]]:
    """A row for each part of the day that has sessions, with a cell for each day."""
    first = 0
    for until, name in _BANDS:
        cells = [[slot for slot in found if first <= slot.hour < until] for found in timed]
        if any(cells):
            yield {"name": name, "cells": cells}
        first = until


def _marks(blocks: Sequence[Block], usual: str) -> dict[str, str]:
    """What stands at a session for how one joins: a short way itself, a sign for a long one, nothing for the usual."""
    ways = list(dict.fromkeys(block.join for block in blocks if block.join != usual))
    signs = iter("①②③④⑤⑥⑦⑧⑨⑩")
    return {usual: ""} | {way: way if len(way) <= SHORT else next(signs, way) for way in ways}


def _usual(word: str, everywhere: bool) -> str:
    return f"{'这周的课都是' if everywhere else '没写的'}：{_SAID.get(word, word)}"


def _forms(edition: Edition, days: Sequence[tuple[Day, Sequence[Occurrence]]]) -> list[str]:
    """Sign-ups that no session of the week tells of: those to come, and open ones of later classes."""
    shown = {o.klass.form for _, found in days for o in found}
    used = {group.form for group in edition.timetable.groups if group.status != Standing.ENDED}
    said = []
    for form in edition.community.forms:
        if form.id not in used or not (form.opens_at or form.closes_at):
            continue
        kind = at(of_form(form).phases, midnight(edition.today)).kind
        if kind == "wait" or (kind == "open" and form.id not in shown):
            begins = f"{phrases.opening(form.opens_at)}开始" if kind == "wait" and form.opens_at else ""
            ends = f"{phrases.deadline(form.closes_at)}截止" if form.closes_at else ""
            said.append(f"{form.title}：{phrases.joined([begins, ends], '，') or '正在报名'}")
    return said[:FORMS]
