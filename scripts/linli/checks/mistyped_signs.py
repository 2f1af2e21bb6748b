"""What was meant as a link, a picture, a heading, bold or code is one: its signs are those of a keyboard, and closed.

PASS:
  courses:
    - {id: shufa, title: 书法班, category: 青少年宫, description: "【示例】（零基础）欢迎！[怎么报名](/join/) ＃书法＃"}
  content:
    extra.md: |
      【注意】（周三）欢迎！[怎么报名](join.md)，代码 `[x]（a.md）`。
    join.md: 报名

FAIL mistyped-sign:
  content:
    extra.md: |
      ＃＃ 怎么来

      见【怎么报名】（join.md）。
    join.md: 报名

FAIL open-fence:
  content:
    extra.md: |
      ```
      给人看的代码

FAIL empty-link:
  courses:
    - {id: shufa, title: 书法班, category: 青少年宫, description: "[怎么报名]()"}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from linli.checks import Context
from linli.checks._pages import blank_code, place, written
from linli.problems import Mark, Problem
from linli.prose import text as texts
from linli.prose.pages import front

CODES: Final = ("mistyped-sign", "open-fence", "empty-link")
TITLE: Final = "链接、图片、标题和代码的符号要是英文的，前后成对"
_MARKDOWN: Final = {"courses": "description", "services": "description", "stories": "body"}
_SUSPECT: Final = re.compile(r"[（【［＃＊｀！]|\](?:\(\s*(?:<>)?\s*\)| \(|\([^()\n]*）)|```|~~~|···|'''")
_KINDS: Final = r"md|jpe?g|png|webp|gif|svg|heic|pdf|docx?|xlsx?"
_LINK: Final = re.compile(
    r"(?P<bang>[!！]?)(?P<first>[\[【［])(?P<words>[^\[\]【】［］\n]{0,60})(?P<last>[\]】］])(?P<gap>[ \u3000]?)(?P<opens>[(（])"
    rf"[ \t]*(?P<target>(?:https?://|www\.|\.{{0,2}}/)[^\s()（）]{{1,500}}|[^\s()（）/]{{1,80}}(?:/[^\s()（）]{{0,80}})?\.(?:{_KINDS})(?:#[^\s()（）]*)?)"
    r"[ \t]*(?P<closes>[)）])",
    re.IGNORECASE,
)
_PICTURE: Final = re.compile(r"\.(?:jpe?g|png|webp|gif|svg|heic)$", re.IGNORECASE)
_HEADING: Final = re.compile(r"^ {0,3}(?P<signs>＃{2,6}(?=[^＃#])|＃(?=[ \u3000]))[^＃\n]*[^＃\s][ \t]*$", re.MULTILINE)
_BOLD: Final = re.compile(r"(?P<signs>＊＊)[^＊\s][^＊\n]{0,80}＊＊")
_FENCE: Final = re.compile(r"^ *(?P<signs>···|｀｀｀|'''|‘‘‘|’’’)[a-z]{0,20}[ \t]*$", re.MULTILINE)
_OTHERS: Final = (
    (_HEADING, "标题，井号不是英文的", "#"),
    (_BOLD, "加粗，星号不是英文的", "*"),
    (_FENCE, "代码的上下边，符号不是反引号（键盘左上角那个键，英文输入法）", "`"),
)
_EMPTY: Final = re.compile(r"\[(?P<words>[^\[\]\n]{0,80})\]\(\s*(?:<>)?\s*\)")
_TICKS: Final = re.compile(r"^ *(?P<signs>`{3,}|~{3,})(?P<words>[^`\n]*)$", re.MULTILINE)
_CODE: Final = re.compile(r"<code\b.*?</code>", re.DOTALL)

_Found = tuple[str, str, str, int]
"""Code, message, hint and where."""


def check(context: Context) -> Iterator[Problem]:
    """Look at every hand-written page and at the long texts of the tables."""
    for page in written(context.root):
        if _SUSPECT.search(page.typed):
            start = front(page.typed)
            fences = _open(page.typed, start, page.html()) if _TICKS.search(page.typed, start) else ()
            for code, message, hint, index in (*_signs(page.text), *fences):
                line, column = place(page.typed, index)
                mark = Mark(path=page.path, line=line, column=column)
                yield Problem(mark=mark, code=code, level="warning", message=message, hint=hint)
    for table, field in _MARKDOWN.items():
        for record in context.community.tables.get(table, ()):
            text = getattr(record, field) or ""
            if _SUSPECT.search(text):
                fences = _open(text, 0, texts.html(text)) if _TICKS.search(text) else ()
                for code, message, hint, index in (*_signs(blank_code(text)), *fences):
                    problem = record.problem(field, code, message, hint, level="warning")
                    yield replace(problem, mark=record.mark_in(field, index))


def _signs(text: str) -> Iterator[_Found]:
    for found in _LINK.finditer(text):
        if wrong := _wrong(found):
            picture = _is_picture(found)
            what, sign = ("图片", "!") if picture else ("链接", "")
            hint = f"写成 {sign}[{found['words']}]({found['target']})"
            start = found.start() + (len(found["bang"]) if not picture else 0)
            yield "mistyped-sign", f"「{text[start : found.end()]}」像是{what}，{wrong}，会照原样显示", hint, start
    fences = [found["signs"] for found in _FENCE.finditer(text)]
    for pattern, what, sign in _OTHERS:
        for found in pattern.finditer(text):
            if pattern is _FENCE and fences.count(found["signs"]) < 2:
                continue  # dots of a sentence that goes on
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            right = found[0].strip().replace("\u3000", " ").replace(found["signs"], sign * len(found["signs"]))
            yield "mistyped-sign", f"「{found[0].strip()}」像是{what}，会照原样显示", f"写成 {right}", start
    for found in _EMPTY.finditer(text):
        hint = f"括号里写上地址，例如 [{found['words'] or '怎么报名'}](/join/)；不要链接就只留文字"
        yield "empty-link", f"「{found[0]}」没有写链接到哪里", hint, found.start()


def _wrong(found: re.Match[str]) -> str:
    """Why what looks like a link or a picture is none, or nothing."""
    first, last, opens, closes = (found[name] for name in ("first", "last", "opens", "closes"))
    if found["words"].startswith("^") or (first == "[") != (last == "]"):
        return "方括号一边是英文的，一边不是" if (first == "[") != (last == "]") and opens == "(" else ""
    if first != "[" and opens == "（" and re.match(r"https?:|www\.", found["target"]):
        return ""  # a name and its address, as in print
    if (first, opens, closes) != ("[", "(", ")"):
        return "括号不是英文的"
    if found["gap"] and not found["words"].isdigit():
        return "两个括号中间有空格"
    return "感叹号不是英文的" if _is_picture(found) and found["bang"] == "！" else ""


def _is_picture(found: re.Match[str]) -> bool:
    """Whether a picture stands there: a Chinese exclamation mark may end the sentence before a link."""
    alone = not found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()].strip()
    return found["bang"] == "!" or (found["bang"] == "！" and alone and bool(_PICTURE.search(found["target"])))


def _open(text: str, start: int, html: str) -> Iterator[_Found]:
    """Yield the fence that nobody closed, where the machine shows its signs."""
    opened: re.Match[str] | None = None
    for fence in _TICKS.finditer(text, start):
        if opened is None:
            opened = fence
        elif fence["signs"].startswith(opened["signs"]) and not fence["words"].strip():
            opened = None
    if opened and opened["signs"][:3] in _CODE.sub("", html):
        message = f"「{opened[0].strip()}」以后没有再写一行 {opened['signs']}，这段代码会当成正文显示"
        yield "open-fence", message, f"在代码的最后另起一行写 {opened['signs']}", opened.start("signs")
