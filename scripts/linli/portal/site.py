"""The files of a portal: takes its city and the root, gives path and bytes of each: pages, search, figures, scripts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from linli import assets, kit
from linli.feeds import manifest
from linli.portal import shards
from linli.portal.pages import City, Pages
from linli.recipe import File

_SCRIPTS: Final = ("portal", "city")


def files(city: City, root: Path, figures: Mapping[str, Any]) -> Iterator[File]:
    """Yield every file; `figures` is the context of their page."""
    scripts = {name: kit.file(root, f"{assets.ASSETS}/dist/{name}.js").read_bytes() for name in _SCRIPTS}
    version = f"?v={hashlib.blake2b(b''.join(scripts.values()), digest_size=4).hexdigest()}"
    pages = Pages(city, assets=assets.read(root), root=root, scripts=version)
    yield from pages.all(figures)
    yield from shards.files(city)
    for name, data in scripts.items():
        yield f"assets/{name}.js", data
    yield manifest.FAVICON, manifest.seal(city.name)
    yield ".nojekyll", b""
