"""What was written to become an icon, a drawing or a button becomes one: nothing of it is shown as it was typed.

PASS:
  courses:
    - {id: shufa, title: 书法班, category: 青少年宫, description: ":material-clock: 九点，==要紧==，代码 `{ .md-button }`。"}
  content:
    extra.md: |
      :material-phone: [怎么报名](/join/){ .md-button }，19:00:30 也行。
    join.md: 报名

FAIL unknown-icon:
  content:
    extra.md: ":material-clokc: 九点"

FAIL not-drawn:
  content:
    extra.md: |
      ``` mermaid
      graph LR
      ```

FAIL pages-only:
  courses:
    - {id: shufa, title: 书法班, category: 青少年宫, description: "[怎么报名](/join/){ .md-button }"}
  content:
    join.md: 报名
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Final

from linli.checks import Context
from linli.checks._pages import blank_code, place, written
from linli.problems import Mark, Problem
from linli.prose import icons

CODES: Final = ("unknown-icon", "not-drawn", "pages-only")
TITLE: Final = "图标、图和按钮要显示得出来"

_MARKDOWN: Final = {"courses": "description", "services": "description", "stories": "body"}
_ICON: Final = re.compile(r"(?<![\w:]):((?:material|octicons|simple|fontawesome)-[a-z0-9-]+):(?!:)")
_DRAWN: Final = re.compile(r"^ *(?:```+|~~~+) *(?:\{ *)?\.?(mermaid)\b|(?<![\\$])(\$\$)(?=[^$]+\$\$)", re.MULTILINE)
_PAGES: Final = re.compile(
    r"(?<=\S)(\{:? *[.#][\w-][^{}\n]*\})|^ *(\{:? *[.#][\w-][^{}\n]*\}) *$|^ *(={3}[+!]* \"[^\"\n]*\")|^ *(/// *[a-z]+)"
    r"|^ *(?:`{3,}(?!`)|~{3,}(?!~))[^\n]*?\b((?:title|linenums)=)",
    re.MULTILINE,
)


def check(context: Context) -> Iterator[Problem]:
    """Look at every hand-written page and at the long texts of the tables."""
    for page in written(context.root):
        for code, message, hint, index in (*_icons(page.text), *_drawings(page.text)):
            line, column = place(page.text, index)
            mark = Mark(path=page.path, line=line, column=column)
            yield Problem(mark=mark, code=code, level="warning", message=message, hint=hint)
    for table, field in _MARKDOWN.items():
        for record in context.community.tables.get(table, ()):
            text = getattr(record, field) or ""
            if not any(sign in text for sign in (":", "{", "===", "///", "$$", "```", "~~~")):
                continue
            prose = blank_code(text)
            for code, message, hint, _ in (*_icons(prose), *_drawings(prose), *_only_pages(prose)):
                yield record.problem(field, code, message, hint, level="warning")


def _icons(text: str) -> Iterator[tuple[str, str, str, int]]:
    for found in _ICON.finditer(text):
        if icons.drawing(found[1]):
            continue
        same = [name for name in icons.names() if name.startswith(found[1].partition("-")[0])]
        close = difflib.get_close_matches(found[1], same, n=1)
        hint = f"是不是想写 :{close[0]}:？" if close else "图标的名字在 Material for MkDocs 的图标搜索里找"
        yield "unknown-icon", f"没有叫 {found[1]} 的图标，会照原样显示出来", hint, found.start()


def _drawings(text: str) -> Iterator[tuple[str, str, str, int]]:
    for found in _DRAWN.finditer(text):
        what = "流程图" if found[1] else "公式"
        hint = "请另存成图片放进 content/assets/，写成 ![说明](/assets/文件名.svg)"
        yield "not-drawn", f"{what}要别的网站的程序才画得出来，这里只会显示写的字", hint, found.start()


def _only_pages(text: str) -> Iterator[tuple[str, str, str, int]]:
    for found in _PAGES.finditer(text):
        typed = next(filter(None, found.groups()))
        hint = "请删掉这一处；要用它，把这段写成 content 里的一篇文章，再从这里链接过去"
        yield "pages-only", f"{typed} 只在文章里能用，表格文字里会照原样显示出来", hint, found.start()
