"""A row that names its class: takes its values and the classes, puts in what the class says, gives problems in Chinese."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from linli.model import Record
from linli.problems import Problem
from linli.schema import Schema
from linli.source import Row
from linli.wording import choices, problem, shown


def waits(values: Mapping[str, Any], classes: Mapping[str, Record], ids: Sequence[str], *, certain: bool) -> bool:
    """Whether a row's class is there but has an error, or may be in a row that could not be read."""
    group = values["group"]
    if not group or group in classes:
        return False
    return group in ids or (values["course"] is None and not certain)


def completed(
    schema: Schema, row: Row, values: dict[str, Any], classes: Mapping[str, Record], gone: Mapping[str, str]
) -> list[Problem]:
    """Put in what the class that a row names says: its course and, for the timetable, its term.

    Return a problem where both say different things, or where neither says the course.
    """
    group = values["group"]
    known = classes.get(group) if group else None
    if known is None:
        needs = schema.name == "schedules" or (group and schema.name == "changes")
        if values["course"] is None and needs:
            return [_no_course(schema, row, group, classes, gone.get(str(group), ""))]
        return []
    wrong = []
    for name in ("course", "term") if schema.name == "schedules" else ("course",):
        own, theirs = values[name], getattr(known, name)
        if own is None:
            values[name] = theirs
        elif theirs is not None and own != theirs:
            wrong.append(_other_than_its_class(schema, row, name, own, known.name_for_people, theirs))
    return wrong


def _no_course(schema: Schema, row: Row, group: object, known: Mapping[str, Record], gone: str = "") -> Problem:
    """A row names neither a course nor a class that is in groups.yml; `gone` says where the class was seen before."""
    if not group:
        return problem(
            schema, row, "course", "missing-field", "没有写是哪门课", "请写 course: 课程的编号，或 group: 班次的编号"
        )
    message = f"班次 group 写成了 {shown(group)}，班次表 groups.yml 里没有这个编号，也没有写 course"
    close = difflib.get_close_matches(str(group)[:60], known, n=1, cutoff=0.8)
    called = [key for key, record in known.items() if record.__dict__.get("name") == group]
    several = [part for part in re.split(r"[、，,;；\s]+", str(group)) if part]
    hint = (
        f"请再写一行 course: 课程的编号；已有的班次：{choices([*known])}" if known else "请再写一行 course: 课程的编号"
    )
    if gone:
        message += f"；以前有过({gone})，被删掉或改了名"
        hint = "请把那个班加回来，不办了就在那里写 status: 结束；换了编号的，这里改成新编号"
    elif len(several) > 1 and known.keys() >= {*several}:
        hint = f"一个班写一条，共 {len(several)} 条：{'；'.join(f'group: {part}' for part in several)}"
    elif called:
        hint = f"叫 {shown(group)} 的班次写编号：{choices(called)}"
    elif close:
        hint = f"是不是想写 {close[0]}？不是的话，{hint}"
    return problem(schema, row, "group", "unknown-reference", message, hint)


def _other_than_its_class(schema: Schema, row: Row, name: str, own: str, group: str, theirs: str) -> Problem:
    """A row says another course or term than the class that it names."""
    title = schema.fields[name].title
    message = f"{title} {name} 写成了 {own}，班次 {group} 的{title}是 {theirs}"
    return problem(schema, row, name, "not-its-class", message, f"请看看 group 写对没有；写对了就改成 {name}: {theirs}")
