"""Around the examples of the rules nothing is said otherwise than it was: by the checks, by the pages, by the feeds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

import golden
import neighbours


@cache
def _kept() -> Mapping[str, list[str]]:
    rule = ""
    found: dict[str, list[str]] = {}
    for line in golden.neighbours_kept().read_text("utf-8").splitlines():
        rule = rule if line.startswith(" ") else line.partition(" ")[0]
        found.setdefault(rule, []).append(line)
    return found


@pytest.mark.parametrize("name", [rule.name for rule in neighbours.asked()])
def test_what_is_said_near_the_border_of_a_rule_is_what_was_said(name: str, tmp_path: Path) -> None:
    now = list(neighbours.told(name, tmp_path))
    before = _kept()[name]
    changed = [f"{was} → {became}" for was, became in zip(before, now, strict=False) if was != became]
    assert now == before, f"{len(changed)} 处变了；看过没有错，就运行 python3 scripts/run.py golden\n" + "\n".join(
        changed[:20]
    )
