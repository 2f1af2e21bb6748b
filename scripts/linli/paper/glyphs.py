"""What a typeface can print: takes its files, gives a text without what they lack, and what that is.

The only importer of fontTools: whether a character is in a font stands in the font's own table, and nowhere else.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final
from unicodedata import category

from fontTools.ttLib import TTFont, TTLibError

from linli.memory import Memory

_UNUSUAL: Final = re.compile(r"[^\n -~·×‘-”…–—①-⑩、-】一-龥！-～]")
"""Anything but what every Chinese typeface has: most texts need no look into the font."""
_CLUSTER: Final = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}|.(?:[\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\U000e0100-\U000e01ef]|\u200d.)*",
    re.DOTALL,
)
"""A character as people see one: with its variant, its skin, and what is joined to it."""


class Glyphs:
    """The characters of some font files together; where the first has none, the page takes another's."""

    def __init__(self, files: Sequence[Path], memory: Memory | None = None) -> None:
        """`memory` knows the characters of files that did not change: reading them takes a quarter of a second."""
        self._files, self._memory = files, memory or Memory()

    def printed(self, text: str) -> str:
        """Return the text without what cannot be printed."""
        if _UNUSUAL.search(text) is None:
            return text
        return "".join(cluster[0] for cluster in _CLUSTER.findall(text) if self._has(cluster[0]))

    def lost(self, text: str) -> list[str]:
        """Return what of a text is seen on a screen and cannot be printed, each once."""
        if _UNUSUAL.search(text) is None:
            return []
        return list(dict.fromkeys(self._lost(text)))

    def _lost(self, text: str) -> Iterator[str]:
        for cluster in _CLUSTER.findall(text):
            if not self._has(cluster[0]) and category(cluster[0]) not in ("Cc", "Cf", "Mn"):
                yield cluster

    def _has(self, character: str) -> bool:
        return character.isspace() or not self._known or ord(character) in self._known

    @cached_property
    def _known(self) -> frozenset[int]:
        return self._memory.of("glyphs", map(_stamp, self._files), self._read)

    def _read(self) -> frozenset[int]:
        found: set[int] = set()
        for path in self._files:
            try:
                with TTFont(path, fontNumber=0, lazy=True) as font:  # all faces of a collection share their characters
                    found |= (font.getBestCmap() or {}).keys()
            except (TTLibError, OSError, ValueError, KeyError, AssertionError, struct.error):
                continue  # a broken file is for the press to name
        return frozenset(found)


def _stamp(path: Path) -> str:
    """A file as far as it can be told without reading it."""
    try:
        stat = path.stat()
    except OSError:
        return str(path)
    return f"{path} {stat.st_size} {stat.st_mtime_ns}"


def code_points(cluster: str) -> str:
    """Return `U+1F475 U+1F3FB` for what may be a box on the editor's own screen."""
    return " ".join(f"U+{ord(character):04X}" for character in cluster)
