"""How to sign up, as pages show it: takes classes, services and forms, gives `Block` values with what holds when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import quote, urlsplit

from linli import phrases
from linli.model import Record
from linli.records import FormKind
from linli.timetable import Group
from linli.timetable.form_phases import Joining, of_form
from linli.timetable.joining import TOLD
from linli.timetable.phases import Phase, at, midnight
from linli.views.edition import Edition
from linli.views.page import Link, Phone, phone

_NOUNS: Final = {FormKind.OPINION: "填意见表", FormKind.ORDER: "下单", FormKind.INTEREST: "登记意愿"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """One way to sign up, for one or more classes."""

    key: str
    """Names its phases in the page."""
    groups: Sequence[str]
    """Ids of the classes it is for; none on the pages of services and forms."""
    title: str
    """2027年春季学期, or empty where there is but one way."""
    joining: Joining
    kind: FormKind
    href: str
    """Address of the form; empty without one."""
    platform: str
    total: str
    """五门课共800个名额"""
    phone: Phone | None
    asks: str
    keeper: str
    sample: bool
    closed: bool
    """Over for good before the day of the build."""
    idle: bool
    """Whether nobody can join on the day of the build: over, paused, full without a waiting list."""
    qr: str
    """Address of the image with the form's address."""

    @property
    def verb(self) -> str:
        """What the button does, whatever the time: 打开报名表, 下单."""
        return _NOUNS.get(self.kind, f"打开{self.kind}表")

    @property
    def until(self) -> datetime | None:
        """From when on nobody can join any more; None where that is open."""
        return next((p.start for p in self.joining.phases if p.idle), None)

    @property
    def shown(self) -> Sequence[Phase]:
        """What the button does, by phases, where it does anything."""
        return [p for p in self.joining.phases if p.action and p.kind != "over"]


def of_classes(edition: Edition, course: Record) -> list[Block]:
    """Return the ways to sign up for a course: one for all classes that are alike, by term, the earliest first.

    Classes whose last session is over are left out, unless there is no other.
    """
    community, joinings = edition.community, edition.joinings
    alike: dict[tuple[object, ...], list[Group]] = {}
    for group in edition.alive(course):
        found = joinings.of(group)
        term = group.term.id if group.term else ""
        alike.setdefault((term, found.word, found.about, found.steps), []).append(group)
    several = len(alike) > 1
    last = max((n for n, groups in enumerate(alike.values(), 1) if community.find("forms", groups[0].form)), default=0)
    blocks = []
    for number, groups in enumerate(alike.values(), 1):
        first = groups[0]
        form = community.find("forms", first.form)
        blocks.append(
            _block(
                edition,
                max((joinings.of(group) for group in groups), key=lambda joining: joining.ends),
                form,
                record=course.id,
                key=f"join-{course.id}-{number}",
                groups=[group.id for group in groups],
                title=_title(groups, alike.values()) if several else "",
                total=_total(edition, form, groups) if form else "",
                number=course.phone,
                folder=f"courses/{course.id}/",
                image="qr.png" if number == last or not form else f"qr-{form.id}.png",
            )
        )
    return blocks


def of_record(edition: Edition, form: Record, service: Record | None = None) -> Block:
    """Return how one signs up with a form, on its own page or a service's."""
    return _block(
        edition,
        of_form(form),
        form,
        total=f"共{form.seats}个名额" if form.seats is not None else "",
        record=service.id if service else "",
        key=f"join-{form.id}",
        number=service.phone if service else None,
        folder=f"services/{service.id}/" if service else f"forms/{form.id}/",
        image="qr.png",
    )


def _block(
    edition: Edition,
    joining: Joining,
    form: Record | None,
    *,
    record: str,
    key: str,
    folder: str,
    image: str,
    groups: Sequence[str] = (),
    title: str = "",
    total: str = "",
    number: str | None = None,
) -> Block:
    used = joining.form is not None
    shown = form if used else None
    fallback = number or edition.community.organization.phone
    now = at(joining.phases, midnight(edition.today))
    return Block(
        key=key,
        groups=groups,
        title=title,
        joining=joining,
        kind=form.kind if form else FormKind.SIGNUP,
        href=address(shown, record) if shown else "",
        platform=phrases.platform(shown.url) if shown else "",
        total=total,
        phone=phone(form.phone if form else None, fallback),
        asks=(form.asks if form else "") or "",
        keeper=(form.keeper if form else "") or "",
        sample=bool(form and form.sample),
        closed=now.kind == "over",
        idle=now.idle,
        qr=(f"{folder}{image}" if shown.param and record else f"forms/{shown.id}/qr.png") if shown else "",
    )


def _total(edition: Edition, form: Record, groups: Sequence[Group]) -> str:
    """五门课共800个名额, as many as the form has for all; 共20个名额 of a class that counts its own or is one of several."""
    if form.seats is None:
        return ""
    own = any(group.seats_left is not None for group in groups)
    if not own and (pool := edition.joinings.pool(form)):
        return f"{pool}{form.seats}个名额"
    if not own and len(groups) == sum(group.form == form.id for group in edition.timetable.groups):
        return f"共{form.seats}个名额"
    (first, *others) = groups
    return f"共{first.capacity}{first.capacity_unit or '个名额'}" if first.capacity and not others else ""


def actions(
    blocks: Sequence[Block], number: Phone | None, *, choose: bool = False, instead: Link | None = None
) -> dict[str, Any]:
    """Return the two buttons at the bottom of phones: the telephone, and what can be done now.

    Where a class is to be chosen first (`choose`), the button leads there until one is; `instead` stands on the page
    of something that has no way to sign up.
    """
    return {
        "instead": instead,
        "phone": number,
        "choose": choose,
        "blocks": [
            {
                "groups": block.groups if choose else (),
                "href": block.href or "#signup",
                "plain": "怎么报名" if block.kind == FormKind.SIGNUP else block.verb,
                "phases": block.joining.phases,
                "closed": block.closed,
            }
            for block in blocks
        ],
    }


def codes(blocks: Sequence[Block], folder: str) -> list[tuple[str, str]]:
    """Return path and text of the QR images that a page brings itself."""
    return [(block.qr, block.href) for block in blocks if block.qr.startswith(folder)]


def address(form: Record, record: str) -> str:
    """The form's address as pasted; `?param=id` is added only where the form asks for it."""
    url = str(form.url)
    if not (form.param and record):
        return url
    head, hash_, tail = url.partition("#")
    sign = "&" if urlsplit(url).query else "?"
    return f"{head}{sign}{quote(form.param)}={quote(record)}{hash_}{tail}"


def closed(form: Record, today: date) -> bool:
    """Whether the form was closed before today began."""
    return bool(form.closes_at and form.closes_at <= midnight(today))


def possible(forms: Sequence[Record], today: date) -> list[Record]:
    """Forms to join something that were not closed for good before today, the soonest to close first."""
    live = [
        f for f in forms if f.kind in (FormKind.SIGNUP, FormKind.VOLUNTEERS, FormKind.INTEREST) and not closed(f, today)
    ]
    return sorted(live, key=lambda f: (f.closes_at is None, f.closes_at.timestamp() if f.closes_at else 0))


def way(joining: Joining) -> str:
    """One sentence for paper and lists: how one joins, whatever the clock says."""
    word = "" if joining.word == TOLD and joining.about else joining.word
    return phrases.joined([word, joining.about], "，").rstrip("。")


def _title(groups: Sequence[Group], all_: object) -> str:
    """The term's name, or the classes' where the term does not tell the ways apart."""
    term = groups[0].term
    names = phrases.joined([g.name for g in groups], "、")
    if term is None:
        return names
    others = [other for other in all_ if other is not groups and other[0].term is term]  # type: ignore[attr-defined]
    return phrases.joined([term.name, names if others else ""])
