"""`run.py mutants`: plants small faults one at a time in a copy of the tree, gives those that no quick test notices."""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from math import inf
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Final

import modules
from planting import Mutant, mutants
from reach import Copy, Reached, nearest, within

ROOT: Final = Path(__file__).resolve().parents[2]
FIELDS: Final = (
    "scripts/linli/views/*.py",
    "scripts/linli/timetable/*.py",
    "scripts/linli/feeds/*.py",
    "scripts/linli/checks/*.py",
    "overrides/views/**/*.html",
)


def main(arguments: Sequence[str]) -> int:
    """0: all noticed, 1: some survived, 2: the tests fail already, or nothing to plant."""
    chosen = _parser().parse_args(arguments)
    texts = {path: (ROOT / path).read_bytes().decode() for path in files(ROOT, chosen.only)}
    all_of_them = [
        one
        for path, text in texts.items()
        for one in (modules.mutants if path.endswith(".js") else mutants)(path, text)
    ]
    sample = list(_sample(all_of_them, texts, chosen.count, chosen.seed))
    say(f"{len(texts)} 个文件里可种 {len(all_of_them)} 处错，抽 {len(sample)} 处（种子 {chosen.seed}）。")
    if not sample:
        return 2
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="linli-mutants-") as folder:
        copies: SimpleQueue[Copy] = SimpleQueue()
        for number in range(chosen.jobs):
            copies.put(Copy(ROOT, Path(folder) / str(number), os.environ))
        with ThreadPoolExecutor(chosen.jobs) as pool:
            reached = _baseline(pool, copies, {Path(one.path).suffix == ".js" for one in sample})
            if not reached:
                return 2
            hunt = pool.map(lambda one: _hunt(one, texts[one.path], copies, reached, chosen.seconds), sample)
            found = []
            for number, (one, result) in enumerate(zip(sample, hunt, strict=True), 1):
                found.append(result)
                if chosen.json:  # whoever stops it has what was found so far
                    chosen.json.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
                mark = "活着" if result["noticed"] is None else "发现"
                say(
                    f"{number:4}/{len(sample)} {mark} {one.path}:{one_line(one, texts)} {one.kind} {result['noticed'] or ''}"
                )
    _summary(found, time.monotonic() - started)
    return 1 if any(each["noticed"] is None for each in found) else 0


def files(root: Path, only: str | None) -> list[str]:
    """Every file that faults are planted in; only those whose path begins so, where that is asked for."""
    planted = {path.relative_to(root).as_posix() for pattern in FIELDS for path in root.glob(pattern)}
    found = sorted(planted.union(modules.files(root)))
    return [path for path in found if only is None or path.startswith(only.removeprefix("./"))]


def one_line(one: Mutant, texts: dict[str, str]) -> int:
    """The line that the fault itself stands on."""
    return texts[one.path].count("\n", 0, one.start) + 1


def _sample(found: Sequence[Mutant], texts: dict[str, str], count: int, seed: int) -> Iterator[Mutant]:
    """Yield so many of them by chance, leaving out what Python cannot read or reads as the same program."""
    mixed = list(found)
    random.Random(seed).shuffle(mixed)
    for one in mixed:
        if count < 1:
            return
        if not one.path.endswith(".py") or _differs(texts[one.path], one):
            count -= 1
            yield one


def _differs(text: str, one: Mutant) -> bool:
    try:
        return ast.dump(ast.parse(one.planted(text))) != ast.dump(ast.parse(text))
    except SyntaxError:
        return False


def _baseline(pool: ThreadPoolExecutor, copies: SimpleQueue[Copy], in_scripts: set[bool]) -> list[Reached]:
    """Run every test file as it is, of Python, of the scripts, or both; return those that pass, the most lines a second first."""
    patterns = [f"{modules.TESTS}/*.test.js" if one else "tests/test_*.py" for one in in_scripts]
    tests = sorted(path.relative_to(ROOT).as_posix() for pattern in patterns for path in ROOT.glob(pattern))
    say(f"先照原样跑一遍 {len(tests)} 个测试文件，记下各经过哪些行 …")
    reached = []
    for one in pool.map(lambda test: _with(copies, lambda copy: copy.survey(test)), tests):
        if one.code not in {0, 5}:
            say(f"  {one.test} 现在就没有通过，不算在内：\n" + "\n".join(one.said.splitlines()[-6:]))
        elif one.code == 0:
            say(f"  {one.test} {one.seconds:.1f} 秒")
            reached.append(one)
    if not reached:
        say("没有一个测试文件通过，请先让测试通过。")
    return sorted(reached, key=lambda one: one.seconds / (1 + sum(map(len, one.lines.values()))))


def _with(copies: SimpleQueue[Copy], work: Any) -> Any:
    """Do something with a copy that nobody else uses meanwhile."""
    copy = copies.get()
    try:
        return work(copy)
    finally:
        copies.put(copy)


def _hunt(
    one: Mutant, text: str, copies: SimpleQueue[Copy], reached: Sequence[Reached], seconds: float
) -> dict[str, Any]:
    """Plant one fault and say who noticed it."""
    through = [each for each in reached if each.touches(one.path, *one.lines)]
    through = through or [
        each for each in reached if each.lines.get(one.path)
    ]  # what is constant has no line of its own
    fit = within(nearest(ROOT, one.path, through), seconds)
    patience = 60 + 4 * sum(each.seconds for each in fit)
    tests = [each.test for each in fit]
    noticed = _with(copies, lambda copy: copy.notices(one.path, one.planted(text), tests, patience)) if tests else None
    line = text.count("\n", 0, one.start) + 1
    place = {"path": one.path, "line": line, "kind": one.kind, "diff": one.diff(text)}
    return {**place, "tests": tests, "noticed": noticed}


def _summary(found: Sequence[dict[str, Any]], seconds: float) -> None:
    alive = [each for each in found if each["noticed"] is None]
    for each in alive:
        reason = "" if each["tests"] else "（没有测试经过这一行）"
        print(f"\n{each['path']}:{each['line']}  {each['kind']}{reason}\n{each['diff']}")
    print("\n按文件夹：")
    for folder, total in sorted(Counter(str(Path(each["path"]).parent) for each in found).items()):
        left = sum(str(Path(each["path"]).parent) == folder for each in alive)
        print(f"  {folder}：种 {total} 处，活着 {left} 处")
    noticed = len(found) - len(alive)
    print(
        f"种下 {len(found)} 处错，测试发现 {noticed} 处（{noticed / len(found):.0%}），活着 {len(alive)} 处，用时 {seconds / 60:.0f} 分钟。"
    )


def say(text: str) -> None:
    """A line of progress."""
    print(text, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run.py mutants", description="种小错，看测试能不能发现（不用浏览器；脚本由 Node 测）。"
    )
    parser.add_argument("--count", type=int, default=150, help="抽多少处（默认 150）")
    parser.add_argument("--seed", type=int, default=1, help="抽签的种子：同一种子抽同样的错（默认 1）")
    parser.add_argument("--only", help="只在这个文件或文件夹里种")
    parser.add_argument("--jobs", type=int, default=2, help="几个一起跑（默认 2）")
    parser.add_argument(
        "--seconds",
        type=float,
        default=inf,
        help="每处错最多跑多少秒的测试，比整个网站的、说到这个文件的先跑（默认全部跑完；少跑只会少发现）",
    )
    parser.add_argument("--json", type=Path, help="把全部结果写进这个文件；不写就什么都不写")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
