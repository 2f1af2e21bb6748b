"""What was made of photos, kept between builds: takes the root and a file's bytes, gives the photo with its versions.

The key is the photo's content and how versions are made, so that a build with the same photos makes none.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from linli import cache
from linli.pictures import raster
from linli.pictures.raster import Made

KEEP: Final = 24 * 3600.0
"""Seconds after which what no build used is forgotten."""
_RECIPE: Final = hashlib.blake2b(Path(raster.__file__).read_bytes() + raster.VERSION.encode(), digest_size=8).digest()
_WHOLE: Final = "whole"
_SMALLER: Final = re.compile(r"(\d+)x(\d+)\.(\w+)")


def key(data: bytes) -> str:
    """A name for the bytes and for what is made of them."""
    return hashlib.blake2b(data, digest_size=12, key=_RECIPE).hexdigest()


def is_known(root: Path, data: bytes) -> bool:
    """Whether something was made of the photo before: then it is a good one."""
    return (_folder(root) / key(data)).exists()


def whole(root: Path, data: bytes) -> bytes:
    """Return the photo without anything hidden. Raises UnusableError."""
    return _kept(root, data, _WHOLE, lambda: {_WHOLE: raster.clean(data)})[_WHOLE]


def made(root: Path, data: bytes) -> Made:
    """Return the photo at several widths. Raises UnusableError."""

    def make() -> dict[str, bytes]:
        found = raster.made(data)
        height = {width: max(1, round(found.height * width / found.width)) for width, _ in found.smaller}
        return {f"{width}x{height[width]}.{kind}": version for (width, kind), version in found.smaller.items()}

    smaller = {}
    size = (0, 0)
    for name, version in _kept(root, data, "smaller", make).items():
        if match := _SMALLER.fullmatch(name):
            smaller[int(match[1]), match[3]] = version
            size = max(size, (int(match[1]), int(match[2])))
    return Made(width=size[0], height=size[1], smaller=smaller)


def forget_others(root: Path) -> None:
    """Forget what no build used for a day."""
    with contextlib.suppress(OSError):
        for path in _folder(root).iterdir():
            if time.time() - path.stat().st_mtime > KEEP:
                shutil.rmtree(path)


def _kept(root: Path, data: bytes, what: str, make: Callable[[], dict[str, bytes]]) -> dict[str, bytes]:
    """Return files by name: those of before, else made now and kept."""
    own = _folder(root) / key(data)
    folder = own / f"{what}.d"
    if folder.is_dir():
        with contextlib.suppress(OSError):
            os.utime(own)
            before = {path.name: cache.kept(path) for path in sorted(folder.iterdir())}
            good = {name: version for name, version in before.items() if version is not None}
            if good and good.keys() == before.keys():
                return good
        shutil.rmtree(folder, ignore_errors=True)
    found = make()
    fresh = own / f"{what}.{os.getpid()}"
    for name, content in found.items():
        cache.keep(fresh / name, content)
    with contextlib.suppress(OSError):  # another build was quicker, or the disk is full
        if len(list(fresh.iterdir())) == len(found):
            fresh.rename(folder)
    shutil.rmtree(fresh, ignore_errors=True)
    return found


def _folder(root: Path) -> Path:
    return cache.folder(root) / "pictures"
