"""What is compared with: takes the root and what was asked for, gives a `Side`, or why there is none, in Chinese.

An earlier version is laid out in a folder of its own and read with today's descriptions of the tables, so that one
code reads both. A site that was built before is read from its open data.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from linli import kit, phrases, repository
from linli.checking import check
from linli.model import Community
from linli.problems import Problem, errors
from linli.promises import FOLDERS
from linli.repository import Repository
from linli.revisions import former
from linli.schema import Package
from linli.timetable import Timetable, expand
from linli.views import Edition

TRIED: Final = 5
"""So many commits back a version without errors is looked for: only such a one was published."""
_BRANCHES: Final = ("origin/main", "main", "origin/master", "master", "HEAD")


class NoBaseError(ValueError):
    """There is nothing to compare with; the message says why, in Chinese."""


@dataclass(frozen=True, kw_only=True)
class Side:
    """One version of the community."""

    name: str
    root: Path
    problems: Sequence[Problem]
    package: Package
    community: Community
    timetable: Timetable
    today: date
    unread: int
    """So many errors keep rows from being compared."""
    whole: bool = True
    """Whether texts and problems are known too: a site's open data have none."""

    @cached_property
    def edition(self) -> Edition:
        """The same as it is told."""
        return Edition(community=self.community, timetable=self.timetable, today=self.today)


def side(name: str, root: Path, today: date) -> Side | None:
    """Return what stands in a folder; None where its tables cannot be read at all."""
    checked = check(root, today)
    if checked.loaded is None or checked.timetable is None:
        return None
    return Side(
        name=name,
        root=root,
        problems=checked.problems,
        package=checked.loaded.package,
        community=checked.loaded.community,
        timetable=checked.timetable,
        today=today,
        unread=len(errors(checked.loaded.problems)),
    )


@contextmanager
def opened(root: Path, asked: str | None, previous: Path | None, today: date) -> Iterator[Side]:
    """Give the version that was asked for: a former site, a folder, a revision, or what is published. Raises NoBaseError."""
    with tempfile.TemporaryDirectory(prefix="linli-base-") as made:
        folder = Path(made)
        found = _asked(root, folder, asked, previous, today)
        yield found


def _asked(root: Path, folder: Path, asked: str | None, previous: Path | None, today: date) -> Side:
    if previous is not None:
        return _site(root, previous, today)
    there = Path(asked) if asked else None
    if there is not None and there.is_dir():
        if (there / "data/datapackage.yaml").is_file():
            return _read(root, f"文件夹「{asked}」", there, folder, today)
        return _site(root, there, today)
    with repository.opened(root) as git:
        if isinstance(git, str):
            raise NoBaseError(f"{git}，不知道和哪一版比。请写一个文件夹，或写 --previous 上次发布的网站文件夹。")
        if asked:
            commit = git.commit(asked)
            if not commit:
                raise NoBaseError(
                    f"没有文件夹、也没有版本叫 {asked}。版本可以写 HEAD~1、分支的名字，或提交编号的前几位。"
                )
            return _version(root, git, commit, folder / "asked", today)
        return _published(root, git, folder, today)


def _published(root: Path, git: Repository, folder: Path, today: date) -> Side:
    """The newest version of the published branch without errors: what has errors stays unpublished."""
    branch = next((name for name in _BRANCHES if git.commit(name)), "")
    line = git.ask("merge-base", branch, "HEAD").decode().strip() if branch else ""
    line = line or (git.commit(branch) if branch else "")
    if not line:
        raise NoBaseError("还没有提交过，没有可比的版本。")
    newest: Side | None = None
    commits = git.ask("rev-list", "--first-parent", "-n", str(TRIED), line).decode().split()
    for number, commit in enumerate(commits):
        try:
            found = _version(root, git, commit, folder / str(number), today)
        except NoBaseError:
            continue
        if not errors(found.problems):
            skipped = f"；后来的{number}个版本有错误，没有发布" if number else ""
            return replace(found, name=f"已发布的版本（{found.name}{skipped}）")
        newest = newest or found
    if newest is None:
        raise NoBaseError("最近几个版本的表格都读不懂，没有可比的。请写明和哪一版比。")
    return newest


def _version(root: Path, git: Repository, commit: str, folder: Path, today: date) -> Side:
    day = git.ask("log", "-1", "--no-show-signature", "--format=%cs", commit).decode().strip()
    name = f"{phrases.full_day(date.fromisoformat(day))}提交的 {commit[:7]}"
    if not git.unpack(commit, FOLDERS, folder) or not (folder / "data").is_dir():
        raise NoBaseError(f"{name} 里没有 data 文件夹，不能比。")
    return _read(root, name, folder, folder, today)


def _read(root: Path, name: str, there: Path, folder: Path, today: date) -> Side:
    """Read a folder with the descriptions of the tables that hold now; one that is not ours is copied first."""
    if _schemas(root) != _schemas(there):
        if there is not folder:
            for part in ("data", "content"):
                if (there / part).is_dir():
                    shutil.copytree(there / part, folder / part)
            there = folder
        shutil.rmtree(there / "data/schemas", ignore_errors=True)
        kit.lay_schemas(root, there)
    found = side(name, there, today)
    if found is None:
        raise NoBaseError(f"{name} 的表格读不懂，不能比。")
    return found


def _schemas(root: Path) -> dict[str, bytes]:
    return {name: path.read_bytes() for name, path in kit.files(root, "data/schemas", "*.yaml").items()}


def _site(root: Path, site: Path, today: date) -> Side:
    """A site that was built before, as its open data tell it."""
    try:
        loaded = former.load(root, site, today)
    except former.NotASiteError as error:
        raise NoBaseError(f"{site} 里没有可以比较的网站：要有 data/datapackage.json 和各张表的 csv。") from error
    return Side(
        name=f"以前生成的网站「{site.name or site}」",
        root=site,
        problems=(),
        package=loaded.package,
        community=loaded.community,
        timetable=expand(loaded.community, today),
        today=today,
        unread=len(errors(loaded.problems)),
        whole=False,
    )
