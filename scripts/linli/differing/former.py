"""A site that was built before, as tables again: takes its folder, writes the data/ that its open data were made from."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from linli import kit, schema


def lay_out(root: Path, site: Path, folder: Path) -> None:
    """Write data/ below `folder`. Raises OSError, ValueError or KeyError where the site has no open data."""
    descriptor = json.loads((site / "data/datapackage.json").read_text("utf-8"))
    package = schema.load(root)
    resources = []
    (folder / "data").mkdir(parents=True)
    kit.lay_schemas(root, folder)
    for table in package.schemas.values():
        path = site / f"data/{table.name}.csv"
        rows = _rows(path, table) if path.is_file() else []
        if table.name == "organization" and not rows:
            raise ValueError("no organization")
        text = "\n".join("- " + "\n  ".join(f"{name}: {value}" for name, value in row.items()) for row in rows)
        (folder / f"data/{table.name}.yml").write_text(f"{text or '[]'}\n", "utf-8")
        resources.append(
            {"name": table.name, "path": f"{table.name}.yml", "format": "yaml", "schema": f"schemas/{table.name}.yaml"}
        )
    found: dict[str, Any] = {"name": str(descriptor["name"]), "title": str(descriptor.get("title") or "")}
    text = json.dumps({**found, "resources": resources}, ensure_ascii=False, indent=1)
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
