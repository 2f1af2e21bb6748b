"""Every kind of page, in one list: where it stands, what draws it, what machines and the search are told of it.

All that keeps a list of pages reads this one. A kind names its functions (`views.courses.pages`), which stand in layers
above; `function` finds them. tests/test_kinds.py says by name what a kind lacks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """Pages made alike: one for every record or month (`courses/*/`), or a single one (`my/`)."""

    name: str
    """Of its template overrides/views/<name>.html; of a bare kind also of its style and script, unless it is `like` another."""
    address: str
    """Below the site's root, with a closing slash; `*` is the key of one of several."""
    view: str = ""
    """Takes the edition, gives `Page` values; none for a page that is written in content/."""
    slot: str = ""
    """What a page in content/ holds: overrides/views/slots/<slot>.html."""
    nav: str = ""
    """Address of the entry of the navigation to which it belongs."""
    bare: bool = False
    """Whether it is drawn by overrides/bare.html, without the site's head and foot, in one request."""
    like: str = ""
    """The bare kind whose style and script it has, where they are not its own."""
    style: str = ""
    """The bare kind whose style it has before its own."""
    own_style: bool = False
    """Whether a bare kind does without the style that the others share."""
    listed: bool = True
    """Whether the sitemap and search engines know it."""
    table: str = ""
    """Whose records it shows, one on each page: their ids are promises, /<table>/<id>/ stays."""
    text: str = ""
    """The field of its records that its pages show as Markdown: what is written there may want styles of its own."""
    promised: tuple[str, ...] = ()
    """Other tables whose ids stand in its addresses."""
    keys: str = ""
    """Regular expression of its keys, where other files may lie beside its pages."""
    jsonld: str = ""
    """Takes the edition and the record, gives what the page says to machines (schema.org)."""
    search: str = ""
    """Takes the edition and the record, gives its row of the search index."""

    @property
    def frame(self) -> str:
        """The page that is drawn once for all of the kind, as deep as they are: frames/course/, frame-screen/."""
        depth = self.address.count("/")
        return f"frame-{self.name}/" if depth == 1 else f"frames/{'deeper/' * (depth - 2)}{self.name}/"

    @property
    def look(self) -> str:
        """Of a bare kind: the name of its style, its script, and of the class of its pages."""
        return self.like or self.name

    @property
    def styles(self) -> tuple[str, ...]:
        """Of a bare kind: names of the styles in overrides/assets/bare that stand inside its pages."""
        shared = () if self.own_style else ("bare",)
        return (*shared, *([self.style] if self.style else []), self.look)

    def path(self, key: str = "") -> str:
        """courses/shufa/"""
        return self.address.replace("*", key)


KINDS: Final = (
    Kind(
        name="course",
        address="courses/*/",
        view="views.courses.pages",
        nav="courses/",
        table="courses",
        text="description",
        jsonld="feeds.jsonld_course.course",
        search="search.rows.course",
    ),
    Kind(
        name="q",
        address="q/*/",
        view="views.landings.pages",
        bare=True,
        listed=False,
        promised=("courses", "groups"),
    ),
    Kind(
        name="month",
        address="timetable/*/",
        view="views.timetable.pages",
        nav="timetable/",
        keys=r"\d{4}-\d{2}",
    ),
    Kind(
        name="service",
        address="services/*/",
        view="views.services.pages",
        nav="services/",
        table="services",
        text="description",
        jsonld="feeds.jsonld_service.service",
        search="search.rows.service",
    ),
    Kind(
        name="story",
        address="stories/*/",
        view="views.stories.pages",
        nav="stories/",
        table="stories",
        text="body",
        jsonld="feeds.jsonld.story",
        search="search.rows.story",
    ),
    Kind(
        name="venue",
        address="venues/*/",
        view="views.venues.pages",
        nav="timetable/",
        table="venues",
        jsonld="feeds.jsonld.venue",
        search="search.rows.venue",
    ),
    Kind(
        name="form",
        address="forms/*/",
        view="views.forms.pages",
        nav="timetable/",
        table="forms",
        jsonld="feeds.jsonld.form",
        search="search.rows.form",
    ),
    Kind(name="gzh", address="gzh/", view="gzh.week.pages", bare=True, listed=False),
    Kind(name="gzh-course", address="gzh/courses/*/", view="gzh.course.pages", bare=True, like="gzh", listed=False),
    Kind(name="gzh-story", address="gzh/stories/*/", view="gzh.story.pages", bare=True, like="gzh", listed=False),
    Kind(name="edit", address="edit/", view="views.editing.pages", bare=True, listed=False),
    Kind(name="table", address="edit/*/", view="views.editing.tables", bare=True, style="edit", listed=False),
    Kind(name="timetable", address="timetable/", slot="timetable"),
    Kind(name="courses", address="courses/", slot="course-list"),
    Kind(name="services", address="services/", slot="service-list"),
    Kind(name="stories", address="stories/", slot="story-list"),
    Kind(name="figures", address="figures/", slot="figure-list"),
    Kind(name="my", address="my/", slot="my"),
    Kind(name="changes", address="changes/", slot="changed"),
    Kind(name="print", address="print/", slot="print"),
    Kind(name="da", address="da/", slot="da", bare=True),
    Kind(name="screen", address="screen/", slot="screen", bare=True, own_style=True, listed=False),
    Kind(name="embed", address="embed/", slot="embed", bare=True, listed=False),
)
"""In the order in which they are made."""

BESIDE: Final = ("calendar/", "data/", "feeds/", "search/")
"""Folders of the site beside its pages."""
HIDDEN: Final = ("pictures/", "frames/")
"""Folders to whose addresses nobody links: a build gives them."""


def made() -> list[Kind]:
    """Return the kinds whose pages are made from the tables, each in a frame."""
    return [kind for kind in KINDS if kind.view]


def of(name: str) -> Kind:
    """Return the kind of this name. Raises KeyError where there is none."""
    found = next((kind for kind in KINDS if kind.name == name), None)
    if found is None:
        raise KeyError(f"no kind of page is called {name}: see linli/kinds.py")
    return found


def folders() -> frozenset[str]:
    """Return the first folder of all that a build adds to the hand-written pages and to which one may link."""
    return frozenset(address.partition("/")[0] for address in (*(kind.address for kind in KINDS), *BESIDE, "404.html"))


def owns(file: str) -> bool:
    """Whether a file's address is taken by a build, whatever stands in the tables: q/shufa/index.html, calendar/all.ics.

    The folders of records are told by their ids.
    """
    return file.startswith((*BESIDE, *HIDDEN)) or any(re.match(_own(kind), file) for kind in made() if not kind.table)


def _own(kind: Kind) -> str:
    folder, several, _ = kind.address.partition("*")
    if not several:
        return f"{re.escape(folder)}index\\.html$"
    return re.escape(folder) + (f"{kind.keys}/" if kind.keys else "")


def tables() -> tuple[str, ...]:
    """Return the tables whose records have a page."""
    return tuple(kind.table for kind in KINDS if kind.table)


def permanent() -> tuple[str, ...]:
    """Return the tables whose ids are promises: of pages, of printed codes and calendars."""
    return tuple(dict.fromkeys((*tables(), *(table for kind in KINDS for table in kind.promised))))


def function(name: str) -> Callable[..., Any]:
    """Return what a kind names: `views.courses.pages`. Raises ImportError or AttributeError where it is missing."""
    module, _, own = name.rpartition(".")
    found: Callable[..., Any] = getattr(import_module(f"linli.{module}"), own)
    return found
