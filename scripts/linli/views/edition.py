"""What everything of one build is made from: takes the tables, their timetable and the day, works out once what many share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from linli.model import Community, Record
from linli.schema import Package
from linli.timetable import Group, Timetable
from linli.timetable.joining import Joinings
from linli.timetable.phases import midnight
from linli.views.related import Related
from linli.views.rows import Sessions

if TYPE_CHECKING:
    from linli.views.opening import Opening


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A community as it is told on one day."""

    community: Community
    timetable: Timetable
    today: date
    """The day of the build; nothing asks the clock."""
    site_url: str = ""
    """Absolute with a closing slash, or empty."""
    mirrors: tuple[str, ...] = ()
    """Other addresses of the same site, each as `site_url`."""
    paper: bool = False
    """Whether sheets for paper come with the site, so that pages may lead to them."""
    package: Package | None = None
    """The tables' own files and fields, for the pages that help to change them; without it there are none."""
    branch: str = ""
    """Where the tables lie on GitHub, https://github.com/OWNER/REPO/blob/BRANCH, or empty."""

    @cached_property
    def sessions(self) -> Sessions:
        """The rows of lists."""
        return Sessions(community=self.community, timetable=self.timetable, today=self.today, joinings=self.joinings)

    @cached_property
    def related(self) -> Related:
        """Which records point at which."""
        return Related(self.community, self.timetable)

    @cached_property
    def openings(self) -> dict[str, Opening]:
        """When services are open, by id, as views/opening.py finds it."""
        return {}

    @cached_property
    def joinings(self) -> Joinings:
        """How one takes part in each class."""
        return Joinings(self.community, self.timetable)

    @cached_property
    def printed(self) -> frozenset[str]:
        """The addresses of all sheets that come with the site."""
        from linli.views.sheets import printed  # noqa: PLC0415 -- which asks an edition itself

        return frozenset(printed(self)) if self.paper else frozenset()

    def alive(self, course: Record) -> list[Group]:
        """Return a course's classes of which something lies ahead or nothing is known; all where all are over."""
        groups = list(self.timetable.groups_of(course.id))
        named = [g for g in groups if g.record or self.timetable.of_group(g.id)] or groups
        now = midnight(self.today)
        ahead = [g for g in named if not (rows := self.timetable.of_group(g.id)) or rows[-1].over > now]
        return ahead or named
