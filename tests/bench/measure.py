"""Take commands, give their wall times and peak memory, in alternating runs so that a slow minute hits all alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """A command to measure, and what must be put right before each of its runs (not measured)."""

    command: Sequence[str]
    folder: Path
    before: Callable[[], None] = lambda: None
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Result:
    """Seconds of wall time and mebibytes of the largest process of every run."""

    seconds: list[float] = field(default_factory=list)
    mebibytes: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def peak(self) -> float:
        return max(self.mebibytes)


def alternate(jobs: Mapping[str, Job], runs: int, *, warm: bool = True) -> dict[str, Result]:
    """Run all jobs in turn, `runs` times; one unmeasured turn before that fills the disk cache and *.pyc files."""
    results = {name: Result() for name in jobs}
    for turn in range(-1 if warm else 0, runs):
        for name, job in jobs.items():
            seconds, mebibytes = once(job)
            if turn >= 0:
                results[name].seconds.append(seconds)
                results[name].mebibytes.append(mebibytes)
    return results


def once(job: Job) -> tuple[float, float]:
    """One run; a command that fails stops the benchmark with what it said."""
    job.before()
    log = job.folder / "bench.log"
    with log.open("wb") as file:
        start = time.perf_counter()
        process = subprocess.Popen(
            job.command, cwd=job.folder, env={**os.environ, **job.env}, stdout=file, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        tail = "\n".join(log.read_text("utf-8", errors="replace").splitlines()[-30:])
        sys.exit(f"对比没有完成：{' '.join(job.command)} 退出码 {process.returncode}\n{tail}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return seconds, usage.ru_maxrss / unit


def ratio(ours: Result, theirs: Result) -> float:
    """The median of the ratios of runs made one after the other."""
    return statistics.median(a / b for a, b in zip(ours.seconds, theirs.seconds, strict=True))
