"""Take the Table Schemas, give .vscode/: a JSON Schema for each table and what makes editors use it while one types.

Run by a developer after a schema changed: `python3 scripts/run.py types`; a test says when that was forgotten. A JSON
Schema says the one writing that the manual teaches; `linli check` reads more, and knows ids, days and the other tables.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from linli import schema
from linli.schema import Field, Package, Schema

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = ".vscode"
_DRAFT: Final = "http://json-schema.org/draft-07/schema#"
_DAY: Final = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_CLOCK: Final = r"([01]?\d|2[0-3]):[0-5]\d"
_TEXT: Final = {"type": ["string", "number"]}
"""Editors need not put quotes round 12355."""


def files(root: Path) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file."""
    package = schema.load(root)
    for name, described in package.schemas.items():
        yield f"{FOLDER}/schemas/{name}.json", _written(table(described))
    yield f"{FOLDER}/settings.json", _written(settings(package))
    yield f"{FOLDER}/extensions.json", _written({"recommendations": ["redhat.vscode-yaml"]})


def table(described: Schema) -> dict[str, Any]:
    """Return the JSON Schema of a table."""
    fields = described.fields.values()
    return {
        "$schema": _DRAFT,
        "title": described.title,
        "description": described.description,
        "type": "array",
        "items": {
            "title": described.title,
            "type": "object",
            "properties": {field.name: _field(field, described) for field in fields},
            "required": [field.name for field in fields if field.required],
            "additionalProperties": False,
        },
    }


def settings(package: Package) -> dict[str, Any]:
    """Return the settings of a workspace: which schema for which files, and that nothing is formatted anew."""
    schemas: dict[str, list[str]] = {}
    for resource in package.resources:
        found = schemas.setdefault(f"./{FOLDER}/schemas/{resource.schema.name}.json", [])
        whole, _, name = resource.path.rpartition("/")
        if whole == f"data/{resource.schema.name}":  # one file a year
            found[:] = [f"{whole}/*.yml"]
        else:
            found += [resource.path, f"{whole}/{name.removesuffix('.yml')}/*.yml"]
    return {
        "yaml.schemas": schemas,
        "yaml.format.enable": False,
        "yaml.schemaStore.enable": False,
        "yaml.customTags": ["!ENV sequence", "!ENV scalar"],
        "[yaml]": {
            "editor.formatOnSave": False,
            "editor.insertSpaces": True,
            "editor.tabSize": 2,
            "editor.detectIndentation": False,
            "editor.quickSuggestions": {"strings": True, "other": True, "comments": False},
            "editor.wordWrap": "on",
            "editor.unicodeHighlight.ambiguousCharacters": False,
        },
        "files.encoding": "utf8",
        "files.autoGuessEncoding": False,
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "files.trimTrailingWhitespace": False,
    }


def _field(field: Field, described: Schema) -> dict[str, Any]:
    example = f"\n例如 {field.name}: {field.example}" if field.example else ""
    return {"title": field.title, "description": f"{field.description}{example}", **_kind(field, described)}


def _kind(field: Field, described: Schema) -> dict[str, Any]:
    rules = {
        k: v for k, v in field.constraints.items() if k in ("pattern", "maxLength", "minLength", "minimum", "maximum")
    }
    if field.type in ("integer", "number", "boolean"):
        return {"type": field.type, **rules}
    if field.type == "array":
        return {"type": ["array", "string"], "items": _TEXT}
    if field.enum:
        return {"enum": list(field.enum)}
    if field.of:
        return {"type": ["string", "number", "array"], "items": _TEXT}
    if field.type == "date":
        until = rf"(\s*至\s*{_DAY})?" if f"{field.name}_to" in described.fields else ""
        return {"type": "string", "pattern": f"^{_DAY}{until}$"}
    if field.type == "time":
        return {
            "type": "string",
            "pattern": rf"^{_CLOCK}$" if field.name != "closes_at" else rf"^(次日)?({_CLOCK}|24:00)$",
        }
    if field.type == "datetime":
        return {"type": "string", "pattern": rf"^{_DAY}( ({_CLOCK}|24:00))?$"}
    return {**_TEXT, **rules}


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Write all files, and delete the schemas of tables that are no more."""
    made = dict(files(ROOT))
    for path in (ROOT / FOLDER / "schemas").glob("*.json"):
        if path.relative_to(ROOT).as_posix() not in made:
            path.unlink()
    for name, text in made.items():
        (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / name).write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
