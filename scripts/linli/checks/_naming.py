"""How rows, days and times are called in messages: takes values, gives Chinese text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from linli.model import Record
from linli.timetable import Group, Occurrence
from linli.writing import WEEKDAYS


def day(value: date) -> str:
    """2026-11-24(周二)"""
    return f"{value}({WEEKDAYS[value.weekday()]})"


def days(values: Iterable[date], most: int = 5) -> str:
    """2026-11-24(周二)、2026-11-25(周三), with … where there are more."""
    found = list(values)
    return "、".join(day(value) for value in found[:most]) + ("…" if len(found) > most else "")


def times(values: Iterable[time]) -> str:
    """09:00、14:00: each once, in order."""
    return "、".join(f"{value:%H:%M}" for value in sorted(set(values)))


def line(record: Record) -> str:
    """data/schedules.yml 第 12 行: where another row is."""
    return f"{record.mark.path} 第 {record.mark.line} 行"


def group(value: Group) -> str:
    """书法班「启蒙一班」"""
    return f"{value.course.title}「{value.name}」" if value.name else str(value.course.title)


def span(o: Occurrence) -> str:
    """19:00–20:30, 19:00开始"""
    return f"{o.dtstart:%H:%M}–{o.dtend:%H:%M}" if o.dtend else f"{o.dtstart:%H:%M}开始"
