"""Figures with their date and source: takes the figures, gives the contexts of their slots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from linli import phrases
from linli.model import Community, Record
from linli.views import page
from linli.views.chart import Chart, chart
from linli.views.edition import Edition
from linli.views.page import Link

STRIP = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """A figure: just the number, or a line where it was counted more than once."""

    figure: Record
    said: str
    """Date and source, where they are not those of the whole group."""
    chart: Chart | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """Figures of one topic with the courses and services that they tell of."""

    name: str
    said: str
    """Date and source of most of them, where the whole page has no other."""
    links: Sequence[Link]
    items: Sequence[Item]


def listing(edition: Edition) -> dict[str, Any]:
    """All figures by topic; date and source stand once where they are the same for all, or for a topic."""
    community = edition.community
    rows: dict[tuple[object, ...], list[Record]] = defaultdict(list)
    for figure in community.figures:
        rows[page.counted(figure)].append(figure)
    topics: dict[str, list[Record]] = defaultdict(list)
    for newest in page.latest(community.figures):
        topics[_topic(community, newest)].append(newest)
    shared = _shared(community.figures)
    found = []
    for name, figures in topics.items():
        own = shared or _shared(figures)
        links = {link.href: link for figure in figures if (link := _link(community, figure))}
        items = [
            Item(figure=figure, said="" if own else _said(figure), chart=chart(rows[page.counted(figure)]))
            for figure in figures
        ]
        found.append(Topic(name=name, said="" if shared else own, links=list(links.values()), items=items))
    return {"topics": found, "said": shared}


def strip(edition: Edition) -> dict[str, Any]:
    """The first few; date and source stand once where they are the same for all."""
    figures = page.latest(edition.community.figures)
    chosen = figures[:STRIP]
    return {
        "figures": chosen,
        "dates": [phrases.full_day(day) for day in dict.fromkeys(figure.as_of for figure in chosen)],
        "sources": list(dict.fromkeys(figure.source for figure in chosen)),
        "more": len(figures) > len(chosen),
    }


def _shared(figures: Iterable[Record]) -> str:
    """Date and source where all have the same, else nothing."""
    said = {_said(figure) for figure in figures}
    return said.pop() if len(said) == 1 else ""


def _said(figure: Record) -> str:
    return f"截至{phrases.full_day(figure.as_of)}，来源：{figure.source}"


def _topic(community: Community, figure: Record) -> str:
    """What it says, else the kind of its course or service, else 其他."""
    course = community.find("courses", figure.course)
    service = community.find("services", figure.service)
    return figure.topic or (course and course.category) or (service and (service.kind or service.name)) or "其他"


def _link(community: Community, figure: Record) -> Link | None:
    if course := community.find("courses", figure.course):
        return page.course_link(course)
    service = community.find("services", figure.service)
    return page.service_link(service) if service else None
