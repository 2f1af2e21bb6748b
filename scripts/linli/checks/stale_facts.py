"""What was asked of a service or a course was asked within the last half year.

PASS:
  services:
    - {id: tuoyu, name: 托育园, verified_on: 2026-05-28}
    - {id: jiu, name: 旧服务, verified_on: 2024-05-28, status: 结束}

FAIL not-verified-lately:
  services: [{id: tuoyu, name: 托育园, verified_on: 2026-05-27}]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linli.checks import Context
from linli.model import STOPPED
from linli.problems import Problem

CODES: Final = ("not-verified-lately",)
TITLE: Final = "服务和课程每半年核对一次"
HALF_A_YEAR: Final = 180
"""Days."""


def check(context: Context) -> Iterator[Problem]:
    """Look at each that goes on and says when it was asked about."""
    for record in (*context.community.services, *context.community.courses):
        asked = record.verified_on
        if asked is None or record.status in STOPPED or (context.today - asked).days <= HALF_A_YEAR:
            continue
        message = f"{asked} 核对过，到今天 {(context.today - asked).days} 天了"
        hint = f"请打电话问一问时间、价钱、电话变了没有，再写 verified_on: {context.today}；不办了的写 status: 结束"
        yield record.problem("verified_on", "not-verified-lately", message, hint, level="warning")
