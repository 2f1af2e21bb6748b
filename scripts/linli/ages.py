"""How old one is: takes `6`, `6个月`, `1岁半` or the grades that a text names, gives `Age` values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from linli.writing import UnclearError, number

_MONTHS: Final = 12
_UNIT: Final = "周?岁半?|个?月"
_CHINESE: Final = "一二三四五六"
_GRADES: Final = (
    ("小班", 3),
    ("中班", 4),
    ("大班", 5),
    *((f"(?<!高){sign}年级|小{sign}", number + 6) for number, sign in enumerate(_CHINESE)),
    *(
        (f"(?:初|七八九)?初{sign}|{grade}年级", number + 12)
        for number, (sign, grade) in enumerate(zip("一二三", "七八九", strict=True))
    ),
    *((f"高{sign}", number + 15) for number, sign in enumerate("一二三")),
)


@dataclass(frozen=True, slots=True, order=True)
class Age:
    """An age in whole months."""

    months: int

    def __str__(self) -> str:
        return str(self.years) if self.months % _MONTHS == 0 else f"{self.months}个月"

    @property
    def years(self) -> int:
        """Full years."""
        return self.months // _MONTHS


def age(text: str) -> Age:
    """`6`, `6岁`, `六岁`, `6个月`, `1岁半`."""
    match = re.fullmatch(rf"([0-9]{{1,3}}|[一二三四五六七八九十两]{{1,3}})\s*({_UNIT})?", text.strip())
    said = number(match[1]) if match else None
    if span := re.fullmatch(r"([0-9]{1,2})\D+?([0-9]{1,2})\s*(?:岁|个?月)?", text.strip()):
        raise UnclearError("这一栏只写一头", f"从几岁写 min_age: {span[1]}，到几岁写 max_age: {span[2]}")
    if match is None or said is None:
        raise ValueError("年龄写几岁的数字，或者几个月，例如 6 或 6个月")
    found = _age(said, match[2] or "")
    if found.months > 120 * _MONTHS:
        raise ValueError("年龄最大写到 120")
    return found


def ranges(text: str) -> list[tuple[Age, Age]]:
    """The ages from — to that a text names, however it writes them: 6-8周岁, 6～8岁, 6岁至8岁, 8—14个月."""
    found = re.findall(rf"([0-9]{{1,3}})\s*({_UNIT})?\s*[-–—~～至到]+\s*([0-9]{{1,3}})\s*({_UNIT})", text)
    return [(_age(int(low), of_low or of_high), _age(int(high), of_high)) for low, of_low, high, of_high in found]


def _age(count: int, unit: str) -> Age:
    return Age(count if "月" in unit else count * _MONTHS + (6 if "半" in unit else 0))


def school_ages(text: str) -> tuple[Age, Age] | None:
    """The ages of the grades in `小学一年级—三年级`, `初一`, `幼儿园大班`; None where no grade is named or one is unclear."""
    found = [low for name, low in _GRADES if re.search(name, text)]
    if not found or re.search(r"以上|以下|除|不含|大学|成人|大人|家长|老人|父母", text):
        return None
    return Age(min(found) * _MONTHS), Age((max(found) + 1) * _MONTHS)
