"""Bare addresses: takes a line of prose, gives links that end where Chinese, a quote or the sentence begins."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE, INLINE_PLACEHOLDER_RE, AtomicString

_HOST: Final = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]"
_ADDRESS: Final = (
    rf"(?<![A-Za-z0-9@./_+-])(?:(?:https?://|www\.){_HOST}(?::[0-9]+)?(?:[/?#](?:(?!~~)[A-Za-z0-9._~:/?#@!$&()+,;=%-])*)?"
    rf"|[A-Za-z0-9](?:[A-Za-z0-9._+-]*[A-Za-z0-9_+-])?@{_HOST})"
)
_WEB: Final = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)
_AFTER: Final = re.compile(r"(?:[?!.,:;~_]|&[A-Za-z0-9]+;)$")
_ENTITY: Final = re.compile(r"&(?=[#A-Za-z0-9]+;)")
_ANCHOR: Final = re.compile(r"<(/?)a(?=[\s>])", re.IGNORECASE)


class Addresses(InlineProcessor):
    """Runs after links and tags, before emphasis, whose signs an address may hold."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown) -> None:
        super().__init__(_ADDRESS, md)
        self.compiled_re = re.compile(_ADDRESS, re.IGNORECASE)

    def handleMatch(  # type: ignore[override]  # noqa: N802 -- Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Return the link and where it stands."""
        if self._in_anchor(data[: m.start()]):
            return None, m.start(), m.end()
        address = _trimmed(m[0]) if _WEB.match(m[0]) else m[0]
        link = Element("a")
        shown = _ENTITY.sub(f"{AMP_SUBSTITUTE}amp;", address)
        link.set("href", _target(shown))
        link.text = AtomicString(shown)
        return link, m.start(), m.start() + len(address)

    def _in_anchor(self, before: str) -> bool:
        """Whether an `<a>` that was written as a tag is still open."""
        nodes: Mapping[str, Element | str] = getattr(self.md.treeprocessors["inline"], "stashed_nodes", {})
        tags = "".join(str(nodes.get(found, "")) for found in INLINE_PLACEHOLDER_RE.findall(before))
        raw = self.md.htmlStash.rawHtmlBlocks
        numbers = [int(number) for number in HTML_PLACEHOLDER_RE.findall(tags or before)]
        html = "".join(str(raw[number]) for number in numbers if number < len(raw))
        found = _ANCHOR.findall(html)
        return bool(found) and found[-1] == ""


def _target(address: str) -> str:
    if not _WEB.match(address):
        return f"mailto:{address}"
    return address if "://" in address[:8] else f"http://{address}"


def _trimmed(address: str) -> str:
    """Return the address without the signs that end the sentence or the bracket around it."""
    while True:
        if after := _AFTER.search(address):
            address = address[: after.start()]
        elif address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1]
        else:
            return address
