"""What disks and clocks do to a build: takes a place, gives what was tried, how often, and what went wrong."""

from __future__ import annotations

import errno
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

from places import DAY, Ended, Place, ended, tree

_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_TAKING_ROOM: Final = frozenset({"os.mkdir", "os.rename", "os.link"})
_SEED: Final = 20261124


class Tried(NamedTuple):
    """One kind of trouble."""

    what: str
    count: int
    wrong: list[str]


def full(place: Place, count: int) -> Tried:
    """From some call on, whatever takes room is refused; the tables' other state is never half there."""
    chance, wrong = random.Random(_SEED), []
    place.build()
    for number in range(count):
        before = place.wanted()
        place.turn(place.other())
        at = round(chance.random() ** 2 * 400)
        done = place.build(lambda at=at: _refuse_from(at))  # type: ignore[misc]
        wrong += _judged(place, before, done, f"{number}：从第 {at} 次写起满了")
    return Tried("磁盘满了（从随机的一次写起，一直写不进）", count, wrong)


def small_disk(place: Place, sizes: range) -> Tried | None:
    """The same on a real disk that is too small for the site, the cache, or both; None where none can be mounted."""
    wrong, count = [], 0
    for size in sizes:
        with _mounted(size) as folder:
            if folder is None:
                return None
            count += 1
            inner = Place(folder)
            place.turn(inner.state)
            done = inner.build()
            now = tree(inner.site)
            if not done.clean or (done.code and now) or (not done.code and now != place.wanted()):
                wrong.append(f"{size} KB：结束码 {done.code} {done.said[-300:]}")
    return Tried("真的小磁盘（tmpfs）", count, wrong)


def together(place: Place, count: int) -> Tried:
    """Three builds at once: one after the other, and none in the other's way."""
    wrong = []
    for number in range(count):
        place.turn(place.other())
        shutil.rmtree(place.root / ".cache", ignore_errors=number % 2 == 0)
        done = [ended(each) for each in [place.start() for _ in range(3)]]
        wrong += [f"{number}：{each.said[-300:]}" for each in done if each.code or not each.clean]
        wrong += [f"{number}：{said}" for said in [place.heals()] if said]
    return Tried("三个生成同时开始", count, wrong)


def read_only(place: Place) -> Tried | None:
    """A root that may not be written to: `--site-dir` elsewhere still gets the site. None where nothing can be mounted."""
    with tempfile.TemporaryDirectory(prefix="linli-elsewhere-") as name, _bound(place.root) as bound:
        if not bound:
            return None
        site = Path(name) / "site"
        done = place.build(site=site)
        good = not done.code and done.clean and tree(site) == place.wanted()
    return Tried("只读的文件夹，--site-dir 在别处", 1, [] if good else [f"结束码 {done.code} {done.said[-300:]}"])


def clocks(place: Place) -> Tried:
    """The clock goes back and forth by a day and by a year between builds, and so do the times of all files."""
    wrong, jumps = [], (1, -1, 365, -365, -366, 1)
    for days in jumps:
        place.turn(place.other(), DAY + timedelta(days=days))
        moved = days * 24 * 3600 * 10**9
        for path in place.root.parent.rglob("*"):
            if path.is_file():
                os.utime(path, ns=(path.stat().st_atime_ns + moved, path.stat().st_mtime_ns + moved))
        if said := place.heals():
            wrong.append(f"{days} 天：{said}")
    place.turn(place.state, DAY)
    return Tried("时钟跳一天、一年（来回）", len(jumps), wrong)


def caches(place: Place, count: int) -> Tried:
    """Files that builds keep, and some of the site's, are empty, cut short, or something else of the same length."""
    chance, wrong, tried = random.Random(_SEED), [], 0
    spoil: dict[str, Callable[[bytes], bytes]] = {
        "空的": lambda _: b"",
        "半截": lambda data: data[: len(data) // 2],
        "别的": lambda data: chance.randbytes(len(data)),
        "改了一处": lambda data: data[:-1] + bytes([data[-1] ^ 1]) if data else b"x",
    }
    place.build()
    kept = [path for path in sorted((place.root / ".cache").rglob("*")) if path.is_file()]
    single = [[path] for path in chance.sample(kept, min(count, len(kept)))]
    for name, change in spoil.items():
        for paths in (kept, *single):
            tried += 1
            for path in [path for path in paths if path.is_file()]:
                path.write_bytes(change(path.read_bytes()))
            if said := place.heals():
                wrong.append(f"{name} {[path.name for path in paths][:3]}：{said}")
    for name in ("空的", "半截"):
        tried += 1
        for path in chance.sample([each for each in sorted(place.site.rglob("*")) if each.is_file()], 20):
            path.write_bytes(spoil[name](path.read_bytes()))
        wrong += [f"网站里的文件{name}：{said}" for said in [place.heals()] if said]
    return Tried("缓存、网站里的文件是空的、半截的、乱的", tried, wrong)


def _judged(place: Place, before: str, done: Ended, what: str) -> Iterator[str]:
    """What is wrong after a build that the disk refused, and after the next one."""
    now = tree(place.site)
    if not done.clean or now not in {before, place.wanted()} or (not done.code and now != place.wanted()):
        yield f"{what}：结束码 {done.code} {done.said[-400:]}"
    if said := place.heals():
        yield f"{what}，后来：{said}"


def _refuse_from(at: int) -> None:
    """Let every call that takes room fail from the one with this number on, in this process."""
    seen = 0

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        writing = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
        if (writing and str(arguments[0]) != os.devnull) or event in _TAKING_ROOM:
            seen += 1
            if seen > at:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    sys.addaudithook(refuse)


@contextmanager
def _bound(folder: Path) -> Iterator[bool]:
    """Make a folder read-only, where that may be done."""
    steps = (["mount", "--bind", str(folder), str(folder)], ["mount", "-o", "remount,ro,bind", str(folder)])
    done = [
        os.geteuid() == 0 and not subprocess.run(each, capture_output=True, check=False).returncode for each in steps
    ]
    try:
        yield all(done)
    finally:
        if done[0]:
            subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def _mounted(kilobytes: int) -> Iterator[Path | None]:
    """A disk of its own of that size, where one may be mounted."""
    folder = Path(tempfile.mkdtemp(prefix="linli-disk-"))
    command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", str(folder)]
    mounted = os.geteuid() == 0 and subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()
