"""Posters: dates and rhythms of what is not simply every week, on the sheet and on the strips that one tears off."""

from __future__ import annotations

from datetime import date

import pytest

from communities import edition
from linli.paper import site
from linli.paper.sheet import Sheet
from linli.timetable import expand
from printing import small

PRINTED = date(2026, 12, 11)
SUNDAYS = {"weekday": "周日", "valid_from": "2026-11-08", "opens_at": "15:00"}


def printed(*schedules: dict[str, object], **tables: object) -> Sheet:
    """The poster of the one course, on a Friday in December."""
    community = small(schedules=[{"course": "shufa", **row} for row in schedules], **tables)
    found = edition(community, PRINTED, expand(community, PRINTED))
    return next(sheet for sheet in site.sheets(found) if sheet.template == "poster")


def row_of(sheet: Sheet, name: str) -> list[str]:
    """The lines of a row of the sheet's table; none where it has no such row."""
    found = [line for row in sheet.data["facts"] if row["name"] == name for line in row["lines"]]
    return [f"{line['text']} {line['more']}".strip() for line in found]


@pytest.mark.parametrize(("row", "says"), [
    ({"every": 2}, ["隔周日 下午3:00 (15:00开始) 2026年12月20日、2027年1月3日、17日，以后还有", "2026年11月8日起，长期"]),
    ({"every": 4}, ["每4周的周日 下午3:00 (15:00开始) 2027年1月3日、31日、2月28日，以后还有", "2026年11月8日起，长期"]),
    ({"weekday": "周五至周日", "every": 2},
     ["隔周五至周日 下午3:00 (15:00开始) 2026年12月18日、19日、20日，以后还有", "2026年11月8日起，长期"]),
    ({"every": 1}, ["每周日 下午3:00 (15:00开始)", "2026年11月8日起，长期"]),
    ({"weekday": "每月第一个周日"}, ["每月第1个周日 下午3:00 (15:00开始)", "2026年11月8日起，长期"]),
    ({"every": 4, "valid_to": "2027-02-28"}, ["2027年1月3日、31日、2月28日(周日) 下午3:00 (15:00开始)"]),
    ({"every": 2, "valid_to": "2027-06-30"},
     ["2026年12月20日、2027年1月3日、17日、31日、2月14日、28日、3月14日、28日、4月11日、25日、5月9日、23日等14天(周日)"
      " 下午3:00 (15:00开始)"]),
])  # fmt: skip
def test_what_has_no_end_is_a_rhythm_and_what_has_one_is_dates(row: dict[str, object], says: list[str]) -> None:
    """The dates that the timetable looks ahead are no end: neither counted nor listed to the last."""
    assert row_of(printed({**SUNDAYS, **row}), "时间") == says
