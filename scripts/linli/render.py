"""HTML from views: takes a `Page` or a slot's context, gives the piece of HTML that goes into a frame.

The only importer of jinja2. Templates are overrides/views/<view>.html, and below it slots/<slot>.html, parts/<part>.html.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup

from linli import cache, kit, phrases
from linli.gzh import subset
from linli.pictures.album import Album
from linli.prose import text
from linli.timetable.joining import brief
from linli.views import Page

VIEWS: Final = "overrides/views"
_NAMED: Final = re.compile(r'\{%-?\s*(?:extends|include|import|from)\s+"([^"]+)"')
"""The templates that one takes in."""
_ROOTED: Final = re.compile(r'(<[a-z][^<>]*? (?:href|src)=")/(?!/)')
"""A link that an editor wrote from the site's root, as in [书法班](/courses/shufa/)."""


def loader(root: Path) -> FileSystemLoader:
    """Where templates are read from: the site's own before the kit's."""
    return FileSystemLoader([each / VIEWS for each in kit.roots(root)])


def environment(root: Path, version: str = "") -> Environment:
    """How templates are read: escaping, filters, and no silence about what is missing."""
    made = Environment(
        loader=loader(root),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.globals["version"] = version
    made.filters.update(markdown=_markdown, iso=phrases.iso, brief=brief, addresses=_addresses, pictures=Album().of)
    made.filters["article"] = _article
    return made


class _Compiled(BytecodeCache):
    """Templates that were read before."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        if found := cache.kept(self._folder / bucket.key):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        cache.keep(self._folder / bucket.key, bucket.bytecode_to_string())


class Renderer:
    """Renders bodies and slots; `base` is the relative prefix to the site's root: "", "../", "../../"."""

    def __init__(self, root: Path, album: Album | None = None, version: str = "") -> None:
        """`album` has the pictures of records: templates ask for them by `record | pictures`.

        `version` stands behind the address of every script.
        """
        self._environment = environment(root, version)
        self._environment.bytecode_cache = _Compiled(cache.folder(root) / "templates")
        if album:
            self._environment.filters["pictures"] = album.of
        self._loader = loader(root)
        self._templates: dict[str, Template] = {}
        self._sources: dict[str, tuple[str, Sequence[str]]] = {}

    def body(self, page: Page, base: str) -> str:
        """Return what stands in `<main>` of a record's page."""
        return self._render(f"{page.kind}.html", page.context, base)

    def slot(self, name: str, context: Mapping[str, Any], base: str) -> str:
        """Return what replaces `<!-- slot: NAME -->`."""
        return self._render(f"slots/{name}.html", context, base)

    def part(self, name: str, context: Mapping[str, Any], base: str) -> str:
        """Return a piece that a page gets for itself, and that editors can not put anywhere."""
        return self._render(f"parts/{name}.html", context, base)

    def source(self, name: str) -> str:
        """Return the text of a template and of all templates that it imports."""
        found, wanted = {}, [f"{name}.html"]
        while wanted:
            each = wanted.pop()
            if each not in found:
                found[each], others = self._source(each)
                wanted += others
        return "\n".join(found.values())

    def _source(self, name: str) -> tuple[str, Sequence[str]]:
        """The text of a template and the names of those that it imports, read once."""
        if name not in self._sources:
            text, _, _ = self._loader.get_source(self._environment, name)
            self._sources[name] = text, _NAMED.findall(text)
        return self._sources[name]

    def _render(self, name: str, context: Mapping[str, Any], base: str) -> str:
        template = self._templates.get(name)
        if template is None:
            template = self._templates[name] = self._environment.get_template(name)
        return template.render(context, base=base)


def finished(html: str) -> Markup:
    """Return HTML that a template wrote before, perhaps in another process."""
    return Markup(html)


def markdown(words: str | None) -> Markup:
    """Return a record's Markdown as safe HTML, its headings starting at h3."""
    return Markup(text.html(words)) if words else Markup("")


def _addresses(srcset: str, base: str) -> str:
    """The addresses of a picture's versions, from where the page is."""
    return srcset.replace("@", base)


def _article(html: Markup, base: str, url: str, here: str = "") -> Markup:
    """The HTML as an article of 公众号."""
    return Markup(subset.article(html, base, url, here))


@pass_context
def _markdown(context: Context, words: str | None) -> Markup:
    """The same, with links that lead from the site's root, wherever that is."""
    html = markdown(words)
    base = context["base"] or "./"
    return Markup(_ROOTED.sub(lambda match: f"{match[1]}{base}", html)) if '="/' in html else html
