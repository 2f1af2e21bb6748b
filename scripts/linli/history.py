"""What was on the site before: takes the root (and a former site), gives `Published`, every id that may be printed on a QR code.

The repository is the only state: editors may never run a build themselves. So the ids are read from all that the
tables ever held; a former site is read from its folders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from linli import kinds, repository
from linli.repository import SHALLOW, Commit, Repository

TABLES: Final = kinds.tables()
"""The tables whose records have a page at /<table>/<id>/."""
PERMANENT: Final = kinds.permanent()
"""The tables whose ids are promises; a class has no page of its own, but a code /q/<id>/ and a calendar."""

PACKAGE: Final = "data/datapackage.yaml"
FORMER: Final = "上一次生成的网站"

_ID: Final = re.compile(r""" {0,4}(?:- +)?["']?id["']? *: +["']?([a-z0-9-]+)["']?\s*(?:#.*)?$""")
"""At the margin of a row, so that an id inside a longer text does not count."""
_FLOW_ID: Final = re.compile(r"""[{,] *["']?id["']?: *["']?([a-z0-9-]+)["']? *[,}]""")
_FREE: Final = re.compile(r"-(?:0|[0-9a-f]{8})$")
"""Ends the calendar of a class that only the timetable names: no id that anybody gave."""
_NAME: Final = re.compile(r"""^name: +["']?([^"'#\s]+)""", re.MULTILINE)


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
    with repository.opened(root) as git:
        unknown = git if isinstance(git, str) else SHALLOW if git.shallow else ""
        if isinstance(git, Repository) and not unknown:
            _from_git(git, found)
    if previous is not None:
        reason = _from_site(previous, found)
        unknown = reason and (unknown or reason)
    return Published(ids=found, unknown=unknown)


def _from_git(git: Repository, found: Mapping[str, dict[str, str]]) -> None:
    """Note the ids in every content that a table's file ever had, with the newest commit that put it there or took it away.

    Where the data package got another name, the site became another community's; older ids are not its promises.
    """
    taken = {table: {""} for table in PERMANENT}
    read: dict[str, set[str]] = {table: set() for table in PERMANENT}
    for commit in git.commits():
        where = f"{commit.day} 的版本 {commit.id[:7]}"
        renamed = len(_names(git, commit)) > 1
        for path, old, new in commit.files:
            if not (table := table_of(path)):
                continue
            if renamed:
                fresh = _lines(git.content(new)) - _lines(git.content(old))
            else:
                fresh = {line for blob in {old, new} - taken[table] for line in _lines(git.content(blob))}
            for line in fresh - read[table]:
                for key in _keys(line):
                    found[table].setdefault(key, where)
            taken[table] |= {old, new}
            read[table] |= fresh
        if renamed:
            return


def ids(table: bytes) -> set[str]:
    """Return the ids in the content of a table's file."""
    return {key for line in _lines(table) for key in _keys(line)}


def name(package: bytes) -> str:
    """Return the `name` in the content of a datapackage.yaml."""
    match = _NAME.search(package.decode("utf-8", "replace"))
    return match[1] if match else ""


def _names(git: Repository, commit: Commit) -> set[str]:
    """The data package's names before and after a commit, where it changed the file."""
    blobs = {blob for path, *both in commit.files if path == PACKAGE for blob in both if blob}
    return {name(git.content(blob)) for blob in blobs} - {""}


def _lines(content: bytes) -> set[str]:
    return set(content.decode("utf-8", "replace").split("\n"))


def _keys(text: str) -> Iterator[str]:
    if "id" in text:
        if match := _ID.match(text):
            yield match[1]
        elif "{" in text:
            yield from _FLOW_ID.findall(text)


def table_of(path: str) -> str:
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
