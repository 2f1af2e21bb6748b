"""An .ics file (RFC 5545): takes its bytes and a text, gives the events whose title holds it, as local times.

Whatever is marked private or confidential is counted, and not looked at. Titles, descriptions, guests and their
addresses do not leave this module: lines that are not needed are dropped before anything is parsed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from icalendar import Event as Component

from linli.model import SHANGHAI

SIZE: Final = 5 << 20
_MOST: Final = 500
_NEEDED: Final = frozenset(
    {"UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS"}
)
_FOLDED: Final = re.compile(r"\r?\n[ \t]|\r[ \t]")
_PROPERTY: Final = re.compile(r'([A-Za-z-]+)((?:;[^":;]*(?:"[^"]*"[^":;]*)*)*):(.*)', re.DOTALL)
_BROKEN: Final = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, LookupError, OSError)
"""What icalendar raises of a broken event; OSError of a time zone that is a folder (Asia/)."""


class CannotReadError(Exception):
    """A file that is not read; its text is a Chinese sentence, and holds nothing of what the calendar says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event, in Beijing time; whose it is and what it is called is not kept."""

    uid: str = field(repr=False)
    start: datetime
    end: datetime | None
    all_day: bool
    place: str = field(default="", repr=False)
    rule: Mapping[str, list[Any]] | None = None
    excluded: tuple[date, ...] = ()
    added: tuple[datetime, ...] = ()
    instead_of: datetime | None = None
    """The session of a series that this one changes."""
    cancelled: bool = False
    shift: int = 0
    """By how many days Beijing is ahead of where the rule was written."""


@dataclass(slots=True)
class Found:
    """What a calendar holds for us."""

    events: list[Event] = field(default_factory=list)
    all: int = 0
    private: int = 0
    unreadable: int = 0


def read(data: bytes, only: str) -> Found:
    """Return the events whose title holds `only`, with those that change one of them."""
    if len(data) > SIZE:
        raise CannotReadError(f"日历太大（{len(data) >> 20} MB），最多{SIZE >> 20} MB。请只导出要用的那个日历")
    text = _FOLDED.sub("", _decoded(data))
    if "BEGIN:VCALENDAR" not in text[:1000].upper():
        raise CannotReadError("这不是日历文件（.ics）")
    found = Found()
    blocks = [block for block in map(_properties, _blocks(text)) if _counted(found, block)]
    wanted = {
        block["UID"][0][1] for block in blocks if "UID" in block and plain(only) in plain(_said(block, "SUMMARY"))
    }
    for block in blocks:
        own = plain(only) in plain(_said(block, "SUMMARY"))
        if not own and block.get("UID", [("", "")])[0][1] not in wanted:
            continue
        if len(found.events) >= _MOST:
            raise CannotReadError(f"标题里有这几个字的超过{_MOST}条，请把 --only 写得更准")
        try:
            found.events.append(_event(block))
        except _BROKEN:
            found.unreadable += 1
    return found


def plain(text: str) -> str:
    """Return a text for comparing: without blanks, full width and capitals."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeError:
            continue
    raise CannotReadError("日历的编码认不出来，请从日历软件里重新导出")


def _blocks(text: str) -> Iterator[list[str]]:
    """Yield the lines of each event, without those of its alarms."""
    lines: list[str] | None = None
    inner = 0
    for line in text.splitlines():
        mark = line.strip().upper()
        if mark == "BEGIN:VEVENT":
            lines, inner = [], 0
        elif lines is None:
            continue
        elif mark == "END:VEVENT":
            yield lines
            lines = None
        elif mark.startswith(("BEGIN:", "END:")):
            inner += 1 if mark.startswith("B") else -1
        elif not inner:
            lines.append(line)


_Block = dict[str, list[tuple[str, str]]]


def _properties(lines: list[str]) -> _Block:
    """Return parameters and value of what is needed."""
    found: _Block = {}
    for line in lines:
        match = _PROPERTY.fullmatch(line)
        name = match[1].upper() if match else ""
        if match and (name in _NEEDED or name in {"SUMMARY", "CLASS", "LOCATION"}):
            found.setdefault(name, []).append((match[2], match[3]))
    return found


def _counted(found: Found, block: _Block) -> bool:
    found.all += 1
    private = _said(block, "CLASS").strip().upper() not in {"", "PUBLIC"}
    found.private += private
    return not private


def _said(block: _Block, name: str) -> str:
    text = block[name][0][1] if name in block else ""
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], text)


def _event(block: _Block) -> Event:
    lines = [f"{name}{extra}:{value}" for name in _NEEDED & block.keys() for extra, value in block[name]]
    parsed: Any = Component.from_ical("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]))
    written = parsed["DTSTART"].dt
    start = _local(written)
    end = _local(parsed["DTEND"].dt) if "DTEND" in parsed else None
    if end is None and "DURATION" in parsed:
        end = start + parsed["DURATION"].dt
    rule = parsed.get("RRULE")
    if isinstance(rule, list):
        raise ValueError("more than one rule")
    replaced = parsed.get("RECURRENCE-ID")
    return Event(
        uid=str(parsed.get("UID", "")),
        start=start,
        end=end,
        all_day=not isinstance(written, datetime),
        place=_said(block, "LOCATION"),
        rule=dict(rule) if rule is not None else None,
        excluded=tuple(moment.date() for moment in _moments(parsed, "EXDATE")),
        added=tuple(_moments(parsed, "RDATE")),
        instead_of=_local(replaced.dt) if replaced is not None else None,
        cancelled=str(parsed.get("STATUS", "")).upper() == "CANCELLED",
        shift=(start.date() - (written.date() if isinstance(written, datetime) else written)).days,
    )


def _moments(parsed: Any, name: str) -> Iterator[datetime]:
    found = parsed.get(name, [])
    for listed in found if isinstance(found, list) else [found]:
        for moment in listed.dts:
            yield _local(moment.dt[0] if isinstance(moment.dt, tuple) else moment.dt)


def _local(moment: date | datetime) -> datetime:
    """Return Beijing time; a time without a zone is taken for it. Raises ValueError for a time of no day (202600Z)."""
    if not isinstance(moment, date):
        raise ValueError("no day")
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time(), SHANGHAI)
    return moment.astimezone(SHANGHAI) if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def local_day(moment: date | datetime, before: time) -> date:
    """Return the last day of a rule that ends at `moment` and whose sessions begin at a time of day; raises as `_local`."""
    end = _local(moment)
    if not isinstance(moment, datetime):
        return moment
    return end.date() if end.time() >= before else end.date() - timedelta(days=1)
