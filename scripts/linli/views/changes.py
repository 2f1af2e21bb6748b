"""最近变动: takes what is announced and what the history knows, gives the context of the slot `changed`.

What is coming is made from the tables alone; the history says since when, and what was changed in the timetable itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from linli import phrases
from linli.revisions import Change, Kind, Revisions
from linli.revisions.change import OF_SERVICES, SERVICES
from linli.timetable.phases import midnight
from linli.views import told
from linli.views.edition import Edition
from linli.views.notice import TRUSTED, notices, short
from linli.views.parts import split

PATH: Final = "changes/"
FEED: Final = "feeds/changes.xml"
_DAYS: Final = 60
_EVER: Final = midnight(date(2000, 1, 1))
_MOST: Final = 40
"""Lines of a list; a page is for reading."""
_BESIDE: Final = frozenset({Kind.TEACHER, Kind.TOPIC})
"""Kinds that stay true when another time or place is told later, and it when they are."""
_ANEW: Final = frozenset({Kind.OFF, Kind.GONE, Kind.BACK, Kind.HOLIDAY})
"""Kinds after which nothing that was told before is true."""
_TINTS: Final = {
    Kind.OFF: "r",
    Kind.GONE: "r",
    Kind.CLOSED: "r",
    Kind.NEW: "g",
    Kind.EXTRA: "g",
    Kind.BACK: "g",
    Kind.HOLIDAY: "n",
    Kind.TOPIC: "n",
}


class Item(NamedTuple):
    """One line of the page."""

    id: str
    changed: str
    """Machine date, or empty where only the announcement is known."""
    day: str
    """11月20日(周五)"""
    end: str
    """When the last of its sessions is over."""
    word: str
    tint: str
    title: str
    href: str
    what: str
    why: str
    again: bool
    """Whether all of it was changed once more."""
    notice: Sequence[str]
    """Lines of the text for a chat group."""


def context(edition: Edition, revisions: Revisions) -> dict[str, Any]:
    """Return what the slot needs; without the site's address the browser adds it."""
    today = edition.today
    now = midnight(today)
    known = [part for change in _dated(revisions) for part in split(change, now)]
    coming = [change for change in known if change.steps and max(s.end for s in change.steps) > now]
    coming.sort(key=lambda change: min(max(step.start, now) for step in change.steps if step.end > now))
    past = _past(known, revisions, now)
    services = [change for change in revisions.changes if change.kind in SERVICES]
    last = max((step.end for change in coming for step in change.steps), default=None)
    return {
        "coming": [item(edition, change) for change in coming[:_MOST]],
        "past": [item(edition, change, again=again) for change, again in past[:_MOST]],
        "services": [item(edition, change) for change in services[:_MOST]],
        "unlisted": max(0, len(coming) - _MOST),
        "last": phrases.iso(last) if last and len(coming) <= _MOST else "",
        "notices": notices(known, edition.timetable, today, name=_name(edition), tail=tail(edition)),
        "fresh": phrases.iso(midnight(today + timedelta(days=TRUSTED))),
        "built": phrases.short_day(today),
        "source": revisions.source,
        "unknown": revisions.unknown,
        "span": _span(revisions),
        "feed": FEED,
    }


def item(edition: Edition, change: Change, *, again: bool = False) -> Item:
    """Return a change as a line of the page with the text for a chat group."""
    table = "services" if change.kind in OF_SERVICES else "courses"
    href = f"{table}/{change.course}/" if edition.community.find(table, change.course) else ""
    subject, what, why = told.subject(change), told.sentence(change, edition.today), told.reason(change)
    if change.kind in SERVICES:
        what = "价目有调整，请看服务页" if change.kind is Kind.PRICES else "开放时间有调整，请看服务页"
    return Item(
        id=change.id,
        changed=change.changed.isoformat() if change.changed else "",
        day=phrases.day(change.changed.date()) if change.changed else "",
        end=phrases.iso(max(step.end for step in change.steps)) if change.steps else "",
        word=told.word(change),
        tint=_TINTS.get(change.kind, "a"),
        title=subject,
        href=href,
        what=what,
        why=why,
        again=again,
        notice=[
            f"【{_name(edition)}·{told.word(change)}】{short(subject)}",
            f"{short(what)}。",
            *([f"原因：{short(why)}。"] if why else []),
            *tail(edition, href),
        ],
    )


def entries(revisions: Revisions) -> list[Change]:
    """Everything with a date, for the feed: what is announced, since when the history knows it, and what it adds.

    An announcement that no commit dates, such as a holiday, is told sixty days before: its entry never alters.
    """
    found = [change if change.changed else _told_before(change) for change in _dated(revisions)]
    ids = {change.id for change in found}
    old = [change for change in revisions.changes if change.steps and change.id not in ids]
    return sorted([*found, *old], key=lambda change: change.changed or _EVER, reverse=True)


def _told_before(change: Change) -> Change:
    return replace(change, changed=midnight(change.steps[0].start.date() - timedelta(days=_DAYS)))


def _dated(revisions: Revisions) -> list[Change]:
    """What is announced, each with the day on which it came where the history knows it; then what only it knows."""
    history = _still_true(change for change in revisions.changes if change.steps)
    since: dict[tuple[str, str], datetime] = {}
    for change in history:
        if change.changed:
            for about in _about(change):
                since.setdefault(about, change.changed)
    found = []
    told: set[str] = set()
    for change in revisions.announced:
        days = [since[about] for about in _about(change) if about in since]
        found.append(replace(change, changed=max(days)) if days else change)
        told |= {step.uid for step in change.steps}
    return [*found, *(change for change in history if not told.intersection(step.uid for step in change.steps))]


def _past(known: Sequence[Change], revisions: Revisions, now: datetime) -> list[tuple[Change, bool]]:
    """What is over, and what was changed once more, of the last sixty days."""
    oldest = now - timedelta(days=_DAYS)
    over = [(change, False) for change in known if change.steps and max(s.end for s in change.steps) <= now]
    true = {id(change) for change in _still_true(change for change in revisions.changes if change.steps)}
    again = [(change, True) for change in revisions.changes if change.steps and id(change) not in true]
    recent = [pair for pair in [*over, *again] if (pair[0].changed or pair[0].steps[-1].end) > oldest]
    return sorted(recent, key=lambda pair: pair[0].changed or pair[0].steps[-1].end, reverse=True)


def _still_true(changes: Iterable[Change]) -> list[Change]:
    """Leave out changes whose sessions all changed once more; the latest come first."""
    seen: set[tuple[str, str]] = set()
    found = []
    for change in changes:
        about = _about(change)
        if not about <= seen:
            found.append(change)
        seen |= about
    return found


def _about(change: Change) -> set[tuple[str, str]]:
    """Return what of which session is told by it: the time and place, the teacher, the topic."""
    kinds = ["", *_BESIDE] if change.kind in _ANEW else [change.kind if change.kind in _BESIDE else ""]
    return {(step.uid, kind) for step in change.steps for kind in kinds}


def _name(edition: Edition) -> str:
    organization = edition.community.organization
    return str(organization.short_name or organization.name)


def tail(edition: Edition, href: str = "") -> list[str]:
    """Whom to ask and where to look, the last lines of a text for a chat group."""
    phone, site_url = edition.community.organization.phone, edition.site_url
    found = [f"咨询：{phone}"] if phone else []
    return [*found, f"详情：{site_url}{href or PATH}"] if site_url else found


def _span(revisions: Revisions) -> str:
    if revisions.since is None or revisions.until is None:
        return ""
    first, last = revisions.since, revisions.until.date()
    if first == last:
        return f"从{phrases.full_day(first)}开始记录"
    return f"{phrases.between(first, last)}之间改的"
