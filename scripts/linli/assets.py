"""Styles, scripts and files as they are published: takes the root, gives `Assets`.

The stylesheet goes into every page, the small scripts of overrides/assets/js are joined into one file, those of
overrides/assets/my into another, fetched when wanted; the pages of one request carry the style and script of
overrides/assets/bare instead. Everything else below overrides/assets and every file of content/ that is not Markdown is
published as it lies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rcssmin import cssmin
from rjsmin import jsmin

_BARE: Final = {
    "q": ("js/00-clock", "js/65-sizes", "js/80-folder", "js/95-offline", "bare/q"),
    "da": ("js/00-clock", "js/65-sizes", "js/80-folder", "js/95-offline", "bare/read"),
}
"""The script of each page of one request: what it needs of the site's own, and its own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Assets:
    """What the theme and the community bring besides pages."""

    css: str
    script: str
    """Address of the joined script below the site's root; its hash makes a phone fetch it anew when it changed."""
    bare: Mapping[str, str]
    """Scripts and styles that stand inside pages of one request, by their tokens."""
    now: str
    """The script inside every page that shows what holds now."""
    worker: str
    """The service worker, without its list of pages; empty where there is none."""
    files: tuple[tuple[str, bytes], ...]


def read(root: Path) -> Assets:
    """Return the assets. Raises OSError where the stylesheet is missing."""
    folder = root / "overrides/assets"
    joined = {name: _joined(sorted((folder / name).glob("*.js"))).encode() for name in ("js", "my")}
    version = hashlib.blake2b(joined["js"], digest_size=4).hexdigest()
    worker = folder / "sw.js"
    files = [
        ("assets/linli.js", joined["js"]),
        ("assets/my.js", joined["my"]),
        *_own(folder),
        *content(root / "content"),
    ]
    return Assets(
        css=cssmin((folder / "site.css").read_text("utf-8")),
        script=f"assets/linli.js?v={version}",
        bare=_bare(folder),
        now=str(jsmin((folder / "now.js").read_text("utf-8"))),
        worker=jsmin(worker.read_text("utf-8")) if worker.is_file() else "",
        files=tuple(files),
    )


def _bare(folder: Path) -> dict[str, str]:
    """Return each page's script and style by their tokens, as `q` and `qstyle`."""
    found = {}
    for name, parts in _BARE.items():
        found[name] = _joined(folder / f"{part}.js" for part in parts)
        styles = [folder / f"bare/{style}.css" for style in ("bare", name)]
        found[f"{name}style"] = cssmin("\n".join(path.read_text("utf-8") for path in styles))
    return found


def _joined(paths: Iterable[Path]) -> str:
    """The scripts as one, in this order."""
    return str(jsmin("\n".join(path.read_text("utf-8") for path in paths)))


def _own(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder).as_posix()
        if (
            not path.is_file()
            or relative in ("site.css", "sw.js", "now.js")
            or relative.startswith(("js/", "my/", "bare/"))
        ):
            continue
        data = path.read_bytes()
        yield (
            f"assets/{relative}",
            jsmin(data.decode(), keep_bang_comments=True).encode() if path.suffix == ".js" else data,
        )


def leaves(path: Path, folder: Path) -> bool:
    """Whether a link leads out of its folder, or to a folder, which would be published a second time."""
    try:
        return (path.is_symlink() and path.is_dir()) or not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return True


def content(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of content/ that is published as it lies."""
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder).as_posix()
        hidden = any(part.startswith(".") for part in relative.split("/"))
        if path.is_file() and not hidden and not leaves(path, folder) and path.suffix.lower() not in (".md", ".html"):
            yield relative, path.read_bytes()
