"""Copies of the tree and what tests reach in them: takes the root, gives each test file's lines, seconds and verdicts."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import modules
from coverage import CoverageData

from linli.render import VIEWS, environment

ASKED: Final = "not browser and not slow"
_SETTINGS: Final = """\
[run]
include =
    */scripts/linli/*
    */overrides/views/*
parallel = true
patch = fork, _exit
"""
"""Templates too, as Jinja compiles them; wherever a test copied them to."""
_INSIDE: Final = re.compile(r".*/(?=(?:scripts/linli|overrides/views)/)")
SITES: Final = "tests/test_golden.py"
"""Compares whole sites, word by word."""
RULES: Final = ("tests/test_checks.py", "tests/test_neighbours.py")
"""Ask every rule with every example that it has, and with what stands near them."""
QUICK: Final = 10.0
"""Seconds that a test file takes at most to be asked before those."""
PATIENCE: Final = 1200.0
"""Seconds that one test file may take when nothing is wrong."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reached:
    """What one test file does when nothing is wrong."""

    test: str
    seconds: float
    code: int | None
    """pytest's: 0 passed, 1 failed, 5 nothing that was asked for; None where it took too long."""
    lines: Mapping[str, set[int]] = field(repr=False)
    said: str = field(repr=False)

    def touches(self, path: str, first: int, last: int) -> bool:
        """Does a test of this file run one of these lines?"""
        return not self.lines.get(path, set()).isdisjoint(range(first, last + 1))


def nearest(root: Path, path: str, tests: Iterable[Reached]) -> list[Reached]:
    """The quick tests that speak of the file first, then those that look at everything, then the others as they come."""
    speaks = re.compile(rf"\b{re.escape(Path(path).stem)}\b")

    def rank(each: Reached) -> int:
        if each.test == SITES or (each.test in RULES and "/checks/" in path):
            return 1
        spoken = speaks.search((root / each.test).read_text("utf-8"))
        return 3 if not spoken else 0 if each.seconds < QUICK else 2

    return sorted(tests, key=rank)


def within(tests: Iterable[Reached], seconds: float) -> list[Reached]:
    """Those of these test files that together take no longer, the first ones first; always one of them."""
    chosen: list[Reached] = []
    for each in tests:
        if not chosen or each.seconds <= seconds:
            chosen.append(each)
            seconds -= each.seconds
    return chosen


class Copy:
    """A copy of the tree below `folder`, with a repository of its own; nothing outside of it is ever written."""

    def __init__(self, root: Path, folder: Path, env: Mapping[str, str]) -> None:
        self.root = folder
        _copy(root, folder)
        paths = os.pathsep.join(str(folder / name) for name in ("scripts", "tests", "tests/mutants"))
        self._env = {**env, "PYTHONPATH": paths, "PYTHONUTF8": "1"}

    def survey(self, test: str) -> Reached:
        """Run one test file as it is, and note the lines it runs; later runs find its bytecode and drawn frames."""
        if test.endswith(".js"):
            start = time.monotonic()
            code, said = self._run(_node([test]), PATIENCE, self._env)
            lines = modules.reached(self.root, test)
            return Reached(test=test, seconds=time.monotonic() - start, code=code, lines=lines, said=said)
        notes = self.root / ".mutants" / Path(test).stem
        notes.mkdir(parents=True)
        (notes / "settings").write_text(_SETTINGS, "utf-8")
        command = [
            sys.executable,
            "-m",
            "coverage",
            "run",
            f"--rcfile={notes / 'settings'}",
            f"--data-file={notes / 'lines'}",
        ]
        start = time.monotonic()
        code, said = self._run([*command, "-m", "pytest", *_options([test])], PATIENCE, self._env)
        seconds = time.monotonic() - start
        lines: dict[str, set[int]] = {}
        for file in notes.glob("lines*"):
            data = CoverageData(str(file))
            data.read()
            for path in data.measured_files():
                name = _INSIDE.sub("", Path(path).as_posix())
                lines.setdefault(name, set()).update(self._lines(name, data.lines(path) or ()))
        return Reached(test=test, seconds=seconds, code=code, lines=lines, said=said)

    def _lines(self, path: str, numbers: Iterable[int]) -> Iterable[int]:
        """Turn the lines of a compiled template into those of its text."""
        if path.endswith(".py") or not (self.root / path).is_file():
            return numbers
        template = environment(self.root).get_template(Path(path).relative_to(VIEWS).as_posix())
        return map(template.get_corresponding_lineno, numbers)

    def notices(self, path: str, text: str, tests: Sequence[str], patience: float) -> str | None:
        """Run these test files with another text in place of a file; return what noticed it, None where none did."""
        file = self.root / path
        before, stat = file.read_bytes(), file.stat()
        try:
            file.write_text(text, "utf-8", newline="")
            os.utime(file, (stat.st_atime, stat.st_mtime + 10))  # else old bytecode of the same second could be used
            command = _node(tests) if path.endswith(".js") else [sys.executable, "-m", "pytest", *_options(tests)]
            code, said = self._run(command, patience, self._env | _NO_BYTECODE)
        finally:
            file.write_bytes(before)
            os.utime(file, (stat.st_atime, stat.st_mtime))
        if code == 0:
            return None
        named = [line for line in said.splitlines() if line.startswith(("FAILED ", "ERROR ", "✖ "))]
        return "超时" if code is None else named[0].split(" - ")[0] if named else f"退出码 {code}"

    def _run(self, command: list[str], patience: float, env: Mapping[str, str]) -> tuple[int | None, str]:
        """Give exit code and output; None after its time is over, when it and all it started are ended."""
        process = subprocess.Popen(
            command,
            cwd=self.root,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            said, _ = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            said = b""
        finally:
            late = process.poll() is None
            if late:
                _end(process)
        return None if late else process.returncode, said.decode("utf-8", "replace")


_NO_BYTECODE: Final = {"PYTHONDONTWRITEBYTECODE": "1"}


def _node(tests: Iterable[str]) -> list[str]:
    """Node's test runner, all in one process: the tests share nothing."""
    return [modules.node(), "--test", "--test-isolation=none", "--test-reporter=spec", *tests]


def _options(tests: Iterable[str]) -> list[str]:
    return [*tests, "-x", "-q", "--no-header", "-p", "no:cacheprovider", "-p", "quick", "-m", ASKED]


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
    process.communicate()


def _copy(root: Path, folder: Path) -> None:
    """Copy what belongs to the repository, with its history where there is one, and the frames that were drawn."""
    git = ["git", "-C", str(root)]
    done = subprocess.run(
        ["git", "clone", "--quiet", "--local", "--no-checkout", str(root), str(folder)],
        capture_output=True,
        check=False,
    )
    listed = subprocess.run([*git, "ls-files", "-co", "--exclude-standard", "-z"], capture_output=True, check=False)
    if done.returncode or listed.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        left_out = shutil.ignore_patterns(".git", ".venv", "site", "__pycache__", "node_modules", ".*_cache")
        shutil.copytree(root, folder, ignore=left_out)
        return
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (root / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, folder / name)
    subprocess.run(["git", "-C", str(folder), "reset", "--quiet"], capture_output=True, check=False)
    if (root / ".cache").is_dir():
        shutil.copytree(root / ".cache", folder / ".cache", dirs_exist_ok=True)
