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
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import zxingcpp

import communities
from communities import ROOT, edition, make
from linli import kinds, structure
from linli.feeds import atom, jsonld, opendata, qr, sitemap
from linli.model import Community, Record
from linli.structure import Loaded
from linli.timetable import Timetable, expand
from linli.views import Page
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


def page(record: Record) -> Page:
    (kind,) = (kind for kind in kinds.KINDS if kind.table == record.table)
    return Page(kind=kind.name, key=record.id, title="", description="", context={}, record=record)


def things(community: Community, timetable: Timetable, table: str) -> Iterator[tuple[Record, dict[str, Any]]]:
    for record in community.tables[table]:
        found = jsonld.of(page(record), edition(community, timetable=timetable))
        assert len(found) == 1
        assert found[0]["@context"] == "https://schema.org"
        yield record, found[0].get("@graph", found)[0]


def test_pictures_are_those_of_all_that_a_page_is_about() -> None:
    course = {"id": "a", "title": "一"}
    schedule = {"course": "a", "dates": "2026-12-05", "opens_at": "9:00", "closes_at": "10:00"}
    community = make(courses=[course], schedules=[schedule])
    shown = page(community.courses[0])
    for images, said in ((["../../a.png"], "../../a.png"), (["a.png", "b.png"], ["a.png", "b.png"])):
        (found,) = jsonld.of(shown, edition(community), images)
        assert [(one["@type"], one["image"]) for one in found["@graph"]] == [("Course", said), ("Event", said)]
    (found,) = jsonld.of(shown, edition(community))
    assert "image" not in found["@graph"][0]


def test_every_record_with_a_picture_tells_machines_of_it(site_dir: Path) -> None:
    for path in ("courses/jijiu", "services/tuoyu", "stories/youzhisan-shouyi"):
        html = (site_dir / path / "index.html").read_text("utf-8")
        images = re.findall(r'"image":"\.\./\.\./([^"]+)"', html)
        assert images, path
        assert all((site_dir / image).is_file() for image in images)


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


def test_a_course_has_its_classes_and_its_price(loaded: Loaded, timetable: Timetable) -> None:
    course = next(thing for record, thing in things(loaded.community, timetable, "courses") if record.id == "yexiao")
    assert course["isAccessibleForFree"] is True
    assert course["offers"]["price"] == "0"
    groups = timetable.groups_of("yexiao")
    instances = course["hasCourseInstance"]
    assert {(one["@id"], one["name"]) for one in instances} == {(f"#{group.id}", group.name) for group in groups}
    schedule = instances[0]["courseSchedule"][0]
    assert (schedule["startTime"], schedule["scheduleTimezone"]) == ("19:00", "Asia/Shanghai")
    assert instances[0]["location"]["@type"] == "Place"
    assert instances[0]["location"]["address"]["@type"] == "PostalAddress"
    assert "provider" not in course, "「宝妈妇联」与西南医科大学家庭教育专家 is no organization"


WEEKLY = {
    "course": "a",
    "weekday": "周三",
    "opens_at": "09:00",
    "closes_at": "10:00",
    "valid_from": "2026-09-02",
    "valid_to": "2026-09-30",
}


def described(course: dict[str, Any], *rows: dict[str, Any], **tables: Any) -> list[dict[str, Any]]:
    community = communities.make(
        courses=[{"id": "a", "title": "书法班", **course}], schedules=[{**WEEKLY, **row} for row in rows], **tables
    )
    (found,) = jsonld.of(page(community.courses[0]), edition(community))
    return list(found.get("@graph", [found]))


SCHEDULES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "weekly": (
        {},
        {"repeatFrequency": "P1W", "byDay": "Wednesday", "startDate": "2026-09-02", "endDate": "2026-09-30", "n": 5},
    ),
    "several days": (
        {"weekday": "周二至周四"},
        {"repeatFrequency": "P1W", "byDay": ["Tuesday", "Wednesday", "Thursday"], "endDate": "2026-09-30", "n": 13},
    ),
    "every other week": ({"every": 2}, {"repeatFrequency": "P2W", "n": 3, "exceptDate": None}),
    "some weeks": (
        {"weeks": "1,2,4"},
        {"repeatFrequency": "P1W", "endDate": "2026-09-23", "exceptDate": ["2026-09-16"], "n": 3},
    ),
    "no end": ({"valid_to": None}, {"endDate": None, "n": None, "repeatFrequency": "P1W"}),
    "no end said": ({"closes_at": None}, {"startTime": "09:00", "endTime": None}),
    "all day": ({"opens_at": None, "closes_at": None}, {"startTime": None, "endTime": None}),
    "first Saturday": (
        {"weekday": "每月第一个周六", "valid_to": "2026-12-31"},
        {"repeatFrequency": "P1M", "byDay": "Saturday", "byMonthWeek": 1, "startDate": "2026-09-05", "n": 4},
    ),
    "last Sunday": (
        {"weekday": "周日", "month_week": "-1", "valid_to": None},
        {"repeatFrequency": "P1M", "byDay": "-1SU", "byMonthWeek": None, "endDate": None},
    ),
    "the 15th": (
        {"weekday": None, "month_day": "15", "valid_to": None},
        {"repeatFrequency": "P1M", "byMonthDay": 15, "byDay": None},
    ),
}


@pytest.mark.parametrize("case", SCHEDULES)
def test_a_repetition_is_a_schedule(case: str) -> None:
    row, expected = SCHEDULES[case]
    course, *_ = described({}, row)
    (instance,) = course["hasCourseInstance"]
    (schedule,) = instance["courseSchedule"]
    plain = json.loads(json.dumps(schedule).replace("https://schema.org/", ""))
    plain["n"] = plain.pop("repeatCount", None)
    assert {name: plain.get(name) for name in expected} == expected


def test_a_schedule_names_its_exceptions_and_each_is_an_event() -> None:
    course, holiday, off, moved = described(
        {},
        {},
        holidays=[{"date": "2026-09-02", "name": "社区节", "kind": "休"}],
        changes=[
            {"course": "a", "date": "2026-09-09", "kind": "停课", "reason": "停电"},
            {"course": "a", "date": "2026-09-16", "kind": "改期", "new_date": "2026-09-17"},
        ],
    )
    (schedule,) = course["hasCourseInstance"][0]["courseSchedule"]
    assert schedule["exceptDate"] == ["2026-09-02", "2026-09-09", "2026-09-16"]
    told = [(e["description"], e["eventStatus"].removeprefix("https://schema.org/Event")) for e in (holiday, off)]
    assert told == [("社区节放假", "Cancelled"), ("停电", "Cancelled")]
    assert moved["startDate"] == "2026-09-17T09:00+08:00"


def test_a_single_date_is_an_event_and_no_schedule() -> None:
    row = {"valid_from": "2026-12-05", "valid_to": "2026-12-05", "weekday": "周六", "closes_at": None, "venue": "yard"}
    venue = {"id": "yard", "name": "院子", "address": "茜草街道1号"}
    course, event = described({"provider": "区红十字会", "fee": "免费", "summary": "学急救。"}, row, venues=[venue])
    assert "courseSchedule" not in course["hasCourseInstance"][0]
    assert event == {
        "@type": "Event",
        "name": "书法班",
        "description": "学急救。",
        "startDate": "2026-12-05T09:00+08:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "院子",
            "address": {"@type": "PostalAddress", "streetAddress": "茜草街道1号"},
        },
        "organizer": {"@type": "Organization", "name": "区红十字会"},
        "isAccessibleForFree": True,
        "offers": {"@type": "Offer", "price": "0", "priceCurrency": "CNY", "category": "Free"},
    }


def test_listed_days_without_a_time_are_events_of_a_day() -> None:
    row = {"dates": "2026-10-01, 2026-11-07", "weekday": None, "opens_at": None, "closes_at": None}
    _, first, second = described({}, row | {"valid_from": None, "valid_to": None})
    assert [first["startDate"], second["startDate"]] == ["2026-10-01", "2026-11-07"]
    assert not {"endDate", "location", "eventAttendanceMode"} & first.keys()


ONLINE = {"id": "net", "name": "腾讯会议", "url": "https://meeting.tencent.com/dm/abc", "online": True}
ROOM = {"id": "room", "name": "教室"}


@pytest.mark.parametrize(
    ("rows", "mode"),
    [
        ([{}], None),
        ([{"venue": "room"}], "Onsite"),
        ([{"venue": "net"}], "Online"),
        ([{"venue": "net"}, {"venue": "room", "weekday": "周四"}], "Blended"),
        ([{"venue": "room"}, {"weekday": "周四"}], None),
    ],
)
def test_how_one_attends_is_said_only_where_the_place_is_known(rows: list[dict[str, Any]], mode: str | None) -> None:
    (course,) = described({}, *rows, venues=[ONLINE, ROOM])
    instance = course["hasCourseInstance"][0]
    assert instance.get("courseMode") == mode
    if mode == "Online":
        assert instance["location"] == {"@type": "VirtualLocation", "name": "腾讯会议", "url": ONLINE["url"]}


@pytest.mark.parametrize(("low", "high", "years"), [
    ("8个月", "14个月", "0-1"), ("6个月", "12个月", "0-1"), ("18个月", "3", "1-3"),
    ("6", "6", "6-6"), ("6个月", None, "0-"), (None, "1岁半", "0-1"), (None, None, None),
])  # fmt: skip
def test_ages_are_full_years_for_machines(low: str | None, high: str | None, years: str | None) -> None:
    """Who is fourteen months old is one year old."""
    (course,) = described({"min_age": low, "max_age": high}, {})
    assert course.get("typicalAgeRange") == years


def test_a_class_says_what_is_its_own() -> None:
    groups = [
        {
            "id": "a-yi",
            "course": "a",
            "name": "一班",
            "min_age": "6个月",
            "max_age": "3",
            "teacher": "王老师",
            "capacity": 12,
        },
        {"id": "a-er", "course": "a", "name": "二班", "capacity": 12, "capacity_unit": "组家庭"},
    ]
    offers = [{"course": "a", "name": "材料费", "price": "20"}, {"group": "a-er", "name": "押金", "price": "100"}]
    (course,) = described(
        {"fee": "免费", "min_age": "6", "max_age": "12"},
        {"group": "a-yi"},
        {"group": "a-er"},
        groups=groups,
        offers=offers,
    )
    assert course["typicalAgeRange"] == "6-12"
    assert [offer["price"] for offer in course["offers"]] == ["0", "20"]
    assert "isAccessibleForFree" not in course, "there is something to pay"
    one, other = course["hasCourseInstance"]
    assert (one["@id"], one["typicalAgeRange"], one["maximumAttendeeCapacity"]) == ("#a-yi", "0-3", 12)
    assert one["instructor"] == "王老师"
    assert "maximumAttendeeCapacity" not in other, "families are not attendees"
    assert other["offers"]["name"] == "押金"


@pytest.mark.parametrize(
    ("text", "price", "free"),
    [
        ("免费", "0", True),
        ("0元", "0", True),
        ("免费，每家带一个菜", "0", True),
        ("30元/次", "30", None),
        ("30元/次，材料自备", "30", None),
        ("每次30元", "30", None),
        ("12.5元", "12.5", None),
        ("免费试听，之后30元/次", None, None),
        ("免费（材料费20元）", None, None),
        ("20—30元", None, None),
        ("30元起", None, None),
        ("成人30元，孩子15元", None, None),
        ("免费停车", None, None),
        ("随喜", None, None),
    ],
)
def test_a_fee_is_a_price_only_where_it_is_one(text: str, price: str | None, free: bool | None) -> None:
    (course,) = described({"fee": text}, {})
    offer = course.get("offers", {})
    assert (offer.get("price"), course.get("isAccessibleForFree")) == (price, free)
    assert offer.get("category") == (None if price is None else "Free" if free else "Paid")
    assert not offer or text in ("免费", "0元") or offer["description"] == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("区红十字会", "区红十字会"),
        ("「宝妈妇联」", "宝妈妇联"),
        ("和平社区普及站", "和平社区普及站"),
        ("公建民营，由社区监督", None),
        ("妇联与专家", None),
        ("妇联、图书馆", None),
        (None, None),
    ],
)
def test_only_a_name_is_an_organization(text: str | None, name: str | None) -> None:
    (course,) = described({"provider": text}, {})
    assert course.get("provider") == (name and {"@type": "Organization", "name": name})


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
    (found,) = jsonld.of(page(community.courses[0]), edition(community))
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
    (found,) = jsonld.of(page(community.courses[0]), edition(community))
    events = found["@graph"][1:]
    assert len(events) == jsonld.CHANGED
    assert events[-1]["startDate"] == "2026-10-28T09:00+08:00"


def test_a_service_has_offers_and_hours(loaded: Loaded, timetable: Timetable) -> None:
    tuoyu = next(thing for record, thing in things(loaded.community, timetable, "services") if record.id == "tuoyu")
    assert {offer["name"] for offer in tuoyu["offers"]} >= {"半日托", "计时托", "临时托", "假日托"}
    week, saturday, *_ = tuoyu["availableChannel"]["hoursAvailable"]
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
    (found,) = jsonld.of(page(community.services[0]), edition(community))
    of_summer, of_holidays = found["availableChannel"]["hoursAvailable"]
    assert (of_summer["validFrom"], of_summer["validThrough"], of_summer["closes"]) == (
        "2026-07-01",
        "2026-08-31",
        "00:00",
    )
    assert of_holidays["dayOfWeek"] == "https://schema.org/PublicHolidays"
    assert "validFrom" not in of_holidays


def hours_of(
    *rows: dict[str, Any], changes: list[dict[str, Any]] | None = None, **service: Any
) -> list[dict[str, Any]]:
    community = communities.make(
        services=[{"id": "s", "name": "书屋", "venue": "room", **service}],
        venues=[ROOM, {"id": "yard", "name": "院子"}],
        hours=[{"service": "s", "opens_at": "09:00", "closes_at": "17:00", **row} for row in rows],
        changes=changes or [],
    )
    (found,) = jsonld.of(page(community.services[0]), edition(community))
    channels = found["availableChannel"]
    return channels if isinstance(channels, list) else [channels]


def test_hours_say_of_holidays_only_what_was_written() -> None:
    weekdays = {"weekday": "周一至周五"}

    def days(*rows: dict[str, Any]) -> list[Any]:
        return [one["dayOfWeek"] for one in hours_of(*rows)[0]["hoursAvailable"]]

    holiday = "https://schema.org/PublicHolidays"
    assert holiday not in str(days(weekdays))
    assert days(weekdays | {"on_holiday": "休息"})[-1] == holiday
    assert days(weekdays, {"weekday": "节假日", "opens_at": "10:00"})[-1] == holiday
    assert holiday not in str(days(weekdays | {"on_holiday": "休息"}, {"weekday": "周六", "on_holiday": "照常"}))
    closed = hours_of(weekdays | {"on_holiday": "休息"})[0]["hoursAvailable"][-1]
    assert (closed["opens"], closed["closes"]) == ("00:00", "00:00")


def test_hours_of_a_season_of_a_place_and_of_a_day() -> None:
    room, yard = hours_of(
        {"weekday": "周一", "valid_from": "2026-07-01", "valid_to": "2026-08-31"},
        {"weekday": "周六", "venue": "yard"},
        changes=[
            {"service": "s", "date": "2026-12-01", "date_to": "2026-12-03", "kind": "休息"},
            {
                "service": "s",
                "date": "2026-12-05",
                "kind": "改时间",
                "opens_at": "13:00",
                "closes_at": "15:00",
                "at": "yard",
            },
            {"service": "other", "date": "2026-12-06", "kind": "休息"},
        ],
    )
    assert (room["serviceLocation"]["name"], yard["serviceLocation"]["name"]) == ("教室", "院子")

    def told(channel: dict[str, Any]) -> list[tuple[str | None, ...]]:
        return [
            tuple(one.get(name) for name in ("validFrom", "validThrough", "opens")) for one in channel["hoursAvailable"]
        ]

    assert told(room) == [("2026-07-01", "2026-08-31", "09:00"), ("2026-12-01", "2026-12-03", "00:00")]
    assert told(yard) == [
        (None, None, "09:00"),
        ("2026-12-01", "2026-12-03", "00:00"),
        ("2026-12-05", "2026-12-05", "13:00"),
    ]


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


def test_pages_without_a_record_and_the_community(loaded: Loaded, timetable: Timetable) -> None:
    assert (
        jsonld.of(
            Page(kind="month", key="2026-11", title="", description="", context={}),
            edition(loaded.community, timetable=timetable),
        )
        == []
    )
    assert jsonld.organization(loaded.community)["@type"] == "Organization"


def test_no_person_is_in_what_search_engines_read(loaded: Loaded, timetable: Timetable) -> None:
    for table in ("courses", "services", "stories"):
        for _, thing in things(loaded.community, timetable, table):
            assert "Person" not in json.dumps(thing)


def test_the_clock_is_read_nowhere() -> None:
    for path in (ROOT / "scripts/linli/feeds").glob("*.py"):
        assert not re.search(r"\b(today|now)\(", path.read_text("utf-8"))
