"""A second process for work that needs nothing back from the first: takes a function, gives one that collects its result.

A forked process shares all that was read so far without copying it. Where there is no fork, or other threads run
(a live preview), the work is simply done when its result is asked for.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
import traceback
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

T = TypeVar("T")


def beside(work: Callable[[], T]) -> Callable[[], T]:
    """Start `work` in a process of its own; the returned function waits for its result.

    The result must be picklable. Raises RuntimeError where the process failed, with its traceback as text.
    """
    if sys.platform != "linux" or threading.active_count() > 1 or (os.cpu_count() or 1) < 2:
        return work
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _run(work, writer)
    os.close(writer)
    return lambda: _collect(child, reader)


def _run(work: Callable[[], Any], writer: int) -> NoReturn:
    """Work, hand over and end: nothing may ever return into this copy of the parent's stack."""
    try:
        try:
            result: tuple[bool, Any] = (True, work())
        except BaseException:  # whatever happened is for the parent to report
            result = (False, traceback.format_exc())
        with os.fdopen(writer, "wb") as pipe:
            pickle.dump(result, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)


def _collect(child: int, reader: int) -> Any:
    with os.fdopen(reader, "rb") as pipe:
        data = pipe.read()
    os.waitpid(child, 0)
    if not data:
        raise RuntimeError("the second process ended without a result")
    fine, result = pickle.loads(data)  # written by ourselves a moment ago
    if not fine:
        raise RuntimeError(result)
    return result
