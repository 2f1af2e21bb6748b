"""Puts a planned site in place: takes {path: bytes} and a folder, gives what changed.

The new site is laid out complete beside the old one, with hard links for files that did not change, and the two
change places in one step; whenever the process is killed, the folder holds one whole site.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

MARKER: Final = ".linli-site"
"""A file of ours: a folder without it that is not empty is somebody's own and is left alone."""


class NotOursError(Exception):
    """The folder holds something that is not a site of ours."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """How many files were written, kept and removed."""

    written: tuple[str, ...]
    kept: int
    removed: tuple[str, ...]


def publish(files: Iterable[tuple[str, bytes]], site: Path, ledger: Path) -> Published:
    """Make `site` hold exactly these files.

    `ledger` is where sizes, times and hashes of the last published files are kept, so that unchanged ones need not be
    read again; without it they are compared byte by byte. Raises NotOursError, or OSError where the disk refuses.
    """
    site = site.resolve()
    old = _existing(site)
    known = _read(ledger)
    site.parent.mkdir(parents=True, exist_ok=True)
    _clear_leftovers(site)
    fresh = Path(tempfile.mkdtemp(prefix=f".{site.name}.next-", dir=site.parent))
    fresh.chmod(0o755)
    try:
        written, entries, folders = [], {}, {fresh}
        for path, data in chain([(MARKER, b"")], files):
            digest = hashlib.blake2b(data, digest_size=16).hexdigest()
            source, target = site / path, fresh / path
            if target.parent not in folders:
                target.parent.mkdir(parents=True, exist_ok=True)
                folders.add(target.parent)
            stat = old.pop(path, None)
            if stat and _same(source, stat, data, digest, known.get(path)) and _link(source, target):
                entries[path] = [stat.st_size, stat.st_mtime_ns, digest]
                continue
            target.write_bytes(data)
            written.append(path)
            stat = target.stat()
            entries[path] = [stat.st_size, stat.st_mtime_ns, digest]
        if written or old or not site.exists():
            _exchange(fresh, site)
        ledger.parent.mkdir(parents=True, exist_ok=True)
        ledger.write_text(json.dumps(entries), "utf-8")
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return Published(written=tuple(written), kept=len(entries) - len(written), removed=tuple(sorted(old)))


def _existing(site: Path) -> dict[str, os.stat_result]:
    """Return every file of the old site with its stat."""
    if not site.exists():
        return {}
    if not site.is_dir() or (any(site.iterdir()) and not (site / MARKER).exists()):
        raise NotOursError(str(site))
    found = {}
    folders = [(str(site), "")]
    while folders:
        folder, prefix = folders.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append((entry.path, f"{prefix}{entry.name}/"))
                else:
                    found[prefix + entry.name] = entry.stat(follow_symlinks=False)
    return found


def _same(source: Path, stat: os.stat_result, data: bytes, digest: str, known: list[Any] | None) -> bool:
    if stat.st_size != len(data):
        return False
    if known and known[:2] == [stat.st_size, stat.st_mtime_ns]:
        return bool(known[2] == digest)
    return source.read_bytes() == data


def _link(source: Path, target: Path) -> bool:
    """Give the unchanged file a second name; copy it, with its time, where the disk has no hard links."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        try:
            shutil.copy2(source, target)
        except OSError:
            return False
    return True


def _read(ledger: Path) -> dict[str, list[Any]]:
    try:
        found = json.loads(ledger.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _clear_leftovers(site: Path) -> None:
    """Remove what a killed build left beside the site, and put back a site that was about to be replaced."""
    aside = site.with_name(f".{site.name}.old")
    if aside.exists() and not site.exists():
        aside.rename(site)
    for left in [aside, *site.parent.glob(f".{site.name}.next-*")]:
        shutil.rmtree(left, ignore_errors=True)


def _exchange(fresh: Path, site: Path) -> None:
    """Swap the two folders: atomically where the system can, else by two renames that the next run can repair."""
    if not site.exists():
        fresh.rename(site)
        return
    if _swap(fresh, site):
        return
    aside = site.with_name(f".{site.name}.old")
    site.rename(aside)
    fresh.rename(site)
    shutil.rmtree(aside, ignore_errors=True)


def _swap(one: Path, other: Path) -> bool:
    """Exchange two names in one system call (Linux renameat2, macOS renamex_np)."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        here, exchange = -100, 2
        if sys.platform == "darwin":
            return bool(libc.renamex_np(os.fsencode(one), os.fsencode(other), exchange) == 0)
        return bool(libc.renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)
    except (OSError, TypeError, AttributeError):
        return False
