"""A form says how one fills it, and has only the fields of its kind.

PASS:
  forms:
    - {id: a, title: 报名, kind: 报名, url: "https://www.wjx.cn/vm/abcdefg.aspx", param: sojumpparm}
    - {id: b, title: 报名, kind: 报名, how_to_apply: 在公众号「小院」点「报名」。}
    - {id: c, title: 想学古琴, kind: 意愿, how_to_apply: 到服务台登记, threshold: 15, interested: 9, as_of: 2026-11-23}

FAIL no-way-to-fill:
  forms: [{id: a, title: 报名, kind: 报名, phone: 0830-0000000}]

FAIL threshold-not-used:
  forms: [{id: a, title: 意见, kind: 意见, how_to_apply: 投到意见箱, threshold: 15}]

FAIL interested-not-used:
  forms: [{id: a, title: 报名, kind: 报名, how_to_apply: 到服务台登记, interested: 9, as_of: 2026-11-23}]

FAIL interested-undated:
  forms: [{id: c, title: 想学古琴, kind: 意愿, how_to_apply: 到服务台登记, threshold: 15, interested: 9}]

FAIL param-not-used:
  forms: [{id: a, title: 报名, kind: 报名, how_to_apply: 到服务台登记, param: sojumpparm}]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linli.checks import Context
from linli.problems import Problem
from linli.records import FormKind

CODES: Final = (
    "no-way-to-fill",
    "threshold-not-used",
    "interested-not-used",
    "interested-undated",
    "param-not-used",
)
TITLE: Final = "表单要写清怎么填"


def check(context: Context) -> Iterator[Problem]:
    """Look at every form's way and at the fields that belong to some."""
    for form in context.community.forms:
        if form.url is None and form.how_to_apply is None:
            hint = "有网页表单的写 url；没有的写 how_to_apply，例如 how_to_apply: 在公众号「竹影社区」点「报名」。"
            yield form.problem("id", CODES[0], "没有写怎么填：url 和 how_to_apply 一个也没有", hint)
        if form.threshold is not None and form.kind != FormKind.INTEREST:
            message = f"满几个开班 threshold 写成了 {form.threshold}，种类 kind 却是 {form.kind}"
            hint = "先看有多少人想来的，写 kind: 意愿；报名表里满几个才开班，写在 how_to_apply 里"
            yield form.problem("threshold", CODES[1], message, hint, level="warning")
        if form.interested is not None and form.kind != FormKind.INTEREST:
            message = f"已有几个人 interested 写成了 {form.interested}，种类 kind 却是 {form.kind}"
            hint = "先看有多少人想来的，写 kind: 意愿；报名表还剩几个，写在 seats_left"
            yield form.problem("interested", CODES[2], message, hint, level="warning")
        elif form.interested is not None and form.as_of is None:
            message = f"已有几个人 interested 写成了 {form.interested}，没有写哪天数的，网页不显示"
            yield form.problem("interested", CODES[3], message, "请写上 as_of，例如 as_of: 2026-11-23", level="warning")
        if form.param is not None and form.url is None:
            message = f"参数名 param 写成了 {form.param}，没有写链接 url，用不到"
            yield form.problem("param", CODES[4], message, "有网页表单的，请写上 url", level="warning")
