"""The one reader of git: takes the root, gives the commits that changed data/, its states, and the content of files.

git itself says which files a commit changed (`log --raw`); one `cat-file --batch` answers for their content.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Final, NamedTuple

SHALLOW: Final = "git 历史不完整（浅克隆）"
_CONFIG: Final = ("core.quotePath=false", "log.showRoot=true", "log.follow=false")
_LOG: Final = (
    "log", "--raw", "--no-abbrev", "--no-renames", "--relative", "--no-color", "--no-show-signature",
    "--format=commit %H %ct %cs",
)  # fmt: skip


class Commit(NamedTuple):
    """What one commit did to data/."""

    id: str
    seconds: int
    """When it was committed, since 1970."""
    day: str
    """The same in the committer's own time zone: 2026-03-01."""
    files: tuple[tuple[str, str, str], ...]
    """Path below the root, and the ids of its content before and after; '' where there was no such file."""


class Repository:
    """Answers about one repository while its `cat-file` process runs."""

    def __init__(self, root: Path, asked: IO[bytes], answers: IO[bytes], *, shallow: bool) -> None:
        self._root = root
        self._asked = asked
        self._answers = answers
        self.shallow = shallow

    def head(self) -> int | None:
        """Return when HEAD was committed, or None where there is no commit."""
        found = self.ask("log", "-1", "--no-show-signature", "--format=%ct")
        return int(found) if found else None

    def commits(self, *, first_parent: bool = False) -> Iterator[Commit]:
        """Yield the commits, newest first: all of them, or those of the main line, where a merge counts as one."""
        which = ("--first-parent", "-m") if first_parent else ("--full-history",)
        command = _command(self._root, *_LOG, *which, "--", "data")
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
        ) as process:
            assert process.stdout is not None  # noqa: S101 # PIPE was asked for
            head: list[str] = []
            files: list[tuple[str, str, str]] = []
            for line in process.stdout:
                text = line.decode("utf-8", "surrogateescape").rstrip("\n")
                if text.startswith("commit "):
                    if head:
                        yield _commit(head, files)
                    head, files = text.split(" "), []
                elif text.startswith(":"):
                    how, _, path = text.partition("\t")
                    old, new = (blob.strip("0") and blob for blob in how.split(" ")[2:4])
                    files.append((path, old, new))
            if head:
                yield _commit(head, files)
            process.stdout.close()

    def states(self, wanted: Callable[[str], object]) -> list[tuple[Commit, dict[str, str]]]:
        """Return the commits of the main line, oldest first, with the wanted files after each: path → id of content."""
        found: list[tuple[Commit, dict[str, str]]] = []
        files: dict[str, str] = {}
        for commit in reversed(list(self.commits(first_parent=True))):
            for path, _, new in commit.files:
                if wanted(path):
                    files.pop(path, None)
                    if new:
                        files[path] = new
            found.append((commit, dict(files)))
        return found

    def content(self, blob: str) -> bytes:
        """Return a file's content; nothing where the repository does not have it, or the id is ''."""
        if not blob:
            return b""
        self._asked.write(f"{blob}\n".encode())
        self._asked.flush()
        answer = self._answers.readline().split()
        if len(answer) != 3:
            return b""
        data = self._answers.read(int(answer[2]))
        self._answers.read(1)
        return data

    def commit(self, revision: str) -> str:
        """Return the id of the commit that a revision names (HEAD~1, a branch, the beginning of an id), or ''."""
        found = self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        return found.decode().strip()

    def unpack(self, commit: str, names: Sequence[str], folder: Path) -> bool:
        """Lay out the named files and folders of a commit in `folder`; whether there were any."""
        there = self.ask("ls-tree", "--name-only", commit, *names).decode().split()
        packed = self.ask("archive", "--format=zip", commit, *there) if there else b""
        if packed:
            with zipfile.ZipFile(io.BytesIO(packed)) as archive:
                archive.extractall(folder)
        return bool(packed)

    def ask(self, *arguments: str) -> bytes:
        """Return what any other git command prints."""
        command = _command(self._root, *arguments)
        return subprocess.run(command, capture_output=True, check=False, env=_environment()).stdout


@contextmanager
def opened(root: Path) -> Iterator[Repository | str]:
    """Give the repository that `root` is in, or the reason in Chinese why there is none to read."""
    command = _command(root, "rev-parse", "--is-shallow-repository", "--is-inside-work-tree")
    try:
        asked = subprocess.run(command, capture_output=True, check=False, env=_environment())
    except OSError:
        yield "这台电脑上没有 git"
        return
    answers = asked.stdout.split()
    if b"dubious ownership" in asked.stderr:
        yield "git 不信任这个文件夹的主人，没有读历史"
    elif asked.returncode or answers[1:] != [b"true"]:
        yield "这个文件夹不在 git 仓库里"
    else:
        with subprocess.Popen(
            _command(root, "cat-file", "--batch"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        ) as process:
            assert process.stdin is not None  # noqa: S101 # PIPE was asked for
            assert process.stdout is not None  # noqa: S101
            yield Repository(root, process.stdin, process.stdout, shallow=answers[0] == b"true")
            process.stdin.close()


def _commit(head: Sequence[str], files: Sequence[tuple[str, str, str]]) -> Commit:
    """Make one of the words of its `commit` line and of the files below it."""
    return Commit(id=head[1], seconds=int(head[2]), day=head[3], files=tuple(files))


def _command(root: Path, *arguments: str) -> list[str]:
    return ["git", "-C", str(root), *(part for value in _CONFIG for part in ("-c", value)), *arguments]


def _environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}


def origin(root: Path) -> tuple[str, str] | None:
    """Return the https address of where a clone came from, without anybody's name in it, and its commit."""
    address, commit = (_said(root, *words) for words in (("remote", "get-url", "origin"), ("rev-parse", "HEAD")))
    host, _, path = address.removeprefix("git@").partition(":") if address.startswith("git@") else ("", "", "")
    whole = f"https://{host}/{path}" if host else re.sub(r"^https://[^/@]*@", "https://", address)
    return (whole, commit) if whole.startswith("https://") and commit else None


def last_change(root: Path, *paths: str) -> date | None:
    """Return the day of the last commit that changed one of the paths, or anything; None where nobody knows."""
    told = _said(root, "log", "-1", "--format=%cs", *(("--", *paths) if paths else ()))
    return date.fromisoformat(told) if told else None


def _said(root: Path, *words: str) -> str:
    """What git answers on one line; nothing where there is no git or no answer."""
    try:
        done = subprocess.run(_command(root, *words), capture_output=True, text=True, check=False, env=_environment())
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def begin(root: Path) -> None:
    """Make a folder a repository where it is in none; nothing happens without git."""
    if not _said(root, "rev-parse", "--is-inside-work-tree"):
        _said(root, "init", "--quiet", "--initial-branch", "main")
