"""What was published stays: takes the reference site as first published, compares its sessions and addresses with today's.

Phones hold its UIDs, walls its QR codes. The tables may be written in any other way; what they say may not change
unless it is listed here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from linli.structure import load
from linli.timetable import Occurrence, Timetable, expand
from tests_support import TODAY

CASES = Path(__file__).parent / "cases/published"
ROOT = Path(__file__).resolve().parents[1]

BY_LAW = ("20270101", "20270405", "20270501", "20270502", "20270609")
"""Holidays of a year whose notice is not out: first published as ordinary days."""
ANNOUNCED = {
    "shouna-0-2026-qiu-tu-20261201": "第3讲：只多一句说明",
    "xingti-376541d5-2026-qiu-fr-20261204": "换老师",
}
"""Sample changes that came later, with what they are."""


def line(row: Occurrence) -> tuple[str, str]:
    """What is alike in a series, and the day: `shufa-0-2026-qiu-sa 09:00-10:30 @shufa-shi 照常`, `20261128`.

    A moved session says both days: `20261126<20261124`.
    """
    day, planned = f"{row.dtstart:%Y%m%d}", f"{row.recurrence_id:%Y%m%d}"
    series = row.uid.removesuffix(f"-{planned}")
    end = f"{row.dtend:%H:%M}" if row.dtend else ""
    place = row.venue.id if row.venue else ""
    return f"{series} {row.dtstart:%H:%M}-{end} @{place} {row.status}", day if day == planned else f"{day}<{planned}"


def lines(rows: Iterable[Occurrence]) -> Iterator[str]:
    """One line for what is alike, with its days, as the golden file holds them."""
    found = defaultdict(list)
    for row in rows:
        series, day = line(row)
        found[series].append(day)
    for series in sorted(found):
        yield f"{series} {' '.join(sorted(found[series]))}"


def sessions(text: Iterable[str]) -> set[tuple[str, str]]:
    """The golden lines as (series and state, day)."""
    found = set()
    for entry in text:
        if not entry.startswith("#"):
            name, times, place, status, *days = entry.split()
            found |= {(f"{name} {times} {place} {status}", day) for day in days}
    return found


@cache
def timetable() -> Timetable:
    return expand(load(ROOT).community, TODAY)


def test_every_session_is_as_first_published() -> None:
    golden = sessions((CASES / "sessions.txt").read_text("utf-8").splitlines())
    assert len(golden) == 1664
    now = sessions(lines(row for row in timetable().occurrences if row.uid not in ANNOUNCED))
    lost = {(name, day) for name, day in golden - now if f"{name.split()[0]}-{day}" not in ANNOUNCED}
    by_law = {(f"{name.removesuffix('照常')}放假", day) for name, day in lost if day in BY_LAW}
    assert now - golden - by_law == set(), "sessions that were not published"
    assert {(name, day) for name, day in lost if day not in BY_LAW} == set(), "published sessions that are gone"
    assert {day for _, day in now - golden} <= set(BY_LAW)


def test_what_was_announced_later_keeps_its_time_and_place() -> None:
    found = {row.uid: row for row in timetable().occurrences}
    golden = dict.fromkeys(
        f"{name} {day}" for name, day in sessions((CASES / "sessions.txt").read_text("utf-8").splitlines())
    )
    for uid, what in ANNOUNCED.items():
        row = found[uid]
        assert row.held, what
        assert row.sequence == 1
        series, day = line(row)
        assert f"{series.removesuffix(str(row.status))}照常 {day}" in golden


def test_every_address_is_still_there(site_dir: Path) -> None:
    addresses = (CASES / "addresses.txt").read_text("utf-8").split()
    files = {address: f"{address}index.html" if address.endswith("/") else address for address in addresses}
    assert [address for address, file in files.items() if not (site_dir / file).is_file()] == []
    courses = {path.name for path in (site_dir / "courses").iterdir() if path.name != "index.html"}
    assert courses - {"jijiu-2024"} <= {path.name for path in (site_dir / "q").iterdir()}
