"""A folder of csv files: takes the sheets, writes one file each as WPS and Excel on a Chinese Windows read them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from linli.excel import overview
from linli.excel.tabs import OVERVIEW, Labels, Tab
from linli.spreadsheets.commas import safe


def folder(target: Path, tabs: Sequence[Tab], labels: Labels) -> None:
    """Write the files: UTF-8 with the mark in front, without which Chinese would be garbled; no cell is a formula."""
    target.mkdir(parents=True, exist_ok=True)
    _write(target / f"{OVERVIEW}.csv", [list(overview.HEADS), *overview.rows(tabs)])
    for tab in tabs:
        lines = [[labels.shown(row.values.get(c.field.name), c) for c in tab.columns] for row in tab.rows]
        _write(target / f"{tab.name}.csv", [[column.title for column in tab.columns], *lines])


def _write(path: Path, lines: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([safe(text) for text in line] for line in lines)
