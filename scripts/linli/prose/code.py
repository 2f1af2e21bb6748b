"""Coloured code: takes the page's HTML, leaves of Pygments' many classes the few that the site colours.

Its names are letters (`k`, `m`), which mean other things in the site's own stylesheet.
"""

from __future__ import annotations

import re
from typing import Final

from markdown.postprocessors import Postprocessor

_CODE: Final = re.compile(r"<code\b[^<>]*>.*?</code>", re.DOTALL)
_TOKEN: Final = re.compile(r'<span class="([a-z]{1,2}[a-z0-9]?)(?: [^"]*)?">([^<]*)</span>')
_COLOURS: Final = {"k": "tok-word", "s": "tok-text", "c": "tok-remark", "m": "tok-figure"}
_NAMES: Final = {"nt": "tok-word", "ow": "tok-word", "nf": "tok-name", "nc": "tok-name", "na": "tok-name"}
_MARKED: Final = "hll"


class Colours(Postprocessor):
    """Runs when the code stands in the page."""

    def run(self, text: str) -> str:
        """Change every piece of code."""
        return _CODE.sub(lambda code: _TOKEN.sub(_coloured, code[0]), text) if '<span class="' in text else text


def _coloured(token: re.Match[str]) -> str:
    kind, words = token.groups()
    if kind == _MARKED:
        return token[0]
    name = _NAMES.get(kind) or _COLOURS.get(kind[0])
    return f'<span class="{name}">{words}</span>' if name else words
