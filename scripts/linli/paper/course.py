"""Posters: takes a course with its classes and sessions, gives the A4 poster, the picture for WeChat, a poster a class."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from linli import phrases
from linli.model import Community, Record
from linli.paper import when
from linli.paper.blocks import CALL, CLOSED, WALK_IN
from linli.paper.blocks import way as way_in
from linli.paper.prices import prices
from linli.paper.sheet import Fact, Sheet, common, course_code, fact, short_address
from linli.paper.term import headed, next_term, of_term
from linli.paper.upcoming import upcoming
from linli.timetable import Group, Occurrence, Timetable
from linli.timetable.series import Part
from linli.views import page
from linli.views.courses import all_elsewhere, for_whom
from linli.views.edition import Edition
from linli.views.meetings import meetings
from linli.views.sheets import advertised_classes, class_path, picture_path, poster_path
from linli.views.signup import Block, of_classes, way


def sheets(edition: Edition, course: Record) -> Iterator[Sheet]:
    """Yield poster and picture of a course, and a poster for each class that one can choose."""
    blocks = of_classes(edition, course)
    parts = edition.related.parts(course.id)
    shown, ways, term = _of_next_term(edition, parts, blocks)
    data = _data(edition, course, shown, ways, term=term)
    yield Sheet(path=poster_path(course), template="poster", data=data if term is None else headed(data, term))
    yield Sheet(path=picture_path(course), template="share", data=data)
    for group in advertised_classes(edition, course):
        own = [part for part in parts if part.group is group]
        its = [block for block in blocks if group.id in block.groups]
        data = _data(edition, course, own, its, group=group, term=group.term)
        yield Sheet(path=class_path(group), template="poster", data=headed(data, group.term))


def facts(edition: Edition, course: Record) -> list[Fact]:
    """Return the rows of a course's poster, for what is read as late as a poster."""
    parts, ways, term = _of_next_term(edition, edition.related.parts(course.id), of_classes(edition, course))
    return _facts(edition, course, parts, ways, term=term)


def _of_next_term(
    edition: Edition, parts: Sequence[Part], blocks: Sequence[Block]
) -> tuple[list[Part], Sequence[Block], Record | None]:
    """What is shown of a course's parts and ways to join, and of which term."""
    term = next_term(edition, parts)
    shown = of_term(parts, term)
    groups = {part.group.id for part in shown}
    return shown, [block for block in blocks if groups.intersection(block.groups)] or blocks, term


def _facts(
    edition: Edition,
    course: Record,
    parts: Sequence[Part],
    blocks: Sequence[Block],
    *,
    group: Group | None = None,
    term: Record | None = None,
) -> list[Fact]:
    community, timetable = edition.community, edition.timetable
    sessions = timetable.of_group(group.id) if group else timetable.of_course(course.id)
    ahead = _ahead(edition, sessions, parts, term)
    phone = course.phone or community.organization.phone or ""
    rows = [
        *when.rows(community, meetings(parts, edition.today), ahead, chosen=group is not None),
        upcoming(sessions, edition.today, term, chosen=group is not None),
        fact("地点", *_places(community, parts, ahead)),
        fact("对象", _whom(course, group)),
        fact("名额", _capacity([group] if group else list(dict.fromkeys(part.group for part in parts)))),
        fact("老师", group.teacher if group else course.teacher or ""),
        prices(community, course, group),
        fact("要带", course.bring or ""),
        fact("报名", *joining(timetable, blocks, phone=phone)),
        fact("说明", (group.record.note or "") if group and group.record else ""),
    ]
    return [row for row in rows if row["lines"] or row["classes"]]


def _ahead(
    edition: Edition, rows: Sequence[Occurrence], parts: Sequence[Part], term: Record | None
) -> list[Occurrence]:
    """What is still held of these parts, in the term where there is one."""
    groups = {part.group.id for part in parts}
    ahead = [o for o in rows if o.day >= edition.today and o.held and o.klass.id in groups]
    return [o for o in ahead if term is None or o.klass.term is not None or o.day >= term.valid_from]


def _data(
    edition: Edition,
    course: Record,
    parts: Sequence[Part],
    blocks: Sequence[Block],
    *,
    group: Group | None = None,
    term: Record | None = None,
) -> dict[str, Any]:
    community, timetable = edition.community, edition.timetable
    sessions = timetable.of_group(group.id) if group else timetable.of_course(course.id)
    ahead = _ahead(edition, sessions, parts, term)
    phone = course.phone or community.organization.phone or ""
    shared = common(edition, f"{course.title}{group.name if group else ''}海报", course)
    return {
        **shared,
        **course_code(edition, group.id if group else course.id),
        "sample": bool(course.sample or (group and group.sample)),
        "title": course.title,
        "class": group.name if group else "",
        "category": course.category or "",
        "icon": page.icon(course, course.title),
        "plain": course.plain or course.summary or "",
        "facts": _facts(edition, course, parts, blocks, group=group, term=term),
        "brief": phrases.joined(
            [group.name if group else "", when.brief(community, meetings(parts, edition.today), ahead)], " "
        ),
        "joins": _joins(blocks, edition.today),
        "address": short_address(edition, course),
        "phone": phone,
        "phone-says": ("不会扫码？打电话也行" if edition.site_url else "想问一问？请打电话") if phone else "",
        "printed": shared["printed"] + (f"，有变动以{'电话' if phone else ''}通知为准" if not edition.site_url else ""),
    }


def _joins(blocks: Sequence[Block], today: date) -> str:
    """What a strip says of joining, where one can join and there is but one way."""
    ways = {way_in(block.joining, today) for block in blocks}
    word = ways.pop() if len(ways) == 1 else ""
    return "" if word in (CLOSED, CALL) else f"不用报名，{word}" if word == WALK_IN else word


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
    return block.joining.word if block.idle else way(block.joining)


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


def _capacity(found: Sequence[Group]) -> str:
    """25人; 每班25人 where all classes have room for as many; without a unit where nobody wrote it."""
    said = {f"{g.capacity}{g.capacity_unit}" if g.capacity is not None else "" for g in found}
    if len(said) != 1 or not (words := said.pop()):
        return ""
    names = {g.name for g in found}
    return f"每班{words}" if len(names) > 1 else words
