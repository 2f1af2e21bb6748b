"""A class has an id, a name and a calendar key that are nobody else's.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, status: 结束}]
  terms:
    - {id: qiu, name: 秋, valid_from: 2026-09-01, valid_to: 2027-01-20}
    - {id: chun, name: 春, valid_from: 2027-02-22, valid_to: 2027-07-02}
  groups:
    - {id: shufa-1-qiu, course: shufa, name: 一班, term: qiu, key: abc}
    - {id: shufa-1-chun, course: shufa, name: 一班, term: chun, key: abc}

FAIL id-of-a-course:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, status: 结束}]
  groups: [{id: shufa, course: shufa, name: 一班}]

FAIL two-of-one-name:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, status: 结束}]
  groups:
    - {id: shufa-1, course: shufa, name: 一班}
    - {id: shufa-2, course: shufa, name: 一班}

FAIL two-of-one-key:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, status: 结束}]
  groups:
    - {id: shufa-1, course: shufa, name: 一班, key: abc}
    - {id: shufa-2, course: shufa, name: 二班, key: abc}

FAIL class-of-ended-course:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, status: 结束}]
  groups: [{id: shufa-1, course: shufa, name: 一班, status: 正常}]

FAIL form-after-class:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  terms: [{id: qiu, name: 秋, valid_from: 2026-09-01, valid_to: 2027-01-20}]
  forms: [{id: f, title: 2027年春报名, kind: 报名, url: "https://www.wjx.cn/vm/abcdefg.aspx", opens_at: "2027-02-01 09:00"}]
  groups: [{id: shufa-1, course: shufa, name: 一班, term: qiu, form: f}]
  schedules: [{group: shufa-1, weekday: 周三, opens_at: "19:00"}]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linli.checks import Context, _naming
from linli.model import STOPPED, Record
from linli.problems import Problem
from linli.records import Standing

CODES: Final = ("id-of-a-course", "two-of-one-name", "two-of-one-key", "class-of-ended-course", "form-after-class")
TITLE: Final = "班次的编号、班名不能和别的一样"


def check(context: Context) -> Iterator[Problem]:
    """Compare every class with the courses and with the classes before it."""
    community = context.community
    former = _former(context)
    names: dict[tuple[str, str | None], list[Record]] = {}
    keys: dict[tuple[str, str], list[Record]] = {}
    for group in community.groups:
        if what := _taken(context, group, former):
            message = f"编号 id 写成了 {group.id}，{what}；班次和课程的二维码会打开同一页"
            hint = f"班次的编号要另起一个，例如 id: {group.id}-1"
            yield group.problem("id", "id-of-a-course", message, hint)
        if other := _other(names.setdefault((group.course, group.name), []), group):
            what = f"班名 name 写成了 {group.name}" if group.name else "没有写班名 name"
            message = f"{what}，这门课已经有一个{'' if group.name else '没有班名的班'}（{_naming.line(other)}）"
            hint = "两个班各起一个叫法，例如 一班、二班；不在一个学期的，各写自己的 term"
            yield group.problem("name", "two-of-one-name", message, hint)
        if other := _other(keys.setdefault((group.course, group.key or group.id), []), group):
            what = f"旧日历记号 key 写成了 {group.key}" if group.key else f"没有写 key，旧日历记号就是编号 {group.id}"
            message = f"{what}，{other.name or '另一个班'}（{_naming.line(other)}）也是这个"
            hint = "每个班的记号不一样，照以前各自的写；新开的班不写 key"
            yield group.problem("key" if group.key else "id", "two-of-one-key", message, hint)
        yield from _status(context, group)
        yield from _form(context, group)


def _taken(context: Context, group: Record, former: set[str]) -> str:
    course = context.community.find("courses", group.id)
    if course is not None:
        return f"是课程「{course.title}」的编号"
    return "是以前一门课的编号" if group.id in former else ""


def _former(context: Context) -> set[str]:
    """The ids that courses had: their codes are still on walls."""
    old = [getattr(row, "from").partition("/") for row in context.community.redirects]
    found = {key for table, _, key in old if table == "courses"}
    found |= {course.succeeds for course in context.community.courses if course.succeeds}
    return found | set(context.published.ids.get("courses", {}) if context.published else ())


def _other(earlier: list[Record], group: Record) -> Record | None:
    """Return an earlier class whose term may be the same, and add this one."""
    found = next((o for o in earlier if o.term == group.term or o.term is None or group.term is None), None)
    earlier.append(group)
    return found


def _status(context: Context, group: Record) -> Iterator[Problem]:
    course = context.community.find("courses", group.course)
    if course is not None and course.status in STOPPED and group.status == Standing.NORMAL:
        message = f"状态 status 写成了 正常，课程「{course.title}」写的是 {course.status}"
        hint = f"还在上的，把课程的 status 改成 正常；不上的写 status: {course.status}，或者不写"
        yield group.problem("status", "class-of-ended-course", message, hint, level="warning")


def _form(context: Context, group: Record) -> Iterator[Problem]:
    """A form that opens when the class is over is another term's."""
    form = context.community.find("forms", group.form)
    sessions = context.timetable.of_group(group.id)
    if form is None or form.opens_at is None or not sessions or any(o.rule.endless for o in sessions):
        return
    last = max(o.over for o in sessions)
    if form.opens_at >= last:
        message = f"报名表 form 写的是 {form.title}，{form.opens_at:%Y-%m-%d} 才开始，这个班 {last:%Y-%m-%d} 已经上完"
        hint = "是不是下一个学期的表？这个班写这个班的表；没有就不写"
        yield group.problem("form", "form-after-class", message, hint, level="warning")
