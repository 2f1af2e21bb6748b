"""The live preview: it serves, builds again after a change, and keeps the last good site after a mistake."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from linli import serve


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A copy of the reference site, without posters."""
    for name in ("content", "data", "overrides"):
        shutil.copytree(root / name, tmp_path / name)
    text = (root / "mkdocs.yml").read_text("utf-8")
    (tmp_path / "mkdocs.yml").write_text(text.replace("paper: true", "paper: false"), "utf-8")
    return tmp_path


@pytest.fixture
def preview(copy: Path) -> Iterator[str]:
    """The address of a preview of the copy."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-u", "-m", "linli.cli", "serve", "--root", str(copy), "--port", "8461"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env) as process:
        assert process.stdout
        said = ""
        for line in process.stdout:
            said += line
            if match := re.search(r"http://127\.0\.0\.1:\d+/", line):
                yield match[0]
                break
        else:
            pytest.fail(said)
        try:
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
        finally:
            process.kill()  # where SIGINT is ignored, as in a job of a shell's background, it would be waited for


def fetch(address: str) -> str:
    with urlopen(address, timeout=30) as answer:
        return str(answer.read().decode())


def wait_for(address: str, text: str) -> bool:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if text in fetch(address):
            return True
        time.sleep(0.3)
    return False


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="SIGINT is POSIX")
def test_preview_follows_the_tables(copy: Path, preview: str) -> None:
    page = fetch(f"{preview}courses/shufa/")
    assert "<h1>书法班</h1>" in page
    assert "/.linli-reload.js" in page
    builds = fetch(f"{preview}.linli-reload")
    with pytest.raises(HTTPError, match="404"):
        fetch(f"{preview}nowhere/")

    courses = copy / "data/courses.yml"
    before = courses.read_text("utf-8")
    courses.write_text(before.replace("title: 书法班", "title: 大字班"), "utf-8")
    assert wait_for(f"{preview}courses/shufa/", "<h1>大字班</h1>")
    assert wait_for(f"{preview}.linli-reload", str(int(builds) + 1))

    courses.write_text(before.replace("title: 书法班", "titel: 书法班"), "utf-8")
    time.sleep(3)
    assert "<h1>大字班</h1>" in fetch(f"{preview}courses/shufa/")


def test_a_page_that_waits_is_told_of_the_next_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "_WAIT", 30.0)
    builds = serve._Builds()
    assert builds.after("") == "1"
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(builds.after, "1")
        with pytest.raises(TimeoutError):
            waiting.result(0.2)
        builds.add()
        assert waiting.result(10) == "2"


def test_a_page_that_waits_long_is_answered_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "_WAIT", 0.05)
    assert serve._Builds().after("1") == "1"


@pytest.mark.parametrize("name", ["mkdocs.yml", "data/courses.yml"])
def test_files_saved_by_renaming_are_noticed_again_and_again(copy: Path, name: str) -> None:
    changes = serve._changes(copy)
    with ThreadPoolExecutor(1) as pool:
        for n in range(2):
            noticed = pool.submit(next, changes)
            time.sleep(1)
            fresh = copy / "fresh"
            fresh.write_text((copy / name).read_text("utf-8") + f"# {n}\n", "utf-8")
            fresh.replace(copy / name)
            noticed.result(30)
