"""What meets how often: takes the parts of a timetable, gives `Meeting` values, what is alike in all but the weekday as one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import NamedTuple

from linli.timetable import Group, Rule
from linli.timetable.series import Part


class Key(NamedTuple):
    """What is alike in the parts that make one line."""

    first: date
    last: date
    endless: bool
    group: Group
    opens_at: time | None
    closes_at: time | None
    freq: str
    interval: int
    nth: bool
    """Whether it is the first, second … such weekday of a month; which, the rules say."""
    weeks: str
    venue: str
    note: str
    term: str


class Meeting(NamedTuple):
    """One line: its key, with the rules of all its parts and the single dates."""

    key: Key
    rules: list[Rule]
    dates: list[date]

    @property
    def single(self) -> bool:
        """Whether it is of single dates, with no rhythm."""
        return bool(self.dates) or self.key.first == self.key.last


def meetings(parts: Sequence[Part], today: date) -> list[Meeting]:
    """Return the parts that are not over (the last ones where all are), weekdays of equal ones joined."""
    found: dict[Key, Meeting] = {}
    for part in parts:
        key = _key(part)
        meeting = found.setdefault(key, Meeting(key, [], []))
        meeting.rules.append(part.rule)
        meeting.dates.extend(part.listed)
    live = [meeting for key, meeting in found.items() if key.endless or key.last >= today]
    if not live and found:
        end = max(key.last for key in found)
        live = [meeting for key, meeting in found.items() if key.last == end]
    return sorted(live, key=lambda meeting: (meeting.key.first, meeting.key.last))


def _key(part: Part) -> Key:
    row, limits, rule = part.row, part.bounds, part.rule
    return Key(
        first=limits.first,
        last=limits.last,
        endless=limits.endless,
        group=part.group,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        freq=rule.freq,
        interval=rule.interval,
        nth=rule.nth is not None,
        weeks=rule.weeks,
        venue=row.venue or "",
        note=row.note or "",
        term=row.term or "",
    )
