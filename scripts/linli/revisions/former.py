"""A site that was built before, as tables again: takes its folder, gives what its open data say, and when it was built."""

from __future__ import annotations

import csv
import json
import re
import tempfile
from datetime import date
from pathlib import Path
from typing import Any, Final

from linli import kit, schema, structure
from linli.structure import Loaded

_UPDATED: Final = re.compile(r'id="updated" datetime="(\d{4}-\d\d-\d\d)"')


class NotASiteError(ValueError):
    """A folder without the open data of a site."""


def load(root: Path, site: Path, today: date) -> Loaded:
    """Read its tables with the descriptions that hold for `root` now. Raises NotASiteError."""
    with tempfile.TemporaryDirectory(prefix="linli-former-") as made:
        try:
            _lay_out(root, site, Path(made))
            return structure.load(Path(made), today=today)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise NotASiteError(str(site)) from error


def built(site: Path) -> date | None:
    """Return the day of a site, from its footer."""
    page = site / "index.html"
    match = _UPDATED.search(page.read_text("utf-8", "replace")) if page.is_file() else None
    return date.fromisoformat(match[1]) if match else None


def _lay_out(root: Path, site: Path, folder: Path) -> None:
    """Write the data/ that the open data were made from below `folder`."""
    descriptor = json.loads((site / "data/datapackage.json").read_text("utf-8"))
    (folder / "data").mkdir()
    kit.lay_schemas(root, folder)
    resources = []
    for table in schema.load(root).schemas.values():
        path = site / f"data/{table.name}.csv"
        rows = _rows(path, table) if path.is_file() else []
        if table.name == "organization" and not rows:
            raise NotASiteError("no organization")
        text = "\n".join("- " + "\n  ".join(f"{name}: {value}" for name, value in row.items()) for row in rows)
        (folder / f"data/{table.name}.yml").write_text(f"{text or '[]'}\n", "utf-8")
        resources.append(
            {"name": table.name, "path": f"{table.name}.yml", "format": "yaml", "schema": f"schemas/{table.name}.yaml"}
        )
    package: dict[str, Any] = {"name": str(descriptor["name"]), "title": str(descriptor.get("title") or "")}
    text = json.dumps({**package, "resources": resources}, ensure_ascii=False, indent=1)
    (folder / "data/datapackage.yaml").write_text(text, "utf-8")


def _rows(path: Path, table: schema.Schema) -> list[dict[str, str]]:
    """Every filled cell as YAML: a text in double quotes is the same in JSON, a list too."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {
                name: cell if table.fields[name].type == "array" else json.dumps(cell, ensure_ascii=False)
                for name, cell in row.items()
                if name in table.fields and cell
            }
            for row in csv.DictReader(file)
        ]
