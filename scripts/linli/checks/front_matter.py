"""What a page says of itself before its text is read as that, and not shown to readers.

PASS:
  content:
    extra.md: |
      ---
      title: 关于我们
      description: "我们: 270多位妈妈"
      ---

      # 关于我们
    other.md: |
      ---

      上面只是一条线。

FAIL front-matter:
  content:
    extra.md: |
      ———
      title：关于我们
      --

      # 关于我们

FAIL front-matter-name:
  content:
    extra.md: |
      ---
      titel: 关于我们
      ---
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from linli import documents, slips
from linli.characters import BLANKS, COLONS, DASHES, UNSEEN
from linli.checks import Context
from linli.checks._pages import written
from linli.descriptors import closest
from linli.documents import BrokenFileError, Document
from linli.problems import Mark, Problem

CODES: Final = ("front-matter", "front-matter-name")
TITLE: Final = "文章开头 --- 之间的几行要写对"
_NAMES: Final = ("title", "description")
_CHINESE: Final = {"标题": "title", "题目": "title", "名称": "title", "说明": "description", "描述": "description"}
_ODD: Final = "".join((*BLANKS, *UNSEEN))
_LINE: Final = f"[-_=─━{''.join(DASHES)}]"
_RULE: Final = re.compile(rf"[\s{_ODD}]*(?:{_LINE}(?:[ \t]?{_LINE})+|—)[\s{_ODD}]*")
"""A line of three signs, as it may be typed."""
_OPENS: Final = re.compile(r"-{3}[ \t]*")
_CLOSES: Final = re.compile(r"(?:-{3}|\.{3})[ \t]*")
_FIELD: Final = re.compile(
    rf"[\s{_ODD}]{{0,3}}([A-Za-z]{{3,15}})(?:[ \t{_ODD}]*[:=；;{''.join(COLONS)}]|[ \t]+[^\x00-\x7f])"
)
_UNCLEAR: Final = ("这几行读不懂，会当成正文显示", "每行一项，冒号是英文的，后面空一格，例如 title: 关于我们")
_MOST: Final = 60
"""Lines before the text."""


def check(context: Context) -> Iterator[Problem]:
    """Look at the first lines of every hand-written page."""
    for page in written(context.root):
        yield from _page(page.path, page.typed.split("\n")[:_MOST])


def _page(path: str, lines: Sequence[str]) -> Iterator[Problem]:
    first = next((n for n, line in enumerate(lines) if line.strip(f" \t\r{_ODD}")), 0)
    begin = first + bool(_RULE.fullmatch(lines[first]))
    closing = next((n for n in range(begin, len(lines)) if _CLOSES.fullmatch(lines[n])), None)
    if begin == 1 and _OPENS.fullmatch(lines[0]) and closing:
        document, _ = _read(path, lines[1:closing], 1)
        if document:
            yield from _fields(document)
            return
    end = next((n for n in range(begin, len(lines)) if _ends(lines[n])), len(lines))
    if not any(_is_field(line) for line in lines[begin : end if begin > first else first + 1]):
        return
    document, wrong = _read(path, lines[begin:end], begin)
    closed = end < len(lines) and _RULE.fullmatch(lines[end]) is not None
    if begin > first or closed or not document:
        yield from _around(path, lines, first, begin, end if closed else None)
        if begin > first and not closed:
            message = f"「{lines[end - 1].strip()[:20]}」下面没有 ---，这几行会当成正文显示"
            yield _problem(path, end - 1, message, "在它下面加一行 ---，三个英文短横线，再写正文")
    yield from _fields(document) if document else wrong


def _around(path: str, lines: Sequence[str], first: int, begin: int, end: int | None) -> Iterator[Problem]:
    """Look at the lines of signs above and below."""
    if begin == first:
        message = f"「{lines[first].strip()[:20]}」上面没有 ---，这几行会当成正文显示"
        yield _problem(path, first, message, "第一行写 ---，这几行下面也写一行 ---，都是三个英文短横线")
    elif first > 0:
        yield _problem(path, 0, "--- 上面有空行，下面几行会当成正文显示", "删掉上面的空行，第一行就写 ---")
    for number, right, where in ((first if begin > first else None, _OPENS, "下面"), (end, _CLOSES, "上面")):
        if number is not None and not right.fullmatch(lines[number]):
            message = f"「{lines[number]}」不是三个英文短横线，{where}几行会当成正文显示"
            yield _problem(path, number, message, "这一行写成 ---，前面不空格")


def _ends(line: str) -> bool:
    return not line.strip() or line.startswith("#") or _RULE.fullmatch(line) is not None


def _is_field(line: str) -> bool:
    """Whether a line names what pages say of themselves, with a slip or without."""
    found = _FIELD.match(line)
    return found is not None and bool(closest(found[1].lower(), _NAMES))


def _read(path: str, lines: Sequence[str], offset: int) -> tuple[Document | None, list[Problem]]:
    """Return what the lines say, or why they say nothing; `offset` lines stand above them."""
    try:
        document = documents.parse(path, "\n" * offset + "\n".join((*lines, "")))
    except BrokenFileError as error:
        return None, [replace(problem, code=CODES[0]) for problem in error.problems]
    if isinstance(document.value, dict):
        return document, []
    slip = slips.find(lines)
    line, column, message, hint = slip or (0, 1, *_UNCLEAR)
    return None, [_problem(path, offset + line, message, hint, column=column)]


def _fields(document: Document) -> Iterator[Problem]:
    """Look at the names and at what they say."""
    for name, value in document.value.items():
        mark = document.names.get((str(name),), document.mark(str(name)))
        meant = _CHINESE.get(str(name)) or closest(str(name).lower(), _NAMES)
        if meant and name not in _NAMES:
            hint = f"把 {name} 改成 {meant}，冒号和后面的不动"
            message = f"没有 {name} 这一项，写的不起作用"
            yield Problem(mark=mark, code=CODES[1], level="warning", message=message, hint=hint)
        elif name in _NAMES and isinstance(value, list | dict):
            hint = f'整段加英文引号，例如 {name}: "[公告]今天"'
            yield Problem(mark=mark, code=CODES[0], message=f"{name} 应是一行文字，开头的括号有特殊意思", hint=hint)
    yield from (replace(problem, code=CODES[0]) for problem in document.problems)


def _problem(path: str, line: int, message: str, hint: str, *, column: int = 1) -> Problem:
    return Problem(mark=Mark(path=path, line=line + 1, column=column), code=CODES[0], message=message, hint=hint)
