"""Every payload of tests/cases/payloads.txt in every text field of every table: refused, or said back as text everywhere."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import icalendar
import pytest

import communities
import hostile
import payloads
from fragments import gather, lay_out
from handwritten import ALL
from linli.checks import check_all
from linli.frames import draw
from linli.model import Community
from linli.problems import errors
from test_hostile_site import ROOT, site

Files = dict[str, bytes]
TURNS = (0, 100)
"""Which text stands where: two sites, for each payload should stand in many places."""
URLS = {
    (table, name)
    for table, spec in communities.package().schemas.items()
    for name in spec.fields
    if name in hostile.VALID - {"param"}
}
BESIDE = {"image-alt", "image-consent", "licence-missing"}
"""What is missing beside an address says nothing of it."""


@pytest.fixture(scope="module")
def passed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the check lets pass."""
    refused = payloads.refused(tmp_path_factory.mktemp("refused") / "root")
    return [payload for payload in payloads.every() if payload not in refused]


@pytest.fixture(scope="module", params=TURNS)
def made(passed: list[str], request: pytest.FixtureRequest) -> tuple[Community, Files]:
    """A community and its site."""
    return built(payloads.community(passed, request.param))


@pytest.fixture(scope="module")
def harmless() -> Files:
    """The site of the same community with other texts, and all that Markdown can be."""
    return built(payloads.community(["课程、服务"], markdown=ALL))[1]


def built(tables: Community) -> tuple[Community, Files]:
    drawn, problems = draw(ROOT, "mkdocs").pages()
    assert not problems
    return tables, site(tables, drawn)


def test_there_are_many_and_nearly_all_pass(passed: list[str]) -> None:
    assert len(set(payloads.every())) == len(payloads.every()) >= 150
    assert min(map(len, payloads.groups().values())) >= 12
    assert len(passed) > 225, "what is refused is tried no further"


def test_every_text_field_of_every_table_holds_one(made: tuple[Community, Files]) -> None:
    tables, _ = made
    for table, spec in communities.package().schemas.items():
        for name, field in spec.fields.items():
            if hostile.free(table, field) or (table, name) in payloads.MARKDOWN:
                values = [getattr(record, name) for record in tables.tables[table] if getattr(record, name)]
                said = [text for value in values for text in (value if isinstance(value, tuple) else [value])]
                assert any(payload in text for text in said for payload in payloads.every()), (table, name)


class Elements(HTMLParser):
    """Which elements with which attributes a page has, and what stands in its JSON-LD."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()
        self.wrong: list[str] = []
        self.data: list[Any] = []
        self.json = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {(tag, ""), *((tag, name) for name, _ in attrs)}
        self.json = ("type", "application/ld+json") in attrs
        for name, value in attrs:
            plain = re.sub(r"[\x00-\x20]", "", value or "").lower()
            links = name in {"href", "src", "action", "formaction", "data", "poster", "xlink:href"}
            if name.startswith("on") or (links and not re.match(SAFE, plain)):
                self.wrong.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        if self.json:
            self.data.append(json.loads(data))
            self.json = False


SAFE = r"(https?|tel|sms|mailto|webcal|geo):|(?![a-z0-9+.-]*:)(?!//)"


def test_no_page_has_an_element_that_the_harmless_one_has_not(made: tuple[Community, Files], harmless: Files) -> None:
    usual = set().union(*(Elements(data.decode()).found for path, data in harmless.items() if path.endswith(".html")))
    wrong: dict[str, Any] = {}
    pages = [path for path in made[1] if path.endswith(".html")]
    for path in pages:
        page = Elements(made[1][path].decode())
        if page.wrong or page.found - usual:
            wrong[path] = page.wrong, page.found - usual
    assert wrong == {}
    assert len(pages) > 100


def test_every_format_can_be_read(made: tuple[Community, Files], harmless: Files) -> None:
    def properties(files: Files) -> dict[str, list[str]]:
        return {
            path: [name for name, _ in icalendar.Calendar.from_ical(data).property_items()]
            for path, data in files.items()
            if path.endswith(".ics")
        }

    def tags(files: Files) -> set[tuple[str, ...]]:
        drawn = [data for path, data in files.items() if path.endswith((".xml", ".svg"))]
        nodes = [node for data in drawn for node in ET.fromstring(data).iter()]  # noqa: S314 -- written by ourselves
        return {(node.tag, *node.attrib) for node in nodes}

    files = made[1]
    ours, usual = properties(files), properties(harmless)
    assert {name for names in ours.values() for name in names} <= {name for names in usual.values() for name in names}
    for name in ("VEVENT", "VCALENDAR"):
        assert sum(names.count(name) for names in ours.values()) == sum(names.count(name) for names in usual.values())
    assert tags(files) <= tags(harmless)
    for path, data in files.items():
        if path.endswith((".json", ".webmanifest")):
            json.loads(data)
        if path.endswith("known.js"):
            json.loads(data.decode().removeprefix("document.currentScript.handed=").rstrip(";\n"))


def test_the_open_data_give_every_text_back(made: tuple[Community, Files]) -> None:
    tables, files = made
    for table, spec in communities.package().schemas.items():
        [heads, *rows] = csv.reader(io.StringIO(files[f"data/{table}.csv"].decode(), newline=""))
        assert heads == list(spec.fields)
        for row, record in zip(rows, tables.tables[table], strict=True):
            texts = {name: getattr(record, name) for name in heads if isinstance(getattr(record, name), str)}
            assert {name: row[heads.index(name)] for name in texts} == texts


@pytest.mark.parametrize(("table", "name"), sorted(URLS))
def test_no_address_of_a_table_runs_or_leads_where_nobody_looks(table: str, name: str, tmp_path: Path) -> None:
    """Each is tried in a row of its own; what passes can only lead to a page, or into content/."""
    spec = communities.package().schemas[table]
    tried = payloads.groups()["addresses"]
    needed = {key: field.example for key, field in spec.fields.items() if field.required}
    rows = [{**needed, "id": f"p{number}", name: payload} for number, payload in enumerate(tried)]
    text = "".join(f"- {json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    context, problems = gather(lay_out(tmp_path / "root", {f"data/{table}.yml": text}))
    said = errors([*problems, *check_all(context)])
    wrong = {problem.mark.line - 1 for problem in said if problem.field == name and problem.code not in BESIDE}
    left = [payload for number, payload in enumerate(tried) if number not in wrong]
    assert left == ([] if name == "image" or table == "forms" else [payloads.ADDRESS]), (
        "only a page's, and it is text too"
    )


@pytest.mark.parametrize("table", communities.package().schemas)
def test_no_pattern_lets_one_pass(table: str) -> None:
    for field in communities.package().schemas[table].fields.values():
        if pattern := field.constraints.get("pattern"):
            assert [payload for payload in payloads.every() if re.fullmatch(pattern, payload)] in ([], ["constructor"])
