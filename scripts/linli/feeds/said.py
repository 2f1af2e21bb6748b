"""What an entry in a calendar says: takes a session, gives its title, its place and its description in Chinese.

Nothing here depends on the clock, and what nobody wrote is not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from linli import phrases
from linli.feeds import places
from linli.model import Community, Record
from linli.records import FormKind
from linli.timetable import Occurrence, Status

_SIGN_UP: Final = (FormKind.SIGNUP, FormKind.INTEREST)


def title(row: Occurrence, marks: Sequence[str] = (), news: str = "") -> str:
    """【放假】书法班（小学段），国庆节"""
    group = f"（{row.group}）" if row.group else ""
    topic = f"：{row.topic}" if row.topic and not news else ""
    head = "".join(f"【{mark}】" for mark in marks)
    return f"{head}{row.course.title}{group}{topic}" + (f"，{news}" if news else "")


def marks(row: Occurrence) -> list[str]:
    """Return what a reader must see at once, in the words of the timetable."""
    if not row.held:
        return [str(row.status)]
    found = [str(Status.MOVED)] if row.moved_from else []
    if row.status is Status.RELOCATED or (row.venue_was and row.venue and row.venue_was is not row.venue):
        found.append(str(Status.RELOCATED))
    if row.status is Status.SUBSTITUTE or row.teacher_was:
        found.append(str(Status.SUBSTITUTE))
    return found + ([str(row.status)] if row.status in (Status.ADDED, Status.MAKEUP) else [])


def why_off(row: Occurrence) -> str:
    """Return what the title of a session on a day off ends with: the holiday's name."""
    return row.reason if row.status is Status.HOLIDAY else ""


def gone_to(row: Occurrence) -> str:
    """改到12月3日19:00，在书法室 2楼, of the slot that a session left."""
    if row.moved_to is None:
        return ""
    there = row.venue_to if row.venue_to is not (row.venue_was or row.venue) else None
    moment = _moment(row.moved_to, row.dtstart, row.all_day and row.moved_to.time() == row.dtstart.time())
    return f"改到{moment}" + (f"，在{places.name(there)}" if there else "")


def place(venue: Record) -> str:
    """书法室 2楼203室 竹影街道竹影社区; with the link where it is a place in the net."""
    link = places.link(venue) if places.is_online(venue) else ""
    return " ".join(text for text in (places.name(venue), places.street(venue), link) if text)


def description(row: Occurrence, news: Sequence[str], community: Community) -> str:
    """Return everything else that is known, a line each."""
    course, group = row.course, row.klass
    labelled = (
        ("适合", course.audience),
        ("老师", row.teacher),
        ("费用", course.fee),
        ("请带", course.bring),
        ("报名", _sign_up(community, row)),
        ("怎么参加", group.how_to_apply),
        ("电话", course.phone),
    )
    said = ["；".join(news), f"内容：{row.topic}" if row.topic else "", row.note]
    return "\n".join([*filter(None, said), *(f"{label}：{text}" for label, text in labelled if text)])


def news(row: Occurrence) -> list[str]:
    """Return what is different this time, and why."""
    if row.status is Status.HOLIDAY:
        return [phrases.day_off(row.reason)]
    found = [gone_to(row)] if row.moved_to else []
    if row.moved_from:
        found.append(f"原定{_moment(row.recurrence_id, None, row.all_day)}")
    if row.venue_was and row.venue and row.venue_was is not row.venue:
        found.append(f"原定在{row.venue_was.name}")
    if row.teacher_was and row.held:
        found.append(f"原定{row.teacher_was}")
    return [*found, row.reason] if row.reason else found


def _sign_up(community: Community, row: Occurrence) -> str:
    """网上报名，秋季班报名，2026年12月1日9:00开始 https://…"""
    form = community.find("forms", row.klass.form)
    if form is None or form.kind not in _SIGN_UP:
        return row.klass.signup or ""
    times = [
        f"{phrases.opening(form.opens_at, phrases.full_day)}开始" if form.opens_at else "",
        f"{phrases.deadline(form.closes_at, phrases.full_day)}截止" if form.closes_at else "",
    ]
    words = phrases.joined([row.klass.signup, form.title, *times, form.how_to_apply], "，")
    return f"{words} {form.url}" if form.url else words


def _moment(value: datetime, beside: datetime | None, all_day: bool) -> str:
    """12月3日(周四)19:00; with the year where it is another than that of the day beside it."""
    year = "" if beside and beside.year == value.year else f"{value.year}年"
    return year + (phrases.day(value.date()) if all_day else phrases.moment(value))
