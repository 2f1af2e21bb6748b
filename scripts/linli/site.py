"""The whole site as values: takes the edition and the drawn pages, gives each file's path and bytes.

Nothing is read from or written to the disk here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any

from linli import kinds, offline, search, written
from linli.feeds import atom, changes, ics, manifest, opendata, qr, sitemap, version
from linli.filler import Filler, Inputs, frames
from linli.model import Record
from linli.recipe import File, Recipe
from linli.search.letters import heard
from linli.views import Draft, Page, drafts
from linli.views.moved import redirects
from linli.views.screen import CODE

__all__ = ["Inputs", "feed_files", "page_files", "plan"]


def plan(inputs: Inputs, sheets: Iterable[File | Recipe] = ()) -> Iterator[File | Recipe]:
    """Yield every file of the site once, or the recipe for it; `sheets` are those for paper."""
    assets, files = inputs.assets, chain(_files(inputs), sheets)
    return offline.with_worker(files, assets.worker, assets.version) if assets.worker else files


def _files(inputs: Inputs) -> Iterator[File | Recipe]:
    """Yield all but the service worker and the sheets."""
    yield from page_files(inputs)
    yield from inputs.assets.files
    tables = inputs.edition.community
    yield from inputs.album.files([*tables.stories, *tables.courses, *tables.services, *tables.venues])
    yield ".nojekyll", b""
    yield from feed_files(inputs)


def page_files(inputs: Inputs) -> Iterator[File | Recipe]:
    """Yield every page with its QR code, and the sitemap."""
    fill = Filler(inputs)
    real: list[str] = []
    skeletons = frames()
    for path, html in inputs.drawn.items():
        if path not in skeletons:
            yield path, fill.written(path, html).encode()
            real += [] if path == "404.html" or written.UNLISTED in html else [path.removesuffix("index.html")]
    for page in drafts(inputs.edition):
        real += [page.path] if kinds.of(page.kind).listed else []
        if isinstance(page, Draft):
            key, make = inputs.sources.key(page.of, page.more, page.unseen), partial(_drafted, fill, page)
        else:
            key, make = inputs.sources.shown([page, fill.told(page)]), partial(_page, fill, page)
        yield Recipe(path=f"{page.path}index.html", key=f"{fill.look(page.kind)}-{key}-{page.path}", make=make)
    for old, new in redirects(inputs.edition.community):
        yield f"{old}/index.html", fill.redirect(new).encode()
        if old.startswith("courses/") and not new.startswith("courses/"):
            yield f"{old.replace('courses/', 'q/', 1)}/index.html", fill.redirect(new).encode()
    yield f"{offline.FALLBACK}index.html", fill.offline().encode()
    if inputs.edition.site_url:
        yield CODE, qr.png(f"{inputs.edition.site_url}timetable/")
    yield "sitemap.xml", sitemap.sitemap(real, inputs.edition.site_url)


def _drafted(fill: Filler, draft: Draft) -> Iterator[File]:
    yield from _page(fill, draft.make())


def _page(fill: Filler, page: Page) -> Iterator[File]:
    yield f"{page.path}index.html", fill.record(page).encode()
    for path, text in page.context.get("codes", ()):
        yield path, qr.png(text)
    yield from page.beside


def feed_files(inputs: Inputs) -> Iterator[File]:
    """Yield calendars, open data, Atom, the manifest and the search index."""
    edition = inputs.edition
    yield from ics.calendars(edition, inputs.revisions.stamps, partial(_remembered, inputs, "series"))
    yield from opendata.files(inputs.package, edition)
    yield "feeds/stories.xml", atom.stories(edition.community, edition.site_url)
    yield version.PATH, version.told(edition)
    yield manifest.PATH, manifest.manifest(edition.community, edition.printed)
    if manifest.FAVICON not in dict(inputs.assets.files):  # a community's own goes before the drawn seal
        yield manifest.FAVICON, manifest.favicon(edition.community)
    yield from changes.files(edition.community, inputs.revisions, edition.site_url)
    no_page = {"404.html", *frames()}
    found = ((path, html) for path, html in inputs.drawn.items() if path not in no_page)
    yield from search.files(
        edition, written.texts(found), partial(_remembered, inputs, "search"), partial(_heard, inputs)
    )


def _heard(inputs: Inputs, texts: Sequence[str]) -> str:
    """Return how the texts of a row are read, asked anew only where one of them is another."""
    return inputs.memory.of("sounds", texts, partial(heard, texts))


def _remembered(inputs: Inputs, kind: str, record: Record, more: object, make: Callable[[], Any]) -> Any:
    """Return what is made from a record and something more, made now where it is not known."""
    return inputs.memory.of(kind, [inputs.sources.key([record], (record.table, record.id, more))], make)
