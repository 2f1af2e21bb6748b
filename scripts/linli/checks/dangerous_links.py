"""No link runs code and no text holds a web page's code, however it is disguised.

PASS:
  courses:
    - id: shufa
      title: 书法班
      category: 青少年宫
      description: 见[国画班](../guohua/)，或写信给[社区](mailto:a@example.cn)。3 < 5，代码 `<script>` 只是文字。

FAIL dangerous-link:
  courses:
    - id: shufa
      title: 书法班
      category: 青少年宫
      description: 点[这里](java&#115;cript&colon;alert(1))

FAIL odd-link:
  courses:
    - id: shufa
      title: 书法班
      category: 青少年宫
      description: 点[这里](weixin://dl/chat)

FAIL raw-html:
  courses:
    - id: shufa
      title: 书法班
      category: 青少年宫
      description: <iframe src="https://example.cn"></iframe>

FAIL hidden-html:
  courses:
    - id: shufa
      title: 书法班
      category: 青少年宫
      description: 第一行<br>第二行
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from typing import Final
from urllib.parse import unquote

from linli.checks import Context
from linli.checks._pages import blank_code, pages, place
from linli.problems import Mark, Problem
from linli.schema import Schema

CODES: Final = ("dangerous-link", "odd-link", "raw-html", "hidden-html")
TITLE: Final = "链接和文字里不能有程序代码"

_URLS: Final = frozenset({"url", "source_url", "image"})
_MARKDOWN: Final = frozenset({"description", "body"})
_SUSPECT: Final = re.compile(r"[<\]=&%\\：:]|\(")
_IGNORED: Final = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_RUNS: Final = r"(?:javascript|vbscript|livescript|data|file|blob|filesystem|jar|view-source|ms-[a-z-]+|about|mocha)"
_LINK: Final = re.compile(
    rf"(?:\]\(<?|\]:<?|<|(?:href|src|action|poster|data|srcset|cite|background|url)=[\"']?|url\([\"']?)({_RUNS}:)[^\s]",
    re.IGNORECASE,
)
_SCHEME: Final = re.compile(rf"({_RUNS}:)", re.IGNORECASE)
_OTHER: Final = re.compile(r"(?:\]\(<?|\]:\s*<?|<)\s*([a-z][a-z0-9+.-]*):(?!\s)", re.IGNORECASE)
_USUAL: Final = frozenset({"http", "https", "mailto", "tel", "sms", "geo"})
_RUNS_CODE: Final = re.compile(
    r"</?(script|iframe|frame|frameset|object|embed|applet|form|input|button|textarea|style|link|meta|base|svg|math|template"
    r"|video|audio|source|portal|noscript|xml|isindex|marquee|dialog|slot)(?=[\s/>]|$)",
    re.IGNORECASE,
)
_HANDLER: Final = re.compile(r"<[a-z][^<>]*?[\s\"'/](on[a-z]{3,20}|srcdoc|formaction|xlink:href)\s*=", re.IGNORECASE)
_TAG: Final = re.compile(r"</?([a-z][a-z0-9-]*)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ALLOWED_IN_PAGES: Final = frozenset({"svg", "audio", "video", "source"})


def check(context: Context) -> Iterator[Problem]:
    """Look into every text of the tables and into the hand-written pages."""
    for table, records in context.community.tables.items():
        names = _texts(context.package.schemas[table])
        for record in records:
            values = record.__dict__
            for name in names:
                text = values[name]
                if text is None or _SUSPECT.search(text) is None:
                    continue
                for code, message, hint, _ in _wrong(text, url=name in _URLS, markdown=name in _MARKDOWN):
                    title = context.package.schemas[table].fields[name].title
                    level = "warning" if code in ("odd-link", "hidden-html") else "error"
                    yield record.problem(name, code, f"{title} {name} {message}", hint, level=level)  # type: ignore[arg-type]
    for path, text, _ in pages(context.root):
        yield from _page(path, text)


def _page(path: str, text: str) -> Iterator[Problem]:
    """Check a hand-written page: HTML is allowed there, code is not."""
    for code, message, hint, index in _wrong(text, url=False, markdown=True, page=True):
        line, column = place(text, index)
        level = "warning" if code in ("odd-link", "hidden-html") else "error"
        mark = Mark(path=path, line=line, column=column)
        yield Problem(mark=mark, code=code, level=level, message=f"这一页{message}", hint=hint)  # type: ignore[arg-type]


def _wrong(text: str, *, url: bool, markdown: bool, page: bool = False) -> Iterator[tuple[str, str, str, int]]:
    """Yield (code, message, hint, position) of what is wrong with a text."""
    prose = blank_code(text) if markdown and not page else text
    if markdown or url:
        bare = plain(prose)
        found = _SCHEME.match(bare) if url else _LINK.search(bare)
        if found:
            scheme = found[1].lower()
            hint = "链接请写完整的网址，例如 [课表](https://example.org/timetable/)"
            yield (
                "dangerous-link",
                f"里有 {scheme} 开头的链接，点了会运行代码或打开本机文件",
                hint,
                _near(prose, scheme),
            )
        elif not url and (other := _OTHER.search(prose)) and other[1].lower() not in _USUAL:
            hint = "请改成 https:// 开头的网址，或直接写文字"
            yield "odd-link", f"里有 {other[1]}: 开头的链接，很多手机打不开", hint, other.start(1)
    if not markdown:
        return
    lowered = unicodedata.normalize("NFKC", prose) if not prose.isascii() and "＜" in prose else prose
    tag = _RUNS_CODE.search(lowered)
    if tag and not (page and tag[1].lower() in _ALLOWED_IN_PAGES):
        hint = "请删掉这段代码；要放表单请写链接，要放图片请用图片一栏"
        yield "raw-html", f"里有网页代码 <{tag[1].lower()}>,为了安全不能用", hint, tag.start()
    elif handler := _HANDLER.search(lowered):
        yield (
            "raw-html",
            f"里有会运行的网页代码 {handler[1].lower()}=,为了安全不能用",
            "请删掉这段代码",
            handler.start(1),
        )
    elif not page and (tag := _TAG.search(lowered)):
        hint = "换行请空一行，加粗请写 **文字**"
        yield "hidden-html", f"里有网页代码 <{tag[1].lower()}>,网站上不会起作用", hint, tag.start()


def plain(text: str) -> str:
    """Return what a browser may read in a text: without entities, percent-encoding, escapes, blanks and hidden marks."""
    for _ in range(3):
        before = text
        if "&" in text:
            text = unescape(text)
        if "%" in text:
            text = unquote(text, errors="replace")
        if text == before:
            break
    text = _ESCAPE.sub(r"\1", text)
    return _IGNORED.sub("", text if text.isascii() else unicodedata.normalize("NFKC", text))


def _near(text: str, scheme: str) -> int:
    """Return where a disguised scheme stands: the first line that shows it once undressed."""
    start = 0
    for line in text.splitlines(keepends=True):
        if scheme in plain(line).lower():
            return start
        start += len(line)
    return 0


def _texts(schema: Schema) -> tuple[str, ...]:
    """The fields that hold links or Markdown."""
    return tuple(name for name in schema.fields if name in _URLS or name in _MARKDOWN)
