"""What others show instead of the page: the pictures beside its link in a chat, the icons on a home screen."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from linli.model import Community
from linli.timetable import Timetable

SITE: Final = "assets/"
"""The folder of the pictures of the site itself."""
WIDE: Final = "wide.png"
"""1200×630, for og:image."""
SQUARE: Final = "square.png"
"""300×300: WeChat shows the first picture of a page that is as large."""
FILES: Final = (WIDE, SQUARE)


class Icon(NamedTuple):
    """A picture of the seal; its shape is round, full or mask (overrides/paper/icon.typ)."""

    path: str
    side: int
    shape: str


APPLE: Final = Icon("assets/icon-180.png", 180, "full")
ICONS: Final = (
    APPLE,
    Icon("assets/icon-192.png", 192, "round"),
    Icon("assets/icon-512.png", 512, "round"),
    Icon("assets/icon-mask-512.png", 512, "mask"),
)


class Pictures(NamedTuple):
    """Addresses below the site's root; empty where none were made."""

    wide: str
    square: str


def folders(community: Community, timetable: Timetable) -> Iterator[str]:
    """Yield the folder of every pair of pictures: of the site, of each course, class, service and story."""
    yield SITE
    yield from (f"courses/{course.id}/" for course in community.courses)
    yield from (f"q/{group.id}/" for group in timetable.groups if group.record)
    yield from (f"services/{service.id}/" for service in community.services)
    yield from (f"stories/{story.id}/" for story in community.stories)


def pictures(folder: str, printed: Collection[str]) -> Pictures:
    """Return the pictures of a page; those of the site where it has none of its own."""
    found = folder if f"{folder}{WIDE}" in printed else SITE
    return Pictures(*(path if (path := f"{found}{file}") in printed else "" for file in FILES))
