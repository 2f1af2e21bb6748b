"""What the website offers to print and to forward: takes the edition, gives the sheets that views/sheets.py lists."""

from __future__ import annotations

from collections.abc import Iterator

from linli.paper import course, door, icons, noticeboard, preview, service
from linli.paper.sheet import Sheet
from linli.views.edition import Edition
from linli.views.print import Week, weeks
from linli.views.sheets import advertised, doors, offered


def sheets(edition: Edition) -> Iterator[Sheet]:
    """Yield what is to be printed: weeks, classes that are advertised, services, pictures for chats, icons."""
    found = weeks(edition)
    for week in found:
        yield noticeboard.sheet(edition, week)
    yield from rooms(edition, found[0])
    for each in edition.community.courses:
        if advertised(edition, each):
            yield from course.sheets(edition, each)
    for one in edition.community.services:
        if offered(edition, one):
            yield service.sheet(edition, one)
    yield from preview.sheets(edition)
    yield from icons.sheets(edition)


def rooms(edition: Edition, week: Week) -> Iterator[Sheet]:
    """Yield the week of every room in which something goes on."""
    yield from (door.sheet(edition, venue, week) for venue in doors(edition, week.first))
