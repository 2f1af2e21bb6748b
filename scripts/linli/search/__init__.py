"""What the search box looks through: takes the edition and the texts of hand-written pages, gives search/index.json.

Pages opened from a folder read the same as search/index.js. A record, as overrides/assets/src/finding.js reads it, is
`[kind, address, title, pinyin, when, tags, lead, text, last day, facts, states, ages, telephone]`; `states` are words
with the second between them from which the next ones hold, `ages` from and to in months, one pair after the other.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, Final

from linli import kinds
from linli.model import Record
from linli.search.letters import Sounds, sounding, traditional
from linli.search.rows import KINDS, Row, Written, figure, pages
from linli.synonyms import SYNONYMS
from linli.views import Edition
from linli.views.sources import Remembered, afresh

_SILENT: Final = frozenset({"报名和表单", "数字"})
"""Kinds whose names nobody types in pinyin."""


def files(edition: Edition, written: Iterable[Written], remembered: Remembered = afresh) -> Iterator[tuple[str, bytes]]:
    """Yield search/index.json and search/index.js; `remembered` knows rows of records from earlier builds."""
    text = json.dumps(index(edition, written, remembered), ensure_ascii=False, separators=(",", ":"))
    yield "search/index.json", text.encode()
    yield "search/index.js", f"window.linliIndex={text};".encode()


def index(edition: Edition, written: Iterable[Written], remembered: Remembered = afresh) -> dict[str, Any]:
    """Return the kinds, the traditional characters, the synonyms, words worth trying, and all records.

    Traditional forms are given for what names and tags are written with.
    """
    community = edition.community
    sounds: Sounds = {}
    others = (_sounding(row, sounds) for row in (*pages(community, written), *map(figure, community.figures)))
    rows = [_trimmed(row) for row in (*_records(edition, sounds, remembered), *others)]
    rows.sort(key=lambda row: int(row[0]))
    characters = {character for row in rows for cell in row[2:6] for character in cell}
    tried = Counter(course.category for course in community.courses) + Counter(s.kind for s in community.services)
    return {
        "kinds": KINDS,
        "han": traditional(frozenset(characters)),
        "same": SYNONYMS,
        "try": [word for word, _ in tried.most_common() if word][:4],
        "rows": rows,
    }


def _records(edition: Edition, sounds: Sounds, remembered: Remembered) -> Iterator[Row]:
    """A row for every record of the kinds that are searched."""
    for kind in kinds.KINDS:
        if kind.search:
            row = kinds.function(kind.search)
            for record in edition.community.tables[kind.table]:
                yield list(remembered(record, None, partial(_found, row, edition, record, sounds)))


def _found(row: Callable[[Edition, Record], Row], edition: Edition, record: Record, sounds: Sounds) -> Row:
    return _sounding(row(edition, record), sounds)


def _sounding(row: Row, known: Sounds) -> Row:
    """With the pinyin of its title and of each tag."""
    if KINDS[row[0]] not in _SILENT:
        row[3] = sounding((row[2], *row[5].split(" ")), known)
    return row


def _trimmed(row: Row) -> Row:
    """Without the empty cells at its end."""
    while row[-1] == "":
        row.pop()
    return row
