"""Story pages and their list: takes stories, gives `Page` values and the list's context."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from linli import phrases
from linli.model import Record
from linli.views import page
from linli.views.edition import Edition
from linli.views.page import Page


def pages(edition: Edition) -> Iterator[Page]:
    """One page a story, with the next older and newer one."""
    community = edition.community
    ordered = page.newest(community.stories)
    for number, story in enumerate(ordered):
        course = community.find("courses", story.course)
        service = community.find("services", story.service)
        links = [page.course_link(course)] if course else []
        links += [page.service_link(service)] if service else []
        yield Page(
            kind="story",
            key=story.id,
            title=page.title(community, story.title),
            description=story.summary or story.title,
            context={
                "story": story,
                "icon": page.icon(story, story.title),
                "date": phrases.long_day(story.date),
                "iso": story.date.isoformat(),
                "links": links,
                "source": source(story),
                "newer": page.story_link(ordered[number - 1]) if number else None,
                "older": page.story_link(ordered[number + 1]) if number + 1 < len(ordered) else None,
            },
            record=story,
        )


def listing(edition: Edition, limit: int | None = None) -> dict[str, Any]:
    """Context of the slots that list stories, the newest first."""
    chosen = page.newest(edition.community.stories)[:limit]
    return {"stories": [{"link": page.story_link(story), "story": story} for story in chosen]}


def source(story: Record) -> dict[str, str] | None:
    """Where a story's facts are from: 中国新闻网《…》,2024年5月31日."""
    if not (story.source_title or story.source_outlet):
        return None
    title = f"《{story.source_title}》" if story.source_title else ""
    when = f"，{phrases.full_day(story.source_date)}" if story.source_date else ""
    return {"text": f"{story.source_outlet or ''}{title}{when}", "href": story.source_url or ""}
