"""Frames: takes the root and a builder's name, gives every page the theme drew, with its tokens and slots still open.

A frame page is drawn once for each kind of record at the depth of the pages made from it. The drawn pages are kept
under a hash of everything they depend on, so that the builder runs only when the theme or a hand-written page changed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from time import time as clock
from typing import Final, Literal

from linli import cache, kinds, kit
from linli.problems import Mark, Problem

Builder = Literal["mkdocs", "zensical"]

KEEP: Final = 60 * 60
"""Seconds for which pages of other inputs stay: a second build, of another state, may be at work."""
_WATCHED: Final = ("mkdocs.yml", "content")
_NOT_DRAWN: Final = ("views/", "assets/", "paper/", "hosting/")
_PACKAGES: Final = {"mkdocs": ("mkdocs", "mkdocs-material"), "zensical": ("zensical",)}


def sources(root: Path) -> Iterator[tuple[str, str]]:
    """Yield path and Markdown of every page to be added to the hand-written ones: the kit's own, then the frames."""
    yield from kit.pages(root)
    for kind in kinds.made():
        own = f"bare: {kind.look}\ntemplate: bare.html" if kind.bare else f"nav: {kind.nav}"
        yield f"{kind.frame.rstrip('/')}.md", f"---\ntitle: {kind.name}\nframe: {kind.name}\n{own}\n---\n"


@dataclass(slots=True)
class Drawing:
    """A builder at work in its own process, or its kept result."""

    file: Path
    """Where its result is kept."""
    out: Path
    """Where it works."""
    process: subprocess.Popen[str] | None = None
    kept: bytes | None = None

    def pages(self) -> tuple[dict[str, str], list[Problem]]:
        """Wait, and return each drawn HTML file by its path, or the problem that the builder had."""
        if self.process is None:
            return json.loads(self.kept or b"{}"), []
        try:
            said, _ = self.process.communicate()
            failed = self.process.returncode
            self.process = None
            if failed:
                return {}, [_failed(said)]
            found = {
                path.relative_to(self.out).as_posix(): path.read_text("utf-8")
                for path in sorted(self.out.rglob("*.html"))
            }
        finally:
            shutil.rmtree(self.out, ignore_errors=True)
        _keep(self.file, found)
        return found, []

    def stop(self) -> None:
        """End the builder where its result is no longer wanted."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None
            shutil.rmtree(self.out, ignore_errors=True)


def draw(root: Path, builder: Builder, site_url: str = "") -> Drawing:
    """Start the builder, or find what it drew before from the same inputs; `site_url` goes before that of mkdocs.yml."""
    file = cache.folder(root) / "frames" / f"{builder}-{fingerprint(root, builder, site_url)}.json"
    out = file.with_name(f"{file.stem}.{os.getpid()}")
    if kept := cache.kept(file):
        return Drawing(file, out, kept=kept)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    process = subprocess.Popen(
        [sys.executable, "-m", f"linli.builders.{builder}", str(root), str(out), site_url],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    return Drawing(file, out, process)


def fingerprint(root: Path, builder: Builder, site_url: str = "") -> str:
    """Return a hash of everything that the drawn pages depend on."""
    digest = hashlib.blake2b(digest_size=10)
    for package in _PACKAGES[builder]:
        digest.update(f"{package} {version(package)}\n".encode())
    digest.update(f"{os.environ.get('SITE_URL', '')}\n{site_url}\n{dict(sources(root))}\n".encode())
    for name in _WATCHED:
        top = root / name
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            relative = path.relative_to(root).as_posix()
            if path.is_file():
                digest.update(f"{relative}\n".encode() + path.read_bytes())
    for relative, path in kit.files(root, "overrides").items():
        if not relative.startswith(_NOT_DRAWN):
            digest.update(f"{relative}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def _keep(file: Path, pages: dict[str, str]) -> None:
    """Keep the finished pages, and forget this builder's older ones, and what a killed one left."""
    cache.keep(file, json.dumps(pages).encode())
    for old in file.parent.glob(f"{file.name.split('-')[0]}-*"):
        with contextlib.suppress(OSError):
            if old != file and clock() - old.stat().st_mtime > KEEP:
                shutil.rmtree(old) if old.is_dir() else old.unlink()


def _failed(said: str) -> Problem:
    lines = [line for line in said.strip().splitlines() if line.strip()]
    return Problem(
        mark=Mark(path="mkdocs.yml"),
        code="builder-failed",
        message="排版程序没有成功:" + " / ".join(lines[-3:])[:600],
        hint="请检查 mkdocs.yml、content/ 和 overrides/ 里最近的改动",
    )
