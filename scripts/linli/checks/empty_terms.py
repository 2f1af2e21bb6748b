"""A term that has begun, or soon will, has classes that meet in it.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  terms:
    - {id: 2026-qiu, name: 秋季学期, valid_from: 2026-09-01, valid_to: 2027-01-20}
    - {id: 2027-chun, name: 春季学期, valid_from: 2026-12-25, valid_to: 2027-07-02}
    - {id: 2026-chun, name: 去年, valid_from: 2026-02-25, valid_to: 2026-11-23}
  schedules:
    - {course: shufa, term: 2026-qiu, weekday: 周三, opens_at: "19:00", closes_at: "20:30"}

FAIL empty-term:
  terms: [{id: 2026-dong, name: 冬令营, valid_from: 2026-12-24, valid_to: 2027-01-20}]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from linli.checks import Context
from linli.problems import Problem

CODES: Final = ("empty-term",)
TITLE: Final = "快开学的学期要排好课"
_AHEAD: Final = timedelta(days=30)


def check(context: Context) -> Iterator[Problem]:
    """Look for the rows of each term that is not over."""
    if context.incomplete & {"schedules", "groups", "courses"}:
        return
    used = {row.term for row in context.community.schedules}
    for term in context.community.terms:
        if term.id in used or term.valid_to < context.today or term.valid_from > context.today + _AHEAD:
            continue
        begins = "开始了" if term.valid_from <= context.today else "就要开始"
        message = f"{term.valid_from} {begins}，课表里一节课也没有"
        hint = f"请在 data/schedules.yml 里排课，写 term: {term.id}；不办了的，把这个学期删掉"
        yield term.problem("valid_from", "empty-term", message, hint, level="warning")
