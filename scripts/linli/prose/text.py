"""A text of the tables: takes what was typed, gives safe HTML by the rules that pages follow.

Nothing typed there can become a tag, an attribute or a link that runs code: tags are shown as they were typed, remarks
(`<!-- -->`) are left out. Paragraphs without any sign of Markdown, which are most, are written without the machine.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import escape, unescape
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from linli.prose import Prose
from linli.prose.breaks import joined

_SIGN: Final = re.compile(
    r"[\\`*_<>\[\]&|#~^@\t\r\x00-\x08\x0b-\x1f]|[^\S \n\u3000]|://|www\.|(?m:^ *(?:[-+=:]|[0-9]+\.))|  \n|^ {4}|\n {4}"
    r"|!!!|\?\?\?|==|\+\+|:[a-z]|\{--",
    re.IGNORECASE,
)
"""Anything of which Markdown might make more than a paragraph."""
_INLINE: Final = re.compile(r"[\\`*_<\[\]&~^@!\x00-\x08\x0b-\x1f]|://|www\.|  \n|==|\+\+|:[a-z]|\{--", re.IGNORECASE)
"""Anything for an inline rule."""
_COUNTED: Final = re.compile(r"[\\`*_<>\[\]|!&~@:{=^+]")
_MOST: Final = 5000
_BLOCKS: Final = re.compile(r"\n(?: *\n)+")
_EDGES: Final = re.compile(r"\A(?: *\n)+|(?:\n *)+\Z")
_COMMENT: Final = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|<!--.*?(?:-->|\Z)", re.DOTALL)
_SAFE: Final = re.compile(r"(?:https?|mailto|tel|sms|geo):|(?![a-z0-9+.-]*:)", re.IGNORECASE)
_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
ELSEWHERE: Final = "elsewhere"
"""The class of a link that was a picture."""
_CONTROL: Final = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]+")
_RANK: Final = re.compile(r"h([1-6])")
_DEEPER: Final = 2
"""The page has a heading of its own, and one above each text."""


@lru_cache(maxsize=1 << 15)
def html(text: str) -> str:
    """Return the text as HTML, its headings starting at h3."""
    text = _EDGES.sub("", text)
    if is_wild(text):
        return "\n".join(f"<p>{escape(block, quote=False)}</p>" for block in _BLOCKS.split(text) if block.strip())
    if _SIGN.search(text):
        return machine().reset().convert(text)
    return "\n".join(f"<p>{joined(block.lstrip())}</p>" for block in _BLOCKS.split(text) if block.strip())


def is_wild(text: str) -> bool:
    """Whether there are so many signs that the machine would need minutes: nobody wrote this, and it is shown as it is."""
    return len(text) > _MOST and len(_COUNTED.findall(text)) > _MOST


@cache
def machine() -> Markdown:
    """Return the reader of texts that hold signs, without whatever turns text into tags."""
    md = Markdown(extensions=[Prose()])
    md.preprocessors.deregister("html_block")
    md.inlinePatterns.deregister("html")
    md.preprocessors.register(_Remarks(md), "linli-remarks", 20)
    md.treeprocessors.register(_Plain(md), "linli-plain", 21)
    md.treeprocessors.register(_Safe(md), "linli-safe", -10)
    return md


class _Remarks(Preprocessor):
    """Leaves out what was written for nobody, but not where it is shown as code."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if "<!--" not in text:
            return lines
        return _COMMENT.sub(lambda match: match[0] if match[1] else "", text).split("\n")


class _Plain(Treeprocessor):
    """Runs before the inline rules and keeps them, a third of the whole work, from texts that hold no sign of theirs."""

    def run(self, root: Element) -> None:
        if getattr(self.md.treeprocessors["abbr"], "abbrs", None):
            return  # a word that is explained stands in such a text too
        for element in root.iter():
            if element.text and not _INLINE.search(element.text):
                element.text = AtomicString(joined(element.text))


class _Safe(Treeprocessor):
    """Runs last: links lead to pages only, pictures of other hosts are links, headings stand below the page's own."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                target = element.get(name)
                if target is not None and not _SAFE.match(_bare(target)):
                    del element.attrib[name]
            if element.tag == "img" and _ELSEWHERE.match(_bare(element.get("src", ""))):
                element.tag, element.text = "a", element.get("alt", "")
                element.attrib = {"class": ELSEWHERE, "href": element.get("src", "")}
            if rank := _RANK.fullmatch(element.tag):
                element.tag = f"h{min(int(rank[1]) + _DEEPER, 6)}"


def _bare(target: str) -> str:
    """What a browser reads in an address: nothing invisible, and a backslash as a slash."""
    return _CONTROL.sub("", unescape(target)).replace("\\", "/")
