"""The kit's own files beside a site's: takes the site's root and a path, gives the file; what the site has comes first.

A site that overrides one template, one stylesheet or one word holds that file under the same path as here; everything
else stays the kit's and comes anew with every version. In a clone of the kit both are the same folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_INSTALLED: Final = Path(__file__).with_name("kit_files")
HOME: Final = _INSTALLED if _INSTALLED.is_dir() else Path(__file__).resolve().parents[2]
"""What a wheel carries, or the clone it would be made from."""
IS_CLONE: Final = HOME != _INSTALLED
PAGES: Final = "overrides/pages"
"""Pages that every site has; one of the same name in content/ stands in place of the kit's."""


def roots(root: Path) -> tuple[Path, ...]:
    """Where to look, in this order: the site, then the kit."""
    return (root,) if root.resolve() == HOME else (root, HOME)


def there(path: Path) -> bool:
    """Whether a file is there; what no disk can be asked for, such as a name of 200 characters, is not."""
    return os.path.isfile(path)  # noqa: PTH113 -- which raises nothing


def file(root: Path, path: str) -> Path:
    """Return the site's file, or the kit's; the site's also where there is neither."""
    return next((found for each in roots(root) if there(found := each / path)), root / path)


def files(root: Path, folder: str, pattern: str = "**/*") -> dict[str, Path]:
    """Return all files of a folder by their paths inside it, sorted, each the site's or the kit's."""
    found: dict[str, Path] = {}
    for each in reversed(roots(root)):
        top = each / folder
        found |= {path.relative_to(top).as_posix(): path for path in top.glob(pattern) if path.is_file()}
    return dict(sorted(found.items()))


def lay_schemas(root: Path, folder: Path) -> None:
    """Put the descriptions of the tables that hold for `root`, the site's own and the kit's, into another root."""
    for name, path in files(root, "data/schemas", "*.yaml").items():
        (folder / "data/schemas").mkdir(parents=True, exist_ok=True)
        (folder / "data/schemas" / name).write_bytes(path.read_bytes())


def pages(root: Path) -> Iterator[tuple[str, str]]:
    """Yield path in content/ and Markdown of the kit's pages that the site has no own one for."""
    content = root / "content"
    own = {_address(path.relative_to(content).as_posix()) for path in content.rglob("*.md")}
    for name, path in files(root, PAGES, "**/*.md").items():
        if _address(name) not in own:
            yield name, path.read_text("utf-8")


def holidays() -> list[Path]:
    """Return the kit's holiday years, in order."""
    return sorted((HOME / "data/holidays").glob("[0-9][0-9][0-9][0-9].yml"))


def _address(name: str) -> str:
    """Where a page stands: my.md and my/index.md are one."""
    return name.removesuffix(".md").removesuffix("index").rstrip("/")
