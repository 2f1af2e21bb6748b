"""Sign-in sheets: takes a course's occurrences of the running or coming term, gives a page for each class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import ceil
from typing import Any, Final, TypeVar

from linli import phrases
from linli.model import Record
from linli.paper.sheet import Edition, Sheet
from linli.timetable import Occurrence, Status, Timetable
from linli.views.related import Related
from linli.views.times import clocks, meetings

COLUMNS: Final = 22
ROWS: Final = 20
USUAL: Final = 20
"""Lines where a course does not say how many can come."""
_OFF: Final = {Status.CANCELLED: "停课", Status.MOVED: "改期", Status.HOLIDAY: "放假"}

_Item = TypeVar("_Item")


def sheet(edition: Edition, timetable: Timetable, related: Related, course: Record) -> Sheet | None:
    """Return the course's sign-in sheets as one file; None where no date lies ahead."""
    pages = list(_pages(edition, timetable, related, course))
    if not pages:
        return None
    form = edition.community.find("forms", course.form)
    keeper = f"{form.keeper}。" if form and form.keeper else "由值班员保管，学期结束后销毁。"
    data = {**edition.common(f"{course.title}签到表", course), "sheets": pages, "keeper": keeper}
    return Sheet(path=f"courses/{course.id}/sign-in.pdf", template="sign-in", data=data)


def _pages(edition: Edition, timetable: Timetable, related: Related, course: Record) -> Iterator[dict[str, Any]]:
    found = meetings(related.parts(course.id), edition.today)
    for group in dict.fromkeys(m.key.group.name for m in found):
        first, last = next((m.key.first, m.key.last) for m in found if m.key.group.name == group)
        days = [o for o in timetable.of_course(course.id) if o.group == group and first <= o.day <= last]
        if not any(o.day >= edition.today for o in days):
            continue
        lines = [str(number) for number in range(1, (course.capacity or USUAL) + 1)]
        parts = [(dates, rows) for dates in _split(days, COLUMNS) for rows in _split(lines, ROWS)]
        for number, (dates, rows) in enumerate(parts, 1):
            yield {
                "title": phrases.joined([course.title, group]),
                "when": phrases.joined([_usual(days), _where(days), phrases.between(first, last)], "　"),
                "part": f"第{number}张，共{len(parts)}张" if len(parts) > 1 else "",
                "months": [
                    {"name": f"{month}月", "days": len(list(some))}
                    for month, some in groupby(o.day.month for o in dates)
                ],
                "dates": [
                    {
                        "day": str(o.day.day),
                        "weekday": f"周{phrases.star(o.day)[-1]}",
                        "off": _OFF.get(o.status, ""),
                    }
                    for o in dates
                ],
                "rows": rows,
            }


def _usual(days: Sequence[Occurrence]) -> str:
    held = [o for o in days if o.held] or list(days)
    spans = dict.fromkeys(clocks(o) for o in held)
    return "、".join(list(spans)[:2])


def _where(days: Sequence[Occurrence]) -> str:
    venue = days[-1].venue_was or days[-1].venue
    return venue.name if venue else ""


def _split(items: Sequence[_Item], most: int) -> list[Sequence[_Item]]:
    """Cut into as few parts of about equal length as need be."""
    size = ceil(len(items) / ceil(len(items) / most))
    return [items[start : start + size] for start in range(0, len(items), size)]
