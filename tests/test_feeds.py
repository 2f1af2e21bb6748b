"""Feeds and open data, each read by a program that is not ours."""

from __future__ import annotations

import csv
import json
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import zxingcpp

import communities
from communities import ROOT
from linli import structure
from linli.feeds import atom, jsonld, opendata, qr, sitemap
from linli.model import Community, Record
from linli.structure import Loaded
from linli.timetable import Timetable, expand
from tests_support import TODAY

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return structure.load(ROOT)


@pytest.fixture(scope="module")
def timetable(loaded: Loaded) -> Timetable:
    return expand(loaded.community, TODAY)


@pytest.fixture(scope="module")
def data(loaded: Loaded, timetable: Timetable, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder data/ of the reference site."""
    folder = tmp_path_factory.mktemp("open")
    for path, content in opendata.files(loaded.package, loaded.community, timetable):
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


def test_sessions_are_the_timetable(timetable: Timetable, data: Path) -> None:
    sessions = json.loads((data / "sessions.json").read_text("utf-8"))
    assert len(sessions) == len(timetable.occurrences)
    for found, row in zip(sessions, timetable.occurrences, strict=True):
        assert (found["uid"], found["dtstart"], found["status"]) == (row.uid, row.dtstart.isoformat(), row.status)
        assert found["moved_to"] == (row.moved_to.isoformat() if row.moved_to else None)
        assert found["venue"] == (row.venue.id if row.venue else None)
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


# JSON-LD


@dataclass
class Page:
    record: Record | None


def things(community: Community, timetable: Timetable, table: str) -> Iterator[tuple[Record, dict[str, Any]]]:
    for record in community.tables[table]:
        found = jsonld.of(Page(record), community, timetable)
        assert len(found) == 1
        assert found[0]["@context"] == "https://schema.org"
        yield record, found[0].get("@graph", found)[0]


@pytest.mark.parametrize(
    ("table", "kind"),
    [("courses", "Course"), ("services", "Service"), ("stories", "Article"), ("venues", "Place"), ("forms", "WebPage")],
)
def test_each_record_page_says_what_it_is(loaded: Loaded, timetable: Timetable, table: str, kind: str) -> None:
    for record, thing in things(loaded.community, timetable, table):
        assert thing["@type"] == kind
        assert (thing.get("name") or thing["headline"]).startswith(record.__dict__.get("title") or record.name)
        assert None not in _values(thing)
        assert "" not in _values(thing)


def _values(thing: Any) -> list[Any]:
    if isinstance(thing, dict):
        return [leaf for value in thing.values() for leaf in _values(value)]
    if isinstance(thing, list):
        return [leaf for value in thing for leaf in _values(value)]
    return [thing]


def test_a_course_has_its_instances_and_its_price(loaded: Loaded, timetable: Timetable) -> None:
    course = next(thing for record, thing in things(loaded.community, timetable, "courses") if record.id == "yexiao")
    assert course["isAccessibleForFree"] is True
    assert course["offers"]["price"] == "0"
    names = {instance["name"] for instance in course["hasCourseInstance"]}
    assert names == {group.name for group in timetable.groups_of("yexiao")}
    schedule = course["hasCourseInstance"][0]["courseSchedule"][0]
    assert (schedule["startTime"], schedule["scheduleTimezone"]) == ("19:00", "Asia/Shanghai")
    assert course["hasCourseInstance"][0]["location"]["@type"] == "Place"


def test_changed_sessions_are_events_with_their_status() -> None:
    community = communities.make(
        courses=[{"id": "a", "title": "书法班", "fee": "30元/次"}],
        schedules=[
            {
                "course": "a",
                "weekday": "周三",
                "opens_at": "09:00",
                "closes_at": "10:00",
                "valid_from": "2026-11-04",
                "valid_to": "2027-01-25",
            }
        ],
        changes=[
            {"course": "a", "date": "2026-11-04", "kind": "停课", "reason": "停电"},
            {"course": "a", "date": "2026-11-11", "kind": "改期", "new_date": "2026-11-12"},
            {"course": "a", "date": "2026-11-21", "kind": "加课"},
        ],
    )
    (found,) = jsonld.of(Page(community.courses[0]), community, expand(community, TODAY))
    course, cancelled, moved, added = found["@graph"]
    assert course["offers"]["price"] == "30"
    assert "isAccessibleForFree" not in course
    status = [event["eventStatus"].removeprefix("https://schema.org/Event") for event in (cancelled, moved, added)]
    assert status == ["Cancelled", "Rescheduled", "Scheduled"]
    assert cancelled["description"] == "停电"
    assert (moved["startDate"], moved["previousStartDate"]) == ("2026-11-12T09:00+08:00", "2026-11-11T09:00+08:00")


def test_changed_sessions_are_bounded_to_the_latest() -> None:
    days = [f"2026-{month:02d}-{day:02d}" for month in (9, 10) for day in range(1, 29)]
    community = communities.make(
        courses=[{"id": "a", "title": "书法班"}],
        changes=[
            {"course": "a", "date": day, "kind": "加课", "opens_at": "09:00", "closes_at": "10:00"} for day in days
        ],
    )
    (found,) = jsonld.of(Page(community.courses[0]), community, expand(community, TODAY))
    events = found["@graph"][1:]
    assert len(events) == jsonld.CHANGED
    assert events[-1]["startDate"] == "2026-10-28T09:00+08:00"


def test_a_service_has_offers_and_hours(loaded: Loaded, timetable: Timetable) -> None:
    tuoyu = next(thing for record, thing in things(loaded.community, timetable, "services") if record.id == "tuoyu")
    assert {offer["name"] for offer in tuoyu["offers"]} >= {"半日托", "计时托", "临时托", "假日托"}
    week, saturday = tuoyu["availableChannel"]["hoursAvailable"]
    assert [day.rpartition("/")[2] for day in week["dayOfWeek"]] == [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
    ]
    assert (week["opens"], saturday["closes"]) == ("08:00", "17:00")


def test_hours_of_a_season_and_of_holidays() -> None:
    hours = {"service": "s", "weekday": "周六", "opens_at": "09:00", "closes_at": "24:00"}
    summer = {**hours, "valid_from": "2026-07-01", "valid_to": "2026-08-31"}
    community = communities.make(
        services=[{"id": "s", "name": "纳凉点"}], hours=[summer, {**hours, "weekday": "节假日"}]
    )
    (found,) = jsonld.of(Page(community.services[0]), community, expand(community, TODAY))
    of_summer, of_holidays = found["availableChannel"]["hoursAvailable"]
    assert (of_summer["validFrom"], of_summer["validThrough"], of_summer["closes"]) == (
        "2026-07-01",
        "2026-08-31",
        "00:00",
    )
    assert of_holidays["dayOfWeek"] == ["https://schema.org/PublicHolidays"]
    assert "validFrom" not in of_holidays


def test_pages_without_a_record_and_the_community(loaded: Loaded, timetable: Timetable) -> None:
    assert jsonld.of(Page(None), loaded.community, timetable) == []
    assert jsonld.organization(loaded.community)["@type"] == "Organization"


def test_no_person_is_in_what_search_engines_read(loaded: Loaded, timetable: Timetable) -> None:
    for table in ("courses", "services", "stories"):
        for _, thing in things(loaded.community, timetable, table):
            assert "Person" not in json.dumps(thing)


def test_the_clock_is_read_nowhere() -> None:
    for path in (ROOT / "scripts/linli/feeds").glob("*.py"):
        assert not re.search(r"\b(today|now)\(", path.read_text("utf-8"))
