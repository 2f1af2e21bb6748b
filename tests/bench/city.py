"""Take a number of communities, give the packages that they would publish, 50 courses each, and a communities.yml.

All names are made up. The same number always gives the same bytes. One of them is hostile: it repeats daily for years in
thousands of rows, and writes scripts into its names.
"""

from __future__ import annotations

import csv
import io
import json
import random
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml
from community import PEOPLE, PLACES, TOPICS, WEEKDAYS

ROOT = Path(__file__).resolve().parents[2]
COURSES = 50
IN_A_STREET = 20
HOSTILE = 7
SIGNS = "竹松梅兰菊荷柳枫桐桂槐榆柏杉桃李杏梨枣橘"

Rows = Iterable[Mapping[str, object]]


def make(folder: Path, count: int) -> Path:
    """Write the packages and communities.yml below a folder; return the list."""
    holidays = [
        row
        for path in sorted((ROOT / "data/holidays").glob("*.yml"))
        for row in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    ]
    listed = []
    for number in range(count):
        place = folder / f"c{number:05}" / "data"
        place.mkdir(parents=True, exist_ok=True)
        tables = {**community(number), "holidays": holidays}
        if number == HOSTILE:
            tables["schedules"] = hostile(tables["courses"])
        for name, data in published(f"shili-{number:05}", tables).items():
            (place / name).write_bytes(data)
        street = number // IN_A_STREET
        listed.append(
            f"- id: shili-{number:05}\n  name: 示例{name_of(number)}社区\n  street: 示例{name_of(street)}街道\n"
            f"  source: c{number:05}\n  site: https://shili-{number:05}.example/\n  moving: true\n"
        )
    file = folder / "communities.yml"
    file.write_text("\n".join(listed), "utf-8")
    return file


def name_of(number: int) -> str:
    """竹松: a name for each number."""
    signs = SIGNS[number % 20]
    while number := number // 20:
        signs += SIGNS[number % 20]
    return signs


def community(number: int) -> dict[str, Rows]:
    """The tables of one, as an editor would type them."""
    chance = random.Random(number)
    name = f"示例{name_of(number)}社区"
    courses = [course(chance, n) for n in range(COURSES)]
    return {
        "organization": [{"name": name, "short_name": name, "phone": "0830-0000000", "sample": "true"}],
        "venues": [
            {"id": f"changdi-{n}", "name": place} for n, place in enumerate((*PLACES, *(f"{p}二楼" for p in PLACES)))
        ],
        "terms": [{"id": "2026-qiu", "name": "2026年秋季学期", "valid_from": "2026-09-01", "valid_to": "2027-01-20"}],
        "forms": [form(n) for n in range(3)],
        "courses": courses,
        "schedules": [row for each in courses for row in schedules(chance, str(each["id"]))],
        "services": [
            {"id": f"fuwu-{n}", "name": f"{chance.choice(PEOPLE)}服务站", "summary": "工作日有人值守，可以先打电话问。"}
            for n in range(5)
        ],
        "changes": [],
    }


def course(chance: random.Random, number: int) -> dict[str, object]:
    """A course for some ages; a third sign up by a form."""
    topic, people = chance.choice(TOPICS), chance.choice(PEOPLE)
    low = chance.choice((None, 3, 6, 12, 18, 60))
    return {
        "id": f"ke-{number:02}",
        "title": f"{topic}{chance.choice(('公益班', '兴趣班', '提高班', '入门课', '小组'))}",
        "category": topic,
        "audience": people,
        "min_age": low,
        "fee": "免费" if number % 5 else "材料费20元",
        "capacity": chance.randrange(15, 60),
        "form": f"biao-{number % 3}" if number % 3 == 0 else None,
        "signup": None if number % 3 == 0 else chance.choice(("无需报名", "电话报名")),
        "plain": f"免费学{topic}，{people}都能来。",
        "summary": f"面向{people}的{topic}课，每周两次，从零开始。",
    }


def schedules(chance: random.Random, course: str) -> Iterator[dict[str, object]]:
    """Two weekly sessions in the term."""
    for day in sorted(chance.sample(WEEKDAYS, 2), key=WEEKDAYS.index):
        hour = chance.randrange(8, 20)
        yield {
            "course": course,
            "term": "2026-qiu",
            "weekday": day,
            "opens_at": f"{hour:02}:00",
            "closes_at": f"{hour + 1:02}:30",
            "venue": f"changdi-{chance.randrange(16)}",
        }


def form(number: int) -> dict[str, object]:
    """A sign-up form at a known platform, with an id that nobody has."""
    return {
        "id": f"biao-{number}",
        "title": f"示例报名表{number + 1}",
        "kind": "报名",
        "url": f"https://www.wjx.cn/vm/bench{number:04}.aspx",
        "opens_at": "2026-08-25 09:00",
        "closes_at": f"2026-12-{10 + number} 22:00",
    }


def hostile(courses: Rows) -> list[dict[str, object]]:
    """Every course every day for years, in thousands of rows."""
    first = next(iter(courses))
    assert isinstance(first, dict)
    first["title"] = "<script>alert(1)</script>"
    return [
        {
            "course": "ke-00",
            "weekday": day,
            "valid_from": "2022-01-01",
            "valid_to": "2026-12-30",
            "opens_at": f"{n % 12 + 6:02}:00",
            "closes_at": f"{n % 12 + 7:02}:00",
        }
        for n in range(2500)
        for day in WEEKDAYS
    ]


@cache
def columns(table: str) -> list[str]:
    """The columns of a table, in order."""
    found = yaml.load((ROOT / f"data/schemas/{table}.yaml").read_text("utf-8"), yaml.CSafeLoader)
    return [field["name"] for field in found["fields"]]


def published(name: str, tables: Mapping[str, Rows]) -> dict[str, bytes]:
    """datapackage.json and a CSV for each table."""
    files = {}
    for table, rows in tables.items():
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, columns(table), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
        files[f"{table}.csv"] = out.getvalue().encode()
    resources = [{"name": table, "path": f"{table}.csv", "format": "csv"} for table in tables]
    files["datapackage.json"] = json.dumps({"name": name, "resources": resources}).encode()
    return files


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), int(sys.argv[2])))
