"""The vendored holidays: takes data/holidays/*.yml, agrees with chinese-calendar on every day of a year."""

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
import yaml

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
