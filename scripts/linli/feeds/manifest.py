"""The site on a home screen and in a tab: takes a community and the icons that exist, gives site.webmanifest and favicon.svg."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from html import escape
from typing import Any, Final

from linli.model import Community
from linli.views.page import initial
from linli.views.preview import APPLE, ICONS

PATH: Final = "site.webmanifest"
FAVICON: Final = "assets/favicon.svg"
PAPER: Final = "#fffbf5"
"""The colour behind pages (overrides/assets/styles/base.css)."""
LONGEST: Final = 12
"""Characters below an icon."""


def manifest(community: Community, printed: Collection[str]) -> bytes:
    """Return the manifest; its addresses are relative to itself.

    `minimal-ui` keeps the way back: the pages have no such button, and an iPhone then opens them in its browser.
    """
    organization = community.organization
    name = organization.short_name or organization.name
    icons: list[dict[str, Any]] = [{"src": FAVICON, "sizes": "any", "type": "image/svg+xml"}]
    drawn = [
        {
            "src": icon.path,
            "sizes": f"{icon.side}x{icon.side}",
            "type": "image/png",
            "purpose": "maskable" if icon.shape == "mask" else "any",
        }
        for icon in ICONS
        if icon is not APPLE and icon.path in printed
    ]
    found = {
        "name": organization.name,
        "short_name": name[:LONGEST],
        "lang": "zh-CN",
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": PAPER,
        "background_color": PAPER,
        "icons": drawn or icons,
    }
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def favicon(community: Community) -> bytes:
    """Return the seal with the community's character, as the header of every page draws it."""
    organization = community.organization
    return seal(initial(organization.short_name or organization.name))


def seal(name: str) -> bytes:
    """Return the seal with the first character of a name."""
    character = escape(name[:1])
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" rx="9" fill="#b3382c"/>'
        '<rect x="4" y="4" width="40" height="40" rx="6" fill="none" stroke="#fff" stroke-width="1.5"/>'
        '<text x="24" y="33.5" fill="#fff" font-family="Noto Serif CJK SC,Songti SC,SimSun,serif" font-size="27" '
        f'font-weight="700" text-anchor="middle">{character}</text></svg>\n'
    ).encode()


def links(printed: Collection[str]) -> Iterator[str]:
    """Yield the lines of every page's head, addresses after the token of the way to the root."""
    yield f'<link rel="manifest" href="@@base@@{PATH}">'
    if APPLE.path in printed:
        yield f'<link rel="apple-touch-icon" href="@@base@@{APPLE.path}">'
