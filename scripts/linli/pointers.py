"""What may be shown of problems: takes them and the site's address, gives them masked, each with its rule's place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from linli.checks._manual import codes
from linli.checks._personal import masked
from linli.problems import Problem

PAGE: Final = "rules/"
"""The page of all rules (overrides/pages/rules.md), below the site's root."""


def pointed(problems: Iterable[Problem], site_url: str) -> list[Problem]:
    """Return the problems without anybody's number or name, and where the manual explains each.

    `rule` is the place; the hint names it too where the site has an address, which every form of a report shows.
    """
    known = codes()
    return [_pointed(problem, site_url, explained=problem.code in known) for problem in problems]


def on_pages(environ: Mapping[str, str]) -> str:
    """Return where GitHub publishes the repository whose workflow runs; from there it leads to a domain of one's own."""
    owner, _, name = environ.get("GITHUB_REPOSITORY", "").partition("/")
    if not name:
        return ""
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def _pointed(problem: Problem, site_url: str, *, explained: bool) -> Problem:
    place = f"{site_url}{PAGE}#{problem.code}" if explained else ""
    return replace(
        problem,
        message=masked(problem.message),
        record=masked(problem.record),
        hint="  ".join(filter(None, (masked(problem.hint), f"例子：{place}" if place and site_url else ""))),
        rule=place,
    )
