"""最近变动: takes what changed in the sessions, gives the context of the slot `changed` with texts for a chat group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final, NamedTuple

from linli import phrases
from linli.model import SHANGHAI, Community
from linli.revisions import Change, Kind, Revisions
from linli.revisions.change import SERVICES
from linli.views import told

PATH: Final = "changes/"
FEED: Final = "feeds/changes.xml"
NOTICE: Final = 500
"""Characters of a text for a chat group at most; a longer one is not read."""
_FRAME: Final = 60
"""Characters of such a text besides its lines."""
_LINE: Final = 160
"""Characters of one line of such a text."""
_WEEK: Final = 7
_DAYS: Final = 60
_MOST: Final = 40
"""Lines of a list; a page is for reading."""
_TINTS: Final = {Kind.OFF: "r", Kind.GONE: "r", Kind.NEW: "g", Kind.EXTRA: "g", Kind.BACK: "g", Kind.HOLIDAY: "n"}


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


class Line(NamedTuple):
    """One line of the week's text; the browser shows those of the seven days ahead."""

    start: str
    end: str
    text: str
    hidden: bool


def context(community: Community, revisions: Revisions, today: date, site_url: str) -> dict[str, Any]:
    """Return what the slot needs: the lists are parted by the clock of `today` here, by the reader's in the browser.

    `site_url` ends with a slash or is empty; then the browser adds the address to a copied text.
    """
    now = datetime.combine(today, time(), SHANGHAI)
    coming, past, services = _parted(revisions, now)
    last = today + timedelta(days=_WEEK - 1)
    room = NOTICE - _FRAME - len(_name(community)) - sum(len(line) + 1 for line in _tail(community, site_url))
    lines = week(revisions, today, room)
    return {
        "coming": [item(community, change, today, site_url) for change in coming[:_MOST]],
        "past": [item(community, change, today, site_url, again=again) for change, again in past[:_MOST]],
        "services": [item(community, change, today, site_url) for change in services[:_MOST]],
        "unlisted": max(0, len(coming) - _MOST),
        "week": {
            "from": phrases.short_day(today),
            "to": phrases.short_day(last),
            "lines": lines,
            "rest": any(line.hidden and line.start[:10] <= f"{last}" for line in lines),
            "room": room,
        },
        "name": _name(community),
        "tail": _tail(community, site_url),
        "source": revisions.source,
        "unknown": revisions.unknown,
        "span": _span(revisions),
        "feed": FEED,
    }


def item(community: Community, change: Change, today: date, site_url: str, *, again: bool = False) -> Item:
    """Return a change as a line of the page with the text for a chat group."""
    services = change.kind in SERVICES
    table = "services" if services else "courses"
    href = f"{table}/{change.course}/" if community.find(table, change.course) else ""
    subject, what, why = told.subject(change), told.sentence(change, today), told.reason(change)
    if services:
        what = "价目有调整，请看服务页" if change.kind is Kind.PRICES else "开放时间有调整，请看服务页"
    return Item(
        id=change.id,
        changed=change.changed.isoformat() if change.changed else "",
        day=phrases.day(change.changed.date()) if change.changed else "",
        end=phrases.iso(max(step.end for step in change.steps)) if change.steps else "",
        word=change.kind,
        tint=_TINTS.get(change.kind, "a"),
        title=subject,
        href=href,
        what=what,
        why=why,
        again=again,
        notice=[
            f"【{_name(community)}·{change.kind}】{_short(subject)}",
            f"{_short(what)}。",
            *([f"原因：{_short(why)}。"] if why else []),
            *_tail(community, site_url, href),
        ],
    )


def week(revisions: Revisions, today: date, room: int = NOTICE) -> list[Line]:
    """Return the lines of the week's text: each announced day, and the beginning of what changed for longer.

    `room` is how many characters all lines together may have.
    """
    now = datetime.combine(today, time(), SHANGHAI)
    last = f"{today + timedelta(days=_WEEK - 1)}"
    announced = {step.uid for change in revisions.announced for step in change.steps}
    dated = [part for change in revisions.announced for part in _by_day(change)]
    lasting = [
        change
        for change in _still_true(revisions.changes)
        if change.steps and not any(step.uid in announced for step in change.steps)
    ]
    found: dict[str, tuple[str, str]] = {}
    for change in [*dated, *lasting]:
        first = change.steps[0]
        why = told.reason(change)
        text = f"{change.kind}｜{told.subject(change)}：{_short(told.sentence(change, today))}"
        text += f"（{_short(why)}）" if why else ""
        if first.end > now:
            found[text] = (phrases.iso(first.start), phrases.iso(max(first.end, first.start)))
    return _limited(sorted(found.items(), key=lambda pair: (pair[1], pair[0])), last, room)


def _limited(found: Iterable[tuple[str, tuple[str, str]]], last: str, room: int) -> list[Line]:
    """Show the lines that begin until `last`, as long as there is room for them."""
    lines = []
    for text, (start, end) in found:
        wanted = start[:10] <= last
        room -= len(text) + 1 if wanted else 0
        lines.append(Line(start, end, text, hidden=not wanted or room < 0))
    return lines


def _parted(revisions: Revisions, now: datetime) -> tuple[list[Change], list[tuple[Change, bool]], list[Change]]:
    """Part the changes into coming ones by their next session, past ones (and whether they changed again), services."""
    listed = revisions.changes if revisions.source else revisions.announced
    true = {id(change) for change in _still_true(listed)}
    coming: list[Change] = []
    past: list[tuple[Change, bool]] = []
    for change in listed:
        if not change.steps:
            continue
        again = id(change) not in true
        if not again and any(step.end > now for step in change.steps):
            coming.append(change)
        elif change.changed is None or change.changed > now - timedelta(days=_DAYS):
            past.append((change, again))
    coming.sort(key=lambda change: min(max(step.start, now) for step in change.steps if step.end > now))
    return coming, past, [change for change in listed if change.kind in SERVICES]


def _still_true(changes: Iterable[Change]) -> list[Change]:
    """Leave out changes whose sessions all changed once more; the latest come first."""
    seen: set[str] = set()
    found = []
    for change in changes:
        uids = {step.uid for step in change.steps}
        if not uids or not uids <= seen:
            found.append(change)
        seen |= uids
    return found


def _by_day(change: Change) -> list[Change]:
    days = dict.fromkeys(step.start.date() for step in change.steps)
    return [replace(change, steps=tuple(s for s in change.steps if s.start.date() == day)) for day in days]


def _name(community: Community) -> str:
    organization = community.organization
    return str(organization.short_name or organization.name)


def _tail(community: Community, site_url: str, href: str = "") -> list[str]:
    """Whom to ask and where to look, the last lines of a text for a chat group."""
    phone = community.organization.phone
    found = [f"咨询：{phone}"] if phone else []
    return [*found, f"详情：{site_url}{href or PATH}"] if site_url else found


def _short(text: str) -> str:
    return text if len(text) <= _LINE else f"{text[: _LINE - 1]}…"


def _span(revisions: Revisions) -> str:
    if revisions.since is None or revisions.until is None:
        return ""
    first, last = revisions.since, revisions.until.date()
    if first == last:
        return f"从{phrases.full_day(first)}开始记录"
    return f"{phrases.between(first, last)}之间改的"
