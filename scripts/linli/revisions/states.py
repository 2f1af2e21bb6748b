"""data/ as it once was: takes git's commits and the folder as it lies, gives the `State` values of one community."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from linli import history
from linli.model import SHANGHAI
from linli.repository import Repository
from linli.timetable.phases import midnight

TABLES: Final = (
    "courses", "groups", "schedules", "changes", "terms", "venues", "holidays", "forms", "hours", "offers", "services",
)  # fmt: skip
"""What sessions, their entries in a calendar and the hours and prices of services are made from."""
_PATH: Final = re.compile(r"data/(\w+)(?:\.ya?ml|/[^/]+\.ya?ml)$")


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """The tables at one commit."""

    commit: str
    """Empty for what is not committed yet."""
    moment: datetime
    """When it was committed, in Shanghai."""
    files: Mapping[str, str]
    """Path below the root → id of its content."""

    @property
    def key(self) -> str:
        """A name for what is in it."""
        return self.commit or hashlib.sha1(repr(self.files).encode(), usedforsecurity=False).hexdigest()


def table_of(path: str) -> str:
    """Return the table a file holds (data/courses.yml, data/holidays/2026.yml), or '' where it is of no use here."""
    match = _PATH.match(path)
    return match[1] if match and match[1] in TABLES else ""


def committed(git: Repository, name: str) -> list[State]:
    """Return the states of the community of this name, oldest first; before it got its name the data was another's."""
    found: list[State] = []
    names: dict[str, str] = {}
    for commit, files in git.states(lambda path: table_of(path) or path == history.PACKAGE):
        package = files.pop(history.PACKAGE, "")
        if package not in names:
            names[package] = history.name(git.content(package))
        if names[package] not in ("", name):
            found.clear()
        elif files:
            moment = datetime.fromtimestamp(commit.seconds, SHANGHAI)
            found.append(State(commit=commit.id, moment=moment, files=files))
    return found


def working(root: Path, last: State, today: date) -> list[State]:
    """Return the files as they lie in the folder, where they differ from the last commit."""
    files = {}
    for path in sorted((root / "data").rglob("*.y*ml")):
        relative = path.relative_to(root).as_posix()
        if table_of(relative) and path.is_file():
            data = path.read_bytes()
            files[relative] = hashlib.sha1(b"blob %d\0%s" % (len(data), data), usedforsecurity=False).hexdigest()
    moment = max(last.moment, midnight(today))
    return [] if files == last.files else [State(commit="", moment=moment, files=files)]
