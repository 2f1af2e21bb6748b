"""Fills a drawn page: takes HTML with tokens (`@@body@@`) and slots (`<!-- slot: today -->`), gives whole pages."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Final

_HOLE: Final = re.compile(r"@@([a-z]+)@@|<!-- slot: ([a-z-]+) -->")
_INLINE: Final = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
_BASE: Final = re.compile(r'<html[^>]* data-base="([^"]*)"')

Slots = Callable[[str, str], str]
"""Slot name and base prefix → HTML."""


class Frame:
    """A drawn page cut at its holes, with everything filled in that is the same for all pages made from it."""

    def __init__(self, html: str, shared: Mapping[str, str], slot: Slots, templates: str = "") -> None:
        """`templates` is the source of what `body` will be made from: its inline scripts are allowed too."""
        match = _BASE.search(html)
        self.base = match[1] if match else ""
        """Relative prefix to the site's root: '', '../', '../../'."""
        self._parts, self._names = [""], list[str]()
        """The fixed text around the holes that differ from page to page, and the names of those."""
        end = 0
        for hole in _HOLE.finditer(html):
            self._parts[-1] += html[end : hole.start()]
            end = hole.end()
            token, name = hole.groups()
            if name:
                self._parts[-1] += slot(name, self.base)
            elif token in shared:
                self._parts[-1] += shared[token].replace("@@base@@", self.base)
            else:
                self._names.append(token)
                self._parts.append("")
        self._parts[-1] += html[end:]
        self._policy = policy("".join(self._parts) + templates)

    def page(self, values: Mapping[str, str]) -> str:
        """Return the frame with its remaining tokens filled; a token without a value becomes nothing."""
        pieces = [self._parts[0]]
        for name, part in zip(self._names, self._parts[1:], strict=True):
            pieces += (self._policy if name == "csp" else values.get(name, ""), part)
        return "".join(pieces)


def policy(html: str) -> str:
    """Return the Content-Security-Policy: own files, and the inline scripts and styles that are in the page now."""
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for kind, content in _INLINE.findall(html):
        digest = b64encode(hashlib.sha256(content.encode()).digest()).decode()
        if f"'sha256-{digest}'" not in hashes[kind]:
            hashes[kind].append(f"'sha256-{digest}'")
    scripts = " ".join(["'self'", *hashes["script"]])
    styles = " ".join(hashes["style"]) or "'none'"
    images = "'self' blob:" if "<canvas" in html else "'self'"  # a page that draws may show what it drew
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src {images}; connect-src 'self'; "
        "manifest-src 'self'; base-uri 'none'; form-action 'self'"
    )
