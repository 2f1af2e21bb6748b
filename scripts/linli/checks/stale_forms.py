"""A form takes people until shortly before the first session, and what it counts is counted again while it is open.

PASS:
  courses:
    - {id: shufa, title: 书法班, category: 青少年宫, form: f}
    - {id: meishu, title: 美术班, category: 青少年宫, form: g}
  schedules:
    - {course: shufa, dates: 2026-11-27, opens_at: "19:00"}
    - {course: meishu, dates: 2026-12-26, opens_at: "19:00"}
  forms:
    - {id: f, title: 报名, kind: 报名, url: "https://wj.qq.com/s/1/", closes_at: "2026-11-13 18:00"}
    - {id: g, title: 报名, kind: 报名, url: "https://wj.qq.com/s/2/", closes_at: "2026-12-20 18:00", seats_left: 6, as_of: 2026-11-10}

FAIL closed-long-before:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, form: f}]
  schedules: [{course: shufa, dates: 2026-11-27, opens_at: "19:00"}]
  forms: [{id: f, title: 报名, kind: 报名, url: "https://wj.qq.com/s/1/", closes_at: "2026-11-12 18:00"}]

FAIL count-not-renewed:
  forms: [{id: f, title: 报名, kind: 报名, url: "https://wj.qq.com/s/1/", closes_at: "2026-12-20 18:00", seats_left: 6, as_of: 2026-11-09}]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from linli.checks import Context
from linli.model import STOPPED, Record
from linli.problems import Problem
from linli.records import Allocation

CODES: Final = ("closed-long-before", "count-not-renewed")
TITLE: Final = "报名表不要早早关了，人数要常数"
_DAYS: Final = 14


def check(context: Context) -> Iterator[Problem]:
    """Look at every form, on this day."""
    today = context.today
    first = {} if context.incomplete & {"courses", "groups", "schedules"} else _beginnings(context)
    for form in context.community.forms:
        closed = form.closes_at.date() if form.closes_at else None
        begins = first.get(form.id)
        early = closed and begins and closed < today < begins and (begins - closed).days > _DAYS
        if early and not _meant(form):
            message = f"{closed} 就截止了，第一次课 {begins} 才上"
            hint = f"还收人的，把 closes_at 改晚；是上一期的表，给这一期另写一张；不收了的，写 seats_left 和 as_of: {today}"
            yield form.problem("closes_at", "closed-long-before", message, hint, level="warning")
        yield from _count(form, form, today)
    for group in context.community.groups:
        course = context.community.find("courses", group.course)
        own = context.community.find("forms", group.form or (course.form if course else None))
        if own is not None and group.status not in STOPPED:
            yield from _count(group, own, today)


def _beginnings(context: Context) -> dict[str, date]:
    """The first session of all classes of each form."""
    found: dict[str, date] = {}
    for session in context.timetable.occurrences:
        if form := session.klass.form:
            found[form] = min(found.get(form, date.max), session.dtstart.date())
    return found


def _meant(form: Record) -> bool:
    """Whether who closed it so early is known to have meant it: all seats are taken, drawn, or were counted since."""
    chosen = form.allocation in (Allocation.DRAW, Allocation.REVIEW)
    return chosen or form.seats_left == 0 or bool(form.as_of and form.as_of >= form.closes_at.date())


def _count(record: Record, form: Record, today: date) -> Iterator[Problem]:
    """Report a count of a form or a class that residents are no longer shown, while people can still come.

    Full stays full.
    """
    opens = form.opens_at is None or form.opens_at.date() <= today
    going = opens and (form.closes_at is None or form.closes_at.date() >= today)
    counted = record.as_of if record.seats_left or (record is form and form.interested is not None) else None
    if going and counted and (today - counted).days > _DAYS:
        message = f"人数是 {counted} 数的，过了 {(today - counted).days} 天，网站早已不说还剩几个"
        hint = f"请到表单平台看一看，改 seats_left，写 as_of: {today}；不想数的把两栏都删掉"
        yield record.problem("as_of", "count-not-renewed", message, hint, level="warning")
