"""What builds keep, and that they build one at a time."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from linli import cache
from linli.build import build
from tests_support import TODAY


def test_it_lies_in_the_root(tmp_path: Path) -> None:
    assert cache.folder(tmp_path) == tmp_path / ".cache/linli"
    assert (tmp_path / ".cache/linli").is_dir()


def test_a_root_for_reading_only_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("no folder")
    found = cache.folder(tmp_path)
    assert found.is_dir()
    assert not found.is_relative_to(tmp_path)
    assert cache.folder(tmp_path) == found
    with cache.alone(tmp_path):
        pass


def test_one_builds_after_the_other(tmp_path: Path) -> None:
    said = []

    def other() -> None:
        with cache.alone(tmp_path):
            said.append("other")

    with cache.alone(tmp_path):
        thread = threading.Thread(target=other)
        thread.start()
        time.sleep(0.3)
        said.append("one")
    thread.join()
    assert said == ["one", "other"]


def test_a_build_that_never_ends_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "PATIENCE", 0.2)
    with cache.alone(tmp_path):
        outcome = build(tmp_path, tmp_path / "site", TODAY)
    assert outcome.published is None
    [problem] = outcome.problems
    assert (problem.code, problem.message) == ("another-build", "另一个生成一直没有结束，等不到它")


def test_a_roots_own_end_lets_the_next_begin(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), cache.alone(tmp_path):
        raise RuntimeError
    with cache.alone(tmp_path, 0):
        pass
