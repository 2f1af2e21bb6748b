"""What `check` would say: takes the root and new texts of files, gives the problems they would bring, writing nothing there."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from linli.checking import check
from linli.problems import Problem

_BESIDE: Final = ("mkdocs.yml", "content", "overrides", ".git")
"""What `check` reads besides data/; in the history stand the ids that were published."""


def brought(root: Path, texts: Mapping[str, str], today: date) -> list[Problem]:
    """Return the problems that are there with the new texts and not without them; a text is of a path below `root`.

    Raises ValueError, with a Chinese sentence, where data/ cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="linli-") as folder:
        copy = Path(folder)
        try:
            shutil.copytree(root / "data", copy / "data")
            for name in _BESIDE:
                if (root / name).exists():
                    _lay(root / name, copy / name)
        except OSError:
            raise ValueError("data 文件夹里有打不开的文件，请先运行 linli check 看是哪个") from None
        before = Counter(map(_what, check(copy, today).problems))
        for path, text in texts.items():
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            (copy / path).write_text(text, encoding="utf-8", newline="")
        found = []
        for problem in check(copy, today).problems:
            if before[_what(problem)] > 0:
                before[_what(problem)] -= 1
            else:
                found.append(problem)
    return found


def _what(problem: Problem) -> tuple[str, ...]:
    """A problem without its place: rows above may have moved it."""
    return problem.mark.path, problem.level, problem.code, problem.record, problem.field, problem.message


def _lay(source: Path, target: Path) -> None:
    try:
        target.symlink_to(source.resolve(), target_is_directory=source.is_dir())
    except OSError:  # Windows allows links to few
        if source.name == ".git":
            return
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copyfile(source, target)
