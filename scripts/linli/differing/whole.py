"""Two versions side by side: takes two sides and how far to look, gives a `Difference`."""

from __future__ import annotations

from datetime import timedelta

from linli.differing import facts, lessons, losses, pages, services, troubles
from linli.differing.base import Side
from linli.differing.discreet import discreet
from linli.differing.entry import Difference, Entry, Part
from linli.record import said


def compare(old: Side, new: Side, weeks: int | None = None) -> Difference:
    """Return what residents will see: all that the timetables plan, or only the next weeks."""
    last = lessons.reach(old, new)
    until = min(last, new.today + timedelta(weeks=weeks)) if weeks else last
    sessions, later = lessons.entries(old, new, until)
    found: list[Entry] = [
        *sessions,
        *services.days(old, new, until),
        *facts.entries(old, new),
        *services.weeks(old, new),
        *pages.entries(old, new),
        *troubles.entries(old, new),
    ]
    order = list(Part)
    return Difference(
        base=old.name,
        today=new.today,
        until=until,
        later=later,
        entries=discreet(sorted(found, key=lambda entry: order.index(entry.part)), old, new),
        losses=losses.questions(old, new, until),
        notes=[*_notes(old), *([] if found else _unseen(old, new))],
    )


def _notes(old: Side) -> list[str]:
    notes = [f"按现在的规则，{old.name}里有 {old.unread} 个错误，有错的行没有比。"] if old.unread else []
    if not old.whole:
        notes.append("手写的文章和检查的结果没有比：以前生成的网站里没有。")
    return notes


def _unseen(old: Side, new: Side) -> list[str]:
    """Rows that differ although nobody sees it: a day on which nothing takes place, a consent that was noted."""
    found = []
    for name, schema in new.package.schemas.items():
        was, now = ({said(record) for record in side.community.tables[name]} for side in (old, new))
        if count := max(len(was - now), len(now - was)):
            found.append(f"{schema.title}{count}行")
    return [f"表格里有改动（{'、'.join(found)}），只是居民看不到。"] if found else []
