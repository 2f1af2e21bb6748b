"""Structured data: every page says what it is; prices, ages, places, organizations; stock vocabulary only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import communities
from communities import edition, make
from linli import kinds
from linli.feeds import jsonld
from linli.model import Community, Record
from linli.structure import Loaded
from linli.timetable import Timetable
from linli.views import Page


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
