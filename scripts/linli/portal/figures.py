"""The figures of a city: takes what is told of its communities, gives Parquet and CSV files, and the tables of a page.

DuckDB counts over the Parquet files that everybody can download, so anybody can count again. What nobody wrote (an end,
a capacity, an age) is not counted and not guessed. The only importer of pyarrow and duckdb, an extra of the package.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from linli import phrases
from linli.portal.pages import City
from linli.portal.telling import DAYS
from linli.recipe import File

LACKING: Final = "没有装 duckdb 和 pyarrow，请装上 linli[portal]"
_AGES: Final = (
    ("6岁以下", 0, 71),
    ("6—11岁", 72, 143),
    ("12—17岁", 144, 215),
    ("18—59岁", 216, 719),
    ("60岁以上", 720, 9999),
)
"""From and to in months, both included."""
_TOTAL: Final = """
SELECT count(DISTINCT community) AS communities, count(*) AS sessions, round(coalesce(sum(minutes), 0) / 60, 1) AS hours,
  (SELECT sum(places) FROM (SELECT DISTINCT community, class, places FROM held)) AS places
FROM held
"""
_STREETS: Final = """
SELECT c.street AS street, count(DISTINCT c.id) AS communities, count(h.start) AS sessions,
  round(coalesce(sum(h.minutes), 0) / 60, 1) AS hours, any_value(p.places) AS places
FROM communities c LEFT JOIN held h ON h.community = c.id LEFT JOIN (
  SELECT street, sum(places) AS places FROM (
    SELECT DISTINCT c.street, h.community, h.class, h.places FROM held h JOIN communities c ON c.id = h.community
  ) GROUP BY street
) p ON p.street = c.street
GROUP BY c.street ORDER BY min(c.number)
"""
_BY_AGE: Final = """
SELECT a.age AS age, count(h.start) AS sessions, round(coalesce(sum(h.minutes), 0) / 60, 1) AS hours,
  (SELECT sum(places) FROM (
    SELECT DISTINCT community, class, places FROM held g WHERE {inner}
  )) AS places
FROM ages a LEFT JOIN held h ON {outer} GROUP BY a.number, a.age, a.low, a.high ORDER BY a.number
"""
_WITHIN: Final = """
CASE WHEN a.low IS NULL THEN {t}.low IS NULL AND {t}.high IS NULL
ELSE ({t}.low IS NOT NULL OR {t}.high IS NOT NULL) AND coalesce({t}.low, 0) <= a.high AND coalesce({t}.high, 9999) >= a.low END
"""


def make(city: City) -> tuple[list[File], Mapping[str, Any]]:
    """Return the files and the context of the page; without the extra no files, and why."""
    try:
        import duckdb  # noqa: PLC0415 -- an extra
        import pyarrow as pa  # noqa: PLC0415 -- an extra
        import pyarrow.parquet as pq  # noqa: PLC0415 -- an extra
    except ImportError:
        return [], {"total": None, "lacking": LACKING, **_week(city)}
    tables = {
        "communities": pa.Table.from_pylist(list(_communities(city)), pa.schema(_columns(pa, _COMMUNITIES))),
        "held": pa.Table.from_pylist(list(_held(city)), pa.schema(_columns(pa, _HELD))),
    }
    files: list[File] = []
    with tempfile.TemporaryDirectory(prefix="linli-") as folder, duckdb.connect() as base:
        base.execute("SET threads = 2")
        for name, table in tables.items():
            path = Path(folder) / f"{name}.parquet"
            pq.write_table(table, path, compression="zstd")
            files.append((f"figures/{name}.parquet", path.read_bytes()))
            base.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{path.as_posix()}')")  # noqa: S608 -- ours
        base.execute("CREATE TABLE ages (number INTEGER, age VARCHAR, low INTEGER, high INTEGER)")
        groups = [*_AGES, ("没有写年龄", None, None)]
        base.executemany("INSERT INTO ages VALUES (?, ?, ?, ?)", [(n, *group) for n, group in enumerate(groups)])
        by_age = _BY_AGE.format(inner=_WITHIN.format(t="g"), outer=_WITHIN.format(t="h"))
        (total,) = _rows(base, _TOTAL)
        streets, ages = _rows(base, _STREETS), _rows(base, by_age)
    files += [("figures/streets.csv", _csv(streets)), ("figures/ages.csv", _csv(ages))]
    return files, {"total": total, "streets_table": streets, "ages_table": ages, "files": _FILES, **_week(city)}


_COMMUNITIES: Final = {
    "number": "int32", "id": "string", "name": "string", "street": "string", "asof": "string", "courses": "int32",
    "doubts": "int32",
}  # fmt: skip
_HELD: Final = {
    "community": "string", "course": "string", "class": "string", "start": "string", "minutes": "int32",
    "places": "int32", "low": "int32", "high": "int32", "free": "bool_",
}  # fmt: skip
_FILES: Final = (
    ("figures/streets.csv", "各街道（CSV）"),
    ("figures/ages.csv", "各年龄（CSV）"),
    ("figures/communities.parquet", "各社区（Parquet）"),
    ("figures/held.parquet", "这一周的每一节课（Parquet）"),
)


def _columns(pa: Any, kinds: Mapping[str, str]) -> list[tuple[str, Any]]:
    return [(name, getattr(pa, kind)()) for name, kind in kinds.items()]


def _communities(city: City) -> Iterator[dict[str, Any]]:
    for number, place in enumerate(city.places):
        if told := place.told:
            yield {
                "number": number,
                "id": told.id,
                "name": told.name,
                "street": told.street,
                "asof": told.asof,
                "courses": len(told.lines),
                "doubts": told.doubts,
            }


def _held(city: City) -> Iterator[dict[str, Any]]:
    for place in city.places:
        for h in place.told.held if place.told else ():
            yield {"community": place.listed.id, "class": h.group, **h._asdict()}


def _rows(base: Any, query: str) -> list[dict[str, Any]]:
    found = base.execute(query)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]) if rows else [], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _week(city: City) -> Mapping[str, Any]:
    last = city.today + timedelta(days=DAYS - 2)
    return {"first": phrases.short_day(city.today), "last": phrases.short_day(last)}
