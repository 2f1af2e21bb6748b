"""Work in a second process."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest

from linli.beside import beside


def test_the_result_comes_back() -> None:
    collect = beside(lambda: [("a", b"1" * 1_000_000)])
    assert collect() == [("a", b"1" * 1_000_000)]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")
def test_it_runs_elsewhere_and_its_failure_is_told() -> None:
    code = (
        "import os\n"
        "from linli.beside import beside\n"
        "print(beside(os.getpid)() != os.getpid())\n"
        "try:\n"
        "    beside(lambda: 1 / 0)()\n"
        "except RuntimeError as error:\n"
        "    print('ZeroDivisionError' in str(error))\n"
    )
    assert said(code) == "True\nTrue\n"


def test_beside_other_threads_the_work_is_done_here() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert beside(os.getpid)() == os.getpid()
    finally:
        stop.set()
        thread.join()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")
def test_a_parent_that_fails_first_leaves_no_copy_of_itself_running() -> None:
    code = (
        "import time\n"
        "from linli.beside import beside\n"
        "try:\n"
        "    collect = beside(lambda: time.sleep(0.2) or b'x' * 10_000_000)\n"
        "    raise OSError('parent')\n"
        "except OSError:\n"
        "    del collect\n"
        "    print('once', flush=True)\n"
    )
    assert said(code) == "once\n"


def said(code: str) -> str:
    """What a program of its own prints: here other tests' servers may run in threads."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True).stdout
