"""Work in a second process."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from linli.beside import beside


def test_the_result_comes_back() -> None:
    collect = beside(lambda: [("a", b"1" * 1_000_000)])
    assert collect() == [("a", b"1" * 1_000_000)]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")
def test_it_runs_elsewhere_and_its_failure_is_told() -> None:
    assert beside(os.getpid)() != os.getpid()

    def fail() -> None:
        raise ValueError("in the other process")

    with pytest.raises(RuntimeError, match="in the other process"):
        beside(fail)()


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
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True)
    assert done.stdout == "once\n"
