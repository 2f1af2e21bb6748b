"""Notes (`!!!`) and what folds (`???`): takes the tree of a text, gives a note without a title a Chinese one.

The kind may be Material's word or its Chinese one: `!!! tip` and `!!! 提示` are the same.
"""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

TITLES: Final = {
    "note": "注意",
    "abstract": "摘要",
    "summary": "小结",
    "tldr": "简单说",
    "info": "须知",
    "todo": "待办",
    "tip": "提示",
    "hint": "小提示",
    "important": "重要",
    "success": "成功",
    "check": "已核对",
    "done": "完成",
    "question": "问题",
    "help": "帮助",
    "faq": "常见问题",
    "warning": "警告",
    "caution": "当心",
    "attention": "请留意",
    "failure": "失败",
    "fail": "没成功",
    "missing": "缺少",
    "danger": "危险",
    "error": "错误",
    "bug": "已知毛病",
    "example": "例子",
    "quote": "引文",
    "cite": "出处",
}
"""Every kind of Material for MkDocs, and how its note is headed."""
_LIKE: Final = {
    "tip": "hint important",
    "info": "todo",
    "abstract": "summary tldr",
    "success": "check done",
    "question": "help faq",
    "warning": "caution attention",
    "failure": "fail missing",
    "danger": "error",
    "quote": "cite",
}
"""The kinds that look the same: the stylesheet knows the first of each."""
_LOOKS: Final = {kind: look for look, kinds in _LIKE.items() for kind in kinds.split()}
_KINDS: Final = {title: kind for kind, title in TITLES.items()}


class Notes(Treeprocessor):
    """Runs before the inline rules, while a title that nobody typed is still the kind with a capital."""

    def run(self, root: Element) -> None:
        """Change every note."""
        for element in root.iter():
            words = element.get("class", "").split()
            if element.tag == "details":
                words = ["admonition", *words]
                if element.get("open"):
                    element.set("open", "open")
            elif words[:1] != ["admonition"]:
                continue
            kind = words[1] if len(words) > 1 else ""
            meant = _KINDS.get(kind, kind)
            if kind:
                words[1:2] = filter(None, (meant, _LOOKS.get(meant)))
            element.set("class", " ".join(words))
            title = element[0] if len(element) else None
            if title is not None and kind in TITLES and title.text == kind.capitalize():
                title.text = TITLES[kind]
