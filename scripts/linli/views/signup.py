"""How to sign up, as absolute facts: takes a form, gives `Signup`; whether it is open now the browser decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlsplit

from linli.model import Community, Record
from linli.views import phrases
from linli.views.page import Phone, phone


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
    when: str
    """12月1日(周二)9:00开始，12月20日(周日)18:00截止"""
    count: str
    """共25个名额，余3个（截至11月23日）"""
    phone: Phone | None
    asks: str
    keeper: str
    sample: bool
    closed: bool
    """Closed for good before today; anything finer the browser decides."""
    until: str
    """12月20日截止"""
    word: str
    """12月1日开放, else 需报名; true without a clock."""


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
        when=_when(form),
        count=_count(form),
        phone=phone(form.phone, community.organization.phone),
        asks=form.asks or "",
        keeper=form.keeper or "",
        sample=form.sample,
        closed=bool(today and closed(form, today)),
        until=f"{phrases.short_day(form.closes_at.date())}截止" if form.closes_at else "",
        word=f"{phrases.short_day(form.opens_at.date())}开放" if _later(form, today) else "需报名",
    )


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


def _count(form: Record) -> str:
    if form.seats is None and form.seats_left is None:
        return ""
    total = f"共{form.seats}个名额" if form.seats is not None else ""
    rest = ""
    if form.seats_left is not None:
        rest = f"余{form.seats_left}个" if form.seats_left else "已满"
    return phrases.joined([total, rest], "，") + (f"（截至{phrases.short_day(form.as_of)}）" if form.as_of else "")
