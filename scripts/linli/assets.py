"""Styles, scripts and files as they are published: takes the root, gives `Assets`.

The stylesheets of overrides/assets/styles stand inside pages, each in those that want it (stylesheets.py). The scripts
are those of overrides/assets/dist, made of the modules of overrides/assets/src by a developer (`run.py bundle`), so that
a build needs no Node; most are published under their names, a few stand inside pages. Everything else below
overrides/assets and every file of content/ that is not Markdown is published as it lies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rcssmin import cssmin

from linli import kinds, kit, stylesheets
from linli.pictures.files import is_published
from linli.pictures.raster import KINDS, UNREADABLE

ASSETS: Final = "overrides/assets"
_INSIDE: Final = ("now", "folded", "sw", "portal", "city")
"""Scripts that stand inside pages, as do those of bare pages, or are published otherwise, or by a portal alone."""
_NOT_PUBLISHED: Final = ("src/", "bare/", "styles/")
_NOT_AS_IT_LIES: Final = KINDS | UNREADABLE | {".md", ".html"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Assets:
    """What the theme and the community bring besides pages."""

    sheets: Mapping[str, str]
    """Stylesheets that stand inside pages, by their names."""
    script: str
    """Address of every page's script below the site's root, with its version."""
    home: str
    """The same of the page with today's sessions, which has it instead: one request."""
    version: str
    """Stands behind the address of every script, `?v=1a2b3c4d`: a phone keeps a script until one of them changed."""
    bare: Mapping[str, str]
    """Scripts and styles that stand inside pages of one request, by their tokens."""
    now: str
    """The script inside every page that shows what holds now."""
    folded: str
    """The same of pages with today's list, which folds that too."""
    worker: str
    """The service worker, without its list of pages; empty where there is none."""
    files: tuple[tuple[str, bytes], ...]


def read(root: Path) -> Assets:
    """Return the assets. Raises OSError where a stylesheet or a script is missing."""
    own = {address: path.read_bytes() for address, path in theirs(root)}
    scripts = b"\0".join(data for address, data in own.items() if address.endswith(".js"))
    version = f"?v={hashlib.blake2b(scripts, digest_size=4).hexdigest()}"
    return Assets(
        sheets={name: cssmin(_text(root, f"styles/{name}.css")) for name in stylesheets.ORDER},
        script=f"assets/linli.js{version}",
        home=f"assets/home.js{version}",
        version=version,
        bare=_bare(root),
        now=_script(root, "now"),
        folded=_script(root, "folded"),
        worker=_script(root, "sw") if kit.file(root, f"{ASSETS}/dist/sw.js").is_file() else "",
        files=(*own.items(), *content(root / "content")),
    )


def _text(root: Path, path: str) -> str:
    return kit.file(root, f"{ASSETS}/{path}").read_text("utf-8")


def _script(root: Path, name: str) -> str:
    """A script that stands inside pages, without the newline at its end."""
    return _text(root, f"dist/{name}.js").rstrip("\n")


def _bare(root: Path) -> dict[str, str]:
    """Return each page's script and style by their tokens, as `q` and `qstyle`."""
    found = {}
    for kind in _bare_kinds():
        found[kind.name] = _script(root, kind.name)
        texts = [_text(root, f"bare/{style}.css") for style in kind.styles]
        found[f"{kind.name}style"] = cssmin("\n".join(texts))
    return found


def bare() -> list[str]:
    """Return the names of the pages of one request: their script and style stand inside them."""
    return [kind.name for kind in _bare_kinds()]


def _bare_kinds() -> list[kinds.Kind]:
    """Those whose style and script are their own."""
    return [kind for kind in kinds.KINDS if kind.bare and not kind.like]


def theirs(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield the address of every file that the theme publishes, and where it lies."""
    found, inside = kit.files(root, ASSETS), {f"dist/{name}.js" for name in (*_INSIDE, *bare())}
    yield "assets/linli.js", kit.file(root, f"{ASSETS}/dist/linli.js")
    for relative, path in found.items():
        bundled = relative.removeprefix("dist/")
        if relative in inside or bundled == "linli.js" or relative.startswith(_NOT_PUBLISHED):
            continue
        if bundled == relative and f"dist/{relative}" in found:
            continue  # a script of others: its bundle is published
        yield f"assets/{bundled}", path


def content(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of content/ that is published as it lies; photos are drawn anew (pictures/album.py)."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in _NOT_AS_IT_LIES and is_published(path, folder):
            yield path.relative_to(folder).as_posix(), path.read_bytes()
