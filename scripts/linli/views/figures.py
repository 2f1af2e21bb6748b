"""Figures with their date and source: takes the figures, gives the contexts of their slots."""

from __future__ import annotations

from typing import Any

from linli import phrases
from linli.model import Community, Record
from linli.views import page
from linli.views.edition import Edition
from linli.views.page import Link

STRIP = 4


def listing(edition: Edition) -> dict[str, Any]:
    """All figures, each with as_of, source and what it belongs to."""
    return {
        "figures": [
            {"figure": figure, "link": _link(edition.community, figure)} for figure in edition.community.figures
        ]
    }


def strip(edition: Edition) -> dict[str, Any]:
    """The first few; date and source stand once where they are the same for all."""
    every = edition.community.figures
    chosen = every[:STRIP]
    return {
        "figures": chosen,
        "dates": [phrases.full_day(day) for day in dict.fromkeys(figure.as_of for figure in chosen)],
        "sources": list(dict.fromkeys(figure.source for figure in chosen)),
        "more": len(every) > len(chosen),
    }


def _link(community: Community, figure: Record) -> Link | None:
    if course := community.find("courses", figure.course):
        return page.course_link(course)
    service = community.find("services", figure.service)
    return page.service_link(service) if service else None
