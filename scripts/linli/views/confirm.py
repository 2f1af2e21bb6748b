"""What people are asked to look through before a month begins: takes an edition and a month, gives a text for each.

A teacher is asked about the classes, a place about what is in it, a service about its hours; each as the site says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from linli import months, phrases
from linli.model import STOPPED
from linli.timetable import Occurrence
from linli.views import became, page
from linli.views.edition import Edition
from linli.views.opening import opening
from linli.views.times import clocks

Kind = Literal["老师", "场地", "服务"]
_NO_SESSION: Final = "这个月没有排课。"


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A person, place or service, and what the site says of it."""

    kind: Kind
    name: str
    key: str
    """Id of the place or service; a teacher has none."""
    month: str
    """12月"""
    lines: Sequence[str]
    path: str
    """Where the site says the same."""
    address: str
    """Its absolute address; empty where the site's is not known."""

    @property
    def question(self) -> str:
        """12月网上是这样写的，对吗？"""
        return f"{self.month}网上是这样写的，对吗？"

    @property
    def text(self) -> str:
        """The message to send."""
        ask = f"【{self.name}】" if self.key else f"{self.name}，您好。"
        told = [f"{ask}{self.question}", *self.lines, "都对请回“对”；不对的，请写出哪里不对。"]
        return "\n".join([*told, *([self.address] if self.address else [])])


def asked(edition: Edition, first: date) -> list[Asked]:
    """Return the texts of the month that begins on `first`: teachers, then places, then services, by their names."""
    last = months.last(first)
    found = [o for day in edition.timetable.days(first, last).values() for o in day]
    return [*_teachers(edition, first, found), *_places(edition, first, found), *_services(edition, first, last)]


def _teachers(edition: Edition, first: date, found: Sequence[Occurrence]) -> Iterator[Asked]:
    for name in sorted({name for o in found for name in (o.teacher, o.teacher_was) if name}):
        own = [o for o in found if name in (o.teacher, o.teacher_was)]
        yield _asked(edition, first, "老师", name, _sessions(own, with_place=True), "timetable/")


def _places(edition: Edition, first: date, found: Sequence[Occurrence]) -> Iterator[Asked]:
    for venue in edition.community.venues:
        own = [o for o in found if venue in (o.venue, o.venue_was)]
        lines = _sessions(own, with_place=False) or [_NO_SESSION]
        yield _asked(edition, first, "场地", page.place(venue), lines, f"venues/{venue.id}/", venue.id)


def _services(edition: Edition, first: date, last: date) -> Iterator[Asked]:
    for service in edition.community.services:
        if service.status in STOPPED:
            continue
        shown = opening(edition, service)
        lines = [phrases.joined([f"{line.days} {line.span}".strip(), line.note], "，") for line in shown.lines]
        lines += [f"{special.days} {special.words}" for special in shown.specials]
        phone = service.phone or edition.community.organization.phone
        lines += [f"电话 {phone}"] if phone else []
        yield _asked(
            edition, first, "服务", service.name, lines or ["没有写开放时间。"], f"services/{service.id}/", service.id
        )


def _asked(
    edition: Edition, first: date, kind: Kind, name: str, lines: Sequence[str], path: str, key: str = ""
) -> Asked:
    address = f"{edition.site_url}{path}" if edition.site_url else ""
    year = phrases.other_year(first, edition.today)
    return Asked(kind=kind, name=name, key=key, month=f"{year}{first.month}月", lines=lines, path=path, address=address)


def _sessions(found: Iterable[Occurrence], *, with_place: bool) -> list[str]:
    """书法班 启蒙一班 周六9:00–10:30（青少年宫书法室）：5日、12日; what is not as planned has a line of its own."""
    usual: dict[tuple[str, ...], list[str]] = {}
    others = []
    for o in found:
        name = phrases.joined([o.course.title, o.group], " ")
        where = f"（{page.place(o.venue)}）" if with_place and o.venue else ""
        if o.held and not became.word(o):
            key = (name, phrases.weekday(o.day.weekday()), clocks(o), where)
            usual.setdefault(key, []).append(f"{o.day.day}日")
        else:
            what = phrases.joined([became.word(o), became.why(o)], "，")
            others.append(f"{name} {phrases.day(o.day)}{clocks(o)}：{what}")
    lines = [
        f"{name} {weekday}{clock}{where}：{'、'.join(days)}" for (name, weekday, clock, where), days in usual.items()
    ]
    return lines + others


def about(found: Iterable[Asked], wanted: str) -> list[Asked]:
    """Return those of this name or id."""
    return [one for one in found if wanted in (one.name, one.key)]
