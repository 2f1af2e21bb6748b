"""A price is of one service, one course or one class.

PASS:
  services: [{id: tuoyu, name: 托育园}]
  courses: [{id: shufa, title: 书法班, category: 青少年宫, status: 结束}]
  offers:
    - {service: tuoyu, name: 半日托, price: 30}
    - {course: shufa, name: 材料费, price: 20}

FAIL offer-of-nothing:
  offers: [{name: 半日托, price: 30}]

FAIL offer-of-several:
  services: [{id: tuoyu, name: 托育园}]
  courses: [{id: shufa, title: 书法班, category: 青少年宫, status: 结束}]
  offers: [{service: tuoyu, course: shufa, name: 材料费, price: 20}]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linli.checks import Context
from linli.problems import Problem

CODES: Final = ("offer-of-nothing", "offer-of-several")
TITLE: Final = "价目要写清是哪一项的"
_SUBJECTS: Final = ("service", "course", "group")


def check(context: Context) -> Iterator[Problem]:
    """Count what every price names."""
    for offer in context.community.offers:
        named = [name for name in _SUBJECTS if getattr(offer, name)]
        if not named:
            hint = "请写 service: 服务的编号、course: 课程的编号 或 group: 班次的编号，写一个"
            yield offer.problem("name", CODES[0], "没有写是哪项服务、哪门课或哪个班的价钱", hint)
        elif len(named) > 1:
            hint = "只写一个；两样都是这个价钱，各写一行"
            if named == ["course", "group"]:
                hint = "一个班的价钱只写 group；这门课都是这个价钱，只写 course"
            message = f"又写了 {named[0]}，又写了 {named[1]}，不知道是谁的价钱"
            yield offer.problem(named[1], CODES[1], message, hint)
