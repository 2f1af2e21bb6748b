"""Calendars from build to build: stamps never fall, entries and UIDs stay, equal data give equal bytes."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from datetime import date, datetime
from typing import Any

import icalendar
import pytest
import recurring_ical_events

import communities
from communities import edition
from linli import structure
from linli.feeds import ics
from linli.model import SHANGHAI
from linli.revisions import Stamp, Stamps
from linli.timetable import expand
from test_ics import CHANGED, calendars, events, shufa
from tests_support import TODAY


def test_stamps_say_when_it_changed_and_never_fall() -> None:
    community = communities.make(**shufa(changes=CHANGED))
    timetable = expand(community, TODAY)
    series = timetable.occurrences[0].series
    sure = Stamp(datetime(2026, 11, 20, 9, tzinfo=SHANGHAI), 700)
    unsure = Stamp(datetime(2026, 11, 1, 9, tzinfo=SHANGHAI), 600, certain=False)
    stamps = Stamps(first=unsure, later={series: sure})
    found = events(dict(ics.calendars(edition(community, timetable=timetable), stamps))["calendar/all.ics"])
    for event in found:
        mine = str(event["UID"]).startswith(series)
        assert event["SEQUENCE"] == (700 if mine else 600)
        assert event["DTSTAMP"].to_ical() == (b"20261120T010000Z" if mine else b"20261101T010000Z")
        assert ("LAST-MODIFIED" in event) == mine
    assert found[0]["LAST-MODIFIED"].to_ical() == b"20261120T010000Z"


def test_the_calendars_of_the_reference_site_keep_their_entries() -> None:
    community = structure.load(communities.ROOT).community
    found: dict[str, set[datetime]] = defaultdict(set)
    for data in dict(ics.calendars(edition(community))).values():
        calendar = icalendar.Calendar.from_ical(data)
        for event in recurring_ical_events.of(calendar).between(date(2020, 1, 1), date(2030, 1, 1)):
            found[str(event["UID"])].add(event["DTSTART"].dt)
    text = (communities.ROOT / "tests/cases/published/calendars.txt").read_text("utf-8")
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    assert len(lines) > 100
    for uid, clock, *days in lines:
        starts = {f"{start:%Y%m%d}" for start in found[uid] if f"{start:%H:%M}" == clock}
        assert set(days) <= starts, f"{uid} lost {sorted(set(days) - starts)}"


def test_a_paused_course_is_one_cancelled_series() -> None:
    tables = shufa()
    tables["courses"][0]["status"] = "暂停"
    (event,) = events(calendars(communities.make(**tables))["calendar/all.ics"])
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    assert event["DESCRIPTION"].startswith("本课暂停开课\n")


def test_the_new_place_has_the_session_in_its_own_calendar() -> None:
    files = calendars(communities.make(**shufa(changes=CHANGED)))
    (guest,) = events(files["calendar/venues/yuanzi.ics"])
    assert (guest["SUMMARY"], guest["DTSTART"].to_ical()) == ("【换地点】书法班（小学段）", b"20261118T190000")
    assert "RECURRENCE-ID" not in guest


def test_uids_stay_when_the_timetable_changes() -> None:
    def uids(**more: Any) -> set[str]:
        return {str(event["UID"]) for event in events(calendars(communities.make(**shufa(**more)))["calendar/all.ics"])}

    plain = uids()
    assert plain <= uids(changes=CHANGED)
    assert uids(holidays=[]) == plain
    other = shufa()["schedules"][0] | {"weekday": "周一"}
    assert plain < uids(schedules=[other, *shufa()["schedules"]])


def test_equal_data_give_equal_bytes_and_no_clock() -> None:
    first = calendars(communities.make(**shufa(changes=CHANGED)))
    time.sleep(1.1)
    assert calendars(communities.make(**shufa(changes=CHANGED))) == first
    assert re.findall(rb"DTSTAMP:(\S+)", first["calendar/courses/shufa.ics"])[0] == b"20260902T110000Z"


@pytest.mark.parametrize("count", [0, 1])
def test_every_course_and_venue_has_a_calendar(count: int) -> None:
    files = calendars(communities.make(**shufa(schedules=shufa()["schedules"][:count])))
    assert set(files) == {
        "calendar/all.ics",
        "calendar/courses/shufa.ics",
        "calendar/groups/shufa-bede710f.ics" if count else "calendar/groups/shufa.ics",
        "calendar/venues/shuwu.ics",
        "calendar/venues/yuanzi.ics",
    }
    assert b"VTIMEZONE" in files["calendar/venues/yuanzi.ics"]


def test_a_single_event_needs_no_rule() -> None:
    once = shufa()["schedules"][0] | {"valid_to": "2026-09-02"}
    (event,) = events(calendars(communities.make(**shufa(schedules=[once])))["calendar/all.ics"])
    assert "RRULE" not in event
