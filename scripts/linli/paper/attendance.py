"""Sign-in sheets: takes a course's occurrences of the running or coming term, gives a page for each class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby
from math import ceil
from typing import Any, Final, TypeVar

from linli import phrases
from linli.model import Record
from linli.paper.sheet import Sheet, common
from linli.timetable import Group, Occurrence, Status
from linli.views.became import instead
from linli.views.edition import Edition
from linli.views.meetings import Meeting, meetings
from linli.views.times import clocks

COLUMNS: Final = 22
ROWS: Final = 20
USUAL: Final = 20
"""Lines where a course does not say how many can come."""

_Item = TypeVar("_Item")


def sheet(edition: Edition, course: Record) -> Sheet | None:
    """Return the course's sign-in sheets as one file; None where no date lies ahead."""
    pages = list(_pages(edition, course))
    if not pages:
        return None
    data = {**common(edition, f"{course.title}签到表", course), "sheets": pages}
    return Sheet(path=f"courses/{course.id}/sign-in.pdf", template="sign-in", data=data)


def _pages(edition: Edition, course: Record) -> Iterator[dict[str, Any]]:
    seen, every = set(), edition.related.parts(course.id)
    for group in dict.fromkeys(m.key.group for m in meetings(every, edition.today)):
        mine = meetings([part for part in every if part.group is group], edition.today)
        days = _days(edition, group, mine)
        if group.name in seen or not any(o.day >= edition.today for o in days):
            continue
        seen.add(group.name)  # a class goes on in the next term under its name: the nearest term first
        form = edition.community.find("forms", group.form)
        lines = [str(number) for number in range(1, (group.capacity or USUAL) + 1)]
        parts = [(dates, rows) for dates in _split(days, COLUMNS) for rows in _split(lines, ROWS)]
        for number, (dates, rows) in enumerate(parts, 1):
            yield {
                "title": phrases.joined([course.title, group.name]),
                "when": phrases.joined(
                    [
                        _usual(days),
                        _where(days),
                        f"老师：{group.teacher}" if group.teacher else "",
                        phrases.between(days[0].day, days[-1].day),
                    ],
                    "　",
                ),
                "part": f"第{number}张，共{len(parts)}张" if len(parts) > 1 else "",
                "notes": _notes(dates),
                "keeper": f"{form.keeper.rstrip('。')}。" if form and form.keeper else "用完请销毁。",
                "months": [
                    {"name": f"{month}月", "days": len(list(some))}
                    for (_, month), some in groupby((o.day.year, o.day.month) for o in dates)
                ],
                "dates": [
                    {
                        "day": str(o.day.day),
                        "weekday": f"周{phrases.star(o.day)[-1]}",
                        "off": "" if o.held else str(o.status),
                    }
                    for o in dates
                ],
                "rows": rows,
            }


def _days(edition: Edition, group: Group, found: Sequence[Meeting]) -> list[Occurrence]:
    """Return the sessions of the nearest term; of what has no end as many as a page holds, from this week on."""
    first, last = found[0].key.first, found[0].key.last
    for meeting in found:
        if meeting.key.first <= last or meeting.dates:
            last = max(last, meeting.key.last)
    sessions = [o for o in edition.timetable.of_group(group.id) if first <= o.day <= last]
    again = {(o.moved_from, o.day) for o in sessions if o.moved_from}
    sessions = [o for o in sessions if o.held or (o.dtstart, o.day) not in again]
    if any(meeting.key.endless for meeting in found):
        monday = edition.today - timedelta(days=edition.today.weekday())
        return [o for o in sessions if o.day >= monday][:COLUMNS]
    return sessions


def _notes(dates: Sequence[Occurrence]) -> str:
    """12月2日 皮影；12月9日 这次由王老师来上: what single sessions are about, and who else gives them."""
    said = [
        phrases.joined([phrases.short_day(o.day), o.topic, instead(o) if o.status is Status.SUBSTITUTE else ""], " ")
        for o in dates
        if o.held and (o.topic or o.status is Status.SUBSTITUTE)
    ]
    return "；".join(said)


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
