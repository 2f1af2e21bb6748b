"""A change of a service is of a day on which it is open, and says what is otherwise.

PASS:
  services: [{id: shuwu, name: 书屋}]
  hours:
    - {service: shuwu, weekday: 周一至周五, opens_at: "09:00", closes_at: "17:00", on_holiday: 休息}
  changes:
    - {service: shuwu, date: 2026-11-25, kind: 休息, reason: 盘点}
    - {service: shuwu, date: 2026-11-28, kind: 改时间, opens_at: "09:00", closes_at: "12:00"}
    - {scope: 全部, date: 2026-11-27, kind: 休息, reason: 停电}

FAIL service-not-open:
  services: [{id: shuwu, name: 书屋}]
  hours:
    - {service: shuwu, weekday: 周一至周五, opens_at: "09:00", closes_at: "17:00", on_holiday: 休息}
  changes:
    - {service: shuwu, date: 2026-11-28, kind: 休息, reason: 盘点}

FAIL service-not-open:
  venues: [{id: laolou, name: 老楼}]
  services: [{id: shuwu, name: 书屋, venue: laolou}]
  hours:
    - {service: shuwu, weekday: 周一至周五, opens_at: "09:00", closes_at: "17:00", on_holiday: 休息}
  changes:
    - {venue: laolou, date: 2026-11-23, date_to: 2026-11-27, kind: 停课, reason: 修屋顶}
    - {service: shuwu, date: 2026-11-25, kind: 改时间, closes_at: "12:00"}

FAIL service-change-without-times:
  services: [{id: shuwu, name: 书屋}]
  changes:
    - {service: shuwu, date: 2026-11-25, kind: 改时间}

FAIL service-change-of-a-course:
  services: [{id: shuwu, name: 书屋}]
  changes:
    - {service: shuwu, date: 2026-11-25, kind: 加课, opens_at: "09:00", closes_at: "12:00"}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from linli import phrases
from linli.checks import Context
from linli.model import Record
from linli.problems import Problem
from linli.records import ChangeKind
from linli.timetable import closures
from linli.timetable.openday import OpenDay
from linli.timetable.opening_lines import span
from linli.timetable.openings import as_planned, changed

CODES: Final = ("service-not-open", "service-change-without-times", "service-change-of-a-course")
TITLE: Final = "服务的变动要对得上开放时间"
_MOST_DAYS: Final = 60


def check(context: Context) -> Iterator[Problem]:
    """Look at every change that names a service."""
    for change in context.community.changes:
        if not change.service:
            continue
        if change.kind not in closures.OFF | closures.OTHERWISE:
            message = f"{change.kind}是课的变动，这一条写的是服务 {change.service}"
            hint = "服务休息写 kind: 休息，改时间写 kind: 改时间；课的变动写 course，不写 service"
            yield change.problem("kind", "service-change-of-a-course", message, hint)
        elif change.kind == ChangeKind.RETIMED and change.opens_at is None and change.closes_at is None:
            hint = '请加上 opens_at 和 closes_at，例如 opens_at: "09:00"；这天不开写 kind: 休息'
            yield change.problem("kind", "service-change-without-times", "写了改时间，没有写改到几点", hint)
        elif not context.incomplete & {"hours", "services", "holidays"}:
            yield from _idle(context, change)


def _idle(context: Context, change: Record) -> Iterator[Problem]:
    """Report a change after which every day of it is as it was before."""
    community, calendar = context.community, context.timetable.calendar
    service = community.find("services", change.service)
    last = min(change.date_to or change.date, change.date + timedelta(days=_MOST_DAYS))
    if service is None or last < change.date or not community.referring("hours", "service", service.id):
        return
    days = as_planned(community, calendar, service, change.date, last)
    after = tuple(closures.apply(community, [change], service, day) for day in days)
    if change.kind in closures.OTHERWISE and _differ(days, after):
        others = [each for each in community.changes if each is not change]
        days, after = changed(community, service, days, others), changed(community, service, days)
    if _differ(days, after):
        return
    hours = "、".join(span(s.opens.time(), s.closes.time()) for s in days[0].spans) or days[0].why or "不开门"
    message = f"{phrases.day(change.date)}{service.name}本来就是{hours}，这一条{change.kind}没有改变什么"
    hint = "请看看日期、别的变动，或者 session、at 写对没有；平时的时间在 data/hours.yml"
    yield change.problem("date", "service-not-open", message, hint, level="warning")


def _differ(some: Iterable[OpenDay], others: Iterable[OpenDay]) -> bool:
    return any((a.state, a.spans) != (b.state, b.spans) for a, b in zip(some, others, strict=True))
