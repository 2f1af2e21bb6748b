"""A site as a zip: takes its folder, gives bytes that are the same whenever and wherever the same files are packed."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Final

_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip knows: when a file was written is nobody's matter."""
_MODE: Final = 0o100644 << 16
_UNIX: Final = 3


def archive(site: Path) -> bytes:
    """Return every file below `site`, by their paths."""
    made = BytesIO()
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name in names:
            entry = zipfile.ZipInfo(name, _BEGINNING)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, _MODE, _UNIX
            file.writestr(entry, (site / name).read_bytes())
    return made.getvalue()
