"""Abbreviations: takes `*[妇联]: 妇女联合会`, or a glossary of mkdocs.yml, and explains the word wherever it stands.

Chinese has no blanks around words: only a Latin letter or a figure must not go on before or after one of its own kind.
The first one of each on a page can be reached by a key or a finger, which shows the explanation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension, AbbrTreeprocessor
from markdown.util import AtomicString


class Terms(AbbrTreeprocessor):
    """Runs when every text stands in its element."""

    def run(self, root: Element) -> None:
        """Wrap the words that were explained."""
        if not self.abbrs:
            return
        ordered = sorted(self.abbrs, key=len, reverse=True)
        self.RE = re.compile("|".join(_whole(word) for word in ordered))
        self.iter_element(root)
        seen = set()
        for element in root.iter("abbr"):
            if element.text not in seen:
                element.set("tabindex", "0")
                seen.add(element.text)

    def create_element(self, title: str, text: str, tail: str) -> Element:
        """Return the word with its explanation."""
        made = Element("abbr", {"title": title})
        made.text, made.tail = AtomicString(text), tail
        return made


def register(md: Markdown, glossary: Mapping[str, Any]) -> None:
    """Add the rules, with the words that every page explains."""
    terms = AbbrExtension(glossary={str(word): str(said) for word, said in glossary.items()})
    terms.extendMarkdown(md)
    md.treeprocessors.register(Terms(md, terms.abbrs), "abbr", 7)  # type: ignore[attr-defined]


def _whole(word: str) -> str:
    first = r"(?<![A-Za-z0-9_])" if re.match(r"[A-Za-z0-9_]", word) else ""
    last = r"(?![A-Za-z0-9_])" if re.search(r"[A-Za-z0-9_]\Z", word) else ""
    return f"{first}{re.escape(word)}{last}"
