"""From a count to the tables: takes the classes, the form and a `Counted`, gives what would be written and what to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from linli import phrases
from linli.model import Community, Record
from linli.records import Allocation, FormKind
from linli.seats.counting import Counted
from linli.spreadsheets import letters
from linli.timetable.groups import Group

_SHOWN: Final = 12


@dataclass(slots=True)
class Plan:
    """What is to be written, and the lines that say it."""

    lines: list[str] = field(default_factory=list)
    left: list[tuple[Record, int]] = field(default_factory=list)
    """Rows of groups.yml and forms.yml with the seats that are left."""


def plan(form: Record, classes: Sequence[Group], counted: Counted) -> Plan:
    """Reckon what is left of every class and of the form; what nobody can know is said instead."""
    made = Plan(lines=[_read(counted), *_doubts(counted)])
    why_not = _no_seats(form)
    own = bool(counted.columns) or len(classes) == 1
    for number, one in enumerate(classes if own else ()):
        said = _class(made, form, one, counted.by_class[number], alone=len(classes) == 1)
        made.lines.append(f"  {title(one)}：报了{counted.by_class[number]}{said if not why_not else ''}")
    if form.seats is not None:
        left = max(0, form.seats - counted.seats)
        made.left.append((form, left))
        made.lines.append(
            f"  整张表：报了{counted.seats}，总名额{form.seats}，{_left(form, left)}{_over(form.seats, counted.seats)}"
        )
    elif not own:
        made.lines.append(f"  整张表：报了{counted.seats}；表单里没有写总名额 seats，剩多少算不出")
    if why_not:
        made.left.clear()
        made.lines.append(why_not)
    return made


def title(group: Group) -> str:
    """Return how an editor knows a class."""
    return phrases.joined([group.course.title, group.name], " ")


def written(made: Plan, today: date) -> str:
    """Say how much would be written where."""
    files = Counter(record.mark.path for record, _ in made.left)
    where = "、".join(f"{path} {number}条" for path, number in files.items())
    return f"会写：{where}的剩余名额 seats_left，人数截至 as_of 写 {today}。"


def place(community: Community, record: Record) -> int:
    """Return the number of a record's row in its file, from 0."""
    return [one.row for one in community.tables[record.table] if one.row.path == record.row.path].index(record.row)


def _class(made: Plan, form: Record, one: Group, taken: int, *, alone: bool) -> str:
    capacity = one.capacity
    if one.record is None and not (alone and form.seats is None):
        return "；它在 groups.yml 里没有一行，剩多少没有地方写" if not alone else ""
    if capacity is None:
        return "；没有写名额 capacity，剩多少算不出"
    left = max(0, capacity - taken)
    record = one.record or form
    made.left.append((record, left))
    return f"，名额{capacity}，{_left(record, left)}{_over(capacity, taken)}"


def _left(record: Record, left: int) -> str:
    old = record.seats_left
    return f"还剩{left}" + (f"（原来写{old}）" if old not in {None, left} else "")


def _over(capacity: int, taken: int) -> str:
    return f"（多了{taken - capacity}）" if taken > capacity else ""


def _no_seats(form: Record) -> str:
    if form.kind == FormKind.INTEREST:
        return "这是意愿表，没有名额；登记了多少写在 interested 里，哪天数的写在 as_of 里。"
    if form.kind != FormKind.SIGNUP:
        return f"这张表是{form.kind}，不是报名，不写剩余名额。"
    if form.allocation in {Allocation.DRAW, Allocation.REVIEW}:
        return f"这张表的名额是{form.allocation}的，报了不等于有了，不写剩余名额。"
    return ""


def _read(counted: Counted) -> str:
    columns = "、".join(map(letters, counted.columns))
    where = f"{columns} 列写着课和班" if columns else "没有写班的一列，每一份都算"
    return f"第{counted.header}行是标题，{where}，下面有{counted.answers}份。"


def _doubts(counted: Counted) -> list[str]:
    columns = "、".join(map(letters, counted.columns))
    told = (
        (counted.unknown, f"{columns} 列有写法认不出是哪个班，那一项没有算"),
        (counted.unclear, f"{columns} 列说不清是哪个班（只写了课名，或者同名），只算在总数里"),
        (counted.blank, f"{columns} 列空着，没有算"),
        (counted.again, "下面还有一份一样的，只算最后那份"),
    )
    return [f"注意：{_rows(rows)}{said}。" for rows, said in told if rows]


def _rows(rows: Sequence[int]) -> str:
    shown = "、".join(map(str, rows[:_SHOWN]))
    return f"第{shown}{f'…等{len(rows)}' if len(rows) > _SHOWN else ''}行"
