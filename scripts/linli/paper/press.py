"""Printing with a memory: takes sheets, gives their files; what was printed once from the same things is kept.

The kept files lie in .cache/linli/paper under a hash of everything they depend on. What is missing is printed by a
process of its own, which runs while the site's pages are being made.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from functools import cached_property, partial
from importlib.metadata import version
from pathlib import Path
from time import time as clock
from typing import Final

from linli import cache, kit
from linli.memory import Memory
from linli.model import SHANGHAI
from linli.paper.glyphs import Glyphs
from linli.paper.sheet import Sheet, plain
from linli.paper.typefaces import LACKING, Typeface
from linli.recipe import File, Recipe

FOLDER: Final = "overrides/paper"
_ALSO_READ: Final = ("overrides/views/macros/icons.html",)
KEEP: Final = 24 * 60 * 60
"""Seconds."""
_WORKER: Final = Path(__file__).with_name("worker.py")
_MAKING: Final = (_WORKER, _WORKER.parents[1] / "pictures/raster.py")
"""The programs that turn a template into a file."""


class PaperError(Exception):
    """Sheets that cannot be printed; the text is a Chinese sentence for the editor."""


class Press:
    """Starts to print when it is made; `files` waits for the rest. The same sheets on the same day give the same bytes."""

    def __init__(
        self, *, root: Path, face: Typeface, today: date, sheets: Iterable[Sheet], memory: Memory | None = None
    ) -> None:
        self._templates = _templates(root.resolve())
        self._root = _laid(root.resolve(), self._templates)
        self._face = face
        self._memory = memory or Memory()
        self.glyphs = Glyphs(face.files, self._memory)
        self.incomplete: set[str] = set()
        """Texts of which something is left out, for no font has it."""
        self._stamp = int(datetime.combine(today, time(), SHANGHAI).timestamp())
        self._cache = cache.folder(root) / "paper"
        self._cache.mkdir(parents=True, exist_ok=True)
        self._kept: dict[str, Path] = {}
        jobs = [job for sheet in sheets if (job := self._job(sheet))]
        self._order: Path | None = None
        self._process = self._start(jobs) if jobs else None

    def files(self) -> Iterator[Recipe]:
        """Yield each file in the sheets' order. Raises PaperError where they cannot be printed."""
        self._wait()
        for path, kept in self._kept.items():
            yield Recipe(path=path, key=f"{kept.name} {path}", make=partial(_file, path, kept))

    def forget_others(self) -> None:
        """Remove what was kept for other sheets than these, unless another build may just have printed it."""
        used, now = set(self._kept.values()), clock()
        for path in self._cache.iterdir():
            with contextlib.suppress(OSError):
                if path not in used and now - path.stat().st_mtime > KEEP:
                    path.unlink()

    def stop(self) -> None:
        """End the printing where its result is no longer wanted."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._done()

    def _job(self, sheet: Sheet) -> dict[str, str] | None:
        """Return what has to be printed for the sheet, None where it is kept."""
        data = json.dumps(plain(sheet.data, self._printed), ensure_ascii=False, sort_keys=True)
        kind = sheet.path.rpartition(".")[2]
        text = f"{sheet.template} {kind} {self._stamp} {self._common}\n{data}"
        name = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
        kept = self._kept[sheet.path] = self._cache / f"{name}.{kind}"
        if self._is_whole(kept):
            return None
        template = self._root / FOLDER / f"{sheet.template}.typ"
        return {"template": str(template), "target": str(kept), "data": data}

    def _is_whole(self, kept: Path) -> bool:
        """Whether a file is there as it was printed; one that was looked at before is not read again."""
        try:
            stat = kept.stat()
        except OSError:
            return False
        seen = [kept.name, f"{stat.st_size} {stat.st_mtime_ns}"]
        return self._memory.of("printed", seen, lambda: cache.kept(kept) is not None)

    def _printed(self, text: str) -> str:
        if self.glyphs.lost(text):
            self.incomplete.add(text)
        return self.glyphs.printed(text)

    @cached_property
    def _common(self) -> str:
        """Everything that all sheets depend on."""
        digest = hashlib.blake2b(f"{version('typst')} {self._face}".encode(), digest_size=16)
        for path in (*_MAKING, *self._templates.values()):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def _start(self, jobs: list[dict[str, str]]) -> subprocess.Popen[str]:
        order = {
            "root": str(self._root),
            "folders": self._face.folders,
            "inputs": {"sans": self._face.sans, "serif": self._face.serif},
            "timestamp": self._stamp,
            "jobs": jobs,
        }
        number, name = tempfile.mkstemp(suffix=".json", dir=self._cache)
        with os.fdopen(number, "w", encoding="utf-8") as file:
            json.dump(order, file, ensure_ascii=False)
        self._order = Path(name)
        return subprocess.Popen(
            [sys.executable, "-P", str(_WORKER), name],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "PYTHONUTF8": "1"},
        )

    def _done(self) -> None:
        self._process = None
        if self._order is not None:
            self._order.unlink(missing_ok=True)

    def _wait(self) -> None:
        if self._process is None:
            return
        said, _ = self._process.communicate()
        code = self._process.returncode
        self._done()
        if code == 0:
            return
        reason = said.strip().splitlines()[-1] if said.strip() else f"结束码 {code}"
        raise PaperError(LACKING if reason == "no-typeface" else f"海报和课表印不出来（{FOLDER}）：{reason}")


def _file(path: str, kept: Path) -> Iterator[File]:
    data = cache.kept(kept)
    if data is None:
        raise PaperError("海报和课表印好了，却存不下来，磁盘多半满了")
    yield path, data


def _templates(root: Path) -> dict[str, Path]:
    """Return every file that a sheet may be made from by its path below a root."""
    own = {f"{FOLDER}/{name}": path for name, path in kit.files(root, FOLDER, "*.typ").items()}
    return own | {name: kit.file(root, name) for name in _ALSO_READ}


def _laid(root: Path, templates: dict[str, Path]) -> Path:
    """Return a folder in which they lie side by side, as typst wants them: the kit's, or a copy with the site's own."""
    for whole in reversed(kit.roots(root)):
        if all(path == whole / name for name, path in templates.items()):
            return whole
    digest = hashlib.blake2b(digest_size=8)
    for name, path in templates.items():
        digest.update(name.encode() + path.read_bytes())
    folder = cache.folder(root) / "typst" / digest.hexdigest()
    for name, path in templates.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(path.read_bytes())
    return folder
