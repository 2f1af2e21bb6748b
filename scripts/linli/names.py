"""Cells that hold several names: takes a field's text, gives its words one by one, or says in Chinese what is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

MOST_FILES: Final = 8
MOST_STEPS: Final = 9
LONGEST_STEP: Final = 12


@dataclass(frozen=True, slots=True)
class Names:
    """Words or file names, as typed and one by one."""

    text: str
    names: tuple[str, ...]

    def __str__(self) -> str:
        return self.text


def files(text: str) -> Names:
    """`a.jpg, b.jpg`: names of files may hold blanks."""
    found = _parts(text, r"[，,、;；\n]")
    if len(found) > MOST_FILES:
        raise ValueError(f"图片太多，最多 {MOST_FILES} 张")
    return Names(text, found)


def steps(text: str) -> Names:
    """`大门 → 电梯 → 2楼`; the same step may come twice."""
    found = _parts(text, r"→|->|—>|[，,、;；\n]", twice=True)
    if not 1 < len(found) <= MOST_STEPS or max(map(len, found)) > LONGEST_STEP:
        raise ValueError(f"一步一个词，每步最多 {LONGEST_STEP} 个字，两步到 {MOST_STEPS} 步，例如 大门 → 电梯 → 2楼")
    return Names(text, found)


def _parts(text: str, between: str, *, twice: bool = False) -> tuple[str, ...]:
    found = tuple(part.strip() for part in re.split(between, text.strip()))
    if not all(found):
        raise ValueError("有一个是空的，请看看是不是多了一个逗号或箭头")
    if not twice and len(set(found)) != len(found):
        raise ValueError("有一个写了两次")
    return found
