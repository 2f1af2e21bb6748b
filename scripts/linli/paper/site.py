"""What the website offers to print and to forward: takes the edition, gives the sheets that views/sheets.py lists."""

from __future__ import annotations

from collections.abc import Iterator

from linli.paper import course, noticeboard, service
from linli.paper.sheet import Sheet
from linli.views.edition import Edition
from linli.views.print import weeks
from linli.views.sheets import advertised, offered


def sheets(edition: Edition) -> Iterator[Sheet]:
    """Yield what is to be printed: the weeks, every class that is advertised, every service."""
    for week in weeks(edition):
        yield noticeboard.sheet(edition, week)
    for each in edition.community.courses:
        if advertised(edition, each):
            yield from course.sheets(edition, each)
    for one in edition.community.services:
        if offered(edition, one):
            yield service.sheet(edition, one)
