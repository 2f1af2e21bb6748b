"""Which stylesheets a page carries: takes the templates that it is made from, gives names of overrides/assets/styles.

A page carries its styles inside itself, so that nothing is waited for before it can be shown; what only other pages
use would be fetched for nothing. So each sheet styles one thing, and a template that has the thing is listed with it.
tests/browser/test_styles.py says by name what a page lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

BASE: Final = "base"
"""Every page's."""
_DAYS: Final = ("chips", "notes", "frame", "rows", "days")
"""Of sessions day by day."""
_RECORD: Final = ("record", "chips", "notes", "pills", "doors", "shots")
"""Of a record with a text, pictures and a button to send it."""
SHEETS: Final = {
    "404.html": ("doors",),
    "index.html": ("home",),
    "course": (
        *(*_RECORD, "alerts", "tables", "fold", "frame", "rows", "keep", "strip", "facts", "signup", "qr"),
        *("columns", "course"),
    ),
    "form": ("chips", "doors", "signup", "qr"),
    "month": (*_DAYS, "keep", "fold", "turn", "quiet", "corner", "sift", "seven"),
    "service": (*_RECORD, "tables", "strip", "facts", "signup", "qr", "columns", "service"),
    "story": (*_RECORD, "turn"),
    "venue": (*_DAYS, "keep", "quiet", "corner", "pills", "doors", "facts", "shots", "way"),
    "parts/moved": ("columns",),
    "portal/communities": ("chips", "notes", "list", "portal"),
    "portal/community": (*_DAYS, "list", "catalogue", "portal"),
    "portal/day": (*_DAYS, "pills", "portal"),
    "portal/figures": ("notes", "tables", "portal"),
    "portal/find": ("chips", "notes", "pills", "catalogue", "portal"),
    "portal/home": (*_DAYS, "list", "portal"),
    "portal/street": ("chips", "pills", "list", "portal"),
    "slots/changed": ("chips", "notes", "fold", "frame", "moves"),
    "slots/changes": ("chips", "list", "home"),
    "slots/course-list": ("chips", "fold", "catalogue"),
    "slots/field-tables": ("tables", "code"),
    "slots/figure-list": ("strip", "figures"),
    "slots/figures": ("strip",),
    "slots/my": (*_DAYS, "keep", "alerts", "pills", "list", "qr"),
    "slots/offline": ("list", "columns"),
    "slots/open": ("chips", "list", "home"),
    "slots/print": ("fold", "code", "months"),
    "slots/rule-list": ("chips", "fold", "code"),
    "slots/service-list": ("chips", "doors", "seen", "under"),
    "slots/services": ("chips", "doors", "home"),
    "slots/stories": ("doors", "seen"),
    "slots/story-list": ("pills", "doors", "seen", "sieve"),
    "slots/timetable": (*_DAYS, "keep", "fold", "pills", "months", "quiet", "corner", "sift", "grid", "seven"),
    "slots/today": (*_DAYS, "alerts", "quiet", "home"),
    "slots/week": ("chips", "week"),
}
"""The sheets beside the base of each template in overrides/views, and of pages that the theme itself writes; what is
not listed needs none."""
WRITTEN: Final = {
    "tables": "<table",
    "aligned": "aligned",
    "code": "<(pre|code)",
    "highlight": "highlight|filename",
    "fold": "<summary",
    "facts": "<dl",
    "text": "<(blockquote|hr|mark|ins|del|sub|sup|kbd|abbr|dl)|critic|task-list|footnote",
    "pictures": "<figure|<img[^>]* data-side|#only-",
    "admonition": "admonition",
    "tabs": "tabbed-set",
    "tiles": '"grid',
    "icons": "twemoji",
    "buttons": "md-button",
}
"""Sheets of what editors may write, and the expression that finds it: in hand-written pages and in the tables' texts.
Plain headings, paragraphs, lists and links need none."""
ORDER: Final = (
    *(BASE, "record", "chips", "alerts", "notes", "tables", "aligned", "code", "highlight", "fold", "text"),
    *("frame", "rows", "days", "keep", "pills", "doors", "seen", "under", "list", "strip", "facts", "signup", "qr"),
    *("turn", "months", "moves", "columns", "home", "week", "service", "course"),
    *("quiet", "corner", "sift", "grid", "seven", "catalogue", "shots", "way", "figures", "sieve"),
    *("pictures", "admonition", "tabs", "tiles", "icons", "buttons", "portal"),
)
"""As they follow each other in a page: a rule may adjust one of a sheet before it."""
_PAPER: Final = "@media print{"


def signs(text: str) -> list[str]:
    """Return the sheets that a text wants which an editor wrote, as HTML."""
    return [sheet for sheet, sign in WRITTEN.items() if re.search(sign, text)]


def wanted(templates: Iterable[str], texts: Iterable[str] = (), more: Iterable[str] = ()) -> list[str]:
    """Return the sheets, in order, of a page made from templates (`course`, `slots/today`), from texts as HTML, and more."""
    found = {BASE}.union(more, *(SHEETS.get(name, ()) for name in templates), *map(signs, texts))
    return [name for name in ORDER if name in found]


def joined(names: Iterable[str], sheets: Mapping[str, str]) -> str:
    """Return the minified sheets of these names as one. Paper, with which each ends, has the last word over all."""
    parts = [sheets[name].partition(_PAPER) for name in names]
    paper = "".join(rules.removesuffix("}") for _, _, rules in parts)
    return "".join(screen for screen, _, _ in parts) + (f"{_PAPER}{paper}}}" if paper else "")
