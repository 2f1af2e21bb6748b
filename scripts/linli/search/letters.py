"""How texts sound and how else they are written: takes Chinese texts, gives pinyin and traditional characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, MutableMapping
from typing import Final

_HAN: Final = re.compile(r"[\u3400-\u9fff]+|[A-Za-z0-9]+")

Sounds = MutableMapping[str, str]
"""Pinyin by text."""


def sounding(texts: Iterable[str], known: Sounds) -> str:
    """Return the pinyin of each text: `shu fa ban,mao bi`."""
    return ",".join(filter(None, (pinyin(text, known) for text in texts if text)))


def pinyin(text: str, known: Sounds) -> str:
    """Return `shu fa ban`; phrases decide between readings (音乐 yin yue). Imported late: its dictionary is large."""
    found = known.get(text)
    if found is None:
        from pypinyin import lazy_pinyin  # noqa: PLC0415

        plain = unicodedata.normalize("NFKC", text).lower()
        found = " ".join(syllable for part in _HAN.findall(plain) for syllable in lazy_pinyin(part))
        known[text] = found
    return found


def traditional(characters: frozenset[str]) -> str:
    """Return pairs 書书 for every common traditional form (Big5 level 1) of the characters, or that is one of them."""
    from opencc import OpenCC  # noqa: PLC0415

    codes = (bytes((lead, trail)) for lead in range(0xA4, 0xC9) for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    common = b"".join(codes).decode("big5", "ignore")
    simplified = OpenCC("t2s").convert("\n".join(common)).split("\n")
    pairs = zip(common, simplified, strict=True)
    return "".join(old + new for old, new in pairs if old != new and (new in characters or old in characters))
