"""Pages that come and go: takes two sides, gives an `Entry` for each address residents could know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from linli import kinds
from linli.differing.base import Side
from linli.differing.entry import Entry, Part, plain
from linli.pictures.files import is_left_over
from linli.views.page import Draft

_TITLE: Final = re.compile(r"^(?:title:|#) *(.+)$", re.MULTILINE)


def entries(old: Side, new: Side) -> Iterator[Entry]:
    """Yield new addresses, then those that nobody will find any more, with where they lead instead; then rewritten texts."""
    was, now = (_pages(side, texts=old.whole) for side in (old, new))
    yield from (_entry("新网页", path, now[path]) for path in now if path not in was)
    for path in was:
        if path not in now:
            lead = _lead(new, path)
            yield _entry("网页没有了", path, was[path] + (f"；转到 {lead}" if lead else ""))
    if old.whole:
        before, after = _written(old.root), _written(new.root)
        for path, text in after.items():
            if path in before and before[path] != text:
                yield _entry("文章改了", path, _heading(text))


def _entry(word: str, path: str, title: str) -> Entry:
    return Entry(part=Part.PAGES, word=word, subject=path or "首页", sentence=plain(title), page=path)


def _pages(side: Side, *, texts: bool) -> dict[str, str]:
    """Address → title of all pages that search engines may know; `texts`: with the hand-written ones."""
    found = {}
    for kind in kinds.made():
        if kind.listed:
            for page in kinds.function(kind.view)(side.edition):
                made = page.make() if isinstance(page, Draft) else page
                found[page.path] = made.title.split("｜")[0]
    if texts:
        found |= {path: _heading(text) for path, text in _written(side.root).items()}
    return found


def _written(root: Path) -> Mapping[str, str]:
    """Address → text of the hand-written pages."""
    folder = root / "content"
    found = {}
    for file in sorted(file for file in folder.rglob("*.md") if not is_left_over(file.name)):
        path = file.relative_to(folder).with_suffix("").as_posix()
        address = "" if path == "index" else f"{path.removesuffix('/index')}/"
        found[address] = file.read_text("utf-8", "replace").replace("\r\n", "\n")
    return found


def _heading(text: str) -> str:
    match = _TITLE.search(text)
    return match[1].strip() if match else ""


def _lead(new: Side, path: str) -> str:
    """Where an old address leads now."""
    short = path.rstrip("/")
    found = next((row.to for row in new.community.redirects if row.__dict__["from"].strip("/") == short), "")
    if not found and short.startswith("courses/"):
        heir = next((c for c in new.community.courses if c.succeeds == short.removeprefix("courses/")), None)
        found = f"courses/{heir.id}" if heir else ""
    return found
