"""The files beside the pages are published as they lie: none runs code, leaves content/ or takes the site's own address.

PASS:
  content:
    assets/a.svg: <svg xmlns="http://www.w3.org/2000/svg"><rect width="3" height="3"/></svg>
    huodong/index.md: 活动

FAIL svg-code:
  content: {assets/a.svg: <svg><script>alert(1)</script></svg>}

FAIL active-file:
  content: {form.xhtml: <html/>}

FAIL unpublished-file:
  content: {form.html: <p>表</p>}

FAIL taken-address:
  content: {sitemap.xml: <urlset/>}
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Final

from linli import kinds
from linli.assets import theirs
from linli.checks import Context
from linli.checks._documents import decoded
from linli.checks._pages import place
from linli.history import TABLES
from linli.pictures.files import OPEN, is_left_over, leaves
from linli.problems import Level, Mark, Problem

CODES: Final = ("svg-code", "active-file", "unpublished-file", "taken-address")
"""A link that leaves content/ is told as `link-outside`."""
TITLE: Final = "content 里的文件不能运行代码，也不能占用网站自己的地址"

_ACTIVE: Final = frozenset(".htm .xhtml .xht .shtml .mht .mhtml .xsl .xslt .svgz .hta .swf".split())
_NOT_PUBLISHED: Final = ".html"
_PAGES: Final = re.compile(r"\.(?:md|markdown|mdown|mkdn|mkd)(?:\.txt)?$", re.IGNORECASE)
_LARGEST: Final = 5 * 1024 * 1024
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_IGNORED: Final = r"[\x00-\x20\xad\u200b-\u200f\u2060\ufeff]*"
_RUNS: Final = re.compile(
    r"<(?:[\w.-]+:)?(?P<tag>script|foreignObject|iframe|object|embed|handler|listener)(?=[\s/>])"
    r"|<[A-Za-z][^<]*?[\s\"'/](?P<handler>on[a-z]+)\s*=\s*[\"']"
    r"|attributeName\s*=\s*[\"']\s*(?P<changed>on[a-z]+)"
    rf"|[\"']{_IGNORED}(?P<link>{_IGNORED.join('javascript')}{_IGNORED}:|vbscript:|data:(?:text|application|image/svg))"
    r"|<\?(?P<style>xml-stylesheet)|<!(?P<entity>ENTITY)",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(
    r"<(?!(?:[\w.-]+:)?a[\s>])[A-Za-z][^<>]*?[\s\"'](?:[\w-]+:)?(?:href|src)\s*=\s*[\"']\s*(?P<from>(?:https?:)?//[^\"'\s]*)"
    r"|url\(\s*[\"']?\s*(?P<url>(?:https?:)?//[^\"')\s]*)|@import\s*(?:url\()?[\"']?\s*(?P<style>[^\"')\s;]+)",
    re.IGNORECASE,
)
_OWN: Final = frozenset(
    "sitemap.xml version.json site.webmanifest sw.js .nojekyll my/offline/index.html assets/linli.js assets/my.js".split()
)


def check(context: Context) -> Iterator[Problem]:
    """Look at every file of content/ and at the address that it will have."""
    folder = context.root / "content"
    owned = _owned(context)
    sources: dict[str, list[str]] = defaultdict(list)
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if any(part.startswith(".") for part in path.split("/")):
            continue
        if leaves(file, folder):
            message = "这是一个快捷方式（符号链接），指到别的文件夹，会把那里的文件放到网上"
            yield _problem(path, "link-outside", message, "要公布的文件请复制进来；不要的请删掉这个快捷方式")
            continue
        if not file.is_file():
            continue
        if is_left_over(file.name):
            if not file.name.startswith(OPEN):
                message, hint = (
                    "这是备份或临时文件，不会放到网上",
                    "里面有要的内容就改好名字，例如 about.md；不要的请删掉",
                )
                yield _problem(path, "unpublished-file", message, hint, "warning")
            continue
        address = _address(path)
        sources[address].append(path)
        yield from _kind(file, path)
        if by := _taken(context, address, owned):
            message = f"网址 /{address.removesuffix('index.html')} 已由{by}占用，两个只能留一个"
            yield _problem(path, "taken-address", message, "请给这个文件或文件夹换一个名字")
    for address, paths in sources.items():
        if len(paths) > 1:
            message = f"网址 /{address.removesuffix('index.html')} 已由 content/{paths[0]} 占用，两个只能留一个"
            yield _problem(paths[1], "taken-address", message, "请给其中一个换名字，或把两页的文字合到一页")


def _kind(file: Path, path: str) -> Iterator[Problem]:
    kind = file.suffix.lower()
    if kind == ".svg":
        yield from _drawing(file, path)
    elif kind in _ACTIVE:
        message = f"{kind} 文件打开时会运行里面的代码，不能放到网上"
        yield _problem(path, "active-file", message, "文章请写成 .md；图请另存成 .png 或 .svg")
    elif kind == _NOT_PUBLISHED:
        message = ".html 文件不会放到网上"
        yield _problem(path, "unpublished-file", message, "文章请写成 .md；不要的请移出 content", "warning")

    elif file.suffix != ".md" and (ending := _PAGES.search(path)):
        message = f"文件名的结尾是 {ending[0]}，不会成为网页"
        hint = f"改名为 {path[: ending.start()]}.md，md 是小写；电脑上看不到文件名的结尾，先勾上「文件扩展名」"
        yield _problem(path, "unpublished-file", message, hint, "warning")


def _drawing(file: Path, path: str) -> Iterator[Problem]:
    """Refuse a drawing that runs something, or asks another site, where it is opened by itself."""
    try:
        size = file.stat().st_size
        text = decoded(file.read_bytes()) if size <= _LARGEST else ""
    except OSError:
        return
    if size > _LARGEST:
        message = f"这张图有 {size / 1024 / 1024:.1f} MB，太大，里面有没有代码看不完"
        yield _problem(path, "svg-code", message, "请存小一点（5 MB 以内），或存成 PNG、JPG")
        return
    plain = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    readings = (plain, unescape(plain))
    runs = next(filter(None, map(_RUNS.search, readings)), None)
    found = runs or next(filter(None, map(_ASKS.search, readings)), None)
    if found is None:
        return
    name = next(group for group in found.groups() if group)
    where = max(plain.find(name), 0)
    message = f"这张图向别的网站要东西：{name[:60]}，单独打开时别的网站就知道有人在看"
    if runs:
        message = f"这张图里有会运行的代码 {re.sub(_IGNORED, '', name)}，单独打开时会运行"
    line, column = place(plain, where)
    hint = "请在画图软件里另存成「普通 SVG」或 .png；不是自己画的图，不要用"
    yield _problem(path, "svg-code", message, hint, line=line, column=column)


def _address(path: str) -> str:
    """Where the site holds what is made of a file."""
    pure = PurePosixPath(path)
    if pure.suffix.lower() != ".md" or path == "404.md":
        return path
    above = "" if str(pure.parent) == "." else f"{pure.parent}/"
    return f"{above}index.html" if pure.stem in ("index", "README") else f"{above}{pure.stem}/index.html"


def _owned(context: Context) -> dict[str, str]:
    """The folders of the pages made of records, and of old addresses, with what takes them."""
    owned = {}
    for table in TABLES:
        for record in context.community.tables.get(table, ()):
            owned[f"{table}/{record.id}"] = f" data/{table}.yml 里的 {record.id} "
    for row in context.community.tables.get("redirects", ()):
        owned[row.__dict__["from"]] = " data/redirects.yml 里的旧网址"
    return owned


def _taken(context: Context, address: str, owned: dict[str, str]) -> str:
    """What takes the address of a file, or nothing."""
    folder = "/".join(address.split("/")[:2])
    if folder in owned and address != folder:
        return owned[folder]
    own = address in _OWN or kinds.owns(address)
    of_the_theme = address.startswith("assets/") and address in dict(theirs(context.root))
    return "网站自己的文件" if own or of_the_theme else ""


def _problem(
    path: str, code: str, message: str, hint: str, level: Level = "error", *, line: int = 1, column: int = 1
) -> Problem:
    mark = Mark(path=f"content/{path}", line=line, column=column)
    return Problem(mark=mark, code=code, level=level, message=message, hint=hint)
