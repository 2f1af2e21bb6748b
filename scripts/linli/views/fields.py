"""The field tables of the editor's manual: takes the data package, gives the slot's context."""

from __future__ import annotations

from typing import Any

from linli.schema import Package


def listing(package: Package | None) -> dict[str, Any]:
    """Every table once, with the files that hold it."""
    if package is None:
        return {"tables": []}
    files: dict[str, list[str]] = {}
    for resource in package.resources:
        files.setdefault(resource.schema.name, []).append(resource.path)
    return {"tables": [{"schema": package.schemas[name], "files": paths} for name, paths in files.items()]}
