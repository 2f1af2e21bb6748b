"""Names of rooms for a narrow column: takes venue names, gives each without what it shares with its neighbours.

青少年宫美术室 and 青少年宫书法室 are 美术室 and 书法室 on a sheet that names both in full at its foot.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import takewhile
from typing import Final

_SHARED: Final = 3
"""Fewer characters in common say nothing: 社区书屋 and 社区运动场 stay as they are."""
_LEFT: Final = 2


def short_names(names: Iterable[str]) -> dict[str, str]:
    """Return each name's short form; the name itself where nothing can go or two would become alike."""
    known = list(dict.fromkeys(names))
    found = {name: _short(name, known) for name in known}
    taken = Counter(found.values())
    return {name: short if taken[short] == 1 else name for name, short in found.items()}


def _short(name: str, known: Iterable[str]) -> str:
    shared = max((_prefix(name, other) for other in known if other != name), key=len, default="")
    return name[len(shared) :] if len(shared) >= _SHARED and len(name) - len(shared) >= _LEFT else name


def _prefix(one: str, other: str) -> str:
    """What both begin with, as far as it is Chinese: a number is never cut."""
    pairs = zip(one, other, strict=False)
    return "".join(a for a, _ in takewhile(lambda pair: pair[0] == pair[1] and "㐀" <= pair[0] <= "鿿", pairs))
