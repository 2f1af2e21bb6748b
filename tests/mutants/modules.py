"""The browser's modules: takes their texts and tests, gives the faults that can be planted and which test reaches which.

Node reads them: acorn finds the places, `node --test` notices. Only modules that have a test of their own are asked;
what the others do needs a page.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from planting import Mutant

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))

import provide

SOURCES: Final = "overrides/assets/src"
TESTS: Final = "tests/scripts"
_IMPORTED: Final = re.compile(r"(?:from |import\(\s*)\"[^\"]*?([\w-]+\.js)\"")


@cache
def node() -> str:
    """Node, as the tests have it."""
    return os.environ.get("LINLI_NODE") or str(provide.node())


@cache
def _acorn() -> str:
    return os.environ.get("LINLI_ACORN") or str(provide.acorn())


def files(root: Path) -> Iterator[str]:
    """Yield every module that has a test of its own."""
    for test in sorted((root / TESTS).glob("*.test.js")):
        path = f"{SOURCES}/{test.name.removesuffix('.test.js')}.js"
        if (root / path).is_file():
            yield path


def mutants(path: str, text: str) -> Iterator[Mutant]:
    """Yield every fault for a module."""
    command = [node(), str(Path(__file__).with_name("planting.mjs")), _acorn()]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    for kind, start, stop, new, first, last in json.loads(done.stdout):
        yield Mutant(kind=kind, start=start, stop=stop, new=new, lines=(first, last), path=path)


def reached(root: Path, test: str) -> dict[str, set[int]]:
    """The modules that a test imports, and those that they import, with all their lines."""
    found: dict[str, set[int]] = {}
    wanted = _IMPORTED.findall((root / test).read_text("utf-8"))
    while wanted:
        path = f"{SOURCES}/{wanted.pop()}"
        if path not in found and (root / path).is_file():
            text = (root / path).read_text("utf-8")
            found[path] = set(range(1, text.count("\n") + 2))
            wanted += _IMPORTED.findall(text)
    return found
