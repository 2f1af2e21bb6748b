"""What tests share: the reference site built once, a server for it, a browser, and small communities made to order."""

from __future__ import annotations

import gzip
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from fragments import lay_out
from histories import BASE, Repo
from linli.build import build
from linli.structure import Loaded, load
from linli.timetable import Timetable, expand
from printing import press, workshop  # noqa: F401  fixtures of paper
from tests_support import TODAY, shared

ROOT = Path(__file__).resolve().parents[1]
os.environ.pop("GITHUB_REPOSITORY", None)  # in GitHub's own runs a report would link to the manual there
FORMER = {
    "courses": """
- {id: taiji-2025, title: 太极班（2025）, category: 健身, status: 结束}
- {id: taiji, title: 太极班, category: 健身, succeeds: taiji-2025, plain: 早上打太极。}
- {id: hechang, title: 合唱班, category: 音乐, succeeds: geyong, status: 暂停}
""",
    "schedules": """
- {course: taiji, weekday: 周四, opens_at: "07:00", closes_at: "08:00", valid_from: 2026-09-03, valid_to: 2026-09-24}
- {course: hechang, weekday: 周四, opens_at: "07:00", closes_at: "08:00", valid_from: 2026-09-03, valid_to: 2026-12-24}
""",
    "redirects": """
- {from: courses/taiji-2024, to: courses/taiji-2025}
- {from: courses/youzhisan, to: services/youzhisan}
""",
}
"""Rows for printed codes whose course is gone, over or paused."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A busy machine can delay Chromium past a wait: such a test runs once more, and the summary names it (RERUN)."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    """The tables of the reference site."""
    return load(ROOT)


@pytest.fixture(scope="session")
def timetable(loaded: Loaded) -> Timetable:
    """Its timetable on 2026-11-24."""
    return expand(loaded.community, TODAY)


@pytest.fixture(scope="session")
def site_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference site as built on 2026-11-24, once for all processes of a run."""
    with shared(tmp_path_factory, "reference") as folder:
        if not (folder / "site").is_dir():
            outcome = build(ROOT, folder / "site", TODAY)
            assert outcome.published, outcome.problems
    return folder / "site"


class _Handler(SimpleHTTPRequestHandler):
    """A static host like GitHub Pages: gzip, and 404.html for what is not there."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.split("?")[0].endswith("/"):
            path /= "index.html"
        status = 200 if path.is_file() else 404
        path = path if status == 200 else Path(self.directory) / "linli/404.html"
        data = path.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if "gzip" in self.headers.get("Accept-Encoding", "") and path.suffix not in {".png", ".jpg"}:
            data = gzip.compress(data, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="session")
def site_url(site_dir: Path) -> Iterator[str]:
    """The reference site's address, at the sub-path /linli/ like a project page."""
    with served(site_dir) as address:
        yield address


@contextmanager
def served(site_dir: Path) -> Iterator[str]:
    """Serve a built site at the sub-path /linli/."""
    with tempfile.TemporaryDirectory() as host:
        (Path(host) / "linli").symlink_to(site_dir, target_is_directory=True)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=host))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/linli/"
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def autumn_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same community's site as built a week before the term, with courses that ended and moved on."""
    folder = tmp_path_factory.mktemp("autumn")
    for name in ("data", "content", "overrides"):
        shutil.copytree(ROOT / name, folder / "community" / name)
    shutil.copy(ROOT / "mkdocs.yml", folder / "community")
    for table, rows in FORMER.items():
        with (folder / f"community/data/{table}.yml").open("a", encoding="utf-8") as file:
            file.write(rows)
    outcome = build(folder / "community", folder / "site", date(2026, 8, 25), paper=False)
    assert outcome.published, outcome.problems
    with served(folder / "site") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without what it would ask the net at its start."""
    program = os.environ.get("LINLI_CHROMIUM") or shutil.which("chromium")
    assert program, "缺少浏览器：请用 python3 scripts/run.py test 运行测试"
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=quiet)
        yield browser
        browser.close()


@pytest.fixture
def make_root(tmp_path: Path) -> Callable[..., Path]:
    """Make a small community of its own: `make_root(courses="- id: …")` replaces or empties each table."""

    def make(**tables: str) -> Path:
        written = {"organization": "- name: 小院\n  short_name: 小院\n", **tables}
        paths = {path.stem: path.relative_to(ROOT).as_posix() for path in (ROOT / "data").rglob("*.yml")}
        files = {paths[name]: text for name, text in written.items()}
        root = lay_out(tmp_path / "community", {"package": "linli-linfu", **files})
        shutil.copy(ROOT / "mkdocs.yml", root)
        return root

    return make


@pytest.fixture
def repo(make_root: Callable[..., Path]) -> Repo:
    """Two courses, committed on 20 August, before the sixty days."""
    made = Repo(make_root(**BASE))
    made.git("init", "-q", "-b", "main")
    made.commit("2026-08-20T10:00")
    return made
