"""`run.py faults`: kills builds, fills disks, spoils caches, moves clocks; says what was published then and afterwards."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

TESTS: Final = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "bench"), str(TESTS.parent / "scripts")]

import disks  # noqa: E402 -- beside this file; the kit is found through the line above
from killing import Killed, kills, summary  # noqa: E402
from places import Place  # noqa: E402
from table import TITLES, Line, markdown, store  # noqa: E402

SECTION: Final = "faults"


def main(arguments: Sequence[str]) -> int:
    """0: nothing mixed and everything healed, 1: something did not, 3: this system cannot tell."""
    parser = argparse.ArgumentParser(prog="run.py faults", description="停电、满盘、坏缓存以后，网站还是不是整的。")
    parser.add_argument("--kills", type=int, default=200, help="杀死几次（默认 200，一半在换上网站的时候）")
    parser.add_argument("--renames", type=int, default=100, help="换成改两次名的做法，再杀死几次（默认 100）")
    parser.add_argument("--keep", action="store_true", help="把数字写进 tests/bench/results.md")
    options = parser.parse_args(arguments)
    if not hasattr(os, "fork"):
        say("这个系统没有 fork，试不了。请在 Linux 或 macOS 上运行。")
        return 3
    with tempfile.TemporaryDirectory(prefix="linli-faults-") as name:
        lines = []
        for line, wrong in measured(Path(name), options.kills, options.renames):
            lines.append(line)
            say(f"{line.what}：{line.measured}")
            for each in wrong:
                say(f"  {each}")
    print(f"\n## {TITLES[SECTION]}\n\n{markdown(lines)}", flush=True)
    if options.keep:
        facts = {"日期": str(date.today()), "处理器核心": str(os.cpu_count()), "Python": platform.python_version()}  # noqa: DTZ011
        store(TESTS / "bench", SECTION, lines, facts)
    return 0 if all(line.reached is not False for line in lines) else 1


def measured(folder: Path, count: int, renames: int) -> Iterator[tuple[Line, list[str]]]:
    """Everything, one after the other, each line with what went wrong."""
    place = Place(_made(folder / "kills"))
    yield from _killed("kill -9", kills(place, count, say=say))
    yield from _killed("kill -9，改两次名（Windows 的做法）", kills(place, renames, renames=True, say=say))
    trials: tuple[Callable[[], disks.Tried | None], ...] = (
        lambda: disks.full(place, 20),
        lambda: disks.small_disk(place, range(300, 6000, 900)),
        lambda: disks.together(place, 5),
        lambda: disks.clocks(place),
        lambda: disks.read_only(place),
        lambda: disks.caches(Place(_made(folder / "paper"), paper=True), 8),
    )
    for trial in trials:
        if tried := trial():
            told = f"{tried.count} 次，{len(tried.wrong)} 次不对"
            yield Line(tried.what, told, "0 次不对", not tried.wrong), tried.wrong


def _killed(what: str, found: list[Killed]) -> Iterator[tuple[Line, list[str]]]:
    counts = summary(found)
    told = (
        f"{counts['killed']} 次（{counts['inside']} 次在换上网站时）：旧的 {counts['old']}，新的 {counts['new']}，"
        f"混的 {counts['mixed']}"
    )
    told += f"，暂时没有、下一次生成补回来的 {counts['gone']}" if counts["gone"] else ""
    mixed = [str(each) for each in found if each.was == "mixed"]
    yield Line(what, told, "混的 0", not mixed), mixed
    wrong = [str(each) for each in found if each.wrong]
    yield (
        Line(f"{what}：下一次生成和从头做的逐字节相同", f"{len(found) - len(wrong)}/{len(found)}", "全部", not wrong),
        wrong,
    )


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def say(text: object) -> None:
    """A line of progress."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
