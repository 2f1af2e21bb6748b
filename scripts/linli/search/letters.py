"""How texts sound and how else they are written: takes Chinese texts, gives pinyin and traditional characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_HAN: Final = re.compile(r"[\u3400-\u9fff]+")
"""As in overrides/assets/src/finding.js."""
_SYLLABLE: Final = re.compile(r"[a-z]+")


def heard(texts: Iterable[str]) -> str:
    """Return how each character sounds, in the order in which the texts first have it: `jia ting yin yue/le`.

    The reader has the texts too, so the characters need not be said again. Phrases decide between readings (音乐 yin
    yue, 快乐 kuai le); one that is read in two ways has both. pypinyin is imported late: its dictionary is large.
    """
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    found: dict[str, dict[str, None]] = {}
    for run in dict.fromkeys(run for text in texts for run in _HAN.findall(text)):
        syllables = lazy_pinyin(run, errors=list)  # type: ignore[arg-type] # of unknown characters a list of them
        for character, syllable in zip(run, syllables, strict=True):
            readings = found.setdefault(character, {})
            if _SYLLABLE.fullmatch(syllable):
                readings[syllable] = None
    return " ".join(map("/".join, found.values()))


def together(found: Iterable[tuple[Iterable[str], str]]) -> str:
    """Return the same of many texts, of each part of which it is known."""
    joined: dict[str, dict[str, None]] = {}
    for texts, said in found:
        characters = dict.fromkeys(character for text in texts for character in text if _HAN.match(character))
        for character, readings in zip(characters, said.split(" "), strict=False):
            joined.setdefault(character, {}).update(dict.fromkeys(filter(None, readings.split("/"))))
    return " ".join(map("/".join, joined.values()))


def traditional(characters: frozenset[str]) -> str:
    """Return pairs 書书 for every common traditional form (Big5 level 1) of the characters, or that is one of them."""
    from opencc import OpenCC  # noqa: PLC0415

    codes = (bytes((lead, trail)) for lead in range(0xA4, 0xC9) for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    common = b"".join(codes).decode("big5", "ignore")
    simplified = OpenCC("t2s").convert("\n".join(common)).split("\n")
    pairs = zip(common, simplified, strict=True)
    return "".join(old + new for old, new in pairs if old != new and (new in characters or old in characters))
