"""A tiny community that goes back and forth between two states: takes a folder, gives what each should look like."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from linli import cli
from linli.commands.init import Answers, files

DAY: Final = date(2026, 11, 24)
_ANSWERS: Final = Answers("竹影社区", "某市某区竹影路1号", "0830-1234567")
_STATES: Final = {"old": "一桌八人，先到先坐", "new": "一桌四人，要先打电话"}


class Ended(NamedTuple):
    """How a build ended: its exit code, or minus the signal; and what it said."""

    code: int
    said: str

    @property
    def clean(self) -> bool:
        """No error of the program itself."""
        return "Traceback" not in self.said and "程序自己出了错" not in self.said


class Place:
    """A root with a site beside it, and what a build from nothing makes of each state."""

    def __init__(self, folder: Path, *, paper: bool = False) -> None:
        self.root, self.site = folder / "root", folder / "site"
        self._wanted: dict[tuple[str, date], str] = {}
        self.state = "old"
        self.day = DAY
        for path, data in files(_ANSWERS, DAY):
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data if paper else data.replace(b"paper: true", b"paper: false"))
        self.turn("old")

    def turn(self, state: str, day: date | None = None) -> None:
        """Let the tables say what they say in this state, on this day."""
        self.state, self.day = state, day or self.day
        path = self.root / "content/about.md"
        text = path.read_text("utf-8").partition("\n\n茶室：")[0]
        path.write_text(f"{text}\n\n茶室：{_STATES[state]}\n", "utf-8")
        path = self.root / "data/changes.yml"
        reason = _STATES[state]
        path.write_text(f"- {{course: shufa, date: 2026-11-28, kind: 说明, note: {reason}}}\n", "utf-8")

    def other(self) -> str:
        """The name of the state that it is not in."""
        return next(name for name in _STATES if name != self.state)

    def build(self, prepare: Callable[[], None] = lambda: None, site: Path | None = None) -> Ended:
        """Build in a process of its own, which calls `prepare` first."""
        return ended(self.start(prepare, site))

    def start(self, prepare: Callable[[], None] = lambda: None, site: Path | None = None) -> tuple[int, Path]:
        """Begin to build; gives the process, and the file of what it says."""
        handle, name = tempfile.mkstemp(prefix="linli-said-")
        arguments = ["build", "--root", str(self.root), "--site-dir", str(site or self.site), "--today", str(self.day)]
        sys.stdout.flush()
        if not (child := os.fork()):
            code = 70
            try:
                os.dup2(handle, 1)
                os.dup2(handle, 2)
                sys.stdout = sys.stderr = os.fdopen(1, "w", encoding="utf-8", buffering=1)
                prepare()
                code = cli.main(arguments)
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                os._exit(code)
        os.close(handle)
        return child, Path(name)

    def wanted(self) -> str:
        """The hash of the site that a build from nothing makes now."""
        key = self.state, self.day
        if key not in self._wanted:
            with tempfile.TemporaryDirectory(prefix="linli-fresh-") as name:
                shutil.copytree(self.root, Path(name) / "root", ignore=shutil.ignore_patterns(".cache"))
                fresh = Place.__new__(Place)
                fresh.root, fresh.site, fresh.day = Path(name) / "root", Path(name) / "site", self.day
                done = fresh.build()
                if done.code:
                    raise RuntimeError(done.said)
                self._wanted[key] = tree(fresh.site)
        return self._wanted[key]

    def heals(self, prepare: Callable[[], None] = lambda: None) -> str:
        """Build once more; gives what is wrong with what came out, or nothing."""
        done = self.build(prepare)
        if done.code or not done.clean:
            return f"下一次生成结束码 {done.code}：{done.said[-400:]}"
        if tree(self.site) != self.wanted():
            return "下一次生成和从头做的不一样"
        left = [path.name for path in self.site.parent.glob(f".{self.site.name}*")]
        return f"旁边留下了 {left}" if left else ""


def ended(started: tuple[int, Path]) -> Ended:
    """Wait for a build."""
    child, said = started
    _, status = os.waitpid(child, 0)
    text = said.read_text("utf-8", "replace")
    said.unlink()
    return Ended(os.waitstatus_to_exitcode(status), text)


def tree(folder: Path) -> str:
    """A hash of every file's path and bytes; empty where there is no folder."""
    if not folder.exists():
        return ""
    digest = hashlib.blake2b(digest_size=12)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(
                f"{path.relative_to(folder).as_posix()}\n{path.stat().st_size}\n".encode() + path.read_bytes()
            )
    return digest.hexdigest()
