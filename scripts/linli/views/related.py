"""Which records point at which: takes a community, gives look-ups by course, service, venue and form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from linli.model import Community, Record
from linli.timetable import Timetable
from linli.timetable.series import Part
from linli.views.page import latest, newest


class Related:
    """Indexes over the tables, made once for all pages."""

    def __init__(self, community: Community, timetable: Timetable) -> None:
        self.unpublished = frozenset(timetable.unpublished_years)
        self._parts: dict[str, list[Part]] = defaultdict(list)
        for part in timetable.parts:
            self._parts[part.group.course.id].append(part)
        self._offers = _index(community.offers, "service")
        self._hours = _index(community.hours, "service")
        self._successors = {course.succeeds: course for course in community.courses if course.succeeds}
        self._courses: dict[str, dict[str, Record]] = defaultdict(dict)
        for group in timetable.groups:
            if group.form:
                self._courses[group.form][group.course.id] = group.course
        self._services = _index(community.services, "form")
        self._at_venue = _index(community.services, "venue")
        stories = newest(community.stories)
        self._stories = {name: _index(stories, name) for name in ("course", "service")}
        self._figures = {name: _index(latest(community.figures), name) for name in ("course", "service")}

    def parts(self, course: str) -> Sequence[Part]:
        """When a course meets."""
        return self._parts.get(course, ())

    def offers(self, service: str) -> Sequence[Record]:
        """The options of a service."""
        return self._offers.get(service, ())

    def hours(self, service: str) -> Sequence[Record]:
        """The opening hours of a service."""
        return self._hours.get(service, ())

    def successor(self, course: str) -> Record | None:
        """The course that took this one's place."""
        return self._successors.get(course)

    def courses_with(self, form: str) -> Sequence[Record]:
        """Courses one signs up for with the form, for any of their classes."""
        return list(self._courses.get(form, {}).values())

    def services_with(self, form: str) -> Sequence[Record]:
        """Services that use the form."""
        return self._services.get(form, ())

    def services_at(self, venue: str) -> Sequence[Record]:
        """Services in the place."""
        return self._at_venue.get(venue, ())

    def stories(self, *, course: str = "", service: str = "") -> Sequence[Record]:
        """Stories about the course or service, the newest first."""
        return self._stories["course" if course else "service"].get(course or service, ())

    def figures(self, *, course: str = "", service: str = "") -> Sequence[Record]:
        """Figures of the course or service."""
        return self._figures["course" if course else "service"].get(course or service, ())


def _index(records: Iterable[Record], field: str) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if key := getattr(record, field):
            found[key].append(record)
    return dict(found)
