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
from linli.checks._pages import Page, blank_code, place, written
from linli.problems import Level, Mark, Problem
from linli.prose.pages import front
from linli.schema import Schema

CODES: Final = ("dangerous-link", "odd-link", "raw-html", "hidden-html")
TITLE: Final = "链接和文字里不能有程序代码"

_URLS: Final = frozenset({"url", "source_url"})
_MARKDOWN: Final = frozenset({"description", "body"})
_SUSPECT: Final = re.compile(r"[<\]=&%\\：:]|\(")
_COLON: Final = re.compile("[:：︓﹕⩴&%]")
"""What `plain` may make a colon of."""
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
_EVENT: Final = re.compile(r"(?<![A-Za-z0-9])(on[a-z]{3,20}|srcdoc|formaction)\s*=", re.IGNORECASE)
_ATTRIBUTES: Final = frozenset({"srcdoc", "formaction", "xlink:href"})
_TAG: Final = re.compile(r"</?([a-z][a-z0-9-]*)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_TAB: Final = re.compile(r'<input (?:checked="checked" )?id="__tabbed_\d+_\d+" name="__tabbed_\d+" type="radio" />')
"""What `=== "大人"` becomes; it runs and sends nothing."""
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
                for code, message, hint in _wrong(text, url=name in _URLS, markdown=name in _MARKDOWN):
                    title = context.package.schemas[table].fields[name].title
                    yield record.problem(name, code, f"{title} {name} {message}", hint, level=_level(code))
    for page in written(context.root):
        for code, message, hint, index in _page(page):
            line, column = place(page.typed, index)
            mark = Mark(path=page.path, line=line, column=column)
            yield Problem(mark=mark, code=code, level=_level(code), message=f"这一页{message}", hint=hint)


def _level(code: str) -> Level:
    """What only looks odd does not keep a site from being published."""
    return "warning" if code in ("odd-link", "hidden-html") else "error"


def _page(page: Page) -> Iterator[tuple[str, str, str, int]]:
    """Check a hand-written page: HTML is allowed there, what runs or loads something is not."""
    yield from _links(page.text)
    end = front(page.typed)
    found = [*_running(page.typed[:end])]
    if not found and (_RUNS_CODE.search(page.typed, end) or _EVENT.search(page.typed, end)):
        made = {name.lower() for name, _ in _running(_TAB.sub("", page.html()))}
        for text in (page.text, page.typed):
            found = found or [(name, at) for name, at in (*_running(text), *_events(text)) if name.lower() in made]
    if not found:
        return
    name, at = min(found, key=lambda one: one[1])
    if name.lower().startswith("on") or name.lower() in _ATTRIBUTES:
        yield "raw-html", f"里有会运行的网页代码 {name.lower()}=，为了安全不能用", "请删掉这段代码", at
    else:
        hint = "请删掉这段代码；要放表单请写链接；只想给人看代码，上下各写一行 ```，这两行从行首写起"
        yield "raw-html", f"里有网页代码 <{name.lower()}>，为了安全不能用", hint, at


def _running(text: str) -> Iterator[tuple[str, int]]:
    """Yield tags that run or load something, and attributes of tags that do, with their places."""
    for tag in _RUNS_CODE.finditer(text):
        if tag[1].lower() not in _ALLOWED_IN_PAGES:
            yield tag[1], tag.start()
    for handler in _HANDLER.finditer(text):
        yield handler[1], handler.start(1)


def _events(text: str) -> Iterator[tuple[str, int]]:
    """Yield what may become such an attribute of a tag that Markdown makes: [书法班](a.md){: onclick=… }."""
    return ((found[1], found.start(1)) for found in _EVENT.finditer(text))


def _wrong(text: str, *, url: bool, markdown: bool) -> Iterator[tuple[str, str, str]]:
    """Yield (code, message, hint) of what is wrong with a text of the tables."""
    if url:
        if found := _SCHEME.match(plain(text)):
            yield _dangerous(found[1])
        return
    if not markdown:
        return
    prose = blank_code(text)
    for code, message, hint, _ in _links(prose):
        yield code, message, hint
    lowered = unicodedata.normalize("NFKC", prose) if "＜" in prose else prose
    if "<" not in lowered:
        return
    if tag := _RUNS_CODE.search(lowered):
        hint = "请删掉这段代码；要放表单请写链接，要放图片请用图片一栏"
        yield "raw-html", f"里有网页代码 <{tag[1].lower()}>，为了安全不能用", hint
    elif handler := _HANDLER.search(lowered):
        yield "raw-html", f"里有会运行的网页代码 {handler[1].lower()}=，为了安全不能用", "请删掉这段代码"
    elif tag := _TAG.search(lowered):
        hint = "换行请空一行，加粗请写 **文字**"
        yield "hidden-html", f"里有网页代码 <{tag[1].lower()}>，网站上会照原样显示出来，不会起作用", hint
    elif "<!--" in lowered:
        hint = "请删掉；想给同事留话，用 # 开头另起一行写在这一条上面"
        yield "hidden-html", "里有 <!-- 开头的注释，网站上看不到，可是数据文件里人人看得到", hint


def _links(prose: str) -> Iterator[tuple[str, str, str, int]]:
    """Yield (code, message, hint, position) of links that run code, or lead where phones cannot follow."""
    if _COLON.search(prose) is None:
        return
    bare = plain(prose)
    if ":" in bare and (found := _LINK.search(bare)):
        scheme = found[1].lower()
        yield *_dangerous(scheme), _near(prose, scheme)
    elif (other := _OTHER.search(prose)) and other[1].lower() not in _USUAL:
        hint = "请改成 https:// 开头的网址，或直接写文字"
        if len(other[1]) == 1:
            name = re.split(r"[/\\]", prose[other.end() :].partition(")")[0])[-1].strip() or "a.jpg"
            hint = f"图片上传到 content/images/，写 ![说明](/images/{name})；文件上传到 content/files/，写 [说明](/files/{name})"
            yield "odd-link", f"里有 {other[1]}: 开头的地址，是自己电脑里的文件，别人看不到", hint, other.start(1)
            return
        yield "odd-link", f"里有 {other[1]}: 开头的链接，很多手机打不开", hint, other.start(1)


def _dangerous(scheme: str) -> tuple[str, str, str]:
    hint = "链接请写完整的网址，例如 [课表](https://example.org/timetable/)"
    if scheme.lower() == "file:":
        hint = "自己电脑里的图片上传到 content/images/，写 ![说明](/images/a.jpg)；文件上传到 content/files/，写 [说明](/files/a.pdf)"
    return "dangerous-link", f"里有 {scheme.lower()} 开头的链接，点了会运行代码或打开本机文件", hint


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
