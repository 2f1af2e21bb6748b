"""What the search box looks through: takes the community and the texts of hand-written pages, gives search/index.json.

Pages opened from a folder read the same as search/index.js. A record, as overrides/assets/src/finding.js reads it, is
`[kind, address, title, pinyin, when, tags, lead, text, last day, facts, states, ages, telephone]`; `states` are words
with the second between them from which the next ones hold, `ages` from and to in months, one pair after the other.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from functools import lru_cache
from typing import Any, Final

from linli import kinds, phrases
from linli.model import Community, Record
from linli.synonyms import SYNONYMS
from linli.timetable import Status
from linli.views import Edition, catalogue
from linli.views.chips import Chip
from linli.views.opening import opening
from linli.writing import WEEKDAYS

KINDS: Final = ("课程", "服务", "页面", "故事", "报名和表单", "地方", "数字")
"""Groups of results, the ones people come for first: they are ranked in this order."""
PAGE_LIMIT: Final = 150
"""Characters of a hand-written page that are searched: the manual alone is longer than all records together."""
_SILENT: Final = frozenset({"报名和表单", "数字"})
"""Kinds whose names nobody types in pinyin."""
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
_HAN: Final = re.compile(r"[\u3400-\u9fff]+|[A-Za-z0-9]+")
_PARTS: Final = ((12, "上午"), (18, "下午"), (24, "晚上"))

Written = tuple[str, str, str]
"""A hand-written page: address, title, text."""
Sounds = MutableMapping[str, str]
"""Pinyin by text."""
_Row = list[Any]


def files(edition: Edition, written: Iterable[Written], known: Sounds | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield search/index.json and search/index.js.

    `known` holds pinyin by text and is filled with what was missing: a caller that keeps it between builds saves the
    loading of the dictionary (0.12 s).
    """
    text = json.dumps(index(edition, written, known), ensure_ascii=False, separators=(",", ":"))
    yield "search/index.json", text.encode()
    yield "search/index.js", f"window.linliIndex={text};".encode()


def index(edition: Edition, written: Iterable[Written], known: Sounds | None = None) -> dict[str, Any]:
    """Return the kinds, the traditional characters, the synonyms, words worth trying, and all records.

    Traditional forms are given for what names and tags are written with.
    """
    community = edition.community
    rows = [*_records(edition), *_pages(community, written), *map(_figure, community.figures)]
    rows.sort(key=lambda row: int(row[0]))
    sounds = {} if known is None else known
    rows = [_trimmed(_sounding(row, sounds)) for row in rows]
    characters = {character for row in rows for cell in row[2:6] for character in cell}
    tried = Counter(course.category for course in community.courses) + Counter(s.kind for s in community.services)
    return {
        "kinds": KINDS,
        "han": _traditional(frozenset(characters)),
        "same": SYNONYMS,
        "try": [word for word, _ in tried.most_common() if word][:4],
        "rows": rows,
    }


def _records(edition: Edition) -> Iterator[_Row]:
    """A row for every record of the kinds that are searched."""
    for kind in kinds.KINDS:
        if kind.search:
            row = kinds.function(kind.search)
            yield from (row(edition, record) for record in edition.community.tables[kind.table])


def course(edition: Edition, course: Record) -> _Row:
    """Row of a course, found by its times, places and classes too."""
    sessions = edition.timetable.of_course(course.id)
    venues = dict.fromkeys(row.venue.name for row in sessions if row.venue)
    groups = dict.fromkeys(row.group for row in sessions if row.group)
    planned = [row.recurrence_id for row in sessions if row.status not in (Status.ADDED, Status.MAKEUP)]
    when = _when(sorted({(start.weekday(), start.hour, start.minute) for start in planned}))
    last = f"{sessions[-1].day:%Y-%m-%d}" if sessions else ""
    classes = catalogue.entries(edition, course)
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
        states=_states(catalogue.state(edition, course)),
        ages=list(dict.fromkeys((each.low, each.high) for each in classes)),
        phone=course.phone or "",
    )


def service(edition: Edition, service: Record) -> _Row:
    """Row of a service, found by its hours and prices too."""
    community = edition.community
    offers = [offer.name for offer in community.referring("offers", "service", service.id)]
    hours = community.referring("hours", "service", service.id)
    venue = community.find("venues", service.venue)
    return _row(
        "服务",
        f"services/{service.id}/",
        service.name,
        when=_when(sorted({(day, h.opens_at.hour, h.opens_at.minute) for h in hours for day in h.weekday.days})),
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
        facts=phrases.joined(
            [f"{line.days} {line.span}".strip() for line in opening(edition, service).lines[:2]], "，"
        ),
        phone=service.phone or "",
    )


def _pages(community: Community, written: Iterable[Written]) -> Iterator[_Row]:
    """The hand-written pages; the home page also speaks for the community itself."""
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


def story(_: Edition, story: Record) -> _Row:
    """Row of a story."""
    return _row("故事", f"stories/{story.id}/", story.title, tags=story.tags, lead=[story.summary], text=[story.body])


def form(_: Edition, form: Record) -> _Row:
    """Row of a form."""
    return _row("报名和表单", f"forms/{form.id}/", form.title, tags=[form.kind])


def venue(_: Edition, venue: Record) -> _Row:
    """Row of a place."""
    title = f"{venue.name} {venue.room}" if venue.room else venue.name
    return _row("地方", f"venues/{venue.id}/", title, text=[venue.address, venue.accessibility])


def _figure(figure: Record) -> _Row:
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
) -> _Row:
    words = [tag for tag in dict.fromkeys(tags) if tag]
    spans = [int(end or beyond) for age in ages if any(age) for end, beyond in zip(age, (0, _OLDEST), strict=True)]
    text = [part for part in text if part and part not in facts]
    said = [when, " ".join(words), _plain(lead), _plain(text), last, facts, list(states) or "", spans or "", phone]
    return [KINDS.index(kind), address, title, "", *said]


def _states(chip: Chip | None) -> list[str | int]:
    """报名中, 1768053600, 报名已截止: the words, and from when on the next ones hold."""
    if chip is None or not chip.phases:
        return [chip.plain] if chip and chip.plain else []
    found: list[str | int] = [""] if chip.phases[0].start else []
    for phase in chip.phases:
        found += [int(phase.start.timestamp())] if phase.start else []
        found.append(phase.brief)
    end = chip.phases[-1].end
    return [*found, int(end.timestamp()), ""] if end else found


def _trimmed(row: _Row) -> _Row:
    """Without the empty cells at its end."""
    while row[-1] == "":
        row.pop()
    return row


def _when(starts: Iterable[tuple[int, int, int]]) -> str:
    """`周一 周二 周末 晚上 19:00`: the words by which people look for a time."""
    words: dict[str, None] = {}
    clocks: dict[str, None] = {}
    for weekday, hour, minute in starts:
        words[WEEKDAYS[weekday]] = None
        clocks[next(part for until, part in _PARTS if hour < until)] = None
        clocks[f"{hour}:{minute:02d}"] = None
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


def _sounding(row: _Row, known: Sounds) -> _Row:
    """With the pinyin of its title and of each tag."""
    if KINDS[row[0]] not in _SILENT:
        row[3] = ",".join(filter(None, (_pinyin(text, known) for text in (row[2], *row[5].split(" ")) if text)))
    return row


def _pinyin(text: str, known: Sounds) -> str:
    """Return `shu fa ban`; phrases decide between readings (音乐 yin yue). Imported late: its dictionary is large."""
    found = known.get(text)
    if found is None:
        from pypinyin import lazy_pinyin  # noqa: PLC0415

        plain = unicodedata.normalize("NFKC", text).lower()
        found = " ".join(syllable for part in _HAN.findall(plain) for syllable in lazy_pinyin(part))
        known[text] = found
    return found


def _traditional(characters: frozenset[str]) -> str:
    """Return pairs 書书 for every common traditional form (Big5 level 1) of the characters, or that is one of them."""
    from opencc import OpenCC  # noqa: PLC0415

    codes = (bytes((lead, trail)) for lead in range(0xA4, 0xC9) for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    common = b"".join(codes).decode("big5", "ignore")
    simplified = OpenCC("t2s").convert("\n".join(common)).split("\n")
    pairs = zip(common, simplified, strict=True)
    return "".join(old + new for old, new in pairs if old != new and (new in characters or old in characters))
