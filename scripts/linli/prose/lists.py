"""Lists as people type them: takes a text's lines, gives them as Python-Markdown wants lists.

A list may follow a line of text at once, and an item stands inside another when it begins where that one's words do.
"""

from __future__ import annotations

import re
from typing import Final

from markdown.preprocessors import Preprocessor

_ITEM: Final = re.compile(r"( *)([-*+]|[0-9]{1,9}\.)( +)(?=\S)")
_RULE: Final = re.compile(r" {0,3}([-*_])(?: *\1){2,} *$")
_NOT_BEFORE: Final = re.compile(r" *(?:[>|#:]|!!!|\?\?\?|///|\[[^\]]*\]:)")
"""What begins a line that a list cannot interrupt, or need not."""
_STEP: Final = 4
_CODE: Final = 4


class Lists(Preprocessor):
    """Runs when fenced code and blocks of HTML are out of the way."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with an empty one before every list, and four blanks for every step inwards."""
        written: list[str] = []
        open_: list[int] = []
        """Where the words of each item begin that is open here, from outside in."""
        before, listed = "", False
        for line in lines:
            if not line.strip():
                listed = False
                written.append(line)
                before = ""
                continue
            indent = len(line) - len(line.lstrip(" "))
            item = None if _RULE.match(line) else _ITEM.match(line)
            if item and (open_ or indent < _CODE):
                if before and not listed and (open_ or _interrupts(before, indent, item[2])):
                    written.append("")
                while open_ and indent < open_[-1]:
                    open_.pop()
                written.append(" " * _STEP * len(open_) + line[indent:])
                open_.append(item.end())
                listed = True
            elif item and not listed and _interrupts(before, indent, item[2]):
                written += ["", line]
                listed = True
            elif open_ and not before:
                while open_ and indent < open_[-1]:
                    open_.pop()
                usual = _STEP * len(open_)
                further = indent - (usual if indent >= usual or not open_ else open_[-1])
                written.append(" " * (usual + further) + line[indent:])
            else:
                written.append(line)
            before = line
        return written


def _interrupts(before: str, indent: int, sign: str) -> bool:
    """Whether an item right after this line begins a list: it does after a line of text as far left."""
    if not before or _NOT_BEFORE.match(before) or len(before) - len(before.lstrip(" ")) != indent:
        return False
    return not sign[0].isdigit() or sign == "1."
