"""Articles of stories: takes stories, gives a page each, with the story's own words and photos."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from html import unescape

from linli import kinds, phrases
from linli.gzh.article import article, shared
from linli.model import Record
from linli.prose import text
from linli.views import page, stories
from linli.views.edition import Edition
from linli.views.page import Draft, Page, newest


def pages(edition: Edition) -> Iterator[Draft]:
    """One page a story."""
    for story in newest(edition.community.stories):
        yield Draft(kind="gzh-story", key=story.id, of=[story], make=partial(_page, edition, story))


def _page(edition: Edition, story: Record) -> Page:
    kind, path = kinds.of("gzh-story"), kinds.of("story").path(story.id)
    source = stories.source(story)
    day = phrases.full_day(story.date)
    code = f"{kind.path(story.id)}code.png"
    told = article(
        edition,
        path=path,
        folder=path,
        title=story.title,
        summary=story.summary or "",
        code=code,
        opens="看网站上的这一篇，长按识别二维码",
        lines=[story.summary or "", *paragraphs(story.body), f"来源：{source['text']}" if source else day],
        sample=bool(story.sample),
    )
    return Page(
        kind=kind.name,
        key=story.id,
        title=page.title(edition.community, story.title, "公众号文章"),
        description=f"《{story.title}》的公众号文章，复制就能用。",
        context={
            **shared(edition),
            "article": told,
            "story": story,
            "day": day,
            "source": source["text"] if source else "",
            "codes": [(code, f"{edition.site_url}{path}")] if told.code else [],
        },
        picture=path,
    )


def paragraphs(body: str | None) -> list[str]:
    """Return what a body says, a line for each paragraph, without signs of Markdown."""
    if not body:
        return []
    blocks = re.split(r"</(?:p|h[1-6]|li|tr|blockquote|pre)>|<br ?/?>", text.html(body))
    plain = (" ".join(unescape(re.sub(r"<[^>]*>", "", block)).split()) for block in blocks)
    return [line for line in plain if line]
