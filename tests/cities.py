"""Small made-up communities as they publish themselves, and a portal over them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from linli.links.asking import is_public
from linli.portal import gathering, listed
from linli.portal.copies import Copies
from linli.portal.gathering import How, Place
from linli.portal.loading import descriptions
from linli.problems import Problem

DAY = date(2026, 11, 24)
Rows = Iterable[Mapping[str, Any]]
BASE: dict[str, Rows] = {
    "organization": [{"name": "示例竹影社区", "phone": "0830-0000000"}],
    "venues": [{"id": "wuting", "name": "舞蹈教室"}],
    "terms": [{"id": "qiu", "name": "2026年秋", "valid_from": "2026-09-01", "valid_to": "2027-01-15"}],
    "courses": [
        {"id": "taiji", "title": "太极班", "category": "健身", "signup": "无需报名", "fee": "免费", "min_age": "60",
         "capacity": "20", "plain": "早上一起打太极。"},
        {"id": "wudao", "title": "舞蹈班", "category": "舞蹈", "form": "biao", "min_age": "6", "max_age": "11"},
    ],
    "forms": [{"id": "biao", "title": "舞蹈班报名", "kind": "报名", "url": "https://www.wjx.cn/vm/shili00.aspx",
               "opens_at": "2026-11-20 09:00", "closes_at": "2026-11-25 18:00"}],
    "schedules": [
        {"course": "taiji", "term": "qiu", "weekday": "周二", "opens_at": "07:00", "closes_at": "08:00"},
        {"course": "wudao", "term": "qiu", "weekday": "周二", "opens_at": "19:00", "closes_at": "20:30", "venue": "wuting"},
        {"course": "wudao", "term": "qiu", "weekday": "周六", "opens_at": "09:00", "venue": "wuting"},
    ],
    "services": [{"id": "liangxieya", "name": "量血压", "summary": "工作日上午。"}],
}  # fmt: skip


def package(**changed: Rows) -> dict[str, bytes]:
    """The files of a published package: of each table one CSV, and the descriptor."""
    files = {}
    tables = {**BASE, **changed}
    for table, rows in tables.items():
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, list(descriptions()[table].fields), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
        files[f"{table}.csv"] = out.getvalue().encode()
    resources = [{"name": table, "path": f"{table}.csv", "format": "csv"} for table in tables]
    files["datapackage.json"] = json.dumps({"name": "shili", "resources": resources}).encode()
    return files


def lay(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a package as a site publishes it."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / "data" / name).write_bytes(data)


def city(root: Path, places: Mapping[str, Mapping[str, bytes]], streets: Mapping[str, str] | None = None) -> Path:
    """Lay out packages by id, and the list of them; a street for each, or one for all."""
    rows = []
    for key, files in places.items():
        if files:
            lay(root / key, files)
        street = (streets or {}).get(key, "示例竹影街道")
        rows.append(
            f"- id: {key}\n  name: 示例{key}社区\n  street: {street}\n  source: {key}\n"
            f"  site: https://{key}.example/\n  moving: true\n"
        )
    file = root / "communities.yml"
    file.write_text("\n".join(rows), "utf-8")
    return file


def gathered(file: Path, day: date = DAY, permitted: Any = is_public) -> tuple[Sequence[Place], list[Problem]]:
    """Read the list and all that is in it, in this process."""
    found, problems = listed.read(file)
    assert not problems, problems
    how = How(root=file.parent, copies=Copies(file.parent / "copies"), jobs=1, permitted=permitted)
    return gathering.gather(found, day, how, lambda _: None)
