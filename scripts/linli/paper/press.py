"""The printing press: takes a `Sheet` of data, gives the bytes of its PDF or PNG.

The only importer of typst. What was printed once from the same data, template and typeface is kept.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime, time
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from linli.model import SHANGHAI
from linli.paper.sheet import Sheet, plain
from linli.paper.typefaces import LACKING, Typeface

if TYPE_CHECKING:
    import typst

FOLDER: Final = "overrides/paper"
_ALSO_READ: Final = ("overrides/views/macros/icons.html",)
_PPI: Final = 72
"""A point of a picture's page is one pixel."""


class PaperError(Exception):
    """A sheet that cannot be printed; its text is a Chinese sentence for the editor."""


class Press:
    """Prints sheets; the same sheet on the same day gives the same bytes."""

    def __init__(self, root: Path, face: Typeface, today: date) -> None:
        self._root = root.resolve()
        self._face = face
        self._stamp = int(datetime.combine(today, time(), SHANGHAI).timestamp())
        self._cache = root / ".cache/linli/paper"
        self._used: set[str] = set()

    def print(self, sheet: Sheet) -> bytes:
        """Return the file. Raises PaperError where a template does not work or the typeface cannot be read."""
        data = json.dumps(plain(sheet.data), ensure_ascii=False, sort_keys=True)
        kind = sheet.path.rpartition(".")[2]
        name = f"{self._key(sheet.template, kind, data)}.{kind}"
        self._used.add(name)
        kept = self._cache / name
        try:
            return kept.read_bytes()
        except OSError:
            printed = self._compile(sheet.template, kind, data)
        self._cache.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(".new")
        fresh.write_bytes(printed)
        fresh.replace(kept)
        return printed

    def clear(self) -> None:
        """Forget kept files that this press did not print or find."""
        for path in self._cache.glob("*"):
            if path.name not in self._used:
                path.unlink(missing_ok=True)

    def _key(self, template: str, kind: str, data: str) -> str:
        text = f"{template} {kind} {self._stamp} {self._common}\n{data}"
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()

    @cached_property
    def _common(self) -> str:
        """Everything that all sheets depend on."""
        digest = hashlib.blake2b(f"{version('typst')} {self._face}".encode(), digest_size=16)
        for path in [*sorted((self._root / FOLDER).glob("*.typ")), *(self._root / name for name in _ALSO_READ)]:
            digest.update(path.read_bytes())
        return digest.hexdigest()

    @cached_property
    def _compiler(self) -> typst.Compiler:
        import typst  # noqa: PLC0415 -- 80 MB that a build with nothing new to print never touches

        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=list(self._face.folders)
        )
        if self._face.sans not in fonts.families():
            raise PaperError(LACKING)
        return typst.Compiler(root=str(self._root), font_paths=fonts, ignore_system_fonts=True)

    def _compile(self, template: str, kind: str, data: str) -> bytes:
        import typst  # noqa: PLC0415 -- as above

        options: dict[str, Any] = {"ppi": _PPI} if kind == "png" else {"timestamp": self._stamp}
        try:
            made = self._compiler.compile(
                input=str(self._root / FOLDER / f"{template}.typ"),
                format="png" if kind == "png" else "pdf",
                sys_inputs={"data": data, "sans": self._face.sans, "serif": self._face.serif},
                **options,
            )
        except typst.TypstError as error:
            raise PaperError(f"{FOLDER}/{template}.typ 排不出来：{error.message}") from error
        if not isinstance(made, bytes):
            raise PaperError(f"{FOLDER}/{template}.typ 排出了几页，图片只能有一页")
        return made
