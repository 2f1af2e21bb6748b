"""The one session that a phone takes out of a published calendar, against icalendar; in Node, without a browser."""

from __future__ import annotations

import json
import os
import subprocess

import communities
from communities import edition
from linli.feeds import ics
from linli.timetable import expand
from test_ics import CHANGED, events, shufa, utc
from tests_support import TODAY

ASK = (
    "import { readFileSync } from 'node:fs';"
    "import { single } from './overrides/assets/src/ics.js';"
    "const [text, asked] = JSON.parse(readFileSync(0, 'utf8'));"
    "console.log(JSON.stringify(asked.map((one) => single(text, ...one))))"
)


def singles(text: str, asked: list[list[object]]) -> list[str]:
    """The calendar of one session out of a published one: for each start, minutes and group."""
    done = subprocess.run(
        [os.environ["LINLI_NODE"], "--input-type=module", "-e", ASK],
        cwd=communities.ROOT,
        input=json.dumps([text, asked]),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_every_session_can_be_had_alone_whatever_its_rule_and_length() -> None:
    usual = shufa()["schedules"][0]
    rows = [
        usual | {"valid_to": None},
        usual | {"group": "月底", "weekday": "周六", "month_week": "-1", "valid_to": None},
        usual | {"group": "月中", "weekday": None, "month_day": "15", "valid_to": None},
        usual | {"group": "展览", "weekday": "每天", "opens_at": None, "closes_at": None, "valid_from": "2026-12-05"},
        usual | {"group": "没说几点完", "weekday": "周日", "closes_at": None},
    ]
    community = communities.make(**shufa(schedules=rows, changes=CHANGED))
    timetable = expand(community, TODAY)
    text = dict(ics.calendars(edition(community, timetable=timetable)))["calendar/courses/shufa.ics"].decode()
    held = [row for row in timetable.occurrences if row.held]
    minutes = [(row.dtend - row.dtstart).total_seconds() / 60 if row.dtend else 0 for row in held]
    asked: list[list[object]] = [
        [row.dtstart.isoformat("T", "minutes"), n, row.group] for row, n in zip(held, minutes, strict=True)
    ]
    made = singles(text, asked)
    assert len(made) == len(held) > 80
    for row, alone in zip(held, made, strict=True):
        (event,) = events(alone.encode())
        end = utc(event["DTEND"].dt) if "DTEND" in event else None
        assert (str(event["UID"]).split("@")[0], utc(event["DTSTART"].dt), end) == (row.uid, row.dtstart, row.dtend)
        assert not {"RRULE", "RECURRENCE-ID", "EXDATE"} & event.keys()
