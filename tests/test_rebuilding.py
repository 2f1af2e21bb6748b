"""A build over an earlier one: what is not made anew is what would have been made."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

import golden
import whole_sites
from linli import structure
from linli.memory import Memory
from linli.publish import publish
from linli.recipe import File, Recipe, followed
from linli.render import Renderer
from linli.revisions import Revisions
from linli.site import Inputs, plan
from linli.timetable import expand
from linli.views import Edition
from linli.views.page import Link
from linli.views.sources import Sources
from linli.views.timetable import UNSEEN
from tests_support import no_assets

DAY = date(2027, 7, 8)
_WORDS = ("改过的字", "周三", "10:00", "3", "true", "2027-07-12", "暂停", "结束")
Tables = dict[str, list[dict[str, Any]]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return golden.lay_out("summer", tmp_path / "root")


def planned(root: Path, today: date = DAY, memory: Memory | None = None) -> Iterator[File | Recipe]:
    """The plan of the site as its tables stand, rows with errors left out."""
    memory = memory or Memory()
    loaded = structure.load(root, today=today, memory=memory)
    edition = Edition(
        community=loaded.community,
        timetable=expand(loaded.community, today),
        today=today,
        site_url=whole_sites.SITE,
        paper=True,
    )
    return plan(
        Inputs(
            package=loaded.package,
            edition=edition,
            revisions=Revisions(),
            drawn=whole_sites.drawn(),
            assets=no_assets(),
            renderer=Renderer(root),
            memory=memory,
        )
    )


def tables(root: Path) -> Tables:
    found = {path.stem: yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in (root / "data").glob("*.yml")}
    return {name: rows for name, rows in found.items() if isinstance(rows, list)}


def write(root: Path, name: str, rows: list[dict[str, Any]]) -> None:
    text = yaml.dump(rows, allow_unicode=True, sort_keys=False, default_style='"')
    (root / f"data/{name}.yml").write_text(text, "utf-8")


def change(root: Path, found: Tables, chance: random.Random) -> str:
    """Do to one row what an editor may do; say what."""
    name = chance.choice([name for name, rows in found.items() if rows])
    rows = found[name]
    number = chance.randrange(len(rows))
    row = dict(rows[number])
    match chance.randrange(5):
        case 0 if len(rows) > 1:
            del rows[number]
            done = "deleted"
        case 1:
            rows.append(row | ({"id": f"{row['id']}-{chance.randrange(1000)}"} if "id" in row else {}))
            done = "copied"
        case 2:
            other = chance.randrange(len(rows))
            rows[number], rows[other] = rows[other], rows[number]
            done = f"swapped with {other}"
        case _:
            field = chance.choice(list(row))
            others = [each[field] for each in rows if field in each]
            row[field] = chance.choice([*others, *_WORDS])
            rows[number] = row
            done = f"{field}: {row[field]}"
    write(root, name, rows)
    return f"{name}[{number}] {done}"


def test_a_key_that_was_there_before_stands_for_the_same_files(root: Path) -> None:
    changes_keep_their_promise(root, random.Random(7), 5)


def changes_keep_their_promise(root: Path, chance: random.Random, times: int) -> None:
    found, known = tables(root), dict[str, list[File]]()
    said = ["at first"]
    kept = 0
    for _ in range(times):
        for each in planned(root):
            if isinstance(each, Recipe):
                files = list(each.make())
                assert known.setdefault(each.key, files) == files, f"{each.path} is out of date after {said}"
                assert each.path == files[0][0]
        said.append(change(root, found, chance))
        kept += len(known)
    assert kept


@pytest.mark.parametrize("place", [1, 2])
def test_a_course_that_is_over_is_made_anew_with_those_that_took_its_place(root: Path, place: int) -> None:
    """Its page leads to the next one, and the page of its printed code to the last."""
    names = ["taiji-2025", "taiji-2026", "taiji-2027"]
    rows = [{"id": name, "title": name, "category": "健身"} for name in names]
    rows = [row | ({"succeeds": names[n - 1]} if n else {}) for n, row in enumerate(rows)]
    write(root, "courses", [*tables(root)["courses"], *rows])
    known: dict[str, list[File]] = {}
    for title in (names[place], "太极班"):
        rows[place]["title"] = title
        write(root, "courses", [*tables(root)["courses"][: -len(rows)], *rows])
        for each in planned(root):
            if isinstance(each, Recipe) and "taiji" in each.path:
                files = list(each.make())
                assert known.setdefault(each.key, files) == files, each.path


def test_a_month_shows_nothing_of_what_it_says_it_does_not(root: Path) -> None:
    before = tables(root)["courses"]
    new: dict[str, Any] = dict.fromkeys(UNSEEN, "改过的字") | {"icon": "书", "tags": ["改过的字"]}
    rows = [row | new for row in before]
    made = []
    for courses in (before, rows, [row | {"fee": "9元"} for row in rows]):
        write(root, "courses", courses)
        found = [each for each in planned(root) if isinstance(each, Recipe) and each.path.startswith("timetable/")]
        made.append({each.key: [*each.make()] for each in found})
    assert made[0] == made[1]
    assert not made[0].keys() & made[2].keys()


def test_what_a_page_shows_is_told_to_its_last_value(root: Path) -> None:
    """Two pages that differ in anything have two keys; what nobody can tell apart is refused."""
    loaded = structure.load(root, today=DAY)
    found = Edition(community=loaded.community, timetable=expand(loaded.community, DAY), today=DAY)
    sources = Sources(found, loaded.package)
    course, other = loaded.community.courses[:2]
    values: list[Any] = ["", "1", 1, True, None, ["1"], {"a": "1"}, {"a": ["1"]}, b"1", b"2", {"1", "2"}]
    values += [DAY, DAY + timedelta(days=1), Decimal(1), Link(href="a", text="b"), Link(href="b", text="a")]
    values += [course, other, [course, other], {"a": {"b": course}}]
    keys = [sources.shown(value) for value in values]
    assert len({*keys}) == len(keys)
    assert keys == [sources.shown(value) for value in values]
    with pytest.raises(TypeError):
        sources.shown(object())


def test_an_unchanged_site_has_nothing_made_anew(root: Path) -> None:
    keys = [[each.key for each in planned(root) if isinstance(each, Recipe)] for _ in range(2)]
    assert keys[0] == keys[1]
    assert len(set(keys[0])) == len(keys[0]) > 60


def one(table: str, key: str, **fields: str) -> Callable[[Path], None]:
    def do(root: Path) -> None:
        rows = tables(root)[table]
        assert [row.update(fields) for row in rows if row["id"] == key]
        write(root, table, rows)

    return do


@pytest.mark.parametrize("whole", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_what_is_published_over_an_earlier_site_is_what_is_made_from_nothing(root: Path, *, whole: bool) -> None:
    site, ledger = root / "site", root / "ledger.json"
    publish(planned(root), site, ledger)
    course = tables(root)["courses"][0]["id"]
    one("courses", course, plain="一句新的话。")(root)
    done = publish(planned(root), site, ledger, whole=whole)
    wanted = dict(followed(planned(root)))
    assert {path: (site / path).read_bytes() for path in wanted} == wanted
    assert sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()) == sorted(
        [*wanted, ".linli-site"]
    )
    assert f"courses/{course}/index.html" in done.written
    other = tables(root)["courses"][1]["id"]
    assert f"courses/{other}/index.html" not in done.written


def test_another_day_makes_all_anew(root: Path) -> None:
    first, second = (
        {each.path: each.key for each in planned(root, day) if isinstance(each, Recipe)}
        for day in (DAY, DAY + timedelta(days=1))
    )
    assert not set(first.values()) & set(second.values())


def test_a_page_that_somebody_changed_by_hand_is_made_anew(root: Path) -> None:
    site, ledger = root / "site", root / "ledger.json"
    publish(planned(root), site, ledger)
    page = next(site.glob("courses/*/index.html"))
    before = page.read_bytes()
    page.write_bytes(before + b" ")
    publish(planned(root), site, ledger)
    assert page.read_bytes() == before
    shutil.rmtree(page.parent)
    publish(planned(root), site, ledger)
    assert page.read_bytes() == before


@pytest.mark.slow
def test_what_is_remembered_of_feeds_and_the_search_is_what_would_be_made(tmp_path: Path) -> None:
    remembered_is_true(golden.lay_out("summer", tmp_path / "root"), random.Random(3), 4)


def remembered_is_true(root: Path, chance: random.Random, times: int) -> None:
    found, memory, said = tables(root), Memory(), ["at first"]
    for _ in range(times):
        plain = [
            {each[0]: each[1] for each in planned(root, memory=known) if not isinstance(each, Recipe)}
            for known in (memory, Memory())
        ]
        memory.turn()
        assert plain[0].keys() == plain[1].keys()
        for path, data in plain[0].items():
            assert data == plain[1][path], f"{path} is out of date after {said}"
        said.append(change(root, found, chance))
