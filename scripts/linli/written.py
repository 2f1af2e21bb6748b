"""Hand-written pages as the builder drew them: takes their HTML, gives title, description, slots and text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Final

UNLISTED: Final = '<meta name="robots" content="noindex">'
_TITLE: Final = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_DESCRIPTION: Final = re.compile(r'<meta name="description" content="(.*?)">', re.DOTALL)
_MAIN: Final = re.compile(r"<main[^>]*>(.*?)</main>", re.DOTALL)
_SLOT: Final = re.compile(r"<!-- slot: ([a-z-]+) -->")
_TAG: Final = re.compile(r"<(script|style|svg)\b.*?</\1>|<[^>]+>", re.DOTALL)


def title(html: str) -> str:
    """Return what stands in `<title>`."""
    return unescape(found[1]) if (found := _TITLE.search(html)) else ""


def description(html: str) -> str:
    """Return what the page tells search engines of itself."""
    return unescape(found[1]) if (found := _DESCRIPTION.search(html)) else ""


def slots(html: str) -> list[str]:
    """Return the names of the slots that the page holds."""
    return _SLOT.findall(html)


def texts(drawn: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield address, title and text of every page that the search may know; takes paths and HTML."""
    for path, html in drawn:
        main = _MAIN.search(html)
        if main and "data-unsearched" in main[0].split(">", 1)[0]:
            continue
        text = unescape(_TAG.sub(" ", _SLOT.sub("", main[1] if main else "")))
        name = title(html).split("｜")[0] if _TITLE.search(html) else path
        yield path.removesuffix("index.html"), name, " ".join(text.split())
