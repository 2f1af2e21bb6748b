"""A package as bytes: takes a descriptor and a way to read the files beside it, gives a `Bundle` of its tables.

Only tables that the kit knows are asked for, only below the descriptor's own folder, and only so many bytes in all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple

import yaml

from linli import guarded
from linli.schema import TABLES

MOST: Final = 5 * 1024 * 1024
"""Bytes of one community, descriptor and tables."""
MOST_FILES: Final = 60
_KINDS: Final = (".csv", ".yml", ".yaml")

Read = Callable[[str, int], bytes]
"""A file's path below the descriptor's folder, and how many bytes at most → its bytes. Raises NoBundleError."""


class NoBundleError(Exception):
    """A package cannot be used; says why in Chinese."""


class Part(NamedTuple):
    """A file of a table."""

    table: str
    path: str
    """Relative to the descriptor."""
    data: bytes


class Bundle(NamedTuple):
    """What a community published, as it came."""

    parts: tuple[Part, ...]
    sha256: str
    built: str = ""
    """The day of which the community's own site is, as its version.json says; empty where it says none."""


def gather(name: str, read: Read) -> Bundle:
    """Return the package whose descriptor is `name`. Raises NoBundleError."""
    data = read(name, MOST)
    room = MOST - len(data)
    parts: list[Part] = []
    for table, path in _wanted(_descriptor(name, data)):
        found = read(path, room)
        room -= len(found)
        if len(parts) == MOST_FILES:
            raise NoBundleError(f"文件太多，一个社区最多 {MOST_FILES} 个")
        parts.append(Part(table=table, path=path, data=found))
    if not any(part.table == "organization" for part in parts):
        raise NoBundleError("没有 organization 这张表，不是邻里网站公布的数据包")
    files = [(name, data), *((part.path, part.data) for part in parts)]
    return Bundle(parts=tuple(parts), sha256=digest(files))


def digest(files: list[tuple[str, bytes]]) -> str:
    """Return the checksum of what `sha256sum` says of the files in this order: `sha256sum datapackage.json … | sha256sum`."""
    lines = "".join(f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in files)
    return hashlib.sha256(lines.encode()).hexdigest()


def _descriptor(name: str, data: bytes) -> Mapping[str, Any]:
    try:
        text = data.decode("utf-8-sig")
        if name.endswith(".json"):
            value = json.loads(text)
        else:
            _, value = guarded.node_and_value(text, guarded.LOADER)
    except (ValueError, TypeError, RecursionError, yaml.YAMLError):
        raise NoBundleError(f"{name} 读不懂，不是完整的 JSON 或 YAML") from None
    if not isinstance(value, dict) or not isinstance(value.get("resources"), list):
        raise NoBundleError(f"{name} 里没有 resources，不是数据包")
    return value


def _wanted(descriptor: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield table and path of every file to read: of a published package one CSV a table, of tables as written their YAML."""
    for entry in descriptor["resources"]:
        if not isinstance(entry, dict):
            continue
        told = entry.get("schema")
        table = PurePosixPath(told).stem if isinstance(told, str) else entry.get("name")
        if table not in TABLES:
            continue
        extra = entry.get("extrapaths")
        for path in [entry.get("path"), *(extra if isinstance(extra, list) else [])]:
            if not isinstance(path, str) or not _is_below(path):
                raise NoBundleError(f"表 {table} 的文件不在数据包的文件夹里")
            if path.endswith(_KINDS):
                yield str(table), path


def _is_below(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return (
        bool(parts)
        and len(path) < 200
        and not path.startswith("/")
        and ".." not in parts
        and not set(":\\?#") & set(path)
    )
