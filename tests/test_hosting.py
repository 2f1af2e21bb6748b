"""The recipes for nginx and Caddy, on this machine: what a site needs of a server, at a root and below a path."""

from __future__ import annotations

import gzip
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

from linli.build import build
from linli.cli import main
from test_start import TODAY, begun

ROOT = Path(__file__).resolve().parents[1]
IMMUTABLE = "public, max-age=31536000, immutable"
SERVERS = ("nginx", "caddy")

Ask = Callable[..., "Answer"]


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class Host(NamedTuple):
    address: str
    files: Path

    def ask(self, path: str, *, packed: bool = True) -> Answer:
        request = urllib.request.Request(self.address + path, headers={"Accept-Encoding": "gzip"} if packed else {})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return Answer(answer.status, dict(answer.headers.items()), answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, dict(error.headers.items()), error.read())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A site for the root of a server, and one for /linfu/."""
    root = begun(tmp_path_factory.mktemp("own"))
    (root / "content/images").mkdir()
    Image.new("RGB", (900, 600), "teal").save(root / "content/images/men.jpg")
    with (root / "data/stories.yml").open("a", encoding="utf-8") as file:
        file.write("  image: men.jpg\n  image_alt: 社区的门\n  consent: 无人\n")
    found = {}
    for path in ("", "linfu/"):
        folder = tmp_path_factory.mktemp("served")
        folder.parent.chmod(0o755)
        folder.chmod(0o755)
        with pytest.MonkeyPatch.context() as patched:
            patched.setenv("SITE_URL", f"https://example.org/{path}")
            assert build(root, folder / path if path else folder / "site", TODAY, paper=False).published
        found[path] = folder if path else folder / "site"
        (found[path] / path / ".git").mkdir()
        (found[path] / path / ".git/HEAD").write_text("ref", "utf-8")
    return found


@pytest.fixture(params=[(server, path) for server in SERVERS for path in ("", "linfu/")], ids="-".join)
def host(request: pytest.FixtureRequest, made: dict[str, Path], tmp_path: Path) -> Iterator[Host]:
    server, path = request.param
    program = shutil.which(server) or shutil.which(server, path="/usr/sbin:/sbin")
    if not program:
        pytest.skip(f"{server} is not installed (Debian: apt-get install {server})")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    text = (ROOT / f"overrides/hosting/{server}.conf").read_text("utf-8")
    text = text.replace("/var/www/linli", str(made[path])).replace("/404.html", f"/{path}404.html")
    run = {"nginx": _nginx, "caddy": _caddy}[server]
    with run(program, text, port, tmp_path):
        yield Host(f"http://127.0.0.1:{port}/{path}", made[path] / path)


@contextmanager
def _nginx(program: str, text: str, port: int, folder: Path) -> Iterator[None]:
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("listen [::]:80;", "")
    (folder / "linli.conf").write_text(text, "utf-8")
    places = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{name}_temp_path {folder}/{name};\n" for name in places)
    user = "user root;\n" if os.geteuid() == 0 else ""
    whole = folder / "nginx.conf"
    whole.write_text(
        f"{user}daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}include {folder}/linli.conf;\n}}\n",
        "utf-8",
    )
    with _running([program, "-c", str(whole), "-p", str(folder), "-e", f"{folder}/error.log"], port, folder):
        yield


@contextmanager
def _caddy(program: str, text: str, port: int, folder: Path) -> Iterator[None]:
    own = folder / "Caddyfile"
    own.write_text("{\n\tadmin off\n}\n" + text.replace("example.org {", f"http://127.0.0.1:{port} {{"), "utf-8")
    with _running([program, "run", "--adapter", "caddyfile", "--config", str(own)], port, folder):
        yield


@contextmanager
def _running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    env = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "said").open("wb") as said, subprocess.Popen(command, env=env, stdout=said, stderr=said) as process:
        try:
            for _ in range(150):
                assert process.poll() is None, (folder / "said").read_text("utf-8")
                with socket.socket() as trial:
                    if not trial.connect_ex(("127.0.0.1", port)):
                        break
                time.sleep(0.1)
            yield
        finally:
            process.terminate()


@pytest.mark.slow
def test_a_server_gives_what_the_site_needs(host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    home = host.ask("")
    assert home.status == 200
    assert home.headers["Content-Type"] == "text/html; charset=utf-8"
    assert home.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(home.body) == (host.files / "index.html").read_bytes()
    assert home.headers["Cache-Control"] == "no-cache"
    assert home.headers["Content-Security-Policy"] == "frame-ancestors 'self'"
    assert home.headers["X-Content-Type-Options"] == "nosniff"
    assert home.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "Strict-Transport-Security" not in home.headers
    assert home.headers.get("ETag") or home.headers.get("Last-Modified")
    for path, kind in {
        "calendar/all.ics": "text/calendar; charset=utf-8",
        "site.webmanifest": "application/manifest+json",
        "feeds/stories.xml": "application/atom+xml; charset=utf-8",
        "data/courses.csv": "text/csv; charset=utf-8",
        "sitemap.xml": "text/xml",
        "version.json": "application/json",
        "assets/linli.js": "application/javascript",
        "assets/favicon.svg": "image/svg+xml",
    }.items():
        answer = host.ask(path)
        assert answer.status == 200, path
        said = answer.headers["Content-Type"].replace("text/javascript", "application/javascript")
        assert said.replace("application/xml", "text/xml").startswith(kind), path
        assert answer.headers["Cache-Control"] == "no-cache", path
        assert host.ask(path, packed=False).body == (host.files / path).read_bytes()

    assert host.ask("assets/linli.js?v=0a1b2c").headers["Cache-Control"] == IMMUTABLE
    assert host.ask("courses/?v=0a1b2c").headers["Cache-Control"] == "no-cache"
    for picture in (host.files / "pictures").iterdir():
        named = picture.relative_to(host.files).as_posix()
        assert host.ask(named).headers["Cache-Control"] == IMMUTABLE, named

    assert host.ask("embed/?course=shufa").headers["Content-Security-Policy"] == "frame-ancestors *"
    assert host.ask("courses/shufa/").headers["Content-Security-Policy"] == "frame-ancestors 'self'"
    assert host.ask("courses").status == 200, "a slash may be forgotten"
    missing = host.ask("zhe-yi-ye/mei-you/", packed=False)
    assert (missing.status, missing.body) == (404, (host.files / "404.html").read_bytes())
    for hidden in (".git/HEAD", ".linli-site"):
        assert host.ask(hidden).status == 404, hidden

    assert main(["doctor", "--root", str(ROOT), "--today", str(TODAY), "--url", host.address]) in {0, 1}
    assert f"网上的网站 {host.address}：都好。" in capsys.readouterr().out


@pytest.mark.parametrize("server", SERVERS)
def test_the_promise_to_use_https_only_is_the_hosts_own_to_make(server: str) -> None:
    text = (ROOT / f"overrides/hosting/{server}.conf").read_text("utf-8")
    lines = [line.strip() for line in text.splitlines() if "Strict-Transport-Security" in line]
    assert lines
    assert all(line.startswith("#") for line in lines)
