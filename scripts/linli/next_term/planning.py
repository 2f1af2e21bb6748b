"""The next term from one that was: takes rows as typed and the two terms, gives the rows to add and what a person decides.

Nothing is invented: what was counted, verified or said of single days stays behind, a link that nobody made is left open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Final

from linli import writing
from linli.next_term.forms import form, others
from linli.next_term.names import Moved
from linli.next_term.planned import COUNTED, New, Plan, Values, class_name, course_of, said, who
from linli.records import DayKind, Standing
from linli.rows import Row
from linli.timetable import statutory

STOPPED: Final = (Standing.ENDED, Standing.PAUSED)
UNDECIDED: Final = "待定"


def plan(
    tables: Mapping[str, Sequence[Row]], moved: Moved, *, only: Collection[str] = (), without: Collection[str] = ()
) -> Plan:
    """Return the rows of the new term; `only` and `without` are ids of courses."""
    made = Plan(moved, owners={said(row, "id"): said(row, "course") for row in tables["groups"]})
    courses = [row for row in tables["courses"] if (said(row, "id") in only or not only)]
    courses = [row for row in courses if said(row, "id") not in without]
    going = {said(row, "id") for row in courses if said(row, "status") not in STOPPED}
    own = [row for row in tables["groups"] if said(row, "term") == moved.old.id]
    coming = _coming(made, own, going, {said(row, "id") for row in courses})
    _term(made, tables["terms"])
    rows = [
        row
        for row in tables["schedules"]
        if said(row, "group") in coming
        or (
            (said(row, "term") == moved.old.id and said(row, "group") not in map(_id, own))
            and course_of(row, made.owners) in going
        )
    ]
    timed = _schedules(made, rows, tables["schedules"], coming)
    there = set(map(_id, tables["groups"]))
    forms = {said(row, "id"): row for row in tables["forms"]}
    for key, row in coming.items():
        if key in timed and moved.id(key) not in there:
            _group(made, row, forms)
        elif key not in map(_of, rows):
            made.decide["没有排时间的班"].append(f"{class_name(row)}课表里没有，没有搬")
    for row in courses:
        if UNDECIDED in said(row, "teacher"):
            made.decide["老师"].append(f"{said(row, 'title')}老师待定，定了以后写进 courses.yml")
    others(made, tables, forms)
    _holidays(made, tables.get("holidays", ()))
    return made


def _id(row: Row) -> str:
    return said(row, "id")


def _of(row: Row) -> str:
    return said(row, "group")


def _coming(made: Plan, own: Sequence[Row], going: Collection[str], meant: Collection[str]) -> dict[str, Row]:
    """Return the classes that come again; of those that are over or paused it is told."""
    coming = {}
    for row in own:
        if said(row, "course") in going and said(row, "status") not in STOPPED:
            coming[_id(row)] = row
        elif said(row, "course") in meant:
            made.decide["不再开的班"].append(f"{class_name(row)}写着{said(row, 'status') or '课程停了'}，没有搬")
    return coming


def _term(made: Plan, terms: Sequence[Row]) -> None:
    new = made.moved.new
    if any(said(row, "id") == new.id for row in terms):
        return
    model = next(row for row in terms if said(row, "id") == made.moved.old.id)
    values: Values = {"id": new.id, "name": new.name, "valid_from": str(new.first), "valid_to": str(new.last)}
    if "sample" in model.values:
        values["sample"] = model.values["sample"]
    made.added["terms"].append(New(values, model))


def _schedules(made: Plan, rows: Sequence[Row], there: Sequence[Row], coming: Mapping[str, Row]) -> set[str]:
    """Add the rows of the timetable; return the classes that have one."""
    moved = made.moved
    known = [row.values for row in there]
    timed: set[str] = set()
    for row in rows:
        group, course = said(row, "group"), course_of(row, made.owners)
        if row.values.get("dates"):
            days = row.values["dates"]
            shown = "、".join(days) if isinstance(days, tuple) else str(days)
            made.decide["一天一天写的日子"].append(f"{who(row, course)}上学期是 {shown[:60]}，新的日子请加进课表")
            continue
        values: Values = dict(row.values)
        if group in coming:
            values["group"] = moved.id(group)
        if said(row, "term"):
            values["term"] = moved.new.id
        if not _dated(made, row, values, course):
            continue
        timed.add(group)
        if {name: value for name, value in values.items() if value is not None} not in known:
            made.added["schedules"].append(New(values, row))
    return timed


def _dated(made: Plan, row: Row, values: Values, course: str) -> bool:
    """Move the dates and the weeks of a row; whether anything is left of it."""
    moved = made.moved
    for name in ("valid_from", "valid_to"):
        if text := said(row, name):
            day = moved.moment(text)
            inside = bool(day) and moved.new.first <= date.fromisoformat(day) <= moved.new.last
            values[name] = day if inside else None
            told = f"改成了 {day}" if inside else "没有搬，按整个学期"
            made.decide["另有起止的班"].append(f"{who(row, course)}{name} 上学期是 {text}，{told}")
    if text := said(row, "weeks"):
        values["weeks"] = moved.weeks(text)
        if not values["weeks"]:
            message = f"{who(row, course)}上学期是第 {text} 周，新学期只有{moved.new.weeks}周，没有搬"
            made.decide["只上几周的班"].append(message)
            return False
        told = "照写" if values["weeks"] == text else f"新学期只有{moved.new.weeks}周，写成了 {values['weeks']}"
        made.decide["只上几周的班"].append(f"{who(row, course)}上学期是第 {text} 周，{told}")
    return True


def _group(made: Plan, row: Row, forms: Mapping[str, Row]) -> None:
    values: Values = {name: value for name, value in row.values.items() if name not in (*COUNTED, "key", "status")}
    values |= {"id": made.moved.id(said(row, "id")), "term": made.moved.new.id}
    if key := said(row, "form"):
        values["form"] = form(made, key, forms)
    if (teacher := said(row, "teacher")) and (UNDECIDED in teacher or UNDECIDED in said(row, "note")):
        made.decide["老师"].append(f"{class_name(row)}老师待定，定了以后写进 groups.yml")
    elif teacher:
        made.decide["老师"].append(f"{class_name(row)}照写{teacher}，还是这位吗")
    made.added["groups"].append(New(values, row))


def _holidays(made: Plan, rows: Sequence[Row]) -> None:
    """Tell of years whose holidays are not announced, or not in the tables."""
    off: dict[int, set[date]] = defaultdict(set)
    for row in rows:
        with suppress(ValueError):
            day = date.fromisoformat(writing.date(said(row, "date")))
            if said(row, "kind") == DayKind.OFF:
                off[day.year].add(day)
    for year in range(made.moved.new.first.year, made.moved.new.last.year + 1):
        if statutory.missing(year, off[year]):
            message = (
                f"{year}年的放假安排还没有写进来，先按法律定的几天停课；公布以后运行 linli holidays {year} 通知.txt"
            )
            made.decide["放假"].append(message)
