"""What the website offers to print and to forward: takes the community and its timetable, gives paths and bytes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from linli.model import Community
from linli.paper import course, door, icons, noticeboard, preview, service
from linli.paper.press import PaperError, Press
from linli.paper.sheet import Edition, Sheet
from linli.paper.typefaces import LACKING, find
from linli.timetable import Timetable
from linli.views.print import Week, weeks
from linli.views.related import Related
from linli.views.rows import Sessions

__all__ = ["LACKING", "PaperError", "begin", "files", "paths", "printable"]


def printable() -> bool:
    """Whether this machine has a Chinese typeface that may be published; `LACKING` is the sentence if not."""
    return find(publish=True) is not None


def paths(community: Community, timetable: Timetable, today: date) -> frozenset[str]:
    """Return the address of every file that `files` will give, for the pages that link to them."""
    return frozenset(sheet.path for sheet in sheets(community, timetable, today, ""))


def begin(community: Community, timetable: Timetable, today: date, site_url: str, root: Path) -> Press:
    """Start to print every sheet of the site in a process of its own; unchanged ones come from .cache/linli/paper.

    Raises PaperError where there is no Chinese typeface.
    """
    face = find(publish=True)
    if face is None:
        raise PaperError(LACKING)
    return Press(root, face, today, sheets(community, timetable, today, site_url))


def files(
    community: Community, timetable: Timetable, today: date, site_url: str, root: Path
) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of every sheet of the site.

    Raises PaperError where there is no Chinese typeface or a template is broken.
    """
    press = begin(community, timetable, today, site_url, root)
    yield from press.files()
    press.forget_others()


def sheets(community: Community, timetable: Timetable, today: date, site_url: str) -> Iterator[Sheet]:
    """Yield what is to be printed: weeks, classes that are advertised, services, pictures for chats, icons."""
    edition = Edition(community=community, today=today, site_url=site_url)
    related = Related(community, timetable)
    sessions = Sessions(community, timetable, today)
    found = weeks(sessions)
    for week in found:
        yield noticeboard.sheet(edition, sessions, week)
    yield from doors(edition, sessions, found[0])
    for each in community.courses:
        if course.advertised(timetable, each, today):
            yield from course.sheets(edition, timetable, related, each)
    for one in community.services:
        if service.offered(one, today):
            yield service.sheet(edition, related, one)
    yield from preview.sheets(edition, timetable, related)
    yield from icons.sheets(edition)


def doors(edition: Edition, sessions: Sessions, week: Week) -> Iterator[Sheet]:
    """Yield the week of every room in which something goes on."""
    for venue in edition.community.venues:
        if door.used(sessions.timetable, venue, week.first):
            yield door.sheet(edition, sessions, venue, week)
