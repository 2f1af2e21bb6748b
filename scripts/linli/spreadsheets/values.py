"""What a stored number means: takes a cell's number and its format, gives the text that a person typed.

Programs store days and times as numbers; only the format tells them apart. 0.7916666 shown as hh:mm is 19:00.
"""

from __future__ import annotations

import math
import re
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum, auto
from typing import Final

from linli.spreadsheets.grid import Kind


class Look(Enum):
    """How a format shows a number."""

    NUMBER = auto()
    DAY = auto()
    MOMENT = auto()
    TIME = auto()
    DURATION = auto()


_BUILT_IN: Final = {
    **dict.fromkeys([*range(14, 18), *range(27, 32), 36, *range(50, 55), 57, 58], Look.DAY),
    **dict.fromkeys([*range(18, 22), *range(32, 36), 45, 47, 55, 56], Look.TIME),
    22: Look.MOMENT,
    46: Look.DURATION,
}
"""Formats that files name by number only; 27 to 58 are the ones of Chinese Excel and WPS."""
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|general|am/pm|a/p|上午/下午|e[+-]|\[(?!h+\]|m+\]|s+\])[^\]]*\]')
_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?")


def look(number: int, code: str | None) -> Look:
    """Return how a format shows numbers: by its code, or by its number where it has none."""
    if code is None:
        return _BUILT_IN.get(number, Look.NUMBER)
    bare = _LITERAL.sub("", code[:255].lower().split(";")[0])
    if re.search(r"\[[hms]+\]", bare):
        return Look.DURATION
    clock = re.search(r"[hs]", bare) is not None
    day = re.search(r"[yd]|a{3}|e", bare) is not None or ("m" in bare and not clock)
    if day:
        return Look.MOMENT if clock else Look.DAY
    return Look.TIME if clock else Look.NUMBER


def number(text: str) -> float | None:
    """Return a stored number, None where the text is none."""
    text = text.strip()
    found = float(text) if len(text) <= 60 and _NUMBER.fullmatch(text) else math.inf
    return found if math.isfinite(found) else None


def typed(value: float, shown_as: Look, *, since_1904: bool) -> tuple[str, Kind]:
    """Return what a person sees in the cell, in the way our tables write it."""
    if shown_as is Look.NUMBER or not 0 <= value < 2_958_466:
        return plain(value), Kind.NUMBER
    if shown_as is Look.DURATION:
        return _clock(_seconds(value)), Kind.DURATION
    if shown_as is Look.TIME or (shown_as is Look.MOMENT and value < 1):
        return "24:00" if value == 1 else _clock(_seconds(value % 1) % 86_400), Kind.TIME
    days, seconds = int(value), _seconds(value % 1)
    if shown_as is Look.MOMENT and seconds == 86_400:
        days, seconds = days + 1, 0
    day = _day(days, since_1904=since_1904)
    if day is None:
        return plain(value), Kind.NUMBER
    return f"{day} {_clock(seconds)}" if shown_as is Look.MOMENT and seconds else str(day), Kind.DATE


def plain(value: float) -> str:
    """Return a number as one types it: 12, 3.5, without what binary fractions add."""
    text = format(Decimal(format(value, ".15g")), "f")
    return "0" if text == "-0" else text


def day(serial: str, *, since_1904: bool = False) -> str:
    """Return the day that a bare number stands for, 46350 is 2026-11-24; empty where it is none of 2000 to 2099."""
    value = number(serial)
    found = _day(int(value), since_1904=since_1904) if value is not None and 0 < value < 80_000 else None
    return str(found) if found and 2000 <= found.year < 2100 else ""


def _day(days: int, *, since_1904: bool) -> date | None:
    if since_1904:
        return date(1904, 1, 1) + timedelta(days=days) if days < 2_957_004 else None
    if days in {0, 60}:  # Excel has a day 0 and a 29th of February 1900
        return None
    return date(1899, 12, 30 if days > 60 else 31) + timedelta(days=days)


def _seconds(part: float) -> int:
    """Whole seconds, and whole minutes where one second is missing or too many."""
    seconds = round(part * 86_400)
    off = seconds % 60
    return seconds + 1 if off == 59 else seconds - 1 if off == 1 else seconds


def _clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    text = f"{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{text}:{rest:02d}" if rest else text
