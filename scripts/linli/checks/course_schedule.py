"""A course says when it meets, unless it has ended.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, status: 结束}]

FAIL no-schedule:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linli.checks import Context
from linli.problems import Problem

CODES: Final = ("no-schedule",)
TITLE: Final = "课程要有上课时间"


def check(context: Context) -> Iterator[Problem]:
    """Look for each course in schedules and added sessions."""
    if context.incomplete & {"schedules", "changes"}:
        return
    community = context.community
    known = {schedule.course for schedule in community.schedules}
    known |= {change.course for change in community.changes if change.kind == "加课"}
    for course in community.courses:
        if course.id not in known and course.status != "结束":
            message = "课表里没有这门课的上课时间"
            hint = f"请在 data/schedules.yml 里加一条 course: {course.id}；不再开的课请写 status: 结束"
            yield course.problem("id", CODES[0], message, hint, level="warning")
