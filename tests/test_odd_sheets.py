"""Hostile and odd xlsx and csv files: every one ends soon, in little memory, with a Chinese sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import odd_sheets
from linli.cli import main
from test_excel import TABLES
from tests_support import tree

RUN = """
import contextlib, gc, io, json, pathlib, re, sys, time
from linli import trial
from linli.cli import main
trial.brought = lambda *_: []  # the check has its own tests; here only reading is measured
for path in sys.argv[2:]:
    said, started = io.StringIO(), time.process_time()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(["import", path, "--root", sys.argv[1], "--today", "2026-11-26"])
    gc.collect()  # a command leaves that to the end of its process
    status = pathlib.Path("/proc/self/status")  # getrusage would count what the tests before had taken
    peak = re.search(r"VmHWM:\\s+(\\d+)", status.read_text()) if status.exists() else None
    megabytes = int(peak[1]) / 1024 if peak else 0
    print(json.dumps([path, code, time.process_time() - started, megabytes, said.getvalue()]), flush=True)
"""


@pytest.mark.slow
def test_two_hundred_files_end_soon_with_a_sentence(make_root: Callable[..., Path], tmp_path: Path) -> None:
    root = make_root(**TABLES)
    assert main(["export", str(tmp_path / "good.xlsx"), "--root", str(root)]) == 0
    (tmp_path / "odd").mkdir()
    files = odd_sheets.write(tmp_path / "odd", (tmp_path / "good.xlsx").read_bytes())
    assert len(files) >= 200
    before = tree(root / "data")
    done = subprocess.run(
        [sys.executable, "-c", RUN, root, *files],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(results) == len(files), done.stderr[-2000:]
    for path, code, seconds, megabytes, said in results:
        name = Path(path).name
        assert code in (0, 1), (name, said)
        assert "程序自己出了错" not in said, (name, said)
        assert said.strip(), name
        assert seconds < 5, (name, seconds)
        assert megabytes < 300, (name, megabytes)
    assert tree(root / "data") == before
