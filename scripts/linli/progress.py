"""What a long command is at: takes a stream and steps, writes a line that changes on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TextIO, TypeVar

Item = TypeVar("Item")
Say = Callable[[str, int], None]
"""Takes what is done now and how many of it are done; 0 where nothing is counted."""
SOON: Final = 1.0
"""Seconds after which somebody who waits is told."""
_AGAIN: Final = 0.2
_PLAIN: Final = 5.0
"""Seconds between lines where nobody sees them change: a log wants few."""


def silent(_what: str, _done: int = 0) -> None:
    """Say nothing."""


class Progress:
    """Says what is done as soon as it takes longer than a second."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._changing = stream.isatty()
        self._next = clock() + (SOON if self._changing else _PLAIN)
        self._shown = False

    def __call__(self, what: str, done: int = 0) -> None:
        """Note what is done now; write it where it is time to."""
        if (now := self._clock()) < self._next:
            return
        self._next = now + (_AGAIN if self._changing else _PLAIN)
        self._shown = True
        line = f"{what} {done} …" if done else f"{what} …"
        self._stream.write(f"\r\x1b[K{line}" if self._changing else f"{line}\n")
        self._stream.flush()

    def end(self) -> None:
        """Take the line away."""
        if self._shown and self._changing:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


def counted(items: Iterable[Item], say: Say, what: str) -> Iterator[Item]:
    """Yield the items, saying how many there were."""
    for number, item in enumerate(items, 1):
        say(what, number)
        yield item
