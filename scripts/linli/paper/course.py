"""Posters: takes a course with its schedules and occurrences, gives the A4 poster and the picture for WeChat groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from linli import phrases
from linli.model import Community, Record
from linli.paper.sheet import Edition, Fact, Sheet, fact
from linli.timetable import Occurrence, Timetable
from linli.timetable.joining import Joinings
from linli.timetable.series import Part
from linli.views import page
from linli.views.courses import for_whom
from linli.views.print import picture_path, poster_path
from linli.views.related import Related
from linli.views.signup import Block, of_classes, way
from linli.views.times import Line, clocks, meetings, short, times

FEW: Final = 3
"""Up to so many times stand as sentences; more become a table of classes."""
DATES: Final = 8


def advertised(timetable: Timetable, course: Record, today: date) -> bool:
    """Whether a poster still makes sense: the course is neither paused nor over, and a session lies ahead."""
    if course.status in ("暂停", "结束"):
        return False
    return any(o.day >= today and o.held for o in timetable.of_course(course.id))


def sheets(edition: Edition, timetable: Timetable, related: Related, course: Record) -> Iterator[Sheet]:
    """Yield poster and picture of a course."""
    data = _data(edition, timetable, related, course)
    yield Sheet(path=poster_path(course), template="poster", data=data)
    yield Sheet(path=picture_path(course), template="share", data=data)


def _data(edition: Edition, timetable: Timetable, related: Related, course: Record) -> dict[str, Any]:
    community = edition.community
    parts = related.parts(course.id)
    ahead = [o for o in timetable.of_course(course.id) if o.day >= edition.today and o.held]
    when, brief = _when(edition, parts, ahead)
    venues = [v for key in dict.fromkeys(p.row.venue for p in parts) if (v := community.find("venues", key))]
    facts = [
        *when,
        fact("地点", *(page.place(venue) for venue in venues), *_addresses(community, venues)),
        fact("对象", for_whom(course)),
        fact("费用", course.fee or "", strong=course.fee == "免费"),
        fact("要带", course.bring or ""),
        fact("报名", *_joining(edition, timetable, course)),
    ]
    common = edition.common(f"{course.title}海报", course)
    phone = course.phone or community.organization.phone or ""
    return {
        **common,
        **edition.course_code(course),
        "title": course.title,
        "category": course.category,
        "icon": page.icon(course, course.title),
        "plain": course.plain or course.summary or "",
        "facts": [row for row in facts if row["lines"] or row["classes"]],
        "brief": brief,
        "phone": phone,
        "phone-says": "不会扫码？打电话也行" if edition.site_url else "想问一问？请打电话",
        "printed": common["printed"] + ("" if edition.site_url else "，有变动以电话通知为准"),
    }


def _when(edition: Edition, parts: Sequence[Part], ahead: Sequence[Occurrence]) -> tuple[list[Fact], str]:
    """Return the rows that say when, and the few words for a strip of paper."""
    found = meetings(parts, edition.today)
    if any(m.key.interval > 1 or m.key.weeks for m in found) and ahead:
        last = found[0].key.last
        return _by_date([o for o in ahead if o.day <= last] or list(ahead))
    rows = []
    classes = 0
    for stretch in times(edition.community, found):
        classes = max(classes, len(stretch.lines))
        listed = len(stretch.lines) > FEW
        row = fact("时间", _stretches(stretch.stretches), classes=map(_class, stretch.lines) if listed else ())
        if not listed:
            row["lines"] = [_sentence(line) for line in stretch.lines] + row["lines"]
        rows.append(row)
    brief = short(found)
    return rows, brief if ":" in brief else f"{brief}，{classes}个班"


def _stretches(names: Sequence[str]) -> str:
    """2026年9月1日—2027年1月20日; the terms' names only where there is but one."""
    return names[0] if len(names) == 1 else "；".join(name.rpartition("，")[2] for name in names)


def _addresses(community: Community, venues: Sequence[Record]) -> list[str]:
    """Addresses that the community's own, at the top of the sheet, does not say already."""
    own = community.organization.address or ""
    return list(dict.fromkeys(v.address for v in venues if v.address and v.address not in own))


def _by_date(ahead: Sequence[Occurrence]) -> tuple[list[Fact], str]:
    """For a passer-by 第11—14周 means nothing: say the dates."""
    first = ahead[0]
    usual = [o for o in ahead if o.dtstart.time() == first.dtstart.time() and o.day.weekday() == first.day.weekday()]
    when = f"{phrases.day(first.day)[-3:-1]} {phrases.spoken(first.dtstart.time())}"
    span = clocks(first)
    others = [phrases.moment(o.dtstart) for o in ahead if o not in usual]
    days = [phrases.short_day(o.day) for o in usual]
    listed = "、".join(days[:DATES]) + ("……" if len(days) > DATES else "")
    rows = [
        fact("时间", when, strong=True, more=f"({span})"),
        fact("日期", listed, *(f"另加 {other}" for other in others[:2])),
    ]
    return rows, f"{days[0]}起 {phrases.day(first.day)[-3:-1]}{phrases.clock(first.dtstart.time())}"


def _sentence(line: Line) -> dict[str, Any]:
    more = phrases.joined([line.group, line.about, line.note, line.where.text if line.where else ""])
    return {"text": f"{line.days} {line.spoken}", "strong": True, "more": phrases.joined([f"({line.span})", more], " ")}


def _class(line: Line) -> dict[str, str]:
    note = phrases.joined([line.about, line.note, line.where.text if line.where else ""])
    return {"group": line.group, "days": line.days, "span": line.span, "note": note}


def _joining(edition: Edition, timetable: Timetable, course: Record) -> list[str]:
    """How one joins, whatever the clock says: a line for each term or kind of class."""
    blocks = of_classes(edition.community, timetable, Joinings(edition.community, timetable), course, edition.today)
    return [phrases.joined([block.title, _way(block)], "：") for block in blocks]


def _way(block: Block) -> str:
    if block.closed:
        return "这一期报名已截止，可以打电话问下一期"
    return way(block.joining)
