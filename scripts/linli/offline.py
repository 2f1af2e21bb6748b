"""The service worker with its list of pages: sees every file of the site as it is planned, gives `sw.js`.

The worker's text holds the addresses to keep and a hash of their bytes, so that a phone fetches them anew exactly
when one of them changed. What the worker does with them is in overrides/assets/src/sw.js.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

from linli.recipe import File, Recipe

FALLBACK: Final = "my/offline/"
"""The page shown in place of one that is not kept."""
_KEPT: Final = (FALLBACK, "timetable/", "my/", "join/", "da/", "services/")
"""Readable without network from the first visit on; every page that was opened is kept too."""
_SCRIPTS: Final = (
    "assets/linli.js",
    "assets/home.js",
    "assets/share.js",
    "assets/my.js",
    "assets/more.js",
    "assets/week.js",
    "assets/filter.js",
)

_LATER: Final = re.compile(
    r"(?:courses|services/[^/]+)/index\.html|search/index\.json|assets/(?:catalogue|class|grid|search)\.js"
)
"""Kept too, when the phone has time: not of the version, for they are not worth fetching again every day."""


def with_worker(files: Iterable[File | Recipe], worker: str, version: str) -> Iterator[File | Recipe]:
    """Yield the files unchanged, then sw.js; `version` stands behind the address of every script."""
    wanted = {f"{page}index.html": page for page in _KEPT} | {path: f"{path}{version}" for path in _SCRIPTS}
    seen: dict[str, bytes] = {}
    later = []
    for each in files:
        path = each.path if isinstance(each, Recipe) else each[0]
        if path in wanted and not isinstance(each, Recipe):
            seen[path] = hashlib.blake2b(each[1], digest_size=16).digest()
        if _LATER.fullmatch(path):
            later.append(f"{path}{version}" if path.endswith(".js") else path.removesuffix("index.html"))
        yield each
    digest = hashlib.blake2b(worker.encode(), digest_size=8)
    for path in sorted(seen):
        digest.update(path.encode() + b"\0" + seen[path])
    known = {
        "version": digest.hexdigest(),
        "pages": [address for path, address in wanted.items() if path in seen],
        "later": sorted(later),
        "fallback": FALLBACK,
    }
    yield "sw.js", f"const SITE={json.dumps(known, separators=(',', ':'))};\n{worker}".encode()
