"""What a page says at a moment, without a browser: takes HTML and a clock, gives the text that is left to be seen.

The rules are those of overrides/assets/src/now.js; a browser test (tests/browser/test_time.py) holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from html.parser import HTMLParser

from linli.model import SHANGHAI
from tests_support import TODAY

NEAR = ("今天", "明天", "后天")
_VOID = {"br", "img", "input", "link", "meta", "hr", "path", "source"}
_BLOCKS = {"p", "li", "h1", "h2", "h3", "section", "div", "ul", "header", "td", "tr"}


@dataclass(slots=True)
class Node:
    """An element; its children are elements and texts."""

    name: str
    attributes: dict[str, str]
    parent: Node | None
    children: list[Node | str] = field(default_factory=list)

    def up(self, attribute: str) -> Node | None:
        node: Node | None = self
        while node is not None and attribute not in node.attributes:
            node = node.parent
        return node


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.at = Node("", {}, None)
        self.phases: dict[str, Node] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(node)
        if "data-phases" in node.attributes:
            self.phases[node.attributes["data-phases"]] = node
        if tag not in _VOID:
            self.at = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.at.children.append(Node(tag, {name: value or "" for name, value in attrs}, self.at))

    def handle_endtag(self, tag: str) -> None:
        assert self.at.name == tag, f"<{self.at.name}> is closed by </{tag}>"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def said(html: str, now: str | None, built: date = TODAY, **with_: str) -> str:
    """The visible text at a moment in Shanghai; None for a browser without scripts.

    `with_` keeps only the elements with this attribute, as `data_date="2026-11-25"`.
    """
    tree = _Tree()
    tree.feed(html)
    found: list[str] = []
    wanted = [(name.replace("_", "-").replace("class-", "class"), value) for name, value in with_.items()]
    starts = [tree.root] if not wanted else [n for n in _all(tree.root) if all(_has(n, *one) for one in wanted)]
    for start in starts:
        _say(start, moment(now) if now else None, built, tree.phases, found)
    return "\n".join(" ".join(line.split()) for line in "".join(found).splitlines() if line.strip())


def _has(node: Node, name: str, value: str) -> bool:
    text = node.attributes.get(name, "")
    return value in text.split() if name == "class" else text == value


def _all(node: Node) -> list[Node]:
    return [node] + [each for child in node.children if isinstance(child, Node) for each in _all(child)]


def _say(node: Node, now: datetime | None, built: date, phases: dict[str, Node], found: list[str]) -> None:
    if node.name in ("template", "script", "style", "button") or not _shown(node, now, built):
        return
    if node.name in _BLOCKS:
        found.append("\n")
    near = _near(node, now, built)
    of = phases.get(node.attributes.get("data-of", "")) if now else None
    if of is not None:
        row = node.up("data-start")
        for child in of.children:
            if isinstance(child, Node) and (phase := _resolved(child, row)):
                _say(phase, now, built, phases, found)
        if not _wrong(now, built):
            return
    if near:
        found.append(near)
    else:
        for child in node.children:
            if isinstance(child, str):
                found.append(child)
            else:
                _say(child, now, built, phases, found)
    if node.name in _BLOCKS:
        found.append("\n")
    elif node.name in ("b", "span", "time", "i"):
        found.append(" ")


def _shown(node: Node, now: datetime | None, built: date) -> bool:
    start, end = node.attributes.get("data-from"), node.attributes.get("data-until")
    plain = "data-plain" in node.attributes
    if now is None:
        return "hidden" not in node.attributes
    if start is None and end is None:
        return (_wrong(now, built) if plain else True) and ("hidden" not in node.attributes or plain)
    if _wrong(now, built) and "data-always" not in node.attributes:
        return plain
    return not ((start and now < datetime.fromisoformat(start)) or (end and now >= datetime.fromisoformat(end)))


def _wrong(now: datetime | None, built: date) -> bool:
    return now is not None and now.date() < built


def _near(node: Node, now: datetime | None, built: date) -> str:
    day = node.attributes.get("data-near")
    if not day or now is None or _wrong(now, built):
        return ""
    names = {(now.date() + timedelta(days=n)).isoformat(): word for n, word in enumerate(NEAR)}
    return names.get(day, "")


def _resolved(phase: Node, row: Node | None) -> Node | None:
    attributes = dict(phase.attributes)
    for name in ("data-from", "data-until"):
        border = attributes.get(name, "")
        if border.startswith("@"):
            border = (row.attributes.get(f"data-{border[1:]}") if row else None) or ""
            if not border:
                return None
            attributes[name] = border
    return Node(phase.name, attributes, phase.parent, phase.children)
