"""Whatever stands in a table's text: every page and feed says it back as text, and nothing of it becomes markup.

The site of a hostile community is held against that of a harmless twin: the same elements, the same attributes, and
every text the twin's with the hostile words in it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import icalendar
import pytest

import communities
from hostile import ROWS, community, free, harmless, hostile, place_of, turned
from linli import assets
from linli.feeds import things
from linli.frames import draw
from linli.model import SHANGHAI, Community
from linli.pictures.album import Album, Picture
from linli.recipe import followed
from linli.render import Renderer
from linli.revisions import Revisions
from linli.revisions.read import announced
from linli.site import Inputs, plan
from linli.timetable import expand, groups
from linli.views import Edition
from tests_support import TODAY

ROOT = Path(__file__).resolve().parents[1]
MOMENT = datetime(2026, 11, 23, 9, tzinfo=SHANGHAI)
LINKS = {"href", "src"}
"""Attributes in which an address may be written with %."""


@pytest.fixture(scope="module")
def made() -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The hostile site and its twin's."""
    drawn, problems = draw(ROOT, "mkdocs").pages()
    assert not problems
    with pytest.MonkeyPatch.context() as patch:  # else a class's key is a hash of its name, and its UIDs are no twins
        patch.setattr(groups, "group_key", lambda name: "name" if name else "0")
        patch.setattr(things, "_SEVERAL", re.compile("(?!)"))  # else a comma in a name makes it none, in the twin not
        return site(community(hostile), drawn), site(community(harmless), drawn)


def site(tables: Community, drawn: dict[str, str]) -> dict[str, bytes]:
    timetable = expand(tables, TODAY)
    told = tuple(announced(tables, timetable, TODAY))
    changes = tuple(replace(change, changed=MOMENT) for change in told)
    revisions = Revisions(changes=changes, announced=told, source="git", since=TODAY, until=MOMENT, unknown="")
    url = "https://example.org/linli/"
    edition = Edition(
        community=tables,
        timetable=timetable,
        today=TODAY,
        site_url=url,
        paper=True,
        package=communities.package(),
        branch="https://github.com/o/r/blob/main",
    )
    inputs = Inputs(
        package=communities.package(),
        edition=edition,
        revisions=revisions,
        drawn=drawn,
        assets=assets.read(ROOT),
        renderer=Renderer(ROOT, Photos(ROOT)),
    )
    return dict(followed(plan(inputs)))


class Photos(Album):
    """A photo for every record that says what one would show, without a file of it."""

    def of(self, record: Any) -> list[Picture]:
        return [Picture(src="pictures/a.jpg", width=320, height=180, alt=record.image_alt)] if record.image_alt else []


JSON_LD = ("script", [("type", "application/ld+json")])


class Parsed(HTMLParser):
    """A page as a list: elements with their attributes, texts, comments."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Any] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append((tag, [(k, _address(v or "") if k in LINKS else v) for k, v in attrs]))

    def handle_data(self, data: str) -> None:
        if isinstance(self.parts[-1], str) if self.parts else False:
            self.parts[-1] += data
        else:
            self.parts.append(json.loads(data) if self.parts and self.parts[-1] == JSON_LD else data)

    def handle_comment(self, data: str) -> None:
        self.parts.append(("!", data))


def _address(text: str) -> str:
    """An address without the version of what is told to one page: the twin's text is another."""
    return re.sub(r"known\.js\?v=\w+", "known.js", unquote(text))


def deep(value: Any, change: Callable[[str], str]) -> Any:
    """Every text inside lists, tuples and dictionaries changed."""
    if isinstance(value, str):
        return change(value) if "丙" in value else value
    if isinstance(value, dict):
        return {deep(key, change): deep(each, change) for key, each in value.items()}
    return type(value)(deep(each, change) for each in value) if isinstance(value, list | tuple) else value


def difference(ours: Any, theirs: Any) -> str:
    """The first thing that is not as it should be, in few words."""
    for one, other in zip(ours, theirs, strict=False):
        if one != other:
            return f"{place_of(str(other))}: {str(one)[:300]!r} instead of {str(other)[:300]!r}"
    return f"{len(ours)} parts instead of {len(theirs)}"


def test_every_text_field_is_covered() -> None:
    for table, spec in communities.package().schemas.items():
        fields = {name for name, field in spec.fields.items() if free(table, field)}
        assert {name for row in ROWS[table] for name in fields if str(row.get(name, "=")).startswith("=")} == fields


def test_every_page_says_the_same_as_the_harmless_one(made: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    ours, twins = made
    assert set(ours) == set(map(turned, twins))
    wrong = {}
    pages = [path for path in twins if path.endswith(".html")]
    for path in pages:
        bad, good = (Parsed(files[name].decode()).parts for files, name in ((ours, turned(path)), (twins, path)))
        wanted = deep(good, turned)
        if bad != wanted:
            wrong[path] = difference(bad, wanted)
    assert wrong == {}
    assert len(pages) > 60


def calendar(data: bytes) -> list[Any]:
    """Every property; what icalendar has no type for, such as NAME, it leaves escaped."""
    found = []
    for name, value in icalendar.Calendar.from_ical(data).property_items():
        text = (
            value
            if isinstance(value, str | bytes)
            else "、".join(value.cats)
            if name == "CATEGORIES"
            else value.to_ical()
        )
        found.append((name, re.sub(r"\\(.)", r"\1", text) if type(value).__name__ == "vUnknown" else text))
    return found


def xml(data: bytes) -> list[Any]:
    nodes = ET.fromstring(data).iter()  # noqa: S314 -- written by ourselves
    return [(node.tag, dict(node.attrib), (node.text or "").strip()) for node in nodes]


def table(data: bytes) -> list[Any]:
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [[json.loads(cell) if cell.startswith('["') else cell for cell in row] for row in rows]


def index(data: bytes) -> list[Any]:
    """Of the search index: address, title, hours and tags; not texts freed of Markdown."""
    return [row[:5] for row in json.loads(data)["rows"]]


def handed(data: bytes) -> Any:
    """What the editors' pages are given."""
    return json.loads(data.decode().removeprefix("document.currentScript.handed=").rstrip(";\n"))


READ: dict[str, Callable[[bytes], Any]] = {
    ".ics": calendar,
    ".xml": xml,
    ".csv": table,
    ".json": json.loads,
    "known.js": handed,
}


@pytest.mark.parametrize("kind", READ)
def test_every_feed_gives_the_text_back(kind: str, made: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    ours, twins = made
    paths = [path for path in twins if path.endswith(kind)]
    assert paths
    for path in paths:
        read = index if path == "search/index.json" else READ[kind]
        bad, good = read(ours[turned(path)]), deep(read(twins[path]), turned)
        assert bad == good, f"{path}: {difference(bad, good)}"
