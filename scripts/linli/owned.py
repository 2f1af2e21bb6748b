"""A site's own versions of the kit's files: takes the root, gives those of which the original changed since they were copied.

A copy carries in a comment at its end the kit's version and the hash of what it was copied from. Nothing else is noted
anywhere, so a copy may be moved, and one without the comment is named too.
"""

from __future__ import annotations

import hashlib
import re
from importlib.metadata import version
from pathlib import Path
from typing import Final, Literal, NamedTuple

from linli import kit

_COMMENTS: Final = {
    ".html": ("{#", "#}"),
    ".css": ("/*", "*/"),
    ".typ": ("/*", "*/"),
    ".md": ("<!--", "-->"),
    ".yaml": ("#", ""),
    ".conf": ("#", ""),
}
"""How a comment begins and ends, by a file's ending; files of other kinds cannot be marked."""
_MARK: Final = re.compile(r"from linli (\S+) sha256:([0-9a-f]{16})")

State = Literal["same", "changed", "unmarked", "gone"]


class NotTheKitsError(ValueError):
    """The kit has no such file, or the site has its own already; the text is Chinese."""


class Owned(NamedTuple):
    """A file that stands in place of the kit's."""

    path: str
    """Relative to the root."""
    original: str
    """The same in the kit: of content/my.md it is overrides/pages/my.md."""
    state: State
    since: str
    """The version it was copied from; empty where it does not say."""


def owned(root: Path) -> list[Owned]:
    """Return every such file of the site, by its path."""
    return [_seen(root, path, original) for path, original in sorted(_pairs(root).items())]


def copy(root: Path, path: str) -> str:
    """Copy the kit's file into the site, marked; return its path. Raises NotTheKitsError."""
    original = _original(path)
    source = kit.HOME / original
    if kit.roots(root) == (root,):
        raise NotTheKitsError("这个文件夹就是程序自己，直接改就行。")
    if not source.is_file() or not original.startswith(("overrides/", "data/schemas/")):
        raise NotTheKitsError(
            f"程序里没有 {path} 这个文件。写成 overrides/views/course.html 或 content/privacy.md 的样子。"
        )
    if source.suffix not in _COMMENTS:
        raise NotTheKitsError(f"{path} 是打包好的文件，不能单独换。")
    target = root / path
    if target.exists():
        raise NotTheKitsError(f"{path} 已经有了，一个字也没动。")
    first, last = _COMMENTS[source.suffix]
    mark = f"{first} from linli {version('linli')} sha256:{_hash(source)} {last}".rstrip()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"{source.read_text('utf-8').rstrip()}\n{mark}\n", "utf-8")
    return path


def _pairs(root: Path) -> dict[str, str]:
    """Every file of the site that may stand in place of the kit's, and which of the kit's."""
    found = {}
    for folder in ("overrides", "data/schemas"):
        for path in (root / folder).rglob("*") if kit.roots(root) != (root,) else ():
            name = path.relative_to(root).as_posix()
            if path.is_file() and path.suffix in _COMMENTS:
                found[name] = name
    for name in kit.files(root, kit.PAGES, "**/*.md") if kit.roots(root) != (root,) else ():
        if (root / "content" / name).is_file():
            found[f"content/{name}"] = f"{kit.PAGES}/{name}"
    return found


def _seen(root: Path, path: str, original: str) -> Owned:
    mark = _MARK.search((root / path).read_text("utf-8", "replace"))
    since = mark[1] if mark else ""
    source = kit.HOME / original
    state: State = "unmarked" if source.is_file() else "gone"
    if mark:
        state = "gone" if not source.is_file() else "same" if mark[2] == _hash(source) else "changed"
    return Owned(path=path, original=original, state=state, since=since)


def _original(path: str) -> str:
    return f"{kit.PAGES}/{path.removeprefix('content/')}" if path.startswith("content/") else path


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
