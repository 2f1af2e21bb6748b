"""Every address outside that the site leads to: takes records and pages, gives each once with the places that name it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from linli.checks._pages import place, written
from linli.model import Community, Record
from linli.problems import Mark

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'`)\]）】」，。；、！？]+", re.IGNORECASE)
_END: Final = ".,;:!?*_"


class Link(NamedTuple):
    """A place that names an address."""

    address: str
    mark: Mark
    record: Record | None = None
    """The row that names it; None on a hand-written page."""
    field: str = ""

    @property
    def is_form(self) -> bool:
        """Whether one fills something in there."""
        return self.record is not None and self.record.table == "forms"


def links(root: Path, community: Community) -> dict[str, list[Link]]:
    """Return the places by their addresses, in the order of files."""
    found: dict[str, list[Link]] = {}
    for link in (*_of_records(community), *_of_pages(root)):
        found.setdefault(link.address, []).append(link)
    return found


def _of_records(community: Community) -> Iterator[Link]:
    for records in community.tables.values():
        for record in records:
            for name, value in vars(record).items():
                for text in value if isinstance(value, tuple) else (value,):
                    for found in _addresses(text) if isinstance(text, str) else ():
                        yield Link(address=found, mark=record.mark_of(name), record=record, field=name)


def _of_pages(root: Path) -> Iterator[Link]:
    for page in written(root):
        for match in _ADDRESS.finditer(page.text):
            line, column = place(page.text, match.start())
            mark = Mark(path=page.path, line=line, column=column)
            yield Link(address=match[0].rstrip(_END), mark=mark)


def _addresses(text: str) -> Iterable[str]:
    return [match[0].rstrip(_END) for match in _ADDRESS.finditer(text)]
