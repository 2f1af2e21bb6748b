"""Who meets: takes the tables, gives each class of a course as a `Group`, the thing that residents sign up for.

A class is a row of groups.yml, a free name in the timetable where there is no such row, or the course itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zlib import crc32

from linli import ages, phrases
from linli.ages import Age
from linli.model import STOPPED, Community, Record
from linli.records import Signup, Standing


def group_key(group: str | None) -> str:
    """Return an ASCII key for a group's name, stable between builds."""
    if not group:
        return "0"
    return group.lower() if group.isascii() and group.isalnum() else f"{crc32(group.encode()):08x}"


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Group:
    """One class of one course (schema.org CourseInstance); what it does not say itself, its course says."""

    id: str
    """Permanent, ASCII: the id in groups.yml; course and key for a free name; the course's id for its only class."""
    key: str
    """Its part of the calendar UIDs."""
    name: str
    """启蒙一班; empty for the only class of a course, or of a term."""
    course: Record
    record: Record | None = None
    """Its row, where there is one."""
    term: Record | None = field(default=None)

    def _own(self, name: str) -> Any:
        value = getattr(self.record, name) if self.record else None
        return getattr(self.course, name) if value is None else value

    @property
    def form(self) -> str | None:
        """Id of the form one signs up with."""
        found: str | None = self._own("form")
        return found

    @property
    def signup(self) -> Signup | None:
        """How one joins, as written; None where nobody said it."""
        found: Signup | None = self._own("signup")
        return found

    @property
    def how_to_apply(self) -> str | None:
        """The way to join, in the editor's words."""
        found: str | None = self._own("how_to_apply")
        return found

    @property
    def teacher(self) -> str:
        """How the teacher is called."""
        return self._own("teacher") or ""

    @property
    def status(self) -> Standing:
        """Whether it goes on; a course that is over or paused has no class that is not."""
        own: Standing | None = self.record.status if self.record else None
        course: Standing | None = self.course.status
        return course if course and course in STOPPED else own or course or Standing.NORMAL

    @property
    def capacity(self) -> int | None:
        """How many have room, in `capacity_unit`."""
        found: int | None = self._own("capacity")
        return found

    @property
    def capacity_unit(self) -> str:
        """人, 组家庭; empty where nobody said what is counted."""
        return self._own("capacity_unit") or ""

    @property
    def seats_left(self) -> int | None:
        """What is left of this class alone."""
        return self.record.seats_left if self.record else None

    @property
    def as_of(self) -> date | None:
        """When that was counted."""
        return self.record.as_of if self.record else None

    @property
    def min_age(self) -> Age | None:
        """From which age on."""
        found: Age | None = self._own("min_age")
        return found

    @property
    def max_age(self) -> Age | None:
        """Up to which age."""
        found: Age | None = self._own("max_age")
        return found

    @property
    def ages(self) -> tuple[Age | None, Age | None]:
        """For the filters: as written, else those of the grades that the audience names, else open to every age."""
        low, high = self.min_age, self.max_age
        if low is None and high is None:
            return ages.school_ages(self.course.audience or "") or (None, None)
        return low, high

    @property
    def about(self) -> str:
        """What sets it apart, as its own row says: 5—7岁 · 放学后; empty where that says nothing else than the course."""
        if self.record is None:
            return ""
        own = self.record
        return phrases.joined([phrases.ages_beside(own.note, own.min_age, own.max_age), own.note])

    @property
    def sample(self) -> bool:
        """Whether what it says is made up."""
        return bool(self.record.sample if self.record else self.course.sample)


class Groups:
    """All classes of a community, found by how a row names them."""

    def __init__(self, community: Community) -> None:
        self._community = community
        self._found: dict[str, Group] = {}
        self._by_name: dict[tuple[str, str], list[Group]] = {}
        for record in community.groups:
            course = community.find("courses", record.course)
            if course is not None and record.id not in self._found:
                term = community.find("terms", record.term)
                group = Group(
                    id=record.id,
                    key=record.key or record.id,
                    name=record.name or "",
                    course=course,
                    record=record,
                    term=term,
                )
                self._found[record.id] = group
                self._by_name.setdefault((course.id, group.name), []).append(group)

    def of(self, course: Record, named: str | None, term: str | None = None) -> Group:
        """Return the class of `course` that a row names by id or name; in a term where the name is of several."""
        known = self._found.get(named) if named else None
        if known is not None and known.course is course:
            return known
        namesakes = self._by_name.get((course.id, named or ""), [])
        chosen = [g for g in namesakes if term is None or g.term is None or g.term.id == term]
        if len(chosen) == 1:
            return chosen[0]
        key = group_key(named)
        identifier = f"{course.id}-{key}" if named else str(course.id)
        if identifier not in self._found:
            self._found[identifier] = Group(id=identifier, key=key, name=named or "", course=course)
        return self._found[identifier]

    def all(self) -> tuple[Group, ...]:
        """Every class: those of groups.yml in file order, then those that only the timetable names."""
        return tuple(self._found.values())


def by_course(groups: Iterable[Group]) -> dict[str, list[Group]]:
    """Return the classes of each course."""
    found: dict[str, list[Group]] = {}
    for group in groups:
        found.setdefault(group.course.id, []).append(group)
    return found
