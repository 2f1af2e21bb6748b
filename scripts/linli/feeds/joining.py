"""When one can begin to sign up, as an entry in a calendar: takes a course and a form, gives its title and description."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time, timedelta
from typing import Final

from linli import phrases
from linli.model import STOPPED, Community, Record
from linli.records import FormKind
from linli.timetable import Group
from linli.views.signup import address

LONG: Final = timedelta(minutes=15)
_KINDS: Final = frozenset({FormKind.SIGNUP, FormKind.VOLUNTEERS, FormKind.INTEREST})


def forms(community: Community, groups: Iterable[Group]) -> list[Record]:
    """Return the forms of classes that go on of which somebody wrote when they open, each once."""
    used = dict.fromkeys(group.form for group in groups if group.form and group.status not in STOPPED)
    found = [community.find("forms", key) for key in used]
    return [form for form in found if form and form.kind in _KINDS and form.opens_at]


def is_day(form: Record) -> bool:
    """Whether only the day was said."""
    return bool(form.opens_at.time() == time())


def title(course: Record, form: Record) -> str:
    """书法班 报名开始"""
    return f"{course.title} {'意愿登记' if form.kind == FormKind.INTEREST else form.kind}开始"


def description(course: Record, form: Record, page: str) -> str:
    """Return what the form is called, until when it is open, where it is and whom to ask."""
    closes = f"{phrases.deadline(form.closes_at, phrases.full_day)}截止" if form.closes_at else ""
    phone = form.phone or course.phone
    found = [
        phrases.joined([form.title, closes, form.how_to_apply], "，"),
        address(form, course.id) if form.url else "",
        f"课程：{page}" if page else "",
        f"电话：{phone}" if phone else "",
    ]
    return "\n".join(text for text in found if text)
