"""Where a site is laid out before it takes its place: takes folders and what belongs there, gives a complete one.

The site that was replaced is kept as a spare. Giving some thousand files second names, and above all removing as many,
takes longer than all that is made for a small change; the spare differs from the next site by a few files.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any


class Spare:
    """An earlier site, where there is one: nothing relies on it, and whatever it holds is looked at before it is used."""

    def __init__(self, folder: Path, beside: Path) -> None:
        """`folder`: where it is; `beside`: a folder on the disk of the site, without which the two cannot change places."""
        self._folder = folder
        with suppress(OSError):
            folder.parent.mkdir(parents=True, exist_ok=True)
        self._possible = os.name != "nt" and folder.parent.is_dir() and _disk(folder.parent) == _disk(beside)
        self.there = self._possible and folder.is_dir()

    def refresh(self, site: Path, kept: Mapping[str, os.stat_result], written: Mapping[str, Path]) -> Path:
        """Make it hold these files of the site and these new ones; return its folder. Raises OSError, and is gone then."""
        try:
            self._refresh(site, kept, written)
        except OSError:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        return self._folder

    def keep(self, replaced: Path) -> None:
        """Keep the site that was replaced, if there was one and it is not where it should be already."""
        if self._possible and replaced.is_dir() and replaced != self._folder:
            with suppress(OSError):
                replaced.rename(self._folder)

    def _refresh(self, site: Path, kept: Mapping[str, os.stat_result], written: Mapping[str, Path]) -> None:
        for own in self._folder.glob(".*"):  # a repository that moved along; ours come anew
            shutil.rmtree(own) if own.is_dir() and not own.is_symlink() else own.unlink()
        there = files(self._folder)
        for path in there.keys() - kept.keys() - written.keys():
            (self._folder / path).unlink()
            del there[path]
            with suppress(OSError):
                os.removedirs((self._folder / path).parent)
        made = {path.rpartition("/")[0] for path in there}
        for path, stat in kept.items():
            if path not in there or not _one_file(there[path], stat):
                second_name(site / path, free(roomy(self._folder, path, made)))
        for path, new in written.items():
            target = roomy(self._folder, path, made)
            new.replace(target if path in there else free(target))


def files(folder: Path) -> dict[str, os.stat_result]:
    """Return every file below a folder with its stat."""
    found = {}
    folders = [(str(folder), "")]
    while folders:
        name, prefix = folders.pop()
        with os.scandir(name) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append((entry.path, f"{prefix}{entry.name}/"))
                else:
                    found[prefix + entry.name] = entry.stat(follow_symlinks=False)
    return found


def roomy(top: Path, path: str, made: set[str]) -> Path:
    """Return where the path leads, its folder made, unless it is among those that were."""
    folder = path.rpartition("/")[0]
    if folder not in made:
        (top / folder).mkdir(parents=True, exist_ok=True)
        made.add(folder)
    return top / path


def second_name(source: Any, target: Any) -> None:
    """Give the unchanged file a second name; copy it, with its time, where the disk has no hard links."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target)


def free(target: Path) -> Path:
    """Take away what stands there, be it folders that were left empty; return the place."""
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    else:
        target.unlink(missing_ok=True)
    return target


def _one_file(one: os.stat_result, other: os.stat_result) -> bool:
    return (one.st_ino, one.st_dev, one.st_size) == (other.st_ino, other.st_dev, other.st_size)


def _disk(folder: Path) -> int:
    return folder.stat().st_dev
