"""The states of data/ in git: takes the root, gives `State` values and the content of their files.

Three short git processes, whatever the length of the history: one that names the folder, one log that is read only as
far back as wanted, one `cat-file --batch` for everything else.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Final

from linli.model import SHANGHAI

MOST: Final = 400
"""Revisions that are looked at; a busier community's older ones are left out."""


_NAME: Final = re.compile(r"""^name: +["']?([^"'#\s]+)""", re.MULTILINE)


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """data/ at one commit."""

    commit: str
    moment: datetime
    """When it was committed, in Shanghai."""
    tree: str
    """Id of the folder: equal where nothing in it differs."""
    files: Mapping[str, str]
    """Path below the root → id of its content."""


@dataclass(slots=True)
class Repository:
    """Answers about one repository while its `cat-file` process runs."""

    _root: Path
    _prefix: str
    _asked: IO[bytes]
    _answers: IO[bytes]
    shallow: bool
    _trees: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    def head(self) -> datetime | None:
        """Return when HEAD was committed, or None where there is no commit."""
        content = self._read("HEAD")
        if content is None:
            return None
        header = content[1].decode("utf-8", "replace").split("\n\n", 1)[0]
        seconds = next(line.rsplit(" ", 2)[1] for line in header.split("\n") if line.startswith("committer "))
        return datetime.fromtimestamp(int(seconds), SHANGHAI)

    def states(self, since: datetime, most: int = MOST) -> Iterator[State]:
        """Yield the states from the newest back to the first one before `since`, at most so many."""
        command = ["git", "-C", str(self._root), "log", "--first-parent", f"-n{most}", "--format=%H %ct", "--", "data"]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="ascii", env=_environment()
        ) as log:
            assert log.stdout is not None  # noqa: S101 # PIPE was asked for
            for line in log.stdout:
                commit, seconds = line.split()
                moment = datetime.fromtimestamp(int(seconds), SHANGHAI)
                found = self._tree(f"{commit}:{self._prefix}data", "data/")
                if found:
                    yield State(commit=commit, moment=moment, tree=found[0], files=found[1])
                if moment < since:
                    break
            log.stdout.close()

    def content(self, blob: str) -> bytes:
        """Return a file's content; nothing where the repository does not have it."""
        found = self._read(blob)
        return found[1] if found else b""

    def _tree(self, name: str, folder: str) -> tuple[str, dict[str, str]] | None:
        found = self._read(name)
        if found is None:
            return None
        tree, data = found
        if (tree, folder) not in self._trees:
            files: dict[str, str] = {}
            width = len(tree) // 2
            position = 0
            while position < len(data):
                end = data.index(b"\0", position)
                mode, _, path = data[position:end].partition(b" ")
                position = end + 1 + width
                entry = data[end + 1 : position].hex()
                full = folder + os.fsdecode(path)
                if mode == b"40000":
                    below = self._tree(entry, f"{full}/")
                    files |= below[1] if below else {}
                else:
                    files[full] = entry
            self._trees[tree, folder] = files
        return tree, self._trees[tree, folder]

    def _read(self, name: str) -> tuple[str, bytes] | None:
        """Return an object's id and content, or None where there is no such object."""
        self._asked.write(f"{name}\n".encode("utf-8", "surrogateescape"))
        self._asked.flush()
        answer = self._answers.readline().decode().split()
        if len(answer) != 3 or answer[-1] == "missing":
            return None
        data = self._answers.read(int(answer[2]))
        self._answers.read(1)
        return answer[0], data


@contextmanager
def opened(root: Path) -> Iterator[Repository | str]:
    """Give the repository that `root` is in, or the reason in Chinese why there is none to read."""
    asked = _prefix(root)
    if isinstance(asked, str):
        yield asked
        return
    prefix, shallow = asked
    command = ["git", "-C", str(root), "cat-file", "--batch"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
    ) as process:
        assert process.stdin is not None  # noqa: S101 # PIPE was asked for
        assert process.stdout is not None  # noqa: S101
        yield Repository(root, prefix, process.stdin, process.stdout, shallow)
        process.stdin.close()


def _prefix(root: Path) -> tuple[str, bool] | str:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), "rev-parse", "--is-shallow-repository", "--is-inside-work-tree", "--show-prefix"],
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
            env=_environment(),
        )
    except OSError:
        return "这台电脑上没有 git"
    lines = done.stdout.split("\n")
    if "dubious ownership" in done.stderr:
        return "git 不信任这个文件夹的主人，没有读历史"
    if done.returncode or lines[1:2] != ["true"]:
        return "这个文件夹不在 git 仓库里"
    return lines[2], lines[0] == "true"


def _environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}


def days_before(moment: datetime, days: int) -> datetime:
    """Return the midnight that began the day so many days earlier."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days)


def name(package: bytes) -> str:
    """Return the `name` of a datapackage.yaml."""
    match = _NAME.search(package.decode("utf-8", "replace"))
    return match[1] if match else ""
