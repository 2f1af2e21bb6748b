"""Drawings as PNG, which 公众号 takes: takes the drawings by the addresses of their files, gives sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from linli.paper.sheet import Sheet
from linli.pictures.drawing import Drawing


def sheets(drawings: Mapping[str, Drawing]) -> Iterator[Sheet]:
    """Yield a picture of each, as wide as 公众号 shows one at most."""
    for path, found in drawings.items():
        data = {"drawing": found.text, "width": found.width, "height": found.height, "name": found.title, "printed": ""}
        yield Sheet(path=path, template="drawing", data={**data, "sample": False})
