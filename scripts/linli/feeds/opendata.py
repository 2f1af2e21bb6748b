"""Open data (Frictionless Data Package): takes the community and its timetable, gives data/ of the site.

Every table that is public in the repository becomes one CSV in the order of its schema; the expanded timetable
becomes sessions.json. Nothing else is in it, so it cannot hold what the repository does not.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import StringIO
from typing import Any, Final

from linli.model import Record
from linli.schema import Field, Package, Schema
from linli.timetable import Occurrence, Status
from linli.views import Edition

_SESSION_FIELDS: Final = (
    ("uid", "一次课的永久编号（改期的课有两行，编号相同）"),
    ("course", "课程的编号"),
    ("group", "班次的名称"),
    ("group_id", "班次的编号；只有一个班的课就是课程的编号"),
    ("dtstart", "开始（北京时间）"),
    ("dtend", "结束；没有说过什么时候结束的是 null"),
    ("all_day", "是不是没有写几点"),
    ("venue", "场地的编号"),
    ("teacher", "这一次的老师"),
    ("topic", "这一次的内容"),
    ("status", f"状态（{'、'.join(Status)}；改期的那一行是原来的时间）"),
    ("reason", "原因"),
    ("moved_to", "改到什么时候"),
    ("moved_from", "原定什么时候"),
)
_MANY: Final = 1000
"""Sessions that are made into JSON at once: one by one it takes twice as long."""
_LINE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


def files(package: Package, edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Yield data/<table>.csv for every table, data/sessions.json and data/datapackage.json."""
    for schema in package.schemas.values():
        yield f"data/{schema.name}.csv", _csv(schema, edition.community.tables[schema.name]).encode()
    yield "data/sessions.json", b"".join(_sessions(edition.timetable.occurrences))
    yield "data/datapackage.json", _json(_descriptor(package)).encode() + b"\n"


def _descriptor(package: Package) -> dict[str, Any]:
    tables = [
        {
            "name": schema.name,
            "type": "table",
            "title": schema.title,
            "path": f"{schema.name}.csv",
            "scheme": "file",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": _schema(schema),
        }
        for schema in package.schemas.values()
    ]
    keep = {key: value for key, value in package.descriptor.items() if key != "resources"}
    return {**keep, "profile": "data-package", "resources": [*tables, _sessions_descriptor()]}


def _schema(schema: Schema) -> dict[str, Any]:
    """The table's own description; where an hour may stand or not, other programs have to take both."""
    fields = [
        {**field, "format": "any"} if field["type"] == "datetime" else field for field in schema.descriptor["fields"]
    ]
    return {**schema.descriptor, "fields": fields}


def _sessions_descriptor() -> dict[str, Any]:
    """A plain file: stock frictionless reads tables in JSON only with an extra that few have installed."""
    fields = "；".join(f"{name} {meaning}" for name, meaning in _SESSION_FIELDS)
    return {
        "name": "sessions",
        "type": "file",
        "title": "每一次课",
        "description": f"由课表、放假安排和变动推算出的每一次课。{fields}。",
        "path": "sessions.json",
        "scheme": "file",
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
    }


def _csv(schema: Schema, records: Iterable[Record]) -> str:
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(schema.fields)
    fields = list(schema.fields.values())
    writer.writerows([_cell(record.__dict__[field.name], field) for field in fields] for record in records)
    return out.getvalue()


def _cell(value: Any, field: Field) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, str):
        return value
    if field.type == "boolean":
        return "true" if value else "false"
    if field.type == "array":
        return json.dumps(list(value), ensure_ascii=False)
    if field.type == "datetime" and value.time() == time():
        return _day(value, end=field.name == "closes_at").isoformat()
    if field.type in ("date", "time", "datetime") and field.format not in ("default", "any"):
        return str(value.strftime(field.format))
    return str(value)


def _day(border: datetime, *, end: bool) -> date:
    """The day that was typed without an hour (linli/writing.py): the last one goes on to the midnight after it."""
    return border.date() - timedelta(days=end)


def _sessions(occurrences: Sequence[Occurrence]) -> Iterator[bytes]:
    """One line a session: between two of them stands what no text inside of one can hold."""
    yield b"[\n"
    for first in range(0, len(occurrences), _MANY):
        found = _LINE.encode([*map(_session, occurrences[first : first + _MANY])])[1:-1]
        yield (",\n" if first else "").encode() + found.replace('},{"uid":', '},\n{"uid":').encode()
    yield b"\n]\n"


def _session(row: Occurrence) -> dict[str, Any]:
    values = (
        row.uid,
        row.course.id,
        row.group or None,
        row.klass.id,
        row.dtstart.isoformat(),
        row.dtend.isoformat() if row.dtend else None,
        row.all_day,
        row.venue.id if row.venue else None,
        row.teacher or None,
        row.topic or None,
        row.status.value,
        row.reason or None,
        row.moved_to.isoformat() if row.moved_to else None,
        row.moved_from.isoformat() if row.moved_from else None,
    )
    return {name: value for (name, _), value in zip(_SESSION_FIELDS, values, strict=True)}


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
