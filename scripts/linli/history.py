"""What was on the site before: takes the root (and a former site), gives `Published`, every id that may be printed on a QR code.

The repository is the only state: editors may never run a build themselves. So the ids are read from the diffs of one
`git log`, as a stream; a former site is read from its folders.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from linli import kinds

TABLES: Final = kinds.tables()
"""The tables whose records have a page at /<table>/<id>/."""
PERMANENT: Final = kinds.permanent()
"""The tables whose ids are promises; a class has no page of its own, but a code /q/<id>/ and a calendar."""

FORMER: Final = "上一次生成的网站"

_LOG: Final = (
    "log", "-p", "-U0", "--full-history", "--no-renames", "--relative", "--no-color", "--no-ext-diff", "--no-textconv",
    "--src-prefix=a/", "--dst-prefix=b/", "--format=commit %h %cs", "HEAD", "--", "data",
)  # fmt: skip
_HUNK: Final = re.compile(r"@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@")
_ID: Final = re.compile(r""" {0,4}(?:- +)?["']?id["']? *: +["']?([a-z0-9-]+)["']?\s*(?:#.*)?$""")
"""At the margin of a row, so that an id inside a longer text does not count."""
_FLOW_ID: Final = re.compile(r"""[{,] *["']?id["']?: *["']?([a-z0-9-]+)["']? *[,}]""")
_FREE: Final = re.compile(r"-(?:0|[0-9a-f]{8})$")
"""Ends the calendar of a class that only the timetable names: no id that anybody gave."""
_NAME: Final = re.compile(r"""^name: +["']?([^"'#\s]+)""")


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """Ids that had a page or a code, by table."""

    ids: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Table → id → where it was seen, in Chinese: `2026-03-01 的版本 1a2b3c4`."""
    unknown: str = ""
    """Why the list may be incomplete, in Chinese; '' where it is complete."""


def published(root: Path, previous: Path | None = None) -> Published:
    """Return the ids in the history of `root` and on the former site `previous`; either is enough to be complete."""
    found: dict[str, dict[str, str]] = {table: {} for table in PERMANENT}
    unknown = _obstacle(root)
    if not unknown:
        unknown = _from_git(root, found)
    if previous is not None:
        reason = _from_site(previous, found)
        unknown = reason and (unknown or reason)
    return Published(ids=found, unknown=unknown)


def _obstacle(root: Path) -> str:
    """Return why git cannot tell, in Chinese, or ''."""
    try:
        asked = _git(root, "rev-parse", "--is-shallow-repository", "--is-inside-work-tree")
    except OSError:
        return "这台电脑上没有 git"
    answers = asked.stdout.split()
    if "dubious ownership" in asked.stderr:
        return "git 不信任这个文件夹的主人，没有读历史"
    if asked.returncode or len(answers) != 2:
        return "这个文件夹不在 git 仓库里"
    return "git 历史不完整(浅克隆)" if answers[0] == "true" else ""


def _from_git(root: Path, found: dict[str, dict[str, str]]) -> str:
    if _git(root, "rev-parse", "--verify", "--quiet", "HEAD").returncode:
        return ""  # no commit yet: nothing was published
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    command = ["git", "-C", str(root), "-c", "core.quotePath=false", *_LOG]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as process:
        assert process.stdout is not None  # noqa: S101 # PIPE was asked for
        for table, key, where in _ids(line.decode("utf-8", "replace").rstrip("\r\n") for line in process.stdout):
            found[table].setdefault(key, where)
        process.stdout.close()
    return ""


def _ids(lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield (table, id, where) from the lines of `git log -p -U0`, newest commit first.

    Where the data package got another name, the site became another community's; older ids are not its promises.
    """
    where = path = ""
    waiting: list[tuple[str, str, str, bool]] = []
    left = 0
    names: list[str] = []
    for line in lines:
        if left:
            left -= 1
            added, text = line[:1] == "+", line[1:]
            if line[:1] == "\\":
                left += 1
            elif path == "data/datapackage.yaml":
                names += _NAME.findall(text)
            elif table := _table(path):
                waiting += [(table, key, where, added) for key in _keys(text)]
        elif hunk := _HUNK.match(line):
            left = int(hunk[1] or 1) + int(hunk[2] or 1)
        elif line.startswith("commit "):
            yield from _told(waiting, renamed=len(set(names)) > 1)
            if len(set(names)) > 1:
                return
            waiting, names = [], []
            _, commit, day = line.split(" ", 2)
            where = f"{day} 的版本 {commit}"
        elif line.startswith(("--- a/", "+++ b/")):
            path = line[6:].rstrip("\t")
    yield from _told(waiting, renamed=len(set(names)) > 1)


def _told(waiting: Iterable[tuple[str, str, str, bool]], *, renamed: bool) -> Iterator[tuple[str, str, str]]:
    """Yield a commit's ids; of a commit that renamed the data package, only the added ones."""
    for table, key, where, added in waiting:
        if added or not renamed:
            yield table, key, where


def _keys(text: str) -> Iterator[str]:
    if "id" in text:
        if match := _ID.match(text):
            yield match[1]
        elif "{" in text:
            yield from _FLOW_ID.findall(text)


def _table(path: str) -> str:
    """`data/courses.yml`, `data/stories/2026.yml` → the table; '' for anything else."""
    parts = PurePosixPath(path).parts
    name = parts[1].partition(".")[0] if len(parts) > 1 else ""
    return name if name in PERMANENT and path.endswith((".yml", ".yaml")) else ""


def _from_site(site: Path, found: dict[str, dict[str, str]]) -> str:
    if not (site / "index.html").is_file():
        return f"{site} 里没有网站"
    for table in TABLES:
        for page in sorted((site / table).glob("*/index.html")):
            found[table].setdefault(page.parent.name, FORMER)
    for calendar in sorted((site / "calendar/groups").glob("*.ics")):
        if calendar.stem not in found["courses"] and not _FREE.search(calendar.stem):
            found["groups"].setdefault(calendar.stem, FORMER)
    return ""


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": "C"}
    return subprocess.run(
        ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False, env=environment
    )
