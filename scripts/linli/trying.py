"""What `check` would say of new texts: takes the root and texts, gives the new errors, before anything is written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from linli import build
from linli.problems import Problem, errors

_NOT_COPIED: Final = frozenset({"site", ".venv", ".cache", "node_modules", "data"})


def new_errors(root: Path, texts: Mapping[str, str | None], today: date) -> list[Problem]:
    """Return the errors that the texts would bring."""
    before = {_said(problem) for problem in errors(build.check(root, today).problems)}
    with tempfile.TemporaryDirectory(prefix="linli-") as folder:
        copy = Path(folder)
        shutil.copytree(root / "data", copy / "data")
        for path in root.iterdir():
            if path.name not in _NOT_COPIED:
                _link(path, copy / path.name)
        for name, text in texts.items():
            if text is None:
                (copy / name).unlink(missing_ok=True)
            else:
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                (copy / name).write_bytes(text.encode("utf-8"))
        after: Sequence[Problem] = errors(build.check(copy, today).problems)
    return [problem for problem in after if _said(problem) not in before]


def _said(problem: Problem) -> tuple[str, str, str]:
    return problem.mark.path, problem.code, problem.message


def _link(path: Path, place: Path) -> None:
    """Show a file or folder at another place; where links are not allowed, copy it."""
    try:
        place.symlink_to(path.resolve(), target_is_directory=path.is_dir())
    except OSError:
        if path.is_dir():
            shutil.copytree(path, place)
        else:
            shutil.copy2(path, place)
