"""A part of a community: takes some of its courses, gives the tables with what belongs to those and to no course."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from linli.model import Community

OF_COURSE: Final = {"courses": "id", "groups": "course", "schedules": "course", "changes": "course"}
"""The field that names the course."""


def of_courses(whole: Community, courses: Container[str | None], *, changed: bool = True) -> Community:
    """Return the community with these courses alone; not `changed`, as planned.

    Of changes, those count that name one of the courses, and with None among them those that name no course.
    """
    tables = dict(whole.tables)
    for table, name in OF_COURSE.items():
        tables[table] = tuple(record for record in tables[table] if record.__dict__[name] in courses)
    if not changed:
        tables["changes"] = ()
    return Community(identifier=whole.identifier, tables=tables, index=whole.index)
