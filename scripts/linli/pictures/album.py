"""The pictures of all records: takes the root and the records, gives what a page says of each and the files of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import quote

from linli.pictures import agreed, drawing, files, kept
from linli.pictures.raster import KINDS, WIDTHS

File = tuple[str, bytes]
FOLDER: Final = "pictures"
_TYPES: Final = {"avif": "image/avif", "webp": "image/webp"}
_SEVERAL: Final = re.compile(r"\s*[；;\n]\s*")
_USUAL: Final = WIDTHS[1]
"""What a browser takes that chooses none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Files of which a browser takes one: by format, or in the dark."""

    srcset: str
    """Addresses below the site's root, each behind `@`."""
    type: str = ""
    media: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A picture as a page shows it."""

    src: str
    """Relative to the site's root."""
    width: int
    height: int
    alt: str
    sources: tuple[Source, ...] = ()
    srcset: str = ""
    drawn: bool = False
    upload: str = ""
    """The same as a file that every other site takes, below the root; empty where it is not made."""


class Names(Protocol):
    """The names in a cell."""

    @property
    def names(self) -> Sequence[str]:
        """One or more."""


class Pictured(Protocol):
    """A record that may have pictures."""

    @property
    def image(self) -> Names | None:
        """The names of their files."""

    @property
    def image_alt(self) -> str | None:
        """What is to be seen on them."""

    @property
    def consent(self) -> str | None:
        """How those who are seen agreed."""

    @property
    def consent_until(self) -> date | None:
        """The last day on which its photos may be shown."""


def texts(words: str | None) -> list[str]:
    """What the editor says of each picture, in order."""
    return [text for text in _SEVERAL.split(words or "") if text]


class Album:
    """The pictures of records, made when they are asked for, once."""

    def __init__(self, root: Path | None = None, today: date = date.min, *, flat: bool = False) -> None:
        """Without a root there are none; `today` ends what was agreed to until a day before.

        `flat`: whether drawings are made to PNG too (paper/drawings.py).
        """
        self._root = root
        self._today = today
        self._flat = flat
        self.drawings: dict[str, drawing.Drawing] = {}
        """What was asked for of those, by the address of the PNG."""
        self._made: dict[str, Picture | None] = {}
        self._files: dict[str, bytes] = {}

    def of(self, record: Pictured) -> list[Picture]:
        """Return the record's pictures in its order."""
        if self._root is None or record.image is None:
            return []
        said = texts(record.image_alt)
        shown = self._shown(record)
        found = [self._picture(self._root, name) if name in shown else None for name in record.image.names]
        return [
            replace(picture, alt=said[number] if number < len(said) else picture.alt)
            for number, picture in enumerate(found)
            if picture
        ]

    def key(self, record: Any) -> str:
        """Say what the record's pictures are made from: the hash of each file, and how versions are made of it."""
        names = getattr(getattr(record, "image", None), "names", ())
        found = [files.find(self._root, name) if self._root else None for name in names]
        return " ".join(f"{path} {kept.key(path.read_bytes())}" for path in found if path)

    def files(self, records: Iterable[Pictured]) -> Iterator[File]:
        """Yield every version that the pages of these records name, and each photo of content/ without anything hidden."""
        if self._root is None:
            return
        shown: set[str] = set()
        named: set[str] = set()
        for record in records:
            self.of(record)
            shown.update(self._shown(record))
            named.update(record.image.names if record.image else ())
        yield from self._files.items()
        ended = {files.find(self._root, name) for name in named - shown}
        folder = self._root / "content"
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in KINDS and path not in ended and files.is_published(path, folder):
                yield path.relative_to(folder).as_posix(), kept.whole(self._root, path.read_bytes())
        kept.forget_others(self._root)

    def _shown(self, record: Pictured) -> Sequence[str]:
        """The names of the pictures that may be shown: photos no longer than was agreed to."""
        names = record.image.names if record.image else ()
        until = agreed.until(record)
        over = until is not None and until < self._today
        return [name for name in names if files.is_drawing(name)] if over else names

    def _picture(self, root: Path, name: str) -> Picture | None:
        if name not in self._made:
            path = files.find(root, name)
            make = self._drawing if files.is_drawing(name) else self._photo
            self._made[name] = make(root, path) if path else None
        return self._made[name]

    def _drawing(self, root: Path, path: Path) -> Picture | None:
        data = path.read_bytes()
        found = drawing.read(data.decode("utf-8", "replace"))
        if found is None:
            return None
        own = path.relative_to(root / "content").as_posix()
        upload = f"{FOLDER}/{own.removesuffix(path.suffix)}.png" if self._flat else ""
        if upload:
            self.drawings[upload] = found
        sources: tuple[Source, ...] = ()
        if found.dark:
            address = f"{FOLDER}/{own.removesuffix(path.suffix)}-dark.svg"
            self._files[address] = found.dark.encode()
            sources = (Source(srcset=f"@{quote(address)}", media="(prefers-color-scheme: dark)"),)
        return Picture(
            src=quote(own),
            width=found.width,
            height=found.height,
            alt=found.title,
            sources=sources,
            drawn=True,
            upload=quote(upload),
        )

    def _photo(self, root: Path, path: Path) -> Picture:
        data = path.read_bytes()
        made = kept.made(root, data)
        stem = _stem(path, data)
        sets: dict[str, list[str]] = {}
        for (width, kind), version in sorted(made.smaller.items()):
            address = f"{stem}-{width}.{kind}"
            self._files[address] = version
            sets.setdefault(kind, []).append(f"@{address} {width}w")
        width = max(width for width, _ in made.smaller if width <= max(_USUAL, min(w for w, _ in made.smaller)))
        return Picture(
            src=f"{stem}-{width}.jpg",
            width=made.width,
            height=made.height,
            alt="",
            sources=tuple(Source(srcset=", ".join(sets[kind]), type=of) for kind, of in _TYPES.items()),
            srcset=", ".join(sets["jpg"]),
            upload=f"{stem}-{width}.jpg",
        )


def _stem(path: Path, data: bytes) -> str:
    """The beginning of the addresses of what is made of a file: they change when it does, and need no quotes."""
    name = re.sub(r"[^A-Za-z0-9]+", "-", path.stem).strip("-") or "photo"
    return f"{FOLDER}/{name}-{kept.key(data)[:8]}"
