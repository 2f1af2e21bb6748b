"""The last good copy of every community: takes a folder, gives and keeps bundles with the day on which they came.

A copy is a zip file of what was published; one that cannot be read is none.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from linli.portal.bundle import MOST, Bundle, Part
from linli.spreadsheets.container import DAMAGE

_ABOUT: Final = "copy.json"
_WHEN: Final = (1980, 1, 1, 0, 0, 0)


class Copy(NamedTuple):
    """A bundle that was good, and when it came."""

    bundle: Bundle
    day: date


class Copies:
    """The copies in a folder, one file a community."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> Copy | None:
        """Return the last good copy, if there is one."""
        try:
            with zipfile.ZipFile(self._folder / f"{key}.zip") as file:
                if sum(info.file_size for info in file.infolist()) > 2 * MOST:
                    return None
                about = json.loads(file.read(_ABOUT))
                parts = [Part(table=table, path=path, data=file.read(name)) for name, table, path in about["parts"]]
            bundle = Bundle(parts=tuple(parts), sha256=about["sha256"], built=about["built"])
            return Copy(bundle=bundle, day=date.fromisoformat(about["day"]))
        except (*DAMAGE, KeyError, TypeError):
            return None

    def keep(self, key: str, bundle: Bundle, day: date) -> None:
        """Put a good bundle in the place of the one before. Raises OSError where the disk refuses."""
        about = {
            "day": day.isoformat(),
            "built": bundle.built,
            "sha256": bundle.sha256,
            "parts": [[str(number), part.table, part.path] for number, part in enumerate(bundle.parts)],
        }
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
            file.writestr(zipfile.ZipInfo(_ABOUT, _WHEN), json.dumps(about, ensure_ascii=False))
            for number, part in enumerate(bundle.parts):
                file.writestr(zipfile.ZipInfo(str(number), _WHEN), part.data, zipfile.ZIP_DEFLATED, compresslevel=1)
        self._folder.mkdir(parents=True, exist_ok=True)
        fresh = self._folder / f".{key}.{os.getpid()}"
        fresh.write_bytes(packed.getvalue())
        fresh.replace(self._folder / f"{key}.zip")
