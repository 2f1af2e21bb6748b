"""Fills a drawn page: takes HTML with tokens (`@@body@@`) and slots (`<!-- slot: today -->`), gives whole pages.

Tokens are the theme's: between the marks that it sets around a hand-written text they are text like any other, only slots
are filled there. The page's policy allows the scripts and styles that the theme wrote, and no others, whatever stands in
the texts of editors.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Final

_HOLE: Final = re.compile(r"@@([a-z]+)@@|<!-- slot: ([a-z-]+) -->")
_SLOT: Final = re.compile(r"<!-- slot: ([a-z-]+) -->")
_INLINE: Final = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
_BASE: Final = re.compile(r'<html[^>]* data-base="([^"]*)"')
_ACTIVE: Final = re.compile(r"<(?=/?(?:script|style|base|meta|link|iframe|frame|object|embed)\b)", re.IGNORECASE)
"""Tags that run or load something: in a hand-written text they are shown as they were typed."""
WRITTEN: Final = ("<!-- written -->", "<!-- /written -->")
"""The theme's marks around a hand-written text."""

Slots = Callable[[str, str], str]
"""Slot name and base prefix → HTML."""


class Frame:
    """A drawn page cut at its holes, with everything filled in that is the same for all pages made from it."""

    def __init__(self, html: str, shared: Mapping[str, str], slot: Slots, templates: str = "") -> None:
        """`templates` is the source of what slots and `body` are made from: its inline scripts are allowed too."""
        match = _BASE.search(html)
        self.base = match[1] if match else ""
        """Relative prefix to the site's root: '', '../', '../../'."""
        self._shared, self._slot = shared, slot
        self._parts, self._names = [""], list[str]()
        """The fixed text around the holes that differ from page to page, and the names of those."""
        before, written, after = divided(html)
        own = self._fill(before)
        self._parts[-1] += self._slots(_ACTIVE.sub("&lt;", written))
        own += self._fill(after)
        self._policy = policy(own + templates)

    @property
    def shared(self) -> list[str]:
        """What is the same in all pages made from it."""
        return [*self._parts, *self._names, self._policy]

    def page(self, values: Mapping[str, str]) -> str:
        """Return the frame with its remaining tokens filled; a token without a value becomes nothing."""
        pieces = [self._parts[0]]
        for name, part in zip(self._names, self._parts[1:], strict=True):
            pieces += (self._policy if name == "csp" else values.get(name, ""), part)
        return "".join(pieces)

    def _fill(self, html: str) -> str:
        """Take in what the theme wrote; return it without what is made from texts of the tables."""
        end = 0
        own = [""]
        for hole in _HOLE.finditer(html):
            own.append(html[end : hole.start()])
            self._parts[-1] += own[-1]
            end = hole.end()
            token, name = hole.groups()
            if name:
                self._parts[-1] += self._slot(name, self.base)
            elif token in self._shared:
                own.append(self._shared[token].replace("@@base@@", self.base))
                self._parts[-1] += own[-1]
            else:
                self._names.append(token)
                self._parts.append("")
        self._parts[-1] += html[end:]
        return "".join([*own, html[end:]])

    def _slots(self, written: str) -> str:
        return _SLOT.sub(lambda hole: self._slot(hole[1], self.base), written)


def divided(html: str) -> tuple[str, str, str]:
    """Return what the theme wrote before a hand-written text, that text, and what comes after.

    The text may hold such marks itself: its own are the first and the last of the page.
    """
    start, end = html.find(WRITTEN[0]), html.rfind(WRITTEN[1])
    if start < 0 or end < start:
        return html, "", ""
    return html[:start], html[start + len(WRITTEN[0]) : end], html[end + len(WRITTEN[1]) :]


def policy(html: str) -> str:
    """Return the Content-Security-Policy: own files, and the inline scripts and styles of what the theme wrote."""
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for kind, content in _INLINE.findall(html):
        if "@@" in content:
            continue  # a token that nobody fills: its name came from an editor
        digest = b64encode(hashlib.sha256(content.encode()).digest()).decode()
        if f"'sha256-{digest}'" not in hashes[kind]:
            hashes[kind].append(f"'sha256-{digest}'")
    scripts = " ".join(["'self'", *hashes["script"]])
    styles = " ".join(hashes["style"]) or "'none'"
    images = "'self' blob:" if "<canvas" in html else "'self'"  # a page that draws may show what it drew
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src {images}; connect-src 'self'; "
        "manifest-src 'self'; base-uri 'none'; form-action 'self'; "
        "trusted-types linli; require-trusted-types-for 'script'"  # overrides/assets/src/trusted.js
    )
