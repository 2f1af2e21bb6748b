"""Communities without files: takes rows as an editor would type them, gives a `Community`, quickly.

The types come from the repository's own Table Schemas; nothing is checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from linli import cells, schema
from linli.model import SHANGHAI, Community, Record, community
from linli.records import BY_TABLE
from linli.source import Row
from linli.timetable import Timetable, expand
from linli.views import Edition
from linli.writing import normal
from tests_support import TODAY

ROOT = Path(__file__).resolve().parent.parent

Rows = Iterable[Mapping[str, Any]]

_TYPES = {
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "datetime": lambda text: datetime.fromisoformat(text).replace(tzinfo=SHANGHAI),
    "integer": int,
    "number": Decimal,
    "boolean": lambda text: text == "true",
}


@cache
def package() -> schema.Package:
    return schema.load(ROOT)


def make(**tables: Rows) -> Community:
    """Return a community; a table that is not given is empty, the organization has a name."""
    rows = {"organization": [{"name": "邻府社区", "short_name": "邻府社区"}], **tables}
    records = {
        name: tuple(
            BY_TABLE.get(name, Record)(name, Row(f"data/{name}.yml", 1, 1), _typed(spec, row))
            for row in rows.get(name, ())
        )
        for name, spec in package().schemas.items()
    }
    return community("linli-test", records)


def edition(found: Community, today: date = TODAY, timetable: Timetable | None = None, url: str = "") -> Edition:
    """Return what is told of it on a day, its sheets with it; dates without an end reach as far as they do today."""
    plan = timetable or expand(found, TODAY)
    return Edition(community=found, timetable=plan, today=today, site_url=url, paper=True)


def notice(year: int) -> list[dict[str, Any]]:
    """The published holidays of a year, as rows."""
    text = (ROOT / f"data/holidays/{year}.yml").read_text("utf-8")
    return [dict(row) for row in yaml.load(text, Loader=yaml.BaseLoader)]


def _typed(spec: schema.Schema, row: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(row) - set(spec.fields)
    assert not unknown, f"{spec.name} has no {unknown}"
    return {name: _value(row.get(name), field) for name, field in spec.fields.items()}


def _value(value: Any, field: schema.Field) -> Any:
    if isinstance(value, list):
        value = tuple(value)
    elif isinstance(value, bool):
        value = "true" if value else "false"
    text = normal(value if value is None or isinstance(value, tuple) else str(value), field)
    if field.type == "array":
        return text or ()
    if text is None:
        return False if field.type == "boolean" else None
    if field.of:
        return cells.BY_KIND[field.of](text)
    return _TYPES.get(field.type, str)(text)
