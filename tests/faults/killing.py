"""Builds that are killed at a chosen point: takes a place, gives what was published then and after the next build.

A point is a call that a build makes to the system, as Python's own audit tells it, the middle of each write, and the two
sides of the swap. The process ends itself by SIGKILL there, so that nothing of it runs any more.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple

from places import Place, ended, tree

from linli import build, exchange

_COUNTED: Final = (
    "open os.mkdir os.rename os.remove os.rmdir os.link os.utime os.chmod os.scandir subprocess.Popen ctypes.dlsym"
).split()
_SEED: Final = 20261124
_OVER: Final = "was over first"


class Points:
    """Counts the points of the process it is installed in, and ends it at one of them."""

    def __init__(self, *, at: int = -1, named: str = "", renames: bool = False, note: Path | None = None) -> None:
        """`at`: the number of the point; `named`: the first one of that name; `note`: where all points are written."""
        self._at, self._named, self._renames, self._note = at, named, renames, note
        self._inside = ""
        self._passed: list[str] = []

    def install(self) -> None:
        """Begin to count in this process."""
        swap, publish = exchange._swap, build.publish

        def halves(path: Path, data: Any) -> int:
            with path.open("wb", buffering=0) as file:
                file.write(data[: len(data) // 2])
                self.pass_by("write")
                file.write(data[len(data) // 2 :])
            return len(data)

        def swapped(one: Path, other: Path) -> bool:
            self.pass_by("swap-before")
            done = False if self._renames else swap(one, other)
            self.pass_by("swap-after")
            return done

        def published(*arguments: Any, **named: Any) -> Any:
            self._inside = "publish "
            try:
                return publish(*arguments, **named)
            finally:
                self._inside = ""

        rename = Path.rename

        def renamed(path: Path, target: Any) -> Path:
            if Path(target).name == "site" and path.name != ".site.old":
                self.pass_by("between-renames")
            return rename(path, target)

        Path.rename = renamed  # type: ignore[method-assign]
        Path.write_bytes = halves  # type: ignore[method-assign]
        exchange._swap = swapped
        build.publish = published
        sys.addaudithook(lambda event, _: self.pass_by(event) if event in _COUNTED else None)

    def pass_by(self, name: str) -> None:
        """A point is reached."""
        number, told = len(self._passed), self._inside + name
        self._passed.append(told)
        if number == self._at or (self._named and told == self._named):
            os.kill(os.getpid(), signal.SIGKILL)

    def noted(self) -> None:
        """Install, and write all points down when the program ends well."""
        self.install()
        note, passed = self._note, self._passed
        main = build.build

        def told(*arguments: Any, **named: Any) -> Any:
            done = main(*arguments, **named)
            if note is not None:
                note.write_text("\n".join(passed), "utf-8")
            return done

        build.build = told


class Killed(NamedTuple):
    """One build that was killed."""

    where: str
    was: str
    """`old`, `new`, `gone` (two renames) or `mixed`."""
    wrong: str
    """What the next build did wrong, or nothing."""


def kills(place: Place, count: int, *, renames: bool = False, say: Callable[[str], None] = print) -> list[Killed]:
    """Kill so many builds, half of them inside publish, a tenth at each side of the swap, a tenth by the clock."""
    chance = random.Random(_SEED)
    found: list[Killed] = []
    place.build()
    points = {cold: _points(place, renames=renames, cold=cold) for cold in (True, False)}
    plan = _plan(chance, count, renames=renames)
    for number, (named, cold, fraction) in enumerate(plan, 1):
        one = _one(place, named, points[cold], fraction, cold=cold, renames=renames)
        while _OVER in one.where and one.was != "mixed" and not one.wrong:  # over before the point came: once more
            one = _one(place, named, points[cold], chance.random() * 0.8, cold=cold, renames=renames)
        found.append(one)
        if found[-1].was == "mixed" or found[-1].wrong or number % 20 == 0:
            say(f"{number}/{len(plan)} {found[-1]}")
    return found


def _plan(chance: random.Random, count: int, *, renames: bool) -> list[tuple[str, bool, float]]:
    """What kind of point each kill takes: named, inside or outside of publish, or by the clock."""
    tenth = max(1, count // 10)
    kinds = ["publish swap-before"] * tenth + ["publish swap-after"] * tenth
    kinds += ["publish between-renames"] * tenth if renames else []
    kinds += ["inside"] * (count // 2 - len(kinds)) + ["clock"] * tenth
    kinds += ["outside"] * (count - len(kinds))
    chance.shuffle(kinds)
    return [(kind, chance.random() < 0.15, chance.random()) for kind in kinds]


def _points(place: Place, *, renames: bool, cold: bool) -> list[str]:
    """The points of a whole build from one state to the other."""
    note = place.root.parent / "points"
    place.turn(place.other())
    if cold:
        shutil.rmtree(place.root / ".cache", ignore_errors=True)
    done = place.build(Points(renames=renames, note=note).noted)
    if done.code:
        raise RuntimeError(done.said)
    return note.read_text("utf-8").splitlines()


def _one(place: Place, kind: str, points: list[str], fraction: float, *, cold: bool, renames: bool) -> Killed:
    """Kill one build on the way to the other state, look, and build again."""
    before = place.wanted()
    place.turn(place.other())
    after = place.wanted()
    if cold:
        shutil.rmtree(place.root / ".cache", ignore_errors=True)
    where = _chosen(kind, points, fraction)
    if kind == "clock":
        started = time.monotonic()
        child = place.start(Points(renames=renames).install)
        time.sleep(fraction * (1.6 if cold else 0.6))
        os.kill(child[0], signal.SIGKILL)
        where = f"clock {time.monotonic() - started:.2f}"
        code = ended(child).code
    else:
        named = kind if kind.startswith("publish ") else ""
        at = -1 if named else int(where.partition(" ")[0])
        where = named or where
        code = place.build(Points(at=at, named=named, renames=renames).install).code
    if code != -signal.SIGKILL:
        where = f"{where} {_OVER}: {code}"
    now = tree(place.site)
    aside = tree(place.site.with_name(f".{place.site.name}.old"))
    was = {before: "old", after: "new"}.get(now, "mixed")
    if not now and renames and aside == before:
        was = "gone"
    return Killed(where, was, place.heals(Points(renames=renames).install))


def _chosen(kind: str, points: list[str], fraction: float) -> str:
    """The number and name of a point of a kind."""
    inside = [number for number, name in enumerate(points) if name.startswith("publish ") == (kind == "inside")]
    number = inside[int(fraction * len(inside))]
    return f"{number} {points[number]}"


def summary(found: list[Killed]) -> Counter[str]:
    """How many were what."""
    counts = Counter(each.was for each in found)
    counts["killed"] = sum(_OVER not in each.where for each in found)
    counts["inside"] = sum("publish " in each.where for each in found)
    counts["wrong"] = sum(bool(each.wrong) for each in found)
    return counts
