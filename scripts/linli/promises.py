"""Which ids were only ever seen in versions that did not check: takes problems, gives those that hold.

Only a version without errors is published. An id that stood in none of them was a slip nobody has printed, and may go.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from linli import repository
from linli.history import ids, table_of
from linli.problems import Problem
from linli.repository import Commit, Repository

TRIED: Final = 5
"""So many versions with the id are checked, the newest first; where all had errors and there were no more, it was never published."""
FOLDERS: Final = ("data", "content", "overrides", "mkdocs.yml")
"""What a version is checked by."""

Clean = Callable[[Path, date], bool]
"""Does the tree in a folder check without errors, as of a day?"""


def broken(problems: Sequence[Problem], root: Path, on_site: Callable[[Problem], bool], clean: Clean) -> list[Problem]:
    """Leave out `published-id-gone` of ids that never were published. `on_site`: whether a former site had the id."""
    doubtful = [problem for problem in problems if problem.code == "published-id-gone" and not on_site(problem)]
    if not doubtful:
        return list(problems)
    with repository.opened(root) as git:
        if isinstance(git, str):
            return list(problems)
        versions = _Versions(git, clean)
        slips = [problem for problem in doubtful if not versions.published(problem.record or "")]
    return [problem for problem in problems if problem not in slips]


class _Versions:
    """The versions of the main line, each checked once."""

    def __init__(self, git: Repository, clean: Clean) -> None:
        self._git = git
        self._clean = clean
        self._states = git.states(table_of)[::-1]
        self._ids: dict[str, set[str]] = {}
        self._verdicts: dict[str, bool] = {}

    def published(self, key: str) -> bool:
        """Whether one of the versions that had the id checked without errors."""
        for tried, commit in enumerate(self._with(key)):
            if tried == TRIED:
                return True
            if commit.id not in self._verdicts:
                self._verdicts[commit.id] = self._checks(commit)
            if self._verdicts[commit.id]:
                return True
        return False

    def _with(self, key: str) -> Iterator[Commit]:
        """Yield the versions, newest first, whose tables have the id."""
        for commit, files in self._states:
            for blob in files.values():
                if blob not in self._ids:
                    self._ids[blob] = ids(self._git.content(blob))
            if any(key in self._ids[blob] for blob in files.values()):
                yield commit

    def _checks(self, commit: Commit) -> bool:
        """Lay the version out beside and check it; what other rules than today's judged is taken for published."""
        ask = self._git.ask
        rules, judged = (ask("rev-parse", "--verify", "--quiet", f"{each}:./scripts") for each in ("HEAD", commit.id))
        if rules != judged:
            return True
        with tempfile.TemporaryDirectory(prefix="linli-version-") as folder:
            if not self._git.unpack(commit.id, FOLDERS, Path(folder)):
                return True
            return self._clean(Path(folder), date.fromisoformat(commit.day))
