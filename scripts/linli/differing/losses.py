"""What got lost in large numbers: takes two sides, gives the questions to ask back.

A row pasted over, a filter left on in a spreadsheet, a file cut off: the tables stay right and the site gets empty. So
the loss is asked about where it is both many and a good part; what is over anyway (old terms, past changes) may go.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from linli.differing.base import Side
from linli.model import Record
from linli.record import said
from linli.timetable import Occurrence
from linli.timetable.phases import midnight

ROWS: Final = 5
"""Fewer lost rows of a table are the work of every day."""
SHARE: Final = 0.2
"""Of a table or of the coming sessions."""
MANY: Final = 20
"""So many lost rows, or sessions, are asked about: rows whatever the share."""


def questions(old: Side, new: Side, until: date) -> list[str]:
    """Return one question a table, and one for sessions that got lost in another way."""
    planned = [_planned(side, new.today, until) for side in (old, new)]
    was, now = ([o for o in found if o.held] for found in planned)
    lost = {o.klass.id for o in was} - {o.klass.id for o in now}
    fewer = len(was) - len(now)
    rows = [{id(o.schedule) for o in found} for found in planned]
    asked = []
    for name in old.community.tables:
        alive = [
            [record for record in side.community.tables.get(name, ()) if _alive(record, coming, new.today)]
            for side, coming in zip((old, new), rows, strict=True)
        ]
        gone = len(alive[0]) - len(alive[1])
        if gone >= MANY or (gone >= min(ROWS, max(len(alive[0]), 3)) and gone >= SHARE * len(alive[0])):
            asked.append(
                _question(
                    old.package.schemas[name].title, gone, alive[0], alive[1], fewer if name == "schedules" else 0
                )
            )
    timetable = any(text.startswith(old.package.schemas["schedules"].title) for text in asked)
    if not timetable and fewer >= MANY and fewer >= SHARE * len(was):
        classes = f"，{len(lost)}个班一次也不剩" if lost else ""
        asked.append(f"以后要上的课少了 {fewer} 次（原来 {len(was)} 次）{classes}；确实吗？")
    return asked


def _question(title: str, gone: int, was: Sequence[Record], now: Sequence[Record], fewer: int) -> str:
    """课表少了 52 行，涉及 9 个班；确实吗？"""
    kept = {said(record) for record in now}
    without = [record for record in was if said(record) not in kept]
    left = f"{title}少了 {gone} 行（原来 {len(was)} 行）"
    if was[0].table == "schedules":
        classes = {(record.course, record.group) for record in without}
        courses = len({record.course for record in without})
        named = f"{len(classes)} 个班" if len(classes) > courses else f"{courses} 门课"
        left += (f"，涉及 {named}" if classes else "") + (f"，以后少上 {fewer} 次课" if fewer > 0 else "")
    return f"{left}；确实吗？"


def _planned(side: Side, today: date, until: date) -> list[Occurrence]:
    first, last = midnight(today), midnight(until + timedelta(days=1))
    return [o for o in side.timetable.occurrences if first <= o.dtstart < last]


def _alive(record: Record, rows: Collection[int], today: date) -> bool:
    """Whether a row still says something about the days to come; `rows` are the timetable's that do."""
    values = record.__dict__
    if record.table == "schedules":
        return id(record) in rows
    if record.table in ("changes", "holidays"):
        days: list[date] = [values[name] for name in ("date", "date_to", "new_date") if values.get(name)]
        return not days or max(days) >= today
    last = values.get("valid_to") or values.get("closes_at")
    if isinstance(last, datetime):
        return last.date() >= today
    return not isinstance(last, date) or last >= today
