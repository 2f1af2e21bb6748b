"""What outlives a build: found by what it was made from, forgotten when nobody asks for it, never another program's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from linli import cache
from linli.memory import Memory, digest


def counted(said: list[str], word: str) -> Callable[[], str]:
    def make() -> str:
        said.append(word)
        return word

    return make


def test_what_is_known_is_not_made_again(tmp_path: Path) -> None:
    said: list[str] = []
    first = Memory(tmp_path)
    assert [first.of("rows", ["a", b"1"], counted(said, "x")) for _ in range(2)] == ["x", "x"]
    first.keep()
    later = Memory(tmp_path)
    assert later.of("rows", ["a", b"1"], counted(said, "y")) == "x"
    assert later.of("rows", ["a", b"2"], counted(said, "z")) == "z"
    assert later.of("tables", ["a", b"1"], counted(said, "t")) == "t"
    assert said == ["x", "z", "t"]


def test_parts_are_told_apart_wherever_they_end() -> None:
    assert len({digest(parts) for parts in (["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], [])}) == 5
    assert digest(["书"]) == digest(["书".encode()])


def test_what_no_build_used_is_forgotten(tmp_path: Path) -> None:
    said: list[str] = []
    memory = Memory(tmp_path)
    for key in "ab":
        memory.of("rows", [key], counted(said, key))
    memory.turn()
    memory.of("rows", ["a"], counted(said, "again"))
    memory.turn()
    memory.of("rows", ["b"], counted(said, "b"))
    assert said == ["a", "b", "b"]


def test_another_program_remembers_nothing_of_this_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory(tmp_path)
    memory.of("rows", ["a"], lambda: "old")
    memory.keep()
    monkeypatch.setattr(cache, "program", lambda: "another")
    assert Memory(tmp_path).of("rows", ["a"], lambda: "new") == "new"


@pytest.mark.parametrize("data", [b"", b"broken", b"\x80\x05K\x01.", b"\x80\x05cnothing\nhere\n."])
def test_a_broken_file_is_as_good_as_none(tmp_path: Path, data: bytes) -> None:
    memory = Memory(tmp_path)
    memory.of("rows", ["a"], lambda: "old")
    memory.keep()
    (cache.folder(tmp_path) / "memory/rows").write_bytes(data)
    assert Memory(tmp_path).of("rows", ["a"], lambda: "new") == "new"


def test_the_program_is_its_sources_and_what_it_writes_with(monkeypatch: pytest.MonkeyPatch) -> None:
    own = cache.program.__wrapped__()
    assert own == cache.program()
    monkeypatch.setattr(cache, "version", lambda name: f"{name} 0")
    assert cache.program.__wrapped__() != own
