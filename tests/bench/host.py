"""Take a folder, give its address on this machine: a static host with gzip that notes every answer it sends."""

from __future__ import annotations

import contextlib
import gzip
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PACKED = {".png", ".jpg", ".webp", ".woff2", ".zip"}
"""Files that gzip would not make smaller."""


@dataclass(slots=True)
class Host:
    """A running server: its address, and path and body bytes of every answer since the list was last emptied."""

    address: str
    answers: list[tuple[str, int]] = field(default_factory=list)


@cache
def packed(path: Path) -> bytes:
    """The body as static hosts send it."""
    data = path.read_bytes()
    return data if path.suffix in PACKED else gzip.compress(data, 6, mtime=0)


class Handler(SimpleHTTPRequestHandler):
    """Answers like GitHub Pages does: gzip, kept connections, folders by their index.html, 404.html otherwise."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, host: Host, **kwargs: Any) -> None:
        self.host = host
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        found = path.is_file()
        path = path if found else Path(self.directory) / "404.html"
        body = packed(path) if path.is_file() else b""
        self.host.answers.append((self.path, len(body)))
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if body and path.suffix not in PACKED:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            self.wfile.write(body)

    def guess_type(self, path: Any) -> str:
        kind = super().guess_type(path)
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the base class names it so
        """Stay quiet."""


@contextlib.contextmanager
def serve(site: Path) -> Iterator[Host]:
    """Serve a folder on a free port of this machine until the block ends."""
    host = Host(address="")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site), host=host))
    server.daemon_threads = True
    host.address = f"http://127.0.0.1:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
