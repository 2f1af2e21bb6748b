"""Styles, scripts and files as they are published: takes the root, gives `Assets`.

The stylesheet goes into every page, the small scripts of overrides/assets/js are joined into one file, everything else
below overrides/assets and every file of content/ that is not Markdown is published as it lies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin


@dataclass(frozen=True, kw_only=True, slots=True)
class Assets:
    """What the theme and the community bring besides pages."""

    css: str
    script: str
    """Address of the joined script below the site's root; its hash makes a phone fetch it anew when it changed."""
    files: tuple[tuple[str, bytes], ...]


def read(root: Path) -> Assets:
    """Return the assets. Raises OSError where the stylesheet is missing."""
    folder = root / "overrides/assets"
    joined = jsmin("\n".join(path.read_text("utf-8") for path in sorted((folder / "js").glob("*.js")))).encode()
    version = hashlib.blake2b(joined, digest_size=4).hexdigest()
    files = [("assets/linli.js", joined), *_own(folder), *_content(root / "content")]
    css = cssmin((folder / "site.css").read_text("utf-8"))
    return Assets(css=css, script=f"assets/linli.js?v={version}", files=tuple(files))


def _own(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder).as_posix()
        if not path.is_file() or relative == "site.css" or relative.startswith("js/"):
            continue
        data = path.read_bytes()
        yield f"assets/{relative}", jsmin(data.decode()).encode() if path.suffix == ".js" else data


def _content(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder).as_posix()
        hidden = any(part.startswith(".") for part in relative.split("/"))
        if path.is_file() and not hidden and path.suffix.lower() not in (".md", ".html"):
            yield relative, path.read_bytes()
