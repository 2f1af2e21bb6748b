"""Icons and emoji by name: takes `:material-clock:` and `:smile:`, gives a drawing inside the page and a character.

The drawings are those that Material for MkDocs brings, read one by one as they are named; an emoji is drawn by the
reader's own phone, so that nothing is fetched from elsewhere.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from linli import kit

NAMED: Final = (
    r"(?<![\w:]):((?:material|octicons|simple|fontawesome-(?:brands|regular|solid))-[a-z0-9-]+|[a-z0-9+_-]+):(?!:)"
)
"""Text between colons; most of it is no icon."""
_SET: Final = re.compile(r"(material|octicons|simple|fontawesome-(?:brands|regular|solid))-(.+)")
_PLACE: Final = re.compile(r' (?:xmlns|width|height)="[^"]*"')


class Icons(InlineProcessor):
    """Leaves what is not the name of an icon as it was typed."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(NAMED, md)

    def handleMatch(  # type: ignore[override]  # noqa: N802 -- Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        """Return the icon and where it stands."""
        if drawn := drawing(m[1]):
            icon = Element("span", {"class": "twemoji"})
            icon.text = self.md.htmlStash.store(drawn)
            return icon, m.start(), m.end()
        if character := emoji(m[1]):
            return character, m.start(), m.end()
        return None, None, None


@cache
def drawing(name: str) -> str:
    """Return an icon as SVG that takes the colour of the words around it, '' where there is none of this name."""
    found = _SET.fullmatch(name)
    file = _folder() / found[1].replace("-", "/") / f"{found[2]}.svg" if found else None
    if file is None or not kit.there(file):
        return ""
    svg = _PLACE.sub("", file.read_text("utf-8").strip())
    return svg.replace("<svg", '<svg aria-hidden="true"', 1)


@cache
def emoji(name: str) -> str:
    """Return the character, '' where there is none of this name. Imported late: its table is large."""
    from pymdownx import twemoji_db  # noqa: PLC0415

    key = f":{name}:"
    known = twemoji_db.emoji.get(twemoji_db.aliases.get(key, key), {})
    points = known.get("unicode_alt") or known.get("unicode") or ""
    return "".join(chr(int(point, 16)) for point in points.split("-") if point)


@cache
def names() -> tuple[str, ...]:
    """Return the name of every icon."""
    folder = _folder()
    found = (file.relative_to(folder).with_suffix("") for file in folder.glob("*/**/*.svg"))
    return tuple(sorted("-".join(path.parts) for path in found))


def _folder() -> Path:
    """Where they lie; Material itself is not imported."""
    spec = find_spec("material")
    return Path(spec.origin or "").parent / "templates/.icons" if spec else Path("/nowhere")
