r"""A link in a hand-written page leads to a page or file that exists.

PASS:
  courses: [{id: shufa, title: 书法班, category: 青少年宫}]
  content:
    join.md: |
      见[关于我们](about.md)、[书法班](/courses/shufa/)和[课表](/timetable/)。
    about.md: |
      见[怎么报名](join.md#three)。

FAIL broken-link:
  content:
    join.md: |
      见[关于我们](abuot.md)。

FAIL bad-page:
  content:
    join.md: "看不见的\a字符"
"""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from linli.checks import Context
from linli.checks._pages import pages, place
from linli.history import TABLES
from linli.problems import Mark, Problem

CODES: Final = ("broken-link", "bad-page")
TITLE: Final = "手写网页里的链接要打得开"
_LINK: Final = re.compile(
    r"\]\(\s*<?([^\s<>()]{1,500})>?(?:\s+[\"'(][^\n]{0,200})?\s*\)|^ {0,3}\[[^\]\n]{1,100}\]:\s*<?([^\s<>]{1,500})",
    re.MULTILINE,
)
_OUTSIDE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|\?", re.IGNORECASE)
_GENERATED: Final = frozenset(
    {*TABLES, "timetable", "figures", "calendar", "feeds", "data", "search", "q", "da", "print", "my", "changes", "404.html"}
)  # fmt: skip
"""First folders of what the build adds to the hand-written pages."""


def check(context: Context) -> Iterator[Problem]:
    """Follow every relative link of content/*.md."""
    folder = context.root / "content"
    files = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if not file.is_dir()}
    for path, text, problems in pages(context.root):
        for problem in problems:
            yield Problem(mark=problem.mark, code="bad-page", message=problem.message, hint=problem.hint)
        page = path.removeprefix("content/")
        for link in _LINK.finditer(text):
            group = 1 if link[1] else 2
            if _OUTSIDE.match(link[group]):
                continue
            target = unquote(re.split(r"[?#]", link[group])[0])
            if hint := _broken(context, files, page, target):
                line, column = place(text, link.start(group))
                mark = Mark(path=path, line=line, column=column)
                message = f"链接 {link[group]} 指向的网页或文件不存在"
                yield Problem(mark=mark, code="broken-link", message=message, hint=hint)


def _broken(context: Context, files: set[str], page: str, target: str) -> str:
    """Return how to mend a link's target, '' where it leads somewhere."""
    folder = posixpath.dirname(page)
    near = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    if target.startswith("/"):
        near = posixpath.normpath(target).lstrip("/")
    if near in files or near in ("", "."):
        return ""
    if target.endswith(".md"):
        return _similar(near, files, folder)
    address = page.removesuffix(".md").removesuffix("index").rstrip("/")
    from_page = posixpath.normpath(posixpath.join("/", address, target)).lstrip("/")
    there = near if target.startswith("/") else from_page
    if there in files or f"{there}.md".lstrip("/") in files or f"{there}/index.md" in files or there in ("", "."):
        return ""
    first, _, rest = there.partition("/")
    if first not in _GENERATED:
        return _similar(near, files, folder)
    key = rest.strip("/").partition("/")[0]
    if first in TABLES and key and first not in context.incomplete and context.community.find(first, key) is None:
        if context.published is not None and key in context.published.ids.get(first, ()):
            return f"{key} 以前有，现在被删掉了：请把它加回 data/{first}.yml，或改成别的链接"
        ids = [record.id for record in context.community.tables.get(first, ())]
        close = difflib.get_close_matches(key, ids[:5000], n=1, cutoff=0.6)
        return f"是不是想写 /{first}/{close[0]}/?" if close else f"{first} 表里没有编号 {key}"
    return ""


def _similar(near: str, files: set[str], folder: str) -> str:
    close = difflib.get_close_matches(near, sorted(files), n=1, cutoff=0.6)
    if not close:
        return "请看看文件名，链接写成 [怎么报名](join.md) 的样子"
    return f"是不是想写 {posixpath.relpath(close[0], folder or '.')}?"
