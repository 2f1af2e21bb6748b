"""Take the Table Schemas, give scripts/linli/records.py: a class for each table, so that a misspelt field fails in mypy.

Run by a developer after a schema changed: `python3 scripts/run.py types`; a test says when that was forgotten.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from linli import schema
from linli.schema import Field, Schema

ROOT: Final = Path(__file__).resolve().parents[2]
TARGET: Final = ROOT / "scripts/linli/records.py"
NAMES: Final = {
    "organization": "Organization",
    "venues": "Venue",
    "terms": "Term",
    "courses": "Course",
    "groups": "Group",
    "schedules": "Schedule",
    "changes": "Change",
    "services": "Service",
    "offers": "Offer",
    "hours": "Hours",
    "forms": "Form",
    "stories": "Story",
    "figures": "Figure",
    "holidays": "Holiday",
    "redirects": "Redirect",
}
_TYPES: Final = {
    "string": "str",
    "integer": "int",
    "number": "Decimal",
    "boolean": "bool",
    "date": "dt.date",
    "time": "dt.time",
    "datetime": "dt.datetime",
    "array": "Sequence[str]",
}
_READ: Final = {
    "weekdays": "Weekdays",
    "hours-days": "Weekdays",
    "weeks": "Weeks",
    "dates": "Dates",
    "numbers": "Numbers",
    "age": "Age",
    "files": "Names",
    "steps": "Names",
}
_FILLED: Final = {("schedules", "course")}
"""Fields that may be left out because another says it; no record is without them."""
_HEAD: Final = '''"""The records of every table with their fields: made from data/schemas by `run.py types`, never by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, overload

from linli.cells import Age, Dates, Numbers, Weekdays, Weeks
from linli.names import Names
from linli.record import Base


class Record(Base):
    """A row of any table: it has some of these."""

'''


def text(root: Path) -> str:
    """Return the module."""
    package = schema.load(root)
    tables = [package.schemas[name] for name in NAMES]
    parts = [_HEAD, *(f"    {name}: Any\n" for name in sorted({field for each in tables for field in _fields(each)}))]
    parts += map(_class, tables)
    parts.append("\n\nBY_TABLE: dict[str, type[Record]] = {\n")
    parts += [f'    "{table}": {name},\n' for table, name in NAMES.items()]
    parts.append('}\n\n\nclass Tables:\n    """The tables as attributes."""\n\n')
    parts += [f"    {table}: tuple[{name}, ...]\n" for table, name in NAMES.items() if table != "organization"]
    parts.append("    index: Mapping[tuple[str, str], Record]\n")
    for table, name in NAMES.items():
        if "id" in package.schemas[table].fields:
            parts.append(
                "\n    @overload\n"
                f'    def find(self, table: Literal["{table}"], key: str | None) -> {name} | None: ...\n'
            )
    parts.append(
        "\n    @overload\n    def find(self, table: str, key: str | None) -> Record | None: ...\n\n"
        "    def find(self, table: str, key: str | None) -> Record | None:\n"
        '        """Return the record with this id, or None."""\n'
        "        return self.index.get((table, key)) if key else None\n"
    )
    return "".join(parts)


def _fields(table: Schema) -> list[str]:
    return [name for name in table.fields if name.isidentifier() and name != "from"]


def _class(table: Schema) -> str:
    lines = [f"    {name}: {_type(table.name, table.fields[name])}\n" for name in _fields(table)]
    return f'\n\nclass {NAMES[table.name]}(Record):\n    """{table.title}"""\n\n{"".join(lines)}'


def _type(table: str, field: Field) -> str:
    if field.of:
        name = _READ[field.of]
    elif field.enum and field.type == "string":
        words = ", ".join(f'"{word}"' for word in field.enum)
        name = f"Literal[{words}]"
    elif field.type == "any":
        return "Any"
    else:
        name = _TYPES[field.type]
    never_none = field.required or field.type in ("boolean", "array") or (table, field.name) in _FILLED
    return name if never_none else f"{name} | None"


if __name__ == "__main__":
    TARGET.write_text(text(ROOT), "utf-8")
    sys.exit(0)
