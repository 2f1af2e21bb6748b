"""Posters: takes a course with its classes and sessions, gives the A4 poster, the picture for WeChat, a poster a class."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from linli import phrases
from linli.model import Community, Record
from linli.paper import when
from linli.paper.prices import prices
from linli.paper.sheet import Sheet, common, course_code, fact
from linli.timetable import Group, Occurrence, Timetable
from linli.timetable.series import Part
from linli.views import page
from linli.views.courses import all_elsewhere, for_whom
from linli.views.edition import Edition
from linli.views.sheets import advertised_classes, class_path, picture_path, poster_path
from linli.views.signup import Block, of_classes, way
from linli.views.times import meetings


def sheets(edition: Edition, course: Record) -> Iterator[Sheet]:
    """Yield poster and picture of a course, and a poster for each class that one can choose."""
    blocks = of_classes(edition, course)
    parts = edition.related.parts(course.id)
    data = _data(edition, course, parts, blocks)
    yield Sheet(path=poster_path(course), template="poster", data=data)
    yield Sheet(path=picture_path(course), template="share", data=data)
    for group in advertised_classes(edition, course):
        own = [part for part in parts if part.group is group]
        its = [block for block in blocks if group.id in block.groups]
        yield Sheet(path=class_path(group), template="poster", data=_data(edition, course, own, its, group))


def _data(
    edition: Edition,
    course: Record,
    parts: Sequence[Part],
    blocks: Sequence[Block],
    group: Group | None = None,
) -> dict[str, Any]:
    community, timetable = edition.community, edition.timetable
    sessions = timetable.of_group(group.id) if group else timetable.of_course(course.id)
    ahead = [o for o in sessions if o.day >= edition.today and o.held]
    found = meetings(parts, edition.today)
    phone = course.phone or community.organization.phone or ""
    facts = [
        *when.rows(community, found, ahead, chosen=group is not None),
        fact("地点", *_places(community, parts, ahead)),
        fact("对象", _whom(course, group)),
        fact("名额", _capacity(edition, course, group)),
        fact("老师", group.teacher if group else course.teacher or ""),
        prices(community, course, group),
        fact("要带", course.bring or ""),
        fact("报名", *joining(timetable, blocks, phone=phone)),
        fact("说明", (group.record.note or "") if group and group.record else ""),
    ]
    form = next((block for block in blocks if block.href and not block.closed), None)
    named = phrases.joined([group.name, group.term.name if group.term else ""]) if group else ""
    shared = common(edition, f"{course.title}{group.name if group else ''}海报", course)
    return {
        **shared,
        **course_code(edition, group.id if group else course.id, form),
        "sample": bool(course.sample or (group and group.sample)),
        "title": course.title,
        "class": named,
        "category": course.category or "",
        "icon": page.icon(course, course.title),
        "plain": course.plain or course.summary or "",
        "facts": [row for row in facts if row["lines"] or row["classes"]],
        "brief": phrases.joined([group.name if group else "", when.brief(community, found, ahead)], " "),
        "phone": phone,
        "phone-says": ("不会扫码？打电话也行" if edition.site_url else "想问一问？请打电话") if phone else "",
        "printed": shared["printed"] + (f"，有变动以{'电话' if phone else ''}通知为准" if not edition.site_url else ""),
    }


def joining(timetable: Timetable, blocks: Sequence[Block], *, phone: str = "") -> list[str]:
    """Return how one joins, true whenever it is read: a line for each term, for kinds of class where they differ."""
    classes = {group.id: group for group in timetable.groups}
    alike: dict[tuple[str, str], list[str]] = {}
    for block in blocks:
        term = classes[block.groups[0]].term if block.groups else None
        alike.setdefault((term.name if term else "", _way(block, phone)), []).append(block.title)
    several = len(alike) > 1
    return [
        phrases.joined([(titles[0] if len(titles) == 1 or not term else term) if several else "", words], "：")
        for (term, words), titles in alike.items()
    ]


def _way(block: Block, phone: str) -> str:
    if block.closed:
        return "这一期报名已截止" + ("，可以打电话问下一期" if phone else "")
    return way(block.joining)


def _places(community: Community, parts: Sequence[Part], ahead: Sequence[Occurrence]) -> list[str]:
    """Return names with rooms, then addresses that the community's own, at the top of the sheet, does not say already."""
    used = dict.fromkeys([*(p.row.venue for p in parts if p.row.venue), *(o.venue.id for o in ahead if o.venue)])
    planned = {p.row.venue for p in parts if p.row.venue}
    if moved := all_elsewhere(ahead):  # a talk that is only held in another room: a poster goes up once
        used, planned = dict.fromkeys(v.id for v in moved), set()
    venues = [v for key in used if (not planned or key in planned) and (v := community.find("venues", key))]
    own = community.organization.address or ""
    addresses = [v.url if v.online else v.address for v in venues]
    return [*map(page.place, venues), *dict.fromkeys(a for a in addresses if a and a not in own)]


def _whom(course: Record, group: Group | None) -> str:
    """For a class its own ages; the course's audience beside them only where that tells no other ages."""
    own = phrases.ages(group.record.min_age, group.record.max_age) if group and group.record else ""
    audience = course.audience or ""
    if not own:
        return for_whom(course)
    return own if re.search(r"[0-9]", audience) else phrases.joined([audience, own], "，")


def _capacity(edition: Edition, course: Record, group: Group | None) -> str:
    """25人; 每班25人 where all classes have room for as many; without a unit where nobody wrote it."""
    found = [group] if group else edition.alive(course)
    said = {f"{g.capacity}{g.capacity_unit}" if g.capacity is not None else "" for g in found}
    if len(said) != 1 or not (words := said.pop()):
        return ""
    names = {g.name for g in found}
    return f"每班{words}" if len(names) > 1 else words
