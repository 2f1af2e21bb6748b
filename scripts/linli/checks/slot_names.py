"""A slot in a hand-written page is one that the theme can fill.

PASS:
  content:
    extra.md: |
      <!-- slot: timetable -->

FAIL unknown-slot:
  content:
    extra.md: |
      <!-- slot: timetabel -->

FAIL odd-slot:
  content:
    extra.md: |
      ＜!-- slot：timetable --＞
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from linli import kit
from linli.characters import COLONS, DASHES, HALF
from linli.checks import Context
from linli.checks._pages import Page, place, written
from linli.problems import Mark, Problem

CODES: Final = ("unknown-slot", "odd-slot")
TITLE: Final = "手写网页里的记号要写对"
_SLOT: Final = re.compile(r"<!-- slot: ([a-z-]+) -->")
_LINE: Final = "-" + "".join(DASHES)
_GAP: Final = "[ \\t]{0,3}"
_LIKE: Final = re.compile(
    rf"(?:\\?(?P<first>[<‹〈《«]|&lt;){_GAP})?(?P<bang>!?){_GAP}(?P<lines>[{_LINE}]{{0,9}}){_GAP}(?<!\w)(?P<word>[a-z]{{3,6}})"
    rf"(?:{_GAP}[;={''.join(COLONS)}:]{_GAP}|[ \t]{{1,3}})(?P<name>[\w-]{{0,30}}?){_GAP}"
    rf"(?P<last>[{_LINE}]{{0,9}}!?{_GAP}(?:[>›〉》»]|&gt;)|[{_LINE}]{{0,9}}{_GAP}$)",
    re.IGNORECASE,
)
"""Anything between signs of a remark, or alone on its line, that says slot and a name."""
_SUSPECT: Final = re.compile(rf"slot|[！ｓＳ]|[!<{_LINE}][ \t]*[{_LINE}]", re.IGNORECASE)
_WORDS: Final = ("slot", "slots")
_LONGEST: Final = 1000
"""Characters of a line that a person typed."""
_CODE: Final = re.compile(r"(?: {4}|\t)")


def check(context: Context) -> Iterator[Problem]:
    """Compare every slot with the templates in overrides/views/slots, and name what was meant as one."""
    known = sorted(Path(name).stem for name in kit.files(context.root, "overrides/views/slots", "*.html"))
    for page in written(context.root):
        for slot in _SLOT.finditer(page.text):
            if slot[1] not in known and slot[0] in page.html():
                message = f"没有叫 {slot[1]} 的记号，这里填不出内容"
                yield _problem(page, slot.start(), CODES[0], message, _names(slot[1], known))
        for index, typed, name in _odd(page.text, known):
            message = f"「{typed}」像是记号，可是写法不对，这里填不出内容"
            hint = f"写成 <!-- slot: {name} -->" if name in known else _names(name, known)
            yield _problem(page, index, CODES[1], message, f"{hint}；一个字不差，符号都是英文的，写在一行里")


def _odd(text: str, known: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Yield place, text and name of what looks like a slot and is none."""
    start = 0
    for line in text.splitlines(keepends=True):
        likely = len(line) < _LONGEST and not _CODE.match(line) and _SUSPECT.search(line)
        for found in _LIKE.finditer(line.rstrip().translate(HALF)) if likely else ():
            typed, name = line[found.start() : found.end()].strip(), found["name"].lower()
            if _meant(found, name, known) and not _SLOT.fullmatch(typed):
                yield start + line.index(typed, found.start()), typed, name
        start += len(line)


def _meant(found: re.Match[str], name: str, known: Sequence[str]) -> bool:
    """Whether it is a slot with a slip in it: no sentence about slots, no other remark."""
    word = found["word"].lower()
    if not (found["first"] or found["bang"] or len(found["lines"]) > 1 or found["last"].strip()):
        return word in _WORDS and name in known and found[0].strip() == found.string.strip()
    return word in _WORDS or (name in known and bool(difflib.get_close_matches(word, _WORDS, cutoff=0.7)))


def _names(name: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    return f"是不是想写 <!-- slot: {close[0]} -->？" if close else f"可以写的记号：{'、'.join(known)}"


def _problem(page: Page, index: int, code: str, message: str, hint: str) -> Problem:
    line, column = place(page.text, index)
    mark = Mark(path=page.path, line=line, column=column)
    return Problem(mark=mark, code=code, message=message, hint=hint, field="slot")
