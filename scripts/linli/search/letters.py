"""How texts sound and how else they are written: takes Chinese texts, gives pinyin and traditional characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

_HAN: Final = re.compile(r"[\u3400-\u9fff]+")
"""As in overrides/assets/src/finding.js."""
_SYLLABLE: Final = re.compile(r"[a-z]+")
Heard = Mapping[str, dict[str, None]]
"""By character, its readings in the order in which they were found."""


def heard(texts: Iterable[str]) -> Heard:
    """Return how each character of the texts is read; phrases decide between readings: 音乐 yin yue, 快乐 kuai le.

    pypinyin is imported late: its dictionary is large.
    """
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    found: dict[str, dict[str, None]] = {}
    for run in dict.fromkeys(run for text in texts for run in _HAN.findall(text)):
        syllables = lazy_pinyin(run, errors=list)  # type: ignore[arg-type] # of unknown characters a list of them
        for character, syllable in zip(run, syllables, strict=True):
            readings = found.setdefault(character, {})
            if _SYLLABLE.fullmatch(syllable):
                readings[syllable] = None
    return found


def sounds(found: Iterable[Heard]) -> str:
    """Return how each character sounds, in the order in which the texts first have it: `jia ting yin yue/le`.

    The reader has the texts too, so the characters need not be said again. One that is read in two ways has both.
    """
    joined: dict[str, dict[str, None]] = {}
    for each in found:
        for character, readings in each.items():
            joined.setdefault(character, {}).update(readings)
    return " ".join(map("/".join, joined.values()))


def traditional(characters: frozenset[str]) -> str:
    """Return pairs 書书 for every common traditional form (Big5 level 1) of the characters, or that is one of them."""
    from opencc import OpenCC  # noqa: PLC0415

    codes = (bytes((lead, trail)) for lead in range(0xA4, 0xC9) for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    common = b"".join(codes).decode("big5", "ignore")
    simplified = OpenCC("t2s").convert("\n".join(common)).split("\n")
    pairs = zip(common, simplified, strict=True)
    return "".join(old + new for old, new in pairs if old != new and (new in characters or old in characters))
