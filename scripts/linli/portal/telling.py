"""A community as the portal tells it: takes its tables and timetable, gives `Told`, with ids that begin with its own.

The words, states and phases are those of its own pages (views/), so the portal can say nothing else than they do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from linli import kit, phrases
from linli.model import STOPPED
from linli.portal.loading import Given
from linli.portal.told import Held, Line, Session, Told
from linli.render import environment
from linli.structure import Loaded
from linli.timetable import Occurrence, Timetable
from linli.views import Edition, listed, rows
from linli.views.catalogue import Card, listing
from linli.views.chips import Chip

DAYS: Final = 8
"""Today and a week: so long may a portal be without a build."""
_END: Final = "\x1e"
"""Between rows: a sign that no table may hold."""
_OLDEST: Final = 9999
_MONTHS: Final = 12
_PEOPLE: Final = ("人", "名", "位", "")


@cache
def _template(name: str) -> Any:
    return environment(kit.HOME).get_template(f"portal/{name}.html")


def tell(given: Given, loaded: Loaded, timetable: Timetable, today: date, *, doubts: int) -> Told:
    """Return what is shown of a community."""
    edition = Edition(community=loaded.community, timetable=timetable, today=today, site_url=given.site)
    week = timetable.days(today, today + timedelta(days=DAYS - 1))
    cards: list[Card] = listing(edition)["cards"]
    lines = tuple(_line(given, card) for card in cards)
    chips = {chip.key: chip for chip in listed.chips(edition.sessions, week.values()) if chip.key}
    return Told(
        id=given.id,
        name=given.name,
        street=given.street,
        site=given.site,
        asof=given.asof,
        days=tuple(_days(given, edition, week)),
        words=tuple((key, _template("word").render(chip=chip)) for key, chip in chips.items()),
        services=tuple(_services(given, edition)),
        lines=lines,
        cards=_template("cards").render(lines=lines),
        held=tuple(_held(edition, week)),
        doubts=doubts,
    )


def _days(
    given: Given, edition: Edition, week: Mapping[date, Sequence[Occurrence]]
) -> Iterator[tuple[str, tuple[Session, ...]]]:
    """The sessions of every day, all drawn at once: beginning a template takes longer than a row."""
    found = [edition.sessions.row(o) for day in week.values() for o in day]
    named = [replace(row, klass=f"{given.id}.{row.klass}") for row in found]
    drawn = _template("rows").render(rows=named, c=given, end=_END).split(_END)
    rows = zip(found, drawn, strict=False)
    for day, held in week.items():
        own = [next(rows) for _ in held]
        made = (Session(start=row.start, end=row.end, held=not row.cut, html=html.strip()) for row, html in own)
        yield day.isoformat(), tuple(made)


def _services(given: Given, edition: Edition) -> Iterator[tuple[str, str, str]]:
    for service in edition.community.services:
        if service.status not in STOPPED:
            href = f"{given.site}services/{service.id}/" if given.site else ""
            yield service.name, href, service.plain or service.summary or ""


def _line(given: Given, card: Card) -> Line:
    lows = [int(entry.low) if entry.low else 0 for entry in card.classes]
    highs = [int(entry.high) if entry.high else _OLDEST for entry in card.classes]
    return Line(
        title=card.link.text,
        href=f"{given.site}{card.link.href}" if given.site else "",
        facts=card.facts,
        plain=card.link.plain,
        kind=card.kind,
        state=card.chip.plain,
        states=tuple(_states(card.chip)),
        ages=(min(lows, default=0), max(highs, default=_OLDEST)),
        days="".join(sorted({day for entry in card.classes for day in entry.days})),
        free=card.free,
    )


def _states(chip: Chip) -> Iterator[tuple[str, str, str, str, str]]:
    for phase in chip.phases:
        start = phrases.iso(phase.start) if phase.start else ""
        end = phrases.iso(phase.end) if phase.end else ""
        yield start, end, phase.brief, phase.kind, str(phase.look)
    if not chip.phases:
        yield "", "", chip.plain, chip.kind, chip.tint


def _held(edition: Edition, week: Mapping[date, Sequence[Occurrence]]) -> Iterator[Held]:
    """The sessions of seven days that take place, for the figures."""
    for found in list(week.values())[: DAYS - 1]:
        for o in found:
            if not o.held or o.all_day:
                continue
            low, high = rows.months(o.klass.ages)
            whole = o.klass.capacity if o.klass.capacity_unit in _PEOPLE else None
            yield Held(
                course=o.course.id,
                group=o.klass.id,
                start=phrases.iso(o.dtstart),
                minutes=int((o.dtend - o.dtstart).total_seconds() // 60) if o.dtend else None,
                places=whole,
                low=int(low) if low else None,
                high=int(high) if high else None,
                free=rows.free(o.course),
            )
