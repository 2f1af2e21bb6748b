"""The rows of the search index: takes records and hand-written pages, gives their cells (search/__init__.py names them)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from functools import lru_cache
from typing import Any, Final

from linli import phrases
from linli.model import Community, Record
from linli.timetable import Occurrence, Status
from linli.timetable.opening_lines import Line
from linli.timetable.phases import Phase, midnight
from linli.views import Edition, catalogue
from linli.views.chips import Chip
from linli.views.opening import opening
from linli.writing import WEEKDAYS

KINDS: Final = ("课程", "服务", "页面", "故事", "报名和表单", "地方", "数字")
"""Groups of results, the ones people come for first: they are ranked in this order."""
PAGE_LIMIT: Final = 150
"""Characters of a hand-written page that are searched: the manual alone is longer than all records together."""
DAYS: Final = 2
"""For which a result says whether a service is open; the usual hours stand beside it."""
_DOOR: Final = {"open": "现在开门", "closed": "现在没开"}
_OLDEST: Final = 9999
"""In months; older than anybody."""
_BLANK: Final = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")
_MARKDOWN: Final = re.compile(
    r"^ *(?:!!!|\?\?\?\+?) ?[\w-]+(?: \"([^\"\n]*)\")?|^\*\[[^\]\n]*\]:.*$|:(?:material|octicons|simple|fontawesome)-[a-z0-9-]+:"
    r"|!?\[([^\]]*)\]\([^)]*\)|<[^>]*>|^\s{0,3}(?:#+|>|[-*+]|\d+\.)\s+(?:\[[ xX]\] )?|[*_`~]{1,3}|==|\^\^",
    re.MULTILINE,
)
"""Of what it finds only the words stay: a title or what a link is called."""
_SIGNS: Final = re.compile(r"[\[*<#`\n^]|==|:[a-z]|!!!")
TITLE, TAGS, LEAD = 2, 4, 5
"""The cells by whose sound a record is found."""
_PARTS: Final = ((12, "上午"), (18, "下午"), (24, "晚上"))

Written = tuple[str, str, str]
"""A hand-written page: address, title, text."""
Row = list[Any]


def course(edition: Edition, course: Record) -> Row:
    """Row of a course, found by its times, places and classes too."""
    sessions = edition.timetable.of_course(course.id)
    venues = dict.fromkeys(row.venue.name for row in sessions if row.venue)
    groups = dict.fromkeys(row.group for row in sessions if row.group)
    planned = [row for row in sessions if row.status not in (Status.ADDED, Status.MAKEUP)]
    when = _when({(row.recurrence_id.weekday(), _clock(row)) for row in planned})
    last = f"{sessions[-1].day:%Y-%m-%d}" if sessions else ""
    choices = catalogue.choices(edition, course)
    classes = catalogue.entries(edition, course, choices)
    return _row(
        "课程",
        f"courses/{course.id}/",
        course.title,
        when=when,
        tags=[course.category, *course.tags, *groups],
        lead=[course.plain, course.summary],
        text=[course.description, course.audience, course.provider, course.teacher, course.fee, *venues, course.bring],
        last=last,
        facts=catalogue.facts(edition, course, classes),
        states=_states(edition, catalogue.state(edition, course, choices)),
        ages=[(each.low, each.high) for each in classes],
        phone=course.phone or "",
    )


def service(edition: Edition, service: Record) -> Row:
    """Row of a service, found by its hours and prices too."""
    community = edition.community
    offers = [offer.name for offer in community.referring("offers", "service", service.id)]
    hours = community.referring("hours", "service", service.id)
    venue = community.find("venues", service.venue)
    opened = opening(edition, service)
    return _row(
        "服务",
        f"services/{service.id}/",
        service.name,
        when=_when({(day, h.opens_at) for h in hours for day in h.weekday.days}),
        tags=[service.kind, *offers],
        lead=[service.plain, service.summary],
        text=[
            service.description,
            service.eligibility,
            service.fees,
            service.how_to_apply,
            service.required_documents,
            service.provider,
            venue.name if venue else "",
        ],
        facts="；".join(_open(line) for line in opened.lines[:2]),
        states=_until(edition, [(_DOOR.get(phase.kind, ""), phase) for phase in opened.phases(DAYS)]),
        phone=service.phone or "",
    )


def pages(community: Community, written: Iterable[Written]) -> Iterator[Row]:
    """Yield rows of the hand-written pages; the home page also speaks for the community itself."""
    found = {address: (title, text) for address, title, text in written}
    found.setdefault("", (community.organization.name, ""))
    us = community.organization
    for address, (title, text) in found.items():
        home = address == ""
        yield _row(
            "页面",
            address,
            us.name if home else title,
            tags=["首页", title, us.short_name, "电话", "地址"] if home else [],
            text=[us.about, us.address, text[:PAGE_LIMIT]] if home else [text[:PAGE_LIMIT]],
            phone=us.phone or "" if home else "",
        )


def story(_: Edition, story: Record) -> Row:
    """Row of a story."""
    return _row("故事", f"stories/{story.id}/", story.title, tags=story.tags, lead=[story.summary], text=[story.body])


def form(_: Edition, form: Record) -> Row:
    """Row of a form."""
    return _row("报名和表单", f"forms/{form.id}/", form.title, tags=[form.kind])


def venue(_: Edition, venue: Record) -> Row:
    """Row of a place."""
    title = f"{venue.name} {venue.room}" if venue.room else venue.name
    return _row("地方", f"venues/{venue.id}/", title, text=[venue.address, venue.accessibility])


def figure(figure: Record) -> Row:
    """Row of a number."""
    title = f"{figure.label} {figure.value}{figure.unit or ''}"
    return _row("数字", f"figures/#{figure.id}", title)


def _row(
    kind: str,
    address: str,
    title: str,
    *,
    when: str = "",
    tags: Sequence[str | None] = (),
    lead: Sequence[str | None] = (),
    text: Sequence[str | None] = (),
    last: str = "",
    facts: str = "",
    states: Sequence[str | int] = (),
    ages: Sequence[tuple[str, str]] = (),
    phone: str = "",
) -> Row:
    words = [tag for tag in dict.fromkeys(tags) if tag]
    text = [part for part in text if part and part not in facts]
    said = [
        when,
        " ".join(words),
        _plain(lead),
        _plain(text),
        last,
        facts,
        list(states) or "",
        _spans(ages) or "",
        phone,
        phrases.tel(phone),
    ]
    return [KINDS.index(kind), address, title, *said]


def _spans(ages: Iterable[tuple[str, str]]) -> list[int]:
    """From and to in months, one pair after the other: what overlaps or follows at once is one span."""
    spans: list[int] = []
    for low, high in sorted((int(low or 0), int(high or _OLDEST)) for low, high in ages if low or high):
        if spans and low <= spans[-1] + 1:
            spans[-1] = max(spans[-1], high)
        else:
            spans += [low, high]
    return spans


def beginning(edition: Edition) -> int:
    """The second from which minutes are counted: when the day of the edition begins."""
    return int(midnight(edition.today).timestamp())


def _states(edition: Edition, chip: Chip | None) -> list[str | int]:
    """What a chip says, and when it says it."""
    if chip is None or not chip.phases:
        return [chip.plain] if chip and chip.plain else []
    return _until(edition, [(phase.brief, phase) for phase in chip.phases])


def _until(edition: Edition, steps: Sequence[tuple[str, Phase]]) -> list[str | int]:
    """报名中, 9780, 报名已截止: the words, and from which minute on the next ones hold."""
    found: list[str | int] = [""] if steps and steps[0][1].start else []
    for words, phase in steps:
        if found and found[-1] == words:
            continue
        found += [_minute(edition, phase.start)] if phase.start else []
        found.append(words)
    end = steps[-1][1].end if steps else None
    return [*found, _minute(edition, end), ""] if end else found


def _minute(edition: Edition, moment: datetime) -> int:
    return (int(moment.timestamp()) - beginning(edition)) // 60


def _clock(session: Occurrence) -> time | None:
    """When it was planned to begin; None where nobody said the hour."""
    return None if session.all_day else session.recurrence_id.time()


def _open(line: Line) -> str:
    """周二至周日 9:00–17:30，7月1日—8月31日."""
    return phrases.joined([f"{line.days} {line.span}".strip(), line.note], "，")


def _when(starts: Iterable[tuple[int, time | None]]) -> str:
    """`周一 周二 周末 晚上 19:00`: the words by which people look for a time."""
    words: dict[str, None] = {}
    clocks: dict[str, None] = {}
    for weekday, start in sorted(starts, key=lambda pair: (pair[0], pair[1] or time())):
        words[WEEKDAYS[weekday]] = None
        if start is not None:
            clocks[next(part for until, part in _PARTS if start.hour < until)] = None
            clocks[phrases.clock(start)] = None
    weekend = ["周末"] if words.keys() & set(WEEKDAYS[5:]) else []
    return " ".join([*words, *weekend, *clocks])


def _plain(parts: Iterable[str | None]) -> str:
    """Return text without Markdown and without the blanks that Chinese does not need, each part once."""
    said: list[str] = []
    for part in parts:
        text = _clean(part) if part else ""
        if text and not any(text in before for before in said):
            said.append(text)
    return " ".join(said)


@lru_cache(maxsize=8192)
def _clean(text: str) -> str:
    if _SIGNS.search(text):
        text = _MARKDOWN.sub(r"\1\2", text)
    return _BLANK.sub("", text.strip())
