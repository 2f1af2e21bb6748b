"""What can be joined: takes the forms, gives the context of the home page's list, each with what it is for."""

from __future__ import annotations

from typing import Any

from linli import phrases
from linli.model import Record
from linli.records import Standing
from linli.timetable import Group
from linli.timetable.form_phases import of_form
from linli.views.edition import Edition
from linli.views.page import Link
from linli.views.signup import possible
from linli.views.times import meetings, short


def opened(edition: Edition) -> dict[str, Any]:
    """Forms with a date that can or will be filled in; one that is always open stands on its service's page."""
    items = []
    for form in possible(edition.community.forms, edition.today):
        if not (form.opens_at or form.closes_at):
            continue
        link, note = _what_for(edition, form)
        items.append(
            {"form": form, "joining": of_form(form, pool=edition.joinings.pool(form)), "link": link, "note": note}
        )
    return {"items": items}


def _what_for(edition: Edition, form: Record) -> tuple[Link, str]:
    groups = [g for g in edition.timetable.groups if g.form == form.id and g.status != Standing.ENDED]
    courses = {group.course.id: group.course for group in groups}
    if len(courses) == 1:
        (course,) = courses.values()
        return Link(href=f"courses/{course.id}/", text=course.title), _course(edition, course, groups)
    link = Link(href=f"forms/{form.id}/", text=form.title)
    if courses:
        names = "、".join(course.title for course in list(courses.values())[:2])
        return link, f"{names}等{phrases.count(len(courses))}门课" if len(courses) > 2 else names
    return link, "、".join(service.name for service in edition.related.services_with(form.id)[:2])


def _course(edition: Edition, course: Record, groups: list[Group]) -> str:
    parts = [part for part in edition.related.parts(course.id) if part.group in groups]
    ages = phrases.ages(course.min_age, course.max_age) or course.audience
    return phrases.joined([short(meetings(parts, edition.today), edition.timetable.of_course(course.id)), ages])
