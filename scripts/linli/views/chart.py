"""A figure over time as a small drawing: takes its rows, gives a `Chart` with places on a sheet of 320 by 150.

The vertical axis begins at nought, so that a small change looks small.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10
from typing import Final

from linli.model import Record

LEFT: Final = 12
RIGHT: Final = 268
TOP: Final = 34
BOTTOM: Final = 120
_TIMES: Final = {"": 1, "千": 10**3, "万": 10**4, "亿": 10**8}
_NUMBER: Final = re.compile(r"(?:约|近|超过|多于)?([0-9][0-9,]*(?:\.[0-9]+)?)(千|万|亿)?[+多余]?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """A count: where it stands, what it says."""

    x: int
    y: int
    value: str
    day: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """The counts from the first to the last."""

    points: Sequence[Point]
    top: str
    """The number at the upper line: 3000."""
    told: str
    """The same in words, for those who do not see it."""


def chart(rows: Sequence[Record]) -> Chart | None:
    """Return the drawing; None where it was counted on one day only, or a value is no number."""
    ordered = sorted(rows, key=lambda row: row.as_of)
    numbers = [number(row.value) for row in ordered]
    days = [row.as_of for row in ordered]
    known = [each for each in numbers if each is not None]
    if len(set(days)) < 2 or len(set(days)) < len(days) or len(known) < len(numbers) or max(known) <= 0:
        return None
    top = _round(max(known))
    span = (days[-1] - days[0]).days
    points = [
        Point(
            x=round(LEFT + (RIGHT - LEFT) * (day - days[0]).days / span),
            y=round(BOTTOM - (BOTTOM - TOP) * value / top),
            value=row.value,
            day=_month(day),
        )
        for row, day, value in zip(ordered, days, known, strict=True)
    ]
    unit = ordered[-1].unit or ""
    told = "，".join(f"{point.day}{point.value}{unit}" for point in points)
    return Chart(points=points, top=_written(top), told=told)


def number(text: str) -> float | None:
    """2000+ is 2000, 100万+ a million."""
    found = _NUMBER.fullmatch(text.strip())
    return float(found[1].replace(",", "")) * _TIMES[found[2] or ""] if found else None


def _round(value: float) -> float:
    """The next round number above: 1, 2, 5, 10."""
    step = 10 ** floor(log10(value))
    return float(next(n * step for n in (1, 2, 3, 5, 10) if n * step >= value))


def _written(value: float) -> str:
    if value >= _TIMES["万"]:
        return f"{value / _TIMES['万']:g}万"
    return f"{ceil(value) if value >= 1 else value:g}"


def _month(day: date) -> str:
    return f"{day.year}年{day.month}月"
