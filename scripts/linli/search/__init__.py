"""What the search box looks through: takes the edition and the texts of hand-written pages, gives search/index.json.

Pages opened from a folder read the same as search/index.js. A record, as overrides/assets/src/finding.js reads it, is
`[kind, address, title, when, tags, lead, text, last day, facts, states, ages, telephone, dialled]`; `states` are words with the
minute between them from which the next ones hold, counted from the index's own `from` (a second), `ages` from and to
in months, one pair after the other.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from linli import kinds
from linli.search.letters import heard, together, traditional
from linli.search.rows import KINDS, LEAD, TAGS, TITLE, Row, Written, beginning, figure, pages
from linli.synonyms import SYNONYMS
from linli.views import Edition
from linli.views.sources import Remembered, afresh

Hearing = Callable[[Sequence[str]], str]
"""`letters.heard`, or one that knows the texts from an earlier build."""


def files(
    edition: Edition,
    written: Iterable[Written],
    remembered: Remembered = afresh,
    hearing: Hearing = heard,
) -> Iterator[tuple[str, bytes]]:
    """Yield search/index.json and search/index.js; `remembered` knows rows of records from earlier builds."""
    found = index(edition, written, remembered, hearing)
    rows = b",".join(map(_json, found.pop("rows")))
    data = b'%b,"rows":[%b]}' % (_json(found)[:-1], rows)
    yield "search/index.json", data
    yield "search/index.js", b"window.linliIndex=%b;" % data


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def index(
    edition: Edition, written: Iterable[Written], remembered: Remembered = afresh, hearing: Hearing = heard
) -> dict[str, Any]:
    """Return the kinds, the traditional characters, the sounds, the synonyms, words worth trying, and all records.

    Traditional forms are given for what names and tags are written with, sounds also for first sentences.
    """
    community = edition.community
    rows = [*_records(edition, remembered), *pages(community, written), *map(figure, community.figures)]
    rows.sort(key=lambda row: int(row[0]))
    characters = {character for row in rows for cell in row[TITLE : TAGS + 1] for character in cell}
    tried = Counter(course.category for course in community.courses) + Counter(s.kind for s in community.services)
    return {
        "kinds": KINDS,
        "han": traditional(frozenset(characters)),
        "sounds": together(
            (texts, hearing(texts)) for texts in ([row[n] for n in (TITLE, TAGS, LEAD)] for row in rows)
        ),
        "same": SYNONYMS,
        "try": [word for word, _ in tried.most_common() if word][:4],
        "from": beginning(edition),
        "rows": [_trimmed(row) for row in rows],
    }


def _records(edition: Edition, remembered: Remembered) -> Iterator[Row]:
    """A row for every record of the kinds that are searched."""
    for kind in kinds.KINDS:
        if kind.search:
            row = kinds.function(kind.search)
            for record in edition.community.tables[kind.table]:
                yield list(remembered(record, None, partial(row, edition, record)))


def _trimmed(row: Row) -> Row:
    """Without the empty cells at its end."""
    while row[-1] == "":
        row.pop()
    return row
