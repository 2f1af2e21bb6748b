"""What the tables say now: takes the root, gives the data package, the sheets of its tables and what ids are called."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from linli import schema, source, structure
from linli.documents import BrokenFileError
from linli.excel import tabs as sheets
from linli.excel.tabs import Labels, Tab
from linli.schema import Package


class NotReadableError(Exception):
    """The tables cannot be made into sheets; the text is a Chinese sentence."""


def load(root: Path) -> tuple[Package, Sequence[Tab], Labels]:
    """Read the tables as they were typed. Raises NotReadableError where rows would be missing."""
    try:
        package = schema.load(root)
    except (BrokenFileError, OSError, ValueError, KeyError, TypeError, AttributeError):
        raise NotReadableError("表格的说明读不懂，请先运行 linli check 看哪里有错。") from None
    rows = {}
    for resource in package.resources:
        rows[resource.path], problems = structure.read(root, resource)
        wrong = [problem for problem in problems if problem.code not in source.HARMLESS | {"missing-file"}]
        if wrong:
            raise NotReadableError(f"{wrong[0].mark} {wrong[0].message}。请先改好（{wrong[0].hint}）")
    made = sheets.tabs(package, rows)
    return package, made, sheets.labels(made)
