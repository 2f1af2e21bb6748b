"""Problems that a change brings or mends: takes two sides, gives an `Entry` for each; clashes of sessions by themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from linli.checks import published_ids
from linli.differing.base import Side
from linli.differing.entry import Entry, Part, plain
from linli.problems import Problem

CLASHES: Final = frozenset({"venue-clash", "teacher-clash"})
_PLACE: Final = re.compile(r"[\w/.-]+\.ya?ml(?::\d+)*|第 ?\d+ ?行")
"""A line number inside a message moves with every row above."""


def entries(old: Side, new: Side) -> Iterator[Entry]:
    """Yield what is wrong or doubtful now and was not, then what no longer is."""
    if not old.whole:
        return
    was, now = (Counter(map(_what, side.problems)) for side in (old, new))
    yield from _only(new, now - was)
    yield from _only(old, was - now, mended=True)


def _only(side: Side, counts: Counter[tuple[str, ...]], *, mended: bool = False) -> Iterator[Entry]:
    left = counts.copy()
    for problem in side.problems:
        what = _what(problem)
        if left[what] <= 0 or problem.code in published_ids.CODES:
            continue  # only a history can tell, and a version that was laid out has none
        left[what] -= 1
        word = {"error": "错误", "warning": "提醒"}[problem.level]
        yield Entry(
            part=Part.CLASHES if problem.code in CLASHES else Part.PROBLEMS,
            word=f"已改好的{word}" if mended else word,
            subject=plain(problem.record or ""),
            sentence=plain(problem.message),
            table=problem.table,
            mark=None if mended else problem.mark,
        )


def _what(problem: Problem) -> tuple[str, ...]:
    return problem.code, problem.table, problem.record, problem.field, _PLACE.sub("", problem.message)
