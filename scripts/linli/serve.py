"""Live preview: takes a root and a site folder, serves the site on this machine and builds anew when a file changes."""

from __future__ import annotations

import gc
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from watchfiles import watch

from linli import bar
from linli.build import build
from linli.frames import Builder
from linli.memory import Memory
from linli.problems import Problem
from linli.report import text

_WATCHED: Final = ("data", "content", "overrides")
_SETTINGS: Final = "mkdocs.yml"
_RELOAD: Final = "/.linli-reload"
_BAR: Final = "/.linli-bar.css"
_OWN: Final = ("127.0.0.1", "localhost", "::1")
"""Who listens only there has no reader on another machine, where a path of this one means nothing."""
_WAIT: Final = 20.0
"""Seconds after which a page that waits is answered, whether there is a new build or not."""
_SCRIPT: Final = (
    b"(function next(seen){fetch('" + _RELOAD.encode() + b"?'+seen).then(function(a){return a.text()})"
    b".then(function(n){if(seen&&seen!==n)location.reload();else next(n)})"
    b".catch(function(){setTimeout(next,1000,seen)})})('')"
)


class _Builds:
    """How many builds there were, for those who wait for the next, and what was wrong with the last."""

    def __init__(self) -> None:
        self._number = 1
        self._changed = threading.Condition()
        self.problems: Sequence[Problem] = ()

    def add(self, problems: Sequence[Problem]) -> None:
        with self._changed:
            self._number += 1
            self.problems = problems
            self._changed.notify_all()

    def after(self, seen: str) -> str:
        """Return the number as soon as it is another than `seen`, else after a while."""
        with self._changed:
            self._changed.wait_for(lambda: str(self._number) != seen, _WAIT)
            return str(self._number)


class _Preview(SimpleHTTPRequestHandler):
    """The built site; each page reloads itself after a build and says what is wrong with the tables."""

    builds: _Builds
    root: Path
    links: bool

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if asked.path == _RELOAD:
            self._send(self.builds.after(asked.query).encode(), "text/plain")
        elif self.path == f"{_RELOAD}.js":
            self._send(_SCRIPT, "text/javascript")
        elif self.path == _BAR:
            self._send(bar.STYLE.encode(), "text/css")
        elif (page := self._page()) is not None:
            found = page.is_file()
            html = (page if found else Path(self.directory) / "404.html").read_bytes()
            self._send(self._told(html), "text/html; charset=utf-8", 200 if found else 404)
        else:
            super().do_GET()

    def log_message(self, *_: Any) -> None:
        """Say nothing for each request."""

    def _told(self, html: bytes) -> bytes:
        """The page with the script and the bar; its policy allows the bar's style."""
        told = bar.html(self.builds.problems, self.root, links=self.links)
        head = f'<script src="{_RELOAD}.js" defer></script>'
        if told:
            head += f'<link rel="stylesheet" href="{_BAR}">'
            html = html.replace(b"; style-src ", b"; style-src 'self' ", 1)
            html = re.sub(rb"<body[^>]*>", lambda found: found[0] + told.encode(), html, count=1)
        return html.replace(b"</head>", f"{head}</head>".encode(), 1)

    def _page(self) -> Path | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.split("?")[0].endswith("/"):
            return path / "index.html"
        return path if path.suffix == ".html" or not path.exists() else None

    def _send(self, data: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)


def serve(root: Path, site: Path, today: Callable[[], date], builder: Builder, host: str, port: int) -> int:
    """Build, serve until interrupted, and build again after each change. Return 1 where the first build failed."""
    builds, memory = _Builds(), Memory(root)

    def rebuild() -> bool:
        gc.disable()  # nothing waits for memory, somebody for the page
        outcome = build(root, site, today(), builder=builder, memory=memory)
        gc.enable()
        if outcome.problems:
            print(text(outcome.problems), flush=True)
        builds.add(outcome.problems)
        return outcome.published is not None

    if not rebuild() and not (site / "index.html").exists():
        print("网站未生成，改好后请再运行一次。")
        return 1
    handler = partial(
        type("_Here", (_Preview,), {"builds": builds, "root": root, "links": host in _OWN}), directory=str(site)
    )
    server = _listen(handler, host, port)
    if server is None:
        print(f"端口 {port} 到 {port + 20} 都被占用了，请用 --port 换一个。")
        return 1
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"请在浏览器打开 http://{host}:{server.server_port}/ （按 Ctrl+C 结束）", flush=True)
    try:
        for _ in _changes(root):
            print("文件有变化，重新生成……", flush=True)
            started = time.perf_counter()
            if rebuild():
                print(f"好了，用时 {time.perf_counter() - started:.1f} 秒。", flush=True)
            gc.collect()
    except KeyboardInterrupt:
        return 0
    finally:
        server.shutdown()
    return 0


def _changes(root: Path) -> Iterator[None]:
    """Yield whenever something that the site is made of was saved, soon after the last file of it was."""
    settings = root / _SETTINGS
    before = _stamp(settings)
    watched = [root / name for name in _WATCHED if (root / name).is_dir()]
    for found in watch(*watched, debounce=200, step=20, rust_timeout=500, yield_on_timeout=True):
        now = _stamp(settings)
        if found or now != before:
            before = now
            yield


def _stamp(path: Path) -> int:
    """When a file was saved; editors that save by renaming cannot be watched by the file itself."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _listen(handler: Any, host: str, port: int) -> ThreadingHTTPServer | None:
    for number in range(port, port + 21):
        try:
            return ThreadingHTTPServer((host, number), handler)
        except OSError:
            continue
    return None
