"""What a page of the site is before it is HTML: gives `Page`, `Draft` and the values that many pages share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from linli import kinds, phrases
from linli.model import Community, Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One page made from records."""

    kind: str
    """Its name in linli/kinds.py, which says where it stands and what draws it."""
    key: str = ""
    """Which of its kind: shufa, 2026-11; empty where there is only one."""
    title: str
    """The whole message, for `<title>`."""
    description: str
    context: Mapping[str, Any]
    record: Record | None = None
    actions: Mapping[str, Any] | None = None
    """Context of the two buttons at the bottom of phones; None for everybody's."""
    picture: str = ""
    """The folder of the pictures that chats show, where it is not the page's own."""
    beside: Sequence[tuple[str, bytes]] = ()
    """Files that only this page reads: path below the site's root, bytes."""

    @property
    def path(self) -> str:
        """Relative to the site's root, with a closing slash: courses/shufa/."""
        return kinds.of(self.kind).path(self.key)


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A page of which one knows where it stands and what it is made from, before it is made."""

    kind: str
    key: str
    of: Sequence[Record]
    """Whose words and dates it shows, with everything that points at them and at which they point (views/sources.py)."""
    make: Callable[[], Page]
    more: object = ""
    """What else it shows."""
    unseen: frozenset[str] = frozenset()
    """Fields of these records that it does not show."""

    @property
    def path(self) -> str:
        """As that of the page."""
        return kinds.of(self.kind).path(self.key)


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link inside the site; `href` is relative to its root."""

    href: str
    text: str
    icon: str = ""
    plain: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Phone:
    """A telephone number as shown and as dialled."""

    text: str
    href: str


def phone(number: str | None, fallback: str | None = None) -> Phone | None:
    """Return the number, else the fallback, else None."""
    text = number or fallback
    return Phone(text=text, href=f"tel:{phrases.tel(text)}") if text else None


def title(community: Community, *parts: str | None) -> str:
    """书法班｜每周三19:00｜竹影社区"""
    organization = community.organization
    return phrases.joined([*parts, organization.short_name or organization.name], "｜")


def place(venue: Record | None) -> str:
    """A venue's name with its room."""
    return phrases.joined([venue.name, venue.room], " ") if venue else ""


def course_link(course: Record) -> Link:
    """To a course, with its one plain sentence."""
    return Link(
        href=f"courses/{course.id}/", text=course.title, icon=icon(course, course.title), plain=course.plain or ""
    )


def service_link(service: Record) -> Link:
    """To a service, with its one plain sentence."""
    return Link(
        href=f"services/{service.id}/", text=service.name, icon=icon(service, service.name), plain=service.plain or ""
    )


def venue_link(venue: Record) -> Link:
    """To a place, its room named."""
    return Link(href=f"venues/{venue.id}/", text=place(venue))


def story_link(story: Record) -> Link:
    """To a story, with its summary and date."""
    return Link(
        href=f"stories/{story.id}/",
        text=story.title,
        icon=icon(story, story.title),
        plain=story.summary or "",
        note=phrases.full_day(story.date),
    )


def icon(record: Record, name: str) -> str:
    """The record's drawn mark, else the first telling character of its name."""
    return record.icon or initial(name)


def initial(name: str) -> str:
    """The first letter or character of a name, quotation marks left aside."""
    return next((sign for sign in name if sign.isalnum()), "邻")


def latest(figures: Sequence[Record]) -> list[Record]:
    """Of each figure that was counted several times the newest, where the first of them stands."""
    found: dict[tuple[object, ...], Record] = {}
    for figure in figures:
        key = counted(figure)
        if key not in found or figure.as_of > found[key].as_of:
            found[key] = figure
    return list(found.values())


def counted(figure: Record) -> tuple[object, ...]:
    """What is the same of one figure on all days."""
    return figure.label, figure.unit, figure.course, figure.service


def newest(stories: Sequence[Record]) -> list[Record]:
    """Stories by date, the newest first, in file order where equal."""
    return sorted(stories, key=lambda story: story.date, reverse=True)
