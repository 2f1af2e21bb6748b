"""Every span of dates has a length, lies within its term and holds a session; nothing has happened yet that did not.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  terms: [{id: 2026-qiu, name: 秋季学期, valid_from: 2026-09-01, valid_to: 2027-01-20}]
  schedules:
    - {course: shufa, term: 2026-qiu, weekday: 周三, opens_at: "19:00", closes_at: "20:30"}
    - {course: shufa, weekday: 周六, opens_at: "09:00", closes_at: "11:00", valid_from: 2026-12-05, valid_to: 2026-12-05}

FAIL ends-before-begins:
  terms: [{id: 2026-qiu, name: 秋季学期, valid_from: 2026-09-01, valid_to: 2026-01-20}]

FAIL outside-term:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  terms: [{id: 2026-qiu, name: 秋季学期, valid_from: 2026-09-01, valid_to: 2027-01-20}]
  schedules:
    - {course: shufa, term: 2026-qiu, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-08-05}

FAIL no-dates:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30"}

FAIL too-many-years:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周三, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02, valid_to: 2062-09-02}

FAIL never-meets:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, weekday: 周五, opens_at: "09:00", closes_at: "11:00", valid_from: 2026-12-05, valid_to: 2026-12-05}

FAIL one-of-the-days:
  courses: [{id: shufa, title: 书画展, category: 展览}]
  schedules:
    - {course: shufa, weekday: 周六, opens_at: "09:00", closes_at: "17:00", valid_from: 2026-12-05, valid_to: 2026-12-08}

FAIL no-days:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, opens_at: "09:00", closes_at: "11:00", valid_from: 2026-12-05, valid_to: 2026-12-20}

FAIL no-such-week:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  terms: [{id: 2026-qiu, name: 秋季学期, valid_from: 2026-09-01, valid_to: 2027-01-20}]
  schedules:
    - {course: shufa, term: 2026-qiu, weekday: 周三, weeks: "1-30", opens_at: "19:00", closes_at: "20:30"}

FAIL future-date:
  figures: [{id: chengyuan, label: 成员, value: "270", as_of: 2027-05-31, source: 年报}]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from linli.checks import Context
from linli.checks.schedule_ways import counts
from linli.model import Record
from linli.problems import Problem
from linli.timetable.series import MAX_DAYS, Bounds, Part, bounds
from linli.writing import WEEKDAYS

CODES: Final = (
    "ends-before-begins",
    "outside-term",
    "no-dates",
    "too-many-years",
    "no-days",
    "no-such-week",
    "never-meets",
    "one-of-the-days",
    "future-date",
)
TITLE: Final = "日期要前后相符"
_PAST: Final = {
    "stories": ("date", "source_date"),
    "figures": ("as_of",),
    "forms": ("as_of",),
    "groups": ("as_of",),
    "services": ("verified_on",),
    "courses": ("verified_on",),
}


def check(context: Context) -> Iterator[Problem]:
    """Check terms, schedules and the dates that say what has been."""
    community = context.community
    for term in community.terms:
        yield from _order(term)
    parts: dict[int, list[Part]] = defaultdict(list)
    for part in context.timetable.parts:
        parts[id(part.row)].append(part)
    for schedule in community.schedules:
        wrong = list(_span(schedule, community.find("terms", schedule.term), context))
        yield from wrong
        if not wrong and community.find("courses", schedule.course):  # a course with an error was told of already
            yield from _meets(context, schedule, parts[id(schedule)])
    for table, fields in _PAST.items():
        for record in community.tables.get(table, ()):
            for field in fields:
                found = getattr(record, field)
                if found is not None and found > context.today:
                    title = context.package.schemas[table].fields[field].title
                    message = f"{title} {field} 写成了 {found}，还没有到(今天是 {context.today})"
                    yield record.problem(field, "future-date", message, "请看看年份对不对", level="warning")


def _order(record: Record) -> Iterator[Problem]:
    first, last = record.valid_from, record.valid_to
    if first is not None and last is not None and last < first:
        message = f"结束日期 valid_to 写成了 {last}，早于开始日期 valid_from 的 {first}"
        hint = "结束日期要等于或晚于开始日期；跨年的学期请看看年份"
        yield record.problem("valid_to", "ends-before-begins", message, hint)


def _span(schedule: Record, term: Record | None, context: Context) -> Iterator[Problem]:
    yield from _order(schedule)
    if schedule.dates:
        return
    if term is None:
        if schedule.valid_from is None and not (schedule.term and "terms" in context.incomplete):
            message = "没有写学期，也没有写从哪天起，不知道什么时候上课"
            hint = "请写学期，例如 term: 2026-qiu；或写 valid_from（长期的不用写 valid_to）；只办几次的写 dates"
            yield schedule.problem("course", "no-dates", message, hint)
            return
    else:
        for field, title in (("valid_from", "开始日期"), ("valid_to", "结束日期")):
            found = getattr(schedule, field)
            if found is not None and not term.valid_from <= found <= term.valid_to:
                message = f"{title} {field} 写成了 {found}，不在{term.name}({term.valid_from} 至 {term.valid_to})里"
                yield schedule.problem(field, "outside-term", message, "请改日期，或去掉 term 这一行")
    first = schedule.valid_from or (term.valid_from if term else None)
    last = schedule.valid_to or (term.valid_to if term else None)
    if first and last and (last - first).days > MAX_DAYS:
        message = f"从 {first} 到 {last} 超过了五年，没有排出来"
        yield schedule.problem("valid_to", "too-many-years", message, "请看看年份；一直办下去的不用写 valid_to")


def _meets(context: Context, schedule: Record, parts: Sequence[Part]) -> Iterator[Problem]:
    """Report a schedule of which no session comes, or a weekday or week of it on which none does."""
    limits = bounds(context.community, schedule, context.today)
    if limits is None or limits.first > limits.last:
        return
    if schedule.weeks:
        count = (limits.last - limits.first_week).days // 7 + 1
        beyond = sorted(n for n in schedule.weeks.numbers if n > count)
        if beyond:
            span = f"{beyond[0]}-{beyond[-1]}" if len(beyond) > 1 else f"{beyond[0]}"
            message = f"第几周 weeks 写成了 {schedule.weeks}，一共只有 {count} 周，没有第 {span} 周"
            hint = '第1周是学期第一天所在的那一周，从小到大写，例如 weeks: "1-8,10"'
            yield schedule.problem("weeks", "no-such-week", message, hint)
            return
    idle = [part for part in parts if not any(True for _ in part.days())]
    if parts and len(idle) < len(parts):
        names = "、".join(dict.fromkeys(WEEKDAYS[p.rule.weekday] for p in idle if p.rule.weekday is not None))
        if names:
            message = f"{limits.first} 至 {limits.last} 之间没有要上课的{names}"
            yield schedule.problem("weekday", "never-meets", message, "请看看日期和 weekday 对不对", level="warning")
        yield from _one_of(schedule)
    elif counts(schedule) and (parts or not context.incomplete & {"courses", "groups", "terms"}):
        yield from _never(schedule, limits)


def _one_of(schedule: Record) -> Iterator[Problem]:
    """Ask whether a few days in a row that hold one session were meant to hold one on each."""
    first, last, said = schedule.valid_from, schedule.valid_to, schedule.weekday
    if None in (first, last, said) or said.nth or len(said.days) != 1 or not 0 < (last - first).days < len(WEEKDAYS):
        return
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    message = f"{first} 至 {last} 有 {len(days)} 天，只排了{said}一次"
    hint = f"这几天都办，写 weekday: {'、'.join(_weekday(day) for day in days)}；只办那一次，写 dates: "
    hint += "、".join(str(day) for day in days if day.weekday() in said.days)
    yield schedule.problem("weekday", CODES[7], message, f"{hint}，不写 valid_from 和 valid_to", level="warning")


def _never(schedule: Record, limits: Bounds) -> Iterator[Problem]:
    first, last = limits.first, limits.last
    if schedule.weekday is None and not schedule.month_day:
        message = "没有写哪几天上：weekday、dates、month_day 一个也没有"
        hint = "每周上的写 weekday: 周三；一天一天列的写 dates: 2026-12-05, 2026-12-12；每月几号的写 month_day: 5"
        yield schedule.problem("course", "no-days", message, hint)
    elif first == last and schedule.weekday:
        message = f"{first} 是{_weekday(first)}，星期几 weekday 却写成了 {schedule.weekday}，一次也排不出来"
        hint = f"请改成 weekday: {_weekday(first)}，或改日期；只上一天也可以只写 dates: {first}"
        yield schedule.problem("weekday", "never-meets", message, hint)
    else:
        field = "weeks" if schedule.weeks else "month_day" if schedule.month_day else "weekday"
        what = f"要上课的{schedule.weekday or ''}" if field != "month_day" else f"{schedule.month_day}日"
        message = f"{first} 至 {last} 之间没有{what}，一次也排不出来"
        yield schedule.problem(field, "never-meets", message, "请看看日期、weekday、weeks 和 every 对不对")


def _weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]
