"""How the State Council's notices speak: takes one sentence without blanks, gives its clauses and where it stops being one.

`1月1日（周四）至3日（周六）放假调休，共3天` is a clause of one span that is off, with a count; nothing is left out: the
first word that is not known ends the reading, and its place is given.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from linli.timetable import statutory

_NUMBER: Final = r"(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})"
_KNOWN: Final = r"元旦|春节|清明节?|(?:五一)?(?:国际)?劳动节?|端午节?|中秋节?|国庆节?"
_AND: Final = r"[、,和与及]"
HEAD: Final = re.compile(
    rf"(?:^|(?<=[。;]))[ \t]*(?P<all>(?:\(?{_NUMBER}[)、.][ \t]*(?P<any>[^:。;,(\n]{{1,30}}?)"
    rf"|(?P<known>(?:{_KNOWN})(?:{_AND}(?:{_KNOWN}))*))[ \t]*:)",
    re.MULTILINE,
)
"""What a section begins with: 六、国庆节、中秋节：; the number may be lacking before a holiday that is known."""
TITLE: Final = re.compile(r"关于\s*([0-9]{4})\s*年\s*(?:部分)?节假日安排")
_OFF_OR_ON: Final = re.compile("放假|上班")
SIGNED: Final = re.compile(r"^[ \t]*([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日[ \t]*$", re.MULTILINE)
SENTENCE: Final = re.compile(r"(?:[^。;\n]|\n(?![ \t]*\n))+")
"""An empty line ends one too."""
_DATE: Final = re.compile(r"(?:([0-9]{4})年)?(?:([0-9]{1,2})月)?([0-9]{1,2})[日号](?:\(([^()0-9]{0,30})\))?")
_TO: Final = re.compile(r"[至到~—-]+")
_OFF: Final = re.compile(r"放假(?:调休)?(?:([0-9]{1,2})天)?")
_WORKED: Final = re.compile(r"(?:均|都)?(?:照常|正常)?上班")
_COUNT: Final = re.compile(r"(?:共计?|合计)([0-9]{1,2})天")
_ASIDE: Final = re.compile(r"与周末连休|不调休|调休|连休")
_BETWEEN: Final = re.compile(r"[,、和及]|与(?!周末)")
_WEEKDAY: Final = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")


class Said(NamedTuple):
    """A date as said."""

    text: str
    at: int
    year: int | None
    month: int | None
    day: int
    weekday: str
    """日, 一, 二 …; empty where the brackets say none."""


class Span(NamedTuple):
    """From one date to another, or one date twice."""

    first: Said
    last: Said


@dataclass(slots=True)
class Clause:
    """Some days and what they are."""

    spans: list[Span]
    worked: bool
    at: int
    counts: list[tuple[int, int]] = field(default_factory=list)
    """How many days are said to be off, and where that is said."""


def clauses(said: str) -> tuple[list[Clause], int]:
    """Return the clauses of a sentence, and where what is not understood begins: its length where all is."""
    found: list[Clause] = []
    waiting: list[Span] = []
    at = 0
    while at < len(said):
        if match := _BETWEEN.match(said, at):
            at = match.end()
        elif match := _DATE.match(said, at):
            first = last = _said(match)
            at = match.end()
            if (to := _TO.match(said, at)) and (match := _DATE.match(said, to.end())):
                last, at = _said(match), match.end()
            waiting.append(Span(first, last))
        elif waiting and (match := _OFF.match(said, at)):
            found.append(Clause(waiting, worked=False, at=at, counts=[(int(match[1]), at)] if match[1] else []))
            waiting, at = [], match.end()
        elif waiting and (match := _WORKED.match(said, at)):
            found.append(Clause(waiting, worked=True, at=at))
            waiting, at = [], match.end()
        elif found and not found[-1].worked and (match := _COUNT.match(said, at)):
            found[-1].counts.append((int(match[1]), at))
            at = match.end()
        elif found and (match := _ASIDE.match(said, at)):
            at = match.end()
        else:
            return found, at
    return found, waiting[0].first.at if waiting else at


def dated(said: str) -> bool:
    """Whether a sentence speaks of days: it must be understood whole."""
    begins = _DATE.match(said) is not None and SIGNED.match(said) is None
    return begins or _OFF_OR_ON.search(said) is not None


def plain(text: str) -> str:
    """The same text, each character in its usual width: one for one, so that places stay."""
    return "".join(map(_usual, text))


def holidays(head: re.Match[str]) -> list[str]:
    """The holidays that a head names, as the law calls them; others as they are called."""
    return [_called(name) for name in re.split(_AND, head["known"] or head["any"]) if name.strip()]


def _said(match: re.Match[str]) -> Said:
    weekday = _WEEKDAY.search(match[4] or "")
    year, month = (int(match[n]) if match[n] else None for n in (1, 2))
    said = weekday[1].replace("天", "日") if weekday else ""
    return Said(text=match[0], at=match.start(), year=year, month=month, day=int(match[3]), weekday=said)


def _usual(character: str) -> str:
    found = unicodedata.normalize("NFKC", character)
    return "~" if character in "～–" else found if len(found) == 1 else character


def _called(name: str) -> str:
    own = name.strip()
    known = re.fullmatch(_KNOWN, own) is not None
    return next((n for n in statutory.NAMES if known and n.removesuffix("节") in own), own)
