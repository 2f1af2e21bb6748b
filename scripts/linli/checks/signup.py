"""The way of signing up fits whether a form is named, for a course as for its classes.

PASS:
  courses:
    - {id: shufa, title: 书法班, category: 青少年宫, signup: 现场报名}
    - {id: meishu, title: 美术班, category: 青少年宫, signup: 网上报名, how_to_apply: 在公众号「小院」点「报名」。}

FAIL signup-without-form:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, signup: 网上报名}]

FAIL form-not-used:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, signup: 无需报名, form: f}]
  forms: [{id: f, title: 报名, kind: 报名, url: "https://www.wjx.cn/vm/abc.aspx"}]

FAIL two-ways-to-join:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, signup: 电话报名, form: f}]
  forms: [{id: f, title: 报名, kind: 报名, url: "https://www.wjx.cn/vm/abc.aspx"}]

FAIL where-to-join:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, signup: 微信报名}]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linli.checks import Context
from linli.model import Record
from linli.problems import Problem
from linli.records import Signup

CODES: Final = ("signup-without-form", "form-not-used", "two-ways-to-join", "where-to-join")
TITLE: Final = "怎么参加和报名表要对得上"
_WALK_IN: Final = (Signup.ON_SITE, Signup.NOT_NEEDED)
_ASKED: Final = (Signup.BY_PHONE, Signup.BY_WECHAT, Signup.BY_APPOINTMENT)


def check(context: Context) -> Iterator[Problem]:
    """Compare both fields of every course and of every class; what a class does not say, its course does."""
    community = context.community
    for course in community.courses:
        yield from _fits(context, course, course)
    for group in community.groups:
        own = community.find("courses", group.course)
        if own is not None and (group.signup or group.form):
            yield from _fits(context, group, own)


def _fits(context: Context, record: Record, course: Record) -> Iterator[Problem]:
    signup, form = record.signup or course.signup, record.form or course.form
    how = record.how_to_apply or course.how_to_apply
    field = "signup" if record.signup else "form"
    title = f"怎么参加 signup 写成了 {signup}"
    if record is not course and not (record.signup and record.form):
        title = f"怎么参加 signup 是 {signup}（课程里写的）" if not record.signup else title
    if signup == Signup.ONLINE and not form and not how:
        hint = "请写 form: 报名表的编号，或在 how_to_apply 里写在哪里报；不在网上报的写 signup: 现场报名 或 无需报名"
        yield record.problem(field, CODES[0], "写了网上报名，没有写用哪张报名表", hint)
    elif form and signup in _WALK_IN:
        message = f"{title}，又写了报名表 form: {form}"
        hint = "要填表的写 signup: 网上报名；到时直接来的不写 form"
        yield record.problem(field, CODES[1], message, hint)
    elif form and signup in _ASKED and (found := context.community.find("forms", form)) and found.url:
        message = f"{title}，又写了网上的报名表 form: {form}，网页上只会给出报名表"
        hint = "两样都行的，写 signup: 网上报名，打电话的办法写在 how_to_apply 里；只能打电话的，不写 form"
        yield record.problem(field, CODES[2], message, hint, level="warning")
    elif signup == Signup.BY_WECHAT and not form and not how:
        hint = "请写 how_to_apply，例如 how_to_apply: 在公众号「竹影社区」点「报名」。"
        yield record.problem(field, CODES[3], "写了微信报名，没有写在哪里报", hint, level="warning")
