"""Small things that several test modules use."""

from __future__ import annotations

from datetime import date
from pathlib import Path

TODAY = date(2026, 11, 24)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below the folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def html_files(folder: Path) -> list[Path]:
    """Every page below the folder."""
    return sorted(folder.rglob("*.html"))
