"""Puts one folder in the place of another: takes both, leaves a whole one whenever the process is killed."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path


def clear_leftovers(site: Path) -> None:
    """Remove what a killed build left beside the site, and put back a site that was about to be replaced."""
    aside = site.with_name(f".{site.name}.old")
    if aside.exists() and not site.exists():
        aside.rename(site)
    for left in [aside, *site.parent.glob(f".{site.name}.next-*")]:
        shutil.rmtree(left, ignore_errors=True)


def exchange(fresh: Path, site: Path) -> None:
    """Swap the two folders, if both are there: atomically where the system can, else by renames that the next run repairs."""
    if not site.exists():
        fresh.rename(site)
        return
    if _swap(fresh, site):
        return
    aside = site.with_name(f".{site.name}.old")
    site.rename(aside)
    try:
        fresh.rename(site)
    except OSError:
        aside.rename(site)
        raise
    aside.rename(fresh)


def _swap(one: Path, other: Path) -> bool:
    """Exchange two names in one system call (Linux renameat2, macOS renamex_np).

    No faster than two renames, but there is no moment without a site, for a reader or a killed process.
    """
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        here, exchange = -100, 2
        if sys.platform == "darwin":
            return bool(libc.renamex_np(os.fsencode(one), os.fsencode(other), exchange) == 0)
        return bool(libc.renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)
    except (OSError, TypeError, AttributeError):
        return False
