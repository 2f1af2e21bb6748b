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

from linli import kinds, stylesheets
from linli.pictures.files import is_published
from linli.pictures.raster import KINDS, UNREADABLE

ASSETS: Final = Path("overrides/assets")
_INSIDE: Final = ("now", "sw")
"""Scripts that stand inside pages, as do those of bare pages, or are published otherwise."""
_NOT_PUBLISHED: Final = ("src/", "bare/", "styles/")
_NOT_AS_IT_LIES: Final = KINDS | UNREADABLE | {".md", ".html"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Assets:
    """What the theme and the community bring besides pages."""

    sheets: Mapping[str, str]
    """Stylesheets that stand inside pages, by their names."""
    script: str
    """Address of every page's script below the site's root, with its version."""
    version: str
    """Stands behind the address of every script, `?v=1a2b3c4d`: a phone keeps a script until one of them changed."""
    bare: Mapping[str, str]
    """Scripts and styles that stand inside pages of one request, by their tokens."""
    now: str
    """The script inside every page that shows what holds now."""
    worker: str
    """The service worker, without its list of pages; empty where there is none."""
    files: tuple[tuple[str, bytes], ...]


def read(root: Path) -> Assets:
    """Return the assets. Raises OSError where a stylesheet or a script is missing."""
    folder = root / ASSETS
    own = {address: path.read_bytes() for address, path in theirs(root)}
    scripts = b"\0".join(data for address, data in own.items() if address.endswith(".js"))
    version = f"?v={hashlib.blake2b(scripts, digest_size=4).hexdigest()}"
    return Assets(
        sheets={name: cssmin((folder / f"styles/{name}.css").read_text("utf-8")) for name in stylesheets.ORDER},
        script=f"assets/linli.js{version}",
        version=version,
        bare=_bare(folder),
        now=_script(folder, "now"),
        worker=_script(folder, "sw") if (folder / "dist/sw.js").is_file() else "",
        files=(*own.items(), *content(root / "content")),
    )


def _script(folder: Path, name: str) -> str:
    """A script that stands inside pages, without the newline at its end."""
    return (folder / f"dist/{name}.js").read_text("utf-8").rstrip("\n")


def _bare(folder: Path) -> dict[str, str]:
    """Return each page's script and style by their tokens, as `q` and `qstyle`."""
    found = {}
    for kind in _bare_kinds():
        found[kind.name] = _script(folder, kind.name)
        texts = [(folder / f"bare/{style}.css").read_text("utf-8") for style in kind.styles]
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
    folder, inside = root / ASSETS, {f"dist/{name}.js" for name in (*_INSIDE, *bare())}
    yield "assets/linli.js", folder / "dist/linli.js"
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder).as_posix()
        bundled = relative.removeprefix("dist/")
        if not path.is_file() or relative in inside or bundled == "linli.js" or relative.startswith(_NOT_PUBLISHED):
            continue
        if bundled == relative and (folder / "dist" / relative).is_file():
            continue  # a script of others: its bundle is published
        yield f"assets/{bundled}", path


def content(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of content/ that is published as it lies; photos are drawn anew (pictures/album.py)."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in _NOT_AS_IT_LIES and is_published(path, folder):
            yield path.relative_to(folder).as_posix(), path.read_bytes()
