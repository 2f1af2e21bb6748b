"""Articles of this and the next week: takes the timetable, gives one page with both, and with the list of all articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from linli import kinds, phrases
from linli.gzh.article import Article, article, shared
from linli.paper.blocks import Block, Slot, kept, lasting, off, slots
from linli.paper.rooms import short_names
from linli.views import page, sheets
from linli.views import print as noticeboard
from linli.views.edition import Edition
from linli.views.page import Link, Page, newest
from linli.views.preview import SITE
from linli.views.print import Week
from linli.views.screen import CODE


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldDay:
    """A day on which something would be."""

    name: str
    """11月24日 星期二"""
    official: str
    slots: list[Slot]


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldWeek:
    """A week with its article."""

    week: Week
    article: Article
    days: list[ToldDay]
    lasting: list[dict[str, Any]]


def pages(edition: Edition) -> Iterator[Page]:
    """The one page."""
    community = edition.community
    yield Page(
        kind="gzh",
        title=page.title(community, "公众号文章"),
        description="本周课表、每门课、每篇故事的公众号文章，复制就能用。",
        context={
            **shared(edition),
            "weeks": [_week(edition, week) for week in noticeboard.weeks(edition)],
            "courses": [
                Link(href=kinds.of("gzh-course").path(course.id), text=course.title)
                for course in community.courses
                if sheets.advertised(edition, course)
            ],
            "stories": [
                Link(href=kinds.of("gzh-story").path(story.id), text=story.title) for story in newest(community.stories)
            ],
        },
        picture=SITE,
    )


def _week(edition: Edition, week: Week) -> ToldWeek:
    organization = edition.community.organization
    days = list(_days(edition, week))
    running = list(lasting(edition.sessions, (o for day, found in week.sessions for o in kept(day, found))))
    name = organization.short_name or organization.name
    return ToldWeek(
        week=week,
        days=days,
        lasting=running,
        article=article(
            edition,
            path=kinds.of("timetable").path(),
            folder=SITE,
            title=f"{name}一周课表｜{week.name}",
            summary=f"{week.span}，哪天有什么课。",
            code=CODE,
            opens="看最新课表，长按识别二维码",
            lines=[*week.notices, *(line for day in days for line in _lines(day)), *map(_lasting, running)],
            key=f"week-{week.first.isoformat()}",
            sample=bool(organization.sample),
        ),
    )


def _days(edition: Edition, week: Week) -> Iterator[ToldDay]:
    names = short_names(venue.name for venue in edition.community.venues)
    before = ""
    for day, found in week.sessions:
        timed = slots(edition.sessions, kept(day, found), names=names, dated=True)
        name = phrases.other_year(day.date, edition.today) + phrases.short_day(day.date)
        told = ToldDay(name=f"{name} {phrases.star(day.date)}", official=off(day, before), slots=timed)
        before = day.holiday
        if told.slots or told.official:
            yield told


def _lines(day: ToldDay) -> Iterator[str]:
    yield phrases.joined([day.name, day.official], "，")
    for slot in day.slots:
        for block in slot.blocks:
            yield phrases.joined([slot.time, spoken(block)], " ")


def spoken(block: Block) -> str:
    """书法班 启蒙一班 · 基础一班，书法室，要报名; 停课，老师外出."""
    named = phrases.joined([block.title, block.classes], " ")
    return phrases.joined([named, block.topic, block.word, block.to, block.why, block.where, block.join], "，")


def _lasting(row: dict[str, Any]) -> str:
    return phrases.joined([row["what"], row["word"], row["when"], row["where"]], "，")
