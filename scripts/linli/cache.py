"""What builds keep between runs: takes the root, gives the folder for it, the program's hash and the right to build alone.

A kept file knows whether it is whole: one that is cut short, empty or somebody else's is as good as none. A root that
cannot be written, such as a checkout for reading only, keeps nothing: its folder lasts as long as the run.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PATIENCE: Final = 90.0
"""Seconds for which a build waits for another one to end."""
_PAUSE: Final = 0.1
_HASH: Final = 16
_LEFT: Final = 60 * 60
"""Seconds after which what was not finished by then was left by a killed program."""
_PROGRAM: Final = Path(__file__).resolve().parent
_WRITERS: Final = ("borax", "jinja2", "markdown", "markupsafe", "pymdown-extensions", "zxing-cpp")


class NotAloneError(Exception):
    """Another build of the same root does not end."""


def folder(root: Path) -> Path:
    """Return where something may be kept."""
    own = root.resolve() / ".cache/linli"
    try:
        own.mkdir(parents=True, exist_ok=True)
    except OSError:
        return _passing(own)
    return own if os.access(own, os.W_OK | os.X_OK) else _passing(own)


def keep(path: Path, *data: bytes) -> None:
    """Keep the bytes under a name, at one stroke; where the disk refuses, nothing is kept."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("wb") as file:
            file.writelines([_hash(*data), *data])
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def kept(path: Path) -> bytes | None:
    """Return what was kept under a name; None where that is nothing, or not whole."""
    try:
        found = path.read_bytes()
    except OSError:
        return None
    data = found[_HASH:]
    return data if found[:_HASH] == _hash(data) else None


def _hash(*data: bytes) -> bytes:
    digest = hashlib.blake2b(digest_size=_HASH)
    for part in data:
        digest.update(part)
    return digest.digest()


@cache
def program() -> str:
    """Return a hash of the program itself and of what it writes pages with: what was kept by another one is not used."""
    digest = hashlib.blake2b(sys.version.encode(), digest_size=10)
    for package in _WRITERS:
        digest.update(f"{package} {version(package)}\n".encode())
    for path in sorted(_PROGRAM.rglob("*.py")):
        digest.update(f"{path.relative_to(_PROGRAM)}\n".encode() + path.read_bytes())
    return digest.hexdigest()


@contextmanager
def alone(root: Path, patience: float | None = None) -> Iterator[None]:
    """Wait until no other build of the root runs, and keep others waiting. Raises NotAloneError."""
    descriptor = os.open(folder(root) / "build.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        end = time.monotonic() + (PATIENCE if patience is None else patience)
        while not _locked(descriptor):
            if time.monotonic() > end:
                raise NotAloneError
            time.sleep(_PAUSE)
        _forget_unfinished(folder(root))
        yield
    finally:
        os.close(descriptor)  # which gives the lock back, as the end of a killed process does


def _forget_unfinished(own: Path) -> None:
    for path in own.glob("*/*.new"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _LEFT:
                path.unlink()


@cache
def _passing(own: Path) -> Path:
    """Return one folder for every one that cannot be, until the program ends."""
    made = tempfile.mkdtemp(prefix="linli-")
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(made)


def _locked(descriptor: int) -> bool:
    with suppress(OSError):
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False
