"""A slot in a hand-written page is one that the theme can fill.

PASS:
  content:
    extra.md: |
      <!-- slot: timetable -->

FAIL unknown-slot:
  content:
    extra.md: |
      <!-- slot: timetabel -->
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from linli import kit
from linli.checks import Context
from linli.checks._pages import place, written
from linli.problems import Mark, Problem

CODES: Final = ("unknown-slot",)
TITLE: Final = "手写网页里的记号要写对"
_SLOT: Final = re.compile(r"<!-- slot: ([a-z-]+) -->")


def check(context: Context) -> Iterator[Problem]:
    """Compare every slot with the templates in overrides/views/slots."""
    known = sorted(Path(name).stem for name in kit.files(context.root, "overrides/views/slots", "*.html"))
    for page in written(context.root):
        for slot in _SLOT.finditer(page.text):
            if slot[1] in known or slot[0] not in page.html():
                continue
            line, column = place(page.text, slot.start())
            close = difflib.get_close_matches(slot[1], known, n=1)
            yield Problem(
                mark=Mark(path=page.path, line=line, column=column),
                code=CODES[0],
                message=f"没有叫 {slot[1]} 的记号，这里填不出内容",
                hint=f"是不是想写 <!-- slot: {close[0]} -->？" if close else f"可以写的记号：{'、'.join(known)}",
                field="slot",
            )
