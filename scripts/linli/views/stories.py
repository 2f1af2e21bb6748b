"""Story pages and their list: takes stories, gives `Page` values and the lists' contexts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from linli import phrases
from linli.model import STOPPED, Community, Record
from linli.views import catalogue, messages, page
from linli.views.chips import Chip
from linli.views.edition import Edition
from linli.views.page import Link, Page

KIN = 3
"""How many other stories of its topic a story leads to."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A story in the list."""

    link: Link
    story: Record
    topic: str
    dated: str
    """Its day, where the source above does not say it already."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Stories of one source, or those of our own."""

    source: dict[str, str] | None
    stories: Sequence[Told]


@dataclass(frozen=True, kw_only=True, slots=True)
class Door:
    """A course or service that a story is about, and whether one can join it."""

    link: Link
    chip: Chip | None = None
    state: str = ""


def pages(edition: Edition) -> Iterator[Page]:
    """One page a story, with the next older and newer one, and others of its topic."""
    community = edition.community
    ordered = page.newest(community.stories)
    topics: dict[str, list[Record]] = defaultdict(list)
    for story in ordered:
        topics[topic(community, story)].append(story)
    for number, story in enumerate(ordered):
        links = _doors(edition, story)
        about = topic(community, story)
        kin = [page.story_link(other) for other in topics[about] if about and other is not story]
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
                "topic": about,
                "links": links,
                "message": messages.of_story(story),
                "chips": [door.chip for door in links if door.chip and door.chip.key],
                "kin": kin[:KIN],
                "source": source(story),
                "newer": page.story_link(ordered[number - 1]) if number else None,
                "older": page.story_link(ordered[number + 1]) if number + 1 < len(ordered) else None,
            },
            record=story,
        )


def listing(edition: Edition, limit: int | None = None) -> dict[str, Any]:
    """Context of the slots that list some stories, the newest first."""
    chosen = page.newest(edition.community.stories)[:limit]
    return {"stories": [{"link": page.story_link(story), "story": story} for story in chosen]}


def shelves(edition: Edition) -> dict[str, Any]:
    """All stories by year, those of one source together under it, those of one day and topic side by side; all topics."""
    community, years = edition.community, []
    for year, found in groupby(page.newest(community.stories), key=lambda story: story.date.year):
        sources: dict[str, list[Record]] = defaultdict(list)
        for story in found:
            told = source(story)
            sources[told["text"] if told else ""].append(story)
        years.append((year, [_group(community, stories) for stories in sources.values()]))
    topics = Counter(told.topic for _, groups in years for group in groups for told in group.stories if told.topic)
    return {"years": years, "topics": topics.most_common()}


def topic(community: Community, story: Record) -> str:
    """What a story is about in one word: the kind of its course or service, else its first tag."""
    course = community.find("courses", story.course)
    service = community.find("services", story.service)
    return (course and course.category) or (service and service.kind) or next(iter(story.tags), "")


def source(story: Record) -> dict[str, str] | None:
    """Where a story's facts are from: 中国新闻网《…》,2024年5月31日."""
    if not (story.source_title or story.source_outlet):
        return None
    title = f"《{story.source_title}》" if story.source_title else ""
    when = f"，{phrases.full_day(story.source_date)}" if story.source_date else ""
    return {"text": f"{story.source_outlet or ''}{title}{when}", "href": story.source_url or ""}


def _group(community: Community, stories: Sequence[Record]) -> Group:
    topics = list(dict.fromkeys(topic(community, story) for story in stories))
    told = source(stories[0])
    return Group(
        source=told,
        stories=[
            Told(
                link=page.story_link(story),
                story=story,
                topic=topic(community, story),
                dated="" if told and story.date == story.source_date else phrases.full_day(story.date),
            )
            for story in sorted(stories, key=lambda s: (-s.date.toordinal(), topics.index(topic(community, s))))
        ],
    )


def _doors(edition: Edition, story: Record) -> list[Door]:
    course = edition.community.find("courses", story.course)
    service = edition.community.find("services", story.service)
    found = []
    if course:
        off = _off(course)
        chip = None if off else catalogue.state(edition, course, catalogue.choices(edition, course))
        found.append(Door(link=page.course_link(course), chip=chip, state=off))
    if service:
        found.append(Door(link=page.service_link(service), state=_off(service)))
    return found


def _off(record: Record) -> str:
    return str(record.status) if record.status in STOPPED else ""
