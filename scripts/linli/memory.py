"""What was worked out before, by what it was worked out from: takes the root, gives `Memory`, which outlives a build.

A file a kind below the cache's folder, written by this very program; `.cache` is nobody's to hand in. It may be deleted at
any time. Without a root everything is forgotten in the end.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from linli import cache

Value = TypeVar("Value")


def digest(parts: Iterable[str | bytes]) -> str:
    """Return a hash of the parts, each whole."""
    found = hashlib.blake2b(digest_size=12)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "big") + data)
    return found.hexdigest()


class Memory:
    """Results by kind and key; a build that ends well keeps those that it used and no others."""

    def __init__(self, root: Path | None = None) -> None:
        self._folder = cache.folder(root) / "memory" if root else None
        self._known: dict[str, dict[str, Any]] = {}
        self._used: dict[str, dict[str, Any]] = {}

    def of(self, kind: str, parts: Iterable[str | bytes], make: Callable[[], Value]) -> Value:
        """Return what was made from these parts, made now where nobody asked for it before. Nobody changes it."""
        key = digest(parts)
        used = self._used.setdefault(kind, {})
        if key not in used:
            known = self._kind(kind)
            used[key] = known[key] if key in known else make()
        found: Value = used[key]
        return found

    def turn(self) -> None:
        """Forget what was not used since the last turn; what was, is known for the next build of this program."""
        self._known |= self._used
        self._used = {}

    def keep(self) -> None:
        """Write what was used, for the next program. A folder that cannot be written to keeps nothing."""
        for kind, used in self._used.items():
            if self._folder and used.keys() != self._known.get(kind, {}).keys():
                self._write(self._folder / kind, used)

    def _kind(self, kind: str) -> dict[str, Any]:
        if kind not in self._known:
            self._known[kind] = self._read(self._folder / kind) if self._folder else {}
        return self._known[kind]

    def _read(self, file: Path) -> dict[str, Any]:
        found, own = cache.kept(file) or b"", cache.program().encode()
        if not found.startswith(own):
            return {}
        known: dict[str, Any] = pickle.loads(found[len(own) :])  # noqa: S301 -- our own file, as the docstring says
        return known

    def _write(self, file: Path, used: dict[str, Any]) -> None:
        cache.keep(file, cache.program().encode(), pickle.dumps(used, pickle.HIGHEST_PROTOCOL))
