"""Lists of things to do: takes the tree of a text, gives items that begin with `[ ]` or `[x]` a box instead.

A box is a sign, not a form: nobody can tick it on a page that is the same for everybody.
"""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

_BOX: Final = re.compile(r"\[([ xX√✓])\] +(?=\S)")


class Tasks(Treeprocessor):
    """Runs before the inline rules, which could see a link in the brackets."""

    def run(self, root: Element) -> None:
        """Change every item."""
        for kind in ("ul", "ol"):
            for listed in root.iter(kind):
                for item in listed.findall("li"):
                    if self._item(item):
                        listed.set("class", "task-list")

    def _item(self, item: Element) -> bool:
        """Whether it was one."""
        holder = item[0] if not (item.text or "").strip() and len(item) and item[0].tag == "p" else item
        found = _BOX.match(holder.text or "")
        if found is None:
            return False
        done = found[1] != " "
        box = Element("span", {"class": "task", "role": "img", "aria-label": "已完成" if done else "未完成"})
        box.text = AtomicString("☑" if done else "☐")
        box.tail = (holder.text or "")[found.end() :]
        holder.text = ""
        holder.insert(0, box)
        item.set("class", "task-list-item")
        return True
