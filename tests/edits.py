"""One cell of a fixed community after the other gets another value: what the check then says that it did not say before.

The values are those that a field's type makes likely: borders of days and numbers, another word of a closed set, what
another row has, nothing. Each edit is told with the problems that it brings; `python3 scripts/run.py golden` keeps them.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from fragments import said
from linli import structure
from linli.checks import check_all, context_of
from linli.history import Published
from linli.memory import Memory
from linli.problems import in_order
from linli.schema import Field, Schema
from linli.timetable import expand

TODAY = date(2026, 11, 24)
EVERY = 9
"""Of all edits that come to mind every ninth is made: they are many, and each takes a while."""
PARTS = 4
"""In so many tests."""
_DAY = timedelta(days=1)
Rows = list[dict[str, Any]]


def told(root: Path, part: int) -> Iterator[tuple[str, str]]:
    """Yield each edit of the tables below a root, one part of all, and the problems that it brings, a line each."""
    shutil.rmtree(root / "overrides")  # the words of the templates are looked through, too
    memory = Memory()
    before = _problems(root, memory)
    schemas = structure.load(root, today=TODAY).package.schemas
    edits = (each for name, schema in schemas.items() for each in _edits(schema, _rows(root, name)))
    for table, words, rows in islice(edits, part * EVERY, None, PARTS * EVERY):
        file = root / f"data/{table}.yml"
        text = file.read_text("utf-8")
        file.write_text(yaml.safe_dump(rows, allow_unicode=True, default_style='"', sort_keys=False), "utf-8")
        memory.turn()
        yield f"{table}{words}", "".join(f"{line}\n" for line in _problems(root, memory) if line not in before)
        file.write_text(text, "utf-8")


def _problems(root: Path, memory: Memory) -> list[str]:
    """What is said of the tables, without the places: those of rows below would change, too."""
    loaded = structure.load(root, today=TODAY, memory=memory)
    timetable = expand(loaded.community, TODAY)
    context = context_of(loaded, timetable, root=root, today=TODAY, published=Published())
    return [said(each).partition(" ")[2] for each in in_order([*loaded.problems, *check_all(context)])]


def _rows(root: Path, table: str) -> Rows:
    file = root / f"data/{table}.yml"
    found = yaml.load(file.read_text("utf-8"), yaml.BaseLoader) if file.is_file() else []
    return [row for row in found if isinstance(row, dict)]


def _edits(schema: Schema, rows: Rows) -> Iterator[tuple[str, str, Rows]]:
    """Yield table, what is done, and the rows with one value more, less or otherwise; the next edit is of the next row."""
    number = 0
    for name, field in schema.fields.items():
        others = [row[name] for row in rows if name in row]
        for value in dict.fromkeys(_values(field, others)) if rows else ():
            number += 1
            place = number % len(rows)
            if rows[place].get(name) == value:
                place = (place + 1) % len(rows)
            row = {key: text for key, text in rows[place].items() if key != name}
            row |= {name: value} if value is not None else {}
            yield schema.name, f"[{place}] {name}: {value}", [*rows[:place], row, *rows[place + 1 :]]
    for place in range(min(len(rows), 3)):
        yield schema.name, f"[{place}] 没有了", [*rows[:place], *rows[place + 1 :]]
        yield schema.name, f"[{place}] 又一次", [*rows, rows[place]]


def _values(field: Field, others: list[Any]) -> Iterator[str | None]:
    """Yield what may be typed into a field; None: nothing."""
    yield None
    yield from (str(each) for each in others[:2] if isinstance(each, str))
    yield from map(str, field.enum[:4])
    match field.type:
        case "date":
            days = [TODAY + n * _DAY for n in (-400, -181, -61, -31, -15, -14, -1, 0, 1, 2, 14, 60, 61, 366)]
            yield from map(str, [*days, date(2026, 9, 7), date(2027, 1, 17), date(2026, 10, 1), date(2026, 10, 10)])
        case "time":
            yield from ("00:00", "06:59", "09:00", "12:00", "19:00", "22:30", "24:00", "7:30")
        case "datetime":
            yield from (f"{TODAY + n * _DAY} {clock}" for n in (-30, -1, 0, 1, 200) for clock in ("00:00", "18:00"))
        case "integer" | "number":
            yield from ("0", "1", "2", "14", "15", "99", "1000", "1.5", "-1")
        case "boolean":
            yield from ("true", "false", "是")
        case _ if not field.enum:
            longest = int(field.constraints.get("maxLength", 200))
            yield from ("某某", "12岁", "周三", "2026-12-08", "王老师", "字" * (longest + 1))
            yield from ("请打 138 0013 8000", "https://www.wjx.cn/vm/shili00.aspx")


def said_of(root: Path, part: int) -> str:
    """The edits of a part as they are kept."""
    return "".join(f"=== {edit}\n{problems}" for edit, problems in told(root, part))
