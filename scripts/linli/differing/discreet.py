"""Nobody's numbers in what is told: takes entries and both sides, gives them without personal data of an older version.

What holds now was checked. An older version may hold what has since been taken out, and a summary on GitHub is public.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from linli.checks import _personal
from linli.differing.base import Side
from linli.differing.entry import Entry
from linli.revisions import Slot, Step


def discreet(entries: Iterable[Entry], *sides: Side) -> list[Entry]:
    """Return the entries; a text with a number of a person is not said, numbers in a phone column are everybody's."""
    public = frozenset(
        re.sub(r"\D", "", str(record.__dict__["phone"]))[-11:]
        for side in sides
        for records in side.community.tables.values()
        for record in records
        if record.__dict__.get("phone")
    )
    return [_quiet(entry, public) for entry in entries]


def hidden(text: str, public: frozenset[str]) -> str:
    """The text, or only what kind of number stands in it."""
    kinds = dict.fromkeys(kind for kind, _, _ in _personal.find(text, public))
    return f"（里面像是有{'、'.join(kinds)}，这里不写出来）" if kinds else text


def _quiet(entry: Entry, public: frozenset[str]) -> Entry:
    return replace(
        entry,
        subject=hidden(entry.subject, public),
        sentence=hidden(entry.sentence, public),
        reason=hidden(entry.reason, public),
        values=tuple(v._replace(was=hidden(v.was, public), now=hidden(v.now, public)) for v in entry.values),
        steps=tuple(
            Step(step.uid, step.was and _slot(step.was, public), step.now and _slot(step.now, public))
            for step in entry.steps
        ),
    )


def _slot(slot: Slot, public: frozenset[str]) -> Slot:
    return slot._replace(
        place=hidden(slot.place, public),
        room=hidden(slot.room, public),
        reason=hidden(slot.reason, public),
        topic=hidden(slot.topic, public),
    )
