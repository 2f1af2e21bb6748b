"""The live preview: it serves, builds again after a change, and keeps the last good site after a mistake."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Literal
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser

from linli import bar, fill, serve
from linli.problems import Mark, Problem


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


def wait_for(address: str, text: str, *, gone: bool = False) -> bool:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if (text in fetch(address)) is not gone:
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
    assert wait_for(f"{preview}courses/shufa/", 'class="linli-bar"')
    page = fetch(f"{preview}courses/shufa/")
    assert "<h1>大字班</h1>" in page, "the page is the last good one"
    assert "网页还是改以前的样子" in page
    assert "没有字段 titel" in page
    assert re.search(rf'href="vscode://file/{re.escape(str(copy).lstrip("/"))}/data/courses\.yml:\d+:3"', page)
    assert fetch(f"{preview}.linli-bar.css").count(".linli-bar{") == 2

    courses.write_text(before, "utf-8")
    assert wait_for(f"{preview}courses/shufa/", "<h1>书法班</h1>")
    assert wait_for(f"{preview}courses/shufa/", "网页还是改以前的样子", gone=True)


def wrong(*levels: Literal["error", "warning"], path: str = "data/a b.yml") -> list[Problem]:
    mark = Mark(path=path, line=3, column=5)
    return [
        Problem(mark=mark, code="x", level=level, message=f"第{n}个<b>", hint="改成&", record="书法班 (shufa)")
        for n, level in enumerate(levels, 1)
    ]


def test_the_bar_says_what_is_wrong_where_and_how_to_write_it(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a b.yml").write_text("", "utf-8")
    said = bar.html(wrong("error", "warning"), tmp_path, links=True)
    assert "有 1 处要改，网页还是改以前的样子" in said
    assert "<code>data/a b.yml:3:5</code>" in said
    assert f'href="vscode://file/{tmp_path.resolve().as_posix().lstrip("/")}/data/a%20b.yml:3:5"' in said
    assert "书法班 (shufa)：第1个&lt;b&gt;" in said
    assert "改成&amp;" in said
    assert "第2个" not in said, "warnings wait until the page is new again"


def test_the_bar_is_short_quiet_for_warnings_and_absent_where_all_is_well(tmp_path: Path) -> None:
    many = bar.html(wrong(*(["error"] * 9)), tmp_path, links=True)
    assert many.count("<li>") == 3
    assert "还有 6 处，运行 serve 的窗口里写着全部。" in many
    doubtful = bar.html(wrong("warning"), tmp_path, links=True)
    assert doubtful.startswith("<details")
    assert "有 1 处提醒，网页是新的" in doubtful
    assert bar.html([], tmp_path, links=True) == ""


def test_a_reader_elsewhere_is_not_told_the_paths_of_this_machine(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("", "utf-8")
    assert str(tmp_path) in bar.html(wrong("error", path="a.yml"), tmp_path, links=True)
    assert str(tmp_path) not in bar.html(wrong("error", path="a.yml"), tmp_path, links=False)
    assert "vscode" not in bar.html(wrong("error", path="nowhere.yml"), tmp_path, links=True)


@pytest.mark.browser
@pytest.mark.parametrize("level", ["error", "warning"])
def test_the_bar_is_drawn_under_the_policy_of_the_page(
    level: Literal["error", "warning"], tmp_path: Path, browser: Browser
) -> None:
    policy = fill.policy("<style>p{margin:0}</style>")
    (tmp_path / "index.html").write_text(
        f'<!doctype html><html lang="zh-CN"><head><meta http-equiv="Content-Security-Policy" content="{policy}">'
        "<style>p{margin:0}</style></head><body class=x><p>旧的</p></body></html>",
        "utf-8",
    )
    builds = serve._Builds()
    builds.add(wrong(level))
    own = {"builds": builds, "root": tmp_path, "links": True}
    server = serve._listen(partial(type("_Here", (serve._Preview,), own), directory=str(tmp_path)), "127.0.0.1", 8485)
    assert server
    threading.Thread(target=server.serve_forever, daemon=True).start()
    tab = browser.new_page(viewport={"width": 360, "height": 700})
    complaints: list[str] = []
    tab.on("console", lambda line: complaints.append(line.text))
    tab.goto(f"http://127.0.0.1:{server.server_port}/")
    found = tab.locator(".linli-bar")
    assert found.evaluate("e => getComputedStyle(e).position") == "sticky"
    assert found.get_attribute("role") == ("alert" if level == "error" else None)
    assert tab.locator("p").last.inner_text() == "旧的"
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not [line for line in complaints if "Content Security Policy" in line]
    tab.close()
    server.shutdown()


def test_a_page_that_waits_is_told_of_the_next_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "_WAIT", 30.0)
    builds = serve._Builds()
    assert builds.after("") == "1"
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(builds.after, "1")
        with pytest.raises(TimeoutError):
            waiting.result(0.2)
        builds.add(())
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
