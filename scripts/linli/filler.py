"""Fills the pages of a site: takes its `Inputs`, gives the HTML of each page, with its head, styles, body and footer."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache as once
from functools import cached_property
from html import escape
from itertools import chain
from typing import Any, Final

from linli import cache, kinds, phrases, stylesheets, written
from linli.assets import Assets
from linli.feeds import jsonld, manifest, opengraph
from linli.fill import Frame, divided
from linli.memory import Memory, digest
from linli.pictures.album import Album
from linli.render import Renderer, markdown
from linli.revisions import Revisions
from linli.schema import Package
from linli.timetable.phases import midnight
from linli.views import Edition, Page, slots
from linli.views.preview import pictures
from linli.views.site import wrong
from linli.views.sources import Sources

_ROOTED: Final = re.compile(r'(<[a-z][^<>]*?\s(?:href|src)=")/(?!/)', re.IGNORECASE)
"""A link that an editor wrote from the site's root, as in [书法班](/courses/shufa/)."""


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """All that the site is made of."""

    package: Package
    edition: Edition
    revisions: Revisions
    drawn: Mapping[str, str]
    """The builder's HTML by path: index.html, join/index.html, frames/course/index.html, 404.html."""
    assets: Assets
    renderer: Renderer
    album: Album = field(default_factory=Album)
    """The pictures of records."""
    memory: Memory = field(default_factory=Memory)
    """What earlier builds worked out."""

    @cached_property
    def sources(self) -> Sources:
        """What pages and feeds are made from."""
        return Sources(self.edition, self.package, self.album.key)


class Filler:
    """Fills frames and hand-written pages, rendering each slot once for every depth it occurs at."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs
        self._printed = inputs.edition.printed
        contexts = slots(inputs.edition, package=inputs.package, revisions=inputs.revisions)

        @once
        def slot(name: str, base: str) -> str:
            return inputs.renderer.slot(name, contexts.get(name, {}), base)

        self._slot: Callable[[str, str], str] = slot
        assets = inputs.assets
        self._shared = {
            "built": phrases.iso(midnight(inputs.edition.today)),
            "icons": "\n".join(manifest.links(self._printed)),
            **assets.bare,
        }
        tables = inputs.edition.community
        self._texts = {k.name: [getattr(r, k.text) for r in getattr(tables, k.table)] for k in kinds.made() if k.text}
        self._source = once(inputs.renderer.source)
        self._frames: dict[tuple[str, str], Frame] = {}
        self._looks: dict[str, str] = {}
        self._about = next((p for p in ("about/index.html", "index.html") if p in inputs.drawn), "")
        """The page that tells machines who the community is: the home page, only where there is no other."""

    def written(self, path: str, html: str) -> str:
        """A hand-written page with its slots filled."""
        address = path.removesuffix("index.html")
        found = [jsonld.organization(self._inputs.edition.community)] if path == self._about else []
        said = written.title(html), written.description(html)
        head = "" if path == "404.html" else self._head(address, *said, found)
        if path != "404.html":
            base = "../" * address.count("/") or "./"
            html = _ROOTED.sub(rf"\1{base}", html)
        return self._cut(html, page=path).page(
            {"head": head, "wrong": "" if path == "404.html" else self._wrong(address)}
        )

    def record(self, page: Page) -> str:
        """A record's page in its kind's frame."""
        frame = self._frame(page.kind, page.kind)
        return frame.page(
            {
                "title": escape(page.title),
                "description": escape(page.description),
                "head": self._head(
                    page.path,
                    page.title,
                    page.description,
                    self.told(page),
                    kind=kinds.of(page.kind),
                    picture=page.picture,
                ),
                "body": self._inputs.renderer.body(page, frame.base),
                "actions": self._actions(page, frame.base),
                "wrong": self._wrong(page.path),
            }
        )

    def told(self, page: Page) -> list[jsonld.Thing]:
        """What machines are told of it, with the pictures of its record: such as everybody can show."""
        record, images = page.record, list[str]()
        if record is not None and getattr(record, "image", None) is not None:
            base = self._frame(page.kind, page.kind).base
            images = [f"{base}{picture.upload or picture.src}" for picture in self._inputs.album.of(record)]
        return jsonld.of(page, self._inputs.edition, images)

    def look(self, kind: str) -> str:
        """A hash of everything about the pages of a kind that is not theirs alone: frame, templates, the program."""
        if kind not in self._looks:
            frame = self._frame(kind, kind)
            templates = map(self._source, (kind, "slots/actions", "parts/wrong"))
            said = [cache.program(), *frame.shared, self._slot("actions", frame.base), *templates]
            self._looks[kind] = digest(said)
        return self._looks[kind]

    def _actions(self, page: Page, base: str) -> str:
        """The two buttons at the bottom of phones: the page's own, else everybody's."""
        if page.actions is None:
            return self._slot("actions", base)
        return self._inputs.renderer.slot("actions", page.actions, base)

    def _wrong(self, address: str) -> str:
        """The line of the footer for who finds a mistake."""
        return self._inputs.renderer.part("wrong", {"link": wrong(self._inputs.edition, address)}, "")

    def redirect(self, target: str) -> str:
        """A page at an address that was published once, leading to the record that took its place."""
        frame = self._frame("course", "parts/moved")
        href = f"{frame.base}{target}/"
        head = f'<meta http-equiv="refresh" content="0; url={escape(href)}"><meta name="robots" content="noindex">'
        body = self._inputs.renderer.part("moved", {"href": href}, frame.base)
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
            self._frames[kind, view] = self._cut(self._inputs.drawn[f"{kinds.of(kind).frame}index.html"], view)
        return self._frames[kind, view]

    def _cut(self, html: str, view: str = "", page: str = "") -> Frame:
        """The drawn page as a frame, with the styles that it and its view want."""
        named = written.slots(html)
        views = [*(f"slots/{name}" for name in named), "parts/wrong", *([view] if view else [])]
        templates = "\n".join(map(self._source, views))
        signs = chain.from_iterable(map(self._signs, self._texts.get(view, ())))
        css = stylesheets.joined(
            stylesheets.wanted([*views, page], divided(html)[1:2], signs), self._inputs.assets.sheets
        )
        assets = self._inputs.assets
        script = assets.home if "today" in named else assets.script
        now = assets.folded if {"today", "timetable"}.intersection(named) else assets.now
        return Frame(
            html=html,
            shared=self._shared | {"css": css, "script": f"@@base@@{script}", "now": now},
            slot=self._slot,
            templates=templates,
        )

    def _signs(self, words: str | None) -> Sequence[str]:
        """The sheets that a text of the tables wants."""
        return self._inputs.memory.of("styles", [words], lambda: stylesheets.signs(markdown(words))) if words else ()

    def _head(
        self,
        address: str,
        title: str,
        description: str,
        found: Sequence[Mapping[str, Any]],
        *,
        kind: kinds.Kind | None = None,
        picture: str = "",
    ) -> str:
        url, base = self._inputs.edition.site_url, "../" * address.count("/") or "./"
        # a bare page says so itself
        lines = [written.UNLISTED] if kind and not (kind.listed or kind.bare) else []
        lines += [f'<link rel="canonical" href="{escape(url + address)}">'] if url else []
        shown = pictures(picture or address, self._printed)
        lines += opengraph.lines(title, description, address, shown, url, base)
        for thing in found:
            text = json.dumps(thing, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
            lines.append(f'<script type="application/ld+json">{text}</script>')
        return "\n".join(lines)


def frames() -> frozenset[str]:
    """The drawn files that are frames and no pages."""
    return frozenset(f"{kind.frame}index.html" for kind in kinds.made())
