"""Take folders, give rows of the result table: how long after a table was saved an open page of `linli serve` is new."""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import speed
from table import Line

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300


def reloading(place: Path, runs: int) -> Iterator[Line]:
    """The reference site and COMPARED courses: one word of a course's text changes, and its page is asked for until it says so."""
    reference = place / "live"
    if not reference.exists():
        reference.mkdir()
        for name in ("data", "content", "overrides"):
            shutil.copytree(ROOT / name, reference / name)
        shutil.copyfile(ROOT / "mkdocs.yml", reference / "mkdocs.yml")
    large = speed.kit(place, speed.COMPARED)[0].folder
    for what, folder, course, limit in (
        ("参考网站", reference, "shufa", 0.4),
        (f"{speed.COMPARED} 门课", large, "ke-00500", 1.0),
    ):
        with _served(folder) as address:
            taken = [_once(folder, course, f"第{number}次修订", address) for number in range(runs + 1)][1:]
        yield Line.less(f"serve：保存到网页更新，{what}（秒）", statistics.median(taken), limit)


def _once(folder: Path, course: str, word: str, address: str) -> float:
    """Save a change, and return the seconds until the course's page shows it; the page waits as an open one does."""
    path = folder / "data" / "courses.yml"
    text = path.read_text("utf-8")
    seen = _asked(f"{address}.linli-reload")
    changed = re.sub(
        rf"(- id: \"?{course}\"?\n[\s\S]*?\n  summary: )\"?(?:第\d+次修订，)?(.*?)\"?\n",
        rf'\1"{word}，\2"' + "\n",
        text,
        count=1,
    )
    assert changed != text
    started = time.perf_counter()
    path.write_text(changed, encoding="utf-8", newline="\n")
    while (now := _asked(f"{address}.linli-reload?{seen}")) == seen:
        assert time.perf_counter() - started < PATIENCE
    assert now != seen
    assert word in _asked(f"{address}courses/{course}/")
    return time.perf_counter() - started


def _asked(address: str) -> str:
    with urlopen(address, timeout=PATIENCE) as answer:
        return str(answer.read().decode("utf-8"))


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Run the preview of a folder, and give its address."""
    command = [str(speed.PROGRAMS / "linli"), "serve", "--today", speed.TODAY]
    log = folder / "serve.log"
    with log.open("w") as said:  # a pipe that nobody reads would stop it
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=subprocess.STDOUT)
    try:
        while not (found := re.search(r"http://[^/]+/", log.read_text("utf-8"))):
            assert process.poll() is None, log.read_text("utf-8")
            time.sleep(0.1)
        yield found[0]
    finally:
        process.terminate()
        process.wait()
