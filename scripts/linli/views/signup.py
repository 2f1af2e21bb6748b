"""How to sign up, as absolute facts: takes a form, gives `Signup`; whether it is open now the browser decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import quote, urlsplit

from linli import phrases
from linli.model import Community, Record
from linli.views.page import Phone, phone

_NOUNS: Final = {"意见": "填写", "订单": "下单"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Signup:
    """A form as pages show it."""

    id: str
    title: str
    kind: str
    href: str
    platform: str
    opens: str
    """2026-12-01T09:00+08:00, or empty."""
    closes: str
    seats: str
    left: str
    as_of: str
    waits: bool
    """Whether one can still put one's name down when it is full."""
    when: str
    """12月1日(周二)9:00开始，12月20日(周日)18:00截止"""
    total: str
    """共25个名额"""
    rest: str
    """余3个（截至11月23日）"""
    phone: Phone | None
    asks: str
    keeper: str
    sample: bool
    closed: bool
    """Closed for good before today; anything finer the browser decides."""
    said: str
    """报名, or 报名已截止 where it is closed for good."""
    until: str
    """12月20日截止"""
    word: str
    """12月1日9:00开放, else 需报名; true without a clock."""


def signup(community: Community, form: Record, record: str = "", today: date | None = None) -> Signup:
    """Return the form, its address carrying the record's id where the form has a parameter for it."""
    return Signup(
        id=form.id,
        title=form.title,
        kind=form.kind,
        href=address(form, record),
        platform=phrases.platform(form.url),
        opens=phrases.iso(form.opens_at) if form.opens_at else "",
        closes=phrases.iso(form.closes_at) if form.closes_at else "",
        seats="" if form.seats is None else str(form.seats),
        left="" if form.seats_left is None else str(form.seats_left),
        as_of=form.as_of.isoformat() if form.as_of else "",
        waits=form.waitlist,
        when=_when(form),
        total=f"共{form.seats}个名额" if form.seats is not None else "",
        rest=_rest(form),
        phone=phone(form.phone, community.organization.phone),
        asks=form.asks or "",
        keeper=form.keeper or "",
        sample=form.sample,
        closed=bool(today and closed(form, today)),
        said=f"{_NOUNS.get(form.kind, '报名')}已截止" if today and closed(form, today) else form.kind,
        until=f"{phrases.short_day(form.closes_at.date())}截止" if form.closes_at else "",
        word=f"{_opening(form)}开放" if _later(form, today) else "需报名",
    )


def code(form: Record | None, folder: str) -> str:
    """Address of the QR code image: the form's own, or one in `folder` where the form is told which record it is."""
    return f"{folder}qr.png" if form and form.param else f"forms/{form.id}/qr.png" if form else ""


def way(course: Record) -> str:
    """How one joins a course: 网上报名, 现场报名 or 无需报名."""
    return course.signup or ("网上报名" if course.form else "无需报名")


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
    return bool(form.closes_at and form.closes_at.date() < today)


def _later(form: Record, today: date | None) -> bool:
    return bool(today and form.opens_at and form.opens_at.date() > today)


def possible(forms: tuple[Record, ...], today: date) -> list[Record]:
    """Forms to join something that were not closed for good before today, the soonest to close first."""
    live = [f for f in forms if f.kind in ("报名", "招募") and not closed(f, today)]
    return sorted(live, key=lambda f: (f.closes_at is None, f.closes_at.timestamp() if f.closes_at else 0))


def _when(form: Record) -> str:
    return phrases.joined(
        [
            f"{phrases.moment(form.opens_at)}开始" if form.opens_at else "",
            f"{phrases.moment(form.closes_at)}截止" if form.closes_at else "",
        ],
        "，",
    )


def _opening(form: Record) -> str:
    return f"{phrases.short_day(form.opens_at.date())}{phrases.clock(form.opens_at.time())}"


def _rest(form: Record) -> str:
    if form.seats_left is None:
        return ""
    rest = f"余{form.seats_left}个" if form.seats_left else "已满"
    return rest + (f"（截至{phrases.short_day(form.as_of)}）" if form.as_of else "")
