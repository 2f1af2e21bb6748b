"""Articles of courses: takes courses that are advertised, gives a page with what their posters say and the next dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Final

from linli import kinds, phrases
from linli.gzh.article import article, shared
from linli.model import Record
from linli.paper.course import facts
from linli.paper.sheet import Fact
from linli.timetable import Occurrence
from linli.views import page, said, sheets
from linli.views.became import word
from linli.views.coming import headline
from linli.views.courses import first_of_each
from linli.views.edition import Edition
from linli.views.meetings import meetings
from linli.views.page import Draft, Page
from linli.views.times import clocks, short

NEXT: Final = 8


def pages(edition: Edition) -> Iterator[Draft]:
    """One page for each course that has a poster."""
    for course in edition.community.courses:
        if sheets.advertised(edition, course):
            yield Draft(kind="gzh-course", key=course.id, of=[course], make=partial(_page, edition, course))


def _page(edition: Edition, course: Record) -> Page:
    kind, landing = kinds.of("gzh-course"), kinds.of("q").path(course.id)
    rows = edition.timetable.of_course(course.id)
    usual = short(meetings(edition.related.parts(course.id), edition.today), rows)
    title = phrases.joined([course.title, *headline(course.status, rows, usual, edition.today)], "｜")
    plain = course.plain or course.summary or ""
    table, dates = facts(edition, course), _dates(edition, course)
    since = f"{phrases.short_day(edition.today)}起的课"
    code = f"{kind.path(course.id)}code.png"
    told = article(
        edition,
        path=landing,
        folder=f"courses/{course.id}/",
        title=title,
        summary=plain,
        code=code,
        opens="哪天上、哪天不上，长按识别二维码",
        lines=[plain, *lines(table), *([f"{since}："] if dates else []), *dates],
        phone=course.phone,
        card=sheets.picture_path(course),
        sample=bool(course.sample),
    )
    return Page(
        kind=kind.name,
        key=course.id,
        title=page.title(edition.community, course.title, "公众号文章"),
        description=f"{course.title}的公众号文章，复制就能用。",
        context={
            **shared(edition, course.phone),
            "article": told,
            "course": course,
            "facts": table,
            "dates": dates,
            "since": since,
            "codes": [(code, f"{edition.site_url}{landing}")] if told.code else [],
        },
        picture=f"courses/{course.id}/",
    )


def _dates(edition: Edition, course: Record) -> list[str]:
    """The next sessions in the words of messages, of several classes the next of each; none where 时间 says the only one."""
    ahead = [o for o in edition.timetable.of_course(course.id) if o.day >= edition.today]
    several = len(edition.alive(course)) > 1
    shown = (first_of_each(ahead, edition.today - timedelta(1)) if several else ahead)[:NEXT]
    if len(ahead) < 2:
        return []
    told: set[int] = set()
    found = []
    for _, o, text in said.dated(edition, shown, edition.related.parts(course.id), named=several):
        again = o.change is not None and id(o.change) in told
        found.append(_briefly(o, edition.today, named=several) if again else text.replace("\n", "，"))
        told.add(id(o.change))
    return found


def _briefly(o: Occurrence, today: date, *, named: bool) -> str:
    """基础一班，11月28日(周六)10:40–12:10，换地点: what was told of another class already needs no reason."""
    day = phrases.other_year(o.day, today) + phrases.day(o.day) + ("" if o.all_day else clocks(o))
    return phrases.joined([o.group if named else "", day, word(o)], "，")


def lines(table: Sequence[Fact]) -> Iterator[str]:
    """Yield the rows of a poster as lines of a text, each class on its own."""
    for row in table:
        parts = [phrases.joined([line["text"], line["more"]], " ") for line in row["lines"]]
        yield f"{row['name']}：{phrases.joined([row['head'], *parts], '；')}"
        yield from (phrases.joined([c["group"], c["days"], c["span"], c["note"]], " ") for c in row["classes"])
