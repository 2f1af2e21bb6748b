"""A community with gaps: takes one that is written out, leaves out what may be missing, and changes many sessions.

Every second row says what it says with signs that HTML, JSON, calendars and feeds must each write in their own way.
What is left out and changed is counted, not drawn by lot: each optional field is missing in some rows and there in
others, and each kind of change falls on sessions that are held, off for a holiday, moved or cancelled already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from linli import structure
from linli.model import SHANGHAI
from linli.revisions.change import Change, Revisions
from linli.timetable import Occurrence, expand

KINDS = ("停课", "改期", "换地点", "换老师", "说明", "改时间", "加课", "停课")
SIGNS = """<i>&"';,\\"""
_DAY = timedelta(days=1)
_NEEDED = {
    "schedules": {"weekday", "dates", "course", "group", "term", "valid_from", "opens_at"},
    "groups": {"course", "term"},
}
"""Without these a row would be another class, or none."""
_NO_TEXTS = {"id", "group", "key", "url", "source_url", "param", "image", "teacher", "phone", "status", "unit"}
_REST = {"police": "川公网安备 51050202000000号"}
"""Of the organization: there without what usually stands beside it."""


def lay_out(root: Path, turn: int = 0) -> Path:
    """Thin out the tables of a root and change its sessions; each `turn` of three leaves out and changes others."""
    schemas = {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in (root / "data/schemas").glob("*.yaml")}
    required = {
        name: {f["name"] for f in schema["fields"] if f.get("constraints", {}).get("required") or f["name"] == "id"}
        for name, schema in schemas.items()
    }
    for file in sorted((root / "data").glob("*.yml")):
        rows = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
        kept = required[file.stem] | _NEEDED.get(file.stem, set())
        if isinstance(rows, list):
            texts = _texts(schemas[file.stem])
            rows = [
                _sign(_thin(row, number + turn, kept), texts if (number + turn) % 2 else {})
                for number, row in enumerate(rows)
            ]
        if file.stem == "organization":
            rows = [{key: row[key] for key in row if key in kept or key == "phone"} | _REST for row in rows]
        _write(file, rows)
    today = date(2026, 9, 29)
    loaded = structure.load(root, today=today)
    rows = _changes(expand(loaded.community, today).occurrences, turn)
    _write(root / "data/changes.yml", [*rows, *_closures([str(service.id) for service in loaded.community.services])])
    return root


def revisions(announced: Iterable[Change], today: date) -> Revisions:
    """What is announced, every second change with the day on which git saw it."""
    told = tuple(announced)
    seen = datetime.combine(today - 3 * _DAY, time(8, 5), SHANGHAI)
    dated = tuple(replace(change, changed=seen - n * _DAY) for n, change in enumerate(told[::2]))
    return Revisions(changes=dated, announced=told, source="git", since=today - 60 * _DAY, until=seen)


def _thin(row: dict[str, Any], number: int, kept: set[str]) -> dict[str, Any]:
    return {key: value for place, (key, value) in enumerate(row.items()) if key in kept or (number + place) % 3}


def _texts(schema: dict[str, Any]) -> dict[str, int]:
    """Fields in which anything may be written, and how much."""
    keys = {str(key["fields"]) for key in schema.get("foreignKeys", ())} | _NO_TEXTS
    return {
        field["name"]: field.get("constraints", {}).get("maxLength", 10_000)
        for field in schema["fields"]
        if field["type"] == "string" and not {"format", "of", "x-of"} & set(field) and field["name"] not in keys
        if not {"pattern", "enum"} & set(field.get("constraints", {}))
    }


def _sign(row: dict[str, Any], texts: Mapping[str, int]) -> dict[str, Any]:
    signed = {key: f"{value} {SIGNS}" for key, value in row.items()}
    return {key: signed[key] if len(signed[key]) <= texts.get(key, 0) else value for key, value in row.items()}


def _changes(occurrences: Iterable[Occurrence], turn: int) -> list[dict[str, str]]:
    """Rows on every seventh session around the days that are built; on every third of them two."""
    near = [
        o
        for o in occurrences
        if date(2026, 9, 20) <= o.day <= date(2026, 10, 20) or date(2027, 1, 8) <= o.day <= date(2027, 1, 30)
    ]
    rows = []
    for number, o in enumerate(near[turn::7], turn):
        kinds = [KINDS[number % len(KINDS)]]
        if number % 3 == 0:
            kinds.append(KINDS[(number // 3) % len(KINDS)])
        rows += [_row(o, kind, number) for kind in kinds]
    return rows


def _row(o: Occurrence, kind: str, number: int) -> dict[str, str]:
    row = {"course": str(o.course.id), "date": o.day.isoformat(), "kind": kind}
    if number % 4:
        row["group"] = o.klass.id if o.klass.record else o.klass.name
    if number % 2:
        row["reason"] = f"原因{number}"
    if kind == "改期":
        row["new_date"] = (o.day + (number % 5 - 1 or 2) * _DAY).isoformat()
    if kind in ("改时间", "加课") or (kind == "改期" and number % 2):
        row["opens_at"] = "10:15"
        if number % 3:
            row["closes_at"] = "11:45"
    if kind == "换地点" or (kind == "改期" and number % 3 == 0):
        row["venue"] = "meishu-shi" if o.venue is None or o.venue.id != "meishu-shi" else "shufa-shi"
    if kind == "换老师":
        row["teacher"] = "王老师"
    if kind == "说明":
        row["note"] = f"第{number}讲"
    return {key: value for key, value in row.items() if value}


def _closures(services: Iterable[str]) -> list[dict[str, str]]:
    """Services that close, or open at other times, for a day or for days; then a house, then everything."""
    rows = []
    for number, service in enumerate(services):
        for first in (date(2026, 9, 28), date(2027, 1, 13)):
            row = {"service": service, "date": (first + number * _DAY).isoformat(), "kind": "休息"}
            if number % 3 == 0:
                row |= {"kind": "改时间", "opens_at": "10:00", "closes_at": "15:30"}
            if number % 4 == 1:
                row["date_to"] = (first + (number + 3) * _DAY).isoformat()
            if number % 2:
                row["reason"] = f"原因{number}"
            rows.append(row)
    rows.append({"at": "meishu-shi", "date": "2026-10-12", "date_to": "2026-10-14", "kind": "停课", "reason": "刷墙"})
    rows.append({"at": "shufa-shi", "date": "2027-01-15", "kind": "停课"})
    rows.append({"scope": "全部", "date": "2026-10-16", "kind": "停课", "reason": "暴雨"})
    return rows


def _write(file: Path, rows: Any) -> None:
    file.write_text(yaml.safe_dump(rows, allow_unicode=True, default_style='"', sort_keys=False), "utf-8")
