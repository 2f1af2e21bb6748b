"""The youngest age is not above the oldest, and a class is for the ages that its course is for.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, min_age: 6, max_age: 16}]
  groups: [{id: shufa-1, course: shufa, name: 一班, min_age: 6, max_age: 8, status: 结束}]

FAIL ages-reversed:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, min_age: 16, max_age: 6}]
  groups: [{id: shufa-1, course: shufa, name: 一班, min_age: 6, max_age: 8, status: 结束}]

FAIL ages-outside-course:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, min_age: 6, max_age: 16}]
  groups: [{id: shufa-1, course: shufa, name: 一班, min_age: 4, max_age: 5, status: 结束}]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linli.checks import Context
from linli.problems import Problem

CODES: Final = ("ages-reversed", "ages-outside-course")
TITLE: Final = "最小年龄不能大于最大年龄"


def check(context: Context) -> Iterator[Problem]:
    """Compare min_age with max_age, and those of a class with its course's."""
    community = context.community
    reversed_ = set[str]()
    for record in (*community.courses, *community.groups):
        low, high = record.min_age, record.max_age
        if low is not None and high is not None and low > high:
            reversed_.add(f"{record.table} {record.id}")
            message = f"最小年龄 min_age 写成了 {low}，大于最大年龄 max_age 的 {high}"
            yield record.problem("min_age", CODES[0], message, f"是不是写反了?例如 min_age: {high} 和 max_age: {low}")
    for group in community.groups:
        course = community.find("courses", group.course)
        for name, title, lower in (("min_age", "最小年龄", True), ("max_age", "最大年龄", False)):
            own = getattr(group, name)
            theirs = getattr(course, name) if course else None
            if (
                own is None
                or theirs is None
                or f"courses {group.course}" in reversed_
                or (own >= theirs if lower else own <= theirs)
            ):
                continue
            message = f"{title} {name} 写成了 {own}，{course.title if course else ''}写的是 {theirs}"
            hint = f"请看看哪一处对；这个班{'更小' if lower else '更大'}也收的，课程里的 {name} 也要改"
            yield group.problem(name, CODES[1], message, hint, level="warning")
