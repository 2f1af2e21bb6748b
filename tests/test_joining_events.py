"""When signing up begins, in the calendars of courses and classes: strict iCalendar, no clock, nothing of what is over."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar, Event

from communities import edition, make
from linli.feeds.ics import calendars
from linli.model import SHANGHAI
from linli.timetable import expand
from test_messages import COURSE, VENUES, two
from tests_support import TODAY

FORM = {"id": "chun", "title": "春季班报名", "kind": "报名", "url": "https://www.wjx.cn/vm/a.aspx", "phone": "0830-9"}
OPENS = {"opens_at": "2026-12-01T09:00", "closes_at": "2026-12-20T18:00"}


def openings(path: str, today: date = TODAY, **tables: Any) -> list[Event]:
    community = make(**{"venues": VENUES, **two(**tables)})
    files = dict(calendars(edition(community, today, expand(community, today), "https://example.org/linli/")))
    calendar = Calendar.from_ical(files[path].decode())
    events = calendar.walk("VEVENT")
    assert not any(event.errors for event in events)
    assert all(len(line) <= 75 for line in files[path].split(b"\r\n"))
    return [event for event in events if "-join-" in event["UID"]]


def test_the_beginning_is_an_event_with_the_link() -> None:
    course = {**COURSE, "form": "chun"}
    for path in ("calendar/courses/shufa.ics", "calendar/groups/shufa-jia.ics"):
        (event,) = openings(path, courses=[course], forms=[FORM | OPENS])
        assert event["SUMMARY"] == "书法班 报名开始"
        assert event["UID"] == "shufa-join-chun@linli-test"
        assert event["DTSTART"].dt == datetime(2026, 12, 1, 9, tzinfo=SHANGHAI)
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=15)
        assert event["URL"] == FORM["url"]
        assert event["DESCRIPTION"].split("\n") == [
            "春季班报名，2026年12月20日18:00截止",
            FORM["url"],
            "课程：https://example.org/linli/courses/shufa/",
            "电话：0830-9",
        ]


def test_of_a_day_without_an_hour_it_lasts_all_day() -> None:
    (event,) = openings(
        "calendar/courses/shufa.ics",
        courses=[{**COURSE, "form": "chun"}],
        forms=[{**FORM, "opens_at": "2026-12-01T00:00"}],
    )
    assert event["DTSTART"].dt == date(2026, 12, 1)
    assert "DTEND" not in event


@pytest.mark.parametrize(
    ("course", "form"),
    [
        ({"form": "chun", "status": "结束"}, OPENS),
        ({"form": "chun", "status": "暂停"}, OPENS),
        ({"form": "chun"}, {}),
        ({"form": "chun"}, {**OPENS, "kind": "意见"}),
        ({}, OPENS),
    ],
)
def test_what_does_not_open_has_none(course: dict[str, Any], form: dict[str, Any]) -> None:
    assert openings("calendar/courses/shufa.ics", courses=[{**COURSE, **course}], forms=[FORM | form]) == []


def test_a_class_has_its_own_form_and_no_other() -> None:
    found = two(forms=[FORM | OPENS])
    found["groups"][1]["form"] = "chun"
    assert openings("calendar/groups/shufa-jia.ics", courses=[COURSE], **found) == []
    assert len(openings("calendar/groups/shufa-yi.ics", courses=[COURSE], **found)) == 1
    assert len(openings("calendar/courses/shufa.ics", courses=[COURSE], **found)) == 1
    assert openings("calendar/all.ics", courses=[COURSE], **found) == []


def test_the_clock_changes_nothing() -> None:
    course = {**COURSE, "form": "chun"}
    (before,), (after,) = (
        openings("calendar/courses/shufa.ics", day, courses=[course], forms=[FORM | OPENS])
        for day in (date(2026, 11, 30), date(2026, 12, 2))
    )
    assert before.to_ical() == after.to_ical()
