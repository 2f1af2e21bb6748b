"""What an answer means: takes status and text of a page, gives open, closed or unknown, in the platforms' own words.

A form that is closed answers 200 like one that is open; only its words differ. Forms drawn by a script have no words at
all in what a plain request gets: that is `UNKNOWN`, never open. The wordings are those that maintained clients of the
platforms look for, and that the platforms show.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple


class State(StrEnum):
    """The three answers."""

    OPEN = "开着"
    CLOSED = "关了"
    UNKNOWN = "看不出来"


class Verdict(NamedTuple):
    """What is said of an address."""

    state: State
    why: str
    """In Chinese; what stands on the page, or what the server said."""


_QUESTIONS: Final = re.compile(r"""id=["']?divQuestion["']?[^>]*>\s*<|<(?:input|textarea|select)\b""", re.IGNORECASE)
"""A form that can be filled in: its words may speak of closing all the same."""
_SHUT: Final = re.compile(
    r"此问卷处于停止状态|此问卷\(\d+\)已暂停|问卷已停止回收|已停止收集数据|所访问的表单已停止收集|停止接受答卷|填写次数已达上限"
    r"|此表单当前未接受回复|表单已停止收集|表单已关闭|问卷已结束|no longer accepting responses|不再接受回复|已超过截止时间"
)
_NOT_YET: Final = re.compile(r"此问卷将于[^<]{0,40}开放|距离开始还有|请到时再进入此页面")
_EXPIRED: Final = re.compile(
    r"企业标准版(?=[\s\S]*问卷发布者)(?=[\s\S]*(?:未购买|已到期))[\s\S]*(?:暂时不能被填写|暂时不能填写)"
)
_GONE: Final = re.compile(r"(?:问卷|表单|页面)(?:不存在|已被删除|已删除)|404 ?- ?页面不存在")
_TAG: Final = re.compile(r"<(script|style)\b[\s\S]*?</\1\s*>|<[^>]*>", re.IGNORECASE)
_FEWEST: Final = 40
"""Characters of text below which a page is one that a script draws."""


def of_page(status: int, html: str = "") -> Verdict:
    """Judge an ordinary page."""
    if status in (404, 410):
        return Verdict(State.CLOSED, f"打不开，服务器说没有这一页（{status}）")
    if 200 <= status < 300:
        return Verdict(State.OPEN, "打得开")
    return Verdict(State.UNKNOWN, f"服务器答 {status}")


def of_form(status: int, html: str) -> Verdict:
    """Judge the page of a form."""
    page = of_page(status)
    if page.state is not State.OPEN:
        return page
    text = _TAG.sub(" ", html)
    if found := _GONE.search(text):
        return Verdict(State.CLOSED, f"页面上写着「{found[0]}」")
    if _QUESTIONS.search(html):
        return Verdict(State.OPEN, "题目都在，能填")
    for pattern in (_SHUT, _NOT_YET):
        if found := pattern.search(text):
            return Verdict(State.CLOSED, f"页面上写着「{found[0].strip()}」")
    if _EXPIRED.search(text):
        return Verdict(State.CLOSED, "页面上写着，问卷发布者的企业标准版到期了，暂时不能填写")
    if len("".join(text.split())) < _FEWEST:
        return Verdict(State.UNKNOWN, "这一页由脚本画出来，看不出开没开，请自己点开看一看")
    return Verdict(State.UNKNOWN, "打得开，没有写开没开，请自己点开看一看")
