"""Puts a planned site in place: takes {path: bytes} and a folder, gives what changed.

The new site is laid out complete beside the old one, with hard links for files that did not change, and the two
change places in one step; whenever the process is killed, the folder holds one whole site. The old one is kept beside
the ledger: the next time it need only be brought up to date, which touches few files. A file that no build put there
is never lost: what begins with a point at the top (`.git`) moves along, anything else keeps the site from being replaced.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

from linli import cache, layout
from linli.exchange import clear_leftovers, exchange
from linli.recipe import File, Recipe

MARKER: Final = ".linli-site"
"""A file of ours that lists all others: a folder without it that is not empty is somebody's own and is left alone."""
_LITTER: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What systems leave in every folder that somebody looks at."""


class NotOursError(Exception):
    """The folder holds something that is not a site of ours."""


class ForeignFilesError(Exception):
    """A site of ours holds files that no build put there; `paths` names them."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        super().__init__("、".join(paths))
        self.paths = paths


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """How many files were written, kept and removed."""

    written: tuple[str, ...]
    kept: int
    removed: tuple[str, ...]


def publish(planned: Iterable[File | Recipe], site: Path, ledger: Path, *, whole: bool = True) -> Published:
    """Make `site` hold exactly these files.

    `ledger` is where sizes, times, hashes and keys of the last published files are kept, so that unchanged ones need not
    be read again, nor be made where a recipe says what of; without it they are compared byte by byte. Not `whole`, the
    changed files take their places one by one, which is quicker. Raises NotOursError, ForeignFilesError, or OSError where
    the disk refuses.
    """
    site = site.resolve()
    clear_leftovers(site)
    old = _existing(site)
    known = _read(ledger)
    ours = {MARKER, *_listed(site), *known}
    there = dict(old)
    site.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{site.name}.next-", dir=site.parent))
    fresh.chmod(0o755)
    spare = layout.Spare(ledger.with_suffix(".site"), fresh)
    one_by_one = site.exists() and not whole
    laid = None if one_by_one or spare.there else fresh  # where all of it is laid out, unless few files will move
    made: set[str] = set()
    try:
        entries: dict[str, list[Any]] = {}
        written: dict[str, Path] = {}
        for path, data, key in chain(_wanted(planned, old, known, entries), _marker(entries)):
            digest = hashlib.blake2b(data, digest_size=16).hexdigest()
            stat = old.pop(path, None)
            if stat is None or not _same(site / path, stat, data, digest, known.get(path)):
                target = layout.roomy(laid, path, made) if laid else fresh / str(len(written))
                target.write_bytes(data)
                written[path] = target
                stat = target.stat()
            entries[path] = [stat.st_size, stat.st_mtime_ns, digest, key]
        if foreign := sorted(path for path in old if path not in ours and not _spared(path)):
            raise ForeignFilesError(tuple(foreign))
        for path in [path for path in old if path not in ours]:
            old.pop(path)
        ledger.unlink(missing_ok=True)  # whoever dies from here on leaves none that could tell of another site
        if one_by_one:
            _replace(written, site, old)
        elif written or old or not site.exists():
            kept = {path: there[path] for path in entries if path not in written}
            if laid is None:
                laid = spare.refresh(site, kept, written)
            else:
                for path in kept:
                    layout.second_name(site / path, layout.roomy(laid, path, made))
            _take_along(site, laid)
            exchange(laid, site)
            spare.keep(laid)
        cache.keep(ledger, json.dumps(entries).encode())
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return Published(written=tuple(written), kept=len(entries) - len(written), removed=tuple(sorted(old)))


def _wanted(
    planned: Iterable[File | Recipe],
    old: dict[str, os.stat_result],
    known: Mapping[str, list[Any]],
    entries: dict[str, list[Any]],
) -> Iterator[tuple[str, bytes, str]]:
    """Yield the files with their keys; of a recipe that was followed before, note its files in `entries` as they are."""
    made: dict[str, list[str]] = {}
    for path, entry in known.items():
        if entry[3:] and entry[3]:
            made.setdefault(entry[3], []).append(path)
    for each in planned:
        if not isinstance(each, Recipe):
            yield (*each, "")
            continue
        paths = made.get(each.key, ())
        if paths and all(
            (stat := old.get(path)) and known[path][:2] == [stat.st_size, stat.st_mtime_ns] for path in paths
        ):
            for path in paths:
                del old[path]
                entries[path] = known[path]
        else:
            yield from ((*file, each.key) for file in each.make())


def _replace(written: Mapping[str, Path], site: Path, gone: Iterable[str]) -> None:
    """Take away what is no longer planned, with folders that are empty then, and put the new files in place one by one."""
    for path in gone:
        (site / path).unlink()
        with suppress(OSError):
            os.removedirs((site / path).parent)
    made: set[str] = set()
    for path, new in written.items():
        target = layout.roomy(site, path, made)
        new.replace(layout.free(target) if target.is_dir() else target)  # a folder that was left empty


def _marker(entries: Mapping[str, object]) -> Iterator[tuple[str, bytes, str]]:
    """Yield the list of all that was planned, once it was."""
    yield MARKER, marker(entries), ""


def marker(paths: Iterable[str]) -> bytes:
    """Return what the marker of a site with these files says."""
    return "".join(f"{path}\n" for path in sorted(paths)).encode()


def _listed(site: Path) -> list[str]:
    try:
        return (site / MARKER).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return []


def _spared(path: str) -> bool:
    return path.startswith(".") or path.rpartition("/")[2] in _LITTER


def _take_along(site: Path, fresh: Path) -> None:
    """Give what begins with a point at the top of the old site a place in the new one."""
    for own in site.glob(".*") if site.exists() else ():
        target = fresh / own.name
        if target.exists() or own.name == MARKER or own.name in _LITTER:
            continue
        if own.is_dir() and not own.is_symlink():
            shutil.copytree(own, target, symlinks=True, copy_function=layout.second_name)
        else:
            layout.second_name(own, target)


def _existing(site: Path) -> dict[str, os.stat_result]:
    """Return every file of the old site with its stat."""
    if not site.exists():
        return {}
    if not site.is_dir() or (any(site.iterdir()) and not (site / MARKER).exists()):
        raise NotOursError(str(site))
    return layout.files(site)


def _same(source: Path, stat: os.stat_result, data: bytes, digest: str, known: list[Any] | None) -> bool:
    if stat.st_size != len(data):
        return False
    if known and known[:2] == [stat.st_size, stat.st_mtime_ns]:
        return bool(known[2] == digest)
    return source.read_bytes() == data


def _read(ledger: Path) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = json.loads(cache.kept(ledger) or b"{}")
    return found
