"""Tables on disk: takes the root and edits by file, gives the new texts; puts texts on disk, all of them or none."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from linli import schema as schemas
from linli import source
from linli.problems import Problem
from linli.schema import Package, Schema
from linli.writing_back import CannotWriteError, Edit, apply


def text(root: Path, path: str) -> str:
    """Return a file's text as stored, with its line breaks and a mark of byte order; nothing where there is no file."""
    try:
        return (root / path).read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise CannotWriteError(f"{path}：文件不是 UTF-8 编码，请先运行 linli check 看怎么改") from None
    except OSError as error:
        raise CannotWriteError(f"{path}：打不开这个文件({error.strerror})") from None


def schema_of(package: Package, path: str) -> Schema:
    """Return the schema of a table's file, also of a part that is not there yet (data/changes/2026-12-02.yml)."""
    for resource in package.resources:
        if path in resource.paths or path.startswith(f"{resource.path.removesuffix('.yml')}/"):
            return resource.schema
    raise CannotWriteError(f"{path}：没有哪张表是这个文件")


def changed(root: Path, edits: Mapping[str, Sequence[Edit]], package: Package | None = None) -> dict[str, str]:
    """Return the new texts of the files. Raises CannotWriteError that begins with the file's path."""
    package = package or schemas.load(root)
    after = {}
    for path, wanted in edits.items():
        before = text(root, path)
        try:
            after[path] = apply(before, wanted, schema_of(package, path).fields)
        except CannotWriteError as error:
            raise CannotWriteError(f"{path}：{error}") from None
    return after


def write(root: Path, texts: Mapping[str, str | None], seen: Mapping[str, str] | None = None) -> None:
    """Put the texts on disk, each at one stroke; None deletes. Where one cannot be written, all are as before.

    `seen`: what files said when the texts were made; where one says something else now, nothing is written.
    """
    for path, said in (seen or {}).items():
        if text(root, path) != said:
            raise CannotWriteError(f"{path}：刚才有人改过这个文件，没有写；请再来一次")
    for path, new in texts.items():
        if (
            new is not None
            and path.endswith(".yml")
            and any(p.code not in source.HARMLESS for p in _problems(path, new))
        ):
            raise CannotWriteError(f"{path}：写好以后会读不懂，没有写")
    fresh: dict[Path, Path | None] = {}
    before: dict[Path, bytes | None] = {}
    try:
        for path, new in texts.items():
            place = (root / path).resolve()
            before[place] = place.read_bytes() if place.exists() else None
            fresh[place] = None if new is None else _beside(place, new)
        for place, made in fresh.items():
            _put(place, made)
    except OSError as error:
        _undo(before, fresh)
        raise CannotWriteError(f"文件写不进去({error.strerror})，什么也没有改") from None


def _problems(path: str, new: str) -> Sequence[Problem]:
    shown, wrong = source.decode(path, new.encode("utf-8", "surrogatepass"))
    return [*wrong, *source.read(path, shown)[1]]


def _beside(place: Path, new: str) -> Path:
    """Write the text into a file of another name in the same folder."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(new.encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())
    mode = place.stat().st_mode & 0o777 if place.exists() else 0o644
    Path(name).chmod(mode)
    return Path(name)


def _put(place: Path, made: Path | None) -> None:
    if made is None:
        place.unlink(missing_ok=True)
    else:
        made.replace(place)


def _undo(before: Mapping[Path, bytes | None], fresh: Mapping[Path, Path | None]) -> None:
    for made in fresh.values():
        if made:
            made.unlink(missing_ok=True)
    for place, data in before.items():
        with suppress(OSError):
            if data is None:
                place.unlink(missing_ok=True)
            elif not place.exists() or place.read_bytes() != data:
                place.write_bytes(data)
