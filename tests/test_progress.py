"""A long command says what it is at, a short one nothing."""

from __future__ import annotations

import io

import pytest

from linli.progress import Progress, counted


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_terminal_shows_one_line_that_changes_and_goes() -> None:
    stream, clock = Terminal(), Clock()
    progress = Progress(stream, clock)
    progress("读表格、检查")
    clock.now = 1.1
    progress("做网页", 40)
    clock.now = 1.2
    progress("做网页", 41)
    clock.now = 1.4
    progress("做网页", 60)
    progress.end()
    assert stream.getvalue() == "\r\x1b[K做网页 40 …\r\x1b[K做网页 60 …\r\x1b[K"


def test_elsewhere_there_are_a_few_plain_lines() -> None:
    stream, clock = io.StringIO(), Clock()
    progress = Progress(stream, clock)
    for second in range(12):
        clock.now = float(second)
        progress("做网页", 100 * second)
    progress.end()
    assert stream.getvalue() == "做网页 500 …\n做网页 1000 …\n"


@pytest.mark.parametrize("stream", [Terminal(), io.StringIO()])
def test_what_is_quick_says_nothing(stream: io.StringIO) -> None:
    progress = Progress(stream, Clock())
    assert list(counted("abc", progress, "做网页")) == ["a", "b", "c"]
    progress.end()
    assert stream.getvalue() == ""
