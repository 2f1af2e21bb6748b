"""The youngest age is not above the oldest.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, min_age: 6, max_age: 16}]

FAIL ages-reversed:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, min_age: 16, max_age: 6}]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linli.checks import Context
from linli.problems import Problem

CODES: Final = ("ages-reversed",)
TITLE: Final = "最小年龄不能大于最大年龄"


def check(context: Context) -> Iterator[Problem]:
    """Compare min_age with max_age."""
    for course in context.community.courses:
        low, high = course.min_age, course.max_age
        if low is not None and high is not None and low > high:
            message = f"最小年龄 min_age 写成了 {low}，大于最大年龄 max_age 的 {high}"
            yield course.problem("min_age", CODES[0], message, f"是不是写反了?例如 min_age: {high} 和 max_age: {low}")
