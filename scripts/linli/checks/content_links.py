r"""A link or picture in a hand-written page or in a text of the tables leads to something that exists.

PASS:
  courses:
    - {id: shufa, title: 书法班, category: 青少年宫, description: "见[国画班](../guohua/)和[怎么报名](/join/)。"}
    - {id: guohua, title: 国画班, category: 青少年宫}
  content:
    join.md: |
      见[关于我们](about.md)、[书法班](/courses/shufa/)和[课表](/timetable/)。[^1]

      [^1]: 这是注，不是链接。代码 `[x](nope.md)` 也不是。

      ## 第三步 {#three}
    about.md: |
      见[怎么报名](join.md#three)。

FAIL broken-link:
  content:
    join.md: |
      见[关于我们](abuot.md)。

FAIL broken-link:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, description: "见[国画班](../guohua/)。"}]

FAIL no-anchor:
  content:
    join.md: |
      见[怎么走](about.md#怎么走)。
    about.md: |
      ## 怎么走

FAIL outside-image:
  courses: [{id: shufa, title: 书法班, category: 青少年宫, description: "![合影](https://example.org/a.jpg)"}]

FAIL bad-page:
  content:
    join.md: "看不见的\a字符"

FAIL bad-page:
  content:
    join.md: |
      <<<<<<< HEAD
      周三报名
      =======
      周四报名
      >>>>>>> 改时间
"""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from html import unescape
from typing import Final
from urllib.parse import unquote

from linli import assets, kinds, kit
from linli.checks import Context
from linli.checks._pages import Page, place, read_page, written
from linli.history import TABLES
from linli.model import Record
from linli.pictures.files import is_picture
from linli.problems import Level, Mark, Problem
from linli.prose import text as texts

CODES: Final = ("broken-link", "no-anchor", "outside-image", "bad-page")
TITLE: Final = "网页和表格文字里的链接、图片要打得开"
_LINK: Final = re.compile(
    r"\]\(\s*<?([^\s<>()\"']{1,100}(?: [^\s<>()\"']{1,100}){1,20}|[^\s<>()]{1,500})>?(?:\s+[\"'(][^\n]{0,200})?\s*\)"
    r"|^ {0,3}\[(?!\^)[^\]\n]{1,100}\]:\s*<?([^\s<>]{1,500})|\b(?:href|src)=[\"']([^\"'<>]{1,500})[\"']",
    re.MULTILINE,
)
_MADE: Final = re.compile(r"<(a|img)\b[^<>]*?\s(?:href|src)=(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_PLACE: Final = re.compile(r"\b(?:id|name)=[\"']([^\"']+)")
_SUSPECT: Final = re.compile(r"\]\s?[(\[]|\]:")
"""What every link and picture of Markdown holds, but for addresses that lead outside."""
_OUTSIDE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|\?", re.IGNORECASE)
_HOST: Final = re.compile(
    r"(?:https?[:：;；][/／\\]{0,3}|h{0,2}t{1,3}ps?[/／\\]{1,3})(?P<rest>[\w-]+\..*)"
    r"|(?P<host>(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|cn|net|org|edu|gov|cc|top|vip|info|io)(?=[/:?#]|$)).*)",
    re.IGNORECASE,
)
"""An address of another site with a slip before it, or without what belongs there."""
_WEB: Final = re.compile(r"https?://[^/]", re.IGNORECASE)
_ELSEWHERE: Final = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_MARKDOWN: Final = {"courses": "description", "services": "description", "stories": "body"}
"""The tables whose records have a page with a Markdown text, and its field."""


def check(context: Context) -> Iterator[Problem]:
    """Follow every link and look for every picture."""
    folder = context.root / "content"
    files = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if not file.is_dir()}
    files |= {name for name, _ in kit.pages(context.root)} | {name for name, _ in assets.theirs(context.root)}
    pages = [*written(context.root)]
    html = {page.path.removeprefix("content/"): page.html for page in pages}
    html |= {name: partial(read_page, context.root, text) for name, text in kit.pages(context.root)}
    for page in pages:
        for problem in page.problems:
            yield Problem(mark=problem.mark, code="bad-page", message=problem.message, hint=problem.hint)
        yield from _page(context, files, page)
        yield from _anchors(page, html)
    for table, field in _MARKDOWN.items():
        for record in context.community.tables.get(table, ()):
            if text := getattr(record, field):
                yield from _record(context, files, record, field, text)


def _page(context: Context, files: set[str], page: Page) -> Iterator[Problem]:
    """Follow the links of a hand-written page that the builder will make."""
    here = page.path.removeprefix("content/")
    address = here.removesuffix(".md").removesuffix("index").rstrip("/")
    made: set[tuple[bool, str]] | None = None
    for link in _LINK.finditer(page.text):
        target = next(filter(None, link.groups()))
        for code, message, hint in _wrong(context, files, posixpath.dirname(here), address, target):
            made = {*_made(page.html())} if made is None else made
            if (True, unescape(target)) not in made and (
                code == "outside-image" or (False, unescape(target)) not in made
            ):
                continue
            line, column = place(page.text, link.start(link.lastindex or 0))
            mark = Mark(path=page.path, line=line, column=column)
            yield Problem(mark=mark, code=code, level=_level(code), message=message, hint=hint)


def _anchors(page: Page, html: Mapping[str, Callable[[], str]]) -> Iterator[Problem]:
    """Look for the places within pages to which a page links; what slots bring into a page is not known here."""
    here = page.path.removeprefix("content/")
    for link in _LINK.finditer(page.text):
        path, _, name = next(filter(None, link.groups())).partition("#")
        there = _joined(posixpath.dirname(here), unquote(path)) if path else here
        if not name or there not in html or "#" not in page.text or f"#{name}" not in unescape(page.html()):
            continue
        made = html[there]()
        if "<!-- slot:" not in made and unquote(name) not in {unescape(found) for found in _PLACE.findall(made)}:
            line, column = place(page.text, link.start(link.lastindex or 0))
            message = f"{there} 里没有 #{name} 这个位置，点了只到那一页的开头"
            hint = f"在那个标题后面空一格写 {{#weizhi}}，再链接到 {path}#weizhi；只到那一页就去掉 #{name}"
            mark = Mark(path=page.path, line=line, column=column)
            yield Problem(mark=mark, code="no-anchor", level="warning", message=message, hint=hint)


def _record(context: Context, files: set[str], record: Record, field: str, text: str) -> Iterator[Problem]:
    """Follow the links of a text of the tables, which stands at its record's address."""
    if _SUSPECT.search(text) is None:
        return
    address = f"{record.table}/{record.id}"
    for picture, target in dict.fromkeys(_made(texts.html(text))):
        for code, message, hint in _wrong(context, files, address, address, target):
            if picture or code != "outside-image":
                yield record.problem(field, code, message, hint, level=_level(code))


def _level(code: str) -> Level:
    return "warning" if code == "outside-image" else "error"


def _made(html: str) -> Iterator[tuple[bool, str]]:
    """Yield whether it is a picture, and where it leads, of everything in a page that leads somewhere."""
    for found in _MADE.finditer(html):
        tag, one, other = found.groups()
        was_picture = f' class="{texts.ELSEWHERE}"' in found[0]  # one of another host is a link by now
        yield tag.lower() == "img" or was_picture, unescape(one or other or "")


def _wrong(context: Context, files: set[str], folder: str, address: str, target: str) -> Iterator[tuple[str, str, str]]:
    """Yield (code, message, hint) of a target that stands in a file of this folder and is read at this address."""
    other = None if _WEB.match(target) or target in files else _HOST.fullmatch(target)
    if other:
        hint = f"别的网站写完整的网址，以 https:// 开头：https://{other['rest'] or other['host']}"
        yield "broken-link", f"链接 {target} 少了 https:// 或写错了，会当成本站的网页，打不开", hint
    elif _ELSEWHERE.match(target):
        hint = "请把图片放进 content/images/，写成 ![说明](/images/文件名.jpg)"
        yield "outside-image", f"图片 {target} 在别的网站上，本站不向别的网站要东西，居民看不到", hint
    elif not _OUTSIDE.match(target):
        path = unquote(re.split(r"[?#]", target)[0])
        if path and (hint := _broken(context, files, folder, address, path)):
            what = f"图片 {target} 不存在" if is_picture(path) else f"链接 {target} 指向的网页或文件不存在"
            yield "broken-link", what, hint


def _broken(context: Context, files: set[str], folder: str, address: str, target: str) -> str:
    """Return how to mend a link's target, '' where it leads somewhere."""
    near, there = _joined(folder, target), _joined(address, target)
    record = folder == address and folder.partition("/")[0] in _MARKDOWN
    if record and target.endswith(".md"):
        page = next((file for file in (target.lstrip("/"), near, posixpath.basename(target)) if file in files), "")
        page = page.removesuffix(".md").removesuffix("index").rstrip("/")
        return f"表格里写网页的地址，例如 [怎么报名](/{page or 'join'}/)"
    if near in files or near in ("", "."):
        return ""
    if target.endswith(".md"):
        return _similar(near, files, folder)
    if there in files or f"{there}.md".lstrip("/") in files or f"{there}/index.md" in files or there in ("", "."):
        return ""
    first, _, rest = there.partition("/")
    if record and is_picture(there) and there != f"{address}/poster.png":
        name = posixpath.basename(target)
        return f"请把图片上传到 content/images/，写成 ![说明](/images/{name})；地址以 / 开头"
    if first not in kinds.folders():
        if record:
            return "请看看地址，网页写成 [怎么报名](/join/)、文件写成 [章程](/assets/文件名.pdf) 的样子"
        return _similar(near, files, folder)
    key = rest.strip("/").partition("/")[0]
    if first in TABLES and key and first not in context.incomplete and context.community.find(first, key) is None:
        if context.published is not None and key in context.published.ids.get(first, ()):
            return f"{key} 以前有，现在被删掉了：请把它加回 data/{first}.yml，或改成别的链接"
        ids = [record.id for record in context.community.tables.get(first, ())]
        close = difflib.get_close_matches(key, ids[:5000], n=1, cutoff=0.6)
        return f"是不是想写 /{first}/{close[0]}/?" if close else f"{first} 表里没有编号 {key}"
    return ""


def _joined(folder: str, target: str) -> str:
    """Return a target from the site's root, without a slash at its ends."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _similar(near: str, files: set[str], folder: str) -> str:
    close = difflib.get_close_matches(near, sorted(files), n=1, cutoff=0.6)
    named = [file for file in sorted(files) if posixpath.basename(file).lower() == posixpath.basename(near).lower()]
    close = named[:1] or close
    if not close and is_picture(near):
        name = posixpath.basename(near)
        return f"请把图片上传到 content/images/，写成 ![说明]({posixpath.relpath(f'images/{name}', folder or '.')})"
    if not close:
        return "请看看文件名，链接写成 [怎么报名](join.md) 的样子；别的网站写完整的网址，以 https:// 开头"
    return f"是不是想写 {posixpath.relpath(close[0], folder or '.')}?"
