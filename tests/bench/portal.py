"""A city: takes numbers of communities, gives what `linli portal` takes for them, and what a first search costs a resident.

Wall time depends on who else uses the cores; the time of the processors is given beside it.
"""

from __future__ import annotations

import gzip
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import city
from table import Line

from linli.portal.shards import bucket, cut

SEARCH = "书法提高班"
TODAY = "2026-11-26"
JOBS = 2
SECONDS = 60
KILOBYTES = 60


def measured(place: Path, sizes: Sequence[int]) -> Iterator[Line]:
    """Yield the lines of each size; the goal is set for 1,000 communities."""
    for size in sizes:
        folder = place / f"city-{size}"
        listed = city.make(folder, size)
        wall, used, largest, told = _once(listed)
        what = f"{size} 个社区 × {city.COURSES} 门课，{JOBS} 个进程"
        yield (
            Line.at_most(f"{what}，用时", round(wall, 1), SECONDS, "秒")
            if size == 1000
            else Line(what, f"{wall:.1f} 秒")
        )
        yield Line("处理器时间合计", f"{used:.0f} 秒（{used / size * 1000:.0f} 毫秒一个社区）")
        yield Line("内存峰值（最大的进程）", f"{largest:.0f} MB")
        yield Line("说了什么", told)
        site = folder / "portal-site"
        every = [path for path in site.rglob("*") if path.is_file()]
        yield Line("写出", f"{len(every)} 个文件，{sum(path.stat().st_size for path in every) / 1e6:.0f} MB")
        first = sum(len(gzip.compress(path.read_bytes(), 6)) for path in _first(site)) / 1000
        yield Line.at_most(f"第一次找「{SEARCH}」要取的（gzip）", round(first, 1), KILOBYTES, "KB")
        home = len(gzip.compress((site / "index.html").read_bytes(), 6)) / 1000
        yield Line("首页（gzip）", f"{home:.1f} KB")


def _once(listed: Path) -> tuple[float, float, float, str]:
    """Seconds, seconds of all processors, mebibytes of the largest process, and the last line that was said."""
    program = "import sys; from linli.cli import main; sys.exit(main())"
    options = ["portal", str(listed), "--today", TODAY, "--jobs", str(JOBS), "--name", "示例市"]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", program, *options], env=os.environ, capture_output=True, text=True, check=True
    )
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = next(line for line in done.stderr.splitlines() if "个社区是最新的" in line)
    return wall, used, after.ru_maxrss / 1024, said.partition("。")[0]


def _first(site: Path) -> Iterator[Path]:
    """The files of a first search: the page, its scripts, the plan, the pairs that are asked for, and the first shard."""
    yield from (
        site / name
        for name in ("find/index.html", "assets/portal.js", "assets/city.js", "find/plan.json", "find/r/0.json")
    )
    pairs = {gram for gram in cut(SEARCH) if len(gram) == 2}
    yield from (site / f"find/g/{number}.json" for number in sorted({bucket(pair) for pair in pairs}))
