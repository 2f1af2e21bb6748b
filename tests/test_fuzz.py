"""A few hundred of the inputs of `run.py fuzz`: nothing breaks, whatever is read."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent / "fuzz"))

from mutating import mutated
from targets import Target, Targets

COUNTS = {"loader": 300, "fmt": 60, "import": 40, "ics": 150, "links": 300, "check": 3, "pages": 40}


@pytest.fixture(scope="module")
def targets() -> Iterator[dict[str, Target]]:
    made = Targets()
    yield made.all()
    made.close()


@pytest.mark.parametrize("name", COUNTS)
def test_nothing_breaks(name: str, targets: dict[str, Target]) -> None:
    target, chance = targets[name], random.Random(name)
    for seed in target.seeds:
        target.run(seed)
    for _ in range(COUNTS[name]):
        target.run(mutated(chance.choice(target.seeds), chance))


def test_seeds_are_read_at_all(targets: dict[str, Target]) -> None:
    assert all(target.seeds and all(target.seeds) for target in targets.values())
    assert {data[:2] == b"PK" for data in targets["import"].seeds} == {True, False}
