"""Holidays: the vendored years agree with chinese-calendar, the days by law with them; what holds before a notice."""

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
import yaml

from linli.model import Record
from linli.source import Row
from linli.timetable import statutory
from linli.timetable.official import OfficialCalendar

DATA = Path(__file__).resolve().parents[1] / "data" / "holidays"
YEARS = (2024, 2025, 2026)
WORK_DAYS = {
    2024: {"02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"},
    2025: {"01-26", "02-08", "04-27", "09-28", "10-11"},
    2026: {"01-04", "02-14", "02-28", "05-09", "09-20", "10-10"},
}


def rows(year: int) -> list[dict[str, str]]:
    """The rows of one year as text, in file order."""
    text = (DATA / f"{year}.yml").read_text(encoding="utf-8")
    loaded: list[dict[str, str]] = yaml.load(text, Loader=yaml.BaseLoader)
    return loaded


def off(day: date, kinds: dict[str, str]) -> bool:
    """Whether nobody works that day by our table: listed as 休, or an ordinary weekend day."""
    kind = kinds.get(day.isoformat())
    return kind == "休" or (kind is None and day.weekday() >= 5)


def test_every_vendored_year_is_checked() -> None:
    assert {int(path.stem) for path in DATA.glob("*.yml")} == set(YEARS)


@pytest.mark.parametrize("year", YEARS)
def test_every_day_agrees_with_chinese_calendar(year: int) -> None:
    kinds = {row["date"]: row["kind"] for row in rows(year)}
    day, wrong = date(year, 1, 1), []
    while day.year == year:
        if off(day, kinds) != chinese_calendar.is_holiday(day):
            wrong.append(day.isoformat())
        day += timedelta(days=1)
    assert not wrong


@pytest.mark.parametrize("year", YEARS)
def test_weekend_work_days_are_the_published_ones(year: int) -> None:
    assert {row["date"][5:] for row in rows(year) if row["kind"] == "班"} == WORK_DAYS[year]


@pytest.mark.parametrize("year", YEARS)
def test_rows_are_sorted_named_and_sourced(year: int) -> None:
    table = rows(year)
    dates = [row["date"] for row in table]
    assert dates == sorted(set(dates))
    assert all(date.fromisoformat(day).year == year for day in dates)
    assert all(row["name"] and str(year) in row["source"] for row in table)


LAW: dict[int, dict[str, str]] = {
    2027: {"元旦": "01-01", "春节": "02-05 02-06 02-07 02-08", "清明节": "04-05", "劳动节": "05-01 05-02",
           "端午节": "06-09", "中秋节": "09-15", "国庆节": "10-01 10-02 10-03"},
    2028: {"元旦": "01-01", "春节": "01-25 01-26 01-27 01-28", "清明节": "04-04", "劳动节": "05-01 05-02",
           "端午节": "05-28", "国庆节": "10-01 10-02", "中秋节、国庆节": "10-03"},
    2030: {"元旦": "01-01", "春节": "02-02 02-03 02-04 02-05", "清明节": "04-05", "劳动节": "05-01 05-02",
           "端午节": "06-05", "中秋节": "09-12", "国庆节": "10-01 10-02 10-03"},
    2033: {"元旦": "01-01", "春节": "01-30 01-31 02-01 02-02", "清明节": "04-04", "劳动节": "05-01 05-02",
           "端午节": "06-01", "中秋节": "09-08", "国庆节": "10-01 10-02 10-03"},
}  # fmt: skip
"""By hand, from the calendar of the Hong Kong Observatory."""


@pytest.mark.parametrize("year", YEARS)
def test_days_by_law_are_off_in_every_notice_under_their_names(year: int) -> None:
    given = {row["date"]: row["name"] for row in rows(year) if row["kind"] == "休"}
    assert {day: given.get(day.isoformat()) for day in statutory.holidays(year)} == statutory.holidays(year)


@pytest.mark.parametrize("year", YEARS)
def test_every_other_day_of_a_notice_is_near_a_holiday(year: int) -> None:
    others = [row for row in rows(year) if date.fromisoformat(row["date"]) not in statutory.holidays(year)]
    assert len(others) > 15
    assert [row["date"] for row in others if date.fromisoformat(row["date"]) not in statutory.near(year)] == []


@pytest.mark.parametrize(
    ("name", "off", "worked"),
    [("元旦", 3, 4), ("清明节", 3, 4), ("劳动节", 4, 10), ("端午节", 3, 4), ("中秋节", 3, 4), ("国庆节", 6, 12)],
)
def test_how_far_a_notice_may_reach(name: str, off: int, worked: int) -> None:
    """Before the first and after the last day by law: on weekdays so far, on weekends farther."""
    reached: dict[bool, set[int]] = {True: set(), False: set()}
    for year in range(2026, 2060):
        law = [day for day, found in statutory.holidays(year).items() if name in found]
        for day in (day for day, near in statutory.near(year).items() if near == name and day > max(law)):
            reached[day.weekday() < 5].add((day - max(law)).days)
    assert (max(reached[True]), max(reached[False])) == (off, worked)


@pytest.mark.parametrize("year", LAW)
def test_days_by_law_of_later_years(year: int) -> None:
    found: dict[str, list[str]] = {}
    for day, name in statutory.holidays(year).items():
        found.setdefault(name, []).append(f"{day:%m-%d}")
    assert {name: " ".join(sorted(days)) for name, days in found.items()} == LAW[year]


@pytest.mark.parametrize(("year", "second"), [(2024, None), (2025, "劳动节")])
def test_the_second_day_of_may_is_one_since_2025(year: int, second: str | None) -> None:
    assert statutory.holidays(year)[date(year, 5, 1)] == "劳动节"
    assert statutory.holidays(year).get(date(year, 5, 2)) == second


def test_years_beyond_the_lunar_calendar_have_the_dates_of_the_common_one() -> None:
    assert set(statutory.holidays(2150).values()) == {"元旦", "劳动节", "国庆节"}
    assert {statutory.holidays(1901).get(date(1901, 2, 19)), statutory.holidays(2100).get(date(2100, 2, 9))} == {"春节"}


def calendar(*files: int | tuple[str, list[dict[str, str]]]) -> OfficialCalendar:
    """The calendar of vendored years and of files given as their name and rows."""
    texts = [(str(file), rows(file)) if isinstance(file, int) else file for file in files]
    records = []
    for name, table in texts:
        for row in table:
            values = {"weekday_as": None, **row, "date": date.fromisoformat(row["date"])}
            records.append(Record("holidays", Row(f"data/holidays/{name}.yml", 1, 1), values))
    return OfficialCalendar(records)


NEW_YEAR = {"date": "2027-01-01", "name": "元旦", "kind": "休"}


@pytest.mark.parametrize(
    ("files", "years"),
    [
        ([2025, 2026], {2025, 2026}),
        ([2026, ("2027", [NEW_YEAR])], {2026}),
        ([("2026", [*rows(2026), NEW_YEAR])], {2026}),
        ([("2027", rows(2026))], set()),
        ([("2026", [row for row in rows(2026) if row["name"] != "端午节"])], set()),
        ([("2026", [row for row in rows(2026) if row["date"] != "2026-10-03"])], set()),
        ([("2026", [row for row in rows(2026) if row["kind"] == "休"])], {2026}),
        ([("parts", rows(2026))], {2026}),
        ([], set()),
    ],
)
def test_a_year_is_published_by_its_own_whole_file(files: list[object], years: set[int]) -> None:
    assert calendar(*files).years == years  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "holiday", "unsure"),
    [
        ("2026-12-28", "", ""),
        ("2026-12-31", "", "元旦"),
        ("2027-01-01", "元旦", ""),
        ("2027-01-04", "", "元旦"),
        ("2027-01-05", "", ""),
        ("2027-01-30", "", "春节"),
        ("2027-02-04", "", "春节"),
        ("2027-02-05", "春节", ""),
        ("2027-02-08", "春节", ""),
        ("2027-02-14", "", "春节"),
        ("2027-02-15", "", ""),
        ("2027-04-05", "清明节", ""),
        ("2027-05-02", "劳动节", ""),
        ("2027-06-09", "端午节", ""),
        ("2027-09-15", "中秋节", ""),
        ("2027-10-04", "", "国庆节"),
        ("2027-11-24", "", ""),
        ("2026-10-03", "国庆节", ""),
        ("2026-10-08", "", ""),
        ("2026-10-10", "", ""),
    ],
)
def test_what_is_known_before_the_notice(day: str, holiday: str, unsure: str) -> None:
    found = calendar(2026).day(date.fromisoformat(day))
    assert (found.holiday, found.unsure, found.published) == (holiday, unsure, day < "2027")


def test_a_row_of_a_year_that_was_only_begun_counts() -> None:
    worked = {"date": "2027-02-14", "name": "春节", "kind": "班", "weekday_as": "周三"}
    off = {"date": "2027-02-09", "name": "春节", "kind": "休"}
    begun = calendar(2026, ("2027", [worked, off]))
    assert begun.day(date(2027, 2, 9)).holiday == "春节"
    assert begun.made_up(date(2027, 2, 14)) == 2
    assert begun.day(date(2027, 2, 14)).unsure == ""
    assert begun.worked_as(2, date(2027, 1, 1), date(2027, 12, 31)) == [date(2027, 2, 14)]
    assert begun.day(date(2027, 2, 10)).unsure == "春节"


def test_after_the_notice_nothing_is_unsure() -> None:
    whole = calendar(2025, 2026)
    days = [date(2025, 12, 31) + timedelta(days=n) for n in range(300)]
    assert not [day for day in days if whole.unsure(day)]
    assert whole.holiday(date(2026, 2, 15)) == "春节"
