"""Which term a course's poster is of: takes its parts and how one joins, gives the one term that can be joined next.

A sheet on a wall cannot be asked: it shows one term, and names it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from linli import phrases
from linli.model import Record
from linli.timetable.phases import at, midnight
from linli.timetable.series import Part
from linli.views.edition import Edition

_LATER: Final[Mapping[str, int]] = {"full": 1, "paused": 2, "over": 3}
"""What one would rather not put on a wall while another term can be joined."""


def next_term(edition: Edition, parts: Sequence[Part]) -> Record | None:
    """Return the earliest term that is not over and can still be joined, else the earliest; None without terms."""
    today = edition.today
    found: dict[str, int] = {}
    for part in sorted(parts, key=lambda part: part.bounds.first):
        if (key := _term(part)) and part.bounds.last >= today:
            kind = at(edition.joinings.of(part.group).phases, midnight(today)).kind
            found[key] = min(found.get(key, len(_LATER)), _LATER.get(kind, 0))
    return edition.community.find("terms", min(found, key=lambda key: found[key])) if found else None


def of_term(parts: Sequence[Part], term: Record | None) -> list[Part]:
    """Return the parts of a term, with those that belong to none."""
    return [part for part in parts if term is None or _term(part) in ("", term.id)]


def headed(data: Mapping[str, Any], term: Record | None) -> dict[str, Any]:
    """Return a poster's data with the term in its heading, and no more beside its dates."""
    if term is None:
        return dict(data)

    def short(text: str) -> str:
        return "" if text == term.name else text.removeprefix(f"{term.name}，")

    facts = []
    for row in data["facts"]:
        if row["name"] == "时间":
            lines = [{**line, "text": short(line["text"])} for line in row["lines"]]
            facts.append({**row, "head": short(row["head"]), "lines": [line for line in lines if line["text"]]})
        else:
            facts.append(row)
    return {**data, "class": phrases.joined([data["class"], term.name]), "facts": facts}


def _term(part: Part) -> str:
    return part.row.term or (part.group.term.id if part.group.term else "")
