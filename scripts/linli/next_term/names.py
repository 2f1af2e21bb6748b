"""What is called after a term: takes the old and the new term, gives new ids, titles, dates and weeks.

Only what is certain is changed: what still names the old year afterwards is left for a person, who is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from linli import cells, writing

_SEASONS: Final = {"chun": "春", "xia": "夏", "qiu": "秋", "dong": "冬"}
_ID: Final = re.compile(rf"([0-9]{{4}})-({'|'.join(_SEASONS)})")
_DATED: Final = re.compile(r"-?20[0-9]{2}(?:-[a-z]+)?$")
_SEASON: Final = re.compile(r"20[0-9]{2}年?(?:[春夏秋冬]季?|上半年|下半年)(?:学期)?")
_TAILS: Final = ("", "学期", "季学期", "季")
_LONGEST_ID: Final = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A term by its texts."""

    id: str
    name: str
    first: date
    last: date

    @property
    def weeks(self) -> int:
        """How many weeks it has, the first and the last perhaps not whole."""
        return ((self.last - self.first).days + self.first.weekday()) // 7 + 1


def name_of(new: str, old: Term) -> str:
    """2027-chun, after a term called 2026年秋季学期 → 2027年春季学期; empty where that cannot be told."""
    after, before = _ID.fullmatch(new), _ID.fullmatch(old.id)
    if after is None or before is None:
        return ""
    said = f"{before[1]}年{_SEASONS[before[2]]}"
    return old.name.replace(said, f"{after[1]}年{_SEASONS[after[2]]}") if said in old.name else ""


@dataclass(frozen=True, slots=True)
class Moved:
    """From one term to another."""

    old: Term
    new: Term

    def id(self, key: str, *, always: bool = True) -> str:
        """meishu-pingri1-2026-qiu → meishu-pingri1-2027-chun; one without the term gets it behind."""
        if re.search(rf"(^|-){re.escape(self.old.id)}(-|$)", key):
            return re.sub(rf"(^|-){re.escape(self.old.id)}(?=-|$)", rf"\g<1>{self.new.id}", key)
        if not always:
            return key
        tail = f"-{self.new.id}"
        return _DATED.sub("", key)[: _LONGEST_ID - len(tail)].strip("-") + tail

    def text(self, text: str) -> str:
        """夜校报名（2026年秋） → 夜校报名（2027年春）; another season of the old year becomes the new term's too."""
        for tail in _TAILS:
            old, new = self.old.name.removesuffix(tail), self.new.name.removesuffix(tail)
            if tail in self.old.name and tail in self.new.name and old in text:
                return text.replace(old, new)
        short = next((self.new.name.removesuffix(t) for t in ("季学期", "学期") if self.new.name.endswith(t)), "")
        return _SEASON.sub(short, text) if short else text

    def heading(self, text: str) -> str:
        """A comment that names the old term, for the new one; empty where it names none."""
        found = self.text(text) if self.old.name in text else text
        found = found.replace(self.old.id, self.new.id)
        return found if found != text else ""

    def day(self, day: date, *, begin: bool = False) -> date:
        """Return the day as far from the new term's begin, or from its end, whichever was nearer."""
        if begin or abs(day - self.old.first) <= abs(self.old.last - day):
            return day + (self.new.first - self.old.first)
        return day + (self.new.last - self.old.last)

    def moment(self, text: str, *, begin: bool = False) -> str:
        """2026-08-25 09:00 → 2027-02-22 09:00; empty where the text is no date."""
        plain = writing.datetime(text.strip())
        match = re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", writing.date(plain) if len(plain) < 16 else plain)
        if match is None:
            return ""
        try:
            return f"{self.day(date.fromisoformat(match[0]), begin=begin)}{plain[10:] if len(plain) >= 16 else ''}"
        except (ValueError, OverflowError):
            return ""

    def weeks(self, text: str) -> str:
        """The weeks that the new term has too; empty where it has none of them, or they cannot be read."""
        try:
            numbers = cells.weeks(text).numbers
        except ValueError:
            return ""
        if max(numbers) <= self.new.weeks:
            return text
        left = sorted(n for n in numbers if n <= self.new.weeks)
        if len(left) > 1 and left[-1] - left[0] == len(left) - 1:
            return f"{left[0]}-{left[-1]}"
        return ",".join(map(str, left))


def old_year(text: str, moved: Moved) -> bool:
    """Whether a text still names a year of the old term that the new one has not."""
    years = {str(day.year) for day in (moved.old.first, moved.old.last)}
    years -= {str(day.year) for day in (moved.new.first, moved.new.last, moved.new.first - timedelta(days=120))}
    return any(year in text for year in years)
