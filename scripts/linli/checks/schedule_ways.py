"""A row of the timetable says its days in one way, with the fields that belong to it.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules:
    - {course: shufa, group: 甲, weekday: 周二至周四, every: 2, opens_at: "19:00", closes_at: "20:30", valid_from: 2026-09-02}
    - {course: shufa, group: 乙, weekday: 周六, month_week: "1, 3, -1", valid_from: 2026-09-02}
    - {course: shufa, group: 丙, month_day: "5, 20", opens_at: "19:00", valid_from: 2026-09-02}
    - {course: shufa, group: 丁, dates: "2026-12-05, 2026-12-12", opens_at: "22:00", closes_at: "06:00", overnight: true}

FAIL several-ways:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules: [{course: shufa, weekday: 周六, month_day: 5, valid_from: 2026-09-02}]

FAIL not-that-weekday:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules: [{course: shufa, weekday: 周三, dates: "2026-12-02, 2026-12-10"}]

FAIL weekday-unused:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules: [{course: shufa, weekday: 周六, dates: 2026-12-05, opens_at: "09:00"}]

FAIL week-of-what:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules: [{course: shufa, month_week: 1, month_day: 5, valid_from: 2026-09-02}]

FAIL no-such-day:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules: [{course: shufa, month_day: "5, 32", valid_from: 2026-09-02}]

FAIL short-months:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules: [{course: shufa, month_day: 31, valid_from: 2026-09-02}]

FAIL not-with-these-days:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules: [{course: shufa, dates: "2026-12-02, 2026-12-10", every: 2}]

FAIL date-outside:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  schedules: [{course: shufa, dates: "2026-12-02, 2026-12-10", valid_to: 2026-12-05}]

FAIL held-on-holiday:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  holidays-2026: [{date: 2026-12-31, name: 元旦, kind: 休}]
  schedules: [{course: shufa, dates: "2026-10-01, 2026-12-31"}]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linli import phrases
from linli.checks import Context, _naming
from linli.model import Record
from linli.problems import Problem
from linli.records import OnMakeup
from linli.writing import WEEKDAYS

CODES: Final = (
    "several-ways",
    "not-that-weekday",
    "weekday-unused",
    "week-of-what",
    "no-such-day",
    "short-months",
    "not-with-these-days",
    "date-outside",
    "held-on-holiday",
)
TITLE: Final = "课表里哪几天上，只用一种写法"
_WEEKS: Final = frozenset({1, 2, 3, 4, 5, -1})
_DAYS: Final = frozenset({*range(1, 32), -1})


def check(context: Context) -> Iterator[Problem]:
    """Check how every row of the timetable says its days."""
    for row in context.community.schedules:
        if wrong := _ways(row) or _numbers(row):
            yield wrong
            continue
        yield from _alone(row)
        if row.dates:
            yield from _unused(row)
            yield from _listed(context, row)


def _ways(row: Record) -> Problem | None:
    if row.dates and row.month_day:
        hint = "只留一种：一天一天列的用 dates，每月几号的用 month_day；两种都有的分成两行"
        return row.problem("month_day", "several-ways", "又写了 dates，又写了 month_day，不知道哪几天上", hint)
    if row.weekday and row.month_day:
        hint = "每周、每月第几个的用 weekday，每月几号的用 month_day；两种都有的分成两行"
        return row.problem("month_day", "several-ways", "又写了 weekday，又写了 month_day，不知道哪几天上", hint)
    if row.dates and row.month_week:
        hint = "一天一天列的只用 dates；每月第几个的写 weekday 和 month_week；两种都有的分成两行"
        return row.problem("month_week", "several-ways", "又写了 dates，又写了 month_week，不知道哪几天上", hint)
    if row.month_week and not row.weekday:
        message = f"每月第几个 month_week 写成了 {row.month_week}，没有写星期几"
        return row.problem("month_week", "week-of-what", message, "请再写 weekday，例如 weekday: 周六")
    if row.month_week and row.weekday.nth and tuple(row.weekday.nth) != tuple(row.month_week.numbers):
        message = f"星期几 weekday 写的是 {row.weekday}，每月第几个 month_week 又写成了 {row.month_week}"
        hint = "写一处就够，例如 weekday: 每月第一个周六，不写 month_week"
        return row.problem("month_week", "several-ways", message, hint)
    if row.dates and row.weekday:
        others = [day for day in row.dates.days if day.weekday() not in row.weekday.days]
        if others:
            message = f"星期几 weekday 写的是 {row.weekday}，日期 dates 里的 {_naming.days(others)} 不是"
            hint = "请看看日期；日期都对的，不用写 weekday"
            return row.problem("dates", "not-that-weekday", message, hint)
    return None


def counts(row: Record) -> bool:
    """Whether the numbers of the month's weeks and days in a row can be."""
    weeks = row.month_week.numbers if row.month_week else ()
    days = row.month_day.numbers if row.month_day else ()
    return _WEEKS.issuperset(weeks) and _DAYS.issuperset(days) and not (weeks and not row.weekday)


def _numbers(row: Record) -> Problem | None:
    for field, known, title, hint in (
        ("month_week", _WEEKS, "每月第几个", "1 到 5，最后一个写 -1，例如 month_week: 1"),
        ("month_day", _DAYS, "每月几号", "1 到 31，月底最后一天写 -1，例如 month_day: 5, 20"),
    ):
        value = getattr(row, field)
        wrong = [n for n in value.numbers if n not in known] if value else []
        if wrong:
            names = "、".join(str(n) for n in wrong)
            return row.problem(field, "no-such-day", f"{title} {field} 写成了 {value}，没有 {names}", hint)
    nth = row.month_week.numbers if row.month_week else row.weekday.nth if row.weekday else ()
    if 5 in nth:
        field = "month_week" if row.month_week else "weekday"
        message = f"每月第5个{WEEKDAYS[row.weekday.days[0]]}不是每个月都有，没有的那几个月不上"
        hint = "月底最后一个写 month_week: -1；真的只在有第5个的月份上，不用改"
        return row.problem(field, "short-months", message, hint, level="warning")
    if row.month_day and 31 in row.month_day.numbers:
        message = "每月几号 month_day 里有 31，二、四、六、九、十一月没有31日，那几个月不上"
        hint = "月底最后一天写 month_day: -1；真的只在有31日的月份上，不用改"
        return row.problem("month_day", "short-months", message, hint, level="warning")
    return None


def _alone(row: Record) -> Iterator[Problem]:
    """Report what only counts weeks on a row that does not go by weeks."""
    if row.dates:
        way = "一天一天列出的日子（dates）"
    elif row.month_day:
        way = "每月几号（month_day）"
    elif row.month_week or (row.weekday and row.weekday.nth):
        way = "每月第几个星期几"
    else:
        return
    for field, title in (("every", "每几周"), ("weeks", "第几周")):
        if getattr(row, field):
            message = f"{title} {field} 写成了 {getattr(row, field)}，和{way}用不到一起"
            hint = "每几周、第几周的课，哪几天上只写 weekday: 周三 的样子；两种都有的分成两行"
            yield row.problem(field, "not-with-these-days", message, hint)
    if row.on_makeup == OnMakeup.FOLLOWS:
        message = f"调休时 on_makeup 写成了 跟随，{way}不会跟着调休补课"
        hint = "调休那天也上的，把那天写进 dates，或在变动里写 kind: 加课；不补的写 on_makeup: 不跟随"
        yield row.problem("on_makeup", "not-with-these-days", message, hint, level="warning")


def _unused(row: Record) -> Iterator[Problem]:
    """Ask whether listed days were meant besides those of every week."""
    if row.weekday:
        message = f"又写了 weekday: {row.weekday}，又写了 dates: {row.dates}；只排了写明的日子，别的{row.weekday}没有排"
        hint = f"只上写明的日子，去掉 weekday；平常{row.weekday}都上的，去掉 dates，平常以外的日子单写一条"
        yield row.problem("weekday", "weekday-unused", message, hint, level="warning")


def _listed(context: Context, row: Record) -> Iterator[Problem]:
    """Compare listed days with the row's own bounds, its term and the holidays."""
    term = context.community.find("terms", row.term)
    own = f"{row.valid_from or ''} 至 {row.valid_to or ''}".strip()
    out = [d for d in row.dates.days if (row.valid_from and d < row.valid_from) or (row.valid_to and d > row.valid_to)]
    if out:
        message = f"日期 dates 里的 {_naming.days(out)} 不在 {own} 里"
        hint = "请看看日期和年份；写了 dates 就不用写 valid_from、valid_to"
        yield row.problem("dates", "date-outside", message, hint)
        return
    out = [d for d in row.dates.days if term and not term.valid_from <= d <= term.valid_to]
    if out and term:
        message = f"日期 dates 里的 {_naming.days(out)} 不在{term.name}({term.valid_from} 至 {term.valid_to})里"
        hint = "请看看日期和年份；本来就不在这个学期的，不写 term"
        yield row.problem("dates", "date-outside", message, hint, level="warning")
    if row.on_holiday is None:
        coming = [day for day in row.dates.days if day >= context.today]
        off = [(day, context.timetable.day(day).holiday) for day in coming]
        named = [f"{phrases.short_day(day)}是{holiday}" for day, holiday in off if holiday]
        if named:
            message = f"{'、'.join(named[:5])}放假，写明了日期，照常上"
            hint = "真的这天上，加一行 on_holiday: 照常，就不再问；放假不上的，从 dates 里拿出来，或写 on_holiday: 停课"
            yield row.problem("dates", "held-on-holiday", message, hint, level="warning")
