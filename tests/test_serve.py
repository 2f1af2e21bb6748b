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
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest


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
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0


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
