"""Feeds and open data, each read by a program that is not ours."""

from __future__ import annotations

import csv
import json
import re
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import zxingcpp

import communities
from communities import ROOT, edition, make
from linli.feeds import atom, opendata, qr, sitemap
from linli.structure import Loaded
from linli.timetable import Timetable
from test_jsonld import WEEKLY

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def data(loaded: Loaded, timetable: Timetable, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder data/ of the reference site."""
    folder = tmp_path_factory.mktemp("open")
    for path, content in opendata.files(loaded.package, edition(loaded.community, timetable=timetable)):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(content)
    return folder / "data"


# Open data


def test_stock_frictionless_accepts_the_package(data: Path) -> None:
    program = Path(sys.executable).parent / "frictionless"
    done = subprocess.run(
        [program, "validate", "--json", data / "datapackage.json"], capture_output=True, text=True, check=False
    )
    report = json.loads(done.stdout)
    assert report["valid"], [task["errors"] for task in report["tasks"] if task["errors"]]
    assert report["stats"]["tasks"] == len(list(data.glob("*.csv"))) + 1
    labels = {task["name"]: task.get("labels") for task in report["tasks"]}
    assert labels["courses"][:2] == ["id", "title"]


def test_frictionless_sees_a_broken_row(data: Path, tmp_path: Path) -> None:
    for path in data.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    schedules = tmp_path / "schedules.csv"
    schedules.write_text(schedules.read_text("utf-8").replace("yexiao,", "no-such-course,", 1), "utf-8")
    program = Path(sys.executable).parent / "frictionless"
    done = subprocess.run(
        [program, "validate", tmp_path / "datapackage.json"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1


def test_every_table_is_there_whole_and_nothing_else(loaded: Loaded, data: Path) -> None:
    assert {path.stem for path in data.glob("*.csv")} == set(loaded.package.schemas)
    for name, schema in loaded.package.schemas.items():
        with (data / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == len(loaded.community.tables[name])
        assert all(list(row) == list(schema.fields) for row in rows)
    with (data / "courses.csv").open(encoding="utf-8", newline="") as file:
        shufa = next(row for row in csv.DictReader(file) if row["id"] == "shufa")
    assert shufa["description"] == loaded.community.find("courses", "shufa").description  # type: ignore[union-attr]  # it is there
    assert json.loads(shufa["tags"])[0] == "毛笔"


@pytest.mark.parametrize(
    ("typed", "opens", "closes"),
    [
        ({"opens_at": "2026-09-20", "closes_at": "2026-10-10"}, "2026-09-20", "2026-10-10"),
        ({"opens_at": "2026-09-20 09:00", "closes_at": "2026-10-10 18:00"}, "2026-09-20 09:00", "2026-10-10 18:00"),
        ({"closes_at": "2026年12月31日 24:00"}, "", "2026-12-31"),
        ({"closes_at": "2026-10-10 00:01"}, "", "2026-10-10 00:01"),
    ],
)
def test_a_day_without_an_hour_is_published_as_it_was_typed(
    typed: dict[str, str], opens: str, closes: str, tmp_path: Path
) -> None:
    form = {"id": "f", "title": "报名", "kind": "报名", "url": "https://jsj.top/f/a", **typed}
    community = communities.make(forms=[form])
    written = dict(opendata.files(communities.package(), communities.edition(community)))
    (row,) = csv.DictReader(written["data/forms.csv"].decode().splitlines())
    assert (row["opens_at"], row["closes_at"]) == (opens, closes)
    again = communities.make(forms=[{name: value for name, value in row.items() if value}])
    assert again.forms[0].closes_at == community.forms[0].closes_at, "read again it is the same moment"
    assert again.forms[0].opens_at == community.forms[0].opens_at
    for path, data in written.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    program = Path(sys.executable).parent / "frictionless"
    command = [program, "validate", "--json", tmp_path / "data/datapackage.json", "--resource-name", "forms"]
    report = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    assert report["valid"], report


def test_sessions_are_the_timetable(timetable: Timetable, data: Path) -> None:
    sessions = json.loads((data / "sessions.json").read_text("utf-8"))
    assert len(sessions) == len(timetable.occurrences)
    for found, row in zip(sessions, timetable.occurrences, strict=True):
        assert (found["uid"], found["dtstart"], found["status"]) == (row.uid, row.dtstart.isoformat(), row.status)
        assert found["moved_to"] == (row.moved_to.isoformat() if row.moved_to else None)
        assert found["venue"] == (row.venue.id if row.venue else None)
        assert (found["group_id"], found["all_day"]) == (row.klass.id, row.all_day)
    assert {"停课", "改期", "加课", "换地点", "放假"} <= {found["status"] for found in sessions}
    description = json.loads((data / "datapackage.json").read_text("utf-8"))["resources"][-1]["description"]
    assert all(f"{name} " in description for name in sessions[0])


# QR codes


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and one byte a pixel of a PNG with one bit a pixel and no row filters."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = {}, 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        content = png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + content)
        chunks[kind] = content
        at += 12 + length
    width, height, depth, colour = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    assert (depth, colour) == (1, 0)
    rows, line = zlib.decompress(chunks[b"IDAT"]), width // 8 + 1
    assert len(rows) == line * height
    assert set(rows[::line]) == {0}
    bits = b"".join(rows[y * line + 1 : (y + 1) * line] for y in range(height))
    return width, height, b"".join(bytes(255 * (byte >> shift & 1) for shift in range(7, -1, -1)) for byte in bits)


@pytest.mark.parametrize(
    "text",
    ["https://www.wjx.cn/vm/shili01.aspx", "https://example.org/courses/shufa/?x=" + "y" * 300, "书法班 每周三19:00"],
)
def test_a_qr_code_says_what_it_was_given(text: str) -> None:
    png = qr.png(text)
    width, height, data = pixels(png)
    image = memoryview(data).cast("B", (height, width))
    (found,) = zxingcpp.read_barcodes(image)
    assert (found.text, found.format) == (text, zxingcpp.BarcodeFormat.QRCode)
    assert len(png) < 2000
    quiet = 4 * qr.SCALE
    dark = [(y, x) for y in range(0, height, 8) for x in range(0, width, 8) if not data[y * width + x]]
    assert min(min(y, x) for y, x in dark) == quiet
    assert max(max(y, x) for y, x in dark) == width - quiet - qr.SCALE
    assert qr.SCALE >= 8


# Atom and sitemap


@pytest.mark.parametrize("site_url", ["", "https://example.org/linfu/"])
def test_the_feed_is_atom(loaded: Loaded, site_url: str) -> None:
    text = atom.stories(loaded.community, site_url)
    feed = ET.fromstring(text)  # noqa: S314  our own
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == len(loaded.community.stories)
    ids = [found.findtext(f"{ATOM}id") or "" for found in [feed, *entries]]
    assert len(set(ids)) == len(ids)
    assert all(re.match(r"(https://|tag:)\S+$", key) for key in ids)
    for found in [feed, *entries]:
        assert found.findtext(f"{ATOM}title")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+08:00", found.findtext(f"{ATOM}updated") or "")
    dates = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert dates == sorted(dates, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == dates[0]
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == (f"{site_url}feeds/stories.xml" if site_url else "stories.xml")
    assert atom.stories(loaded.community, site_url) == text


def test_a_community_without_stories_has_an_empty_feed() -> None:
    feed = ET.fromstring(atom.stories(communities.make(), ""))  # noqa: S314  our own
    assert feed.findall(f"{ATOM}entry") == []


def test_the_sitemap_lists_each_page_once() -> None:
    text = sitemap.sitemap(["courses/shufa/", "", "courses/shufa/", "a&b/"], "https://example.org/")
    found = [entry.text for entry in ET.fromstring(text).iter(f"{SITEMAP}loc")]  # noqa: S314  our own
    assert found == ["https://example.org/", "https://example.org/a%26b/", "https://example.org/courses/shufa/"]


def test_a_story_can_be_read_whole_where_feeds_are_read() -> None:
    story = {"id": "a", "title": "一", "date": "2026-05-31", "body": "先**学**。\n\n[再来](../b/)"}
    feed = ET.fromstring(atom.stories(make(stories=[story]), "https://linfu.example.org/"))  # noqa: S314  our own
    content = feed.find("{*}entry/{*}content")
    assert content is not None
    assert content.attrib["type"] == "html"
    assert content.attrib["{http://www.w3.org/XML/1998/namespace}base"] == "https://linfu.example.org/stories/a/"
    assert "<strong>学</strong>" in str(content.text)
    bare = ET.fromstring(atom.stories(make(stories=[story | {"body": ""}]), ""))  # noqa: S314  our own
    assert bare.find("{*}entry/{*}content") is None


# JSON-LD


def test_a_session_without_an_end_has_none_in_the_open_data() -> None:
    community = communities.make(
        courses=[{"id": "a", "title": "书法班", "teacher": '王"老师'}],
        schedules=[WEEKLY | {"closes_at": None}],
        changes=[{"course": "a", "date": "2026-09-02", "kind": "说明", "note": "第3讲 \\皮影"}],
    )
    files = dict(opendata.files(communities.package(), edition(community)))
    first, second, *_ = json.loads(files["data/sessions.json"])
    assert (first["dtend"], first["topic"], first["teacher"]) == (None, "第3讲 \\皮影", '王"老师')
    assert second["topic"] is None


def test_the_clock_is_read_nowhere() -> None:
    for path in (ROOT / "scripts/linli/feeds").glob("*.py"):
        assert not re.search(r"\b(today|now)\(", path.read_text("utf-8"))
