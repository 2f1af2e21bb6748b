"""Many communities read at once: takes what is given of each, gives what was found, in order, whoever read it.

The same Executor interface runs on all cores of this machine, or on the machines of a Dask cluster; the only importer of
distributed. A process that is killed takes nobody with it: its communities are read again.
"""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Future, ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from itertools import islice
from multiprocessing import get_context
from typing import Any, Final

from linli.portal import reading
from linli.portal.loading import Given
from linli.portal.told import Found

TOGETHER: Final = 40
"""Communities that are read by one call: frictionless begins once for all of them."""
PATIENCE: Final = 20.0
"""Seconds in which a cluster must answer."""
_WAITING: Final = 3
"""Calls that wait for each process: what is not asked for yet need not be in memory."""


Crew = Callable[..., Future[list[Found]]]
"""Takes a function and its arguments, as Executor.submit does."""


class NoSchedulerError(Exception):
    """There is no cluster to ask; says why in Chinese."""


def read_all(
    given: Iterable[Given], today: date, *, jobs: int | None = None, scheduler: str = "", together: int = TOGETHER
) -> Iterator[Found]:
    """Yield what was found of each community, in order. Raises NoSchedulerError."""
    jobs = jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or os.cpu_count() or 1
    waves = _waves(iter(given), together)
    if jobs == 1 and not scheduler:
        for wave in waves:
            yield from read_wave(wave, today)
        return
    with _cluster(scheduler) if scheduler else _processes(jobs) as (crew, width):
        waiting: deque[tuple[Sequence[Given], Future[list[Found]]]] = deque()
        for wave in waves:
            waiting.append((wave, crew(read_wave, wave, today)))
            if len(waiting) > _WAITING * width:
                yield from _answer(*waiting.popleft(), today)
        while waiting:
            yield from _answer(*waiting.popleft(), today)


def _waves(given: Iterator[Given], together: int) -> Iterator[Sequence[Given]]:
    while wave := tuple(islice(given, together)):
        yield wave


def read_wave(wave: Sequence[Given], today: date) -> list[Found]:
    """Read some communities without collecting garbage meanwhile, which would look through all of them again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        return reading.read(wave, today)
    finally:
        if was:
            gc.enable()


def _answer(wave: Sequence[Given], future: Future[list[Found]], today: date) -> Sequence[Found]:
    """Wait for an answer; where who should have given it died, ask again."""
    try:
        return future.result()
    except (BrokenExecutor, CancelledError, OSError, MemoryError):
        return _again(wave, today)
    except Exception as error:
        if type(error).__name__ != "KilledWorker":  # Dask's name for a task on which several workers died
            raise
        return _again(wave, today)


def _again(wave: Sequence[Given], today: date) -> Sequence[Found]:
    """Ask in a process of its own; where that dies too, each community in one."""
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            return pool.submit(reading.read, wave, today).result()
    except BrokenExecutor:
        if len(wave) == 1:
            return [reading.broken(wave[0], "读它的进程死了，多半是内存不够")]
        return [found for each in wave for found in _again([each], today)]


@contextmanager
def _processes(jobs: int) -> Iterator[tuple[Crew, int]]:
    """Processes of this machine; when one dies and all its fellows with it, others take their places."""
    pools = [ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))]

    def ask(*asked: Any) -> Future[list[Found]]:
        try:
            return pools[-1].submit(*asked)
        except BrokenExecutor:
            pools.append(ProcessPoolExecutor(jobs, mp_context=get_context("spawn")))
            return pools[-1].submit(*asked)

    try:
        yield ask, jobs
    finally:
        for pool in pools:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _cluster(address: str) -> Iterator[tuple[Crew, int]]:
    """The machines of a Dask cluster; one that leaves is replaced by the others."""
    try:
        from distributed import Client  # noqa: PLC0415 -- an extra of the package
    except ImportError:
        raise NoSchedulerError("没有装 distributed；请装上 linli[portal]") from None
    try:
        client: Any = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError):
        raise NoSchedulerError(f"连不上 {address}，请看看 dask scheduler 开着没有") from None
    with client:
        width = max(1, sum(client.nthreads().values()))
        with client.get_executor(pure=False, retries=3) as executor:
            yield executor.submit, width
