"""Which ids were only ever seen in versions that did not check: takes problems, gives those that hold.

Only a version without errors is published. An id that stood in none of them was a slip nobody has printed, and may go.
"""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from linli.problems import Problem

TRIED: Final = 5
"""So many versions with the id are checked, the newest first; where all had errors and there were no more, it was never published."""
_FOLDERS: Final = ("data", "content", "overrides", "mkdocs.yml")

Clean = Callable[[Path, date], bool]
"""Does the tree in a folder check without errors, as of a day?"""


def broken(problems: Sequence[Problem], root: Path, on_site: Callable[[Problem], bool], clean: Clean) -> list[Problem]:
    """Leave out `published-id-gone` of ids that never were published. `on_site`: whether a former site had the id."""
    verdicts: dict[str, bool] = {}
    return [
        problem
        for problem in problems
        if problem.code != "published-id-gone"
        or on_site(problem)
        or _was_published(root, problem.record or "", clean, verdicts)
    ]


def _was_published(root: Path, key: str, clean: Clean, verdicts: dict[str, bool]) -> bool:
    for tried, (commit, day) in enumerate(_versions_with(root, key)):
        if tried == TRIED:
            return True
        if commit not in verdicts:
            verdicts[commit] = _checks(root, commit, day, clean)
        if verdicts[commit]:
            return True
    return False


def _versions_with(root: Path, key: str) -> Iterator[tuple[str, date]]:
    """Yield the versions of the main line, newest first, whose tables have the id."""
    for line in _git(root, "log", "--first-parent", "--format=%H %cs", "HEAD", "--", "data").decode().splitlines():
        commit, day = line.split()
        pattern = rf"id['\"]?: *['\"]?{re.escape(key)}(['\" ,}}#]|$)"
        if _git(root, "grep", "-lE", "-e", pattern, commit, "--", "data"):
            yield commit, date.fromisoformat(day)


def _checks(root: Path, commit: str, day: date, clean: Clean) -> bool:
    """Lay the version out beside and check it; what other rules than today's judged is taken for published."""
    rules, judged = (_git(root, "rev-parse", "--verify", "--quiet", f"{each}:./scripts") for each in ("HEAD", commit))
    if rules != judged:
        return True
    there = _git(root, "ls-tree", "--name-only", commit, *_FOLDERS).decode().split()
    packed = _git(root, "archive", "--format=zip", commit, *there)
    if not packed:
        return True
    with tempfile.TemporaryDirectory(prefix="linli-version-") as folder:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            archive.extractall(folder)
        return clean(Path(folder), day)


def _git(root: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False).stdout
