"""Every text of a site without a build: takes an edition, gives pages, calendars, feeds and what stands on the sheets."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import gaps
from linli import kinds
from linli.paper import site as paper
from linli.paper.sheet import plain
from linli.recipe import followed
from linli.render import Renderer
from linli.revisions.announced import announced
from linli.schema import Package
from linli.site import Inputs, feed_files, page_files
from linli.views import Edition
from tests_support import no_assets

ROOT = Path(__file__).resolve().parents[1]
SITE = "https://example.org/linli/"
BRANCH = "https://github.com/shili/wangzhan/blob/main"
MANUAL = "editing/index.html"
SLOTS = sorted(path.stem for path in (ROOT / "overrides/views/slots").glob("*.html"))
_SCRIPT = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
_OURS = re.compile(r"\bNone\b|Undefined|\bnan\b|\{\{|datetime\.|<Status|linli\.")
_TOKENS = "".join(f"@@{name}@@\n" for name in ("title", "description", "head", "body", "actions"))


def texts_of(edition: Edition, package: Package, renderer: Renderer) -> Iterator[tuple[str, str]]:
    """Yield each text with its path but the pictures; without the pages for editors if the edition has no package."""
    changes = announced(edition.community, edition.timetable, edition.today)
    inputs = Inputs(
        package=package,
        edition=edition,
        revisions=gaps.revisions(changes, edition.today),
        drawn={path: html for path, html in drawn().items() if edition.package or path != MANUAL},
        assets=no_assets(),
        renderer=renderer,
    )
    for path, data in (*followed(page_files(inputs)), *feed_files(inputs)):
        if not path.endswith(".png"):
            text = data.decode().replace("\r\n", "\n")
            assert not path.endswith(".html") or readable(_SCRIPT.sub("", text)), path
            yield path, text
    for sheet in paper.sheets(edition):
        yield sheet.path, json.dumps(_told(plain(sheet.data, str)), ensure_ascii=False, default=str) + "\n"


def readable(text: str) -> bool:
    """Whether no word of the program itself stands in a text for readers."""
    return _OURS.search(text) is None


def short(text: str) -> str:
    """A hash of a text that stands for it where it is not kept."""
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def _told(value: Any) -> Any:
    """Pictures of codes as hashes."""
    if isinstance(value, Mapping):
        return {key: _told(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_told(item) for item in value]
    return short(value) if isinstance(value, str) and len(value) > 400 else value


@cache
def drawn() -> dict[str, str]:
    """The barest frames: every token of records, one page with every slot, one with those of the manual."""
    manual = ("rule-list", "field-tables")
    others = [name for name in SLOTS if name not in ("actions", *manual)]
    pages = {"index.html": _written(others), MANUAL: _written(manual)}
    return pages | {f"{kind.frame}index.html": f"<title></title>{_TOKENS}" for kind in kinds.made()}


def _written(slots: Iterable[str]) -> str:
    """A hand-written page that holds these slots."""
    holes = "".join(f"<!-- slot: {name} -->\n" for name in slots)
    return f"<title>全部</title>@@head@@\n<main>{holes}</main>@@wrong@@\n"
