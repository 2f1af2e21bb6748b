"""Where packages come from: takes what is listed, gives each one's `Bundle` or why there is none, one host at a time.

Over the net by the same guard as links: https only, the name resolved first, every address public, redirects asked again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import urljoin, urlsplit

from linli.links.asking import Limits, download, is_public
from linli.portal.bundle import MOST, Bundle, NoBundleError, Read, gather
from linli.portal.listed import Listed, is_secure

_NAMES: Final = ("data/datapackage.json", "data/datapackage.yaml", "datapackage.json")
"""Where a folder's descriptor is looked for: a built site, the tables of one, a package alone."""
_VERSION: Final = "../version.json"
_SMALL: Final = 10_000
AT_ONCE: Final = 8
"""Hosts asked side by side."""

Permitted = Callable[[str], bool]


def fetch_all(
    listed: Sequence[Listed], root: Path, permitted: Permitted = is_public
) -> Iterator[tuple[Listed, Bundle | NoBundleError]]:
    """Yield every community with its package, or why there is none, in the order of hosts."""

    def one_host(found: Sequence[Listed]) -> list[tuple[Listed, Bundle | NoBundleError]]:
        return [(each, _tried(each, root, permitted)) for each in found]

    hosts = [list(found) for _, found in groupby(sorted(listed, key=_host), key=_host)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for answers in pool.map(one_host, hosts):
            yield from answers


def fetch(listed: Listed, root: Path, permitted: Permitted = is_public) -> Bundle:
    """Return a community's package. Raises NoBundleError."""
    name, read = _remote(listed.source, permitted) if listed.is_remote else _local(root / listed.source)
    bundle = gather(name, read)
    if listed.sha256 and listed.sha256 != bundle.sha256:
        raise NoBundleError(f"和 sha256 对不上，这一份的是 {bundle.sha256}")
    return bundle._replace(built=_built(read))


def _tried(listed: Listed, root: Path, permitted: Permitted) -> Bundle | NoBundleError:
    try:
        return fetch(listed, root, permitted)
    except NoBundleError as error:
        return error


def _host(listed: Listed) -> str:
    try:
        return urlsplit(listed.source).hostname or "" if listed.is_remote else ""
    except ValueError:
        return ""


def _remote(address: str, permitted: Permitted) -> tuple[str, Read]:
    def read(path: str, most: int) -> bytes:
        status, data, why = download(urljoin(address, path), Limits(permitted=permitted, most=most, allowed=is_secure))
        if status != 200:
            raise NoBundleError(f"{path} 没有取到：{why or f'服务器答 {status}'}")
        return _fitting(path, data, most)

    return PurePosixPath(urlsplit(address).path).name or "datapackage.json", read


def _local(place: Path) -> tuple[str, Read]:
    found = next((path for name in _NAMES if (path := place / name).is_file()), place)
    folder = found.parent

    def read(path: str, most: int) -> bytes:
        file = folder / path
        try:
            if not file.is_file():
                raise NoBundleError(f"找不到 {path}")
            with file.open("rb") as opened:
                return _fitting(path, opened.read(most + 1), most)
        except OSError as error:
            raise NoBundleError(f"打不开 {path}（{error.strerror}）") from None

    return found.name, read


def _fitting(path: str, data: bytes, most: int) -> bytes:
    if len(data) > most:
        raise NoBundleError(f"{path} 太大，一个社区的表格合起来最多 {MOST >> 20} MB")
    return data


def _built(read: Read) -> str:
    """The day of the community's site; nothing where it does not say one."""
    try:
        told = json.loads(read(_VERSION, _SMALL))["built"]
        return date.fromisoformat(told).isoformat()
    except (NoBundleError, ValueError, TypeError, KeyError, RecursionError):
        return ""
