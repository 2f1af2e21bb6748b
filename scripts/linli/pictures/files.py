"""Which file of content/ a picture's name means: takes the root and what an editor wrote."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Final

from linli import kit
from linli.pictures.raster import KINDS

DRAWN: Final = ".svg"
FOLDERS: Final = ("images", "illustrations", "assets", "")
"""Where pictures lie below content/, photos first; a name may begin with its folder too."""

OPEN: Final = "~$"
"""How Word, Excel and WPS name what they keep beside an open file."""
_LEFT_OVER: Final = (".bak", ".tmp", ".temp", ".orig", ".rej", ".swp", "~")


def is_picture(name: str) -> bool:
    """Whether the name is one of a picture that can be shown."""
    return Path(name).suffix.lower() in KINDS | {DRAWN}


def is_drawing(name: str) -> bool:
    """Whether it is drawn: then nobody can be recognised in it."""
    return Path(name).suffix.lower() == DRAWN


def inside(name: str) -> bool:
    """Whether the name stays in content/."""
    return not (".." in Path(name).parts or ":" in name or name.startswith("/") or "\\" in name)


def find(root: Path, name: str) -> Path | None:
    """Return the file, or None where there is none of exactly this name."""
    if not inside(name):
        return None
    folder = root / "content"
    return next((path for top in FOLDERS if _is_file(path := folder / top / name)), None)


def is_left_over(name: str) -> bool:
    """Whether a file is what Word keeps while one is open, or a copy that a program left."""
    return name.startswith(OPEN) or name.lower().endswith(_LEFT_OVER)


def is_page(name: str) -> bool:
    """Whether a file of content/ is a page: MkDocs knows more endings, which no rule looks at."""
    return name.endswith(".md") and not is_left_over(PurePosixPath(name).name)


def likeliest(root: Path, name: str) -> str:
    """Return the picture whose name differs least: by capitals or its ending, else by a letter or two; or nothing."""
    folders = (root / "content" / top for top in FOLDERS)
    there = sorted(
        path.name for folder in folders if folder.is_dir() for path in folder.iterdir() if is_picture(path.name)
    )
    stem = Path(name).stem.lower()
    same = [each for each in there if Path(each).stem.lower() == stem]
    return next(iter(same or get_close_matches(name.lower()[:100], there, n=1, cutoff=0.8)), "")


def is_published(path: Path, folder: Path) -> bool:
    """Whether a file below content/ goes to the site: nothing hidden or left over, and nothing that a link leads out to."""
    parts = path.relative_to(folder).parts
    if any(part.startswith(".") for part in parts) or is_left_over(path.name) or leaves(path, folder):
        return False
    return path.is_file()


def leaves(path: Path, folder: Path) -> bool:
    """Whether a link leads out of its folder, or to a folder, which would be published a second time."""
    try:
        return (path.is_symlink() and path.is_dir()) or not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return True


def _is_file(path: Path) -> bool:
    """Whether it is there under exactly this name: macOS and Windows would take other letter cases too."""
    try:
        return kit.there(path) and path.name in {other.name for other in path.parent.iterdir()}
    except (OSError, ValueError):
        return False
