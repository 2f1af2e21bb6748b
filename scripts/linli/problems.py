"""What is wrong, as a value: takes nothing, gives `Mark`, `Problem` and their order for reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Mark:
    """A place in a file of the repository."""

    path: str
    """Relative to the root, with `/`."""
    line: int = 1
    """1-based."""
    column: int = 1
    """1-based, in characters."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing an editor has to know, in Chinese, with the place and the remedy."""

    mark: Mark
    code: str
    """Stable and searchable: `bad-value`, `unknown-field` …"""
    level: Level = "error"
    message: str
    """What is wrong and what was found."""
    hint: str = ""
    """How to write it, with a correct example."""
    table: str = ""
    record: str = ""
    """How an editor knows the row: `书法班 (shufa)`."""
    field: str = ""
    rule: str = ""
    """Where the manual explains the code, below the site's root or with its address; empty where it does not."""


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems by place, each once, errors before warnings at the same place."""
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda p: (p.mark, p.level, p.code, p.message))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return those that stop a build."""
    return [p for p in problems if p.level == "error"]
