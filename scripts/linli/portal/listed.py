"""Which communities a portal is made of: takes communities.yml, gives a `Listed` for each, and problems with their lines."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from linli import documents, kit, source, tables, wording
from linli import schema as schemas
from linli.problems import Problem
from linli.schema import Resource, Schema
from linli.source import Row

_SCHEMA: Final = "data/schemas/portal/communities.yaml"
LOOPBACK: Final = ("127.0.0.1", "localhost")
"""Hosts of which http is taken too; they are refused afterwards, except where a test permits them."""


class Listed(NamedTuple):
    """A community, where its package lies, and the row that says so."""

    id: str
    name: str
    street: str
    source: str
    site: str
    """Its own site with a closing slash, or empty where nobody said one."""
    sha256: str
    """Empty where every version is wanted."""
    row: Row

    @property
    def is_remote(self) -> bool:
        """Whether the package is got over the net."""
        return "://" in self.source

    def problem(self, field: str, code: str, message: str, hint: str) -> Problem:
        """Return an error at a field of the row."""
        return wording.problem(schema(), self.row, field, code, message, hint)


@cache
def schema() -> Schema:
    """Return what a row of communities.yml may hold."""
    return schemas.of("communities", documents.read(kit.HOME, _SCHEMA).value)


def read(file: Path) -> tuple[list[Listed], list[Problem]]:
    """Return the communities in the file's order; a row with an error is left out. Raises OSError."""
    text, problems = source.decode(file.name, file.read_bytes())
    rows, wrong = source.read(file.name, text, schema().fields) if text.strip() else ([], [])
    resource = Resource(name="communities", path=file.name, schema=schema())
    typed, mistyped = tables.type_rows(resource, rows, {})
    problems = [*problems, *wrong, *mistyped]
    found = []
    for row, values in zip(rows, typed, strict=True):
        if values is None:
            continue
        if complaint := _complaint(row, values["source"], pinned=bool(values["sha256"]), moving=bool(values["moving"])):
            problems.append(complaint)
            continue
        site = values["site"] or _site(values["source"])
        found.append(
            Listed(
                id=values["id"],
                name=values["name"],
                street=values["street"],
                source=values["source"],
                site=f"{site.rstrip('/')}/" if site else "",
                sha256=values["sha256"] or "",
                row=row,
            )
        )
    return found, problems


def _complaint(row: Row, address: str, *, pinned: bool, moving: bool) -> Problem | None:
    """Return what the schema cannot say."""
    if pinned == moving:
        message = "sha256 和 moving 两样都写了" if pinned else "sha256 和 moving 一样都没有写"
        hint = "只要这一份，写 sha256；要跟着社区的网站变，写 moving: true"
        return wording.problem(schema(), row, "sha256" if pinned else "", "portal-unpinned", message, hint)
    if "://" not in address or is_secure(address):
        return None
    message = f"资料在哪里 source 写成了 {wording.shown(address)}，只取 https 的网址"
    hint = "例如 source: https://example.org/data/datapackage.json"
    return wording.problem(schema(), row, "source", "portal-address", message, hint)


def is_secure(address: str) -> bool:
    """Whether an address is https; http only of this machine, which is asked in tests alone."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK))


def _site(address: str) -> str:
    """The site that publishes a package: what stands before data/datapackage.json."""
    return address.partition("/data/datapackage.")[0] if "://" in address and "/data/datapackage." in address else ""
