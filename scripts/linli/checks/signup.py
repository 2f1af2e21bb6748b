"""A course's way of signing up fits whether it names a form.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, signup: 现场报名}]

FAIL signup-without-form:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, signup: 网上报名}]

FAIL form-not-used:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, signup: 无需报名, form: f}]
  forms: [{id: f, title: 报名, kind: 报名, url: "https://www.wjx.cn/vm/abc.aspx"}]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linli.checks import Context
from linli.problems import Problem

CODES: Final = ("signup-without-form", "form-not-used")
TITLE: Final = "怎么参加和报名表要对得上"


def check(context: Context) -> Iterator[Problem]:
    """Compare both fields of every course."""
    for course in context.community.courses:
        if course.signup == "网上报名" and not course.form:
            hint = "请写 form: 报名表的编号；不在网上报的写 signup: 现场报名 或 无需报名"
            yield course.problem("signup", CODES[0], "写了网上报名，没有写用哪张报名表", hint)
        elif course.form and course.signup in ("现场报名", "无需报名"):
            message = f"怎么参加 signup 写成了 {course.signup}，又写了报名表 form: {course.form}"
            yield course.problem("signup", CODES[1], message, "请只留一个：要填表的写 signup: 网上报名，或者整行删掉")
