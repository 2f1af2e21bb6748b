"""What builds keep between runs: takes the root, gives the folder for it, the program's hash and the right to build alone.

A root that cannot be written, such as a checkout for reading only, keeps nothing: its folder lasts as long as the run.
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
        yield
    finally:
        os.close(descriptor)  # which gives the lock back, as the end of a killed process does


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
