"""What the search box looks through: takes the edition and the texts of hand-written pages, gives search/index.json.

Pages opened from a folder read the same as search/index.js. A record, as overrides/assets/src/finding.js reads it, is
`[kind, address, title, pinyin, when, tags, lead, text, last day, facts, states, ages, telephone]`; `states` are words
with the second between them from which the next ones hold, `ages` from and to in months, one pair after the other.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from linli import kinds
from linli.search.letters import Sounds, sounding, traditional
from linli.search.rows import KINDS, Row, Written, figure, pages
from linli.synonyms import SYNONYMS
from linli.views import Edition

_SILENT: Final = frozenset({"报名和表单", "数字"})
"""Kinds whose names nobody types in pinyin."""


def files(edition: Edition, written: Iterable[Written], known: Sounds | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield search/index.json and search/index.js.

    `known` holds pinyin by text and is filled with what was missing: a caller that keeps it between builds saves the
    loading of the dictionary (0.12 s).
    """
    text = json.dumps(index(edition, written, known), ensure_ascii=False, separators=(",", ":"))
    yield "search/index.json", text.encode()
    yield "search/index.js", f"window.linliIndex={text};".encode()


def index(edition: Edition, written: Iterable[Written], known: Sounds | None = None) -> dict[str, Any]:
    """Return the kinds, the traditional characters, the synonyms, words worth trying, and all records.

    Traditional forms are given for what names and tags are written with.
    """
    community = edition.community
    rows = [*_records(edition), *pages(community, written), *map(figure, community.figures)]
    rows.sort(key=lambda row: int(row[0]))
    sounds = {} if known is None else known
    rows = [_trimmed(_sounding(row, sounds)) for row in rows]
    characters = {character for row in rows for cell in row[2:6] for character in cell}
    tried = Counter(course.category for course in community.courses) + Counter(s.kind for s in community.services)
    return {
        "kinds": KINDS,
        "han": traditional(frozenset(characters)),
        "same": SYNONYMS,
        "try": [word for word, _ in tried.most_common() if word][:4],
        "rows": rows,
    }


def _records(edition: Edition) -> Iterator[Row]:
    """A row for every record of the kinds that are searched."""
    for kind in kinds.KINDS:
        if kind.search:
            row = kinds.function(kind.search)
            yield from (row(edition, record) for record in edition.community.tables[kind.table])


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
