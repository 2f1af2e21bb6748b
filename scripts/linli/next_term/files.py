"""The files of a new term: takes the root, its package and a plan, gives the new text of every table that grows.

A new row stands behind the last row of any term, so that what belongs to no term stays last; headings that named the
old term are written again for the new one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from linli import source, writing_back
from linli.next_term.planned import New, Plan, said
from linli.rows import Row
from linli.schema import Package, Resource

TABLES: Final = ("terms", "forms", "groups", "schedules")
_COUNT: Final = re.compile(r"(?<=共)[0-9]+(?=个班)")


def texts(root: Path, package: Package, made: Plan, owners: Mapping[str, str]) -> dict[str, str]:
    """Return path → text. Raises CannotWriteError where a table cannot be written to."""
    found = {}
    for resource in package.resources:
        news = made.added.get(resource.schema.name) if resource.schema.name in TABLES else None
        if news:
            file = root / resource.path
            text = file.read_bytes().decode("utf-8") if file.exists() else ""
            found[resource.path] = _grown(text, resource, news, made, owners)
    return found


def _grown(text: str, resource: Resource, news: Sequence[New], made: Plan, owners: Mapping[str, str]) -> str:
    rows = _rows(text, resource)
    after = _last(rows, resource.schema.name, owners)
    edits = [writing_back.Insert(after, new.values) for new in news]
    order = resource.schema.fields
    grown = writing_back.apply(text, edits, order)
    newline = "\r\n" if "\r\n" in grown else "\n"
    lines = grown.splitlines(keepends=True)
    placed = _rows(grown, resource)[after + 1 : after + 1 + len(news)]
    headings = _headings(text, rows, news, made)
    for row, new, heading in reversed(list(zip(placed, news, headings, strict=True))):
        above = [f"{heading}{newline}", newline] if heading else []
        above += [f"{new.above}{newline}"] if new.above else []
        lines[row.line - 1 : row.line - 1] = above
    return "".join(lines)


def _rows(text: str, resource: Resource) -> list[Row]:
    return source.read(resource.path, text.removeprefix("\ufeff"), resource.schema.fields)[0]


def _last(rows: Sequence[Row], table: str, owners: Mapping[str, str]) -> int:
    """The last row that belongs to a term; the last of all where a table knows no terms."""
    if table == "schedules":
        own = [n for n, row in enumerate(rows) if said(row, "term") or said(row, "group") in owners]
    elif table == "groups":
        own = [n for n, row in enumerate(rows) if said(row, "term")]
    else:
        own = []
    return own[-1] if own else len(rows) - 1


def _headings(text: str, rows: Sequence[Row], news: Sequence[New], made: Plan) -> list[str]:
    """Return for each new row the heading that stands above it: that of its model's section, where it is the first."""
    lines = text.removeprefix("\ufeff").splitlines()
    sections: list[tuple[int, str]] = []
    for row in rows:
        number = row.line - 2
        while number >= 0 and (not lines[number].strip() or lines[number].startswith("#")):
            following = lines[number + 1] if number + 1 < len(lines) else ""
            if lines[number].startswith("#") and not following.strip():
                sections.append((row.line, lines[number]))
                break
            number -= 1
    found, seen = [], set()
    counts: dict[str, int] = {}
    named = [next((h for line, h in reversed(sections) if line <= new.model.line), "") for new in news]
    for heading in named:
        counts[heading] = counts.get(heading, 0) + 1
    for heading in named:
        moved = made.moved.heading(heading) if heading not in seen else ""
        seen.add(heading)
        found.append(_COUNT.sub(str(counts[heading]), moved))
    return found
