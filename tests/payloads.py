"""The payloads of tests/cases/payloads.txt: takes the file, gives each, and communities whose every text is one of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import yaml

import communities
import hostile
from fragments import gather, lay_out
from linli.checks import check_all
from linli.model import Community
from linli.problems import errors

FILE: Final = Path(__file__).parent / "cases/payloads.txt"
_ESCAPE: Final = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|([nrt\\]))")
_SIGNS: Final = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}
_ELSEWHERE: Final = {"too-long", "line-break"}
"""What is wrong in the name of a course, where they are tried, and right in a longer text."""
ADDRESS: Final = 'https://evil.test/?q="><script>pwned()</script>'
"""It leads to a page, as addresses may; the rest of it has to stay text."""
MARKDOWN: Final = (("courses", "description"), ("services", "description"), ("stories", "body"))
"""Texts of which Markdown is made."""


@cache
def groups() -> dict[str, list[str]]:
    """Every payload by its group."""
    found: dict[str, list[str]] = {}
    for line in FILE.read_text("utf-8").split("\n"):
        text = line.strip()
        if name := re.fullmatch(r"\[([a-z]+)\]", text):
            found[name[1]] = []
        elif text and not (text.startswith("# ") and not found):
            list(found.values())[-1].append(_ESCAPE.sub(_sign, text))
    return found


def _sign(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    return chr(int(code, 16)) if code else _SIGNS[found[4]]


def every() -> list[str]:
    """All of them."""
    return [payload for group in groups().values() for payload in group]


def refused(folder: Path) -> dict[str, set[str]]:
    """Those that `check` refuses wherever they stand, with the codes of what it says."""
    root = lay_out(folder, {"data/courses.yml": "".join(map(_row, range(len(every())), every()))})
    context, problems = gather(root)
    found: dict[str, set[str]] = {}
    for problem in errors([*problems, *check_all(context)]):
        if problem.mark.path == "data/courses.yml" and problem.code not in _ELSEWHERE:
            found.setdefault(every()[(problem.mark.line - 1) // 3], set()).add(problem.code)
    return found


def _row(number: int, payload: str) -> str:
    quoted = yaml.safe_dump(payload, default_style='"', width=10_000).rstrip("\n")
    return f"- id: p{number}\n  category: 读书\n  title: {quoted}\n"


def community(passed: list[str], turn: int = 0, markdown: str = "") -> Community:
    """Every text field of every table holds one of these texts; another `turn`, another one.

    Those of which Markdown is made share them all, or hold what is given for them.
    """
    write = writer(passed, turn)
    rows = {table: [dict(row) for row in rows] for table, rows in hostile.ROWS.items()}
    places = [(row, name) for table, name in MARKDOWN for row in rows[table] if row.get(name, "") is not None]
    for number, (row, name) in enumerate(places):
        row[name] = markdown or "\n\n".join(passed[(number + turn) % len(places) :: len(places)])
    for row in (row for each in rows.values() for row in each):
        row.update({name: ADDRESS for name, value in row.items() if value == hostile.LINK})
    filled = {
        table: [hostile.filled(table, n, row, write) for n, row in enumerate(each)] for table, each in rows.items()
    }
    return communities.make(**filled)


def writer(passed: list[str], turn: int) -> Callable[[str], str]:
    """What stands at a place: the payload of its turn, and which place it is, for a name must not stand twice."""
    seen: dict[str, int] = {}

    def write(place: str) -> str:
        number = seen.setdefault(place, len(seen))
        payload = passed[(number * 7 + turn) % len(passed)]
        return f"{payload}{number}" if payload[:1] in "=+-@#'\"" else f"{number}{payload}"

    return write
