"""The hand-written pages: takes the root, gives each one's path and text without code, which readers only see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from linli import source
from linli.problems import Mark, Problem

_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_CODE: Final = re.compile(r"(?<!`)(`{1,2})(?!`)[^`\n]{1,400}(?<!`)\1(?!`)")
_LARGEST: Final = 2 * 1024 * 1024


def pages(root: Path) -> Iterator[tuple[str, str, list[Problem]]]:
    """Yield path (relative to root), text and what stops it from being read; code is blanked, lines stay."""
    folder = root / "content"
    for file in sorted(folder.rglob("*.md")):
        path = file.relative_to(root).as_posix()
        try:
            if not file.is_file():
                continue
            if file.stat().st_size > _LARGEST:
                message = "这一页太大，上限 2 MB"
                yield (
                    path,
                    "",
                    [Problem(mark=Mark(path=path), code="too-large", message=message, hint="图片请另存成文件")],
                )
                continue
            text, problems = source.decode(path, file.read_bytes())
        except OSError:
            continue
        yield path, blank_code(text), problems


def blank_code(text: str) -> str:
    """Return Markdown with fenced code and code in a line replaced by blanks of the same length."""
    if "`" not in text and "~~~" not in text:
        return text
    lines = []
    fence = ""
    for line in text.splitlines(keepends=True):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
                fence = ""
            lines.append(_blanked(line))
        elif mark and "`" not in line[mark.end() :]:
            fence = mark[1]
            lines.append(_blanked(line))
        else:
            lines.append(_CODE.sub(lambda match: _blanked(match[0]), line) if "`" in line else line)
    return "".join(lines)


def place(text: str, index: int) -> tuple[int, int]:
    """Return line and column, 1-based, of a position in a text."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _blanked(code: str) -> str:
    return re.sub(r"\S", " ", code)
