"""Take options, give a table: what `run.py bench` runs, in the environment that run.py prepared.

Sections can be measured one by one (--only); results.json and results.md keep the others. --quick stores nothing.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta, timezone
from importlib import metadata
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
sys.path[:0] = [str(FOLDER), str(FOLDER.parent / "tools")]

import browse  # noqa: E402 -- beside this file, found through the line above
import lighthouse  # noqa: E402
import live  # noqa: E402
import portal  # noqa: E402
import provide  # noqa: E402
import speed  # noqa: E402
from table import TITLES, Line, markdown, store  # noqa: E402

MEASURED = [name for name in TITLES if name not in {"faults", "fuzz"}]
SHANGHAI = timezone(timedelta(hours=8))


def main(arguments: Sequence[str]) -> int:
    """Measure, print, store."""
    parser = argparse.ArgumentParser(prog="run.py bench", description="测量速度，并与同类程序比较。")
    parser.add_argument("--sizes", default="100,1000,10000", help="课程数，用逗号隔开（默认 100,1000,10000）")
    parser.add_argument("--runs", type=int, default=5, help="每项运行几次（默认 5）")
    parser.add_argument("--quick", action="store_true", help="只试一遍：100 门课，每项一次，不保存结果")
    parser.add_argument("--only", action="append", choices=MEASURED, help="只测这一项，可以写几次")
    options = parser.parse_args(arguments)
    sizes = [100] if options.quick else [int(size) for size in options.sizes.split(",")]
    runs = 1 if options.quick else options.runs
    chosen = options.only or MEASURED
    try:
        tools = wanted_tools(chosen)
    except provide.MissingTool as lack:
        provide.say(f"{lack}\n测量没有进行。")
        return 3
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as name:
        place = Path(name)
        for section, measure in sections(place, tools, sizes, runs, chosen):
            provide.say(f"正在测量：{TITLES[section]} …")
            lines = list(measure())
            print(f"\n## {TITLES[section]}\n\n{markdown(lines)}", flush=True)
            if not options.quick:
                store(FOLDER, section, lines, facts(tools))
    return 0


def sections(
    place: Path, tools: dict[str, str], sizes: Sequence[int], runs: int, chosen: Sequence[str]
) -> Iterator[tuple[str, Callable[[], Iterator[Line]]]]:
    """The chosen sections, each with what measures it; the reference site is built once, when first needed."""
    if "build" in chosen:
        yield "build", lambda: speed.building(place, sizes, runs)
    if "rebuild" in chosen:
        yield "rebuild", lambda: speed.rebuilding(place, runs)
    if "serve" in chosen:
        yield "serve", lambda: live.reloading(place, runs)
    if "check" in chosen:
        yield "check", lambda: speed.checking(place, runs)
    if "portal" in chosen:
        yield "portal", lambda: portal.measured(place, [40] if sizes == [100] else [100, 1000])
    browser = tools.get("LINLI_CHROMIUM", "")
    if {"first-view", "search"} & set(chosen):
        site = reference(place / "reference", speed.TODAY)
    if "first-view" in chosen:
        yield "first-view", lambda: browse.first_views(site, browser)
    if "search" in chosen:
        yield "search", lambda: browse.searching(site, browser, max(1, runs // 2))
    if "lighthouse" in chosen:
        today = datetime.now(SHANGHAI).date().isoformat()  # Lighthouse cannot set the clock
        yield "lighthouse", lambda: lighthouse.lighthouse(reference(place / "today", today), tools, min(runs, 3))


def wanted_tools(chosen: Sequence[str]) -> dict[str, str]:
    """Paths of the outside programs that the chosen sections need."""
    tools = {}
    if {"first-view", "search", "lighthouse"} & set(chosen):
        tools["LINLI_CHROMIUM"] = str(provide.chromium())
        provide.chinese_fonts()
    if "lighthouse" in chosen:
        tools["LINLI_NODE"] = str(provide.node())
        tools["LIGHTHOUSE"] = str(provide.npm(FOLDER) / "lighthouse")
    return tools


def reference(site: Path, today: str) -> Path:
    """The reference site of this repository, built for a day as it is published."""
    program = Path(sys.executable).parent / "linli"
    command = [str(program), "build", "--root", str(ROOT), "--site-dir", str(site), "--today", today]
    env = {**os.environ, "SITE_URL": "https://example.org/linli/"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"参考网站没有生成：\n{done.stdout}{done.stderr}")
    return site


def facts(tools: dict[str, str]) -> dict[str, str]:
    """When and with what: versions and the number of cores, never names or places of this machine."""
    names = ("hugo", "mkdocs", "mkdocs-material", "frictionless", "playwright")
    found = {"日期": datetime.now(SHANGHAI).date().isoformat(), "处理器核心": str(os.cpu_count())}
    found["Python"] = platform.python_version()
    found |= {name: metadata.version(name) for name in names}
    if "LINLI_CHROMIUM" in tools:
        command = [tools["LINLI_CHROMIUM"], "--version"]
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        found["Chromium"] = next((word for word in said.split() if word[0].isdigit()), "")
    if "LIGHTHOUSE" in tools:
        package = Path(tools["LIGHTHOUSE"]) / "package.json"
        found["Lighthouse"] = str(provide.version_of(package))
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
