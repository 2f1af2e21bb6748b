"""`run.py fuzz`: feeds what reads other people's files with anything, gives how much was fed and what broke.

With atheris in the environment the inputs follow the lines that they reach; without it they are changed seeds. An input
that breaks something is left in the folder that is named, and belongs into tests/cases when it is mended.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any, Final

TESTS: Final = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "bench"), str(TESTS.parent / "scripts")]

from mutating import mutated  # noqa: E402 -- beside this file; the kit is found through the line above

PATIENCE: Final = 20
"""Seconds after which an input hangs."""
NAMES: Final = ("loader", "check", "fmt", "import", "ics", "links", "pages")
GUIDED: Final = importlib.util.find_spec("atheris") is not None


class HangError(Exception):
    """An input took too long."""


def main(arguments: Sequence[str]) -> int:
    """0: nothing broke, 1: something did."""
    parser = argparse.ArgumentParser(prog="run.py fuzz", description="拿乱写的表格、Excel、日历、网页喂程序。")
    parser.add_argument("--only", action="append", choices=NAMES, help="只喂这一样，可以写几次")
    parser.add_argument("--runs", type=int, default=100_000, help="每样喂多少个（默认 100000）")
    parser.add_argument("--seconds", type=int, default=600, help="每样最多多少秒（默认 600）")
    parser.add_argument("--seed", type=int, default=20261124)
    parser.add_argument("--found", type=Path, default=Path(tempfile.gettempdir()) / "linli-fuzz", help="坏的放在哪里")
    parser.add_argument("--keep", action="store_true", help="把数字写进 tests/bench/results.md")
    options = parser.parse_args(arguments)
    if not GUIDED:
        say("没有装 atheris，只改现成的例子，不看走到了哪一行。要看：.venv/bin/pip install atheris")
    options.found.mkdir(parents=True, exist_ok=True)
    figures = [(name, *_fed_apart(name, options)) for name in options.only or NAMES]
    return _told(figures, keep=options.keep)


def _fed_apart(name: str, options: argparse.Namespace) -> tuple[int, float, int]:
    """Feed one target in a process of its own; gives inputs, seconds and finds."""
    ours, theirs = os.pipe()
    if not (child := os.fork()):
        os.close(ours)
        try:
            _feed(name, options, theirs)
        except BaseException:
            traceback.print_exc()
        os._exit(1)
    os.close(theirs)
    with os.fdopen(ours, "rb") as told:
        lines = told.read().decode().splitlines()
    os.waitpid(child, 0)
    number, seconds, broken = lines[-1].split() if lines else ("0", "0", "1")
    say(f"{name}：{number} 个，{float(seconds):.0f} 秒，{broken} 个坏的")
    return int(number), float(seconds), int(broken)


def _feed(name: str, options: argparse.Namespace, told: int) -> None:
    """Feed the target, and write after every thousand inputs how many there were."""
    chance = random.Random(options.seed)
    number, finds = 0, set[str]()
    if GUIDED:
        import atheris

        with atheris.instrument_imports(include=["linli"], enable_loader_override=False):
            import targets
    else:
        import targets
    target = targets.Targets().all()[name]
    signal.signal(signal.SIGALRM, _hangs)
    started = time.monotonic()

    def one(data: bytes) -> None:
        nonlocal number
        number += 1
        signal.alarm(PATIENCE)
        try:
            target.run(data)
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{type(error).__name__} {Path(frame.filename).name}:{frame.lineno}"
            if where not in finds:
                finds.add(where)
                (options.found / f"{name}-{len(finds)}").write_bytes(data)
                say(f"{name}：{where}：{error}"[:300])
        finally:
            signal.alarm(0)
        if not number % 100:
            os.write(told, f"{number} {time.monotonic() - started} {len(finds)}\n".encode())
        if number >= options.runs or time.monotonic() - started > options.seconds:
            os.write(told, f"{number} {time.monotonic() - started} {len(finds)}\n".encode())
            os._exit(0)

    for seed in target.seeds:
        one(seed)
    if GUIDED:
        _guided(one, target.seeds, chance)
    while True:
        one(mutated(chance.choice(target.seeds), chance))


def _guided(one: Any, seeds: Sequence[bytes], chance: random.Random) -> None:
    """Hand over to libFuzzer, which keeps what reaches new lines; half of its changes are ours."""
    import atheris

    folder = tempfile.mkdtemp(prefix="linli-corpus-")
    for number, seed in enumerate(seeds):
        (Path(folder) / str(number)).write_bytes(seed)

    def change(data: bytes, most: int, seed: int) -> bytes:
        made = mutated(data, random.Random(seed)) if chance.random() < 0.7 else atheris.Mutate(data, most)
        return bytes(made[:most])

    options = [
        "-max_len=40000",
        "-verbosity=0",
        "-print_final_stats=0",
        "-handle_alrm=0",
        "-timeout=0",
        f"-seed={chance.randrange(2**31)}",
    ]
    atheris.Setup(["fuzz", *options, folder], one, custom_mutator=change, enable_python_coverage=True)
    signal.signal(signal.SIGALRM, _hangs)
    atheris.Fuzz()


def _hangs(_number: int, _frame: FrameType | None) -> None:
    raise HangError(f"超过 {PATIENCE} 秒")


def _told(figures: list[tuple[str, int, float, int]], *, keep: bool) -> int:
    from table import TITLES, Line, markdown, store

    lines = [
        Line(
            f"{name}：喂了",
            f"{number} 个，{seconds:.0f} 秒，{broken} 个坏的",
            "≥ 100000 个，0 个坏的",
            number >= 100_000 and not broken,
        )
        for name, number, seconds, broken in figures
    ]
    print(f"\n## {TITLES['fuzz']}\n\n{markdown(lines)}", flush=True)
    if keep:
        facts = {
            "日期": str(date.today()),  # noqa: DTZ011
            "Python": platform.python_version(),
            "跟着走到的行（atheris）": "是" if GUIDED else "否",
        }
        store(TESTS / "bench", "fuzz", lines, facts)
    return 1 if any(broken for *_, broken in figures) else 0


def say(text: object) -> None:
    """A line of progress."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
