"""No more seats are left than there are, and the count says of which day it is.

PASS:
  forms: [{id: f, title: 报名, kind: 报名, url: "https://www.wjx.cn/vm/abc.aspx", seats: 30, seats_left: 6, as_of: 2026-11-23}]

FAIL too-many-seats-left:
  forms: [{id: f, title: 报名, kind: 报名, url: "https://www.wjx.cn/vm/abc.aspx", seats: 30, seats_left: 60, as_of: 2026-11-23}]

FAIL seats-without-date:
  forms: [{id: f, title: 报名, kind: 报名, url: "https://www.wjx.cn/vm/abc.aspx", seats: 30, seats_left: 6}]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linli.checks import Context
from linli.problems import Problem

CODES: Final = ("too-many-seats-left", "seats-without-date")
TITLE: Final = "剩余名额要对得上"


def check(context: Context) -> Iterator[Problem]:
    """Check the counts of every form."""
    for form in context.community.forms:
        if form.seats_left is None:
            continue
        if form.seats is not None and form.seats_left > form.seats:
            message = f"剩余名额 seats_left 写成了 {form.seats_left}，比总名额 seats 的 {form.seats} 还多"
            yield form.problem("seats_left", CODES[0], message, "是不是写反了?")
        if form.as_of is None:
            message = f"写了剩余名额 seats_left {form.seats_left}，没有写是哪天数的"
            yield form.problem("seats_left", CODES[1], message, f"请加一行 as_of: {context.today}")
