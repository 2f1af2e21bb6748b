"""HTML from views: takes a `Page` or a slot's context, gives the piece of HTML that goes into a frame.

The only importer of jinja2 and cmarkgfm. Templates are overrides/views/<view>.html and overrides/views/slots/<slot>.html.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import cmarkgfm
from cmarkgfm.cmark import Options
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.meta import find_referenced_templates
from markupsafe import Markup

from linli import phrases
from linli.timetable.joining import brief
from linli.views import Page

_EXTENSIONS: Final = ["table", "strikethrough", "autolink"]
_OPTIONS: Final = Options.CMARK_OPT_VALIDATE_UTF8
"""Without CMARK_OPT_UNSAFE raw HTML and javascript: links are left out."""
_HEADING: Final = re.compile(r"(</?h)([1-6])(?=>)")
_ALIGN: Final = re.compile(r'(<t[hd]) align="\w+"')
_OMITTED: Final = "<!-- raw HTML omitted -->"
_DEEPER: Final = 2


class Renderer:
    """Renders bodies and slots; `base` is the relative prefix to the site's root: "", "../", "../../"."""

    def __init__(self, root: Path) -> None:
        self._loader = FileSystemLoader(root / "overrides/views")
        environment = Environment(
            loader=self._loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        environment.filters["markdown"] = markdown
        environment.filters["iso"] = phrases.iso
        environment.filters["brief"] = brief
        self._environment = environment
        self._templates: dict[str, Template] = {}

    def body(self, page: Page, base: str) -> str:
        """Return what stands in `<main>` of a record's page."""
        return self._render(f"{page.view}.html", page.context, base)

    def slot(self, name: str, context: Mapping[str, Any], base: str) -> str:
        """Return what replaces `<!-- slot: NAME -->`."""
        return self._render(f"slots/{name}.html", context, base)

    def source(self, name: str) -> str:
        """Return the text of a template and of all templates that it imports."""
        found, wanted = {}, [f"{name}.html"]
        while wanted:
            each = wanted.pop()
            if each not in found:
                found[each], _, _ = self._loader.get_source(self._environment, each)
                wanted += [one for one in find_referenced_templates(self._environment.parse(found[each])) if one]
        return "\n".join(found.values())

    def _render(self, name: str, context: Mapping[str, Any], base: str) -> str:
        template = self._templates.get(name)
        if template is None:
            template = self._templates[name] = self._environment.get_template(name)
        return template.render(context, base=base)


@lru_cache(maxsize=1024)
def markdown(text: str | None) -> Markup:
    """Return a record's Markdown as safe HTML, its headings starting at h3."""
    if not text:
        return Markup("")
    html = cmarkgfm.markdown_to_html_with_extensions(text, _OPTIONS, _EXTENSIONS)
    html = _HEADING.sub(lambda m: f"{m[1]}{min(int(m[2]) + _DEEPER, 6)}", html)
    return Markup(_ALIGN.sub(r"\1", html).replace(_OMITTED, ""))
