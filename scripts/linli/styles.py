"""The part of the stylesheet that a kind of page can need: takes minified CSS and the page's source, gives CSS.

The stylesheet stands in every page, so what only other pages use would be fetched for nothing. A rule is kept unless
all its selectors name a class or id that is neither in the page and its templates nor given by a script, or one of the
elements of which few pages have any.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

_NAME: Final = re.compile(r"[.#]([A-Za-z][\w-]*)")
_WORD: Final = re.compile(r"[A-Za-z][\w-]*")
_ATTRIBUTE: Final = re.compile(r'\b(?:class|id)="((?:\{[{%].*?[%}]\}|[^"])*)"')
"""In a template an attribute may hold expressions with quotes of their own."""
_GIVEN: Final = re.compile(r"\"([A-Za-z][\w -]*)\"")
"""A string in a script that may be a class: plain words; selectors start with a dot, a sharp or a bracket."""
_INLINE: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_RARE: Final = (
    "table|thead|tbody|tr|th|td|code|pre|blockquote|dl|dt|dd|hr|summary|mark|ins|del|kbd|abbr|figure|figcaption"
)
"""Elements that no script makes, but `mark` outside the main part."""
_SELECTED: Final = re.compile(rf"(?:^|[\s>+~(])({_RARE})(?![\w-])")
_PRESENT: Final = re.compile(rf"<({_RARE})(?![\w-])")
_MARKDOWN: Final = "| markdown"
_NESTED: Final = ("@media", "@supports", "@container")


@dataclass(frozen=True, slots=True)
class _Rule:
    prelude: str
    body: str
    inner: tuple[_Rule, ...]
    """The rules of an `@media` block."""


class Stylesheet:
    """A stylesheet, read once, cut down for many pages."""

    def __init__(self, css: str, script: str, texts: Iterable[str] = ()) -> None:
        """`texts` are the records' Markdown texts as HTML: any of them may stand in a page whose template has one."""
        self._rules = tuple(_read(css))
        self._given = _given(script)
        self._texts = frozenset(name for text in texts for name in _names(text))

    def for_page(self, source: str) -> str:
        """Return the rules that a page may need whose HTML and templates are `source`."""
        words = self._given.union(_names(source), self._texts if _MARKDOWN in source else ())
        return _write(self._rules, words.union(*map(_given, _INLINE.findall(source))))


def _names(html: str) -> set[str]:
    """Return the classes and ids that stand in HTML, and the rare elements with the sign before them."""
    return {f"<{name}" for name in _PRESENT.findall(html)}.union(*map(_WORD.findall, _ATTRIBUTE.findall(html)))


def _given(script: str) -> set[str]:
    return {word for text in _GIVEN.findall(script) for word in text.split()}


def _read(css: str) -> Iterator[_Rule]:
    start = 0
    while (open_ := css.find("{", start)) >= 0:
        depth, end = 1, open_ + 1
        while depth and end < len(css):
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        prelude, body = css[start:open_], css[open_ + 1 : end - 1]
        nested = prelude.lstrip().startswith(_NESTED)
        yield _Rule(prelude, body, tuple(_read(body)) if nested else ())
        start = end


def _write(rules: tuple[_Rule, ...], words: set[str]) -> str:
    written = []
    for rule in rules:
        if rule.inner:
            if inner := _write(rule.inner, words):
                written.append(f"{rule.prelude}{{{inner}}}")
        elif rule.prelude.lstrip().startswith("@"):
            written.append(f"{rule.prelude}{{{rule.body}}}")
        else:
            kept = [one for one in rule.prelude.split(",") if words.issuperset(_needs(one))]
            if kept:
                written.append(f"{','.join(kept)}{{{rule.body}}}")
    return "".join(written)


def _needs(selector: str) -> list[str]:
    return _NAME.findall(selector) + [f"<{name}" for name in _SELECTED.findall(selector)]
