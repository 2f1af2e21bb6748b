"""What became of a session, in words: takes an occurrence, gives its state, what happens instead, and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Final

from linli import phrases
from linli.timetable import NOT_HELD, Occurrence, Status
from linli.views import page

CUT: Final = NOT_HELD


def closes(occurrence: Occurrence) -> str:
    """20:30, 24:00, 次日2:00; empty where it lasts all day or no end was said."""
    end = occurrence.dtend
    if end is None or occurrence.all_day:
        return ""
    days = (end.date() - occurrence.day).days
    if days == 1 and end.time() == time():
        return "24:00"
    return ("次日" if days else "") + phrases.clock(end.time())


def word(occurrence: Occurrence) -> str:
    """The state in a word; empty where it is simply on."""
    return "" if occurrence.word == Status.ON else occurrence.word


def why(occurrence: Occurrence, today: date | None = None) -> str:
    """What happens instead and the reason: 改到11月26日(周四)19:30，老师外出."""
    if occurrence.status is Status.HOLIDAY:
        return phrases.day_off(occurrence.reason)
    return phrases.joined([instead(occurrence, today), occurrence.reason.rstrip("。，；")], "，")


def instead(occurrence: Occurrence, today: date | None = None) -> str:
    """What happens in place of the planned: another time, place or teacher."""
    today = today or occurrence.day
    if occurrence.moved_to:
        return f"改到{moment(occurrence, occurrence.moved_to, today)}{place(occurrence)}"
    taught = _taught(occurrence) if occurrence.substituted and occurrence.held else ""
    if occurrence.moved_from:
        return phrases.joined(
            [f"原定{moment(occurrence, occurrence.moved_from, today)}{place(occurrence)}", taught], "，"
        )
    return phrases.joined([place(occurrence).lstrip("，"), taught], "，")


def place(occurrence: Occurrence) -> str:
    """，改在党群服务中心 2楼（原在书法室）, of a slot that was left ，在党群服务中心; empty where it is the usual place."""
    left, now = occurrence.venue_to, occurrence.venue_to or occurrence.venue
    was = occurrence.venue_was or (occurrence.venue if left else None)
    if was is now or (was is None and left is None):
        return ""
    former = f"（原在{was.name}）" if was else ""
    return f"，{'在' if left else '改在'}{page.place(now) or '别处'}{former}"


def moment(occurrence: Occurrence, value: datetime, today: date) -> str:
    """11月26日(周四)19:30; with the year where it is another, only the hour on the day itself; of all day no hour."""
    hour = "" if occurrence.all_day and value.time() == time() else phrases.clock(value.time())
    if hour and same_day(occurrence, value):
        return hour
    return phrases.other_year(value.date(), today) + phrases.day(value.date()) + hour


def same_day(occurrence: Occurrence, value: datetime) -> bool:
    """Whether a time that it was moved to or from is of its own day."""
    return value.date() == occurrence.day


def changed(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    """Those that differ from the plan by announcement; holidays are known long before."""
    plain = (Status.ON, Status.HOLIDAY, Status.MAKEUP)
    return [o for o in occurrences if o.status not in plain]


def _taught(occurrence: Occurrence) -> str:
    was = f"（原来是{occurrence.teacher_was}）" if occurrence.teacher_was else ""
    if not occurrence.teacher:
        return f"换一位老师来上{was}"
    row = occurrence.change
    lasts = row is not None and (row.date_to or row.date) > row.date
    return f"由{occurrence.teacher}上课{was}" if lasts else f"这次由{occurrence.teacher}来上{was}"
