"""All addresses asked, one host at a time: takes links and a way to ask, gives problems in Chinese, and notes for next time.

A site may not answer a machine abroad although people at home can open it, and a server has bad hours. So with notes of
former days a failure is an error only when it was one on another day too; without notes, where somebody sits in front
of the screen, what is closed or gone is an error at once. What gave no answer is only a warning then.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from linli.links.answers import State, Verdict, of_form, of_page
from linli.links.asking import Asked
from linli.links.collecting import Link
from linli.problems import Problem

PAUSE: Final = 1.0
"""Seconds between two questions to one host."""
AT_ONCE: Final = 8
"""Hosts asked side by side."""

Notes = Mapping[str, Sequence[str]]
"""Address → the days on which it failed, the last in a row: 2026-11-24."""


class Answered(NamedTuple):
    """An address and what was found."""

    links: Sequence[Link]
    verdict: Verdict
    asked: Asked


def ask_all(
    found: Mapping[str, Sequence[Link]],
    ask: Callable[[str], Asked],
    told: Callable[[Answered], None],
    pause: float = PAUSE,
) -> list[Answered]:
    """Return what each address answered; `told` hears each as it comes."""

    def one_host(addresses: Sequence[str]) -> list[Answered]:
        answers = []
        for number, address in enumerate(addresses):
            time.sleep(pause if number else 0)
            answers.append(_judged(found[address], ask(address)))
            told(answers[-1])
        return answers

    hosts = [list(group) for _, group in groupby(sorted(found, key=_host), key=_host)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [each for answers in pool.map(one_host, hosts) for each in answers]


def problems(
    answered: Sequence[Answered], before: Notes | None, now: datetime
) -> tuple[list[Problem], dict[str, list[str]]]:
    """Return what an editor must know, and the notes for the next time. `before` is None where nothing is noted."""
    notes: dict[str, list[str]] = {}
    found = []
    for each in answered:
        address, today = each.links[0].address, now.date().isoformat()
        wrong = [problem for link in each.links if (problem := _problem(link, each, now))]
        if any(problem.code in _FAILED for problem in wrong):
            days = notes[address] = [*(day for day in (before or {}).get(address, ()) if day != today), today]
            wrong = [_weighed(problem, days, noted=before is not None) for problem in wrong]
        found += wrong
    return found, notes


def _judged(links: Sequence[Link], asked: Asked) -> Answered:
    if not asked.status:
        return Answered(links=links, verdict=Verdict(state=State.UNKNOWN, why=asked.why), asked=asked)
    is_form = any(link.is_form for link in links)
    verdict = of_form(asked.status, asked.text) if is_form else of_page(asked.status)
    return Answered(links=links, verdict=verdict, asked=asked)


def _problem(link: Link, answered: Answered, now: datetime) -> Problem | None:
    """Return what is wrong with one place that names the address, if anything."""
    state, why = answered.verdict
    opens, closes = _times(link)
    if state is State.OPEN:
        if closes is None or closes >= now:
            return None
        message = f"{why}，表格里写的截止时间已经过了"
        return _of(link, "form-still-open", message, "到平台上停止收集；还在收的，把 closes_at 改晚")
    if state is State.CLOSED and link.is_form:
        if (closes is not None and closes < now) or (opens is not None and now < opens):
            return None
        hint = "到平台上打开收集；真的不收了，把 closes_at 写成今天以前"
        return _of(link, "form-closed", f"{link.address} {why}，居民点开填不了", hint)
    if state is State.CLOSED:
        hint = "换成能打开的网址；没有了就删掉这个链接"
        return _of(link, "link-gone", f"{link.address} {why}", hint)
    if answered.asked.status and link.is_form:
        return None  # most platforms draw their forms by a script; the list of answers says so
    return _of(link, "link-silent", f"{link.address} {why}", "请自己用手机点开看一看；打不开就换一个网址")


_FAILED: Final = ("form-closed", "link-gone", "link-silent")


def _weighed(problem: Problem, days: Sequence[str], *, noted: bool) -> Problem:
    """An error where it failed before too, or where nobody notes days and it surely is one."""
    if len(days) > 1:
        return replace(problem, level="error", message=f"{problem.message}；从{days[0]}起都是这样")
    return problem if noted or problem.code == "link-silent" else replace(problem, level="error")


def _times(link: Link) -> tuple[datetime | None, datetime | None]:
    if not link.is_form or link.record is None:
        return None, None
    return link.record.opens_at, link.record.closes_at


def _of(link: Link, code: str, message: str, hint: str) -> Problem:
    if link.record is not None:
        return link.record.problem(link.field, code, message, hint, level="warning")
    return Problem(mark=link.mark, code=code, level="warning", message=message, hint=hint)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
