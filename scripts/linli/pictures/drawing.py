"""Drawings (SVG) of our own: takes the text of a file, gives its description, proportions and what it is in the dark.

A drawing is made of the colours below; in the dark each becomes its counterpart, as it does in the stylesheet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Final

DARK: Final = {
    "#fffbf5": "#262320",  # paper
    "#2b2622": "#e6ddd2",  # ink
    "#b3382c": "#ff9c8c",  # cinnabar
    "#2f6b4f": "#8fd3b0",  # bamboo
    "#2a4b7c": "#a9c6f5",  # indigo
    "#8a5a00": "#f2c265",  # amber
}
_TITLE: Final = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL)
_ROOT: Final = re.compile(r"<svg\b[^>]*>")
_BOX: Final = re.compile(r'\bviewBox="[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)"')
_COLOUR: Final = re.compile("|".join(DARK), re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawing:
    """What a page needs of a drawing."""

    text: str
    title: str
    """What is to be seen, for those who do not see it; empty where the file does not say."""
    width: int
    height: int
    dark: str
    """The same drawing in the dark; empty where it would be no other."""


def read(text: str) -> Drawing | None:
    """Return the drawing; None where the text is none, or does not say how wide and high it is."""
    root = _ROOT.search(text)
    box = _BOX.search(root[0]) if root else None
    if box is None:
        return None
    title = _TITLE.search(text)
    dark = _COLOUR.sub(lambda found: DARK[found[0].lower()], text)
    return Drawing(
        text=text,
        title=" ".join(unescape(title[1]).split()) if title else "",
        width=round(float(box[1])),
        height=round(float(box[2])),
        dark="" if dark == text else dark,
    )
