"""The whole site as values: takes the community, its timetable and the drawn pages, gives each file's path and bytes.

Nothing is read from or written to the disk here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from html import escape, unescape
from itertools import chain
from typing import Any, Final

from linli import offline, phrases, search
from linli.assets import Assets
from linli.beside import beside
from linli.feeds import atom, changes, ics, jsonld, manifest, opendata, opengraph, qr, sitemap
from linli.fill import Frame
from linli.model import Community
from linli.pictures.album import Album
from linli.render import Renderer, markdown
from linli.revisions import Revisions
from linli.schema import Package
from linli.styles import Stylesheet
from linli.timetable import Timetable
from linli.timetable.phases import midnight
from linli.views import Page, pages, slots
from linli.views.moved import redirects
from linli.views.preview import pictures
from linli.views.screen import CODE
from linli.views.site import wrong

File = tuple[str, bytes]
_MAIN: Final = re.compile(r"<main[^>]*>(.*?)</main>", re.DOTALL)
_TITLE: Final = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_DESCRIPTION: Final = re.compile(r'<meta name="description" content="(.*?)">', re.DOTALL)
_SLOT: Final = re.compile(r"<!-- slot: ([a-z-]+) -->")
_ROOTED: Final = re.compile(r'(<[a-z][^<>]*?\s(?:href|src)=")/(?!/)', re.IGNORECASE)
"""A link that an editor wrote from the site's root, as in [书法班](/courses/shufa/)."""
_UNLISTED: Final = '<meta name="robots" content="noindex">'
_TAG: Final = re.compile(r"<(script|style|svg)\b.*?</\1>|<[^>]+>", re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Inputs:
    """All that the site is made of."""

    package: Package
    community: Community
    timetable: Timetable
    revisions: Revisions
    drawn: Mapping[str, str]
    """The builder's HTML by path: index.html, join/index.html, frames/course/index.html, 404.html."""
    assets: Assets
    renderer: Renderer
    site_url: str
    """Absolute with a closing slash, or empty."""
    today: date
    printed: frozenset[str]
    """Addresses of the sheets for paper that will be there."""
    album: Album = field(default_factory=Album)
    """The pictures of records."""


def plan(inputs: Inputs, sheets: Iterable[File] = ()) -> Iterator[File]:
    """Yield every file of the site once; `sheets` are those for paper."""
    assets, files = inputs.assets, chain(_files(inputs), sheets)
    return offline.with_worker(files, assets.worker, assets.script) if assets.worker else files


def _files(inputs: Inputs) -> Iterator[File]:
    """Yield all but the service worker and the sheets; the feeds are made in a second process meanwhile."""
    feeds = beside(lambda: list(feed_files(inputs)))
    yield from page_files(inputs)
    yield from inputs.assets.files
    tables = inputs.community
    yield from inputs.album.files([*tables.stories, *tables.courses, *tables.services, *tables.venues])
    yield ".nojekyll", b""
    yield from feeds()


def page_files(inputs: Inputs) -> Iterator[File]:
    """Yield every page with its QR code, and the sitemap."""
    fill = _Filler(inputs)
    real: list[str] = []
    for path, html in inputs.drawn.items():
        if not path.startswith("frames/"):
            yield path, fill.written(path, html).encode()
            real += [] if path == "404.html" or _UNLISTED in html else [path.removesuffix("index.html")]
    for page in pages(inputs.community, inputs.timetable, inputs.today, inputs.printed):
        real += [page.path] if page.listed else []
        yield f"{page.path}index.html", fill.record(page).encode()
        for path, text in page.context.get("codes", ()):
            yield path, qr.png(text)
    for old, new in redirects(inputs.community):
        yield f"{old}/index.html", fill.redirect(new).encode()
        if old.startswith("courses/") and not new.startswith("courses/"):
            yield f"{old.replace('courses/', 'q/', 1)}/index.html", fill.redirect(new).encode()
    yield f"{offline.FALLBACK}index.html", fill.offline().encode()
    if inputs.site_url:
        yield CODE, qr.png(f"{inputs.site_url}timetable/")
    yield "sitemap.xml", sitemap.sitemap(real, inputs.site_url)


def feed_files(inputs: Inputs) -> Iterator[File]:
    """Yield calendars, open data, Atom, the manifest and the search index."""
    yield from ics.calendars(inputs.community, inputs.timetable, inputs.site_url, inputs.revisions.stamps)
    yield from opendata.files(inputs.package, inputs.community, inputs.timetable)
    yield "feeds/stories.xml", atom.stories(inputs.community, inputs.site_url)
    yield manifest.PATH, manifest.manifest(inputs.community, inputs.printed)
    yield from changes.files(inputs.community, inputs.revisions, inputs.site_url)
    yield from search.files(inputs.community, inputs.timetable, _written_texts(inputs.drawn))


class _Filler:
    """Fills frames and hand-written pages, rendering each slot once for every depth it occurs at."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs
        contexts = slots(
            inputs.community,
            inputs.timetable,
            inputs.today,
            package=inputs.package,
            revisions=inputs.revisions,
            site_url=inputs.site_url,
            printed=inputs.printed,
        )

        @cache
        def slot(name: str, base: str) -> str:
            return inputs.renderer.slot(name, contexts.get(name, {}), base)

        self._slot: Callable[[str, str], str] = slot
        assets = inputs.assets
        self._shared = {
            "script": f"@@base@@{assets.script}",
            "now": assets.now,
            "built": phrases.iso(midnight(inputs.today)),
            "icons": "\n".join(manifest.links(inputs.printed)),
            **assets.bare,
        }
        tables = inputs.community
        texts = [r.description for r in (*tables.courses, *tables.services)] + [story.body for story in tables.stories]
        self._styles = Stylesheet(assets.css, dict(assets.files)["assets/linli.js"].decode(), map(markdown, texts))
        self._source = cache(inputs.renderer.source)
        self._frames: dict[tuple[str, str], Frame] = {}
        self._about = next((p for p in ("about/index.html", "index.html") if p in inputs.drawn), "")
        """The page that tells machines who the community is: the home page, only where there is no other."""

    def written(self, path: str, html: str) -> str:
        """A hand-written page with its slots filled."""
        address = path.removesuffix("index.html")
        found = [jsonld.organization(self._inputs.community)] if path == self._about else []
        title, description = (unescape(one[1]) if (one := mark.search(html)) else "" for mark in (_TITLE, _DESCRIPTION))
        head = "" if path == "404.html" else self._head(address, title, description, found)
        if path != "404.html":
            base = "../" * address.count("/") or "./"
            html = _ROOTED.sub(rf"\1{base}", html)
        return self._cut(html).page({"head": head, "wrong": "" if path == "404.html" else self._wrong(address)})

    def record(self, page: Page) -> str:
        """A record's page in its kind's frame."""
        frame = self._frame(page.frame, page.view)
        return frame.page(
            {
                "title": escape(page.title),
                "description": escape(page.description),
                "head": self._head(
                    page.path,
                    page.title,
                    page.description,
                    jsonld.of(page, self._inputs.community, self._inputs.timetable),
                    page.picture,
                ),
                "body": self._inputs.renderer.body(page, frame.base),
                "actions": self._actions(page, frame.base),
                "wrong": self._wrong(page.path),
            }
        )

    def _actions(self, page: Page, base: str) -> str:
        """The two buttons at the bottom of phones: the page's own, else everybody's."""
        if page.actions is None:
            return self._slot("actions", base)
        return self._inputs.renderer.slot("actions", page.actions, base)

    def _wrong(self, address: str) -> str:
        """The line of the footer for who finds a mistake."""
        link = wrong(self._inputs.community, address, self._inputs.today)
        if not link:
            return ""
        return (
            f'<p class="tail">这一页不对？<a href="{escape(link.href)}" rel="nofollow">{link.text}</a>{link.note}</p>'
        )

    def redirect(self, target: str) -> str:
        """A page at an address that was published once, leading to the record that took its place."""
        frame = self._frame("course", "slots/moved")
        href = f"{frame.base}{target}/"
        head = f'<meta http-equiv="refresh" content="0; url={escape(href)}"><meta name="robots" content="noindex">'
        body = self._inputs.renderer.slot("moved", {"href": href}, frame.base)
        return frame.page(
            {
                "title": "这一页搬家了",
                "description": "这一页搬家了",
                "head": head,
                "body": body,
                "actions": self._slot("actions", frame.base),
            }
        )

    def offline(self) -> str:
        """The page that stands in for one that is not kept, where there is no network."""
        frame = self._frame("course", "slots/offline")
        words = {"title": "现在没有网络", "description": "没有网络时看到的一页"}
        head = '<meta name="robots" content="noindex">'
        return frame.page(
            {
                **words,
                "head": head,
                "body": self._slot("offline", frame.base),
                "actions": self._slot("actions", frame.base),
            }
        )

    def _frame(self, kind: str, view: str) -> Frame:
        if (kind, view) not in self._frames:
            self._frames[kind, view] = self._cut(self._inputs.drawn[f"frames/{kind}/index.html"], view)
        return self._frames[kind, view]

    def _cut(self, html: str, view: str = "") -> Frame:
        """The drawn page as a frame, with the styles that it and its view can need."""
        views = [f"slots/{name}" for name in _SLOT.findall(html)] + ([view] if view else [])
        templates = "\n".join(map(self._source, views))
        return Frame(html, self._shared | {"css": self._styles.for_page(f"{html}\n{templates}")}, self._slot, templates)

    def _head(
        self, address: str, title: str, description: str, found: Sequence[Mapping[str, Any]], picture: str = ""
    ) -> str:
        url, base = self._inputs.site_url, "../" * address.count("/") or "./"
        lines = [f'<link rel="canonical" href="{escape(url + address)}">'] if url else []
        shown = pictures(picture or address, self._inputs.printed)
        lines += opengraph.lines(title, description, address, shown, url, base)
        for thing in found:
            text = json.dumps(thing, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
            lines.append(f'<script type="application/ld+json">{text}</script>')
        return "\n".join(lines)


def _written_texts(drawn: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Address, title and text of every hand-written page, for the search."""
    found = []
    for path, html in drawn.items():
        if path.startswith("frames/") or path == "404.html":
            continue
        main, title = _MAIN.search(html), _TITLE.search(html)
        if main and "data-unsearched" in main[0].split(">", 1)[0]:
            continue
        text = unescape(_TAG.sub(" ", _SLOT.sub("", main[1] if main else "")))
        name = unescape(title[1]).split("｜")[0] if title else path
        found.append((path.removesuffix("index.html"), name, " ".join(text.split())))
    return found
