"""The one expansion: golden cases in cases/timetable, and an independent reading of RFC 5545 weeks."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from dateutil import rrule
from hypothesis import given, settings
from hypothesis import strategies as st

import communities
from linli.timetable import Occurrence, Status, expand
from linli.writing import WEEKDAYS
from tests_support import TODAY

CASES = sorted((Path(__file__).parent / "cases/timetable").glob("*.yml"))


def line(row: Occurrence) -> str:
    """`2026-11-24 19:00-20:30 shufa/小学段 停课 停电 @shuwu →2026-11-26 18:00 ←2026-11-24 19:00`"""
    parts = [
        f"{row.dtstart:%Y-%m-%d %H:%M}-{row.dtend:%H:%M}",
        f"{row.course.id}/{row.group}" if row.group else row.course.id,
        row.status,
        row.reason,
        f"@{row.venue.id}" if row.venue else "",
        f"→{row.moved_to:%Y-%m-%d %H:%M}" if row.moved_to else "",
        f"←{row.moved_from:%Y-%m-%d %H:%M}" if row.moved_from else "",
    ]
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_golden(path: Path) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    tables = case["tables"]
    if "notice" in case:
        tables["holidays"] = [*communities.notice(case["notice"]), *tables["holidays"]]
    timetable = expand(communities.make(**tables), TODAY)
    assert [line(row) for row in timetable.occurrences] == case["expect"], case["title"]
    for day, words in case.get("days", {}).items():
        found = timetable.day(day)
        assert (found.holiday or found.makeup) == words
    if "unpublished" in case:
        assert list(timetable.unpublished_years) == case["unpublished"]
    assert len(timetable.unmatched) == case.get("unmatched", 0)
    if "uids" in case:
        assert len({row.uid for row in timetable.occurrences}) == case["uids"]


def test_there_are_cases() -> None:
    assert len(CASES) >= 12


@settings(max_examples=300, deadline=None)
@given(
    origin=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    late=st.integers(0, 30),
    length=st.integers(0, 200),
    weekday=st.integers(0, 6),
    every=st.integers(1, 5),
    weeks=st.none() | st.frozensets(st.integers(1, 25), min_size=1),
)
def test_weeks_are_those_of_rfc_5545(
    origin: date, late: int, length: int, weekday: int, every: int, weeks: frozenset[int] | None
) -> None:
    first = origin + timedelta(days=late)
    last = first + timedelta(days=length)
    end = origin + timedelta(days=400)
    row: dict[str, Any] = {
        "course": "a",
        "term": "t",
        "weekday": WEEKDAYS[weekday],
        "opens_at": "08:00",
        "closes_at": "09:00",
        "valid_from": first,
        "valid_to": last,
        "every": every,
        "weeks": ",".join(map(str, sorted(weeks))) if weeks else None,
    }
    community = communities.make(
        terms=[{"id": "t", "name": "学期", "valid_from": origin, "valid_to": end}],
        courses=[{"id": "a", "title": "课"}],
        schedules=[row],
    )
    monday = datetime.combine(origin - timedelta(days=origin.weekday()), datetime.min.time())
    own = datetime.combine(first - timedelta(days=first.weekday()), datetime.min.time())
    rule = rrule.rrule(
        rrule.WEEKLY,
        dtstart=own,
        until=datetime.combine(last, datetime.min.time()),
        interval=every,
        byweekday=weekday,
        wkst=rrule.MO,
    )
    wanted = [
        day.date() for day in rule if day.date() >= first and (weeks is None or (day - monday).days // 7 + 1 in weeks)
    ]
    assert [found.day for found in expand(community, TODAY).occurrences] == wanted


def test_series_and_uids_are_stable_and_unique() -> None:
    schedule = {
        "course": "a",
        "weekday": "周三",
        "opens_at": "09:00",
        "closes_at": "10:00",
        "valid_from": "2026-11-04",
        "valid_to": "2026-11-25",
    }
    tables: dict[str, Any] = {"courses": [{"id": "a", "title": "课"}], "schedules": [schedule]}
    before = [row.uid for row in expand(communities.make(**tables), TODAY).occurrences]
    later = schedule | {"opens_at": "14:00", "closes_at": "15:00"}
    tables["schedules"] = [schedule, later, later | {"opens_at": "07:00"}, schedule | {"group": "小学段"}]
    after = expand(communities.make(**tables), TODAY).occurrences
    assert before == [row.uid for row in after if row.dtstart.hour == 9 and not row.group]
    assert Counter(row.uid for row in after).most_common(1)[0][1] == 1
    assert all(uid.isascii() for uid in before)


def test_a_moved_session_is_held_once() -> None:
    community = communities.make(
        courses=[{"id": "a", "title": "课"}],
        schedules=[
            {
                "course": "a",
                "weekday": "周三",
                "opens_at": "09:00",
                "closes_at": "10:00",
                "valid_from": "2026-11-04",
                "valid_to": "2026-11-04",
            }
        ],
        changes=[{"course": "a", "date": "2026-11-04", "kind": "改期", "new_date": "2026-11-05"}],
    )
    slot, arrival = expand(community, TODAY).occurrences
    assert (slot.status, slot.held, arrival.held) == (Status.MOVED, False, True)
    assert slot.uid == arrival.uid
    assert slot.recurrence_id == arrival.recurrence_id == slot.dtstart
    assert (slot.moved_to, arrival.moved_from) == (arrival.dtstart, slot.dtstart)


def test_days_hold_every_day_and_nothing_twice() -> None:
    community = communities.make(
        courses=[{"id": "a", "title": "课"}],
        schedules=[
            {
                "course": "a",
                "weekday": "周三",
                "opens_at": "09:00",
                "closes_at": "10:00",
                "valid_from": "2026-11-04",
                "valid_to": "2026-11-25",
            }
        ],
    )
    timetable = expand(community, TODAY)
    days = timetable.days(date(2026, 11, 2), date(2026, 11, 15))
    assert len(days) == 14
    assert [day for day, found in days.items() if found] == [date(2026, 11, 4), date(2026, 11, 11)]


TERMS = [
    {"id": "qiu", "name": "秋", "valid_from": "2026-09-01", "valid_to": "2027-01-20"},
    {"id": "chun", "name": "春", "valid_from": "2027-02-22", "valid_to": "2027-07-02"},
]


@pytest.mark.parametrize("name", [None, "小学段"])
def test_an_extra_session_is_of_the_class_of_its_term(name: str | None) -> None:
    """Classes of one name, or of none, are told apart by the term, in the timetable and in the changes."""
    row = {"course": "a", "group": name, "weekday": "周三", "opens_at": "09:00", "closes_at": "10:00"}
    extra = {"course": "a", "group": name, "kind": "加课", "opens_at": "09:00"}
    community = communities.make(
        terms=TERMS,
        courses=[{"id": "a", "title": "课"}],
        groups=[{"id": f"a-{t['id']}", "course": "a", "name": name, "term": t["id"], "key": "0"} for t in TERMS],
        schedules=[row | {"term": "qiu"}, row | {"term": "chun"}],
        changes=[extra | {"date": "2026-11-26"}, extra | {"date": "2027-03-05"}],
    )
    found = expand(community, TODAY)
    assert [group.id for group in found.groups] == ["a-qiu", "a-chun"]
    added = [(o.klass.id, o.uid) for o in found.occurrences if o.status is Status.ADDED]
    assert added == [("a-qiu", "a-0-add-202611260900"), ("a-chun", "a-0-add-202703050900")]
    assert {o.klass.id for o in found.occurrences if o.day < date(2027, 2, 1)} == {"a-qiu"}


@pytest.mark.parametrize(
    ("opens", "closes"),
    [(None, "10:30"), ("09:00", "10:30"), ("10:00", "11:30"), ("14:00", "15:30"), ("23:00", "00:30")],
)
@pytest.mark.parametrize("kind", ["加课", "改期"])
def test_a_change_that_does_not_say_when_it_ends_lasts_as_long_as_usual(
    kind: str, opens: str | None, closes: str
) -> None:
    row = {"course": "a", "weekday": "周三", "opens_at": "09:00", "closes_at": "10:30", "term": "qiu"}
    change = {"course": "a", "kind": kind, "date": "2026-11-27", "opens_at": opens}
    if kind == "改期":
        change |= {"date": "2026-11-25", "new_date": "2026-11-27"}
    found = expand(
        communities.make(terms=TERMS, courses=[{"id": "a", "title": "课"}], schedules=[row], changes=[change]), TODAY
    )
    (only,) = [o for o in found.occurrences if o.day == date(2026, 11, 27)]
    assert only.dtend
    assert (f"{only.dtstart:%H:%M}", f"{only.dtend:%H:%M}") == (opens or "09:00", closes)


def test_a_session_says_what_its_class_says_of_itself() -> None:
    """The ages that the notes of the timetable held stand with the class; what the row says itself goes before."""
    row = {"weekday": "周三", "opens_at": "09:00", "closes_at": "10:00", "term": "qiu", "course": "a"}
    community = communities.make(
        terms=TERMS,
        courses=[{"id": "a", "title": "课", "min_age": 3}],
        groups=[
            {"id": "a-1", "course": "a", "name": "一班", "min_age": 5, "max_age": 7, "note": "放学后"},
            {"id": "a-2", "course": "a", "name": "二班"},
        ],
        schedules=[row | {"group": "a-1"}, row | {"group": "a-2"}, row | {"group": "a-1", "note": "带笔"}],
    )
    notes = [o.note for o in expand(community, TODAY).occurrences if o.day == date(2026, 11, 25)]
    assert sorted(notes) == ["", "5—7岁 · 放学后", "带笔"]
