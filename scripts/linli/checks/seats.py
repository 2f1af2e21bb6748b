"""No more seats are left than there are, and the count says of which day it is, one that fits.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, capacity: 25}]
  groups: [{id: shufa-1, course: shufa, name: 一班, seats_left: 25, as_of: 2026-11-23, status: 结束}]
  forms:
    - {id: f, title: 报名, kind: 报名, url: "https://www.wjx.cn/vm/abc.aspx", seats: 30, seats_left: 6, as_of: 2026-11-23}
    - {id: g, title: 去年的, kind: 报名, url: "https://wj.qq.com/s/1/", closes_at: "2025-09-10 18:00", seats_left: 6, as_of: 2025-09-09}

FAIL too-many-seats-left:
  forms: [{id: f, title: 报名, kind: 报名, url: "https://www.wjx.cn/vm/abc.aspx", seats: 30, seats_left: 60, as_of: 2026-11-23}]

FAIL seats-without-date:
  forms: [{id: f, title: 报名, kind: 报名, url: "https://www.wjx.cn/vm/abc.aspx", seats: 30, seats_left: 6}]

FAIL old-count:
  forms: [{id: f, title: 报名, kind: 报名, url: "https://wj.qq.com/s/1/", opens_at: "2026-11-01 09:00", seats_left: 6, as_of: 2025-11-23}]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from linli.checks import Context
from linli.model import Record
from linli.problems import Problem
from linli.records import Standing

CODES: Final = ("too-many-seats-left", "seats-without-date", "old-count")
TITLE: Final = "剩余名额要对得上"
_BEFORE: Final = timedelta(days=31)
"""So long before a form opened its seats may have been counted."""
_PLANNED: Final = timedelta(days=180)
"""So long before a form opens, which is still to come."""
_AGED: Final = timedelta(days=62)
"""So old a count of another year is a slip, or forgotten."""


def check(context: Context) -> Iterator[Problem]:
    """Check the counts of every form and of every class."""
    community = context.community
    for form in community.forms:
        yield from _count(context, form, "seats", "总名额", form.seats)
        yield from _age(context, form, form)
    for group in community.groups:
        course = community.find("courses", group.course)
        limit = group.capacity or (course.capacity if course else None)
        yield from _count(context, group, "capacity", "名额", limit)
        yield from _age(context, group, community.find("forms", group.form or (course.form if course else None)))


def _count(context: Context, record: Record, name: str, title: str, limit: int | None) -> Iterator[Problem]:
    left = record.seats_left
    if left is None:
        return
    if limit is not None and left > limit:
        message = f"剩余名额 seats_left 写成了 {left}，比{title} {name} 的 {limit} 还多"
        yield record.problem("seats_left", CODES[0], message, "是不是写反了?")
    if record.as_of is None:
        message = f"写了剩余名额 seats_left {left}，没有写是哪天数的"
        yield record.problem("seats_left", CODES[1], message, f"请加一行 as_of: {context.today}")


def _age(context: Context, record: Record, form: Record | None) -> Iterator[Problem]:
    """Report a count from before its form was there, or from another year while the form is open."""
    counted: date | None = record.as_of
    if counted is None or record.seats_left is None or (record.table == "groups" and record.status == Standing.ENDED):
        return
    opens, closes = (form.opens_at, form.closes_at) if form else (None, None)
    wrong = ""
    early = _BEFORE if opens is not None and opens.date() <= context.today else _PLANNED
    if opens is not None and counted < opens.date() - early:
        wrong = f"那时报名表还早着（{opens:%Y-%m-%d} 才开始）"
    elif counted.year != context.today.year and context.today - counted > _AGED:
        over = closes is not None and closes.date() < context.today
        wrong = "" if over or counted > context.today else f"不是今年的（今天是 {context.today}）"
    if wrong:
        message = f"人数截至 as_of 写成了 {counted}，{wrong}"
        hint = f"请看看年份；刚数过的写 as_of: {context.today}"
        yield record.problem("as_of", CODES[2], message, hint, level="warning")
