"""Addresses that were published once: takes redirects and `succeeds`, gives where each leads now."""

from __future__ import annotations

from collections.abc import Iterator

from linli.model import Community, Record


def redirects(community: Community) -> Iterator[tuple[str, str]]:
    """Yield old and new page for every row of redirects and for every former course that another one succeeds."""
    moved = {row.__dict__["from"].strip("/"): row.to.strip("/") for row in community.redirects}
    for course in community.courses:
        if course.succeeds and community.find("courses", course.succeeds) is None:
            moved.setdefault(f"courses/{course.succeeds}", f"courses/{course.id}")
    yield from sorted(moved.items())


def former(community: Community) -> Iterator[tuple[str, Record]]:
    """Yield every former course id, and the course that took its place in the end, over several in between."""
    moved = dict(redirects(community))
    for old in moved:
        table, _, key = old.partition("/")
        if table == "courses" and key and community.find("courses", key) is None:
            course = _end(community, moved, old)
            if course:
                yield key, latest(community, course) or course


def latest(community: Community, course: Record) -> Record | None:
    """Return the course that takes this one's place now, over several that succeeded each other; None for no other."""
    seen = {course.id}
    found = None
    while after := community.referring("courses", "succeeds", course.id):
        course = after[-1]
        if course.id in seen:
            break
        seen.add(course.id)
        found = course
    return found


def _end(community: Community, moved: dict[str, str], address: str) -> Record | None:
    for _ in range(len(moved) + 1):  # a ring of redirects has no end
        if address not in moved:
            table, _, key = address.partition("/")
            return community.find("courses", key) if table == "courses" else None
        address = moved[address]
    return None
