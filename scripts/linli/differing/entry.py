"""One thing that residents will see differently: gives `Part`, `Entry`, `Difference`, plain values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from linli.problems import Mark
from linli.revisions import Step

LONGEST: Final = 60
"""Characters of one value; a longer text is only said to be another."""
FEW: Final = 5
"""Names that are listed one by one."""
_JOINERS: Final = "\u200c\u200d"


class Part(StrEnum):
    """What an entry is about, in the order in which they are told."""

    SESSIONS = "什么时候上课"
    SERVICES = "服务"
    CLASSES = "课程和班"
    FACTS = "电话、价钱、报名和别的"
    PAGES = "网页"
    CLASHES = "撞在一起的课"
    PROBLEMS = "检查"


class Value(NamedTuple):
    """One field before and after, in words; empty where it is not there."""

    field: str
    title: str
    was: str
    now: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One line."""

    part: Part
    word: str
    """停课, 新增, 改写 …"""
    subject: str
    sentence: str
    reason: str = ""
    table: str = ""
    ids: tuple[str, ...] = ()
    """Of the records it is about, where they have some."""
    page: str = ""
    """Where residents see it, below the site's root: courses/shufa/; empty where it is no page of its own."""
    steps: tuple[Step, ...] = ()
    values: tuple[Value, ...] = ()
    mark: Mark | None = None

    @property
    def line(self) -> str:
        """停课｜美术班 · 平日一班：11月25日(周三) 16:30 停课（美术室检修电路）"""
        said = "：".join(part for part in (self.subject, self.sentence) if part)
        return f"{self.word}｜{said}" + (f"（{self.reason}）" if self.reason else "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """All that differs between two versions."""

    base: str
    """What was compared with, in Chinese."""
    today: date
    until: date
    """The last day of the timetable that was compared."""
    later: int
    """Sessions after it that differ too."""
    entries: Sequence[Entry]
    losses: Sequence[str]
    """Questions about what got lost in large numbers."""
    notes: Sequence[str] = ()
    """What could not be compared."""


def plain(text: str) -> str:
    """A text on one line, without characters that steer a terminal or turn the direction of what follows."""
    seen = "".join(sign for sign in text if sign in _JOINERS or sign.isspace() or unicodedata.category(sign)[0] != "C")
    return re.sub(r"\s+", " ", seen).strip()


def names(found: Sequence[str], unit: str) -> str:
    """The names, or the first of them and how many there are."""
    if len(found) <= FEW:
        return "、".join(found)
    return f"{'、'.join(found[:FEW])} 等{len(found)}{unit}"
